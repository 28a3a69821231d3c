import { type BayesianEnvironment, beliefWeights, total } from "../../game/bayesian-environment.js";
import { integerRoot } from "../../number/integer.js";
import type { Rational } from "../../number/rational.js";
import * as Q from "../../number/rational.js";

/**
 * A bound on gain_n(x → y) for payments at the posterior value, whatever the rule, the tie and the composition are:
 *
 *   Σ_{ω<ω′} |ρ_x(ω)ρ_y(ω′) − ρ_x(ω′)ρ_y(ω)| · max_a |u(a, ω) − u(a, ω′)| · BC(ω, ω′)^{n−1} / (2√(ρ_y(ω)ρ_y(ω′))),
 *
 * with the affinity BC(ω, ω′) = Σ_x √(v(x|ω)v(x|ω′)) ≤ 1. It rests on the antisymmetrised form of the gain and on
 * L_ω L_ω′/(ρ_y(ω)L_ω + ρ_y(ω′)L_ω′) ≤ √(L_ω L_ω′)/(2√(ρ_y(ω)ρ_y(ω′))), summed over the counts by the multinomial theorem.
 */

/** One pair of states: what it adds at n players is at most factor·affinity^{n−1}. */
export interface TailTerm {
  readonly factor: Rational;
  readonly affinity: Rational;
}

/** Square roots are rounded to multiples of 2^−rootBits. */
const rootBits = 96n;

/** √x within 2^−rootBits, for x ≥ 0. */
function root(x: Rational, upwards: boolean): Rational {
  const scaled = (x.numerator << (2n * rootBits)) / x.denominator;
  const low = integerRoot(scaled, 2);
  const isExact = low * low * x.denominator === x.numerator << (2n * rootBits);
  return Q.rational(upwards && !isExact ? low + 1n : low, 1n << rootBits);
}

/** BC(ω, ω′), rounded upwards; exactly 1 where the rows are equal. */
export function affinity({ likelihood }: BayesianEnvironment, state: number, other: number): Rational {
  const [row, second] = [likelihood[state]!, likelihood[other]!];
  if (row.every((chance, x) => Q.equals(chance, second[x]!))) return Q.one;
  return row.map((chance, x) => root(Q.multiply(chance, second[x]!), true)).reduce(Q.add);
}

/** ρ_x(ω). */
const belief = (environment: BayesianEnvironment, signal: number): readonly Rational[] => {
  const weights = beliefWeights(environment, signal);
  const all = total(weights);
  return weights.map((weight) => Q.rational(weight, all));
};

const size = (x: Rational): Rational => (x.numerator < 0n ? Q.negate(x) : x);

/** The terms of the bound for one utility and one lie; none where the signals tell the player the same. */
export function tailTerms(
  environment: BayesianEnvironment,
  utility: number,
  signal: number,
  report: number,
): readonly TailTerm[] {
  const [own, told] = [belief(environment, signal), belief(environment, report)];
  const table = environment.utilities[utility]!;
  const terms: TailTerm[] = [];
  for (let other = 1; other < environment.states; other++) {
    for (let state = 0; state < other; state++) {
      const across = size(Q.subtract(Q.multiply(own[state]!, told[other]!), Q.multiply(own[other]!, told[state]!)));
      const stake = table.map((row) => size(Q.subtract(row[state]!, row[other]!))).reduce(Q.maximum);
      if (across.numerator === 0n || stake.numerator === 0n) continue;
      const below = root(Q.multiply(told[state]!, told[other]!), false);
      if (below.numerator === 0n) throw new RangeError("affinity-tail: beliefs below 2^-96 need longer roots");
      terms.push({
        factor: Q.divide(Q.multiply(across, stake), Q.multiply(Q.rational(2n), below)),
        affinity: affinity(environment, state, other),
      });
    }
  }
  return terms;
}

/** The bounds of all lies of all utilities of the library, those without terms left out. */
export function allTails(environment: BayesianEnvironment): readonly (readonly TailTerm[])[] {
  const signals = Array.from({ length: environment.signals }, (_, x) => x);
  return environment.utilities
    .flatMap((_, utility) =>
      signals.flatMap((signal) =>
        signals.filter((y) => y !== signal).map((report) => tailTerms(environment, utility, signal, report)),
      ),
    )
    .filter((terms) => terms.length > 0);
}

/** Whether Σ factor·affinity^{n−1} ≤ ε. */
function isBelow(terms: readonly TailTerm[], players: number, slack: Rational): boolean {
  const bound = terms
    .map(({ factor, affinity }) => Q.multiply(factor, Q.integerPower(affinity, BigInt(players - 1))))
    .reduce(Q.add);
  return Q.compare(bound, slack) <= 0;
}

/**
 * The least n ≥ 1 from which on the bounds of all lies are at most ε > 0: they fall in n. Throws RangeError where an affinity
 * cannot be told from 1.
 */
export function settledFrom(tails: readonly (readonly TailTerm[])[], slack: Rational): number {
  if (tails.some((terms) => terms.some(({ affinity }) => Q.compare(affinity, Q.one) >= 0))) {
    throw new RangeError("settledFrom: two states have likelihoods too close for roots of this precision");
  }
  const holds = (players: number) => tails.every((terms) => isBelow(terms, players, slack));
  if (holds(1)) return 1;
  let [low, high] = [1, 2];
  while (!holds(high)) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = low + ((high - low) >> 1);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
