import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { tailConstant, twoSided, weighedTail } from "../../../properties/cckmv/facility-loss-bounds.js";
import { facilityTail } from "../../../properties/cckmv/proposition-6.4.js";
import { facilityLoss } from "../../../properties/cckmv/proposition-6.4-2.js";
import { facilityAsymptotic } from "../../../properties/cckmv/remark-6.4-asymptotic.js";
import { facilityHighProbability } from "../../../properties/cckmv/remark-6.4-whp.js";
import type { Claim } from "../../../src/claim/claim.js";
import { atMost, printRational, rational } from "../../../src/number/rational.js";
import { histograms, medianByRecursion, recursion } from "../../mechanisms/median-route.js";
import { mirrored, noiseOfStep } from "./broken-medians.js";
import { decided, expectRepaired, only, words } from "./decided.js";

const proved = "proved for all epsilon";
const ready = (claim: Claim): Claim => ({ ...claim, corners: [] });
const verdicts = async (claim: unknown) => words(await decided(ready(claim as Claim)));

/** Locations in twelfths, and the losses Σ|θ_i − o| less the least of them. */
const places: Readonly<Record<number, readonly number[]>> = { 2: [0, 12], 3: [0, 3, 12] };
function lossesOf(h: readonly number[]): readonly Fraction[] {
  const at = places[h.length]!;
  const travel = at.map((x) => h.reduce((sum, count, j) => sum + count * Math.abs(at[j]! - x), 0));
  return travel.map((cost) => new Fraction(cost - Math.min(...travel), 12));
}

/** e^{ε/12} = 3/2, so that λ = e^{−ε/2} is (2/3)^6. */
const root = new Fraction(3, 2);
const lambda = root.pow(-6) as Fraction;
const f = recursion(lambda);
const instanceOf = (h: readonly number[]) => ({
  mechanism: "cckmv/noisy-median",
  parameters: { epsilon: { times: "12", log: "3/2" } },
  environment: { locations: places[h.length]!.map((x) => new Fraction(x, 12).toFraction()) },
  reports: h.flatMap((count, bin) => Array<number>(count).fill(bin)),
});

const profiles = [...histograms(2, 4), ...histograms(2, 1), ...histograms(3, 3)].filter((h) => h.some((n) => n > 0));

describe("Proposition 6.4 by the recursion", () => {
  it("(1) has these sides at every loss", () => {
    const [claim] = [facilityTail()];
    const { switches } = claim.readings[0]!;
    for (const h of profiles) {
      const [law, losses] = [medianByRecursion(f, h), lossesOf(h)];
      for (const Delta of losses) {
        const p = law.reduce((sum, chance, o) => (losses[o]!.gte(Delta) ? sum.add(chance) : sum), new Fraction(0));
        const steps = Delta.div(h.length).mul(12);
        const { left, right, holds } = claim.check(
          { instance: instanceOf(h), choices: { player: 0, Delta: Delta.toFraction() } },
          switches,
        );
        const v = Number(Delta.div(h.length).d);
        const bound = (root.pow(steps.neg()) as Fraction).mul(h.length);
        expect(holds).toBe(p.lte(bound));
        expect(holds).toBe(true);
        expect(printRational(left as never)).toBe((p.pow(v) as Fraction).toFraction());
        expect(printRational(right as never)).toBe((bound.pow(v) as Fraction).toFraction());
      }
    }
  });

  it("(2) has these sides, and the loss is below 2q/ε by far", () => {
    const claim = facilityLoss();
    for (const h of profiles) {
      const [law, losses] = [medianByRecursion(f, h), lossesOf(h)];
      const mean = law.reduce((sum, chance, o) => sum.add(chance.mul(losses[o]!)), new Fraction(0));
      const bound = new Fraction(h.length - 1).div(lambda.inverse().sub(1));
      const { left, right, holds } = claim.check({ instance: instanceOf(h), choices: { player: 0 } }, {});
      expect(holds).toBe(true);
      expect(printRational(left as never)).toBe(mean.toFraction());
      expect(printRational(right as never)).toBe(bound.toFraction());
    }
  });

  it("loses u·n·e^{−un}/(1 + e^{−u}) at two locations with everybody at the second, u = ε/2: the election's constant", () => {
    for (const n of [1, 2, 5]) {
      const expected = (lambda.pow(n) as Fraction).div(lambda.add(1));
      expect(medianByRecursion(f, [0, n])[0]!.equals(expected)).toBe(true);
    }
  });
});

