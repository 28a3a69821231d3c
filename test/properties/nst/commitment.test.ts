import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { commitmentTruthful } from "../../../properties/nst/commitment-truthful.js";
import { corollary1a, corollary1b } from "../../../properties/nst/corollary-1.js";
import { lopsided, parity, turningTies } from "../../../properties/nst/gain-cases.js";
import { lemma4a, lemma4b, theCommitment } from "../../../properties/nst/lemma-4.js";
import type { Claim } from "../../../src/claim/claim.js";
import type { ReadingResult } from "../../../src/claim/result.js";
import { printRational, type Rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, only, words } from "../cckmv/decided.js";
import { commitmentLoss, gapBy, type Table } from "./tables-by-hand.js";

const proved = "proved on the domain";

const repaired = ({ repair }: ReadingResult) => [
  repair?.verdict,
  repair?.changes,
  repair?.necessary.map(({ without }) => without),
];

/** The alternative is the type that player 0 announces, in the place of one that is drawn from P, and nothing is imposed. */
const moved: typeof theCommitment = {
  ...theCommitment,
  mechanism: {
    lottery: (R, _, { alternatives }, announced) => ({
      free: [{ alternative: announced[0]! % alternatives, weight: R.one }],
      imposed: [],
      total: R.one,
    }),
  },
};

const checked = (
  claim: Claim,
  reading: string,
  environment: JsonObject,
  P: readonly string[],
  choices: JsonObject = {},
) =>
  claim.check(
    {
      instance: {
        mechanism: "nst/commitment",
        parameters: { P },
        environment,
        reports: (environment.types as unknown[]).map(() => 0),
      },
      choices,
    },
    claim.readings.find(({ name }) => name === reading)!.switches,
  );

const text = (side: unknown): string => printRational(side as Rational);

describe("Lemma 4", () => {
  it("falls in both parts for St smaller than S, and with a selection that turns with the others' announcements", async () => {
    const [first, second] = [await decided(lemma4a()), await decided(lemma4b())];
    expect(words(first)).toEqual({ any: "refuted", all: proved });
    expect(words(second)).toEqual({
      "any+own": "refuted",
      "any+turning": "refuted",
      "all+own": proved,
      "all+turning": "refuted",
    });
    expect(repaired(first.get("any")!)).toEqual([proved, ["gap over St"], ["gap over St"]]);
    const both = ["gap over St", "selection by own type"];
    expect(repaired(second.get("any+turning")!)).toEqual([proved, both, both]);
    expect(repaired(second.get("all+turning")!)).toEqual([proved, [both[1]], [both[1]]]);
  });

  it("has the gap at an alternative that P leaves out", () => {
    const table = lopsided() as unknown as Table;
    const P = [new Fraction(1), new Fraction(0)];
    expect([gapBy(table).toFraction(), gapBy(table, [0]).toFraction()]).toEqual(["1", "1/2"]);
    expect(commitmentLoss(table, P, { player: 0, profile: [0], lie: 1 }).toFraction()).toBe("1/2");
    const check = checked(lemma4a(), "any", lopsided(), ["1", "0"]);
    expect([check.holds, text(check.left), text(check.right)]).toEqual([false, "1/2", "1"]);
    expect(checked(lemma4a(), "any", lopsided(), ["1/2", "1/2"]).holds).toBe(true);
  });

  it("loses half of the gap where another optimal reaction is selected", () => {
    const table = turningTies() as unknown as Table;
    const at = { player: 0, profile: [0, 0], lie: 1 };
    expect(gapBy(table).toFraction()).toBe("1");
    const loss = (announced: readonly number[]) => commitmentLoss(table, [new Fraction(1)], { ...at, announced });
    expect([loss([0, 0]).toFraction(), loss([0, 1]).toFraction()]).toEqual(["1", "1/2"]);
    const check = checked(lemma4b(), "all+turning", turningTies(), ["1"]);
    expect([check.holds, text(check.left), text(check.right)]).toEqual([false, "1", "3/2"]);
    expect(check.choices).toMatchObject({ player: 0, announced: [0, 1] });
  });

  it("has equality for equal losses", () => {
    const table = lopsided("1") as unknown as Table;
    const P = [new Fraction(1), new Fraction(0)];
    const loss = commitmentLoss(table, P, { player: 0, profile: [0], lie: 1 });
    expect(loss.equals(gapBy(table))).toBe(true);
    expect(checked(lemma4a(), "any", lopsided("1"), ["1", "0"]).holds).toBe(true);
  });

  it("notices an alternative that is chosen by the announcements", async () => {
    expect(words(await decided(only("all", lemma4a(moved)))).all).toBe("refuted");
    expect(words(await decided(only("all+own", lemma4b(moved))))["all+own"]).toBe("refuted");
  });
});

describe("Corollary 1", () => {
  it("stands without the constant of Lemma 4", async () => {
    expect(words(await decided(corollary1a()))).toEqual({ literal: proved });
    expect(words(await decided(corollary1b()))).toEqual({ own: proved, turning: proved });
  });

  it("notices an alternative that is chosen by the announcements", async () => {
    expect(words(await decided(corollary1a(moved)))).toEqual({ literal: "refuted" });
    expect(words(await decided(corollary1b(moved)))).toEqual({ own: "refuted", turning: "refuted" });
  });
});

describe("truth in the commitment mechanism", () => {
  it("is weakly better if the others are truthful, and not in general if they lie", async () => {
    const readings = await decided(commitmentTruthful());
    expect(words(readings)).toEqual({ truth: proved, anything: "refuted" });
    expect(repaired(readings.get("anything")!)).toEqual([proved, ["private reactions"], ["private reactions"]]);
  });

  it("loses all where the right reaction is the parity of both types", () => {
    const table = parity() as unknown as Table;
    const at = { player: 0, profile: [0, 0], lie: 1, announced: [0, 1] };
    expect(commitmentLoss(table, [new Fraction(1)], at).toFraction()).toBe("-1");
    const check = checked(commitmentTruthful(), "anything", parity(), ["1"], { player: 0 });
    expect([check.holds, text(check.left), text(check.right)]).toEqual([false, "0", "1"]);
  });

  it("notices an alternative that is chosen by the announcements", async () => {
    expect(words(await decided(only("truth", commitmentTruthful(moved))))).toEqual({ truth: "refuted" });
  });
});
