import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { combined } from "../../../properties/cckmv/display-7-combined.js";
import { window } from "../../../properties/cckmv/fact-7.4-window.js";
import { lemma74 } from "../../../properties/cckmv/lemma-7.4.js";
import { one, powerOf, sum } from "../../worked/second-route.js";
import { decided, expectRepaired, words } from "./decided.js";
import { checkVcg, differenceMass, leading, sideOf, trials, twoWorlds, vcgBases, worldAt } from "./vcg-by-hand.js";

const printed = { constant: "printed" };
const sharp = { constant: "sharp" };
const bothWays = (base: Fraction, maximum: number): Fraction =>
  sum(Array.from({ length: maximum }, (_, j) => powerOf(base, j + 1).add(powerOf(base, -j - 1))));

describe("Lemma 7.4", () => {
  it("has the sides of the mechanism's text, printed and sharp", () => {
    const claim = lemma74();
    for (const { maximum, lead, truth, lie } of trials) {
      for (const base of vcgBases.slice(1, 2)) {
        const at = { outcomes: 2, maximum, reports: [[...truth], ...leading(lead)], base };
        const { changes, onlyInformation } = twoWorlds(truth, lie, lead, maximum, base);
        for (const [switches, constant] of [
          [printed, powerOf(base, maximum).mul(2 * maximum)],
          [sharp, bothWays(base, maximum)],
        ] as const) {
          const { left, right, holds } = checkVcg(claim, at, { lie: [...lie] }, switches);
          expect(sideOf(left).equals(onlyInformation)).toBe(true);
          expect(sideOf(right).equals(constant.mul(changes))).toBe(true);
          expect(holds).toBe(true);
        }
      }
    }
  });

  it("approaches the sharp constant as the others move apart: (x ± j) against x in the tail", () => {
    for (const base of vcgBases) {
      const a = one.div(base);
      const part = (x: number) =>
        differenceMass(a, x - 1)
          .add(differenceMass(a, x + 1))
          .div(differenceMass(a, x))
          .div(bothWays(base, 1));
      const parts = [0, 1, 4, 16, 64, 256].map(part);
      for (const [i, value] of parts.entries()) {
        expect(value.lt(one)).toBe(true);
        if (i > 0) expect(value.gt(parts[i - 1]!)).toBe(true);
      }
      expect(parts.at(-1)!.gt(new Fraction(49, 50))).toBe(true);
    }
  });

  it("is proved, and rejects 1·e^{ε/|O|}, which many ε exceed", async () => {
    expect(words(await decided(lemma74()))).toEqual({
      printed: "proved for all epsilon",
      sharp: "proved for all epsilon",
    });
    const at = { outcomes: 2, maximum: 1, reports: [[0, 0], ...leading(4)] };
    expect(
      checkVcg(
        lemma74(() => 1),
        at,
        {},
        printed,
      ).holds,
    ).toBe(false);
    expect(checkVcg(lemma74(), at, {}, printed).holds).toBe(true);
  });
});

describe("the window of Lemma 7.4", () => {
  it("has exactly M values, the farthest M below the switch, by trying all of them", () => {
    for (const maximum of [1, 2, 3]) {
      const [truth, lie] = [
        [0, 0],
        [0, 1],
      ];
      const at = (k: number) => [truth!, lie!].map((report) => worldAt([0, k], report, maximum));
      const all = Array.from({ length: 30 }, (_, i) => i - 15);
      const found = all.filter((k) => {
        const [x, y] = at(k);
        return x!.chosen === 0 && y!.chosen === 0 && x!.text !== y!.text;
      });
      const first = all.find((k) => at(k).some(({ chosen }) => chosen === 1))!;
      expect([found.length, first - found[0]!]).toEqual([maximum, maximum]);
      const check = checkVcg(window(), { outcomes: 2, maximum, reports: [truth!] }, { lie: lie!, second: 1 }, {});
      expect([sideOf(check.left).toFraction(), check.holds]).toEqual([`${maximum}`, true]);
    }
  });

  it("is proved; rejects M − 1 as the bound and information up to M + 1", async () => {
    expect(words(await decided(window()))).toEqual({ literal: "proved for all epsilon" });
    const at = { outcomes: 2, maximum: 2, reports: [[0, 0]] };
    expect(
      checkVcg(
        window(undefined, ({ maximum }) => maximum - 1),
        at,
        {},
        {},
      ).holds,
    ).toBe(false);
    expect(
      checkVcg(
        window(({ maximum }) => maximum + 1),
        at,
        {},
        {},
      ).holds,
    ).toBe(false);
    expect(checkVcg(window(), at, {}, {}).holds).toBe(true);
  });
});

describe("both lemmas combined", () => {
  it("has the sides of the mechanism's text", () => {
    const claim = combined();
    for (const { maximum, lead, truth, lie } of trials.filter((_, i) => i % 4 === 0)) {
      const base = new Fraction(2);
      const at = { outcomes: 2, maximum, reports: [[...truth], ...leading(lead)], base };
      const { difference, gain, gainLiteral } = twoWorlds(truth, lie, lead, maximum, base);
      const whole = powerOf(base, maximum)
        .mul(2 * maximum)
        .add(1);
      for (const [payment, constant, bound] of [
        ["L", "printed", whole.mul(gainLiteral)],
        ["S", "printed", whole.mul(gain)],
        ["S", "sharp", powerOf(base, maximum).mul(gain)],
      ] as const) {
        const { left, right, holds } = checkVcg(claim, at, { lie: [...lie] }, { payment, constant });
        expect(sideOf(left).equals(difference)).toBe(true);
        expect(sideOf(right).equals(bound.mul(2))).toBe(true);
        expect(holds).toBe(difference.lte(bound.mul(2)));
      }
    }
  });

  it("falls as printed for large ε: a lie that is lower makes the printed gain negative", async () => {
    const readings = await decided(combined());
    expect(words(readings)).toEqual({
      "L+printed": "refuted",
      "S+printed": "proved for all epsilon",
      "S+sharp": "proved for all epsilon",
    });
    expectRepaired(readings.get("L+printed")!, "payment at the outcome of the lie");
    const { gainLiteral, difference } = twoWorlds([0, 2], [0, 1], 0, 2, new Fraction(3));
    expect([gainLiteral.toFraction(), difference.toFraction()]).toEqual(["-1/288", "5/16"]);
  });

  it("rejects a quarter of the printed constant; as printed it holds where the lie is a constant", () => {
    const at = { outcomes: 2, maximum: 1, reports: [[0, 0], ...leading(4)] };
    const literal = { payment: "L", constant: "printed" };
    expect(checkVcg(combined([], { numerator: 1n, denominator: 4n }), at, {}, { ...literal, payment: "S" }).holds).toBe(
      false,
    );
    expect(checkVcg(combined(), at, {}, { ...literal, payment: "S" }).holds).toBe(true);
    expect(checkVcg(combined(), at, { lie: [1, 1] }, literal).holds).toBe(true);
  });
});
