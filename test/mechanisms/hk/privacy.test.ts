import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { outcomeRatio, privacyRatioBetween } from "../../../src/mechanisms/hk/outcome-ratio.js";
import { welfareSteps } from "../../../src/mechanisms/hk/range.js";
import { worstPrivacyRatio } from "../../../src/mechanisms/hk/worst-privacy-ratio.js";
import { integers } from "../../../src/number/integer.js";
import { polynomials, valueAt } from "../../../src/number/polynomial.js";
import { fromQuotient } from "../../../src/number/rational.js";
import type { Quotient } from "../../../src/number/ring.js";
import { lists } from "../second-route.js";
import { largestRatio, one, type World, withRow, zero } from "./range-route.js";
import { setupOf, toFraction, toRational } from "./setup.js";
import { rowsOn, worlds } from "./worlds.js";

const largest = (ratios: readonly Fraction[]): Fraction => ratios.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
const read = (ratio: Quotient<bigint>): Fraction => toFraction(fromQuotient(ratio));

describe("the ratio of two rows of one player", () => {
  it("is the largest quotient of chances, with and without prior", () => {
    fc.assert(
      fc.property(worlds, ({ world, row }) => {
        const { R, range, profile } = setupOf(world);
        const changed = setupOf(withRow(world, 0, row)).profile;
        const [own, other] = [welfareSteps(range, profile), welfareSteps(range, changed)];
        const [there, back] = [
          largestRatio(world, withRow(world, 0, row)),
          largestRatio(withRow(world, 0, row), world),
        ];
        expect(read(outcomeRatio(R, own, other, range.prior?.weights)).equals(there)).toBe(true);
        expect(read(outcomeRatio(R, other, own, range.prior?.weights)).equals(back)).toBe(true);
        const both = privacyRatioBetween(R, own, other, range.prior?.weights);
        expect(read(both).equals(largest([there, back]))).toBe(true);
        // Over polynomials, at the same base.
        const { numerator, denominator } = outcomeRatio(polynomials(), own, other, range.prior?.weights);
        const [top, under] = [numerator, denominator].map((p) => toFraction(valueAt(p, toRational(world.base))));
        expect(top!.div(under!).equals(there)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("counts no outcome that the prior excludes", () => {
    const { R } = setupOf({ base: new Fraction(2), grid: 1, rows: [[zero]] });
    expect(read(outcomeRatio(R, [5, 1, 0], [0, 0, 1], [0n, 1n, 1n])).toFraction()).toBe("2");
    expect(read(outcomeRatio(R, [5, 1, 0], [0, 0, 1])).equals(2)).toBe(false);
  });
});

/** The largest ratio of player 0 over all rows of everybody from a list, by the definition. */
function worstAmong(base: Fraction, n: number, rows: readonly (readonly Fraction[])[]): Fraction {
  const ratios: Fraction[] = [];
  for (const others of lists(rows, n - 1)) {
    for (const [own, changed] of lists(rows, 2)) {
      const world: World = { base, grid: 1, rows: [own!, ...others] };
      ratios.push(largestRatio(world, withRow(world, 0, changed!)));
    }
  }
  return largest(ratios);
}

const corners = (m: number): Fraction[][] => [...lists([zero, one], m)];
const sizes = [1, 2, 3].flatMap((n) => [1, 2, 3].map((m) => [n, m] as const));

describe("the worst ratio", () => {
  it.each(sizes)("is that over all corners, for %i players and %i outcomes", (n, m) => {
    const bases = n * m < 9 ? ["11/10", "3/2", "10"] : ["3/2"];
    for (const base of bases.map((text) => new Fraction(text))) {
      const expected = worstAmong(base, n, corners(m));
      expect(read(worstPrivacyRatio(integers(base.n, base.d), n, m)).equals(expected)).toBe(true);
      const { numerator, denominator } = worstPrivacyRatio(polynomials(), n, m);
      const [top, under] = [numerator, denominator].map((p) => toFraction(valueAt(p, toRational(base))));
      expect(top!.div(under!).equals(expected)).toBe(true);
    }
  });

  it("is never exceeded by values inside the box", () => {
    const inside = fc
      .record({ n: fc.integer({ min: 1, max: 4 }), m: fc.integer({ min: 1, max: 4 }), grid: fc.constantFrom(2, 3, 5) })
      .chain(({ n, m, grid }) =>
        fc.record({
          world: fc.record({
            base: fc.constantFrom("11/10", "3/2", "4").map((text) => new Fraction(text)),
            grid: fc.constant(grid),
            rows: fc.array(rowsOn(grid, m), { minLength: n, maxLength: n }),
          }),
          row: rowsOn(grid, m),
        }),
      );
    fc.assert(
      fc.property(inside, ({ world, row }) => {
        const B = world.base.pow(world.grid) as Fraction;
        const bound = read(worstPrivacyRatio(integers(B.n, B.d), world.rows.length, row.length));
        expect(largestRatio(world, withRow(world, 0, row)).compare(bound)).toBeLessThanOrEqual(0);
        // It stays below e^ε = B².
        expect(bound.compare(B.mul(B))).toBeLessThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it("another count of players or outcomes, and other types than the corners, are told apart", () => {
    const base = new Fraction(3, 2);
    const ratio = (n: number, m: number) => read(worstPrivacyRatio(integers(3n, 2n), n, m));
    const found = worstAmong(base, 2, corners(2));
    expect(ratio(2, 2).equals(found)).toBe(true);
    for (const [n, m] of [[1, 2], [3, 2], [2, 1], [2, 3]] as const) expect(ratio(n, m).equals(found)).toBe(false); // biome-ignore format: a pair each
    const fewer = corners(2).filter((row) => !(row[0]!.equals(0) && row[1]!.equals(1)));
    expect(worstAmong(base, 2, fewer).compare(found)).toBeLessThan(0);
  });
});
