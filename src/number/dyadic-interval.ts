import { type Enclosure, fromFixed } from "./enclosure.js";
import { expFixed, lnFixed, wholeDigits } from "./fixed-point.js";
import { bitLength, floorQuotient, integerRoot } from "./integer.js";
import type { Rational } from "./rational.js";

/**
 * Intervals with binary ends, for chains of operations: low·2^exponent ≤ r ≤ high·2^exponent for the real number r that
 * is meant. Every operation takes the bits to work with, keeps about that many leading ones and rounds the ends
 * outwards, so that numbers stay short and nothing is ever reduced by a gcd.
 *
 * `undefined` means: not defined over the whole interval; more bits may help. RangeError means: defined nowhere in it.
 */
export interface DyadicInterval {
  readonly low: bigint;
  readonly high: bigint;
  readonly exponent: number;
}

const nought: DyadicInterval = { low: 0n, high: 0n, exponent: 0 };

const ceilingQuotient = (n: bigint, d: bigint): bigint => -floorQuotient(-n, d);
const size = (n: bigint): number => bitLength(n < 0n ? -n : n);
const lengthOf = (x: DyadicInterval): number => size(x.high + x.low >= 0n ? x.high : x.low);
const isNought = (x: DyadicInterval): boolean => x.low === 0n && x.high === 0n;

/** x in units of 2^exponent: exactly, or rounded outwards where that is coarser. */
function inUnits(x: DyadicInterval, exponent: number): DyadicInterval {
  if (exponent <= x.exponent) {
    const by = BigInt(x.exponent - exponent);
    return { low: x.low << by, high: x.high << by, exponent };
  }
  const by = BigInt(exponent - x.exponent);
  return { low: x.low >> by, high: -(-x.high >> by), exponent };
}

/** x with about the given number of leading bits, rounded outwards. */
export function rounded(x: DyadicInterval, bits: number): DyadicInterval {
  const cut = lengthOf(x) - bits;
  return cut <= 0 ? x : inUnits(x, x.exponent + cut);
}

/** r = p/q exactly where q = 1 and p is short, else around it. */
export function fromRational({ numerator, denominator }: Rational, bits: number): DyadicInterval {
  const top = { low: numerator, high: numerator, exponent: 0 };
  if (denominator === 1n) return rounded(top, bits);
  return quotientByPositive(top, { low: denominator, high: denominator, exponent: 0 }, bits);
}

/** x + y, in units that keep the given bits of the larger. */
export function add(x: DyadicInterval, y: DyadicInterval, bits: number): DyadicInterval {
  if (isNought(x)) return y;
  if (isNought(y)) return x;
  const [tops, least] = [
    [x.exponent + lengthOf(x), y.exponent + lengthOf(y)] as const,
    x.exponent < y.exponent ? x.exponent : y.exponent,
  ];
  const unit = (tops[0] > tops[1] ? tops[0] : tops[1]) - bits - 2;
  const [a, b] = [inUnits(x, unit > least ? unit : least), inUnits(y, unit > least ? unit : least)];
  return { low: a.low + b.low, high: a.high + b.high, exponent: a.exponent };
}

/** −x, exactly. */
export const negate = (x: DyadicInterval): DyadicInterval => ({ low: -x.high, high: -x.low, exponent: x.exponent });

/** x·y: the least and the greatest product of ends. */
export function multiply(x: DyadicInterval, y: DyadicInterval, bits: number): DyadicInterval {
  const exponent = x.exponent + y.exponent;
  if (x.low >= 0n && y.low >= 0n) return rounded({ low: x.low * y.low, high: x.high * y.high, exponent }, bits);
  const ends = [x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high];
  const low = ends.reduce((a, b) => (b < a ? b : a));
  const high = ends.reduce((a, b) => (b > a ? b : a));
  return rounded({ low, high, exponent }, bits);
}

/** x/y; undefined where y may be 0. Throws RangeError for y = 0. */
export function divide(x: DyadicInterval, y: DyadicInterval, bits: number): DyadicInterval | undefined {
  if (isNought(y)) throw new RangeError("divide: expected a divisor other than 0");
  if (y.low > 0n) return quotientByPositive(x, y, bits);
  return y.high < 0n ? quotientByPositive(negate(x), negate(y), bits) : undefined;
}

/** x/y for y > 0: a negative end is divided by the least of y at the bottom and by the greatest at the top. */
function quotientByPositive(x: DyadicInterval, y: DyadicInterval, bits: number): DyadicInterval {
  if (isNought(x)) return nought;
  const wanted = bits + 2 + lengthOf(y) - lengthOf(x);
  const by = wanted > 0 ? wanted : 0;
  const [low, high] = [x.low << BigInt(by), x.high << BigInt(by)];
  const exponent = x.exponent - by - y.exponent;
  const ends = {
    low: floorQuotient(low, low >= 0n ? y.high : y.low),
    high: ceilingQuotient(high, high >= 0n ? y.low : y.high),
    exponent,
  };
  return rounded(ends, bits);
}