describe("the constants", () => {
  it("are those of Γ_s − Γ_1: e^{−x}/2 and e^{−x}(3/4 + x/2), and the limit of the laws", () => {
    const x = rational(3n, 2n);
    expect([1, 2].map((s) => printRational(weighedTail(s, x)))).toEqual(["1/2", "3/2"]);
    const small = recursion(new Fraction(19, 20));
    const n = 24;
    const chance = 1 - medianByRecursion(small, [n, 0, 0])[0]!.valueOf();
    const at = -Math.log(0.95) * n;
    const limit = Math.exp(-at) * (0.75 + at / 2);
    expect(Math.abs(chance / limit - 1)).toBeLessThan(0.1);
  });

  it("bound sup_x Pr[Γ_s ≥ x]·e^{2x/q}, and are small enough for the proof", () => {
    for (const q of [3, 4, 5, 6, 7, 8, 9]) {
      expect(atMost(twoSided(q), rational(BigInt(q)))).toBe(true);
      for (let s = 1; s < q; s++) {
        const { numerator, denominator } = tailConstant(q, s);
        for (let x = 0.125; x < 12; x += 0.125) {
          let [term, sum] = [1, 0];
          for (let j = 0; j < s; j++) [sum, term] = [sum + term, (term * x) / (j + 1)];
          const value = sum * Math.exp(-x * (1 - 2 / q));
          expect(value).toBeLessThanOrEqual(Number(numerator) / Number(denominator) + 1e-9);
        }
      }
    }
  });
});

describe("the verdicts, and near misses", () => {
  it("are proved for all ε, but privacy with F(1) > 0 at one location", async () => {
    expect(await verdicts(facilityTail())).toEqual({ real: proved, positive: proved });
    expect(await verdicts(facilityLoss())).toEqual({ literal: proved });
    expect(await verdicts(facilityHighProbability())).toEqual({
      probability: proved,
      expectation: proved,
      "no-logarithm": proved,
    });
    const asymptotic = await decided(ready(facilityAsymptotic()));
    expect(words(asymptotic)).toEqual({ welfare: proved, "c/n": proved, privacy: "refuted", "privacy-zero": proved });
    expectRepaired(asymptotic.get("privacy")!, "F(1) = 0");
    const { instance, lhs, rhs } = asymptotic.get("privacy")!.counterexample!;
    expect([instance.environment, lhs, rhs]).toEqual([{ locations: ["0"] }, "1", "0"]);
  });

  it("are rejected: slower noise, faster noise, the mirrored bin", async () => {
    const slow = { format: noiseOfStep(1n, 12n) };
    expect(await verdicts(facilityTail(slow))).toEqual({ real: "refuted", positive: "refuted" });
    expect(await verdicts(facilityHighProbability(slow))).toEqual({
      probability: "refuted",
      expectation: "refuted",
      "no-logarithm": "refuted",
    });
    expect(await verdicts(facilityLoss({ format: mirrored }))).toEqual({ literal: "refuted" });
    const fast = facilityAsymptotic({ format: noiseOfStep(1n, 1n) });
    expect(await verdicts(only("c/n", fast))).toEqual({ "c/n": "refuted" });
    expect(await verdicts(only("privacy-zero", fast))).toEqual({ "privacy-zero": "refuted" });
    expect(await verdicts(only("welfare", facilityAsymptotic({ format: mirrored })))).toEqual({ welfare: "refuted" });
  });
});
