import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { xiaoNotPure } from "../../../properties/cckmv/remark-6-xiao-not-pure.js";
import { xiaoPrivacy } from "../../../properties/cckmv/remark-6-xiao-privacy.js";
import type { Claim } from "../../../src/claim/claim.js";
import { xiaoMedianFormat } from "../../../src/instance/cckmv-xiao.js";
import { everyNoise, histograms, med, released, truncated } from "../../mechanisms/median-route.js";
import { decided, expectRepaired, only, words } from "./decided.js";

const [zero, one, two] = [0, 1, 2].map((n) => new Fraction(n)) as [Fraction, Fraction, Fraction];
const bases = ["3/2", "2", "5"].map((text) => new Fraction(text));
const pow = (b: Fraction, k: number): Fraction => b.pow(k) as Fraction;

/** Σ_o (P[o] − b²·Q[o])⁺ for what is seen of h + r and h′ + r, every noise tried. */
function leastDelta(
  b: Fraction,
  sigma: 1 | -1,
  t: number,
  [h, other]: readonly [readonly number[], readonly number[]],
  see: (z: readonly number[]) => unknown,
): Fraction {
  const noise = truncated(b, t, sigma);
  const [P, Q] = [h, other].map((z) => everyNoise(noise, z.length, (r) => see(released(z, r))).atLeast);
  return [...P!]
    .map(([o, chance]) => chance.sub(b.mul(b).mul(Q!.get(o) ?? zero)))
    .reduce((sum, excess) => (excess.gt(0) ? sum.add(excess) : sum), zero);
}

const withOne = (g: readonly number[], bin: number) => g.map((count, j) => (j === bin ? count + 1 : count));

/** The largest least δ of the median of two locations, over so many others. */
function medianDelta(b: Fraction, sigma: 1 | -1, t: number, most: number): Fraction {
  let largest = zero;
  for (let others = 0; others <= most; others++) {
    for (const g of histograms(2, others)) {
      for (const pair of [
        [0, 1],
        [1, 0],
      ] as const) {
        const delta = leastDelta(b, sigma, t, [withOne(g, pair[0]), withOne(g, pair[1])], med);
        if (delta.gt(largest)) largest = delta;
      }
    }
  }
  return largest;
}

/** Pr[r = 0] from its closed form. */
const least = (b: Fraction, sigma: 1 | -1, t: number): Fraction =>
  sigma === -1
    ? t === 0
      ? one
      : b.sub(1).div(
          pow(b, t + 1)
            .add(pow(b, t))
            .sub(2),
        )
    : b
        .sub(1)
        .mul(pow(b, t))
        .div(
          two
            .mul(pow(b, t + 1))
            .sub(b)
            .sub(1),
        );

