import type { Quotient, Ring } from "../../number/ring.js";
import { powerQuotient, sum } from "../../number/ring.js";

/** Weights proportional to μ(r)·base^{k_r}. */
export interface GibbsWeights<S> {
  /** μ(r)·base^{k_r − least}, one an outcome, in order, all of degree `degree`. */
  readonly weights: readonly S[];
  /** Their sum: Z/base^least. */
  readonly total: S;
  /** The least k_r. */
  readonly least: number;
  readonly degree: number;
}

/**
 * The weights μ(r)·base^{k_r} over a ring, divided by the least power that occurs [HK, Definition 3 and Section 2.3]. The prior
 * μ is 1 everywhere unless told; it need not be normalised. Throws RangeError without outcomes.
 */
export function gibbsWeights<S>(R: Ring<S>, exponents: readonly number[], prior?: readonly bigint[]): GibbsWeights<S> {
  if (exponents.length === 0) throw new RangeError("gibbsWeights: expected at least one outcome");
  let [least, most] = [exponents[0]!, exponents[0]!];
  for (const k of exponents) {
    if (k < least) least = k;
    if (k > most) most = k;
  }
  const degree = most - least;
  // Few different powers occur among many outcomes.
  const powers = new Map<number, S>();
  const weights = exponents.map((k, r) => {
    let power = powers.get(k);
    if (power === undefined) {
      power = R.power(k - least, degree);
      powers.set(k, power);
    }
    return prior === undefined ? power : R.multiply(R.integer(prior[r]!), power);
  });
  return { weights, total: sum(R, weights), least, degree };
}

/** Z = Σ_r μ(r)·base^{k_r} itself. */
export function partitionFunction<S>(R: Ring<S>, { total, least, degree }: GibbsWeights<S>): Quotient<S> {
  const shift = powerQuotient(R, least);
  return {
    numerator: R.multiply(total, shift.numerator),
    denominator: R.multiply(R.power(0, degree), shift.denominator),
  };
}
