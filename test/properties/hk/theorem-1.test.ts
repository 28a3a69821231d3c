import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { theorem1Expectation } from "../../../properties/hk/theorem-1-expectation.js";
import { theorem1Privacy } from "../../../properties/hk/theorem-1-privacy.js";
import { theorem1Utility } from "../../../properties/hk/theorem-1-utility.js";
import type { Claim } from "../../../src/claim/claim.js";
import { exponentialFormat } from "../../../src/instance/hk-exponential.js";
import type { RangeFormat } from "../../../src/instance/hk-range.js";
import { exponentialQualityFormat } from "../../../src/instance/hk-scores.js";
import { exponential } from "../../../src/mechanisms/hk/exponential.js";
import { exponentialQuality } from "../../../src/mechanisms/hk/exponential-quality.js";
import { multiply, printRational, type Rational, rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, expectRepaired, only, words } from "../cckmv/decided.js";

/**
 * Theorem 1 a second time, by nothing but adding up powers of y = e^{ε/2} for every valuation of 0 and 1. It shares no code
 * with the program.
 */
const one = new Fraction(1);
const total = (terms: readonly Fraction[]): Fraction => terms.reduce((x, y) => x.add(y), new Fraction(0));
const most = (values: readonly Fraction[]): Fraction => values.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
const rows = (m: number): readonly (readonly number[])[] =>
  m === 0 ? [[]] : rows(m - 1).flatMap((row) => [0, 1].map((value) => [...row, value]));
const profiles = (n: number, m: number): readonly (readonly (readonly number[])[])[] =>
  n === 0 ? [[]] : profiles(n - 1, m).flatMap((profile) => rows(m).map((row) => [...profile, row]));
const welfare = (profile: readonly (readonly number[])[], m: number): readonly number[] =>
  Array.from({ length: m }, (_, r) => profile.reduce((sum, row) => sum + row[r]!, 0));
const lawOf = (scores: readonly number[], y: Fraction): readonly Fraction[] => {
  const weights = scores.map((score) => y.pow(score)!);
  return weights.map((weight) => weight.div(total(weights)));
};

/** A mechanism whose weights are those of twice the welfare, and of half of what the scores are. */
const twice: RangeFormat = {
  ...exponentialFormat,
  mechanism: {
    ...exponential,
    law: (R, sharpness, range, profile) => exponential.law(R, sharpness, range, [...profile, ...profile]),
  },
};
const twiceQuality: typeof exponentialQualityFormat = {
  ...exponentialQualityFormat,
  mechanism: {
    ...exponentialQuality,
    law: (R, sharpness, range, profile) =>
      exponentialQuality.law(
        R,
        sharpness,
        { ...range, quality: range.quality.map((score: Rational) => multiply(score, rational(2n))) },
        profile,
      ),
  },
};

const literalOf = (claim: Claim, name: string) => claim.readings.find((reading) => reading.name === name)!.switches;
const checkAt = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, literalOf(claim, name));

