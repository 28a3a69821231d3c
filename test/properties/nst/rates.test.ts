import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { exponentialAlternatives } from "../../../properties/nst/remark-exponential-alternatives.js";
import { naiveAccuracy } from "../../../properties/nst/remark-naive-accuracy.js";
import { convergenceRate } from "../../../properties/nst/remark-rate.js";
import { rational } from "../../../src/number/rational.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

/** β of Theorem 2 and the error of an objective with one best alternative, in decimals. It shares no code with the program. */
const Precise = Decimal.clone({ precision: 50 });
const epsilonAt = (d: number, share: Decimal, alternatives: number, n: number) =>
  share
    .times(d)
    .div(n)
    .sqrt()
    .times(
      share
        .times(n)
        .times(alternatives)
        .div(2 * d)
        .ln()
        .sqrt(),
    );
const betaAt = (d: number, share: Decimal, alternatives: number, n: number) =>
  epsilonAt(d, share, alternatives, n).times(6).div(share);

/** Uniform P, so that the best alternative has 1/|S|. */
function errorAt(d: number, gamma: number, alternatives: number, n: number): Decimal {
  const share = new Precise(gamma).div(alternatives);
  const epsilon = epsilonAt(d, share, alternatives, n);
  const q = epsilon.times(2).div(share);
  const odds = epsilon
    .times(n)
    .div(2 * d)
    .exp();
  const missed = new Precise(alternatives - 1);
  return q
    .times(missed)
    .div(alternatives)
    .plus(new Precise(1).minus(q).times(missed).div(odds.plus(missed)));
}

const proved = "proved on the domain";
const middle = (side: unknown): Decimal => {
  const { low } = side as { low: { numerator: bigint; denominator: bigint } };
  return new Precise(`${low.numerator}`).div(`${low.denominator}`);
};

describe("the rate", () => {
  it("is √(ln n/n), not 1/√n", async () => {
    expect(await wordsOf(convergenceRate())).toEqual({
      "root+bound": `refuted, ${proved}`,
      "root+actual": `refuted, ${proved}`,
      "root-log+bound": proved,
      "root-log+actual": proved,
    });
  });

  it("has β·√n growing like √ln n, and the error a third of β times 1 − 1/|S|", () => {
    const grown = [100, 10_000, 1_000_000].map((n) => betaAt(1 / 8, new Precise("0.5"), 2, n).times(Math.sqrt(n)));
    expect(grown.map((x) => x.toFixed(2))).toEqual(["7.34", "9.77", "11.70"]);
    const ratio = errorAt(1 / 8, 1, 2, 10_000).div(betaAt(1 / 8, new Precise("0.5"), 2, 10_000));
    expect(ratio.minus(new Precise(1).div(6)).abs().lt("1e-9")).toBe(true);
  });

  it("shows 1/√n with C = 1 too small at 14 players", () => {
    const at = { d: "1/8", gamma: "1", alternatives: "2", C: "1" };
    expect(
      errorAt(1 / 8, 1, 2, 14)
        .times(Math.sqrt(14))
        .gt(1),
    ).toBe(true);
    expect(fallsAt(convergenceRate(), "root+actual", { ...at, n: "14" })).toBe(true);
    expect(fallsAt(convergenceRate(), "root+bound", { ...at, C: "20", n: "14" })).toBe(false);
    const check = checkOf(convergenceRate(), "root+bound", { ...at, n: "14" });
    expect(
      middle(check.left)
        .minus(betaAt(1 / 8, new Precise("0.5"), 2, 14))
        .abs()
        .lt("1e-20"),
    ).toBe(true);
  });

  it("would fall with half of the proven constant", () => {
    const at = { d: "1", gamma: "1/2", alternatives: "5", n: "1000" };
    expect(fallsAt(convergenceRate([], rational(1n, 2n)), "root-log+bound", at)).toBe(true);
    expect(fallsAt(convergenceRate(), "root-log+bound", at)).toBe(false);
  });
});