/** √x; undefined where x may be negative. Throws RangeError for x < 0. */
export function sqrt(x: DyadicInterval, bits: number): DyadicInterval | undefined {
  if (x.high < 0n) throw new RangeError("sqrt: expected a number >= 0");
  if (x.low < 0n) return undefined;
  const wanted = 2 * bits + 2 - lengthOf(x);
  const spare = wanted > 0 ? wanted : 0;
  // The exponent under the root must be even.
  const isEven = (BigInt(x.exponent - spare) & 1n) === 0n;
  const { low, high, exponent } = inUnits(x, x.exponent - spare - (isEven ? 0 : 1));
  const [least, most] = [integerRoot(low, 2), integerRoot(high, 2)];
  const ends = { low: least, high: most * most === high ? most : most + 1n, exponent: Number(BigInt(exponent) >> 1n) };
  return rounded(ends, bits);
}

/** ln x, with about the given number of binary places; undefined where x may be 0 or less. Throws RangeError for x ≤ 0. */
export function ln(x: DyadicInterval, bits: number): DyadicInterval | undefined {
  if (x.high <= 0n) throw new RangeError("ln: expected a number > 0");
  if (x.low <= 0n) return undefined;
  const precision = wholeDigits(bits);
  const [up, down] = x.exponent < 0 ? [0n, BigInt(-x.exponent)] : [BigInt(x.exponent), 0n];
  const least = lnFixed(x.low << up, 1n << down, precision);
  const most = x.low === x.high ? least : lnFixed(x.high << up, 1n << down, precision);
  return { low: least.low, high: most.high, exponent: -precision };
}

/** ln r for a rational r > 0, with about the given number of binary places. */
export function lnOfRational(r: Rational, bits: number): DyadicInterval {
  const precision = wholeDigits(bits);
  return { ...lnFixed(r.numerator, r.denominator, precision), exponent: -precision };
}

/** `expFixed` is proved for |x| < 2^24. */
const greatestPower = 24;

/**
 * e^x; undefined where x may be 2^24 or more. Throws RangeError for x ≥ 2^24. Where x may be −2^24 or less, e^x is at least 0,
 * and below 2^−(bits + 64) if all of x is, as bits are far fewer than 2^24.
 */
export function exp(x: DyadicInterval, bits: number): DyadicInterval | undefined {
  if (isNought(x)) return { low: 1n, high: 1n, exponent: 0 };
  const bound = 1n << BigInt(greatestPower);
  const { low, high } = inUnits(x, 0);
  if (low >= bound) throw new RangeError("exp: expected x < 2^24");
  if (high >= bound) return undefined;
  if (high <= -bound) return { low: 0n, high: 1n, exponent: -bits - 64 };
  // A bound below 2^−(bits + 64) changes nothing but the length of the numbers.
  const unit = x.exponent < -bits - 64 ? -bits - 64 : x.exponent;
  const ends = inUnits(x, unit);
  const precision = wholeDigits(bits + 40);
  const most = expOf(ends.high, unit, precision);
  const least = low <= -bound ? nought : expOf(ends.low, unit, precision);
  return rounded(hull(least, most), bits);
}

/** e^{n·2^exponent}. */
function expOf(n: bigint, exponent: number, precision: number): DyadicInterval {
  const x =
    exponent < 0
      ? { numerator: n, denominator: 1n << BigInt(-exponent) }
      : { numerator: n << BigInt(exponent), denominator: 1n };
  const found = expFixed(x, precision);
  return { low: found.low, high: found.high, exponent: found.exponent - precision };
}

/** From the low end of x to the high end of y. */
function hull(x: DyadicInterval, y: DyadicInterval): DyadicInterval {
  const unit = x.exponent < y.exponent ? x.exponent : y.exponent;
  return { low: inUnits(x, unit).low, high: inUnits(y, unit).high, exponent: unit };
}

/** Both ends of x and y in one unit. */
function together(x: DyadicInterval, y: DyadicInterval): readonly [DyadicInterval, DyadicInterval] {
  const unit = x.exponent < y.exponent ? x.exponent : y.exponent;
  return [inUnits(x, unit), inUnits(y, unit)];
}

/** min(x, y): the lesser of both low and of both high ends. */
export function minimum(x: DyadicInterval, y: DyadicInterval): DyadicInterval {
  const [a, b] = together(x, y);
  return { low: a.low < b.low ? a.low : b.low, high: a.high < b.high ? a.high : b.high, exponent: a.exponent };
}

/** x < y for all that the intervals hold. */
export function isBelow(x: DyadicInterval, y: DyadicInterval): boolean {
  const [a, b] = together(x, y);
  return a.high < b.low;
}

/** ⌈r⌉ for the ends of the interval. */
export function ceilings(x: DyadicInterval): readonly [bigint, bigint] {
  const by = BigInt(x.exponent);
  return by >= 0n ? [x.low << by, x.high << by] : [-(-x.low >> -by), -(-x.high >> -by)];
}

/** high − low ≤ 2^−bits. */
export const isWithin = ({ low, high, exponent }: DyadicInterval, bits: number): boolean =>
  low === high || exponent + bits + bitLength(high - low - 1n) <= 0;

/** The interval with ends that are multiples of 2^−bits, rounded outwards. */
export const toEnclosure = (x: DyadicInterval, bits: number): Enclosure => fromFixed(inUnits(x, -bits), bits);
