import { gcd as integerGcd, signOf } from "./integer.js";
import {
  degree,
  exactQuotient,
  isZero,
  leadingCoefficient,
  type Polynomial,
  type PolynomialJson,
  parsePolynomial,
  primitivePart,
  printPolynomial,
  signAtRational,
} from "./polynomial.js";
import { gcd } from "./polynomial-gcd.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/**
 * The only root of `polynomial` in [low, high].
 *
 * A rational number x has low = high = x and the polynomial q·b − p. An irrational one is positive, lies strictly
 * between low > 0 and high, and is a simple root, so that the polynomial has opposite signs at low and at high.
 * The polynomial is primitive with a positive leading coefficient; elsewhere it may have multiple roots, because
 * a square-free part would turn few terms into thousands.
 */
export interface AlgebraicNumber {
  readonly polynomial: Polynomial;
  readonly low: Rational;
  readonly high: Rational;
}

/** A rational as text, or an irrational number by its polynomial and interval. */
export type AlgebraicJson =
  | string
  | { readonly polynomial: PolynomialJson; readonly low: string; readonly high: string };

/** The end of an interval of b. */
export type End = AlgebraicNumber | "infinity";

/** Where signs are asked for: the open interval (from, to), or the single point `at`. */
export type Cell =
  | { readonly kind: "open"; readonly from: AlgebraicNumber; readonly to: End }
  | { readonly kind: "point"; readonly at: AlgebraicNumber };

export function fromRational(x: Rational): AlgebraicNumber {
  const terms: [bigint, number][] = [[x.denominator, 1]];
  if (x.numerator !== 0n) terms.unshift([-x.numerator, 0]);
  const polynomial = { coefficients: terms.map(([c]) => c), exponents: terms.map(([, e]) => e) };
  return { polynomial, low: x, high: x };
}

/**
 * The root of p in (low, high), in the rational form if it is rational. The caller knows that it is the only one
 * and simple. Throws RangeError unless 0 < low < high and p has opposite signs there.
 */
export function algebraicNumber(p: Polynomial, low: Rational, high: Rational): AlgebraicNumber {
  if (Q.signOfRational(low) <= 0 || Q.compare(low, high) >= 0) {
    throw new RangeError(
      `algebraicNumber: expected 0 < low < high, got ${Q.printRational(low)}, ${Q.printRational(high)}`,
    );
  }
  if (signAtRational(p, low) * signAtRational(p, high) !== -1) {
    throw new RangeError("algebraicNumber: expected a polynomial with opposite signs at low and high");
  }
  const found = { polynomial: primitivePart(p), low, high };
  const x = rationalOf(found);
  return x === undefined ? found : fromRational(x);
}

/**
 * The number as a rational if it is one, else undefined. With leading coefficient L, a rational root is an integer
 * over L, and an interval shorter than 1/L holds one such number at most.
 */
export function rationalOf(a: AlgebraicNumber): Rational | undefined {
  if (isRational(a)) return a.low;
  const leading = leadingCoefficient(a.polynomial);
  const constant = a.polynomial.coefficients[0]!;
  if (degree(a.polynomial) === 1) return Q.rational(a.polynomial.exponents[0] === 0 ? -constant : 0n, leading);
  const narrow = refineBelow(a, Q.rational(1n, leading));
  if (isRational(narrow)) return narrow.low;
  const candidate = Q.rational((narrow.high.numerator * leading) / narrow.high.denominator, leading);
  const inside = Q.compare(narrow.low, candidate) < 0 && Q.compare(candidate, narrow.high) < 0;
  return inside && signAtRational(a.polynomial, candidate) === 0 ? candidate : undefined;
}

/** Whether the number has its rational form. `algebraicNumber` gives it to every rational. */
export const isRational = (a: AlgebraicNumber): boolean => Q.equals(a.low, a.high);

/** The same number in an interval `steps` times halved. */
export function refine(a: AlgebraicNumber, steps = 1): AlgebraicNumber {
  if (isRational(a)) return a;
  const left = signAtRational(a.polynomial, a.low);
  let { low, high } = a;
  for (let i = 0; i < steps; i++) {
    const middle = midpoint(low, high);
    const sign = signAtRational(a.polynomial, middle);
    if (sign === 0) return fromRational(middle);
    if (sign === left) low = middle;
    else high = middle;
  }
  return { polynomial: a.polynomial, low, high };
}

/** The same number in an interval shorter than width > 0. */
export function refineBelow(a: AlgebraicNumber, width: Rational): AlgebraicNumber {
  const ratio = Q.divide(Q.subtract(a.high, a.low), width);
  const halvings = (ratio.numerator / ratio.denominator).toString(2).length;
  return refine(a, halvings);
}

export const midpoint = (low: Rational, high: Rational): Rational =>
  Q.rational(
    low.numerator * high.denominator + high.numerator * low.denominator,
    2n * low.denominator * high.denominator,
  );

/** The sign of a − x. */
export function compareRational(a: AlgebraicNumber, x: Rational): Sign {
  if (isRational(a)) return Q.compare(a.low, x);
  if (Q.compare(a.low, x) >= 0) return 1;
  if (Q.compare(a.high, x) <= 0) return -1;
  const sign = signAtRational(a.polynomial, x);
  if (sign === 0) return 0;
  return sign === signAtRational(a.polynomial, a.low) ? 1 : -1;
}

