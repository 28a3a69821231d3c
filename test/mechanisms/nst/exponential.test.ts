import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { loadInstance } from "../../../src/instance/index.js";
import type { Loaded } from "../../../src/instance/loaded.js";
import { exponentialLottery } from "../../../src/mechanisms/nst/exponential.js";
import { tabular } from "../../../src/mechanisms/nst/tabular.js";
import { integers } from "../../../src/number/integer.js";
import { polynomials, valueAt } from "../../../src/number/polynomial.js";
import { rational } from "../../../src/number/rational.js";
import { printedLaw } from "../hk/printed.js";
import { drawn, epsilonOf, exponentialChances, instanceOf, printed, type World } from "./finite-route.js";
import { example, worlds } from "./finite-worlds.js";

const zero = new Fraction(0);
const lawOf = (world: World, reports: readonly number[]) => printed(drawn(world, reports, zero));

describe("nst/exponential", () => {
  it("prints the chances of the definition, for every ε, d, objective and selection", () => {
    fc.assert(
      fc.property(worlds, ({ world, reports }) => {
        expect(printedLaw(instanceOf(world, "nst/exponential", reports))).toEqual({
          mechanism: "nst/exponential",
          epsilon: epsilonOf(world),
          distribution: lawOf(world, reports),
          payments: null,
        });
      }),
      { numRuns: 120 },
    );
  });

  it("has the same chances as polynomials in b", () => {
    fc.assert(
      fc.property(worlds, ({ world, reports }) => {
        const loaded = loadInstance(instanceOf(world, "nst/exponential", reports)).instance as Loaded;
        const chances = exponentialChances(world, reports);
        // One step of the ring is one step of the score, which may be several of the grid.
        const { numerator, denominator } = loaded.step!;
        const steps = new Fraction(epsilonOf(world).times).mul(new Fraction(numerator, denominator));
        const law = loaded.law(polynomials(Number(steps.n)));
        expect(steps.d).toBe(1n);
        const at = (x: (typeof law)["total"]) => {
          const value = valueAt(x, rational(world.base.n, world.base.d));
          return new Fraction(value.numerator, value.denominator);
        };
        expect(law.entries.map(({ weight }) => at(weight).div(at(law.total)).toFraction())).toEqual(
          chances.map((chance) => chance.toFraction()),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("is told apart from broken mechanisms: weights upside down, squared, or of another objective", () => {
    const scores = [4n, 1n, 2n];
    const environment = tabular({
      types: [1],
      alternatives: 3,
      reactions: [1],
      utility: [[scores.map((score) => [rational(score)])]],
    });
    const world: World = {
      ...example,
      types: [1],
      alternatives: 3,
      reactions: [1],
      utility: [[scores.map((score) => [new Fraction(score)])]],
    };
    const chances = exponentialChances(world, [0]).map((chance) => chance.toFraction());
    const found = (p: bigint, q: bigint, given = environment) => {
      const { free, imposed, total } = exponentialLottery(integers(p, q), given, [0]);
      expect(imposed).toEqual([]);
      return free.map(({ weight }) => new Fraction(weight, total).toFraction());
    };
    // 3^3, 2^3 and 3·2^2, worked out by hand.
    expect(found(3n, 2n)).toEqual(["27/47", "8/47", "12/47"]);
    expect(found(3n, 2n)).toEqual(chances);
    expect(found(2n, 3n)).not.toEqual(chances);
    expect(found(9n, 4n)).not.toEqual(chances);
    expect(found(3n, 2n, { ...environment, score: (_, s) => scores[2 - s]! })).not.toEqual(chances);
  });
});
