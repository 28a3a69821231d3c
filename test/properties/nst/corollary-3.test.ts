import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { corollary3 } from "../../../properties/nst/corollary-3.js";
import { rational } from "../../../src/number/rational.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

/** Corollary 3 in decimals, in N and m. It shares no code with the program. */
const Precise = Decimal.clone({ precision: 40 });
const beta = (N: number, m: number) =>
  new Precise(36 * m * (m + 1))
    .div(N)
    .times(new Precise(N).div(2 * m).ln())
    .sqrt();
const rate = (N: number, m: number) => new Precise(m * m).div(N).times(new Precise(N).div(m).ln()).sqrt();

const at = (D: number, N: number, m: number, more = {}) => ({
  d: `${D}`,
  gamma: `1/${m}`,
  alternatives: `${m + 1}`,
  n: `${N * D}`,
  ...more,
});
const middle = (side: unknown): Decimal => {
  const { low } = side as { low: { numerator: bigint; denominator: bigint } };
  return new Precise(`${low.numerator}`).div(`${low.denominator}`);
};

describe("Corollary 3", () => {
  it("holds with N0 of D and m, not of D alone; and without any where the bound is below 1", async () => {
    const proved = "proved on the domain";
    expect(await wordsOf(corollary3())).toEqual({ alone: `refuted, ${proved}`, grid: proved, none: proved });
  });

  it.each([1, 2, 5, 30])("says nothing where it is not defined, with m = %i", (m) => {
    const bound = (N: number) => rate(N, m).times(new Precise(72).sqrt());
    for (let N = m + 1; N < 50 * m * m; N += m) expect(bound(N).gt(1)).toBe(true);
    const squareOfQ = (N: number) => beta(N, m).div(3).pow(2);
    const first = Array.from({ length: 20 }, (_, k) => 50 * m * m * 2 ** k).find((N) => bound(N).lt(1))!;
    expect(squareOfQ(first).lt(new Precise(8).div(72))).toBe(true);
    const [below, above] = [first, 50 * m * m].map((N) => checkOf(corollary3(), "none", at(1, N, m)).hypotheses);
    expect([below, above]).toEqual(["inside", "outside"]);
    expect(fallsAt(corollary3([], rational(36n)), "none", at(1, 10 ** 9, 1))).toBe(true);
  });

  it("is refuted only where the bound has a value", () => {
    expect(checkOf(corollary3(), "alone", at(1, 2, 3, { N0: "1" })).hypotheses).toBe("outside");
    expect(fallsAt(corollary3(), "alone", at(1, 3, 1, { N0: "1" }))).toBe(true);
  });

  it.each([
    [1, 1000, 1],
    [2, 20000, 7],
    [5, 100000, 20],
  ])("has 6·√2 as its constant at D = %i, N = %i, m = %i", (D, N, m) => {
    const check = checkOf(corollary3(), "grid", at(D, N, m, { part: "rate" }));
    expect([check.hypotheses, check.holds]).toEqual(["inside", true]);
    expect(middle(check.left).minus(beta(N, m)).abs().lt("1e-20")).toBe(true);
    expect(
      middle(check.right)
        .minus(rate(N, m).times(new Precise(72).sqrt()))
        .abs()
        .lt("1e-20"),
    ).toBe(true);
    expect(beta(N, m).div(rate(N, m)).lt(new Precise(72).sqrt())).toBe(true);
  });

  it("comes near that constant, and falls with 6 in its place for m = 1", () => {
    expect(beta(1e30, 1).div(rate(1e30, 1)).gt(8.4)).toBe(true);
    expect(fallsAt(corollary3([], rational(36n)), "grid", at(1, 1000, 1))).toBe(true);
    expect(fallsAt(corollary3([], rational(72n)), "grid", at(1, 1000, 1))).toBe(false);
  });

  it("has no mechanism where the grid is as fine as N/4", () => {
    for (const [N, m] of [
      [11, 3],
      [101, 26],
      [1001, 251],
    ] as const) {
      expect(
        new Precise(4 * m * (m + 1))
          .div(N)
          .times(new Precise(N).div(2 * m).ln())
          .gt(1),
      ).toBe(true);
      expect(fallsAt(corollary3(), "alone", at(1, N, m, { N0: `${N - 1}`, part: "q" }))).toBe(true);
    }
  });
});