describe("the worst privacy ratio of welfare", () => {
  it.each([
    [1, 2],
    [1, 3],
    [2, 2],
    [2, 3],
    [3, 2],
  ])("of %i players and %i outcomes is (1 + (m − 1)B^n)/(1 + (m − 1)B^(n − 2))", (n, m) => {
    const B = new Fraction(3, 2);
    const ratios = profiles(n - 1, m).flatMap((others) => {
      const laws = rows(m).map((own) => lawOf(welfare([...others, own], m), B));
      return laws.flatMap((P) => laws.map((other) => most(P.map((chance, r) => chance.div(other[r]!)))));
    });
    const side = (k: number) =>
      B.pow(k)!
        .mul(m - 1)
        .add(one);
    const formula = side(n).div(side(n - 2));
    expect(most(ratios).equals(formula)).toBe(true);
    expect(formula.compare(B.pow(2)!)).toBe(-1);

    const reports = [
      Array.from({ length: m }, () => "0"),
      ...Array.from({ length: n - 1 }, () => ["0", ...Array.from({ length: m - 1 }, () => "1")]),
    ];
    const instance = {
      mechanism: "hk/exponential",
      parameters: { epsilon: { times: "12", log: "3/2" } },
      environment: { outcomes: ["a", "b", "c"].slice(0, m) },
      reports,
    };
    const C = B.pow(6)!;
    const wide = (k: number) =>
      C.pow(k)!
        .mul(m - 1)
        .add(one);
    const check = checkAt(theorem1Privacy(), "exact", instance, { player: 0 });
    expect(printRational(check.left as Rational)).toBe(
      wide(n)
        .div(wide(n - 2))
        .toFraction(),
    );
    expect(check.left).toEqual(check.right);
  });

  it("comes as near to e^ε as one likes, for scores far apart, and never reaches it", () => {
    const e = new Fraction(4);
    const ratio = (x: Fraction) => e.mul(x.add(one)).div(e.add(x));
    expect(ratio(new Fraction(10).pow(9)!).compare(new Fraction(3999, 1000))).toBe(1);
    expect(ratio(new Fraction(10).pow(9)!).compare(e)).toBe(-1);
  });

  it("is proved, and too large for weights of twice the score", async () => {
    expect(words(await decided(theorem1Privacy()))).toEqual({
      any: "proved for all epsilon",
      welfare: "proved for all epsilon",
      exact: "proved for all epsilon",
    });
    expect(words(await decided(theorem1Privacy(twiceQuality, twice)))).toEqual({
      any: "refuted",
      welfare: "refuted",
      exact: "refuted",
    });
  });
});

describe("the tail of Theorem 1", () => {
  const instance = (log: string) => ({
    mechanism: "hk/exponential",
    parameters: { epsilon: { times: "2", log } },
    environment: { outcomes: ["a", "b"] },
    reports: [["1", "0"]],
  });

  it("falls for two outcomes if and only if e^{ε/2} > 1 + √3", () => {
    const claim = theorem1Utility();
    for (const y of [new Fraction(2), new Fraction(27, 10), new Fraction(28, 10), new Fraction(3)]) {
      // The outcome b counts while t < ε − ln 2, and e^{−t} comes down to 2/y² there.
      const holds = one.div(y.add(one)).compare(new Fraction(2).div(y.pow(2)!)) <= 0;
      expect(checkAt(claim, "welfare", instance(y.toFraction())).holds).toBe(holds);
      expect(holds).toBe(y.compare(new Fraction(2732, 1000)) < 0);
    }
  });

  it("has 1/4 > 3/13 at ε = 2·ln 3 and e^t = 13/3, which is below 9/2", () => {
    const check = checkAt(theorem1Utility(), "welfare", instance("3"));
    expect([check.holds, check.choices.t]).toEqual([false, { exp: "13/3" }]);
    expect([check.left, check.right]).toEqual([rational(1n, 4n), rational(3n, 13n)]);
    expect(checkAt(theorem1Utility(), "welfare", instance("3"), { t: { exp: "9/2" } }).holds).toBe(true);
  });

  it("with 2Δ/ε has |R| − 1 as best constant in the place of |R|", () => {
    const scaled = (gaps: readonly number[], y: Fraction) => {
      const P = lawOf(
        gaps.map((gap) => -gap),
        y,
      );
      return most(gaps.map((g) => total(P.filter((_, r) => gaps[r]! >= g)).mul(y.pow(g)!)));
    };
    for (const gaps of [
      [0, 1],
      [0, 0, 2],
      [0, 1, 1],
      [0, 1, 2, 3],
      [0, 2, 2, 2],
    ]) {
      for (const y of [new Fraction(11, 10), new Fraction(3), new Fraction(100)]) {
        expect(scaled(gaps, y).compare(gaps.length - 1)).toBeLessThanOrEqual(0);
      }
    }
    expect(scaled([0, 2, 2, 2], new Fraction(1000)).compare(new Fraction(2999, 1000))).toBe(1);
  });

  it("is repaired by 2 and Δ, both needed", async () => {
    const readings = await decided(theorem1Utility());
    expect(words(readings)).toEqual({ any: "refuted", welfare: "refuted" });
    expectRepaired(readings.get("any")!, "2", "Δ");
    expectRepaired(readings.get("welfare")!, "2");
  });

  it("is true as printed for weights of twice the welfare; the repaired one falls for half of it", async () => {
    const welfareOnly = (claim: Claim) => decided(only("welfare", claim));
    expect(words(await welfareOnly(theorem1Utility(twiceQuality, twice)))).toEqual({
      welfare: "proved for all epsilon",
    });
    const half: RangeFormat = {
      ...exponentialFormat,
      objective: (values, r) => multiply(exponentialFormat.objective!(values, r), rational(2n)),
    };
    expect(words(await welfareOnly(theorem1Utility(exponentialQualityFormat, half, ["2"]))).welfare).toBe("refuted");
  });
});