describe("the accuracy with the uniform commitment", () => {
  it("is √(|S|·ln n/n), not |S|·ln n/n", async () => {
    expect(await wordsOf(naiveAccuracy())).toEqual({
      "linear+bound": `refuted, ${proved}`,
      "linear+actual": `refuted, ${proved}`,
      "root-log+bound": proved,
      "root-log+actual": proved,
      "slower+bound": proved,
      "slower+actual": proved,
    });
    const at = { d: "1", gamma: "1", alternatives: "2", n: "69", C: "1" };
    expect(errorAt(1, 1, 2, 69).gt(new Precise(69).ln().times(2).div(69))).toBe(true);
    expect(fallsAt(naiveAccuracy(), "linear+actual", at)).toBe(true);
    expect(fallsAt(naiveAccuracy(), "linear+actual", { ...at, C: "60" })).toBe(false);
  });

  it("vanishes for ⌊√n⌋ alternatives: from 10^8 players on it is below 1/10", () => {
    const at = (n: number) => betaAt(1 / 8, new Precise(1).div(Math.floor(Math.sqrt(n))), Math.floor(Math.sqrt(n)), n);
    expect([at(1e7).lt("0.1"), at(1e8).lt("0.1")]).toEqual([false, true]);
    const choices = (alternatives: string, n: string) => ({ d: "1/8", gamma: "1", alternatives, n, level: "1/10" });
    expect(fallsAt(naiveAccuracy(), "slower+bound", choices("3162", "10000000"))).toBe(true);
    expect(fallsAt(naiveAccuracy(), "slower+bound", choices("10000", "100000000"))).toBe(false);
  });

  it("would fall with a third of the proven constant", () => {
    const at = { d: "1", gamma: "1/2", alternatives: "5", n: "1000" };
    expect(fallsAt(naiveAccuracy([], rational(1n, 3n)), "root-log+bound", at)).toBe(true);
  });
});

describe("exponentially many alternatives", () => {
  it("leave an error that does not vanish; with 2^√n it does", async () => {
    expect(await wordsOf(exponentialAlternatives())).toEqual({
      exponential: `refuted, ${proved}`,
      "some-base": proved,
      subexponential: proved,
      rate: proved,
    });
  });

  it("keep β above 6·√(d·ln 2/(p̃γ)), 0.790 for d = 1/40", () => {
    const floor = new Precise(2).ln().div(40).sqrt().times(6);
    expect(floor.toFixed(3)).toBe("0.790");
    const at = { d: "1/40", pTilde: "1", gamma: "1", n: "100", level: "1/10" };
    const check = checkOf(exponentialAlternatives(), "exponential", at);
    expect(middle(check.left).minus(floor).abs().lt("1e-20")).toBe(true);
    expect(check.holds).toBe(false);
    // ln(n·p̃γ·2^n/(2d)) = n·ln 2 + ln(20n).
    for (const n of [10, 1000, 100_000]) {
      const beta = new Precise(2)
        .ln()
        .times(n)
        .plus(new Precise(20 * n).ln())
        .div(40 * n)
        .sqrt()
        .times(6);
      expect(beta.gt(floor)).toBe(true);
    }
    expect(fallsAt(exponentialAlternatives(), "exponential", { ...at, level: "4/5" })).toBe(false);
    // β² tends to (36d/(p̃γ))·ln c.
    const limit = (base: string) => new Precise(base).ln().times(36).div(40).sqrt();
    expect([limit("1.01").toFixed(4), limit("2").toFixed(3)]).toEqual(["0.0946", "0.790"]);
    const base = { d: "1/40", pTilde: "1", gamma: "1", n: "20000", level: "1/10" };
    expect(fallsAt(exponentialAlternatives(), "some-base", { ...base, base: "101/100" })).toBe(false);
    expect(fallsAt(exponentialAlternatives(), "some-base", { ...base, base: "102/100" })).toBe(true);
    expect(
      fallsAt(exponentialAlternatives([], rational(1n, 20n)), "rate", { d: "1/40", pTilde: "1", gamma: "1", n: "100" }),
    ).toBe(true);
  });
});
