import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { printedLaw } from "../hk/printed.js";
import { drawn, instanceOf, printed, selected, type World } from "./finite-route.js";
import { example, worlds } from "./finite-worlds.js";

const one = new Fraction(1);
const lawOf = (world: World, reports: readonly number[]) => printed(drawn(world, reports, one));

describe("nst/commitment", () => {
  it("prints P with everybody held to her selected reaction, alternatives of probability 0 left out", () => {
    fc.assert(
      fc.property(worlds, ({ world, reports }) => {
        expect(printedLaw(instanceOf(world, "nst/commitment", reports))).toEqual({
          mechanism: "nst/commitment",
          distribution: lawOf(world, reports),
          payments: null,
        });
      }),
      { numRuns: 120 },
    );
  });

  it("draws uniformly unless told", () => {
    const even = { ...example, P: ["1/2", "1/2"].map((p) => new Fraction(p)) };
    const instance = instanceOf(example, "nst/commitment", [1, 0]);
    for (const parameters of [{}, { P: "uniform" }]) {
      expect(printedLaw({ ...instance, parameters }).distribution).toEqual(lawOf(even, [1, 0]));
    }
  });

  it("is told apart from broken mechanisms: another P, reactions of another profile, another choice among ties", () => {
    const found = printedLaw(instanceOf(example, "nst/commitment", [1, 0])).distribution;
    expect(found).toEqual(lawOf(example, [1, 0]));
    const tied: World = {
      ...example,
      utility: example.utility.map((t) => t.map((s) => s.map((r) => r.map(() => one)))),
    };
    const highest = [0, 1].map(() => Array.from({ length: 4 }, () => [1, 1]));
    expect(selected(tied, 0, [1, 0], 0)).toBe(0);
    expect(printedLaw(instanceOf({ ...tied, selection: highest }, "nst/commitment", [1, 0])).distribution).not.toEqual(
      lawOf(tied, [1, 0]),
    );
    expect(found).not.toEqual(lawOf(example, [0, 0]));
    expect(found).not.toEqual(lawOf({ ...example, P: [...example.P].reverse() }, [1, 0]));
  });
});
