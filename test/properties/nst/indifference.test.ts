import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import type { ExponentialFormat } from "../../../properties/nst/announced.js";
import { eventPrivacy } from "../../../properties/nst/def-dp-events.js";
import { lemma1 } from "../../../properties/nst/lemma-1.js";
import { lemma2 } from "../../../properties/nst/lemma-2.js";
import { exponentialStep, largestEpsilon } from "../../../properties/nst/lemma-2-step.js";
import { truthNearlyDominant } from "../../../properties/nst/remark-2eps-dominant.js";
import { scoreTable } from "../../../properties/nst/score-tables.js";
import type { Claim } from "../../../src/claim/claim.js";
import { exponentialFormat, mixtureMechanismFormat } from "../../../src/instance/nst-mechanisms.js";
import { printRational, type Rational, rational } from "../../../src/number/rational.js";
import { sum } from "../../../src/number/ring.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, expectRepaired, only, words } from "../cckmv/decided.js";
import { falls } from "./falls.js";

/** The laws of Section 3.1 a second time, by adding up powers of x = e^{ε/2}. It shares no code with the program. */
const total = (terms: readonly Fraction[]): Fraction => terms.reduce((x, y) => x.add(y), new Fraction(0));
const lawOf = (scores: readonly number[], x: Fraction): readonly Fraction[] => {
  const weights = scores.map((score) => x.pow(score)!);
  return weights.map((weight) => weight.div(total(weights)));
};

/** The exponential mechanism with the fourth powers of its weights. */
const fourTimes: ExponentialFormat = {
  ...exponentialFormat,
  mechanism: {
    ...exponentialFormat.mechanism,
    law(R, parameters, environment, profile) {
      const { entries } = exponentialFormat.mechanism.law(R, parameters, environment, profile);
      const squared = <S>(x: S, multiply: (a: S, b: S) => S): S => multiply(x, x);
      const sharper = entries.map(({ outcome, weight }) => ({
        outcome,
        weight: squared(squared(weight, R.multiply), R.multiply),
      }));
      return {
        entries: sharper,
        total: sum(
          R,
          sharper.map(({ weight }) => weight),
        ),
      };
    },
  },
};

const switchesOf = (claim: Claim, name: string) => claim.readings.find((reading) => reading.name === name)!.switches;
const checkAt = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, switchesOf(claim, name));
const instanceOf = (environment: JsonObject, parameters: JsonObject): JsonObject => ({
  mechanism: "nst/exponential",
  parameters,
  environment,
  reports: [0],
});

describe("Lemma 1", () => {
  it("holds for every ε, and falls with the fourth powers of the weights", async () => {
    expect(words(await decided(lemma1()))).toEqual({ literal: "proved for all epsilon" });
    expect([falls(lemma1(), "literal"), falls(lemma1(fourTimes), "literal")]).toEqual([false, true]);
  });

  it("has the ratio x(1 + mx)/(x + m), which rises to x² with m", () => {
    const x = new Fraction(2);
    let before = new Fraction(0);
    for (const m of [1, 2, 5]) {
      const [first, second] = [
        [1, ...Array<number>(m).fill(0)],
        [0, ...Array<number>(m).fill(1)],
      ];
      const ratio = lawOf(first, x)[0]!.div(lawOf(second, x)[0]!);
      expect(ratio.equals(x.mul(x.mul(m).add(1)).div(x.add(m)))).toBe(true);
      expect([ratio.compare(before) > 0, ratio.compare(x.mul(x)) < 0]).toEqual([true, true]);
      before = ratio;
      const check = checkAt(lemma1(), "literal", instanceOf(scoreTable([first, second]), { epsilon: "2 ln 2" }));
      const [left, right] = [check.left, check.right].map((side) => new Fraction(printRational(side as Rational)));
      expect(left!.div(right!).mul(4).equals(ratio)).toBe(true);
    }
  });
});

