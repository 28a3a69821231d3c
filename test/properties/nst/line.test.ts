import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { corollary6 } from "../../../properties/nst/corollary-6.js";
import { corollary6Ball } from "../../../properties/nst/corollary-6-ball.js";
import { lemma6 } from "../../../properties/nst/lemma-6.js";
import { lemma7 } from "../../../properties/nst/lemma-7.js";
import { lineObjective } from "../../../properties/nst/line-objective.js";
import { printRational, rational } from "../../../src/number/rational.js";
import { checkOf, decimal, falls, instanceAt, sharper, stands, turned } from "./line-checks.js";

const every = ["distance", "utility"];

/** E[s] and Z for the density 2^{−cs} on [0, 1]: 1/L − 1/(2^c − 1) with L = c·ln 2. */
const mean = (c: number): number =>
  new Decimal(2).ln().mul(c).pow(-1).sub(new Decimal(2).pow(c).sub(1).pow(-1)).toNumber();

describe("the objective", () => {
  it("as printed puts one player's facility away from her, and does not with the other sign", () => {
    const found = checkOf(lineObjective(), "distance+expectation", instanceAt("distance", ["0"]));
    expect(found.holds).toBe(false);
    expect(decimal(found.left)).toBeCloseTo(1 - mean(1), 12);
    expect(checkOf(lineObjective(), "utility+expectation", instanceAt("utility", ["0"])).holds).toBe(true);
    const density = checkOf(lineObjective(), "distance+density", instanceAt("distance", ["0"]));
    expect([decimal(density.left), decimal(density.right)]).toEqual([1, 0.5]);
  });

  it("falls for a law of the other sign, and stands as printed for it", () => {
    expect(falls(lineObjective([], turned), "utility+density")).toBe(true);
    expect(falls(lineObjective([], turned), "utility+expectation")).toBe(true);
    expect(stands(lineObjective([], turned), "distance+density")).toBe(true);
    expect(stands(lineObjective(), "utility+expectation")).toBe(true);
  });
});

describe("privacy", () => {
  it("has no quotient at a point, whatever the law; the product has the ratio 2 of 2^{−s} and 2^{s−1} at 0", () => {
    const choices = { player: 0, lie: "1", at: ["0"] };
    expect(checkOf(lemma6(), "distance+quotient", instanceAt("distance", ["0"]), choices).holds).toBe(false);
    const found = checkOf(lemma6(), "utility+product", instanceAt("utility", ["0"]), choices);
    expect([decimal(found.left), decimal(found.right), found.holds]).toEqual([2, 4, true]);
  });

  it("is lost at three times ε, also under the repair", () => {
    for (const sign of every) {
      expect(stands(lemma6(), `${sign}+product`)).toBe(true);
      expect(falls(lemma6([], sharper(3)), `${sign}+product`)).toBe(true);
    }
    const repaired = lemma6(["M(t)(Ŝ) ≤ e^ε·M(t̂)(Ŝ)"], sharper(3));
    expect(falls(repaired, "distance+quotient")).toBe(true);
  });

  it("comes as near to e^ε as one likes: with n − 1 players at 0 and one who moves to 1", () => {
    // e^c·Z_t/Z_b = e^{2c}·(n − 2)/n up to powers e^{−cn}.
    const n = 40;
    const reports = Array<string>(n).fill("0");
    const found = checkOf(lemma6(), "utility+product", instanceAt("utility", ["1", ...reports.slice(1)]), {
      player: 0,
      lie: "0",
      at: ["1"],
    });
    expect(decimal(found.left)).toBeCloseTo((4 * (n - 2)) / n, 6);
    expect(decimal(found.right)).toBe(4);
  });
});

