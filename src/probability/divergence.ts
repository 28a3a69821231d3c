import { compareQuotients, type OrderedRing, type Quotient, type Ratio, sum } from "../number/ring.js";
import { identityOf, type Law, probabilities } from "./law.js";

export type { Ratio } from "../number/ring.js";

/** The outcomes that one of the laws can produce, in order of first appearance. */
export function support<O, S>(R: OrderedRing<S>, laws: readonly Law<O, S>[]): readonly O[] {
  const seen: O[] = [];
  const keys = new Set<unknown>();
  for (const law of laws) {
    for (const { outcome, weight } of law.entries) {
      const key = identityOf(outcome);
      if (keys.has(key) || R.sign(weight) <= 0) continue;
      keys.add(key);
      seen.push(outcome);
    }
  }
  return seen;
}

/** Pr_P[o]/Pr_Q[o] for an outcome that P or Q can produce. */
export function ratioAt<S>(R: OrderedRing<S>, p: Quotient<S>, q: Quotient<S>): Ratio<S> {
  if (R.sign(q.numerator) === 0) return "infinity";
  return {
    numerator: R.multiply(p.numerator, q.denominator),
    denominator: R.multiply(p.denominator, q.numerator),
  };
}

/** The order of [0, ∞]. */
export function compareRatios<S>(R: OrderedRing<S>, x: Ratio<S>, y: Ratio<S>): -1 | 0 | 1 {
  if (x === "infinity") return y === "infinity" ? 0 : 1;
  return y === "infinity" ? -1 : compareQuotients(R, x, y);
}

/** max over o of Pr_P[o]/Pr_Q[o], the exponential of the max-divergence D_∞(P‖Q); "infinity" where P leaves the support of Q. */
export function maxDivergenceRatio<O, S>(R: OrderedRing<S>, P: Law<O, S>, Q: Law<O, S>): Ratio<S> {
  const [p, q] = [probabilities(R, P), probabilities(R, Q)];
  const ratios = support(R, [P]).map((outcome) => ratioAt(R, p(outcome), q(outcome)));
  return ratios.reduce((largest, next) => (compareRatios(R, next, largest) > 0 ? next : largest));
}

/** Total variation (statistical difference) Σ_o (P[o] − Q[o])⁺. The laws list the same outcomes in the same order or not. */
export const totalVariation = <O, S>(R: OrderedRing<S>, P: Law<O, S>, Q: Law<O, S>): Quotient<S> =>
  hockeyStick(R, P, Q, { numerator: R.one, denominator: R.one });

/**
 * Hockey-stick divergence Σ_o (P[o] − bound·Q[o])⁺: with bound = e^ε the least δ for which P[E] ≤ e^ε·Q[E] + δ for all
 * events E. The privacy of a pair of reports is the larger of both directions.
 */
export function hockeyStick<O, S>(R: OrderedRing<S>, P: Law<O, S>, Q: Law<O, S>, bound: Quotient<S>): Quotient<S> {
  const weightsOfQ = new Map(Q.entries.map((entry) => [identityOf(entry.outcome), entry.weight]));
  const [scaleOfP, scaleOfQ] = [R.multiply(Q.total, bound.denominator), R.multiply(P.total, bound.numerator)];
  const excess = P.entries.map(({ outcome, weight }) => {
    const other = weightsOfQ.get(identityOf(outcome)) ?? R.zero;
    const difference = R.subtract(R.multiply(weight, scaleOfP), R.multiply(other, scaleOfQ));
    return R.sign(difference) > 0 ? difference : R.zero;
  });
  return { numerator: sum(R, excess), denominator: R.multiply(P.total, scaleOfP) };
}

/** One term coefficient·ln(ratio) of a divergence; the ratio is a quotient of equal degree, so its logarithm has a meaning. */
export interface RatioTerm<S> {
  readonly coefficient: Quotient<S>;
  readonly ratio: Quotient<S>;
}

/** KL(P‖Q) = Σ_o P[o]·ln(P[o]/Q[o]) over the support of P, by its terms; "infinity" where P leaves the support of Q. */
export function klTerms<O, S>(R: OrderedRing<S>, P: Law<O, S>, Q: Law<O, S>): readonly RatioTerm<S>[] | "infinity" {
  const [p, q] = [probabilities(R, P), probabilities(R, Q)];
  const terms: RatioTerm<S>[] = [];
  for (const outcome of support(R, [P])) {
    const coefficient = p(outcome);
    const ratio = ratioAt(R, coefficient, q(outcome));
    if (ratio === "infinity") return "infinity";
    terms.push({ coefficient, ratio });
  }
  return terms;
}
