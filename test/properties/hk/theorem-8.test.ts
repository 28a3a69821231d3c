import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { lemma17 } from "../../../properties/hk/lemma-17.js";
import type { SamplerFormat } from "../../../properties/hk/sampler-privacy.js";
import { theorem8Ic } from "../../../properties/hk/theorem-8-ic.js";
import { theorem8Utility } from "../../../properties/hk/theorem-8-utility.js";
import type { Check, Claim } from "../../../src/claim/claim.js";
import { multiItemFormat } from "../../../src/instance/hk-items.js";
import { multiItemEstimatorFormat } from "../../../src/instance/hk-items-estimator.js";
import { multiItemSamplerFormat } from "../../../src/instance/hk-items-sampler.js";
import { multiItem } from "../../../src/mechanisms/hk/multi-item.js";
import { multiItemSampler } from "../../../src/mechanisms/hk/multi-item-sampler.js";
import type { LogForm } from "../../../src/number/log-form.js";
import { printRational, type Rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";

const checkOf = (claim: Claim, reading: string, instance: JsonObject, choices: JsonObject = {}): Check =>
  claim.check({ instance, choices }, claim.readings.find(({ name }) => name === reading)!.switches);
const shown = ({ left, right }: Check) => [printRational(left as Rational), printRational(right as Rational)];

const apart = [
  ["1", "0"],
  ["0", "1"],
];

describe("the tail of the welfare", () => {
  const at = (log: string) => ({
    mechanism: "hk/multi-item",
    parameters: { epsilon: { times: "4", log } },
    environment: { items: 2 },
    reports: apart,
  });
  const falls = (claim: Claim, reading: string, log: string) => !checkOf(claim, reading, at(log)).holds;

  it("falls for two agents who want different items once e^ε > 1 + √3, and has the factor 2 in its repair", () => {
    // Pr[gap 2] = 1/(e^ε + 1), and e^{−t} falls to 2·e^{−2ε}.
    for (const log of ["5/4", "9/7", "4/3", "2"]) {
      const y = new Decimal(log.split("/")[0]!).div(log.split("/")[1] ?? 1).pow(4);
      const bySums = y
        .add(1)
        .pow(-1)
        .gt(new Decimal(2).div(y.pow(2)));
      expect(falls(theorem8Utility(), "exact", log), log).toBe(bySums);
      expect(
        falls(theorem8Utility(multiItemFormat, multiItemSamplerFormat, ["2/ε in the place of 1/ε"]), "exact", log),
      ).toBe(false);
    }
  });

  it("falls by failures alone, with the factor 2", () => {
    const made = theorem8Utility(multiItemFormat, multiItemSamplerFormat, ["2/ε in the place of 1/ε"]);
    expect(falls(made, "failures", "100")).toBe(true);
    expect(falls(made, "failures", "11/10")).toBe(false);
  });

  it("of a mechanism that maximises nothing is caught by the repaired claim", () => {
    const law: typeof multiItem.law = (R, parameters, items, profile) =>
      multiItem.law(R, parameters, items, profile.map((group) => ({ ...group, report: [...group.report!].reverse() }))); // biome-ignore format: one line
    const wrong = theorem8Utility({ ...multiItemFormat, mechanism: { ...multiItem, law } }, multiItemSamplerFormat, [
      "2/ε in the place of 1/ε",
    ]);
    expect(falls(wrong, "exact", "2")).toBe(true);
  });
});

describe("the estimators of the payments", () => {
  const at = (log: string, factor: string) => ({
    mechanism: "hk/multi-item-payment-estimator",
    parameters: { epsilon: { times: "1", log }, factor },
    environment: { items: 1 },
    reports: [["0"]],
  });
  const choices = { player: 0, gamma: "1/2" };

  it("of the proof are biased by (4/ε)·ln f, more than γ for small ε", () => {
    for (const log of ["11/10", "3/2", "2", "3"]) {
      const bias = new Decimal(13).div(12).ln().mul(4).div(new Decimal(log.split("/")[0]!).div(log.split("/")[1] ?? 1).ln()); // biome-ignore format: one line
      expect(checkOf(lemma17(), "proof", at(log, "13/12"), choices).holds, log).toBe(bias.lte("0.5"));
    }
  });

  it("with a permanent within e^{±εγ/12} are not, and an accuracy beyond that is outside", () => {
    expect(checkOf(lemma17(), "some", at("2", "41/40"), choices)).toMatchObject({ hypotheses: "inside", holds: true });
    expect(checkOf(lemma17(), "some", at("2", "13/12"), choices).hypotheses).toBe("outside");
  });

  it("that fail are off by more than 1 once the estimate is e^{ε/2} times too large, if nothing cuts them off", () => {
    const failed = (claim: Claim, estimate: string) => checkOf(claim, "failure", at("4", "13/12"), { ...choices, estimate }).holds; // biome-ignore format: one line
    expect([failed(lemma17(), "2"), failed(lemma17(), "3")]).toEqual([true, false]);
    const cut = lemma17(multiItemEstimatorFormat, [
      "the estimate of (2/ε)·ln(perm A(v)/perm A(0, v_{−i})) is cut off at 0 and 1",
    ]);
    expect(failed(cut, "3")).toBe(true);
  });
});

describe("what a lie gains by the approximate implementation", () => {
  const at = (items: number, factor: string) => ({
    mechanism: "hk/multi-item-sampler",
    parameters: { epsilon: { times: "4", log: "2" }, ownWeight: "yes", factor },
    environment: { items },
    reports: items === 1 ? [["0"]] : apart,
  });

  it("is 2γ by payments alone, and half of γ with payments right up to γ/4", () => {
    const choices = { player: 0, lie: ["1"], gamma: "1/2" };
    const [same, finer] = ["same", "finer"].map((reading) => checkOf(theorem8Ic(), reading, at(1, "1"), choices));
    expect([same!.holds, finer!.holds]).toEqual([false, true]);
    // One item and nobody else: the truth and the lie lead to the same and cost nothing, so that only the errors are left.
    const { rational, logs } = same!.left as LogForm;
    const decimal = ({ numerator, denominator }: Rational) => new Decimal(`${numerator}`).div(`${denominator}`);
    const sum = logs.reduce(
      (x, { coefficient, log }) => x.add(decimal(coefficient).mul(decimal(log).ln())),
      new Decimal(0),
    );
    expect(
      decimal(rational)
        .add(sum.div(new Decimal(16).ln()))
        .toFixed(12),
    ).toBe("1.000000000000");
  });

  it("of a sampler that gives the item to whoever reports least is caught", () => {
    const law: typeof multiItemSampler.law = (R, parameters, items, profile) =>
      multiItemSampler.law(R, parameters, items, profile.map((group) => ({ ...group, report: [...group.report!].reverse() }))); // biome-ignore format: one line
    const wrong: SamplerFormat = { ...multiItemSamplerFormat, mechanism: { ...multiItemSampler, law } };
    const example = { instance: at(2, "1"), choices: { player: 0, lie: ["0", "1"], gamma: "1/10" } };
    const finding = (claim: Claim) => claim.decide(undefined as never, example, { accuracy: "finer" }).conclusion;
    expect([finding(theorem8Ic()), finding(theorem8Ic(wrong))]).toEqual(["holds", "fails"]);
  });

  it("shows its sides as rationals where no logarithm is left", () => {
    const found = checkOf(
      theorem8Utility(),
      "exact",
      {
        mechanism: "hk/multi-item",
        parameters: { epsilon: { times: "2", log: "2" } },
        environment: { items: 2 },
        reports: apart,
      },
      { t: { exp: "6" } },
    );
    // e^ε = 4: 1/(4 + 1) against 1/6.
    expect([found.holds, ...shown(found)]).toEqual([false, "1/5", "1/6"]);
  });
});
