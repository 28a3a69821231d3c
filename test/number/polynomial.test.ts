import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  content,
  degree,
  derivative,
  equals,
  exactQuotient,
  homogeneousAt,
  isZero,
  leadingCoefficient,
  monomial,
  multiply,
  one,
  type Polynomial,
  parsePolynomial,
  polynomial,
  polynomialKey,
  primitivePart,
  printPolynomial,
  subtract,
  termsOf,
  valueAt,
  zero,
} from "../../src/number/polynomial.js";
import { rational } from "../../src/number/rational.js";

const settings = { seed: 1, numRuns: 100 };
const terms = (size: bigint, top: number, maxLength: number) =>
  fc.array(fc.tuple(fc.bigInt({ min: -size, max: size }), fc.nat(top)), { maxLength }).map((t) => polynomial(t));
const small = terms(9n, 8, 6);
const notZero = small.filter((p) => !isZero(p));
const dense = (size: bigint) =>
  fc
    .array(fc.bigInt({ min: -size, max: size }), { minLength: 20, maxLength: 60 })
    .map((cs) => polynomial(cs.map((c, e) => [c, e + 3])));

/** A polynomial from its coefficients of b^0, b^1, … */
const from = (...coefficients: number[]): Polynomial => polynomial(coefficients.map((c, e) => [BigInt(c), e]));

/** The schoolbook product, coefficient by coefficient. */
function coefficientOfProduct(x: Polynomial, y: Polynomial, e: number): bigint {
  let total = 0n;
  for (const [c, i] of termsOf(x)) for (const [d, j] of termsOf(y)) if (i + j === e) total += c * d;
  return total;
}

function isCanonical(p: Polynomial): boolean {
  const ascends = p.exponents.every((e, i) => i === 0 || p.exponents[i - 1]! < e);
  return ascends && p.coefficients.length === p.exponents.length && p.coefficients.every((c) => c !== 0n);
}

describe("polynomial", () => {
  it("adds up terms, drops zeros, and sorts", () => {
    expect(
      polynomial([
        [1n, 3],
        [2n, 0],
        [-1n, 3],
      ]),
    ).toEqual({ coefficients: [2n], exponents: [0] });
    expect(polynomial([])).toEqual(zero);
    expect(monomial(0n, 4)).toEqual(zero);
    expect(() => polynomial([[1n, -1]])).toThrow(RangeError);
    expect(() => polynomial([[1n, 0.5]])).toThrow(RangeError);
  });

  it("knows its degree, leading coefficient and derivative", () => {
    const p = from(7, 0, -3, 5);
    expect([degree(p), leadingCoefficient(p)]).toEqual([3, 5n]);
    expect(derivative(p)).toEqual(from(0, -6, 15));
    expect(derivative(from(4))).toEqual(zero);
    expect([degree(zero), leadingCoefficient(zero)]).toEqual([-1, 0n]);
  });

  it("stays canonical", () => {
    fc.assert(
      fc.property(small, small, (x, y) => {
        for (const p of [add(x, y), subtract(x, y), multiply(x, y), derivative(x), subtract(x, x)]) {
          expect(isCanonical(p)).toBe(true);
        }
      }),
      settings,
    );
  });
});

describe("multiply", () => {
  const agrees = (x: Polynomial, y: Polynomial) => {
    const p = multiply(x, y);
    expect(isCanonical(p)).toBe(true);
    const top = degree(x) + degree(y);
    const expected = Array.from({ length: top + 1 }, (_, e): [bigint, number] => [coefficientOfProduct(x, y, e), e]);
    expect(p).toEqual(polynomial(expected));
  };

  it("is the schoolbook product for dense factors, whatever the size of the coefficients", () => {
    for (const size of [1n, 1000n, 10n ** 40n]) {
      fc.assert(fc.property(dense(size), dense(size), agrees), { seed: 1, numRuns: 4 });
    }
    const full = (c: bigint) => polynomial(Array.from({ length: 32 }, (_, e): [bigint, number] => [c, e]));
    agrees(full(-(2n ** 64n)), full(2n ** 64n));
    agrees(full(-(2n ** 64n) + 1n), full(-(2n ** 64n) + 1n));
  });

  it("is the schoolbook product for sparse factors far apart and close together", () => {
    fc.assert(fc.property(terms(9n, 300, 5), terms(9n, 300, 5), agrees), { seed: 1, numRuns: 12 });
    fc.assert(fc.property(terms(9n, 9, 9), dense(5n), agrees), { seed: 1, numRuns: 12 });
  });
});

describe("division", () => {
  it("divides exactly what was multiplied, and refuses the rest", () => {
    fc.assert(
      fc.property(notZero, notZero, (x, y) => {
        const p = multiply(x, y);
        expect(exactQuotient(p, x)).toEqual(y);
        if (degree(x) > 0) expect(exactQuotient(add(p, one), x)).toBeUndefined();
      }),
      settings,
    );
    expect(exactQuotient(from(1, 1), from(2))).toBeUndefined();
    expect(() => exactQuotient(one, zero)).toThrow(RangeError);
  });

  it("finds content and primitive part", () => {
    expect(content(from(-4, 6, 0, 10))).toBe(2n);
    expect(primitivePart(from(4, -6))).toEqual(from(-2, 3));
    expect(primitivePart(zero)).toEqual(zero);
  });
});

describe("values", () => {
  it("are sums of powers", () => {
    fc.assert(
      fc.property(small, fc.bigInt({ min: -9n, max: 9n }), fc.bigInt({ min: 1n, max: 9n }), (p, n, d) => {
        const x = rational(n, d);
        const top = BigInt(isZero(p) ? 0 : degree(p));
        let total = 0n;
        for (const [c, e] of termsOf(p)) total += c * x.numerator ** BigInt(e) * x.denominator ** (top - BigInt(e));
        expect(homogeneousAt(p, x)).toBe(total);
        expect(valueAt(p, x)).toEqual(rational(total, x.denominator ** top));
      }),
      settings,
    );
  });
});

describe("the JSON form", () => {
  it("is read back, and keys tell polynomials apart", () => {
    fc.assert(
      fc.property(small, small, (x, y) => {
        expect(parsePolynomial(JSON.parse(JSON.stringify(printPolynomial(x))))).toEqual(x);
        expect(polynomialKey(x) === polynomialKey(y)).toBe(equals(x, y));
      }),
      settings,
    );
    expect(printPolynomial(from(-1, 0, 3))).toEqual([
      ["-1", 0],
      ["3", 2],
    ]);
  });

  it("is refused in any other shape", () => {
    const bad = [
      null,
      "b",
      [[1, 0]],
      [["0", 0]],
      [["1", -1]],
      [["1", 0.5]],
      [
        ["1", 2],
        ["1", 1],
      ],
      [["1", 0, 0]],
      [["x", 0]],
    ];
    for (const json of bad) expect(parsePolynomial(json)).toBeUndefined();
  });
});
