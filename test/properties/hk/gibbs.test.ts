import type { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { footnote3 } from "../../../properties/hk/footnote-3.js";
import { maximalEntropy } from "../../../properties/hk/gibbs-max-entropy.js";
import { table1 } from "../../../properties/hk/table-1.js";
import { theorem3 } from "../../../properties/hk/theorem-3.js";
import type { Claim } from "../../../src/claim/claim.js";
import { exponentialFormat } from "../../../src/instance/hk-exponential.js";
import { exponentialQualityFormat, gibbsFormat } from "../../../src/instance/hk-scores.js";
import { negate } from "../../../src/number/rational.js";
import { coarser } from "../../../src/number/ring.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, expectRepaired, only, words } from "../cckmv/decided.js";
import { decimal, divergence, lawOf, lnOf, near, sideAt, totalOf, uncertainty, weightsOf } from "./figure-by-hand.js";

const check = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, claim.readings.find((reading) => reading.name === name)!.switches);

const letters = ["a", "b", "c", "d"];

/** 1/(k_B·T) = 4·ln y: the factor of `sideAt`. */
const system = (energies: readonly number[], y: Fraction): JsonObject => ({
  mechanism: "hk/gibbs",
  parameters: { inverseTemperature: { times: "4", log: y.toFraction() } },
  environment: { outcomes: letters.slice(0, energies.length), energies: energies.map(String) },
  reports: [],
});

const factorsOf = (energies: readonly number[], y: Fraction) => energies.map((energy) => y.pow(-4 * energy)!);
const text = (nu: readonly Fraction[]): string[] => nu.map((chance) => chance.toFraction());
const mean = (nu: readonly Fraction[], values: readonly number[]) => totalOf(nu.map((p, i) => p.mul(values[i]!)));
const fractions = (...list: readonly (readonly [number, number])[]) => list.map(([n, d]) => new Fraction(n, d));

/** E_ν[E] − k_B·T·S(ν). */
const free = (nu: readonly Fraction[], energies: readonly number[], y: Fraction): Decimal =>
  decimal(mean(nu, energies)).minus(uncertainty(nu).div(lnOf(y).mul(4)));

const energies = [-1, 0, 2];
const y = new Fraction(5, 4);

/** States of high energy are likely ones. */
const upside = {
  ...gibbsFormat,
  mechanism: {
    ...gibbsFormat.mechanism,
    law: (R, p, range, profile) =>
      gibbsFormat.mechanism.law(R, p, { ...range, quality: range.quality.map(negate) }, profile),
  } as typeof gibbsFormat.mechanism,
};

/** The first state counts twice. */
const favouring = {
  ...gibbsFormat,
  mechanism: {
    ...gibbsFormat.mechanism,
    law: (R, p, range, profile) => {
      const { entries, total } = gibbsFormat.mechanism.law(R, p, range, profile);
      const first = entries[0]!;
      return {
        entries: [{ ...first, weight: R.add(first.weight, first.weight) }, ...entries.slice(1)],
        total: R.add(total, first.weight),
      };
    },
  } as typeof gibbsFormat.mechanism,
};

