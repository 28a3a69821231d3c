import type { OrderedRing, Quotient, Ring } from "../../number/ring.js";
import { compareQuotients, powerQuotient } from "../../number/ring.js";
import { partition, quotientOfPartitions } from "./gibbs-weights.js";

/**
 * max over r of Pr[r]/Pr′[r], for laws with the weights μ(r)·base^{k_r} and μ(r)·base^{k′_r}: since it is
 * base^{k_r − k′_r}·Z′/Z, the largest difference of exponents decides, over any ring. Outcomes with μ(r) = 0 cannot be
 * drawn, and do not count.
 */
export function outcomeRatio<S>(
  R: Ring<S>,
  exponents: readonly number[],
  others: readonly number[],
  prior?: readonly bigint[],
): Quotient<S> {
  const [z, otherZ] = [partition(R, exponents, prior), partition(R, others, prior)];
  let most = Number.NEGATIVE_INFINITY;
  exponents.forEach((k, r) => {
    const difference = k - others[r]!;
    if (difference > most && prior?.[r] !== 0n) most = difference;
  });
  const [power, partitions] = [powerQuotient(R, most), quotientOfPartitions(R, otherZ, z)];
  return {
    numerator: R.multiply(power.numerator, partitions.numerator),
    denominator: R.multiply(power.denominator, partitions.denominator),
  };
}

/** The larger of `outcomeRatio` in both directions. */
export function privacyRatioBetween<S>(
  R: OrderedRing<S>,
  exponents: readonly number[],
  others: readonly number[],
  prior?: readonly bigint[],
): Quotient<S> {
  const [there, back] = [outcomeRatio(R, exponents, others, prior), outcomeRatio(R, others, exponents, prior)];
  return compareQuotients(R, there, back) >= 0 ? there : back;
}
