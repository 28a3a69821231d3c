import * as I from "./dyadic-interval.js";
import { type Enclosure, exactly } from "./enclosure.js";
import { floorQuotient } from "./integer.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/**
 * Real numbers by certified enclosures of any precision: what a printed bound with ln, e and roots is computed in.
 *
 * Order is decided where two numbers differ (`compareReals`). Equality of two expressions is never decided, only
 * "undecided at this precision" – except for rationals, which carry their value. Sums, products, quotients of
 * rationals, ln 1, e^0 and rational roots of rationals stay rational.
 *
 * Domain: an operation on a known rational outside its domain (1/0, ln and roots of negative numbers) throws RangeError
 * at once. On any other number it throws when an enclosure shows it, that is when the result is first compared or
 * enclosed; where no enclosure shows either, the result is undecided for good.
 */
export interface Real {
  /** The number itself, where it is known to be rational. */
  readonly exact: Rational | undefined;
  /** The number within an interval, narrower with more bits but of no promised width; undefined: needs more bits. */
  readonly at: (bits: number) => I.DyadicInterval | undefined;
}

/** A number that is computed once a precision: parts of a formula are often shared. */
function computed(f: (bits: number) => I.DyadicInterval | undefined): Real {
  let known: { readonly bits: number; readonly value: I.DyadicInterval | undefined } | undefined;
  const at = (bits: number) => {
    if (known?.bits !== bits) known = { bits, value: f(bits) };
    return known.value;
  };
  return { exact: undefined, at };
}

/** A rational, which keeps its value. */
export const fromRational = (x: Rational): Real => ({ ...computed((bits) => I.fromRational(x, bits)), exact: x });
/** An integer, which keeps its value. */
export const fromInteger = (n: bigint): Real => fromRational(Q.rational(n));

const unary = (f: (x: I.DyadicInterval, bits: number) => I.DyadicInterval | undefined, x: Real): Real =>
  computed((bits) => {
    const inner = x.at(bits);
    return inner && f(inner, bits);
  });

type Binary = (x: I.DyadicInterval, y: I.DyadicInterval, bits: number) => I.DyadicInterval | undefined;

const binary = (f: Binary, x: Real, y: Real): Real =>
  computed((bits) => {
    const [a, b] = [x.at(bits), y.at(bits)];
    return a && b && f(a, b, bits);
  });

/** x + y. */
export const add = (x: Real, y: Real): Real =>
  x.exact && y.exact ? fromRational(Q.add(x.exact, y.exact)) : binary(I.add, x, y);

/** −x. */
export const negate = (x: Real): Real => (x.exact ? fromRational(Q.negate(x.exact)) : unary(I.negate, x));

/** x − y. */
export const subtract = (x: Real, y: Real): Real => add(x, negate(y));

/** x·y. */
export const multiply = (x: Real, y: Real): Real =>
  x.exact && y.exact ? fromRational(Q.multiply(x.exact, y.exact)) : binary(I.multiply, x, y);

/** x/y. Throws RangeError for the rational y = 0; see `Real` for other y. */
export function divide(x: Real, y: Real): Real {
  if (y.exact?.numerator === 0n) throw new RangeError("divide: expected a divisor other than 0");
  return x.exact && y.exact ? fromRational(Q.divide(x.exact, y.exact)) : binary(I.divide, x, y);
}

/** The lesser of x and y, defined only where both are; which of them it is need not be decided. */
export const minimum = (x: Real, y: Real): Real =>
  x.exact && y.exact ? fromRational(Q.minimum(x.exact, y.exact)) : binary(I.minimum, x, y);

/** The greater of x and y, as `minimum`. */
export const maximum = (x: Real, y: Real): Real => negate(minimum(negate(x), negate(y)));

/** ln x. Throws RangeError for a rational x ≤ 0; see `Real` for other x. */
export function ln(x: Real): Real {
  const { exact } = x;
  if (exact === undefined) return unary(I.ln, x);
  if (exact.numerator <= 0n) throw new RangeError(`ln: expected a number > 0, got ${Q.printRational(exact)}`);
  return Q.equals(exact, Q.one) ? fromRational(Q.zero) : computed((bits) => I.lnOfRational(exact, bits));
}

