import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InverseLog } from "../../src/number/inverse-log.js";
import * as I from "../../src/number/inverse-log.js";
import { parseRational, rational } from "../../src/number/rational.js";
import { compareReals, enclosureOf, fromRational } from "../../src/number/real.js";
import { mpfr } from "./mpfr.js";

const oracle = await mpfr();
const settings = { seed: 1, numRuns: 150 };
const b = rational(3n, 2n);
const integer = fc.bigInt({ min: -20n, max: 20n });
const coefficients = fc.array(integer, { maxLength: 4 });
const numbers = fc
  .tuple(coefficients, coefficients)
  .filter(([, below]) => below.some((c) => c !== 0n))
  .map(([above, below]) => I.inverseLog(b, above, below));
const ratio = fc.tuple(integer, fc.bigInt({ min: 1n, max: 20n })).map(([p, q]) => rational(p, q));

/** x·ln b^d for the polynomial's degree d, in floats: for signs that are not close. */
const about = ({ numerator, denominator }: InverseLog): number => {
  const y = 1 / Math.log(1.5);
  const value = (p: readonly bigint[]) => p.reduceRight((sum, c) => sum * y + Number(c), 0);
  return value(numerator) / value(denominator);
};

describe("numbers in 1/ln b", () => {
  it("add, multiply and divide as a field", () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, ratio, (x, y, z, c) => {
        expect(I.equals(I.add(x, y), I.add(y, x))).toBe(true);
        expect(I.equals(I.multiply(x, I.add(y, z)), I.add(I.multiply(x, y), I.multiply(x, z)))).toBe(true);
        expect(I.sign(I.subtract(x, x))).toBe(0);
        expect(I.equals(I.scale(x, c), I.multiply(x, I.fromRational(c, b)))).toBe(true);
        if (I.sign(y) !== 0) expect(I.equals(I.multiply(I.divide(x, y), y), x)).toBe(true);
      }),
      settings,
    );
  });

  it("are ordered as their values, and equal only where crosswise products are", () => {
    fc.assert(
      fc.property(numbers, numbers, (x, y) => {
        const gap = about(x) - about(y);
        if (Math.abs(gap) > 1e-6 * (Math.abs(about(x)) + Math.abs(about(y))) + 1e-9) {
          expect(I.compare(x, y)).toBe(Math.sign(gap));
          expect(I.sign(I.subtract(x, y))).toBe(Math.sign(gap));
          expect(compareReals(I.realOf(x), I.realOf(y))).toBe(Math.sign(gap));
        }
        expect(I.compare(x, y) + I.compare(y, x)).toBe(0);
      }),
      settings,
    );
  });

  it("have the sign that MPFR's bounds of the logarithm show, however close: continued fractions of 1/ln b", () => {
    // p/q just below and just above 1/ln b: the sign of q·y − p.
    const { low, high } = oracle.ln(b, 600);
    for (const bits of [20n, 60n, 150n, 400n]) {
      const q = 2n ** bits;
      const p = (q * high.denominator) / high.numerator;
      expect((q * low.denominator) / low.numerator).toBe(p);
      expect(I.signAt([-p, q], b)).toBe(1);
      expect(I.signAt([-p - 1n, q], b)).toBe(-1);
      expect(I.signAt([0n, p, -q], b)).toBe(-1);
    }
  });

  it("are in lowest terms up to common polynomials", () => {
    const x = I.inverseLog(b, [0n, 4n, 6n], [0n, 0n, -2n]);
    expect(x).toEqual({ log: b, numerator: [-2n, -3n], denominator: [0n, 1n] });
    expect(I.inverseLog(b, [], [5n])).toEqual({ log: b, numerator: [], denominator: [1n] });
    expect(I.inverseLog(b, [0n, 0n], [0n, 5n])).toEqual({ log: b, numerator: [], denominator: [1n] });
  });

  it("tell which of them are rational", () => {
    expect(I.rationalValue(I.inverseLog(b, [2n, 4n], [3n, 6n]))).toEqual(rational(2n, 3n));
    expect(I.rationalValue(I.inverseLog(b, [2n, 4n], [3n, 5n]))).toBeUndefined();
    expect(I.rationalValue(I.inverseLog(b, [2n], [3n, 5n]))).toBeUndefined();
    expect(I.rationalValue(I.inverseLog(b, [], [3n, 5n]))).toEqual(rational(0n));
  });

  it("are enclosed", () => {
    fc.assert(
      fc.property(numbers, (x) => {
        const { low, high } = enclosureOf(I.realOf(x), 80);
        const at = (end: typeof low) => Number(end.numerator) / Number(end.denominator);
        expect(at(low)).toBeCloseTo(about(x), 4);
        expect(compareReals(I.realOf(x), fromRational(low))).not.toBe(-1);
        expect(compareReals(I.realOf(x), fromRational(high))).not.toBe(1);
      }),
      { ...settings, numRuns: 40 },
    );
  });

  it("refuse a denominator 0, two different b, and b that is not above 1", () => {
    expect(() => I.inverseLog(b, [1n], [0n, 0n])).toThrow(RangeError);
    expect(() => I.inverseLog(rational(1n), [1n], [1n, 1n])).toThrow(/b > 1/);
    expect(() => I.divide(I.fromRational(b, b), I.fromRational(rational(0n), b))).toThrow(RangeError);
    expect(() => I.add(I.fromRational(b, b), I.fromRational(b, rational(2n)))).toThrow(/one b/);
  });

  it("are read as they are printed; a polynomial alone has the denominator 1", () => {
    fc.assert(
      fc.property(numbers, (x) => {
        expect(I.parseInverseLog(JSON.parse(JSON.stringify(I.printInverseLog(x))), b)).toEqual(x);
      }),
      settings,
    );
    const half = I.inverseLog(b, [1n, 4n], [2n]);
    expect(I.printInverseLog(half)).toEqual({ variable: "1/ln(b)", numerator: ["1/2", "2"], denominator: ["1"] });
    expect(I.printInverseLog(I.subtract(half, half)).numerator).toEqual(["0"]);
    const fine = { variable: "1/ln(b)", numerator: ["1/2", "0"], denominator: ["1"] };
    expect(I.parseInverseLog(fine, b)).toEqual(I.fromRational(parseRational("1/2")!, b));
    for (const wrong of [
      null,
      "1",
      { ...fine, variable: "b" },
      { ...fine, numerator: [1] },
      { ...fine, denominator: ["0"] },
    ]) {
      expect(I.parseInverseLog(wrong, b)).toBeUndefined();
    }
  });
});
