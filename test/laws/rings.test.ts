import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integers, plainIntegers } from "../../src/number/integer.js";
import { type Polynomial, polynomial, polynomials, valueAt } from "../../src/number/polynomial.js";
import { rational, rationals } from "../../src/number/rational.js";
import { ringLaws } from "./ring-laws.js";

const base = rational(3n, 2n);
const integer = fc.bigInt({ min: -1000n, max: 1000n });
const anyRational = fc.tuple(integer, fc.bigInt({ min: 1n, max: 60n })).map(([p, q]) => rational(p, q));
const anyPolynomial = fc
  .array(fc.tuple(fc.bigInt({ min: -9n, max: 9n }), fc.nat(12)), { maxLength: 6 })
  .map((terms) => polynomial(terms));

ringLaws("integers at b = 3/2", integers(3n, 2n), integer);
ringLaws("integers without epsilon", plainIntegers, integer, { greatestPower: 0 });
ringLaws("rationals at b = 3/2", rationals(base), anyRational);
ringLaws("polynomials", polynomials(), anyPolynomial);
ringLaws("polynomials in steps of b^3", polynomials(3), anyPolynomial);

describe("a polynomial's value at 3/2", () => {
  const P = polynomials();
  const Q = rationals(base);
  const value = (p: Polynomial) => valueAt(p, base);

  it("is a map of rings", () => {
    fc.assert(
      fc.property(anyPolynomial, anyPolynomial, integer, (x, y, n) => {
        expect(value(P.add(x, y))).toEqual(Q.add(value(x), value(y)));
        expect(value(P.subtract(x, y))).toEqual(Q.subtract(value(x), value(y)));
        expect(value(P.multiply(x, y))).toEqual(Q.multiply(value(x), value(y)));
        expect(value(P.integer(n))).toEqual(Q.integer(n));
      }),
      { seed: 1 },
    );
  });

  it("takes weights to weights, and integer weights are those times 2^top", () => {
    const Z = integers(3n, 2n);
    for (let top = 0; top <= 6; top++) {
      for (let k = 0; k <= top; k++) {
        expect(value(P.power(k, top))).toEqual(Q.power(k, top));
        expect(rational(Z.power(k, top), 2n ** BigInt(top))).toEqual(Q.power(k, top));
      }
    }
    expect(value(polynomials(2).power(3, 4))).toEqual(rational(729n, 64n));
  });
});