describe("the event version", () => {
  it("is another definition as printed, and the same as a product", async () => {
    const readings = await decided(eventPrivacy());
    expect(words(readings)).toEqual({
      quotient: "refuted",
      skipped: "refuted",
      infinite: "proved for all epsilon",
      product: "proved for all epsilon",
    });
    for (const name of ["quotient", "skipped"]) expectRepaired(readings.get(name)!, "M(t)(Ŝ) ≤ e^ε·M(t̂)(Ŝ)");
    const { lhs, rhs, choices } = readings.get("quotient")!.counterexample!;
    expect([lhs, rhs, choices.other]).toEqual(["1", "0", ["1"]]);
  });

  it("has a check that notices events held to half of e^ε", async () => {
    const broken = only("product", eventPrivacy(mixtureMechanismFormat, [], rational(1n, 2n)));
    const instance = {
      mechanism: "nst/mixture",
      parameters: { epsilon: "ln 2", q: "1", d: "1/2", P: ["2/3", "1/3"] },
      environment: scoreTable([[0, 0]]),
      reports: [0],
    };
    const holds = [eventPrivacy(), broken].map(
      (claim) => checkAt(claim, "product", instance, { other: ["1/3", "2/3"] }).holds,
    );
    expect(holds).toEqual([true, false]);
  });
});

describe("Lemma 2", () => {
  it("falls at ε = 0 only, and holds with ε/2", async () => {
    const readings = await decided(lemma2());
    expect(words(readings)).toEqual({
      "from-zero": "refuted",
      positive: "proved for all epsilon",
      any: "proved for all epsilon",
      half: "proved for all epsilon",
    });
    expectRepaired(readings.get("from-zero")!, "ε > 0");
    expect(readings.get("from-zero")!.counterexample).toMatchObject({ lhs: "0", rhs: "0" });
  });

  it("falls with ε/3", () => {
    const third = lemma2(exponentialFormat, [], rational(1n, 3n));
    const readings = ["any", "positive", "half"];
    expect(readings.map((name) => falls(third, name, [5n, 4n]))).toEqual([true, true, false]);
  });

  it("says nothing of a mechanism that is not ε-private", () => {
    const environment = scoreTable([
      [1, 0],
      [0, 1],
    ]);
    const instance = instanceOf(environment, { epsilon: "2 ln 2" });
    const met = [lemma2(), lemma2(fourTimes)].map((claim) => checkAt(claim, "any", instance).hypotheses);
    expect(met).toEqual(["inside", "outside"]);
  });

  it("has (b − 1)/(b + 1) as the largest difference of two laws, and the first case attains it", () => {
    for (const b of [2, 3, 5]) {
      const parts = b + 1;
      let most = new Fraction(0);
      for (let p = 0; p <= 4 * parts; p++) {
        for (let q = 0; q <= 4 * parts; q++) {
          const all = 4 * parts;
          const isPrivate = p <= b * q && q <= b * p && all - p <= b * (all - q) && all - q <= b * (all - p);
          const difference = new Fraction(p - q, all);
          if (isPrivate && difference.compare(most) > 0) most = difference;
        }
      }
      expect(most.toFraction()).toBe(new Fraction(b - 1, b + 1).toFraction());
      const environment = scoreTable(
        [
          [1, 0],
          [0, 1],
        ],
        (_player, _types, s) => (s === 0 ? "1" : "0"),
      );
      const check = checkAt(
        lemma2(),
        "half",
        instanceOf(environment, { epsilon: { times: "1", log: `${b}` }, d: "1/2" }),
      );
      expect([check.holds, check.hypotheses, printRational(check.left as Rational)]).toEqual([
        true,
        "inside",
        most.toFraction(),
      ]);
    }
  });
});

describe("e^ε − 1 ≤ 2ε", () => {
  it("holds up to ε = 1, and not with 1 in the place of 2", async () => {
    expect(words(await decided(exponentialStep()))).toEqual({ literal: "proved for all epsilon" });
    expect([falls(exponentialStep(), "literal"), falls(exponentialStep(1n), "literal")]).toEqual([false, true]);
  });

  it("holds up to ε = 1.2564312086…", () => {
    const Precise = Decimal.clone({ precision: 40 });
    const { low, high } = largestEpsilon(60);
    const [x, y] = [low, high].map((end) => new Precise(`${end.numerator}`).div(`${end.denominator}`));
    expect([x!.exp().minus(1).lte(x!.times(2)), y!.exp().minus(1).gte(y!.times(2))]).toEqual([true, true]);
    expect(x!.toFixed(10)).toBe("1.2564312086");
  });
});

describe("truthfulness", () => {
  it("is 2ε- and ε-dominant, whatever the utilities; not ε/4-dominant", async () => {
    expect(new Set(Object.values(words(await decided(truthNearlyDominant()))))).toEqual(
      new Set(["proved for all epsilon"]),
    );
    const quarter = truthNearlyDominant(exponentialFormat, rational(1n, 4n));
    expect(["2ε+private", "ε+private"].map((name) => falls(quarter, name, [5n, 4n]))).toEqual([false, true]);
  });
});
