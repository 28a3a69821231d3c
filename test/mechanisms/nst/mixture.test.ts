import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { mixtureLottery } from "../../../src/mechanisms/nst/mixture.js";
import { tabular } from "../../../src/mechanisms/nst/tabular.js";
import { integers } from "../../../src/number/integer.js";
import { rational } from "../../../src/number/rational.js";
import { printedLaw } from "../hk/printed.js";
import { drawn, epsilonOf, instanceOf, printed, sum } from "./finite-route.js";
import { example, worlds } from "./finite-worlds.js";

describe("nst/mixture", () => {
  it("prints the free part, then the imposed one, each with its share", () => {
    fc.assert(
      fc.property(worlds, ({ world, reports }) => {
        expect(printedLaw(instanceOf(world, "nst/mixture", reports))).toEqual({
          mechanism: "nst/mixture",
          epsilon: epsilonOf(world),
          distribution: printed(drawn(world, reports)),
          payments: null,
        });
      }),
      { numRuns: 120 },
    );
  });

  it("is told apart from broken mechanisms: shares exchanged, shares of weights instead of laws", () => {
    const reports = [1, 0];
    const found = printedLaw(instanceOf(example, "nst/mixture", reports)).distribution;
    expect(found).toEqual(printed(drawn(example, reports)));
    expect(found).not.toEqual(printed(drawn(example, reports, new Fraction(1).sub(example.q))));
    const toRational = ({ s, n, d }: Fraction) => rational(s * n, d);
    const { types, alternatives, reactions } = example;
    const environment = tabular({
      types,
      alternatives,
      reactions,
      utility: example.utility.map((t) => t.map((s) => s.map((r) => r.map(toRational)))),
    });
    const q = toRational(example.q);
    const honest = mixtureLottery(
      integers(3n, 2n),
      { q, d: rational(1n), P: example.P.map(toRational) },
      environment,
      reports,
    );
    const share = (draws: readonly { readonly weight: bigint }[]) =>
      sum(draws.map(({ weight }) => new Fraction(weight, honest.total))).toFraction();
    expect([share(honest.free), share(honest.imposed)]).toEqual(["2/3", "1/3"]);
    // Both parts as if their own weights were over one total: the shares are then those of the weights.
    const [free, imposed] = [honest.free, honest.imposed].map((draws) =>
      draws.map(({ weight }) => weight / draws[0]!.weight),
    );
    expect(sum(free!.map((w) => new Fraction(w))).toFraction()).not.toBe("2/3");
    expect(imposed).toEqual([1n, 3n]);
  });
});
