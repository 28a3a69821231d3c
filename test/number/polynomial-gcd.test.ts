import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  degree,
  isZero,
  leadingCoefficient,
  monomial,
  multiply,
  one,
  type Polynomial,
  polynomial,
  primitivePart,
  subtract,
  zero,
} from "../../src/number/polynomial.js";
import { commonDegreeBound, gcd, multiplicityOf, squareFreePart } from "../../src/number/polynomial-gcd.js";

const settings = { seed: 1, numRuns: 100 };
const small = fc
  .array(fc.tuple(fc.bigInt({ min: -9n, max: 9n }), fc.nat(8)), { maxLength: 6 })
  .map((terms) => polynomial(terms));
const notZero = small.filter((p) => !isZero(p));

/** A polynomial from its coefficients of b^0, b^1, … */
const from = (...coefficients: number[]): Polynomial => polynomial(coefficients.map((c, e) => [BigInt(c), e]));
const product = (...factors: Polynomial[]): Polynomial => factors.reduce(multiply, one);

describe("gcd", () => {
  /** Euclid over the rationals by pseudo-remainders: a second route. */
  function euclid(x: Polynomial, y: Polynomial): Polynomial {
    let [a, b] = [primitivePart(x), primitivePart(y)];
    while (!isZero(b)) {
      let r = a;
      while (degree(r) >= degree(b)) {
        const step = multiply(monomial(leadingCoefficient(r), degree(r) - degree(b)), b);
        r = subtract(multiply(r, monomial(leadingCoefficient(b), 0)), step);
      }
      [a, b] = [b, primitivePart(r)];
    }
    return primitivePart(a);
  }

  it("agrees with Euclid, with and without a planted common factor", () => {
    fc.assert(
      fc.property(small, small, small, (x, y, z) => {
        expect(gcd(x, y)).toEqual(euclid(x, y));
        expect(gcd(multiply(x, z), multiply(y, z))).toEqual(euclid(multiply(x, z), multiply(y, z)));
      }),
      settings,
    );
  });

  it("finds a factor whose coefficients need many primes", () => {
    const long = polynomial([
      [10n ** 50n + 151n, 7],
      [-(10n ** 60n), 2],
      [3n ** 90n, 0],
    ]);
    expect(gcd(multiply(long, from(1, 1)), multiply(long, from(-1, 0, 5)))).toEqual(long);
    expect(gcd(zero, from(-2, -2))).toEqual(from(1, 1));
    expect(gcd(zero, zero)).toEqual(zero);
  });

  it("is not misled where everything vanishes modulo the first primes", () => {
    // 32749 and 32719 are the greatest primes below 2^15: modulo their product both polynomials are one.
    const m = 32749n * 32719n;
    const [x, y] = [
      polynomial([
        [1n, 2],
        [1n, 0],
      ]),
      polynomial([
        [1n, 2],
        [m, 1],
        [1n + m, 0],
      ]),
    ];
    expect(gcd(x, y)).toEqual(one);
    expect(commonDegreeBound(x, y)).toBe(2);
  });

  it("gives square-free parts", () => {
    const p = product(from(-1, 1), from(-1, 1), from(-1, 1), from(1, 0, 1), from(1, 0, 1), from(-3, 2));
    expect(squareFreePart(p)).toEqual(product(from(-1, 1), from(1, 0, 1), from(-3, 2)));
    expect(squareFreePart(from(0, 0, 0, 6))).toEqual(from(0, 1));
    expect(squareFreePart(from(6))).toEqual(one);
    fc.assert(
      fc.property(notZero, (q) => {
        expect(squareFreePart(multiply(q, q))).toEqual(squareFreePart(q));
      }),
      settings,
    );
  });
});

describe("repeated factors", () => {
  it("counts how often a factor divides", () => {
    const p = product(from(-1, 1), from(-1, 1), from(-1, 1), from(-1, 2));
    expect(multiplicityOf(from(-1, 1), p)).toBe(3);
    expect(multiplicityOf(from(-2, 2), p)).toBe(3);
    expect(multiplicityOf(from(-2, 4), p)).toBe(1);
    expect(multiplicityOf(from(-3, 1), p)).toBe(0);
  });
});
