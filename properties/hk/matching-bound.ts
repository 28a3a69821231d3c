import { expectedOptimum } from "../../src/mechanisms/hk/matching-ensemble.js";
import * as Q from "../../src/number/rational.js";
import { whole } from "./size-claim.js";

/** The loss that Theorem 9 allows, as a share of n. */
export const tenth = Q.rational(1n, 10n);

/**
 * What is at least the share of agents who get the item they want, averaged over the random profiles, if no profile loses more
 * than slack·n: E[opt]/n − slack. It is also the average of Pr[j to i | j is critical for i] over all i and j.
 */
export const leastShare = (n: number, slack = tenth): Q.Rational =>
  Q.subtract(Q.divide(expectedOptimum({ players: n }), whole(n)), slack);

/**
 * The least e^ε that the averages leave. With p the average over the critical pairs and q over the others p + (n − 1)q = 1,
 * and p ≤ e^ε·q, so that e^ε ≥ (n − 1)p/(1 − p) for n ≥ 2, which grows with p ≥ `leastShare`. Never below 1.
 */
export function leastExpByAverages(n: number, slack = tenth): Q.Rational {
  const share = leastShare(n, slack);
  if (n === 1 || Q.signOfRational(share) <= 0) return Q.one;
  const ratio = Q.divide(Q.multiply(whole(n - 1), share), Q.subtract(Q.one, share));
  return Q.maximum(ratio, Q.one);
}
