import { compareRational, type Enclosure, fromFixed } from "./enclosure.js";
import type { Fixed } from "./fixed-point.js";
import { bitLength, plainIntegers, signOf } from "./integer.js";
import { compare, type Rational } from "./rational.js";
import { compareQuotients, type Quotient, type Sign } from "./ring.js";

/**
 * (Σ of quotients with positive denominators)/divisor, for a divisor > 0: a rational number before it is added up. With
 * many terms of different denominators its reduced form is as long as all of them together, so it is only summed where that
 * is asked for, and compared by enclosures first.
 */
export interface QuotientSum {
  readonly terms: readonly Quotient<bigint>[];
  readonly divisor: bigint;
}

/**
 * The sum exactly, neither reduced nor with a gcd on the way. Added in pairs of pairs, so that long numbers are multiplied by
 * numbers as long: from left to right the same sum is quadratic in its length.
 */
export function exactSum({ terms, divisor }: QuotientSum): Quotient<bigint> {
  const addAll = (from: number, to: number): Quotient<bigint> => {
    if (to - from === 1) return terms[from]!;
    const middle = (from + to) >> 1;
    return add(addAll(from, middle), addAll(middle, to));
  };
  if (terms.length === 0) return { numerator: 0n, denominator: 1n };
  const { numerator, denominator } = addAll(0, terms.length);
  return { numerator, denominator: denominator * divisor };
}

function add(x: Quotient<bigint>, y: Quotient<bigint>): Quotient<bigint> {
  if (x.denominator === y.denominator) {
    return { numerator: x.numerator + y.numerator, denominator: x.denominator };
  }
  return {
    numerator: x.numerator * y.denominator + y.numerator * x.denominator,
    denominator: x.denominator * y.denominator,
  };
}

/** At most so many bits has the denominator of the exact sum. */
export const sumBits = ({ terms, divisor }: QuotientSum): number =>
  terms.reduce((bits, { denominator }) => bits + bitLength(denominator), bitLength(divisor));

/**
 * The sum in an enclosure, at most as many times 2^−bits wide as there are terms: every term is rounded to multiples of
 * 2^−(bits + 1) on both sides, long ones from their leading bits alone.
 */
export function enclosedSum({ terms, divisor }: QuotientSum, bits: number): Enclosure {
  let [low, high] = [0n, 0n];
  const below = bitLength(divisor);
  for (const { numerator, denominator } of terms) {
    if (numerator === 0n) continue;
    const isNegative = numerator < 0n;
    const size = scaledSize(isNegative ? -numerator : numerator, denominator, divisor, below, bits + 1);
    low += isNegative ? -size.high : size.low;
    high += isNegative ? -size.low : size.high;
  }
  return fromFixed({ low, high }, bits + 1);
}

/**
 * x·2^scale/(y·z) for x, y, z > 0, where z has zLength bits, rounded down and up: apart by at most 2. The quotient is below
 * 2^(scale + m), so that cutting each number to scale + m + 6 bits moves it by less than 1/8.
 */
function scaledSize(x: bigint, y: bigint, z: bigint, zLength: number, scale: number): Fixed {
  const [xLength, yLength] = [bitLength(x), bitLength(y)];
  const m = xLength - yLength - zLength + 2;
  const most = scale + (m > 0 ? m : 0) + 6;
  const [xCut, yCut, zCut] = [xLength, yLength, zLength].map((length) => (length > most ? length - most : 0)) as Cuts;
  const [xTop, yTop, zTop] = [x >> BigInt(xCut), y >> BigInt(yCut), z >> BigInt(zCut)];
  const shift = scale + xCut - yCut - zCut;
  const shifted = (n: bigint) => (shift > 0 ? n << BigInt(shift) : n);
  const over = (n: bigint) => (shift < 0 ? n << BigInt(-shift) : n);
  const more = (cut: number) => (cut > 0 ? 1n : 0n);
  const low = shifted(xTop) / over((yTop + more(yCut)) * (zTop + more(zCut)));
  const divided = over(yTop * zTop);
  return { low, high: (shifted(xTop + more(xCut)) + divided - 1n) / divided };
}

type Cuts = [x: number, y: number, z: number];

/** Precisions at which enclosures are tried before the exact sum, as far as they are shorter than that. */
const precisions = [64, 256, 1024, 4096, 16_384];

/** What an enclosure shows at the least precision that shows anything; undefined where the exact sums are hardly longer. */
function firstShown(sums: readonly QuotientSum[], shows: (bits: number) => Sign | undefined): Sign | undefined {
  const total = sums.reduce((bits, sum) => bits + sumBits(sum), 0);
  for (const bits of precisions) {
    if (bits > precisions[0]! && 4 * bits > total) return undefined;
    const sign = shows(bits);
    if (sign !== undefined) return sign;
  }
  return undefined;
}

/** The sign of the sum less a bound. An enclosure tells it in a fraction of the time wherever the two are apart. */
export function compareSum(sum: QuotientSum, bound: Rational): Sign {
  const exactly = () => compareQuotients(plainIntegers, exactSum(sum), bound);
  if (sum.terms.length < 2) return exactly();
  const spare = bitLength(bound.denominator);
  return firstShown([sum], (bits) => compareRational(enclosedSum(sum, bits + spare), bound)) ?? exactly();
}

/** The sign of one sum less another. Equal sums are seldom equal but for a symmetry, under which the terms are the same. */
export function compareSums(x: QuotientSum, y: QuotientSum): Sign {
  if (haveSameTerms(x, y)) return 0;
  const shown = firstShown([x, y], (bits) => {
    const [one, other] = [enclosedSum(x, bits), enclosedSum(y, bits)];
    return compare(one.low, other.high) > 0 ? 1 : compare(one.high, other.low) < 0 ? -1 : undefined;
  });
  return shown ?? compareQuotients(plainIntegers, exactSum(x), exactSum(y));
}

function haveSameTerms(x: QuotientSum, y: QuotientSum): boolean {
  if (x.divisor !== y.divisor || x.terms.length !== y.terms.length) return false;
  const totals = ({ terms }: QuotientSum) =>
    terms.reduce((sum, { numerator, denominator }) => sum + numerator + denominator, 0n);
  if (totals(x) !== totals(y)) return false;
  const inOrder = (terms: QuotientSum["terms"]) =>
    terms.toSorted((a, b) => signOf(a.numerator - b.numerator) || signOf(a.denominator - b.denominator));
  const others = inOrder(y.terms);
  return inOrder(x.terms).every(
    ({ numerator, denominator }, i) => numerator === others[i]!.numerator && denominator === others[i]!.denominator,
  );
}

/** The sign of a sum. */
export const signOfSum = (sum: QuotientSum): Sign =>
  sum.terms.length === 1 ? signOf(sum.terms[0]!.numerator) : compareSum(sum, { numerator: 0n, denominator: 1n });
