import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { inequality6, lemma73, paymentInvariance, strictlyBetter } from "../../../properties/cckmv/lemma-7.3.js";
import { decided, expectRepaired, words } from "./decided.js";
import { checkVcg, leading, sideOf, trials, twoWorlds, typesOf, vcgBases, worldAt } from "./vcg-by-hand.js";

const [L, S] = [{ payment: "L" }, { payment: "S" }];
const inGap = { brackets: "bracketed", payment: "S" };

describe("Lemma 7.3", () => {
  it("has the sides of the mechanism's text, under both readings", () => {
    const claim = lemma73();
    for (const { maximum, lead, truth, lie } of trials) {
      for (const base of vcgBases.slice(1, 2)) {
        const at = { outcomes: 2, maximum, reports: [[...truth], ...leading(lead)], base };
        const { changes, gain, gainLiteral } = twoWorlds(truth, lie, lead, maximum, base);
        for (const [switches, value] of [
          [L, gainLiteral],
          [S, gain],
        ] as const) {
          const { left, right, holds } = checkVcg(claim, at, { lie: [...lie] }, switches);
          expect([sideOf(left).toFraction(), sideOf(right).toFraction()]).toEqual([
            changes.toFraction(),
            value.mul(2).toFraction(),
          ]);
          expect(holds).toBe(changes.lte(value.mul(2)));
        }
      }
    }
  });

  it("falls as printed at every ε, for one player who is indifferent, and is repaired by the payment of the lie", async () => {
    const readings = await decided(lemma73());
    expect(words(readings)).toEqual({ L: "refuted", S: "proved for all epsilon" });
    expect(readings.get("L")!.epsilons).toMatchObject({ b: [] });
    expect(readings.get("L")!.counterexample).toMatchObject({
      instance: { environment: { outcomes: 2, maximum: 1 }, reports: [[0, 0]] },
      choices: { lie: [1, 0] },
    });
    expectRepaired(readings.get("L")!, "payment at the outcome of the lie");
    // Equality: no smaller constant than |O| would do.
    expect(readings.get("S")!.tightness!.ratio).toBe("1");
  });

  it("rejects |O| − 1 in the place of |O|, and holds as printed where the lie is lower", () => {
    const reports = [[1, 0]];
    const choices = { lie: [0, 0] };
    const at = { outcomes: 2, maximum: 1, reports };
    expect(
      checkVcg(
        lemma73([], (n) => n - 1),
        at,
        choices,
        S,
      ).holds,
    ).toBe(false);
    expect(checkVcg(lemma73(), at, choices, L).holds).toBe(true);
  });
});

describe("its proof, at every coin", () => {
  const noises = typesOf(3, 4).map((noise) => noise.map((k) => k - 2));
  const third = new Fraction(1, 3);

  it("is so by the mechanism's text for three alternatives: payments do not depend on the report, 1/|O| is the least gain", () => {
    let least = new Fraction(9);
    let lowestPrinted = new Fraction(9);
    for (const noise of noises.filter((_, i) => i % 2 === 0)) {
      const worlds = typesOf(3, 1).map((report) => ({ report, ...worldAt(noise, report, 1) }));
      for (const x of worlds) {
        for (const y of worlds) {
          const own = new Fraction(x.report[x.chosen]! - x.report[y.chosen]!).sub(x.pays(x.report));
          lowestPrinted = min(lowestPrinted, own.sub(x.pays(y.report)));
          const gain = own.add(y.pays(y.report));
          if (x.chosen === y.chosen) expect(x.pays(x.report).equals(y.pays(y.report))).toBe(true);
          else least = min(least, gain);
        }
      }
    }
    expect(least.equals(third)).toBe(true);
    expect(lowestPrinted.lt(0)).toBe(true);
  });

  it("decides inequality (6): only with inner brackets and the payment of the lie", async () => {
    const readings = await decided(inequality6());
    expect(words(readings)).toEqual({
      "printed+L": "refuted",
      "printed+S": "refuted",
      "bracketed+L": "refuted",
      "bracketed+S": "proved for all epsilon",
    });
    const [brackets, payment] = ["inner brackets", "payment at the outcome of the lie"];
    expectRepaired(readings.get("printed+L")!, brackets!, payment!);
    expectRepaired(readings.get("printed+S")!, brackets!);
    expectRepaired(readings.get("bracketed+L")!, payment!);
  });

  it("rejects a factor below |O|, 2/|O|, and information up to M − 1", () => {
    const at = { outcomes: 2, maximum: 2, reports: [[1, 0]] };
    expect(
      checkVcg(
        inequality6([], (n) => n - 1),
        at,
        {},
        inGap,
      ).holds,
    ).toBe(false);
    expect(checkVcg(inequality6(), at, {}, inGap).holds).toBe(true);
    const lower = { lie: [0, 0], noise: [0, 0] };
    expect(checkVcg(inequality6(), at, lower, { brackets: "printed", payment: "L" }).holds).toBe(true);
    expect(checkVcg(strictlyBetter([], 2), at, {}, inGap).holds).toBe(false);
    expect(checkVcg(strictlyBetter(), at, {}, inGap).holds).toBe(true);
    expect(checkVcg(strictlyBetter(), at, lower, { brackets: "bracketed", payment: "L" }).holds).toBe(true);
    const far = { outcomes: 2, maximum: 2, reports: [[0, 2]] };
    expect(
      checkVcg(
        paymentInvariance(({ maximum }) => maximum - 1),
        far,
        {},
        {},
      ).holds,
    ).toBe(false);
    expect(checkVcg(paymentInvariance(), far, {}, {}).holds).toBe(true);
  });

  it("proves the two facts at the gate", async () => {
    expect(words(await decided(paymentInvariance()))).toEqual({ literal: "proved for all epsilon" });
    const strict = await decided(strictlyBetter());
    expect(words(strict)).toEqual({
      "printed+L": "refuted",
      "printed+S": "refuted",
      "bracketed+L": "refuted",
      "bracketed+S": "proved for all epsilon",
    });
    expectRepaired(strict.get("printed+L")!, "inner brackets", "payment at the outcome of the lie");
    expectRepaired(strict.get("printed+S")!, "inner brackets");
    expectRepaired(strict.get("bracketed+L")!, "payment at the outcome of the lie");
  });
});

const min = (x: Fraction, y: Fraction): Fraction => (x.lt(y) ? x : y);
