import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { footnote1 } from "../../../properties/hk/footnote-1.js";
import { worstUtility } from "../../../properties/hk/priced-rule.js";
import type { Claim } from "../../../src/claim/claim.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, words } from "../cckmv/decided.js";
import { decimal, lawOf, price, type Rows, utility, weightsOf } from "./figure-by-hand.js";

const table = (coins: readonly string[], nothing: readonly string[], something: readonly string[]): JsonObject => ({
  mechanism: "cckmv/table",
  environment: { types: 2, players: 1, coins: [...coins], outcome: { "0": [...nothing], "1": [...something] } },
  reports: [0],
});

const check = (claim: Claim, name: string, instance: JsonObject, values: readonly string[]) =>
  claim.check(
    { instance, choices: { player: 0, values: [...values] } },
    claim.readings.find((reading) => reading.name === name)!.switches,
  );

const claim = footnote1() as Claim;
const readings = {
  literal: "outcome+any+price+drawn+not-asked",
  ic: "outcome+any+price+drawn+ic",
  proved: "payments+non-negative+price+drawn+not-asked",
  free: "payments+non-negative+allocation+drawn+not-asked",
};

/** Pr[a] is 1/3 for who values nothing and 2/3 for v = (1, 0), who pays 1/2 for a. */
const paid = table(["1/3", "2/3"], ["a pays 0", "b pays 0"], ["b pays 0", "a pays 1/2"]);

describe("footnote 1", () => {
  it("falls for a truthful mechanism whose outcome is private, at prices never above the value", () => {
    // By hand: v = (1, 0) gets 2/3·(1 − 1/2) = 1/3 from the truth and 1/3 from the lie; who values nothing would lose 1/3.
    const [truth, lie] = [new Fraction(2, 3).mul(new Fraction(1, 2)), new Fraction(1, 3)];
    expect([truth.equals(lie), new Fraction(2, 3).div(new Fraction(1, 3)).toFraction()]).toEqual([true, "2"]);
    const at = check(claim, readings.ic, paid, ["1", "0"]);
    expect([at.holds, at.hypotheses]).toEqual([false, "inside"]);
    expect(check(claim, readings.ic, paid, ["1/2", "0"]).hypotheses).toBe("outside");
  });

  it("stands where payments are private, too, and not below 0", () => {
    expect(check(claim, readings.proved, paid, ["1", "0"]).hypotheses).toBe("outside");
    const both = table(["1/2", "1/2"], ["a pays 0", "a pays 1/2"], ["a pays 1/2", "a pays 0"]);
    const at = check(claim, readings.proved, both, ["1"]);
    expect([at.holds, at.hypotheses]).toEqual([true, "inside"]);
  });

  it("says nothing of a mechanism that charges nothing, if that is trivial", () => {
    const free = table(
      ["1/3", "1/3", "1/3"],
      ["a pays 0", "a pays 0", "b pays 0"],
      ["a pays 0", "b pays 0", "b pays 0"],
    );
    expect(check(claim, readings.free, free, ["0", "1"]).holds).toBe(false);
    expect(check(claim, readings.proved, free, ["0", "1"]).hypotheses).toBe("outside");
  });

  it("rejects a look at the players alone who value something", () => {
    const onlySome: typeof worstUtility = (rule, worth) =>
      worstUtility(
        rule.map((law) => (law === rule[0] ? rule[1]! : law)),
        (_, alternative) => worth(1, alternative),
      );
    const charged = table(["1"], ["a pays 1/2"], ["a pays 1/2"]);
    expect(check(footnote1([], onlySome) as Claim, readings.proved, charged, ["1"]).holds).toBe(false);
    expect(check(claim, readings.proved, charged, ["1"]).holds).toBe(true);
  });

  it("is decided so, and repaired", async () => {
    const found = await decided({
      ...claim,
      readings: claim.readings.filter(({ name }) => Object.values(readings).includes(name)),
    });
    expect(words(found)).toEqual({
      [readings.literal]: "refuted",
      [readings.free]: "refuted",
      [readings.proved]: "proved on the domain",
      [readings.ic]: "refuted",
    });
    for (const name of [readings.literal, readings.free, readings.ic]) {
      const { repair } = found.get(name)!;
      expect(repair!.verdict).toBe("proved on the domain");
      expect(repair!.necessary.map(({ without }) => without)).toEqual(repair!.changes);
    }
  });
});

describe("Figure 1 with its price in proportion to the value of the outcome drawn", () => {
  const profiles: readonly Rows[] = [
    [[2, 0]],
    [
      [1, 0],
      [0, 2],
    ],
    [
      [2, 1, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
  ];

  it.each(profiles.map((rows) => [rows]))(
    "is ex-post individually rational at %j/2, and in expectation as before",
    (rows) => {
      for (const y of [new Fraction(6, 5), new Fraction(4)]) {
        const v = rows[0]!;
        const P = lawOf(weightsOf(rows, v.length, y));
        const expected = P.map((chance, r) => chance.mul(v[r]!).div(2)).reduce((x, z) => x.add(z));
        const charged = v.map((value) => price(rows, y).mul(value).div(2).div(decimal(expected)));
        for (const [r, paidThere] of charged.entries()) expect(paidThere.lte(new Decimal(v[r]!).div(2))).toBe(true);
        const mean = charged.map((paidThere, r) => decimal(P[r]!).mul(paidThere)).reduce((x, z) => x.plus(z));
        expect(
          decimal(expected)
            .minus(mean)
            .minus(utility(v, rows, y))
            .abs()
            .lt("1e-30"),
        ).toBe(true);
        // The price itself is more than an outcome is worth that she values at 0.
        expect(price(rows, y).gt(0)).toBe(true);
      }
    },
  );
});
