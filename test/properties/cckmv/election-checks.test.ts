import { describe, expect, it } from "vitest";
import { electionPrivate } from "../../../properties/cckmv/fact-4-dp.js";
import { proposition44 } from "../../../properties/cckmv/proposition-4.4.js";
import { theorem42 } from "../../../properties/cckmv/theorem-4.2.js";
import type { Switches } from "../../../src/claim/reading.js";
import { truthfulnessWithPrivacy } from "../../../src/notions/privacy-aware-utility.js";
import { propertiesOf } from "../../../src/notions/privacy-bound.js";
import { plainIntegers } from "../../../src/number/integer.js";
import { one, rational, zero } from "../../../src/number/rational.js";
import { outcomeKey, point } from "../../../src/probability/law.js";
import type { JsonObject } from "../../../src/verdict/json.js";

const alone: JsonObject = {
  mechanism: "cckmv/noisy-election",
  parameters: { epsilon: { times: "1", log: "2" } },
  reports: ["A"],
};
const F = { kind: "linear", slope: "1" };
const outcomeUtility = { A: "2", B: "0" };
const switchesOf = (claim: { readings: readonly { name: string; switches: Switches }[] }, start: string): Switches =>
  claim.readings.find(({ name }) => name.startsWith(start))!.switches;

describe("ε-differential privacy of one voter at e^ε = 2", () => {
  const claim = electionPrivate();
  const check = (reading: string, choices: JsonObject) =>
    claim.check({ instance: alone, choices: { player: 0, ...choices } }, { neighbours: reading });

  it("takes what is left out at its worst among the choices that agree with what is given", () => {
    expect(check("replace", {})).toMatchObject({ left: rational(4n), holds: false });
    expect(check("replace", { outcome: "A" })).toMatchObject({ left: rational(5n, 2n), holds: false });
  });

  it("refuses two reports that are no neighbours under the reading", () => {
    const pair = { outcome: "B", largest: "B", smallest: "A" };
    expect(check("replace", pair).holds).toBe(false);
    expect(() => check("add-remove", pair)).toThrow(/neighbours under this reading/);
  });

  it("refuses a type or lie that is not the voter's", () => {
    const claimed = theorem42();
    const { switches } = claimed.readings[0]!;
    const at = (choices: JsonObject) => () =>
      claimed.check({ instance: alone, choices: { player: 0, F, outcomeUtility, ...choices } }, switches);
    expect(at({ truth: "B" })).toThrow(/choices.truth/);
    expect(at({ lie: "A" })).toThrow(/choices.lie/);
    expect(at({ truth: "A", lie: "B" })().holds).toBe(false);
  });
});

describe("the privacy utilities of a check", () => {
  it("are worst at the pair of outcomes that is given", () => {
    const claim = proposition44();
    const switches = switchesOf(claim, "N3+coin");
    const choices = { player: 0, F, outcomeUtility, pair: ["A", "A"] };
    // x_A = 5/2: a participant who sees A loses F(x_A) = 3/2, an absentee nothing.
    expect(claim.check({ instance: alone, choices }, switches)).toMatchObject({
      left: zero,
      right: rational(3n, 2n),
      holds: false,
    });
  });

  it("leave nothing to check where F is infinite and the sign helps the voter", () => {
    const claim = theorem42();
    const { switches } = claim.readings[0]!;
    const infinite = {
      kind: "knots",
      points: [
        ["1", "0"],
        ["9/4", "infinity"],
      ],
      after: "constant",
    };
    const at = (privacySigns: JsonObject) =>
      claim.check({ instance: alone, choices: { player: 0, F: infinite, outcomeUtility, privacySigns } }, switches);
    expect(at({ A: "-1", B: "0" })).toMatchObject({ right: "infinity", holds: false });
    expect(() => at({ A: "1", B: "0" })).toThrow(/helps the voter/);
  });
});

describe("each hypothesis of Theorem 4.2 as repaired", () => {
  // One voter, e^ε = 2, F = x − 1: x_A = 5/2 and x_B = 4, and condition (2) asks for a gap of 2F(4) = 6.
  const lost = { "two-signed": 3n * 3n, cost: 3n * 1n };
  it.each(["two-signed", "cost"] as const)("is needed when privacy utility is %s", (sign) => {
    const printed = theorem42();
    const reading = printed.readings.find(
      ({ switches }) => switches.sign === sign && switches.truthfulness === "universal",
    )!;
    const repaired = printed.repair!(reading)!.claim();
    const { "without Assumption 3.1": first, "without condition (2)": second } = repaired.evidence!(
      "gate",
      reading.switches,
    );
    expect(first).toMatchObject({ lhs: "6" });
    const { rhs } = first as { rhs: string };
    const times = sign === "cost" ? 5n : 2n;
    expect(rhs).toBe(sign === "cost" ? "15/2" : "9");
    expect([times * lost[sign] > 12n, (times - 1n) * lost[sign] > 12n]).toEqual([true, false]);
    expect(second).toMatchObject({ lhs: "0", rhs: sign === "cost" ? "3/2" : "9/2" });
  });
});

describe("payments that depend on the report", () => {
  it("count under coins that lead to one outcome", () => {
    const situation = {
      reports: ["truth", "lie"],
      law: () => point(plainIntegers, "o"),
      coupled: () => point(plainIntegers, ["o", "o"] as const),
      payoff: (_type: string, report: string) => (report === "truth" ? -3n : -1n),
    };
    const concern = { sign: "two-signed" as const, ceiling: () => 0n };
    const finding = truthfulnessWithPrivacy(plainIntegers, situation, "truth", "lie", "coin", concern);
    expect(finding.conclusion).toBe("fails");
  });
});

describe("knots of a privacy bound", () => {
  it("do not vanish at 1 when infinity follows at once", () => {
    expect(propertiesOf({ kind: "knots", points: [[one, zero]], after: "infinity" }).vanishesAtOne).toBe(false);
  });

  it("say nothing behind an infinite value", () => {
    const points = [[one, zero] as const, [rational(2n), "infinity"] as const, [rational(3n), one] as const];
    expect(propertiesOf({ kind: "knots", points, after: "constant" })).toMatchObject({ monotone: true, finite: false });
  });
});

describe("outcomes", () => {
  it("are told apart by what they are, not by how they print or in which order their fields stand", () => {
    expect(outcomeKey("1")).not.toBe(outcomeKey(1));
    expect(outcomeKey({ a: 1, b: 2 })).toBe(outcomeKey({ b: 2, a: 1 }));
  });
});
