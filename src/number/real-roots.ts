import { type AlgebraicNumber, algebraicNumber, constantSign, fromRational, midpoint } from "./algebraic.js";
import { absolute, gcd } from "./integer.js";
import {
  degree,
  denseCoefficients,
  derivative,
  isZero,
  leadingCoefficient,
  lowestExponent,
  type Polynomial,
  primitivePart,
  scale,
  signAtRational,
} from "./polynomial.js";
import { commonDegreeBound, squareFreePart } from "./polynomial-gcd.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";
import { chainTerms, chainVariations, isRootAtOne, variations } from "./sign-changes.js";

/*
 * Isolation of the real roots of a polynomial: by changes of sign where terms are few, by Descartes' rule for an interval
 * where they are many.
 */

/**
 * The distinct roots of p ≠ 0 in the open interval (low, high), ascending; `high` undefined is infinity.
 * Bisection until each piece holds none or one (see `rootCount`). Throws RangeError unless 0 ≤ low < high and p ≠ 0.
 */
export function realRoots(p: Polynomial, low: Rational, high?: Rational): AlgebraicNumber[] {
  if (isZero(p)) throw new RangeError("realRoots: expected a polynomial other than 0");
  if (Q.signOfRational(low) < 0 || (high !== undefined && Q.compare(low, high) >= 0)) {
    throw new RangeError(`realRoots: expected 0 <= low < high, got low = ${Q.printRational(low)}`);
  }
  const f = primitivePart(scale(p, 1n, -lowestExponent(p)));
  const end = high ?? rootBound(f);
  if (Q.compare(low, end) >= 0) return [];
  const count = rootCount(f, low, end);
  if (count === 0) return [];
  if (count === 1) return [rootBetween(f, low, end)];
  return rootsBetween(withSimpleRoots(f, low), low, end);
}

function rootsBetween(f: Polynomial, low: Rational, high: Rational): AlgebraicNumber[] {
  const count = rootCount(f, low, high);
  if (count === 0) return [];
  if (count === 1) return [rootBetween(f, low, high)];
  const middle = midpoint(low, high);
  const here = signAtRational(f, middle) === 0 ? [fromRational(middle)] : [];
  return [...rootsBetween(f, low, middle), ...here, ...rootsBetween(f, middle, high)];
}

/** A polynomial with the roots of f in b > low, all simple. What repeats only at 1 ≤ low may stay: f has few terms. */
function withSimpleRoots(f: Polynomial, low: Rational): Polynomial {
  const slope = derivative(f);
  if (isZero(slope)) return f;
  const repeated = commonDegreeBound(f, slope);
  // 1 is a root of the gcd with f′ one time less than of f, and the gcd has no other root if that is its degree.
  if (repeated === 0) return f;
  if (Q.compare(low, Q.one) >= 0 && isRootAtOne(f, repeated + 1)) return f;
  return squareFreePart(f);
}

/** A power of two above all roots of f: Fujiwara's bound 2·max |c_i/c_n|^{1/(n−i)}, rounded up. */
export function rootBound(f: Polynomial): Rational {
  const length = (c: bigint) => BigInt(absolute(c).toString(2).length);
  const [top, leading] = [degree(f), length(leadingCoefficient(f))];
  let exponent = 0n;
  for (let i = 0; i < f.exponents.length - 1; i++) {
    const gap = BigInt(top - f.exponents[i]!);
    // |c_i/c_n| < 2^excess, and excess/gap is rounded up.
    const excess = length(f.coefficients[i]!) - leading + 1n;
    const needed = excess <= 0n ? 0n : (excess + gap - 1n) / gap;
    if (needed > exponent) exponent = needed;
  }
  return Q.rational(2n ** (exponent + 1n));
}

/** How many roots f has in (low, high): 0 or 1 (then simple), or undefined where the interval must be cut. */
const rootCount = (f: Polynomial, low: Rational, high: Rational): 0 | 1 | undefined =>
  f.exponents.length <= chainTerms ? sparseCount(f, low, high) : denseCount(f, low, high);

/** By the chain; where that keeps too many changes, by enclosures of f and f′, one of which ends on short intervals. */
function sparseCount(f: Polynomial, low: Rational, high: Rational): 0 | 1 | undefined {
  const lost = chainVariations(f, low, 1) - chainVariations(f, high, -1);
  if (lost === 0 || lost === 1) return lost;
  if (constantSign(f, low, high) !== undefined) return 0;
  if (constantSign(derivative(f), low, high) === undefined) return undefined;
  return signAtRational(f, low) * signAtRational(f, high) === -1 ? 1 : 0;
}

/**
 * By Descartes' rule for the interval [Vincent; Collins and Akritas]: the changes of sign in
 * (1 + y)^n·f((low + high·y)/(1 + y)). On short intervals around simple roots it counts exactly.
 */
function denseCount(f: Polynomial, low: Rational, high: Rational): 0 | 1 | undefined {
  const onUnit = movedToUnit(denseCoefficients(f), low, high);
  const count = variations(shifted(onUnit.reverse(), 1n));
  return count === 0 || count === 1 ? count : undefined;
}

/** The coefficients of d^n·f(low + (high − low)·z), d the common denominator of the ends. */
function movedToUnit(f: bigint[], low: Rational, high: Rational): bigint[] {
  const common = gcd(low.denominator, high.denominator);
  const start = low.numerator * (high.denominator / common);
  const width = high.numerator * (low.denominator / common) - start;
  const denominator = low.denominator * (high.denominator / common);
  let scaleUp = 1n;
  for (let i = f.length - 1; i >= 0; i--) {
    f[i]! *= scaleUp;
    scaleUp *= denominator;
  }
  const moved = shifted(f, start);
  let step = 1n;
  for (let i = 0; i < moved.length; i++) {
    moved[i]! *= step;
    step *= width;
  }
  return moved;
}

/** The coefficients of f(y + by), in place. */
function shifted(f: bigint[], by: bigint): bigint[] {
  if (by === 0n) return f;
  for (let i = 0; i < f.length - 1; i++) {
    for (let j = f.length - 2; j >= i; j--) f[j]! += by === 1n ? f[j + 1]! : by * f[j + 1]!;
  }
  return f;
}

/** The only root of f in (low, high), simple; f may vanish at the ends. */
function rootBetween(f: Polynomial, low: Rational, high: Rational): AlgebraicNumber {
  const left = signRightOf(f, low);
  let [from, to] = [low, high];
  while (from.numerator === 0n || signAtRational(f, from) === 0 || signAtRational(f, to) === 0) {
    const middle = midpoint(from, to);
    const sign = signAtRational(f, middle);
    if (sign === 0) return fromRational(middle);
    if (sign === left) from = middle;
    else to = middle;
  }
  return algebraicNumber(f, from, to);
}

/** The sign of f ≠ 0 just right of x: that of its first derivative that is not 0 there. */
function signRightOf(f: Polynomial, x: Rational): Sign {
  for (let g = f; ; g = derivative(g)) {
    const sign = signAtRational(g, x);
    if (sign !== 0) return sign;
  }
}
