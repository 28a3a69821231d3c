import { ceilingShift, expFixed, type Fixed, lnFixed, wholeDigits } from "./fixed-point.js";
import { bitLength, integerRoot } from "./integer.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/**
 * Enclosures with rational ends: their arithmetic, the signs that they show, and ln, exp and √ in a given width. Nothing
 * here rounds to nearest: every bound is rounded outwards.
 */

/** low ≤ r ≤ high for the real number r that is meant; r itself when low = high. */
export interface Enclosure {
  readonly low: Rational;
  readonly high: Rational;
}

export const exactly = (x: Rational): Enclosure => ({ low: x, high: x });
export const add = (x: Enclosure, y: Enclosure): Enclosure => ({
  low: Q.add(x.low, y.low),
  high: Q.add(x.high, y.high),
});
export const negate = (x: Enclosure): Enclosure => ({ low: Q.negate(x.high), high: Q.negate(x.low) });
export const subtract = (x: Enclosure, y: Enclosure): Enclosure => add(x, negate(y));

/** c·x. */
export function scale(x: Enclosure, c: Rational): Enclosure {
  const [a, b] = [Q.multiply(x.low, c), Q.multiply(x.high, c)];
  return c.numerator < 0n ? { low: b, high: a } : { low: a, high: b };
}

/** x·y: the least and the greatest product of ends. */
export function multiply(x: Enclosure, y: Enclosure): Enclosure {
  const [a, b] = [scale(y, x.low), scale(y, x.high)];
  return { low: Q.minimum(a.low, b.low), high: Q.maximum(a.high, b.high) };
}

/** 1/x, or undefined where x may be 0. */
export function reciprocal(x: Enclosure): Enclosure | undefined {
  if (Q.signOfRational(x.low) * Q.signOfRational(x.high) <= 0) return undefined;
  return { low: Q.divide(Q.one, x.high), high: Q.divide(Q.one, x.low) };
}

export const width = (x: Enclosure): Rational => Q.subtract(x.high, x.low);

/** The sign of r − y; undefined where the enclosure does not tell. */
export function compareRational(x: Enclosure, y: Rational): Sign | undefined {
  const [low, high] = [Q.compare(x.low, y), Q.compare(x.high, y)];
  return low === high ? low : low > 0 ? 1 : high < 0 ? -1 : undefined;
}

/** The sign of r; undefined where the enclosure does not tell. */
export const signOf = (x: Enclosure): Sign | undefined => compareRational(x, Q.zero);

/**
 * The sign shown by enclosures of doubling precision, from 64 bits to at most `limit`; undefined where none of them
 * leaves out 0. That is the answer "undecided at this precision".
 */
export function signWithin(at: (bits: number) => Enclosure, limit: number): Sign | undefined {
  for (let bits = 64; bits <= limit; bits *= 2) {
    const sign = signOf(at(bits));
    if (sign !== undefined) return sign;
  }
  return undefined;
}

/** n/2^k in lowest terms. */
function dyadic(n: bigint, k: number): Rational {
  if (n === 0n) return Q.zero;
  const trailing = bitLength(n & -n) - 1;
  const by = BigInt(trailing < k ? trailing : k < 0 ? 0 : k);
  return k < 0
    ? { numerator: n << BigInt(-k), denominator: 1n }
    : { numerator: n >> by, denominator: 1n << (BigInt(k) - by) };
}

/** The bounds of a fixed-point number as rationals. */
export const fromFixed = ({ low, high }: Fixed, precision: number): Enclosure => ({
  low: dyadic(low, precision),
  high: dyadic(high, precision),
});

const greatestPrecision = 1 << 20;

function checkBits(bits: number): void {
  if (!Number.isSafeInteger(bits) || bits < 1 || bits > greatestPrecision) {
    throw new RangeError(`enclosure: expected 1 to ${greatestPrecision} bits, got ${bits}`);
  }
}

/**
 * ln x, in a width of at most 2^−bits. Throws RangeError unless x > 0 and 1 ≤ bits ≤ 2^20.
 *
 * Width: a bigint has at most 2^30 bits, so `lnFixed` leaves at most 2·(2^30 + 9) + 4·precision + 8 < 2^33 units of
 * 2^−precision (see there), less than 2^−(bits + 1); rounding outwards to multiples of 2^−(bits + 2) adds at most 2 of
 * those.
 */
export function ln(x: Rational, bits: number): Enclosure {
  checkBits(bits);
  if (x.numerator <= 0n) throw new RangeError(`ln: expected a number > 0, got ${Q.printRational(x)}`);
  if (Q.equals(x, Q.one)) return exactly(Q.zero);
  const precision = wholeDigits(bits + 40);
  const { low, high } = lnFixed(x.numerator, x.denominator, precision);
  const spare = BigInt(precision - bits - 2);
  return fromFixed({ low: low >> spare, high: ceilingShift(high, spare) }, bits + 2);
}

/** Beyond this size of x the ends of e^x would have more than some twenty million digits. */
const greatestExponent = 1n << 24n;

/**
 * e^x, in a width of at most 2^−bits·low. Throws RangeError unless |x| < 2^24 and 1 ≤ bits ≤ 2^20.
 *
 * Width: `expFixed` leaves less than 2^34 units of 2^−precision (see there), below 2^−26 units of 2^−(bits + 2).
 * Rounding outwards makes that at most 3 of those, and low is at least 2^(bits + 2) − 1 of them.
 */
export function exp(x: Rational, bits: number): Enclosure {
  checkBits(bits);
  const size = x.numerator < 0n ? -x.numerator : x.numerator;
  if (size >= greatestExponent * x.denominator) {
    throw new RangeError(`exp: expected |x| < 2^24, got ${Q.printRational(x)}`);
  }
  if (size === 0n) return exactly(Q.one);
  const precision = wholeDigits(bits + 62);
  const { low, high, exponent } = expFixed(x, precision);
  const spare = BigInt(precision - bits - 2);
  return fromFixed({ low: low >> spare, high: ceilingShift(high, spare) }, bits + 2 - exponent);
}

/** √x, in a width of 2^−bits, or exactly where the root has at most that many binary places. Throws RangeError unless x ≥ 0. */
export function sqrt(x: Rational, bits: number): Enclosure {
  checkBits(bits);
  if (x.numerator < 0n) throw new RangeError(`sqrt: expected a number >= 0, got ${Q.printRational(x)}`);
  const square = x.numerator << BigInt(2 * bits);
  const root = integerRoot(square / x.denominator, 2);
  const isExact = root * root * x.denominator === square;
  return fromFixed({ low: root, high: isExact ? root : root + 1n }, bits);
}

/** JSON form: {"low": "p/q", "high": "p/q"}. */
export interface EnclosureJson {
  readonly low: string;
  readonly high: string;
}

export const printEnclosure = (x: Enclosure): EnclosureJson => ({
  low: Q.printRational(x.low),
  high: Q.printRational(x.high),
});

/** Reads what `printEnclosure` writes; undefined for any other shape, or for low > high. */
export function parseEnclosure(json: unknown): Enclosure | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { low, high } = json as Record<string, unknown>;
  const [from, to] = [low, high].map((end) => (typeof end === "string" ? Q.parseRational(end) : undefined));
  return from !== undefined && to !== undefined && Q.compare(from, to) <= 0 ? { low: from, high: to } : undefined;
}
