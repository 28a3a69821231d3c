import type { Profile } from "../../game/profile.js";
import type { Rational } from "../../number/rational.js";
import { divide, rational } from "../../number/rational.js";
import { safeInteger } from "../../number/ring.js";
import { commonDenominator } from "../../probability/rational-law.js";

/** A valuation v_i: one value of [0, 1] an outcome, aligned with the list of outcomes. */
export type ValueRow = readonly Rational[];

/** A finite range R of outcomes [HK, Section 2]. */
export interface Range {
  /** Their names. */
  readonly outcomes: readonly string[];
  /** μ(r)·`denominator`, aligned with the outcomes [HK, Section 4]; 1 everywhere where this is left out. */
  readonly prior?: Prior;
  /** The d such that all values are multiples of 1/d: exponents are counted in such steps. */
  readonly grid: bigint;
}

/** A prior over the outcomes, not normalised: the masses weights[r]/denominator, not all 0. */
export interface Prior {
  readonly weights: readonly bigint[];
  readonly denominator: bigint;
}

/** What weights are made with: e^{exponent·ε·Q(r)/lipschitz}. The paper's exponent is 1/2, and 1 is the Lipschitz constant of welfare. */
export interface Sharpness {
  readonly exponent: Rational;
  readonly lipschitz: Rational;
}

/** a/ε = exponent/lipschitz, where weights are e^{a·Q(r)}. */
export const rateOf = ({ exponent, lipschitz }: Sharpness): Rational => divide(exponent, lipschitz);

/** The step of the ring: weights are powers of e^{(a/d)}. */
export const stepOf = (sharpness: Sharpness, grid: bigint): Rational => divide(rateOf(sharpness), rational(grid));

/** The grid of a profile of lists of values: their least common denominator. */
export const gridOf = (profile: Profile<readonly Rational[] | null>): bigint => commonDenominator(unitsOf(profile));

/** 1/d for every denominator d in a profile of lists of values: few among many. */
export function unitsOf(profile: Profile<readonly Rational[] | null>): readonly Rational[] {
  const denominators = new Set<bigint>();
  for (const { report } of profile) for (const { denominator } of report ?? []) denominators.add(denominator);
  return [...denominators].map((denominator) => rational(1n, denominator));
}

/** A value in steps of 1/grid. Throws RangeError where it does not lie on the grid. */
export function stepsOf({ numerator, denominator }: Rational, grid: bigint): bigint {
  if (grid % denominator !== 0n) throw new RangeError(`grid: a value over ${denominator} is no multiple of 1/${grid}`);
  return numerator * (grid / denominator);
}

/** Q(b, r) = Σ_i b_i(r) for every outcome, in steps of 1/grid. Reports without an entry count as 0. */
export function welfareSums(
  { outcomes, grid }: Pick<Range, "outcomes" | "grid">,
  profile: Profile<ValueRow | null>,
): readonly bigint[] {
  const known = sumsOf.get(profile);
  if (known?.grid === grid && known.sums.length === outcomes.length) return known.sums;
  const sums = outcomes.map(() => 0n);
  for (const { report, count } of profile) {
    if (report === null || count === 0) continue;
    const players = BigInt(count);
    for (let r = 0; r < sums.length; r++) sums[r]! += players * stepsOf(report[r]!, grid);
  }
  sumsOf.set(profile, { grid, sums });
  return sums;
}

/** Everything asked about one profile starts from its welfare. */
const sumsOf = new WeakMap<object, { readonly grid: bigint; readonly sums: readonly bigint[] }>();

/** The same as exponents. Throws RangeError beyond 2^53 − 1. */
export const welfareSteps = (
  range: Pick<Range, "outcomes" | "grid">,
  profile: Profile<ValueRow | null>,
): readonly number[] => welfareSums(range, profile).map((sum) => safeInteger(sum, "welfare"));