describe("the privacy of Xiao's mechanism", () => {
  it("is 2p − p² for the histogram, for either sign; small t for σ = −1, above a floor for σ = +1", () => {
    for (const b of bases) {
      for (const sigma of [1, -1] as const) {
        for (let t = 0; t <= 3; t++) {
          const p = least(b, sigma, t);
          const delta = leastDelta(
            b,
            sigma,
            t,
            [
              [1, 0],
              [0, 1],
            ],
            (z) => z,
          );
          expect(delta.equals(two.mul(p).sub(p.mul(p)))).toBe(true);
          if (sigma === -1) expect(delta.lte(two.mul(pow(b, -t)))).toBe(true);
          else {
            const floor = one.sub(one.div(b)).mul(one.div(b).add(3)).div(4);
            expect(delta.gt(floor)).toBe(true);
          }
        }
      }
    }
  });

  it("is p + p²(b^t + 2b^{t−1} − 1) for the median of two locations, σ = −1 and t ≥ 1", () => {
    for (const b of bases) {
      for (let t = 1; t <= 3; t++) {
        const p = least(b, -1, t);
        const more = pow(b, t)
          .add(two.mul(pow(b, t - 1)))
          .sub(1);
        expect(medianDelta(b, -1, t, 2 * t + 1).equals(p.add(p.mul(p).mul(more)))).toBe(true);
      }
    }
  });

  it("is no less than p² for the median with the printed sign: 2t others at ℓ_1", () => {
    for (const b of bases) {
      for (let t = 1; t <= 3; t++) {
        const p = least(b, 1, t);
        const delta = leastDelta(
          b,
          1,
          t,
          [
            [2 * t, 1],
            [2 * t + 1, 0],
          ],
          med,
        );
        expect(delta.equals(p.mul(p))).toBe(true);
        expect(p.gt(one.sub(one.div(b)).div(2))).toBe(true);
      }
    }
  });

  it("fails as printed and is repaired by the sign of the exponent; half the t is too short", async () => {
    const readings = await decided(xiaoPrivacy());
    expect(words(readings)).toEqual({
      "printed+histogram+q": "refuted",
      "printed+histogram+any": "refuted",
      "printed+median+q": "refuted",
      "negative+histogram+q": "proved for all epsilon",
      "negative+histogram+two": "proved for all epsilon",
      "negative+histogram+half": "refuted",
      "negative+median+q": "proved for all epsilon",
    });
    for (const name of ["printed+histogram+q", "printed+histogram+any", "printed+median+q"]) {
      expectRepaired(readings.get(name)!, "exp(−(ε/2)|k − t|)");
    }
    expectRepaired(readings.get("negative+histogram+half")!, "t ≥ (2/ε)·ln(1/δ)");
    // Every t falls beside two locations: those with one are the others.
    const { cases, failing } = readings.get("printed+histogram+any")!.evidence.enumerated as Record<string, number>;
    expect(cases! - failing!).toBe(
      xiaoPrivacy()
        .domain("gate", { sign: "printed", released: "histogram", bound: "any" })
        .cases.filter((c) => (c as { environment: { locations: string[] } }).environment.locations.length === 1).length,
    );
    const b = new Fraction(3);
    const delta = leastDelta(
      b,
      1,
      1,
      [
        [1, 0],
        [0, 1],
      ],
      (z) => z,
    );
    const { lhs, rhs } = readings.get("printed+histogram+q")!.counterexample!;
    expect([lhs, rhs]).toEqual([delta.toFraction(), "2/3"]);
    const eight = leastDelta(
      new Fraction(8),
      1,
      1,
      [
        [1, 1],
        [2, 0],
      ],
      med,
    );
    expect(readings.get("printed+median+q")!.counterexample!.lhs).toBe(eight.toFraction());
  });

  it("holds as printed for a mechanism whose noise has the other sign", async () => {
    const { mechanism } = xiaoMedianFormat;
    const turned: typeof xiaoMedianFormat = {
      ...xiaoMedianFormat,
      mechanism: { ...mechanism, law: (R, parameters, ...at) => mechanism.law(R, { ...parameters, sigma: -1 }, ...at) },
    };
    const readings = await decided(only("printed+median+q", xiaoPrivacy({ median: turned })));
    expect(words(readings)).toEqual({ "printed+median+q": "proved for all epsilon" });
  });

  it("rejects a mechanism that draws no noise whatever t is", async () => {
    const { mechanism } = xiaoMedianFormat;
    const noiseless: typeof xiaoMedianFormat = {
      ...xiaoMedianFormat,
      mechanism: { ...mechanism, law: (R, parameters, ...at) => mechanism.law(R, { ...parameters, t: 0 }, ...at) },
    };
    const claim = xiaoPrivacy({ median: noiseless });
    expect(words(await decided(only("negative+median+q", claim)))).toEqual({ "negative+median+q": "refuted" });
  });
});

describe("Xiao's mechanism is not purely private", () => {
  it("by every noise: ℓ_2 is chosen for the report ℓ_2 and never for ℓ_1", () => {
    for (const sigma of [1, -1] as const) {
      for (let t = 0; t <= 3; t++) {
        const others = Math.max(2 * t - 1, 0);
        const chance = (h: readonly number[]) =>
          everyNoise(truncated(new Fraction(2), t, sigma), 2, (r) => med(released(h, r))).atLeast.get("1");
        expect(chance([others, 1])!.gt(0)).toBe(true);
        expect(chance([others + 1, 0])).toBeUndefined();
        // With fewer others both are possible.
        if (t > 0) expect(chance([others, 0])!.gt(0)).toBe(true);
      }
    }
  });

  it("is proved by a witness for each number of locations and t", async () => {
    const proved = "proved for all epsilon";
    expect(words(await decided(xiaoNotPure()))).toEqual({
      "median+printed": proved,
      "histogram+printed": proved,
      "median+negative": proved,
      "histogram+negative": proved,
    });
  });

  it("rejects the noise that is truncated only below, and other numbers of others", async () => {
    const { mechanism } = xiaoMedianFormat;
    const below: typeof xiaoMedianFormat = {
      ...xiaoMedianFormat,
      mechanism: {
        ...mechanism,
        law: (R, parameters, ...at) => mechanism.law(R, { ...parameters, sigma: -1, truncation: "below" }, ...at),
      },
    };
    const claim: Claim = xiaoNotPure({ median: below });
    expect(words(await decided(only("median+negative", claim)))).toEqual({ "median+negative": "refuted" });
    const instance = {
      mechanism: "cckmv/xiao-median",
      parameters: { epsilon: { times: "2", log: "2" }, t: 1 },
      environment: { locations: ["0", "1"] },
      reports: [0],
    };
    const check = xiaoNotPure().check({ instance, choices: { player: 0 } }, claim.readings[0]!.switches);
    expect(check.hypotheses).toBe("outside");
  });
});