describe("Lemma 7", () => {
  const at = instanceAt("utility", ["0"]);

  it("falls where max F = 0: E[F] = −(1/ln 2 − 1) does not see α", () => {
    const found = checkOf(lemma7(), "utility", at, { alpha: "1/24" });
    expect([found.holds, found.hypotheses, decimal(found.right)]).toEqual([false, "inside", -0.125]);
    expect(decimal(found.left)).toBeCloseTo(-mean(1), 12);
    expect(checkOf(lemma7([], undefined, sharper(1000)), "utility", at, { alpha: "1/24" }).holds).toBe(true);
    // −3α below E[F]: the claim holds from α = 4/24 on.
    expect(checkOf(lemma7(), "utility", at, { alpha: "1/6" }).holds).toBe(true);
  });

  it("stands in [0, 1], at and above the first α that is enough", () => {
    // n = 1: α·ln 2 ≥ ln(1/α²) from α = 18/24 on.
    const enough = (k: number) => (k / 24) * Math.log(2) >= -2 * Math.log(k / 24);
    for (const k of [1, 8, 17, 18, 24]) {
      const alpha = printRational(rational(BigInt(k), 24n));
      const found = checkOf(lemma7(), "unit", at, { alpha });
      expect(found.hypotheses).toBe(enough(k) ? "inside" : "outside");
    }
    expect(stands(lemma7(), "unit")).toBe(true);
    expect(stands(lemma7(), "distance")).toBe(true);
    // Minus a distance is at most 0: without ln 0 the hypothesis is met at no level.
    expect(checkOf(lemma7(), "utility-positive", at, { alpha: "1/24" }).hypotheses).toBe("outside");
  });

  it("falls with a small constant, and for a law of the other sign", () => {
    expect(falls(lemma7([], { numerator: 1n, denominator: 20n }), "distance")).toBe(true);
    expect(falls(lemma7([], { numerator: 1n, denominator: 2n }, turned), "unit")).toBe(true);
  });

  it("has 2 as its best constant: two values of F come near it, none of a grid exceeds it", () => {
    // M = ρα, F = M − α on a part μ = ρ·e^{−a} and M − rα elsewhere, a = α·nε/2.
    const loss = (rho: number, r: number, a: number) => {
      const mu = rho * Math.exp(-a);
      const weights = [mu * Math.exp(-a), (1 - mu) * Math.exp(-r * a)];
      return (weights[0]! + r * weights[1]!) / (weights[0]! + weights[1]!);
    };
    expect(loss(1.95, 1.95, 200)).toBeGreaterThan(1.94);
    let most = 0;
    for (let rho = 1.05; rho < 8; rho += 0.35) {
      for (let r = 1; r <= rho; r += 0.1) {
        for (let a = Math.log(rho); a < 40; a += 0.5) most = Math.max(most, loss(rho, r, a));
      }
    }
    expect(most).toBeLessThan(2);
  });
});

describe("Corollary 6", () => {
  it("leaves a loss of 1/x for all players at 0, x = nε/2, far below its bound", () => {
    const found = checkOf(corollary6(), "utility", instanceAt("utility", Array<string>(9).fill("0"), "100", 1, 2));
    const x = 18 * Math.log(100);
    expect(decimal(found.left)).toBeCloseTo(1 / x, 12);
    expect(decimal(found.right)).toBeCloseTo((3 / x) * Math.log(Math.E + (2 * x) ** 2), 10);
  });

  it("is telling from nε = 45.93… and 78.54…", () => {
    const bound = (x: number, K: number) => (6 / x) * Math.log(Math.E + x ** (K + 1));
    const signs = [bound(45.93, 1), bound(45.94, 1), bound(78.54, 2), bound(78.55, 2)].map((value) => value < 1);
    expect(signs).toEqual([false, true, false, true]);
  });

  it("falls with a small constant, and without any pull", () => {
    for (const sign of every) {
      expect(stands(corollary6(), sign)).toBe(true);
      expect(falls(corollary6({ numerator: 1n, denominator: 20n }), sign)).toBe(true);
      expect(falls(corollary6({ numerator: 2n, denominator: 1n }, turned), sign)).toBe(true);
    }
  });

  it("has a ball of α^K and not of more: [1 − α, 1]^2 is best for all players at 0 as printed", () => {
    for (const reading of ["distance+half", "distance+one", "utility+half", "utility+one"]) {
      expect(stands(corollary6Ball(), reading)).toBe(true);
      expect(falls(corollary6Ball({ numerator: 101n, denominator: 100n }), reading)).toBe(true);
    }
    const instance = { mechanism: "nst/loc3", parameters: { sign: "distance" }, environment: { kind: "line", K: 2, m: 1 }, reports: ["0"] }; // biome-ignore format: one line
    const found = checkOf(corollary6Ball(), "distance+half", instance, { alpha: "1/3" });
    expect(decimal(found.left)).toBeCloseTo(1 / 9, 15);
  });
});
