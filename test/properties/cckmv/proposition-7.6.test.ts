import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { proposition761 } from "../../../properties/cckmv/proposition-7.6.js";
import { harmonic, proposition762 } from "../../../properties/cckmv/proposition-7.6-2.js";
import { highProbability } from "../../../properties/cckmv/remark-7.6-whp.js";
import { noisyVcgOutcomeFormat } from "../../../src/instance/cckmv-vcg.js";
import { printRational, type Rational, rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, words } from "./decided.js";
import { f, tail } from "./two-alternatives.js";

/** One player of type (1, 0): alternative 1 loses 1, and is chosen if λ_1 − λ_0 ≥ 1. */
const example = (log: string, choices: JsonObject = {}) => ({
  instance: {
    mechanism: "cckmv/noisy-vcg-outcome",
    parameters: { epsilon: { times: "72", log } },
    environment: { outcomes: 2, maximum: 1 },
    reports: [[1, 0]],
  },
  choices: { player: 0, ...choices },
});

/** a = e^{−ε/2} at ε = 72·ln(log). */
const ratioAt = (log: string) => f(1).div(f(log)).pow(36)!;

describe("Proposition 7.6 (1)", () => {
  it("says Pr[λ_1 − λ_0 ≥ 1] ≤ 4·e^{−εΔ/4} for Δ < 1", () => {
    for (const log of ["100/99", "3/2", "2"]) {
      const a = ratioAt(log);
      const check = proposition761().check(example(log, { Delta: "0" }), {});
      expect([check.holds, printRational(check.left as Rational), printRational(check.right as Rational)]).toEqual([
        true,
        tail(a, 1).toFraction(),
        "4",
      ]);
      const near = proposition761().check(example(log, { Delta: "1/2" }), {});
      expect(printRational(near.left as Rational)).toBe(tail(a, 1).pow(2)!.toFraction());
      expect(printRational(near.right as Rational)).toBe(f(16).div(f(log).pow(18)!).toFraction());
    }
  });

  it("rejects the factor 1/5 in the place of 2, as small ε needs 1/4 at least", () => {
    const least = { factor: rational(1n, 5n), r: () => rational(2n) };
    expect(tail(ratioAt("1000/999"), 1).compare("2/5")).toBe(1);
    expect(proposition761(noisyVcgOutcomeFormat, least).check(example("1000/999", { Delta: "0" }), {}).holds).toBe(
      false,
    );
    expect(
      highProbability(noisyVcgOutcomeFormat, rational(1n, 5n)).check(example("1000/999", { Delta: "0" }), {
        sense: "probability",
        growth: "linear",
      }).holds,
    ).toBe(false);
    expect(
      highProbability().check(example("1000/999", { Delta: "0" }), { sense: "probability", growth: "linear" }).holds,
    ).toBe(true);
  });
});

describe("Proposition 7.6 (1) with less room", () => {
  const verdict = async (factor: Rational, r: bigint) =>
    words(await decided({ ...proposition761(noisyVcgOutcomeFormat, { factor, r: () => rational(r) }), corners: [] }));

  it("is refuted with r = 1 in the place of 2, where a loss of 4 has (ℓ + 1)·a^ℓ > 4·a^ℓ for small a", async () => {
    expect(tail(f("1/100"), 4).gt(f(4).mul(f("1/100").pow(4)!))).toBe(true);
    expect(tail(f("1/100"), 3).gt(f(4).mul(f("1/100").pow(3)!))).toBe(false);
    expect(await verdict(rational(2n), 1n)).toEqual({ literal: "refuted" });
    expect(await verdict(rational(1n), 1n)).toEqual({ literal: "refuted" });
  });

  it("is refuted with a factor below 1, as Δ just below 0 shows", async () => {
    for (const factor of [rational(299n, 1000n), rational(29n, 100n), rational(99n, 100n)]) {
      expect(await verdict(factor, 2n)).toEqual({ literal: "refuted" });
    }
  });

  it("is violated at Δ = 2 − 1/64 and not before, with the factor 1 and r = 1 for two players, e^{ε/2} = (19/18)^36", () => {
    const claim = proposition761(noisyVcgOutcomeFormat, { factor: rational(1n), r: () => rational(1n) });
    const { instance } = example("19/18");
    const check = (choices: JsonObject) =>
      claim.check(
        { instance: { ...instance, reports: Array(2).fill([1, 0]) }, choices: { player: 0, ...choices } },
        {},
      );
    expect([check({}).holds, check({}).choices.Delta]).toEqual([false, "127/64"]);
    expect(check({ Delta: "31/16" }).holds).toBe(true);
    // (Pr[λ_1 − λ_0 ≥ 2]/(2a²))^k against 1/a.
    const a = ratioAt("19/18");
    const excess = tail(a, 2).div(a.pow(2)!.mul(2));
    expect([16, 32, 64].map((k) => excess.pow(k)!.mul(a).gt(1))).toEqual([false, false, true]);
  });
});