describe("the expected loss", () => {
  const Precise = Decimal.clone({ precision: 25 });
  const lossAt = (m: number, x: Decimal) => x.mul(2 * (m - 1)).div(x.exp().plus(m - 1));
  const printed = (m: number) => new Precise(m).ln().plus(1);

  it("passes (ln|R| + 1)/ε first with 202 outcomes", () => {
    const worst = (m: number) =>
      Array.from({ length: 500 }, (_, k) => lossAt(m, new Precise(k).div(60))).reduce((x, y) => Precise.max(x, y));
    expect(worst(201).lt(printed(201))).toBe(true);
    expect(worst(202).gt(printed(202))).toBe(true);
    expect(lossAt(202, new Precise(2).ln().mul(6)).gt(printed(202))).toBe(true);
    for (const m of [2, 3, 10, 100, 200]) expect(worst(m).lt(printed(m)), `${m}`).toBe(true);
  });

  it("is largest where all other outcomes are equally far", () => {
    const loss = (gaps: readonly number[]) => {
      const weights = gaps.map((gap) => new Precise(-gap).exp());
      const mass = weights.reduce((x, y) => x.plus(y));
      return weights.reduce((sum, weight, r) => sum.plus(weight.mul(2 * gaps[r]!)), new Precise(0)).div(mass);
    };
    // w·e^{w + 1} = 3 for four outcomes: 2w is the most that ε·loss can be.
    let [low, high] = [new Precise(0), new Precise(2)];
    for (let i = 0; i < 100; i++) {
      const middle = low.plus(high).div(2);
      if (middle.mul(middle.plus(1).exp()).lt(3)) low = middle;
      else high = middle;
    }
    const bound = low.mul(2);
    const w = low.toNumber();
    expect(
      loss([0, 1 + w, 1 + w, 1 + w])
        .minus(bound)
        .abs()
        .lt("1e-12"),
    ).toBe(true);
    for (const gaps of [
      [0, 1, 1, 1],
      [0, 1, 2, 3],
      [0, 0, 2, 2],
      [0, 1.5, 1.6, 1.7],
      [0, 1.6, 1.6, 2],
    ]) {
      expect(loss(gaps).lt(bound)).toBe(true);
    }
  });

  it("is refuted, repaired by the factor 2, and below (2/ε)·S(P)", async () => {
    const readings = await decided(theorem1Expectation());
    expect(words(readings)).toEqual({ tail: "refuted", entropy: "proved for all epsilon" });
    expectRepaired(readings.get("tail")!, "2");
    expect(
      (readings.get("tail")!.counterexample!.instance.environment as { outcomes: string[] }).outcomes,
    ).toHaveLength(202);
  });

  it("is above (2/ε)·S(P) where welfare counts twice in the loss", async () => {
    const half: RangeFormat = {
      ...exponentialFormat,
      objective: (values, r) => multiply(exponentialFormat.objective!(values, r), rational(2n)),
    };
    expect(words(await decided(only("entropy", theorem1Expectation(half))))).toEqual({ entropy: "refuted" });
  });
});
