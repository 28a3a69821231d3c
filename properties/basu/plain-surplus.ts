import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import * as plain from "./plain.js";
import type { ValueWorld } from "./value-world.js";

/** D = max |u(a, ω) − u(b, ω)|: the most that a choice can cost one player. */
export const largestStake = ({ utilities }: BayesianEnvironment): Q.Rational =>
  utilities
    .flatMap((table) => {
      const columns = table[0]!.map((_, state) => table.map((row) => row[state]!));
      return columns.map((column) => Q.subtract(column.reduce(Q.maximum), column.reduce(Q.minimum)));
    })
    .reduce(Q.maximum);

const largest = (values: readonly Q.Rational[]): Q.Rational => values.reduce(Q.maximum);

/** Revenue in plain fractions: every player's payment at all counts of signals. */
export function plainRevenue(world: ValueWorld): Q.Rational {
  const { environment: env } = world;
  const sizes = world.sizes();
  return plain.expectation(env, world.players(), (counts) =>
    world
      .drawn(counts)
      .map(({ alternative, chance }) =>
        sizes
          .map((size, u) => [Q.rational(BigInt(size)), chance, world.pays(counts, u, alternative)].reduce(Q.multiply)) // biome-ignore format: one line
          .reduce(Q.add),
      )
      .reduce(Q.add),
  );
}

/** E[max_a Σ_i E[u_i(a, ω) | s]] in plain fractions. */
export function plainSurplus(world: ValueWorld): Q.Rational {
  const { environment: env } = world;
  return plain.expectation(env, world.players(), (counts) =>
    largest(plain.expectedWelfare(env, world.sizes(), plain.posterior(env, counts))),
  );
}

/** Σ_ω π0(ω)·max_a Σ_i u_i(a, ω) in plain fractions. */
export function plainFullInformation(world: ValueWorld): Q.Rational {
  const { environment: env } = world;
  return env.prior
    .map((chance, state) => {
      const certain = env.prior.map((_, other) => (other === state ? Q.one : Q.zero));
      return Q.multiply(chance, largest(plain.expectedWelfare(env, world.sizes(), certain)));
    })
    .reduce(Q.add);
}

/** n·D·Σ_{ω<ω′} (π0(ω) + π0(ω′))/2·(Σ_x √(v(x|ω)v(x|ω′)))^n as a real number. */
export function gapBoundReal(world: ValueWorld): R.Real {
  const { environment: env } = world;
  const n = Q.rational(BigInt(world.players()));
  const stake = largestStake(env);
  let error = R.fromRational(Q.zero);
  if (stake.numerator === 0n) return error;
  env.likelihood.forEach((row, other) => {
    env.likelihood.slice(0, other).forEach((second, state) => {
      const overlap = row.map((chance, x) => R.sqrt(R.fromRational(Q.multiply(chance, second[x]!)))).reduce(R.add);
      const share = Q.multiply(Q.add(env.prior[state]!, env.prior[other]!), Q.rational(1n, 2n));
      error = R.add(error, R.multiply(R.fromRational(share), R.power(overlap, n)));
    });
  });
  return R.multiply(R.fromRational(Q.multiply(n, stake)), error);
}