describe("Proposition 7.6 (1) with a bound very near to a jump", () => {
  // |O|·factor·a^{1/2} is just below Pr[λ_1 − λ_0 ≥ 1] at a = (18/19)^36.
  const a = ratioAt("19/18");
  const chance = tail(a, 1);
  const size = chance.div(f("18/19").pow(18)!).mul(f(1).sub(f("1/1000000000000")));
  const factor = size.div(2);
  const claim = proposition761(noisyVcgOutcomeFormat, { factor: rational(factor.n, factor.d), r: () => rational(2n) });

  it("is refuted at Δ = 1 − 1/2^k for the least k that is enough, far beyond 4096", () => {
    const check = claim.check(example("19/18", { Delta: `${2n ** 50n - 1n}/${2n ** 50n}` }), {});
    expect(check.holds).toBe(false);
    expect(claim.check(example("19/18", { Delta: "4095/4096" }), {}).holds).toBe(true);
    // ln g = 10^-12, and ε/(4) = 18·ln(19/18) = 0.973…: k = 2^40 > 0.973·10^12 > 2^39.
    const growth = new Decimal(19).div(18).ln().mul(18).mul("1e12");
    expect([growth.gt(2 ** 39), growth.lt(2 ** 40)]).toEqual([true, true]);
    for (const [k, holds] of [
      [39n, true],
      [40n, false],
    ] as const) {
      expect(claim.check(example("19/18", { Delta: `${2n ** k - 1n}/${2n ** k}` }), {}).holds).toBe(holds);
    }
  });

  it("is decided where only such Δ violate it", async () => {
    const least = { factor: rational(99999n, 100000n), r: () => rational(2n) };
    expect(words(await decided({ ...proposition761(noisyVcgOutcomeFormat, least), corners: [] }))).toEqual({
      literal: "refuted",
    });
  });
});

it("for Δ ≥ 0 needs at least the factor 177435/595508", () => {
  const chance = tail(f("25/81"), 1);
  // Divided by |O|·e^{−ε/(2M|O|)} = 2·5/9 as Δ → 1.
  expect([chance.toFraction(), chance.mul("9/10").toFraction()]).toEqual(["98575/297754", "177435/595508"]);
});

describe("Proposition 7.6 (2)", () => {
  it("has a constant of at least (7/54)·ln 5, at e^{ε/2} = 5", () => {
    expect(tail(f("1/5"), 1).toFraction()).toBe("7/27");
    const best = new Decimal(7).div(54).mul(new Decimal(5).ln());
    expect(best.toFixed(4)).toBe("0.2086");
    // Beyond 1/5 of |O|²·M, within 1/4 of it.
    expect(best.gt("0.2") && best.lt("0.25")).toBe(true);
  });

  it("rejects 1/5 in the place of 1/4 near there", () => {
    // h = ε/2 = 36·ln(23/22) = 1.6003, and ε·E[loss] = 2h·Pr[λ_1 − λ_0 ≥ 1] in units of |O|²·M = 4.
    const near = example("23/22");
    const h = new Decimal(23).div(22).ln().mul(36);
    const chance = tail(ratioAt("23/22"), 1);
    const share = h.mul(`${chance.n}`).div(`${chance.d}`).div(2);
    expect(share.gt("0.2") && share.lt("0.25")).toBe(true);
    const fifth = proposition762(noisyVcgOutcomeFormat, () => rational(2n, 5n));
    expect(fifth.check(near, { bound: "quadratic" }).holds).toBe(false);
    expect(proposition762().check(near, { bound: "quarter" }).holds).toBe(true);
    expect(proposition762().check(near, { bound: "harmonic" }).holds).toBe(true);
    expect([1, 2, 3, 4].map((k) => printRational(harmonic(k)))).toEqual(["1", "3/2", "11/6", "25/12"]);
  });
});