/** e^x for x < 2^24; below −2^24 it is only known to be near 0 and not below. */
export const exp = (x: Real): Real => (x.exact?.numerator === 0n ? fromRational(Q.one) : unary(I.exp, x));

/** Euler's e. */
export const euler: Real = exp(fromRational(Q.one));

/** √x, rational where that is. Throws RangeError for a rational x < 0; see `Real` for other x. */
export function sqrt(x: Real): Real {
  if (x.exact === undefined || x.exact.numerator === 0n) return x.exact ? x : unary(I.sqrt, x);
  if (x.exact.numerator < 0n) throw new RangeError(`sqrt: expected a number >= 0, got ${Q.printRational(x.exact)}`);
  const root = Q.rationalPower(x.exact, Q.rational(1n, 2n));
  return root ? fromRational(root) : unary(I.sqrt, x);
}

/** Powers of rationals with larger exponents are not written out: they would be too long. */
const longestExponent = 64n;

/**
 * x^exponent for x > 0: rational where x and the power are and the exponent is not large, else e^{exponent·ln x}.
 * Throws RangeError for a rational x ≤ 0; see `Real` for other x.
 */
export function power(x: Real, exponent: Rational): Real {
  const top = exponent.numerator < 0n ? -exponent.numerator : exponent.numerator;
  if (x.exact && top <= longestExponent && exponent.denominator <= longestExponent) {
    const exact = Q.rationalPower(x.exact, exponent);
    if (exact) return fromRational(exact);
  }
  return exp(multiply(fromRational(exponent), ln(x)));
}

/** Comparisons give up at this precision unless told otherwise: some 1200 decimal places. */
const defaultLimit = 4096;

/** The first answer that enclosures of 64, 128, … bits up to the limit give. */
function firstAnswer<T>(answer: (bits: number) => T | undefined, limit: number): T | undefined {
  for (let bits = 64; bits <= limit; bits *= 2) {
    const found = answer(bits);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The sign of x − y. For two rationals it is exact; else it is 1, −1 or undefined, "undecided at this precision",
 * which is also what two equal numbers give.
 */
export function compareReals(x: Real, y: Real, limitBits = defaultLimit): Sign | undefined {
  if (x.exact && y.exact) return Q.compare(x.exact, y.exact);
  return firstAnswer((bits) => {
    const [a, b] = [x.at(bits), y.at(bits)];
    if (!a || !b) return undefined;
    return I.isBelow(a, b) ? -1 : I.isBelow(b, a) ? 1 : undefined;
  }, limitBits);
}

/** The greatest precision of `enclosureOf`, in bits. */
const greatestPrecision = 1_048_576;

/**
 * x within a width of at most 2^−bits, in multiples of 2^−(bits + 2); a rational in a width of 0.
 * Throws RangeError where no enclosure of up to 2^20 bits is that narrow: x is then not shown to be defined.
 */
export function enclosureOf(x: Real, bits: number): Enclosure {
  if (!Number.isSafeInteger(bits) || bits < 1) throw new RangeError(`enclosureOf: expected bits >= 1, got ${bits}`);
  if (x.exact) return exactly(x.exact);
  for (let working = bits + 32; working <= greatestPrecision; working *= 2) {
    const found = x.at(working);
    // Rounding outwards adds at most 2^−(bits + 2) at either end.
    if (found && I.isWithin(found, bits + 1)) return I.toEnclosure(found, bits + 2);
  }
  throw new RangeError(`enclosureOf: not known within 2^-${bits}; the number may be undefined`);
}

/** ⌈x⌉, the least integer n with n ≥ x; undefined where no enclosure up to the limit tells. */
export function ceilingOf(x: Real, limitBits = defaultLimit): bigint | undefined {
  if (x.exact) return -floorQuotient(-x.exact.numerator, x.exact.denominator);
  return firstAnswer((bits) => {
    const found = x.at(bits);
    if (!found) return undefined;
    const [low, high] = I.ceilings(found);
    return low === high ? low : undefined;
  }, limitBits);
}
