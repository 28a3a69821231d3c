import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { rarePayments } from "../../../properties/cckmv/remark-7-rare-payments.js";
import { noisyVcg } from "../../../src/mechanisms/cckmv/noisy-vcg.js";
import { rarePaymentVcg } from "../../../src/mechanisms/cckmv/rare-payment-vcg.js";
import { rational, rationals } from "../../../src/number/rational.js";
import { one, powerOf, zero } from "../../worked/second-route.js";
import { decided, words } from "./decided.js";
import { checkVcg, differenceMass, sideOf, twoWorlds, typesOf, vcgBases, worldAt } from "./vcg-by-hand.js";

/** The least positive chance that a pair changes the outcome, by trying every one beside all sums of n − 1 others. */
function leastByTrying(players: number, maximum: number, base: Fraction): Fraction {
  const spread = (players - 1) * maximum;
  const types = typesOf(2, maximum);
  const all = Array.from({ length: 2 * spread + 1 }, (_, i) => i - spread).flatMap((lead) =>
    types.flatMap((truth) => types.map((lie) => twoWorlds(truth, lie, lead, maximum, base).changes)),
  );
  return all.filter((chance) => chance.gt(zero)).reduce((x, y) => (x.lt(y) ? x : y));
}

/** Pr[λ_0 = D + max(λ_1, λ_2)] by its geometric parts: D ≥ 1. */
function leastOfThree(a: Fraction, D: number): Fraction {
  const less = (k: number) => one.sub(powerOf(a, k));
  const share = less(1).div(one.add(a));
  const near = new Fraction(2)
    .div(less(2))
    .sub(one.div(less(3)))
    .add(a.mul(less(D)).div(less(1)));
  return share.mul(share).mul(
    powerOf(a, D)
      .mul(near)
      .add(powerOf(a, 2 * D + 3).div(less(3))),
  );
}

describe("payments that are collected rarely", () => {
  const claim = rarePayments();
  const reports = (players: number, maximum: number) => Array.from({ length: players }, () => [0, maximum]);

  it("have the least chance that trying everything gives, Pr[λ_1 − λ_0 = nM]", () => {
    for (const base of vcgBases) {
      for (const maximum of [1, 2]) {
        const least = leastByTrying(2, maximum, base);
        expect(least.equals(differenceMass(one.div(base), 2 * maximum))).toBe(true);
        const at = { outcomes: 2, maximum, reports: reports(2, maximum), base };
        const { left, right } = checkVcg(claim, at, {}, { part: "small" });
        expect(sideOf(left).equals(least)).toBe(true);
        expect(sideOf(right).equals(powerOf(base, -2 * maximum).mul(2 * maximum + 1))).toBe(true);
      }
    }
  });

  it("have that least chance for |O| = 3, in closed form and by all small noises one by one", () => {
    for (const [text, players] of [
      ["2", 1],
      ["3", 2],
      ["5", 3],
    ] as const) {
      const base = new Fraction(text);
      const a = one.div(base);
      const at = { outcomes: 3, maximum: 1, reports: Array.from({ length: players }, () => [0, 1, 1]), base };
      const { left, right, holds } = checkVcg(claim, at, {}, { part: "small" });
      expect(sideOf(left).equals(leastOfThree(a, players))).toBe(true);
      expect(sideOf(right).equals(powerOf(base, -players).mul(2 * (players + 1)))).toBe(true);
      expect(holds).toBe(true);
    }
    const [a, most] = [new Fraction(1, 5), 6];
    const noises = Array.from({ length: 2 * most + 1 }, (_, i) => i - most);
    const mass = (k: number) => powerOf(a, Math.abs(k)).mul(one.sub(a).div(one.add(a)));
    let tried = zero;
    for (const x of noises) {
      for (const y of noises) {
        for (const z of noises) {
          const [truth, lie] = [
            [0, 1, 1],
            [1, 1, 1],
          ].map((report) => worldAt([x, y, z], report, 1).chosen);
          if (truth !== lie) tried = tried.add(mass(x).mul(mass(y)).mul(mass(z)));
        }
      }
    }
    const missing = leastOfThree(a, 1).sub(tried);
    expect(missing.gt(zero) && missing.lt(powerOf(a, 7).mul(6).div(one.add(a)))).toBe(true);
  });

  it("contribute what the mechanism that announces them rarely says", () => {
    const R = rationals(rational(2n));
    const [w, environment] = [rational(11n, 108n), { outcomes: 2, maximum: 1 }];
    const rest = [{ report: [0, 1], count: 1 }];
    const share = (joint: {
      entries: readonly { outcome: readonly [unknown, unknown]; weight: typeof w }[];
      total: typeof w;
    }) =>
      joint.entries
        .filter(({ outcome: [o, p] }) => o !== p && chosenOf(o) === chosenOf(p))
        .map(({ weight }) => new Fraction(weight.numerator, weight.denominator))
        .reduce((x, y) => x.add(y), zero)
        .div(new Fraction(joint.total.numerator, joint.total.denominator));
    const chosenOf = (outcome: unknown) => (outcome as { chosen: number }).chosen;
    const rare = share(rarePaymentVcg.coupled(R, { rate: rational(1n), w }, environment, rest, [0, 1], [0, 0]));
    const always = share(noisyVcg.coupled(R, { rate: rational(1n) }, environment, rest, [0, 1], [0, 0]));
    expect(rare.equals(always.mul(new Fraction(11, 108)))).toBe(true);
    const at = { outcomes: 2, maximum: 1, reports: reports(2, 1) };
    expect(sideOf(checkVcg(claim, at, { lie: [0, 0] }, { part: "suffices" }).left).equals(rare)).toBe(true);
  });

  it("is proved in all parts, and rejects nM in the place of nM + 1", async () => {
    expect(words(await decided(claim))).toEqual({
      small: "proved for all epsilon",
      least: "proved for all epsilon",
      suffices: "proved for all epsilon",
    });
    const at = { outcomes: 2, maximum: 1, reports: reports(1, 1), base: new Fraction(100) };
    const fewer = rarePayments({ terms: (players, maximum) => players * maximum });
    expect(checkVcg(fewer, at, {}, { part: "small" }).holds).toBe(false);
    expect(checkVcg(claim, at, {}, { part: "small" }).holds).toBe(true);
  });
});
