import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import * as P from "../../src/number/polynomial.js";
import { rational } from "../../src/number/rational.js";
import { affine, affines, first, second, signOnTriangle } from "../../src/number/triangle.js";

/** Values by Horner's rule in fractions: it knows nothing of roots and signs on intervals. */
const valueAt = (coefficients: readonly number[], x: Fraction): Fraction =>
  coefficients.reduceRight((sum, c) => sum.mul(x).add(c), new Fraction(0));
const polynomial = (coefficients: readonly number[]) =>
  coefficients.reduce((sum, c, k) => P.add(sum, P.monomial(BigInt(c), k)), P.zero);
const signAt = (x: Fraction): number => (x.n === 0n ? 0 : Number(x.s));

const steps = Array.from({ length: 11 }, (_, k) => new Fraction(k + 1, 12));

/** The signs of A(x) + y·C(x) at points inside the triangle. */
function signsInside(A: readonly number[], C: readonly number[], width: Fraction, ratio: Fraction): Set<number> {
  return new Set(
    steps.flatMap((part) => {
      const x = part.mul(width);
      const [a, c] = [valueAt(A, x), valueAt(C, x)];
      return steps.map((share) => signAt(a.add(c.mul(share.mul(ratio).mul(x)))));
    }),
  );
}

const small = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 4 });
const positive = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));

describe("the sign on a triangle", () => {
  it("is that of all points inside, where it is told", () => {
    let told = 0;
    fc.assert(
      fc.property(small, small, positive, positive, (A, C, [p, q], [r, s]) => {
        const sign = signOnTriangle(affine(polynomial(A), polynomial(C)), rational(BigInt(p), BigInt(q)), rational(BigInt(r), BigInt(s))); // biome-ignore format: one line
        const found = signsInside(A, C, new Fraction(p, q), new Fraction(r, s));
        if (sign !== undefined) told++;
        expect(sign === undefined || (found.size === 1 && found.has(sign))).toBe(true);
      }),
      { numRuns: 1500, seed: 7 },
    );
    expect(told).toBeGreaterThan(200);
  });

  it.each([
    // y, −x, x − y below the diagonal, 0; ends that are 0 at a corner or along a side count as the inside does.
    ["y", [0], [1], 1, 1],
    ["minus x", [0, -1], [0], 1, -1],
    ["x - y", [0, 1], [-1], 1, 1],
    ["nothing", [0], [0], 1, 0],
    ["1 - x, up to its root", [1, -1], [0], 1, 1],
    ["1 - x, beyond its root", [1, -1], [0], 2, undefined],
    ["(2x - 1)^2, which touches 0", [1, -4, 4], [0], 1, undefined],
    ["x - 2y, of both signs", [0, 1], [-2], 1, undefined],
  ] as const)("of %s", (_, A, C, width, sign) => {
    const found = signOnTriangle(affine(polynomial(A), polynomial(C)), rational(BigInt(width)), rational(1n));
    expect(found).toBe(sign);
  });

  it("is of sums and products in the ring; a product of degree 2 is refused", () => {
    // (1 + x)·y − x·y = y.
    const product = affines.subtract(affines.multiply(affines.add(affines.one, first), second), affines.multiply(first, second)); // biome-ignore format: one line
    expect(affines.equals(product, second)).toBe(true);
    expect(() => affines.multiply(second, second)).toThrow(RangeError);
  });
});
