import type { BayesianEnvironment, Sizes } from "../../src/game/bayesian-environment.js";
import type { Tie } from "../../src/mechanisms/basu/tie.js";
import * as Q from "../../src/number/rational.js";

/**
 * The paper's formulas in plain fractions, term by term as they are printed: what `check` computes with. It shares nothing with
 * the sums of `src/notions` and the mechanisms of `src/mechanisms/basu`: its own multinomials, posteriors, optima and payments.
 */
type Rational = Q.Rational;

const sum = (terms: readonly Rational[]): Rational => terms.reduce(Q.add, Q.zero);
const dot = (x: readonly Rational[], y: readonly Rational[]): Rational => sum(x.map((a, i) => Q.multiply(a, y[i]!)));

/** Every count vector with a sum. */
export function vectors(total: number, parts: number): readonly (readonly number[])[] {
  if (parts === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, last) => last).flatMap((last) =>
    vectors(total - last, parts - 1).map((rest) => [...rest, last]),
  );
}

const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));

/** Pr[counts | ω] of so many independent signals. */
export function chanceOf(environment: BayesianEnvironment, counts: readonly number[], state: number): Rational {
  const n = counts.reduce((x, y) => x + y, 0);
  const orders = counts.reduce((rest, count) => rest / factorial(count), factorial(n));
  return counts.reduce(
    (product, count, x) => Q.multiply(product, Q.integerPower(environment.likelihood[state]![x]!, BigInt(count))),
    Q.rational(orders),
  );
}

/** π(s) by Bayes' rule, from the signals one after the other. */
export function posterior(environment: BayesianEnvironment, counts: readonly number[]): readonly Rational[] {
  let belief = environment.prior;
  counts.forEach((count, x) => {
    const joint = belief.map((chance, state) =>
      Q.multiply(chance, Q.integerPower(environment.likelihood[state]![x]!, BigInt(count))),
    );
    const all = sum(joint);
    belief = joint.map((weight) => Q.divide(weight, all));
  });
  return belief;
}

/** What the alternatives are worth to all together in expectation. */
export const expectedWelfare = (
  environment: BayesianEnvironment,
  sizes: Sizes,
  belief: readonly Rational[],
): readonly Rational[] =>
  Array.from({ length: environment.alternatives }, (_, a) =>
    sum(sizes.map((size, u) => Q.multiply(Q.rational(BigInt(size)), dot(belief, environment.utilities[u]![a]!)))),
  );

/** σ*: the alternatives that are drawn, all with the same chance. */
export function optimum(
  environment: BayesianEnvironment,
  sizes: Sizes,
  counts: readonly number[],
  tie: Tie,
): readonly number[] {
  const values = expectedWelfare(environment, sizes, posterior(environment, counts));
  const most = values.reduce(Q.maximum);
  const best = values.flatMap((value, a) => (Q.equals(value, most) ? [a] : []));
  return tie === "uniform" ? best : [tie === "first" ? best[0]! : best[best.length - 1]!];
}

/** q*_u at the reported signals with one of the drawn alternatives. */
export const payment = (
  environment: BayesianEnvironment,
  counts: readonly number[],
  utility: number,
  alternative: number,
): Rational => dot(posterior(environment, counts), environment.utilities[utility]![alternative]!);

/** ρ_x: what a player with a signal believes. */
export const belief = (environment: BayesianEnvironment, signal: number): readonly Rational[] =>
  posterior(
    environment,
    Array.from({ length: environment.signals }, (_, x) => (x === signal ? 1 : 0)),
  );

/**
 * E[u(σ*(y, s_−i), ω) − q*(y, s_−i) | s_i = x] for a player of a population, by states and counts of the others' signals.
 * `price` stands in the place of q* where it is given.
 */
export function expectedPayoff(
  environment: BayesianEnvironment,
  sizes: Sizes,
  tie: Tie,
  utility: number,
  signal: number,
  report: number,
  price: typeof payment = payment,
): Rational {
  const players = sizes.reduce((x, y) => x + y, 0);
  const own = belief(environment, signal);
  return sum(
    vectors(players - 1, environment.signals).map((others) => {
      const counts = others.map((count, x) => (x === report ? count + 1 : count));
      const drawn = optimum(environment, sizes, counts, tie);
      const share = Q.rational(1n, BigInt(drawn.length));
      const mean = (of: (alternative: number) => Rational) => Q.multiply(share, sum(drawn.map(of)));
      return sum(
        own.map((chance, state) => {
          const likely = Q.multiply(chance, chanceOf(environment, others, state));
          const net = mean((a) =>
            Q.subtract(environment.utilities[utility]![a]![state]!, price(environment, counts, utility, a)),
          );
          return Q.multiply(likely, net);
        }),
      );
    }),
  );
}

/** E[f(counts of all signals, state)] under truth-telling. */
export function expectation(
  environment: BayesianEnvironment,
  players: number,
  f: (counts: readonly number[], state: number) => Rational,
): Rational {
  return sum(
    vectors(players, environment.signals).flatMap((counts) =>
      environment.prior.map((chance, state) =>
        Q.multiply(Q.multiply(chance, chanceOf(environment, counts, state)), f(counts, state)),
      ),
    ),
  );
}
