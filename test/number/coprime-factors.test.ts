import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coprimeFactors, type Factor } from "../../src/number/coprime-factors.js";
import * as Q from "../../src/number/rational.js";
import { rational } from "../../src/number/rational.js";

const natural = (max: bigint) => fc.bigInt({ min: 1n, max });

function euclid(x: bigint, y: bigint): bigint {
  return y === 0n ? x : euclid(y, x % y);
}

describe("coprime factors", () => {
  it("are pairwise coprime, with the same products", () => {
    const exponents = fc.tuple(fc.bigInt({ min: -3n, max: 3n }), fc.bigInt({ min: -3n, max: 3n }));
    const some = fc.array(fc.tuple(fc.oneof(natural(1000n), natural(10n ** 9n)), exponents), { maxLength: 12 });
    const product = (factors: readonly Factor[], i: number) =>
      factors.map(({ n, exponents: e }) => Q.integerPower(rational(n), e[i]!)).reduce(Q.multiply, Q.one);
    fc.assert(
      fc.property(some, (list) => {
        const factors = list.map(([n, e]) => ({ n, exponents: e }));
        const base = coprimeFactors(factors);
        base.forEach((g, i) => {
          expect(g.n > 1n && g.exponents.some((e) => e !== 0n)).toBe(true);
          for (const h of base.slice(i + 1)) expect(euclid(g.n, h.n)).toBe(1n);
        });
        for (const i of [0, 1]) expect(product(base, i)).toEqual(product(factors, i));
      }),
      { seed: 1, numRuns: 100 },
    );
    const large = [53n, 59n].map((p) => p * 61n) as [bigint, bigint];
    expect(coprimeFactors(large.map((n) => ({ n, exponents: [1n] })))).toEqual([
      { n: 53n, exponents: [1n] },
      { n: 59n, exponents: [1n] },
      { n: 61n, exponents: [2n] },
    ]);
  });
});
