import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { lemma4 } from "../../../properties/hk/lemma-4.js";
import { theorem5 } from "../../../properties/hk/theorem-5.js";
import type { Claim } from "../../../src/claim/claim.js";
import { exponentialFormat } from "../../../src/instance/hk-exponential.js";
import { exponential } from "../../../src/mechanisms/hk/exponential.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, only, words } from "../cckmv/decided.js";
import { decimal, divergence, lawOf, lnOf, near, sideAt, totalOf, uncertainty } from "./figure-by-hand.js";

const check = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, claim.readings.find((reading) => reading.name === name)!.switches);

const scored = (
  quality: readonly number[],
  y: Fraction,
  more: JsonObject = {},
  prior?: readonly number[],
): JsonObject => ({
  mechanism: "hk/exponential-quality",
  parameters: { epsilon: { times: "4", log: y.toFraction() }, ...more },
  environment: {
    outcomes: ["a", "b", "c"].slice(0, quality.length),
    quality: quality.map(String),
    ...(prior && { prior: prior.map(String) }),
  },
  reports: [],
});

/** μ·e^{c·Q·ε/4}, y = e^{ε/4}. */
const tilt = (quality: readonly number[], c: number, y: Fraction, prior?: readonly number[]) =>
  lawOf(quality.map((q, r) => y.pow(c * q)!.mul(prior?.[r] ?? 1)));

/** E_ν[Q] − (2/ε)·KL(ν‖μ), μ uniform without prior. */
const objective = (nu: readonly Fraction[], quality: readonly number[], y: Fraction, prior?: readonly number[]) =>
  decimal(totalOf(nu.map((chance, r) => chance.mul(quality[r]!)))).plus(
    uncertainty(nu, prior ?? quality.map(() => 1)).div(lnOf(y).mul(2)),
  );

const text = (nu: readonly Fraction[]): string[] => nu.map((chance) => chance.toFraction());

describe("Theorem 5", () => {
  it("falls for two outcomes with Q = (0, 1), Δ = 1/2 and e^ε = 4, where (1/3, 2/3) is better than (1/5, 4/5)", () => {
    const y = new Fraction(2);
    const instance = { ...scored([0, 1], y), parameters: { epsilon: { times: "2", log: "2" }, lipschitz: "1/2" } };
    const at = check(theorem5(), "any", instance, { nu: ["1/3", "2/3"] });
    expect(at.holds).toBe(false);
    // e^{ε/4} is the root of 2 here: ε = 2·ln 2 stands as 4·ln √2 in decimals.
    const half = lnOf(y);
    const F = (p: Fraction) => decimal(p).plus(uncertainty([new Fraction(1).sub(p), p], [1, 1]).div(half));
    const value = (side: typeof at.left) => {
      const atFour = sideAt(side, y);
      const plain =
        "rational" in (side as object)
          ? (side as { rational: { numerator: bigint; denominator: bigint } }).rational
          : undefined;
      const rational = decimal(new Fraction(`${plain!.numerator}/${plain!.denominator}`));
      return rational.plus(atFour.minus(rational).mul(2));
    };
    expect([near(value(at.left), F(new Fraction(4, 5))), near(value(at.right), F(new Fraction(2, 3)))]).toEqual([
      true,
      true,
    ]);
    expect(F(new Fraction(2, 3)).gt(F(new Fraction(4, 5)))).toBe(true);
  });

  it("misses its maximum by (2/ε)·KL(EXP‖tilt by ε/2) for every Δ", () => {
    const y = new Fraction(3, 2);
    const quality = [0, 3, 1];
    for (const prior of [undefined, [1, 2, 5], [1, 0, 3]]) {
      for (const [lipschitz, c] of [
        ["1", 2],
        ["1/2", 4],
        ["2", 1],
      ] as const) {
        const [own, best] = [tilt(quality, c, y, prior), tilt(quality, 2, y, prior)];
        const at = check(theorem5(), "any", scored(quality, y, { lipschitz }, prior), { nu: text(best) });
        expect(at.holds).toBe(lipschitz === "1");
        expect(near(sideAt(at.left, y), objective(own, quality, y, prior))).toBe(true);
        expect(near(sideAt(at.right, y).minus(sideAt(at.left, y)), divergence(own, best).div(lnOf(y).mul(2)))).toBe(
          true,
        );
        const repaired = theorem5(["2Δ/ε"]);
        expect(check(repaired, "any", scored(quality, y, { lipschitz }, prior)).holds).toBe(true);
      }
    }
  });

  it("is an equality: no ν but EXP is as good", () => {
    const instance = scored([0, 1], new Fraction(2), {});
    // e^{ε/2} = 4.
    const own = check(theorem5(), "one", instance, { nu: ["1/5", "4/5"] });
    const other = check(theorem5(), "one", instance, { nu: ["1/5001", "5000/5001"] });
    expect([own.holds, other.holds]).toEqual([true, true]);
    expect(own.inequality).toContain("F(EXP) > F(ν) for ν ≠ EXP");
    expect(near(sideAt(own.left, new Fraction(2)), sideAt(own.right, new Fraction(2)))).toBe(true);
  });

  it("says nothing of ν beyond the prior", () => {
    const instance = scored([0, 1], new Fraction(2), {}, [1, 0]);
    expect(() => check(theorem5(), "one", instance, { nu: ["1/2", "1/2"] })).toThrow("the prior has no mass there");
  });

  it("is decided so for every ε", async () => {
    const readings = await decided(theorem5());
    expect(words(readings)).toEqual({ any: "refuted", one: "proved for all epsilon" });
    expect(readings.get("any")!.epsilons).toEqual({ times: "12", b: [] });
    expect(readings.get("any")!.repair!.verdict).toBe("proved for all epsilon");
  });
});

describe("Lemma 4", () => {
  /** A mechanism whose weights are those of twice the welfare. */
  const twice = {
    ...exponentialFormat,
    mechanism: {
      ...exponential,
      law: (R, sharpness, range, profile) => exponential.law(R, sharpness, range, [...profile, ...profile]),
    } as typeof exponential,
  };
  const instance: JsonObject = {
    mechanism: "hk/exponential",
    parameters: { epsilon: { times: "4", log: "3/2" } },
    environment: { outcomes: ["a", "b", "c"] },
    reports: [
      ["1", "0", "1/2"],
      ["1", "1", "0"],
    ],
  };

  it("has the maximum (2/ε)·ln Z", () => {
    const y = new Fraction(3, 2);
    const at = check(lemma4(), "value", instance);
    const Z = totalOf([4, 2, 1].map((k) => y.pow(k)!));
    expect([at.holds, near(sideAt(at.left, y), lnOf(Z).div(lnOf(y).mul(2)))]).toEqual([true, true]);
  });

  it.each(["maximised", "only", "value"])("rejects a law of twice the welfare: %s", async (name) => {
    expect(check(lemma4(twice), name, instance).holds).toBe(false);
    expect(check(lemma4(), name, instance).holds).toBe(true);
    expect(words(await decided(only(name, lemma4(twice))))).toEqual({ [name]: "refuted" });
  });
});