/** The sign of a − c. */
export function compare(a: AlgebraicNumber, c: AlgebraicNumber): Sign {
  if (a === c) return 0;
  if (isRational(c)) return compareRational(a, c.low);
  if (isRational(a)) return (0 - compareRational(c, a.low)) as Sign;
  let [x, y] = [a, c];
  // Most pairs separate soon; only those that do not are worth a gcd.
  for (let i = 0; i < 4 && overlap(x, y); i++) [x, y] = [refine(x, 4), refine(y, 4)];
  if (overlap(x, y) && meets(x, y)) return 0;
  while (overlap(x, y)) [x, y] = [refine(x, 4), refine(y, 4)];
  return isRational(x) || isRational(y) ? compare(x, y) : Q.compare(x.low, y.low);
}

export const equalNumbers = (a: AlgebraicNumber, c: AlgebraicNumber): boolean => compare(a, c) === 0;

/** The sign of a − c where an end may be infinite. */
export function compareEnds(a: End, c: End): Sign {
  if (a === "infinity") return c === "infinity" ? 0 : 1;
  return c === "infinity" ? -1 : compare(a, c);
}

/** Whether the intervals of two irrational numbers share more than an end, which neither number is. */
const overlap = (x: AlgebraicNumber, y: AlgebraicNumber): boolean =>
  !isRational(x) && !isRational(y) && Q.compare(x.low, y.high) < 0 && Q.compare(y.low, x.high) < 0;

/**
 * Whether x and y, irrational with overlapping intervals, are one number: whether the gcd of their polynomials has
 * a root in both intervals. It has at most one there, simple, and none at the ends, so its signs at them decide.
 */
function meets(x: AlgebraicNumber, y: AlgebraicNumber): boolean {
  return changesSign(gcd(x.polynomial, y.polynomial), Q.maximum(x.low, y.low), Q.minimum(x.high, y.high));
}

const changesSign = (p: Polynomial, low: Rational, high: Rational): boolean =>
  degree(p) > 0 && signAtRational(p, low) !== signAtRational(p, high);

/** The sign of p at the number. */
export function signAt(p: Polynomial, a: AlgebraicNumber): Sign {
  if (isRational(a)) return signAtRational(p, a.low);
  // The roots of a polynomial are often asked about that polynomial.
  if (isZero(p) || exactQuotient(primitivePart(p), a.polynomial) !== undefined) return 0;
  let x = a;
  for (let i = 0; i < 4; i++) {
    const sign = constantSign(p, x.low, x.high);
    if (sign !== undefined) return sign;
    x = refine(x, 4);
    if (isRational(x)) return signAtRational(p, x.low);
  }
  if (changesSign(gcd(p, x.polynomial), x.low, x.high)) return 0;
  return signByRefinement(p, x);
}

/** The sign of p at an irrational number that is no root of p: the refinement must end. */
function signByRefinement(p: Polynomial, a: AlgebraicNumber): Sign {
  let x = a;
  for (;;) {
    const sign = constantSign(p, x.low, x.high);
    if (sign !== undefined) return sign;
    x = refine(x, 8);
  }
}

/**
 * A sign ≠ 0 that p has on all of [low, high], for 0 ≤ low ≤ high, if the crude enclosure shows one: the positive
 * terms at one end and the negative terms at the other. It shows it on every short enough interval without a root.
 */
export function constantSign(p: Polynomial, low: Rational, high: Rational): Sign | undefined {
  const common = integerGcd(low.denominator, high.denominator);
  const [up, down] = [high.denominator / common, low.denominator / common];
  const a = termSums(p, low.numerator * up, low.denominator * up);
  const c = termSums(p, high.numerator * down, high.denominator * down);
  const least = signOf(a.positive + c.negative);
  if (least > 0) return 1;
  return signOf(c.positive + a.negative) < 0 ? -1 : undefined;
}

/** The positive and the negative part of Σ c_e·numerator^e·denominator^(degree − e), for numerator ≥ 0. */
function termSums(p: Polynomial, numerator: bigint, denominator: bigint): { positive: bigint; negative: bigint } {
  let [positive, negative, below, last] = [0n, 0n, 1n, degree(p)];
  for (let i = p.exponents.length - 1; i >= 0; i--) {
    const gap = BigInt(last - p.exponents[i]!);
    last = p.exponents[i]!;
    const up = numerator ** gap;
    below *= denominator ** gap;
    positive *= up;
    negative *= up;
    const c = p.coefficients[i]! * below;
    if (c > 0n) positive += c;
    else negative += c;
  }
  const up = numerator ** BigInt(last < 0 ? 0 : last);
  return { positive: positive * up, negative: negative * up };
}

/** The rational as text, or the polynomial and the interval. */
export function printAlgebraic(a: AlgebraicNumber): AlgebraicJson {
  const x = rationalOf(a);
  if (x !== undefined) return Q.printRational(x);
  const { low, high } = a;
  return { polynomial: printPolynomial(a.polynomial), low: Q.printRational(low), high: Q.printRational(high) };
}

/**
 * Reads what `printAlgebraic` writes; undefined for another shape or without a change of sign. That the interval
 * holds no second root is left to the checker of certificates.
 */
export function parseAlgebraic(json: unknown): AlgebraicNumber | undefined {
  if (typeof json === "string") {
    const x = Q.parseRational(json);
    return x && fromRational(x);
  }
  if (typeof json !== "object" || json === null) return undefined;
  const { polynomial, low, high } = json as Record<string, unknown>;
  const p = parsePolynomial(polynomial);
  const [from, to] = [low, high].map((x) => (typeof x === "string" ? Q.parseRational(x) : undefined));
  if (p === undefined || from === undefined || to === undefined) return undefined;
  if (Q.signOfRational(from) <= 0 || Q.compare(from, to) >= 0) return undefined;
  return signAtRational(p, from) * signAtRational(p, to) === -1 ? algebraicNumber(p, from, to) : undefined;
}
