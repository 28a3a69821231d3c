import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { proposition761 } from "../../../properties/cckmv/proposition-7.6.js";
import { harmonic, proposition762 } from "../../../properties/cckmv/proposition-7.6-2.js";
import { highProbability } from "../../../properties/cckmv/remark-7.6-whp.js";
import { noisyVcgOutcomeFormat } from "../../../src/instance/cckmv-vcg.js";
import { printRational, type Rational, rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
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

  it("rejects the factor 1/5 in the place of 2, as small ε needs 1/4", () => {
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

describe("Proposition 7.6 (2)", () => {
  const five = (reports: JsonObject["reports"]) => ({
    instance: {
      mechanism: "cckmv/noisy-vcg-outcome",
      parameters: { epsilon: { times: "12", log: "5" } },
      environment: { outcomes: 2, maximum: 1 },
      reports: reports!,
    },
    choices: { player: 0 },
  });

  it("has a constant of at least (7/54)·ln 5, at e^{ε/2} = 5", () => {
    expect(tail(f("1/5"), 1).toFraction()).toBe("7/27");
    const best = new Decimal(7).div(54).mul(new Decimal(5).ln());
    expect(best.toFixed(4)).toBe("0.2086");
    // Beyond 1/5 of |O|²·M, within 1/4 of it.
    expect(best.gt("0.2") && best.lt("0.25")).toBe(true);
  });

  it("rejects 1/5 in the place of 1/4 near there, and a loss beyond H_|O|", () => {
    const tight = proposition762(noisyVcgOutcomeFormat, () => rational(2n, 5n));
    // At e^{ε/2} = (27/25)^{21} = 5.03.
    const near = {
      instance: { ...five([[1, 0]]).instance, parameters: { epsilon: { times: "42", log: "27/25" } } },
      choices: { player: 0 },
    };
    const step = {
      instance: { ...near.instance, parameters: { epsilon: { times: "36", log: "1094/1000" } } },
      choices: { player: 0 },
    };
    for (const one of [step]) {
      expect(tight.check(one, { bound: "quadratic" }).holds).toBe(false);
      expect(proposition762().check(one, { bound: "quarter" }).holds).toBe(true);
      expect(proposition762().check(one, { bound: "harmonic" }).holds).toBe(true);
    }
    expect([1, 2, 3, 4].map((k) => printRational(harmonic(k)))).toEqual(["1", "3/2", "11/6", "25/12"]);
  });
});
