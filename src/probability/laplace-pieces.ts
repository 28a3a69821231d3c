import type { Ring } from "../number/ring.js";

/**
 * The pieces of ℤ over which sums of products of discrete-Laplace masses are taken. With Pr[λ = k] = (1−a)/(1+a)·a^{|k|},
 * where 1/a is the base of the ring, each factor of the summand at x is up to its constant one of
 *   the mass      a^{|x−t|},
 *   the tail      (1+a)·Pr[λ ≤ x−t] = a^{t−x} for x < t, and 1+a − a^{x−t+1} for x ≥ t−1,
 * so that away from the breakpoints t it is a monomial in a^{−x}, or a binomial in a^x. The two ends are geometric series
 * and so is each long gap; near the breakpoints x is taken one by one. Nothing is truncated.
 */

/** Where the factor of one alternative bends: rising as a^{−x} for x ≤ first, a form in a^x for x ≥ last. */
export interface Bend {
  readonly first: number;
  readonly last: number;
}

/** The degree at which everything about one sum is written; see `laplacePieces`. */
export interface Scale {
  /** How many factors the summand has. */
  readonly factors: number;
  /** All breakpoints lie in an interval of this length. */
  readonly width: number;
}

/**
 * Integers x with low ≤ x ≤ high or low < x < high, on which every factor is a constant plus a slope times y, where y is
 * a^{x−low} for falling factors; rising ones are a constant times a^{high−x}, all of which is already in the moments.
 */
export interface Piece<S> {
  readonly low: number;
  readonly high: number;
  /** Whether y varies on the piece; else y = 1. */
  readonly isLong: boolean;
  /** The degree of each factor on this piece. */
  readonly degree: number;
  /** Σ_x y^e·(rising factors) for e = 0, 1, …, times the common denominator ∏_{j=1}^n (1 − a^j). */
  readonly moments: readonly S[];
}

const triangle = (n: number): number => Number((BigInt(n) * BigInt(n + 1)) / 2n);

/** The degree of every sum over pieces whose first factor is a mass without its (1−a) and lacks one degree. */
export const sumDegree = ({ factors, width }: Scale): number => factors * (width + 1) - 1 + triangle(factors);

/** 1 − a^j as a form of degree j. */
const gap = <S>(R: Ring<S>, j: number): S => R.subtract(R.power(j, j), R.power(0, j));

/** ∏ (1 − a^j) over 1 ≤ j ≤ n, j ≠ without, as a form of degree n(n+1)/2 − without. */
function gaps<S>(R: Ring<S>, n: number, without = 0): S {
  let product = R.one;
  for (let j = 1; j <= n; j++) if (j !== without) product = R.multiply(product, gap(R, j));
  return product;
}

/**
 * The total that belongs to the sums: (1+a)^n·∏_{j=2}^n (1 − a^j), in their degree. One factor 1−a of the masses is
 * cancelled against the denominator of the series; all other masses keep theirs.
 */
export function sumTotal<S>(R: Ring<S>, scale: Scale): S {
  const above = scale.factors * scale.width;
  let total = R.multiply(R.power(above, above), gaps(R, scale.factors, 1));
  for (let j = 0; j < scale.factors; j++) total = R.multiply(total, onePlus(R, 1));
  return total;
}

/** 1 + a and 1 − a as forms of a degree ≥ 1. */
export const onePlus = <S>(R: Ring<S>, degree: number): S =>
  R.add(R.power(degree, degree), R.power(degree - 1, degree));
/** See `onePlus`. */
export const oneMinus = <S>(R: Ring<S>, degree: number): S =>
  R.subtract(R.power(degree, degree), R.power(degree - 1, degree));

/** Σ_{s=0}^{m−1} X^s·Y^{m−1−s} for X = a^i and Y = a^j of one degree, by doubling. */
function geometric<S>(R: Ring<S>, i: number, j: number, degree: number, m: number): S {
  const power = (exponent: number, k: number): S => R.power((degree - exponent) * k, degree * k);
  let [sum, k] = [R.zero, 0];
  for (const bit of m.toString(2)) {
    sum = R.multiply(sum, R.add(power(i, k), power(j, k)));
    k += k;
    if (bit === "0") continue;
    sum = R.add(R.multiply(sum, power(j, 1)), power(i, k));
    k += 1;
  }
  return sum;
}

/** The pieces that make up ℤ, for one bend a factor. */
export function laplacePieces<S>(
  R: Ring<S>,
  bends: readonly Bend[],
  { factors: n, width }: Scale,
): readonly Piece<S>[] {
  const [points, common] = [bendPoints(bends, n), gaps(R, n)];
  const [least, greatest] = [points[0]!, points[points.length - 1]!];
  const at = (x: number, moment: S): Piece<S> => ({
    low: x,
    high: x,
    isLong: false,
    degree: width + 1,
    moments: [moment],
  });
  // x ≤ least: all factors rise, and together they are a^{n(least−x)} times their values at the end.
  const pieces = [at(least, R.multiply(gaps(R, n, n), R.power(n, n)))];
  for (let i = 1; i < points.length; i++) {
    const [low, high] = [points[i - 1]!, points[i]!];
    if (high > low + 1) pieces.push(between(R, bends, low, high, common, { factors: n, width }));
    pieces.push(at(high, common));
  }
  // x > greatest: all factors fall, Σ a^{e(x−greatest)} = a^e/(1 − a^e). The leader's is a monomial, so that e ≥ 1.
  const series = Array.from({ length: n }, (_, i) => R.multiply(gaps(R, n, i + 1), R.power(0, i + 1)));
  return [...pieces, { low: greatest, high: Infinity, isLong: true, degree: width + 1, moments: [R.zero, ...series] }];
}

/** A long gap, in which each factor is of one kind. */
function between<S>(
  R: Ring<S>,
  bends: readonly Bend[],
  low: number,
  high: number,
  common: S,
  { factors: n, width }: Scale,
): Piece<S> {
  const rising = bends.filter(({ first }) => first >= high).length;
  const span = high - low;
  const moments = Array.from({ length: n - rising + 1 }, (_, e) => {
    const ends = R.power(n + n - e - rising, n + n);
    return R.multiply(common, R.multiply(ends, geometric(R, e, rising, n, span - 1)));
  });
  return { low, high, isLong: true, degree: width + 1 - span, moments };
}

/** All x at which a factor bends, ascending, and those between of gaps too short to be worth a series. */
function bendPoints(bends: readonly Bend[], shortest: number): readonly number[] {
  const sorted = [...bends].sort((x, y) => x.first - y.first);
  const points = [sorted[0]!.first];
  for (const { first, last } of sorted) {
    const reached = points[points.length - 1]!;
    const start = first - reached <= shortest + 1 ? reached + 1 : first;
    for (let x = start; x <= last; x++) points.push(x);
  }
  return points;
}
