import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { integers } from "../../src/number/integer.js";
import { polynomials, valueAt } from "../../src/number/polynomial.js";
import { rational } from "../../src/number/rational.js";
import { laplaceCells } from "../../src/probability/noise.js";

const one = new Fraction(1);

const powerOf = (a: Fraction, k: number): Fraction => (k === 0 ? one : powerOf(a, k - 1).mul(a));

/** Pr[low < r <= high] by terms (1−a)/(1+a)·a^{|k|}; the ends may be infinite, where a geometric series is left. */
function mass(a: Fraction, low: number, high: number): Fraction {
  if (low === -Infinity && high === Infinity) return one;
  if (low === -Infinity) return one.sub(mass(a, high, Infinity));
  let [total, k] = [new Fraction(0), low + 1];
  for (; k <= high && (k <= 0 || high < Infinity); k++) total = total.add(powerOf(a, Math.abs(k)));
  if (high === Infinity) total = total.add(powerOf(a, k).div(one.sub(a)));
  return total.mul(one.sub(a)).div(one.add(a));
}

const cuts = fc
  .array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 4 })
  .map((list) => list.sort((x, y) => x - y));

describe("the cells of the discrete Laplace noise", () => {
  it("are the sums of its terms, the outer two infinite", () => {
    fc.assert(
      fc.property(cuts, fc.bigInt({ min: 1n, max: 5n }), fc.bigInt({ min: 1n, max: 5n }), (list, p, q) => {
        const { weights, total } = laplaceCells(integers(p + q, q), list);
        const a = new Fraction(q, p + q);
        const ends = [-Infinity, ...list, Infinity];
        expect(weights.length).toBe(list.length + 1);
        for (const [i, weight] of weights.entries()) {
          expect(new Fraction(weight, total).equals(mass(a, ends[i]!, ends[i + 1]!))).toBe(true);
        }
        expect(weights.reduce((x, y) => x + y)).toBe(total);
      }),
      { seed: 31, numRuns: 120 },
    );
  });

  it("are the same over polynomials, at b = 3/2", () => {
    fc.assert(
      fc.property(cuts, (list) => {
        const symbolic = laplaceCells(polynomials(), list);
        const at = (p: typeof symbolic.total) => {
          const { numerator, denominator } = valueAt(p, rational(3n, 2n));
          return new Fraction(numerator, denominator);
        };
        const concrete = laplaceCells(integers(3n, 2n), list);
        for (const [i, weight] of symbolic.weights.entries()) {
          const chance = at(weight).div(at(symbolic.total));
          expect(chance.equals(new Fraction(concrete.weights[i]!, concrete.total))).toBe(true);
        }
      }),
      { seed: 32, numRuns: 60 },
    );
  });

  it("between equal cuts are empty", () => {
    for (const cut of [-2, -1, 0, 3]) expect(laplaceCells(integers(2n, 1n), [cut, cut]).weights[1]).toBe(0n);
  });
});
