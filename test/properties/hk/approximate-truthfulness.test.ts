import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { approximatelyTruthful } from "../../../properties/hk/approximate-truthfulness.js";
import type { GainBound } from "../../../properties/hk/gain-bounds.js";
import type { Claim } from "../../../src/claim/claim.js";
import { mcsherryTalwarFormat } from "../../../src/instance/hk-exponential.js";
import { rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, only, words } from "../cckmv/decided.js";
import { decimal, lawOf, lnOf, near, sideAt, totalOf, weightsOf } from "./figure-by-hand.js";

const check = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check(
    { instance, choices: { player: 0, ...choices } },
    claim.readings.find((reading) => reading.name === name)!.switches,
  );

const halfway = (y: Fraction): JsonObject => ({
  mechanism: "hk/mcsherry-talwar",
  parameters: { epsilon: { times: "4", log: y.toFraction() } },
  environment: { outcomes: ["a", "b"] },
  reports: [["1/2", "0"]],
});

/** What (1/2, 0) gains by reporting (1, 0). */
const gainAt = (y: Fraction): Fraction => {
  const [truth, lie] = [1, 2].map((k) => lawOf(weightsOf([[k, 0]], 2, y))[0]!) as [Fraction, Fraction];
  return lie.sub(truth).div(2);
};

/** The bounds with smaller constants. */
const smaller: Readonly<Record<string, GainBound>> = {
  epsilon: { kind: "epsilon", factor: rational(1n, 40n) },
  sharp: { kind: "epsilon", factor: rational(1n, 33n) },
  exponential: { kind: "epsilon", factor: rational(1n, 40n) },
  tanh: { kind: "epsilon", factor: rational(1n, 4n) },
};

/** Valuations that are read twice over: at such weights it is 2ε that is private. */
const fourfold = {
  ...mcsherryTalwarFormat,
  mechanism: {
    ...mcsherryTalwarFormat.mechanism,
    law: (R, sharpness, range, profile) =>
      mcsherryTalwarFormat.mechanism.law(R, sharpness, range, [...profile, ...profile, ...profile, ...profile]),
  } as typeof mcsherryTalwarFormat.mechanism,
};

describe("without payments", () => {
  it("a lie gains at most ε/32, which is nearly reached as ε → 0", () => {
    for (const y of [new Fraction(1001, 1000), new Fraction(3, 2), new Fraction(20)]) {
      const at = check(approximatelyTruthful(), "exponential+sharp", halfway(y), { lie: ["1", "0"] });
      expect([at.holds, near(sideAt(at.left, y), decimal(gainAt(y)))]).toEqual([true, true]);
      expect(near(sideAt(at.right, y), lnOf(y).div(8))).toBe(true);
    }
    const y = new Fraction(1001, 1000);
    expect(decimal(gainAt(y)).div(lnOf(y).div(8)).gt("0.999")).toBe(true);
    expect(check(approximatelyTruthful(undefined, smaller), "exponential+sharp", halfway(y)).holds).toBe(false);
  });

  it("is told from the same with four times the weights", () => {
    expect(check(approximatelyTruthful(fourfold), "exponential+sharp", halfway(new Fraction(6, 5))).holds).toBe(false);
    expect(check(approximatelyTruthful(), "exponential+sharp", halfway(new Fraction(6, 5))).holds).toBe(true);
  });

  it("any private rule gains at most tanh(ε/2), which randomized response attains", () => {
    const response: JsonObject = {
      mechanism: "cckmv/table",
      environment: {
        types: 2,
        players: 1,
        coins: ["1/17", "15/17", "1/17"],
        outcome: { "0": [0, 0, 1], "1": [0, 1, 1] },
      },
      reports: [0],
    };
    const choices = { epsilon: { times: "4", log: "2" } };
    const tanh = new Fraction(16 - 1, 16 + 1);
    const at = check(approximatelyTruthful(), "any+tanh", response, choices);
    const [truth, lie] = [new Fraction(16, 17), new Fraction(1, 17)];
    const gain = totalOf([truth.sub(lie)]);
    expect([at.holds, at.hypotheses]).toEqual([true, "boundary"]);
    expect([
      near(sideAt(at.left, new Fraction(2)), decimal(gain)),
      near(sideAt(at.right, new Fraction(2)), decimal(tanh)),
    ]).toEqual([true, true]);
    expect(gain.equals(tanh)).toBe(true);
    expect(check(approximatelyTruthful(undefined, smaller), "any+tanh", response, choices).holds).toBe(false);
    expect(
      check(approximatelyTruthful(), "any+tanh", response, { epsilon: { times: "4", log: "3/2" } }).hypotheses,
    ).toBe("outside");
  });

  it("is decided so for every ε", async () => {
    for (const name of ["exponential+epsilon", "any+epsilon", "exponential+sharp"]) {
      expect(words(await decided(only(name, approximatelyTruthful())))).toEqual({ [name]: "proved for all epsilon" });
    }
  });
});
