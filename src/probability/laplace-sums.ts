import type { Ring } from "../number/ring.js";
import { type Bend, laplacePieces, oneMinus, onePlus, type Piece, scaleOf, sumTotal } from "./laplace-pieces.js";

/**
 * Independent values W_o = mean_o + λ_o, λ_o discrete Laplace, as they lie below the value of one of them, the leader:
 * the gap W_leader − W_o of each rival is known exactly from `from` to `to − 1`, and beyond that only to be `to` or more.
 */
export interface Contest {
  readonly leader: number;
  /** One an alternative, from ≤ to, negative where it may lie above; that of the leader is not read. */
  readonly gaps: readonly GapRange[];
}

/** The gaps from, …, to − 1, each apart, and all from `to` on together. */
export interface GapRange {
  readonly from: number;
  readonly to: number;
}

/** The masses of the lists of gaps of each contest, in the order of `gapLists`, as weights over one total. */
export interface GapMasses<S> {
  readonly masses: readonly (readonly S[])[];
  readonly total: S;
}

/** The lists of gaps that a contest tells apart, the last alternative's changing fastest; `to` stands for `to` or more. */
export function gapLists({ leader, gaps }: Contest): readonly (readonly number[])[] {
  let lists: readonly (readonly number[])[] = [[]];
  for (const [o, { from, to }] of gaps.entries()) {
    const choices = o === leader ? [0] : Array.from({ length: to - from + 1 }, (_, i) => from + i);
    lists = lists.flatMap((list) => choices.map((gap) => [...list, gap]));
  }
  return lists;
}

/** How many lists of gaps a contest tells apart. */
export const gapListCount = ({ leader, gaps }: Contest): number =>
  gaps.reduce((count, { from, to }, o) => (o === leader ? count : count * (to - from + 1)), 1);

/**
 * Pr[gaps] = Σ_{x∈ℤ} p(x − mean_leader)·∏_{known gaps c} p(x − c − mean_o)·∏_{others} Pr[λ ≤ x − to − mean_o]
 * [CCKMV, Mechanism 7.1], for every list of gaps of every contest: exact, with one total for all. On each piece of ℤ the
 * moments of the leader's factor are multiplied by one rival's after the other, what a few lists share only once.
 */
export function gapMasses<S>(R: Ring<S>, means: readonly number[], contests: readonly Contest[]): GapMasses<S> {
  const bends = contests.map((contest) => bendsOf(means, contest));
  const scale = scaleOf(bends);
  const masses = contests.map((contest, i) => {
    const sums = Array.from({ length: gapListCount(contest) }, () => R.zero);
    for (const piece of laplacePieces(R, bends[i]!, scale)) addPiece(R, sums, piece, means, contest, bends[i]!);
    return sums;
  });
  return { masses, total: sumTotal(R, scale) };
}

const bendsOf = (means: readonly number[], { leader, gaps }: Contest): readonly Bend[] =>
  means.map((mean, o) => {
    if (o === leader) return { first: mean, last: mean };
    const { from, to } = gaps[o]!;
    return { first: mean + Math.min(from, to - 1), last: mean + to - 1 };
  });

/** A factor on a piece: constant + slope·y, or constant times what the moments hold already. */
interface Factor<S> {
  readonly constant?: S;
  readonly slope?: S;
}

/** A rival on a piece: one factor a gap, and whether y enters, so that the moments of the highest order are used up. */
interface Rival<S> {
  readonly factors: readonly Factor<S>[];
  readonly usesY: boolean;
}

/** Adds to each list's sum what the x of one piece contribute. */
function addPiece<S>(
  R: Ring<S>,
  sums: S[],
  piece: Piece<S>,
  means: readonly number[],
  { leader, gaps }: Contest,
  bends: readonly Bend[],
): void {
  const falls = (o: number): boolean => piece.isLong && bends[o]!.first < piece.high;
  const rivals = means.flatMap((mean, o): Rival<S> | readonly [] => {
    if (o === leader) return [];
    const { from, to } = gaps[o]!;
    const known = Array.from({ length: to - from }, (_, i) => massFactor(R, piece, o, mean + from + i));
    return { factors: [...known, tailFactor(R, piece, o, mean + to)], usesY: falls(o) };
  });

  let at = 0;
  const descend = (depth: number, moments: readonly S[]): void => {
    const rival = rivals[depth];
    if (rival === undefined) {
      sums[at] = R.add(sums[at]!, moments[0]!);
      at++;
      return;
    }
    for (const factor of rival.factors) descend(depth + 1, times(R, moments, factor, rival.usesY));
  };
  const own = leaderFactor(R, piece, leader, means[leader]!);
  descend(0, times(R, piece.moments, own, falls(leader)));
}

/** The moments of a function times a factor. */
function times<S>(R: Ring<S>, moments: readonly S[], { constant, slope }: Factor<S>, usesY: boolean): readonly S[] {
  const products: S[] = [];
  const length = usesY ? moments.length - 1 : moments.length;
  for (let e = 0; e < length; e++) {
    const level = constant === undefined ? undefined : R.multiply(constant, moments[e]!);
    const higher = slope === undefined ? undefined : R.multiply(slope, moments[e + 1]!);
    products.push(level === undefined ? higher! : higher === undefined ? level : R.add(level, higher));
  }
  return products;
}

/** a^{|x−t|}, in one degree less than the other factors. */
function leaderFactor<S>(R: Ring<S>, { low, high, isLong, degrees }: Piece<S>, o: number, t: number): Factor<S> {
  const degree = degrees[o]!;
  const power = (exponent: number): S => R.power(degree - 1 - exponent, degree - 1);
  if (t >= high) return { constant: power(t - high) };
  return isLong ? { slope: power(low - t) } : { constant: power(low - t) };
}

/** (1−a)·a^{|x−t|}. */
function massFactor<S>(R: Ring<S>, { low, high, isLong, degrees }: Piece<S>, o: number, t: number): Factor<S> {
  const degree = degrees[o]!;
  const distance = t >= high ? t - high : low - t;
  const mass = R.multiply(R.power(degree - 1 - distance, degree - 1), oneMinus(R, 1));
  return isLong && t < high ? { slope: mass } : { constant: mass };
}

/** (1+a)·Pr[λ ≤ x−t]. */
function tailFactor<S>(R: Ring<S>, { low, high, isLong, degrees }: Piece<S>, o: number, t: number): Factor<S> {
  const degree = degrees[o]!;
  const power = (exponent: number): S => R.power(degree - exponent, degree);
  if (t > high) return { constant: power(t - high) };
  const [above, below] = [onePlus(R, degree), power(low - t + 1)];
  return isLong ? { constant: above, slope: R.subtract(R.zero, below) } : { constant: R.subtract(above, below) };
}