describe("Theorem 3", () => {
  it("the free energy, by hand, of distributions with and without zeroes", () => {
    const G = lawOf(factorsOf(energies, y));
    for (const nu of [
      fractions([1, 2], [0, 1], [1, 2]),
      fractions([1, 3], [1, 3], [1, 3]),
      fractions([0, 1], [1, 1], [0, 1]),
      G,
    ]) {
      const at = check(theorem3(), "minimised", system(energies, y), { nu: text(nu) });
      expect([
        near(sideAt(at.left, y), free(nu, energies, y)),
        near(sideAt(at.right, y), free(G, energies, y)),
      ]).toEqual([true, true]);
      const identity = check(theorem3(), "identity", system(energies, y), { nu: text(nu) });
      const other = divergence(nu, G)
        .minus(lnOf(totalOf(factorsOf(energies, y))))
        .div(lnOf(y).mul(4));
      expect([identity.holds, near(sideAt(identity.right, y), other), near(other, free(nu, energies, y))]).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  it("is proved in every reading, and rejects nature preferring high energies", async () => {
    const proved = "proved for all epsilon";
    expect(words(await decided(theorem3()))).toEqual({ minimised: proved, only: proved, identity: proved });
    expect(words(await decided(theorem3(upside)))).toEqual({
      minimised: "refuted",
      only: "refuted",
      identity: "refuted",
    });
  });
});

describe("maximal entropy", () => {
  it("no distribution of the same mean has more, by hand along the only direction there is", () => {
    const G = lawOf(factorsOf(energies, y));
    // (2, −3, 1) changes neither the mass nor the mean of (−1, 0, 2).
    for (const length of [new Fraction(1, 100), new Fraction(1, 20), new Fraction(-1, 50)]) {
      const nu = G.map((chance, i) => chance.add(length.mul([2, -3, 1][i]!)));
      expect(mean(nu, energies).equals(mean(G, energies))).toBe(true);
      expect(uncertainty(nu).lt(uncertainty(G))).toBe(true);
      const at = check(maximalEntropy(), "equal", system(energies, y), { nu: text(nu) });
      expect([at.hypotheses, at.holds, near(sideAt(at.left, y), uncertainty(nu))]).toEqual(["inside", true, true]);
    }
    const even = fractions([1, 3], [1, 3], [1, 3]);
    expect(check(maximalEntropy(), "at most", system(energies, y), { nu: text(even) }).hypotheses).toBe("outside");
  });

  it("rejects a state that counts twice, for equal means, and high energies, for smaller ones", async () => {
    expect(check(maximalEntropy(favouring), "equal", system(energies, y)).holds).toBe(false);
    expect(check(maximalEntropy(upside), "at most", system([0, 1], y)).holds).toBe(false);
    expect([...(await decided(only("equal", maximalEntropy(favouring)))).values()][0]!.verdict).toBe("refuted");
    expect(words(await decided(maximalEntropy())).equal).toBe("proved for all epsilon");
  });
});

describe("Table 1", () => {
  const scored = (quality: readonly number[]): JsonObject => ({
    mechanism: "hk/exponential-quality",
    parameters: { epsilon: { times: "4", log: y.toFraction() } },
    environment: { outcomes: letters.slice(0, quality.length), quality: quality.map(String) },
    reports: [],
  });
  /** e^{ε·Q/Δ}. */
  const sharp = {
    ...exponentialQualityFormat,
    mechanism: {
      ...exponentialQualityFormat.mechanism,
      law: (R, p, range, profile) => exponentialQualityFormat.mechanism.law(coarser(R, 2), p, range, profile),
    } as typeof exponentialQualityFormat.mechanism,
  };

  it("k_B = 2Δ makes the formulas one, by hand, and k_B = Δ does not", () => {
    const quality = [1, 0, 3];
    const [half, whole] = [2, 4].map((k) => lawOf(quality.map((q) => y.pow(k * q)!)));
    letters.slice(0, 3).forEach((outcome, r) => {
      const printed = check(table1(), "inverse", scored(quality), { outcome });
      const scaled = check(table1(), "scaled", scored(quality), { outcome });
      expect(near(sideAt(printed.left, y), decimal(half![r]!))).toBe(true);
      expect([near(sideAt(printed.right, y), decimal(whole![r]!)), printed.holds]).toEqual([true, false]);
      expect([near(sideAt(scaled.right, y), decimal(half![r]!)), scaled.holds]).toEqual([true, true]);
    });
  });

  it("is the other way round for weights e^{ε·Q/Δ}", async () => {
    expect(check(table1(sharp), "inverse", scored([1, 0, 3])).holds).toBe(true);
    expect(check(table1(sharp), "scaled", scored([1, 0, 3])).holds).toBe(false);
    const found = words(await decided(table1(sharp)));
    expect([found.inverse, found.scaled]).toEqual(["proved for all epsilon", "refuted"]);
  });
});

describe("footnote 3", () => {
  const profile = (rows: readonly (readonly string[])[]): JsonObject => ({
    mechanism: "hk/exponential",
    parameters: { epsilon: { times: "4", log: y.toFraction() } },
    environment: { outcomes: letters.slice(0, rows[0]!.length) },
    reports: rows,
  });

  it("the entropies at ε and 2ε, by hand", () => {
    const halves = [
      [2, 0, 1],
      [0, 0, 2],
    ];
    const rows = halves.map((row) => row.map((x) => new Fraction(x, 2).toFraction()));
    const [once, twice] = [y, y.pow(2)!].map((base) => uncertainty(lawOf(weightsOf(halves, 3, base))));
    const family = check(footnote3(), "family", profile(rows));
    expect([near(sideAt(family.left, y), twice!), near(sideAt(family.right, y), once!), family.holds]).toEqual([
      true,
      true,
      false,
    ]);
    expect(twice!.lt(once!)).toBe(true);
    const across = check(footnote3(), "profiles", profile(rows));
    expect([near(sideAt(across.left, y), lnOf(new Fraction(3))), across.holds]).toEqual([true, true]);
    expect(check(footnote3(), "mechanisms", profile(rows)).holds).toBe(true);
  });

  it("is neither direction across mechanisms, and falls along the family, where a law without ε does not", async () => {
    const found = await decided(footnote3());
    expect(words(found)).toEqual({
      mechanisms: "proved for all epsilon",
      profiles: "proved for all epsilon",
      family: "refuted",
    });
    expectRepaired(found.get("family")!, "it falls");
    const careless = {
      ...exponentialFormat,
      mechanism: {
        ...exponentialFormat.mechanism,
        law: (R, _sharpness, { outcomes }) => ({
          entries: outcomes.map((_, outcome) => ({ outcome, weight: R.one })),
          total: R.integer(BigInt(outcomes.length)),
        }),
      } as typeof exponentialFormat.mechanism,
    };
    for (const name of ["mechanisms", "family"] as const) {
      const claim = footnote3(careless, name === "family" ? ["it falls"] : []);
      expect(check(claim, name, profile([["1", "0"]])).holds, name).toBe(false);
      expect([...(await decided(only(name, claim))).values()][0]!.verdict, name).toBe("refuted");
    }
  });

  it("rejects a constant outcome in the place of EXP_ε, across mechanisms", async () => {
    const stubborn = {
      ...exponentialFormat,
      mechanism: {
        ...exponentialFormat.mechanism,
        law: (R) => ({ entries: [{ outcome: 0, weight: R.one }], total: R.one }),
      } as typeof exponentialFormat.mechanism,
    };
    expect(check(footnote3(stubborn), "mechanisms", profile([["1", "0"]])).holds).toBe(false);
    expect([...(await decided(only("mechanisms", footnote3(stubborn)))).values()][0]!.verdict).toBe("refuted");
  });
});
