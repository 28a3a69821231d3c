import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { exponential } from "../../../src/mechanisms/hk/exponential.js";
import { gapTails, isBelow, type Scored, type Threshold, tailProbability } from "../../../src/mechanisms/hk/tail.js";
import { polynomials, valueAt } from "../../../src/number/polynomial.js";
import { fromQuotient, one, rational } from "../../../src/number/rational.js";
import type { Ring } from "../../../src/number/ring.js";
import { chancesAt, sum, tailInPowers, type World, welfareOf } from "./range-route.js";
import { epsilonOf, setupOf, sharp, toFraction, toRational } from "./setup.js";
import { worlds } from "./worlds.js";

/** The scores and the weights of the exponential mechanism in a world. */
function scoredIn<S>(R: Ring<S>, world: World): { readonly scored: readonly Scored<S>[]; readonly total: S } {
  const { range, profile } = setupOf(world);
  const { entries, total } = exponential.law(R, sharp(), range, profile);
  const scores = welfareOf(world.rows, range.outcomes.length).map(toRational);
  return { scored: entries.map(({ outcome, weight }) => ({ score: scores[outcome]!, weight })), total };
}

const thresholds = fc.record({
  size: fc.constantFrom("1", "2", "3", "4", "7/2"),
  exp: fc.constantFrom("1", "11/10", "25/6", "9/4", "27/8", "100"),
  factor: fc.constantFrom("1", "2", "1/2", "3/2"),
});

describe("the tail of the score", () => {
  it("has the chance that powers without logarithms tell", () => {
    fc.assert(
      fc.property(worlds, thresholds, ({ world }, { size, exp, factor }) => {
        const { R } = setupOf(world);
        const { scored, total } = scoredIn(R, world);
        const [s, e, f] = [size, exp, factor].map((text) => new Fraction(text)) as [Fraction, Fraction, Fraction];
        const threshold = { size: toRational(s), exp: toRational(e), factor: toRational(f) };
        const found = fromQuotient(tailProbability(R, scored, total, threshold, epsilonOf(world)));
        expect(toFraction(found).toFraction()).toBe(tailInPowers(world, s, e, f).toFraction());
      }),
      { numRuns: 300 },
    );
  });

  it("is strict: an outcome exactly at the threshold is not below it", () => {
    // One player, ε = 2 ln 3, the gap 1: e^{ε·gap} = 9.
    const world: World = { base: new Fraction(3), grid: 1, rows: [[new Fraction(1), new Fraction(0)]] };
    const { R } = setupOf(world);
    const { scored, total } = scoredIn(R, world);
    const at = (size: bigint, exp: bigint, over = 1n) => {
      const threshold: Threshold = { size: rational(size), exp: rational(exp, over), factor: one };
      return fromQuotient(tailProbability(R, scored, total, threshold, epsilonOf(world)));
    };
    expect(at(3n, 3n)).toEqual(rational(0n));
    expect(at(3n, 299n, 100n)).toEqual(rational(1n, 4n));
    expect(at(9n, 1n)).toEqual(rational(0n));
    // What a weak inequality would tell.
    expect(tailInPowers(world, new Fraction(3), new Fraction(299, 100), new Fraction(1)).toFraction()).toBe("1/4");
    expect(isBelow({ size: rational(3n), exp: rational(3n), factor: one }, rational(2n), epsilonOf(world))).toBe(true);
  });

  it("sums the gaps from the largest, in every ring, the optimum counted where it cannot be drawn", () => {
    const symbols = polynomials();
    fc.assert(
      fc.property(worlds, ({ world }) => {
        const { R } = setupOf(world);
        const exact = scoredIn(R, world);
        const symbolic = scoredIn(symbols, world);
        const tails = gapTails(symbols, symbolic.scored, symbolic.total);
        const scores = welfareOf(world.rows, world.rows[0]!.length);
        const optimum = scores.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
        const gaps = scores.map((score) => optimum.sub(score));
        const chances = chancesAt(world);
        gapTails(R, exact.scored, exact.total).forEach(({ gap, chance }, i) => {
          const expected = sum(chances.filter((_, r) => gaps[r]!.compare(toFraction(gap)) >= 0));
          expect(toFraction(fromQuotient(chance)).toFraction()).toBe(expected.toFraction());
          const [top, under] = [tails[i]!.chance.numerator, tails[i]!.chance.denominator].map((p) =>
            toFraction(valueAt(p, toRational(world.base))),
          );
          expect(top!.div(under!).toFraction()).toBe(expected.toFraction());
        });
        expect(tails.map(({ gap }) => toFraction(gap).toFraction()).sort()).toEqual(
          [...new Set(gaps.map((gap) => gap.toFraction()))].sort(),
        );
      }),
      { numRuns: 80 },
    );
    expect(() => gapTails(symbols, [], symbols.one)).toThrow("at least one outcome");
  });
});
