import { bitLength, compareRational, type Enclosure, fromFixed } from "./enclosure.js";
import { plainIntegers, signOf } from "./integer.js";
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
 * The sum in an enclosure: every term is rounded down to a multiple of 2^−bits, so the sum lacks less than 2^−bits for each
 * term that was rounded.
 */
export function enclosedSum({ terms, divisor }: QuotientSum, bits: number): Enclosure {
  const scale = BigInt(bits);
  let [low, rounded] = [0n, 0n];
  for (const { numerator, denominator } of terms) {
    const by = denominator * divisor;
    const scaled = numerator << scale;
    const towardsZero = scaled / by;
    const isExact = towardsZero * by === scaled;
    low += numerator < 0n && !isExact ? towardsZero - 1n : towardsZero;
    if (!isExact) rounded += 1n;
  }
  return fromFixed({ low, high: low + rounded }, bits);
}

/** Precisions at which enclosures are tried before the exact sum, as far as they are shorter than that. */
const precisions = [64, 256, 1024, 4096, 16_384];

/** What an enclosure shows at the least precision that shows anything; undefined where the exact sums are hardly longer. */
function firstShown(sums: readonly QuotientSum[], shows: (bits: number) => Sign | undefined): Sign | undefined {
  const most = sums.reduce((bits, sum) => bits + sumBits(sum), 0) >> 2;
  for (const bits of precisions) {
    if (bits > precisions[0]! && bits > most) return undefined;
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
