import { compareQuotients, type OrderedRing, type Quotient, type Ratio, sum } from "../number/ring.js";
import { type Law, outcomeKey } from "./law.js";

export type { Ratio } from "../number/ring.js";

/** The outcomes that one of the laws can produce, in order of first appearance. */
export function support<O, S>(R: OrderedRing<S>, laws: readonly Law<O, S>[]): readonly O[] {
  const seen = new Map<string, O>();
  for (const law of laws) {
    for (const { outcome, weight } of law.entries) {
      if (R.sign(weight) > 0 && !seen.has(outcomeKey(outcome))) seen.set(outcomeKey(outcome), outcome);
    }
  }
  return [...seen.values()];
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

/** Total variation (statistical difference) Σ_o (P[o] − Q[o])⁺. The laws list the same outcomes in the same order or not. */
export function totalVariation<O, S>(R: OrderedRing<S>, P: Law<O, S>, Q: Law<O, S>): Quotient<S> {
  const weightsOfQ = new Map(Q.entries.map((entry) => [outcomeKey(entry.outcome), entry.weight]));
  const excess = P.entries.map(({ outcome, weight }) => {
    const other = weightsOfQ.get(outcomeKey(outcome)) ?? R.zero;
    const difference = R.subtract(R.multiply(weight, Q.total), R.multiply(other, P.total));
    return R.sign(difference) > 0 ? difference : R.zero;
  });
  return { numerator: sum(R, excess), denominator: R.multiply(P.total, Q.total) };
}
