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

/** The degrees of sums that share one total: no larger than the exponents that occur. */
export interface Scale {
  /** For each factor how far its exponent at x may go beyond the distance of x from where it bends; at least 1. */
  readonly slacks: readonly number[];
  /** The largest sum, over the factors, of the distances of a breakpoint from where they bend. */
  readonly reach: number;
}

/** The scale of several sums, each with one bend a factor. */
export const scaleOf = (sums: readonly (readonly Bend[])[]): Scale => ({
  slacks: sums[0]!.map((_, o) => sums.reduce((slack, bends) => Math.max(slack, slackOf(bends[o]!)), 1)),
  reach: sums.reduce((reach, bends) => Math.max(reach, ...endsOf(bends).map((x) => distances(bends, x))), 0),
});

const slackOf = ({ first, last }: Bend): number => last - first + 1;

const endsOf = (bends: readonly Bend[]): readonly [number, number] => [
  bends.reduce((x, { first }) => Math.min(x, first), Infinity),
  bends.reduce((x, { last }) => Math.max(x, last), -Infinity),
];

const distance = ({ first, last }: Bend, x: number): number => Math.max(first - x, x - last, 0);

/** Convex in x, so that it is largest at an end. */
const distances = (bends: readonly Bend[], x: number): number =>
  bends.reduce((sum, bend) => sum + distance(bend, x), 0);

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
  readonly degrees: readonly number[];
  /** Σ_x y^e·(rising factors) for e = 0, 1, …, times the common denominator ∏_{j=1}^n (1 − a^j). */
  readonly moments: readonly S[];
}

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
export function sumTotal<S>(R: Ring<S>, { slacks, reach }: Scale): S {
  const n = slacks.length;
  const above = reach + slacks.reduce((sum, slack) => sum + slack - 1, 0);
  let total = R.multiply(R.power(above, above), gaps(R, n, 1));
  for (let j = 0; j < n; j++) total = R.multiply(total, onePlus(R, 1));
  return total;
}

/** 1 + a and 1 − a as forms of a degree ≥ 1. */
export const onePlus = <S>(R: Ring<S>, degree: number): S =>
  R.add(R.power(degree, degree), R.power(degree - 1, degree));
/** See `onePlus`. */
export const oneMinus = <S>(R: Ring<S>, degree: number): S =>
  R.subtract(R.power(degree, degree), R.power(degree - 1, degree));

/** Σ_{s=1}^{m} a^{is}·a^{j(m+1−s)} as a form of degree max(i, j)·(m+1), by doubling. */
function geometric<S>(R: Ring<S>, i: number, j: number, m: number): S {
  const degree = Math.max(i, j);
  const power = (exponent: number, k: number): S => R.power((degree - exponent) * k, degree * k);
  let [sum, k] = [R.zero, 0];
  for (const bit of m.toString(2)) {
    sum = R.multiply(sum, R.add(power(i, k), power(j, k)));
    k += k;
    if (bit === "0") continue;
    sum = R.add(R.multiply(sum, power(j, 1)), power(i, k));
    k += 1;
  }
  return R.multiply(sum, R.multiply(power(i, 1), power(j, 1)));
}

/** The pieces that make up ℤ, for one bend a factor. */
export function laplacePieces<S>(R: Ring<S>, bends: readonly Bend[], scale: Scale): readonly Piece<S>[] {
  const n = bends.length;
  const common = gaps(R, n);
  const points = bendPoints(bends, n);
  const [least, greatest] = endsOf(bends);
  const degreesAt = (x: number): readonly number[] => bends.map((bend, o) => distance(bend, x) + scale.slacks[o]!);
  // What brings the values at x to the degree of all.
  const lift = (x: number, moment: S): S => {
    const missing = scale.reach - distances(bends, x);
    return R.multiply(moment, R.power(missing, missing));
  };
  const at = (x: number, moment: S): Piece<S> => ({
    low: x,
    high: x,
    isLong: false,
    degrees: degreesAt(x),
    moments: [lift(x, moment)],
  });
  // x ≤ least: all factors rise, and together they are a^{n(least−x)} times their values at the end.
  const pieces = [at(least, R.multiply(gaps(R, n, n), R.power(n, n)))];
  for (let i = 1; i < points.length; i++) {
    const [low, high] = [points[i - 1]!, points[i]!];
    if (high > low + 1) pieces.push(between(R, bends, low, high, common, scale));
    pieces.push(at(high, common));
  }
  // x > greatest: all factors fall, Σ a^{e(x−greatest)} = a^e/(1 − a^e). The leader's is a monomial, so that e ≥ 1.
  const series = Array.from({ length: n }, (_, i) => lift(greatest, R.multiply(gaps(R, n, i + 1), R.power(0, i + 1))));
  const above = { low: greatest, high: Infinity, isLong: true, degrees: degreesAt(greatest) };
  return [...pieces, { ...above, moments: [R.zero, ...series] }];
}

/** A long gap, in which each factor is of one kind. */
function between<S>(
  R: Ring<S>,
  bends: readonly Bend[],
  low: number,
  high: number,
  common: S,
  { slacks, reach }: Scale,
): Piece<S> {
  const ends = bends.map((bend) => Math.min(distance(bend, low), distance(bend, high)));
  const rising = bends.filter(({ first }) => first >= high).length;
  const missing = reach - ends.reduce((x, y) => x + y);
  const moments = Array.from({ length: bends.length - rising + 1 }, (_, e) => {
    const rest = missing - Math.max(e, rising) * (high - low);
    return R.multiply(R.multiply(common, R.power(rest, rest)), geometric(R, e, rising, high - low - 1));
  });
  return { low, high, isLong: true, degrees: ends.map((end, o) => end + slacks[o]!), moments };
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
