import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";

/**
 * "n > n0" from the printed conditions alone, without looking for n0: some smaller integer satisfies them. In terms of
 * c = 8d/(p̃γ) they are m ≥ c·ln(4|S|/c), m ≥ a second bound, and m/ln m > c.
 */
export interface PrintedConditions {
  readonly c: Q.Rational;
  readonly alternatives: bigint;
  readonly second: R.Real;
  /** Whether 1/ln 1 counts as infinite; else as undefined, and 1 does not satisfy the conditions. */
  readonly isInfiniteAtOne?: boolean;
}

const whole = (n: bigint): Q.Rational => Q.rational(n);

/** c = 8d/(p̃γ). */
export const quotientOf = ({ d, pTilde, gamma }: GenericSetting): Q.Rational =>
  Q.divide(Q.multiply(whole(8n), d), Q.multiply(pTilde, gamma));

/** x = n·p̃γ|S|/(2d) = 4|S|n/c. */
export const argumentAt = (c: Q.Rational, alternatives: bigint, n: bigint): Q.Rational =>
  Q.divide(whole(4n * alternatives * n), c);

/** e² or another square, times c/(2·|S|^k): the second bound. */
export const secondBound = (c: Q.Rational, alternatives: bigint, square: R.Real = eulerSquared, k = 1n): R.Real =>
  R.multiply(square, R.fromRational(Q.divide(c, whole(2n * alternatives ** k))));

/** e². */
export const eulerSquared: R.Real = R.multiply(R.euler, R.euler);

function satisfies(m: bigint, { c, alternatives, second, isInfiniteAtOne = false }: PrintedConditions): boolean {
  const at = R.fromInteger(m);
  const factor = R.fromRational(c);
  const first = R.multiply(factor, R.ln(R.fromRational(argumentAt(c, alternatives, 1n))));
  const isAbove = (x: R.Real) => decided(R.compareReals(at, x)) >= 0;
  const isLarge = m === 1n ? isInfiniteAtOne : isAbove(R.multiply(factor, R.ln(at)));
  return isLarge && isAbove(first) && isAbove(second);
}

function decided(sign: -1 | 0 | 1 | undefined): -1 | 0 | 1 {
  if (sign === undefined) throw new RangeError("the printed condition is too near to equality to be decided");
  return sign;
}

/** m/ln m increases over the integers from 3, so beside 1 and 2 the greatest candidate, n − 1, tells. */
export const isBeyond = (n: bigint, conditions: PrintedConditions): boolean =>
  [n - 1n, 1n, 2n].some((m) => m >= 1n && m < n && satisfies(m, conditions));

/** β = 6·√(d/(p̃γn))·√ln(n·p̃γ|S|/(2d)) in terms of c and x: 6·√(c·ln(x)/(8n)), for x > 1. */
export function printedBeta(setting: GenericSetting, n: bigint): R.Real {
  const c = quotientOf(setting);
  const log = R.ln(R.fromRational(argumentAt(c, setting.alternatives, n)));
  return R.sqrt(R.multiply(R.fromRational(Q.multiply(c, Q.rational(36n, 8n * n))), log));
}
