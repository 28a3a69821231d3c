import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { integerRoot } from "../../src/number/integer.js";
import {
  add,
  commonMeasure,
  compare,
  divide,
  equals,
  integerPower,
  multiply,
  negate,
  one,
  parseRational,
  printRational,
  type Rational,
  rational,
  rationalPower,
  simplestBetween,
  subtract,
} from "../../src/number/rational.js";

const settings = { seed: 1, numRuns: 200 };
const integer = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const anyRational = fc.tuple(integer, fc.bigInt({ min: 1n, max: 10n ** 9n })).map(([p, q]) => rational(p, q));
const positive = anyRational.filter((x) => x.numerator > 0n);
const small = fc
  .tuple(fc.bigInt({ min: -30n, max: 30n }), fc.bigInt({ min: 1n, max: 12n }))
  .map(([p, q]) => rational(p, q));

const oracle = (x: Rational) => new Fraction(x.numerator, x.denominator);
const text = (x: Rational) => printRational(x);

describe("rational arithmetic against fraction.js", () => {
  it("agrees on sums, differences, products, quotients and order", () => {
    fc.assert(
      fc.property(anyRational, anyRational, (x, y) => {
        expect(text(add(x, y))).toBe(oracle(x).add(oracle(y)).toFraction());
        expect(text(subtract(x, y))).toBe(oracle(x).sub(oracle(y)).toFraction());
        expect(text(multiply(x, y))).toBe(oracle(x).mul(oracle(y)).toFraction());
        if (y.numerator !== 0n) expect(text(divide(x, y))).toBe(oracle(x).div(oracle(y)).toFraction());
        expect(compare(x, y)).toBe(oracle(x).compare(oracle(y)));
        expect(equals(x, y)).toBe(oracle(x).equals(oracle(y)));
        expect(text(negate(x))).toBe(oracle(x).neg().toFraction());
      }),
      settings,
    );
  });

  it("agrees on integer powers", () => {
    fc.assert(
      fc.property(positive, fc.integer({ min: -5, max: 5 }), (x, k) => {
        expect(text(integerPower(x, BigInt(k)))).toBe(oracle(x).pow(k)!.toFraction());
      }),
      settings,
    );
  });

  it("agrees on the common measure", () => {
    fc.assert(
      fc.property(positive, positive, (x, y) => {
        expect(text(commonMeasure(x, y))).toBe(oracle(x).gcd(oracle(y)).toFraction());
      }),
      settings,
    );
  });
});

describe("the text of a rational", () => {
  it("is read back", () => {
    fc.assert(
      fc.property(anyRational, (x) => {
        expect(parseRational(printRational(x))).toEqual(x);
      }),
      settings,
    );
  });

  it("may be a decimal, exactly", () => {
    expect(parseRational("-0.25")).toEqual(rational(-1n, 4n));
    expect(parseRational("0.1")).toEqual(rational(1n, 10n));
    expect(parseRational("+6/4")).toEqual(rational(3n, 2n));
  });

  it("is refused in any other form", () => {
    for (const bad of ["", "1/0", "1e3", ".5", "1/-2", "0x10", "1 /2", "NaN"])
      expect(parseRational(bad)).toBeUndefined();
  });
});

describe("simplestBetween", () => {
  /** Least denominator, then least size, by trying all. */
  function firstFound(low: Rational, high: Rational): Rational {
    for (let q = 1n; ; q++) {
      const found: Rational[] = [];
      for (let p = -40n * q; p <= 40n * q; p++) {
        const x = rational(p, q);
        if (compare(low, x) < 0 && compare(x, high) < 0) found.push(x);
      }
      found.sort((x, y) => compare(x.numerator < 0n ? negate(x) : x, y.numerator < 0n ? negate(y) : y));
      if (found.length > 0) return found[0]!;
    }
  }

  it("is what a search finds first", () => {
    fc.assert(
      fc.property(small, small, (x, y) => {
        if (equals(x, y)) return;
        const [low, high] = compare(x, y) < 0 ? [x, y] : [y, x];
        expect(simplestBetween(low, high)).toEqual(firstFound(low, high));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("takes an open end", () => {
    expect(simplestBetween(rational(5n, 2n))).toEqual(rational(3n));
    expect(simplestBetween(rational(3n))).toEqual(rational(4n));
    expect(() => simplestBetween(one, one)).toThrow(RangeError);
  });
});

describe("roots", () => {
  it("integerRoot is the greatest r with r^k <= x", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.integer({ min: 1, max: 9 }), (x, k) => {
        const r = integerRoot(x, k);
        expect(r ** BigInt(k) <= x && x < (r + 1n) ** BigInt(k)).toBe(true);
      }),
      settings,
    );
    for (const [x, k, r] of [
      [7n, 3, 1n],
      [8n, 3, 2n],
      [26n, 3, 2n],
      [27n, 3, 3n],
      [1n, 5, 1n],
    ] as const) {
      expect(integerRoot(x, k)).toBe(r);
    }
  });

  it("rationalPower inverts integerPower, and knows when there is no rational root", () => {
    fc.assert(
      fc.property(positive, fc.bigInt({ min: 1n, max: 5n }), fc.bigInt({ min: -4n, max: 4n }), (x, q, p) => {
        expect(rationalPower(integerPower(x, q), rational(p, q))).toEqual(integerPower(x, p));
      }),
      { seed: 1, numRuns: 60 },
    );
    expect(rationalPower(rational(2n), rational(1n, 2n))).toBeUndefined();
    expect(rationalPower(rational(9n, 4n), rational(-1n, 2n))).toEqual(rational(2n, 3n));
    expect(() => rationalPower(rational(-1n), rational(1n, 3n))).toThrow(RangeError);
  });
});
