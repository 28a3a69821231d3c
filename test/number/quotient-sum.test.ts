import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import {
  compareSum,
  compareSums,
  enclosedSum,
  exactSum,
  type QuotientSum,
  signOfSum,
  sumBits,
} from "../../src/number/quotient-sum.js";
import { type Rational, rational } from "../../src/number/rational.js";

const big = (bits: number) => fc.bigInt({ min: -(2n ** BigInt(bits)), max: 2n ** BigInt(bits) });
const positive = (bits: number) => fc.bigInt({ min: 1n, max: 2n ** BigInt(bits) });

/** Few and many terms, long and short, equal denominators beside different ones. */
const sums: fc.Arbitrary<QuotientSum> = fc.record({
  terms: fc.array(
    fc.record({
      numerator: fc.oneof(big(4), big(70)),
      denominator: fc.oneof(fc.constant(6n), positive(3), positive(60)),
    }),
    { maxLength: 12 },
  ),
  divisor: fc.oneof(fc.constant(1n), positive(40)),
});

/** The sum from left to right, in lowest terms. */
const fractionOf = ({ terms, divisor }: QuotientSum): Fraction =>
  terms
    .reduce((sum, { numerator, denominator }) => sum.add(new Fraction(numerator, denominator)), new Fraction(0))
    .div(divisor);

const fraction = ({ numerator, denominator }: Rational): Fraction => new Fraction(numerator, denominator);

const shuffled = (sum: QuotientSum): QuotientSum => ({ ...sum, terms: sum.terms.toReversed() });
/** The same number from other terms: each is split in two. */
const split = ({ terms, divisor }: QuotientSum): QuotientSum => ({
  terms: terms.flatMap(({ numerator, denominator }) => [
    { numerator: 3n * numerator, denominator: 2n * denominator },
    { numerator: -numerator, denominator: 2n * denominator },
  ]),
  divisor,
});

describe("sums of quotients before they are added", () => {
  it("are what they are from left to right", () => {
    fc.assert(
      fc.property(sums, (sum) => {
        const { numerator, denominator } = exactSum(sum);
        expect(denominator > 0n).toBe(true);
        expect(new Fraction(numerator, denominator)).toEqual(fractionOf(sum));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("have at most as many bits below as is said", () => {
    fc.assert(fc.property(sums, (sum) => exactSum(sum).denominator < 2n ** BigInt(sumBits(sum))), { numRuns: 100, seed: 2 }); // biome-ignore format: one line
  });

  it("lie in their enclosures, which are as narrow as is said", () => {
    fc.assert(
      fc.property(sums, fc.integer({ min: 1, max: 200 }), (sum, bits) => {
        const [low, high] = (["low", "high"] as const).map((end) => fraction(enclosedSum(sum, bits)[end]));
        const value = fractionOf(sum);
        expect(low!.lte(value) && value.lte(high!)).toBe(true);
        expect(high!.sub(low!).lte(new Fraction(BigInt(sum.terms.length), 2n ** BigInt(bits)))).toBe(true);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it("compare with bounds near and far", () => {
    fc.assert(
      fc.property(sums, fc.integer({ min: 0, max: 700 }), fc.constantFrom(-1n, 0n, 1n), (sum, apart, side) => {
        const { n, d, s } = fractionOf(sum);
        const value = { numerator: s * n, denominator: d };
        const near = rational((value.numerator << BigInt(apart)) + side * value.denominator, value.denominator << BigInt(apart)); // biome-ignore format: one line
        expect(compareSum(sum, near)).toBe(Number(-side));
        expect(compareSums(sum, { terms: [near], divisor: 1n })).toBe(Number(-side));
        expect(compareSums(split(sum), shuffled({ ...sum, terms: [...sum.terms, { numerator: side, denominator: sum.divisor << BigInt(apart) }] }))).toBe(Number(-side)); // biome-ignore format: one line
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it("are equal to themselves in another order and from other terms", () => {
    fc.assert(
      fc.property(sums, (sum) => {
        expect(compareSums(sum, shuffled(sum))).toBe(0);
        expect(compareSums(sum, split(sum))).toBe(0);
        expect(compareSum(sum, exactlyOf(sum))).toBe(0);
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  const exactlyOf = (sum: QuotientSum): Rational => {
    const { numerator, denominator } = exactSum(sum);
    return rational(numerator, denominator);
  };

  it("terms with the same totals in other pairs are told apart", () => {
    const x = {
      terms: [
        { numerator: 1n, denominator: 2n },
        { numerator: 3n, denominator: 5n },
      ],
      divisor: 7n,
    };
    const y = {
      terms: [
        { numerator: 3n, denominator: 2n },
        { numerator: 1n, denominator: 5n },
      ],
      divisor: 7n,
    };
    expect([compareSums(x, y), compareSums(y, x)]).toEqual([-1, 1]);
  });

  it("no terms are 0, and one term has the sign of its numerator", () => {
    const none = { terms: [], divisor: 5n };
    expect([exactSum(none), signOfSum(none)]).toEqual([{ numerator: 0n, denominator: 1n }, 0]);
    expect([-4n, 0n, 4n].map((numerator) => signOfSum({ terms: [{ numerator, denominator: 3n }], divisor: 2n }))).toEqual([-1, 0, 1]); // biome-ignore format: one line
  });

  it("sums that differ by less than any enclosure shows are added up", () => {
    const small = 3n ** 4000n;
    const sum = {
      terms: [
        { numerator: 1n, denominator: 3n },
        { numerator: 1n, denominator: small },
      ],
      divisor: 1n,
    };
    expect(compareSum(sum, rational(1n, 3n))).toBe(1);
    expect(compareSums(sum, { terms: [{ numerator: 2n, denominator: 6n }, { numerator: 2n, denominator: small }], divisor: 1n })).toBe(-1); // biome-ignore format: one line
  });
});
