import type { Quotient, Ring } from "../../number/ring.js";
import { powerQuotient } from "../../number/ring.js";

/** The exponents k_r that occur: all weights are divided by base^least, and have degree `degree` then. */
export interface Span {
  /** The least k_r. */
  readonly least: number;
  /** The greatest k_r less the least. */
  readonly degree: number;
}

/** Z = Σ_r μ(r)·base^{k_r} without what is divided out: Z/base^least. */
export interface Partition<S> extends Span {
  readonly total: S;
}

/** Weights proportional to μ(r)·base^{k_r}. */
export interface GibbsWeights<S> extends Partition<S> {
  /** μ(r)·base^{k_r − least}, one an outcome, in order, all of degree `degree`; `total` is their sum. */
  readonly weights: readonly S[];
}

/** The span of a list of exponents. Throws RangeError for none. */
export function spanOf(exponents: readonly number[]): Span {
  if (exponents.length === 0) throw new RangeError("gibbsWeights: expected at least one outcome");
  let [least, most] = [exponents[0]!, exponents[0]!];
  for (const k of exponents) {
    if (k < least) least = k;
    if (k > most) most = k;
  }
  return { least, degree: most - least };
}

/**
 * The weights μ(r)·base^{k_r} over a ring, divided by the least power that occurs [HK, Definition 3 and Section 4]. The prior
 * μ is 1 everywhere unless told; it need not be normalised. Throws RangeError without outcomes.
 */
export function gibbsWeights<S>(R: Ring<S>, exponents: readonly number[], prior?: readonly bigint[]): GibbsWeights<S> {
  const span = spanOf(exponents);
  // Few different powers occur among many outcomes.
  const powers = new Map<number, S>();
  const weights = exponents.map((k, r) => {
    let power = powers.get(k);
    if (power === undefined) {
      power = R.power(k - span.least, span.degree);
      powers.set(k, power);
    }
    return prior === undefined ? power : R.multiply(R.integer(prior[r]!), power);
  });
  return { weights, total: powerSum(R, exponents, prior, span), ...span };
}

/** The same without the weights one by one. Throws RangeError without outcomes. */
export function partition<S>(R: Ring<S>, exponents: readonly number[], prior?: readonly bigint[]): Partition<S> {
  const span = spanOf(exponents);
  return { total: powerSum(R, exponents, prior, span), ...span };
}

/** Σ_r c_r·base^{k_r − least}, of degree `degree`; every c_r is 1 unless told. Only one power is made for equal exponents. */
export function powerSum<S>(
  R: Ring<S>,
  exponents: readonly number[],
  coefficients: readonly bigint[] | undefined,
  { least, degree }: Span,
): S {
  let sum = R.zero;
  for (const [k, c] of massesByExponent(exponents, coefficients)) {
    if (c !== 0n) sum = R.add(sum, R.multiply(R.integer(c), R.power(k - least, degree)));
  }
  return sum;
}

/** The sum of the c_r of each exponent that occurs. */
function massesByExponent(
  exponents: readonly number[],
  coefficients?: readonly bigint[],
): Iterable<readonly [exponent: number, mass: bigint]> {
  if (coefficients !== undefined) {
    const masses = new Map<number, bigint>();
    exponents.forEach((k, r) => {
      masses.set(k, (masses.get(k) ?? 0n) + coefficients[r]!);
    });
    return masses;
  }
  const counts = new Map<number, number>();
  for (const k of exponents) counts.set(k, (counts.get(k) ?? 0) + 1);
  return [...counts].map(([k, count]) => [k, BigInt(count)] as const);
}

/** Z = Σ_r μ(r)·base^{k_r} itself. */
export function partitionFunction<S>(R: Ring<S>, { total, least, degree }: Partition<S>): Quotient<S> {
  const shift = powerQuotient(R, least);
  return {
    numerator: R.multiply(total, shift.numerator),
    denominator: R.multiply(R.power(0, degree), shift.denominator),
  };
}

/** Z/Z′, both with what was divided out. Weights of one law have a degree of their own: the quotient is made homogeneous here. */
export function quotientOfPartitions<S>(R: Ring<S>, z: Partition<S>, other: Partition<S>): Quotient<S> {
  const shift = powerQuotient(R, z.least - other.least);
  const [top, under] = [R.multiply(z.total, shift.numerator), R.multiply(other.total, shift.denominator)];
  // Both sides get the degree of the other's weights.
  return { numerator: R.multiply(top, R.power(0, other.degree)), denominator: R.multiply(under, R.power(0, z.degree)) };
}
