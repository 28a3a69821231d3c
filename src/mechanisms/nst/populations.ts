import { floorQuotient } from "../../number/integer.js";
import * as Q from "../../number/rational.js";
import { type Rational, rational } from "../../number/rational.js";
import * as R from "../../number/real.js";
import type { GenericSetting } from "./generic-setting.js";

/** How many agents the printed results of Section 3.3 ask for, by certified comparisons. */

/** The least n that satisfies the printed conditions on n0, and the greater ones that do not. */
export interface Population {
  readonly n0: bigint;
  /** All n > n0 that fail: none, or 3 alone (see `leastPopulation`). The proof of Lemma 5 needs that there are none. */
  readonly failures: readonly bigint[];
}

/**
 * The least integer n with n ≥ every lower bound and n/ln n > quotient.
 *
 * n = 1: ln 1 = 0, the quotient is undefined, and the condition counts as not met.
 * n/ln n falls up to e and rises from there, and 4/ln 4 = 2/ln 2. So it rises over the integers from 3; 2 may satisfy
 * the condition while 3 fails, and then 4 satisfies it as 2 does. Equality with a rational quotient never occurs, as
 * ln n is irrational for n ≥ 2: every comparison is decided.
 */
export function leastPopulation(lower: readonly R.Real[], quotient: Rational): Population {
  const isLarge = (n: bigint): boolean =>
    isAbove(R.fromInteger(n), R.multiply(R.fromRational(quotient), R.ln(R.fromInteger(n))));
  const start = lower.map(certifiedCeiling).reduce((a, b) => (a > b ? a : b), 2n);
  if (start === 2n && isLarge(2n)) return { n0: 2n, failures: isLarge(3n) ? [] : [3n] };
  return { n0: leastFrom(start > 3n ? start : 3n, isLarge), failures: [] };
}

/** x > y for numbers that differ. */
function isAbove(x: R.Real, y: R.Real): boolean {
  const sign = R.compareReals(x, y);
  if (sign === undefined) throw new RangeError("the printed condition is too near to equality to be decided");
  return sign > 0;
}

function certifiedCeiling(x: R.Real): bigint {
  const found = R.ceilingOf(x);
  if (found === undefined) throw new RangeError("the printed lower bound is too near to an integer to be rounded up");
  return found;
}

/** The least n ≥ start that holds, where every n above one that holds does: by doubling, then by halving. */
function leastFrom(start: bigint, holds: (n: bigint) => boolean): bigint {
  if (holds(start)) return start;
  let [fails, step] = [start, 1n];
  while (!holds(fails + step)) {
    fails += step;
    step *= 2n;
  }
  let succeeds = fails + step;
  while (succeeds - fails > 1n) {
    const middle = (fails + succeeds) / 2n;
    if (holds(middle)) succeeds = middle;
    else fails = middle;
  }
  return succeeds;
}

/** 8d/(p̃γ): what n0/ln n0 has to exceed. */
const quotientOf = ({ d, pTilde, gamma }: GenericSetting): Rational =>
  Q.divide(Q.multiply(rational(8n), d), Q.multiply(pTilde, gamma));

/** (8d/(p̃γ))·ln(p̃γ|S|/(2d)), in terms of c = 8d/(p̃γ): c·ln(4|S|/c). */
function firstBound(c: Rational, alternatives: bigint): R.Real {
  return R.multiply(R.fromRational(c), R.ln(R.fromRational(Q.divide(rational(4n * alternatives), c))));
}

const eulerSquared = R.exp(R.fromInteger(2n));

/**
 * n0 of Section 3.3: the least integer with n0 ≥ max{(8d/(p̃γ))·ln(p̃γ|S|/(2d)), 4e²d/(p̃γ|S|)} and
 * n0/ln n0 > 8d/(p̃γ). Throws RangeError unless d, p̃, γ > 0 and |S| ≥ 1 (see `settingFault`).
 *
 * No n > n0 fails: 3 could do so only for n0 = 2 and 3/ln 3 ≤ c < 2/ln 2, c = 8d/(p̃γ). But then for |S| ≥ 2 the first
 * bound, c·ln(4|S|/c), is above 2.73·ln(8/2.89) > 2, and for |S| = 1 the second, c·e²/(2|S|), is.
 */
export function mainPopulation(setting: GenericSetting): Population {
  const c = quotientOf(setting);
  const second = Q.divide(c, rational(2n * setting.alternatives));
  return leastPopulation([firstBound(c, setting.alternatives), R.multiply(eulerSquared, R.fromRational(second))], c);
}

/**
 * n0 as Corollary 2 prints it, for the uniform commitment: n0 ≥ max{(8d|S|/γ)·ln(γ/(2d)), 4ε²d/(γ|S|)} and
 * n0/ln n0 > 8d|S|/γ. These are Section 3.3's with p̃ = 1/|S| but for the second bound, which would be 4e²d/γ: |S|
 * times the printed one, and with Euler's e. Without an `epsilon` the text's ε is read as e.
 * Throws RangeError unless d, γ > 0 and |S| ≥ 1.
 */
export function corollary2Population(d: Rational, gamma: Rational, alternatives: bigint, epsilon?: R.Real): Population {
  const c = Q.divide(Q.multiply(rational(8n * alternatives), d), gamma);
  const square = epsilon ? R.multiply(epsilon, epsilon) : eulerSquared;
  const factor = Q.divide(Q.multiply(rational(4n), d), Q.multiply(gamma, rational(alternatives)));
  return leastPopulation([firstBound(c, alternatives), R.multiply(square, R.fromRational(factor))], c);
}

/** From which n on a printed β says anything, F being at most 1. */
export interface Meaningful {
  /** The least n for which β is defined and below the level. */
  readonly first: bigint;
  /** The least N such that β is below the level for all n ≥ N. */
  readonly from: bigint;
}

/**
 * Where Theorem 2's β = 6·√(D·ln(cn)/n), D = d/(p̃γ), c = p̃γ|S|/(2d), is below a level > 0 (1 unless given).
 *
 * β < level means g(n) = ln(cn)/n < level²/(36D). g is defined for n > 1/c, rises up to n = e/c and falls from there,
 * because g′(n) = (1 − ln(cn))/n². So where it is below on the rising side at some n, it is at every smaller one;
 * on the falling side, at every greater one. Just above 1/c, β is near 0 and below the level for a while: that is why
 * `first` may be far below `from`. No comparison is a tie: ln(cn) is irrational, for cn ≠ 1.
 */
export function meaningfulPopulation(setting: GenericSetting, level: Rational = Q.one): Meaningful {
  const { d, pTilde, gamma, alternatives } = setting;
  const factor = Q.divide(d, Q.multiply(pTilde, gamma));
  const c = Q.divide(rational(alternatives), Q.multiply(rational(2n), factor));
  const weight = R.fromRational(Q.divide(Q.multiply(rational(36n), factor), Q.multiply(level, level)));
  const isBelow = (n: bigint): boolean =>
    isAbove(R.fromInteger(n), R.multiply(weight, R.ln(R.fromRational(Q.multiply(c, rational(n))))));
  const defined = floorQuotient(c.denominator, c.numerator) + 1n;
  const peak = certifiedCeiling(R.divide(R.euler, R.fromRational(c)));
  if (peak <= defined) {
    const from = leastFrom(defined, isBelow);
    return { first: from, from };
  }
  // The integers from `defined` to peak − 1 are on the rising side: one that is below vouches for all before it.
  const from = leastFrom(peak, isBelow);
  const first = isBelow(defined) ? defined : from;
  return { first, from: from === peak && isBelow(peak - 1n) ? defined : from };
}
