import { describe, expect, it } from "vitest";
import { gap, leastExpectedLoss, lossAt, objectiveOf, optimum, sensitivity } from "../../src/notions/gap.js";
import { printRational, type Rational } from "../../src/number/rational.js";
import { environmentOf, interdependent, matching } from "./nst-environments.js";

const text = (attained: { readonly value: Rational } | undefined) => attained && printRational(attained.value);

describe("the gap", () => {
  it("is the least of the largest losses over the alternatives", () => {
    expect(lossAt(matching, { player: 0, types: [0], lie: 1 }, 0)).toBe(4n);
    expect(gap(matching)).toMatchObject({ at: { player: 0, types: [1], lie: 0 } });
    expect(text(gap(matching))).toBe("3/4");
    expect(text(gap(matching, [1]))).toBe("0");
    expect(gap(environmentOf([[[["1"]]]], [1]))).toBe(undefined);
  });

  it("depends on the selection where reactions are tied", () => {
    const tables = [[[["1", "1"]], [["0", "1"]]]];
    const selecting = (first: number) => environmentOf(tables, [2], { selection: [[[first], [1]]] });
    expect(text(leastExpectedLoss(selecting(0), { weights: [1n], total: 1n }))).toBe("0");
    expect(lossAt(selecting(0), { player: 0, types: [1], lie: 0 }, 0)).toBe(1n);
    expect(lossAt(selecting(1), { player: 0, types: [1], lie: 0 }, 0)).toBe(0n);
  });

  it("runs through profiles that the utility does not tell apart, as the selection may", () => {
    // The lie of player 0 costs nothing only where player 1 has her second type.
    const tied = [["1", "1"]];
    const own = [["0", "1"]];
    const environment = environmentOf([[tied, tied, own, own], [[["1"]], [["1"]], [["1"]], [["1"]]]], [2, 2], {
      selection: [[[0], [1], [1], [1]], [[0], [0], [0], [0]]],
    }); // biome-ignore format: a player a line
    expect(environment.influences(0)).toEqual([0]);
    const losses = [0, 1].map((other) => lossAt(environment, { player: 0, types: [1, other], lie: 0 }, 0));
    expect(losses).toEqual([1n, 0n]);
  });
});

describe("the least expected loss", () => {
  it("weighs the losses with P", () => {
    const P = { weights: [1n, 2n], total: 3n };
    expect(leastExpectedLoss(matching, P)).toMatchObject({ at: { types: [1], lie: 0 } });
    expect(text(leastExpectedLoss(matching, P))).toBe("1/4");
    expect(text(leastExpectedLoss(matching, { weights: [0n, 1n], total: 1n }))).toBe("0");
  });
});

describe("the sensitivity", () => {
  it("is n times the largest change that one player makes, with where it is attained", () => {
    const objective = [
      ["0", "1/3"],
      ["1/2", "1/3"],
      ["0", "1/3"],
      ["1", "0"],
    ];
    const environment = environmentOf([0, 1].map(() => objective.map(() => [["1"], ["1"]])), [2, 2], { objective }); // biome-ignore format: one line
    const found = sensitivity(environment);
    expect([text(found), found.at]).toEqual(["2", { player: 1, types: [1, 1], lie: 0, alternative: 0 }]);
    expect(printRational(optimum(environment, [0, 1]))).toBe("1/2");
    expect(printRational(objectiveOf(environment, environment.score([1, 1], 0)))).toBe("1");
  });

  it("is 0 where nobody has a second type, and of average utilities with private values at most 1", () => {
    expect(sensitivity(environmentOf([[[["1"]]]], [1]))).toEqual({ value: { numerator: 0n, denominator: 1n } });
    expect(text(sensitivity(matching))).toBe("1/4");
    expect(text(sensitivity(interdependent))).toBe("0");
  });
});
