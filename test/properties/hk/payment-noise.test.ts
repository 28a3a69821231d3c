import { describe, expect, it } from "vitest";
import { noiseMeasure, theorem13Variance, theorem14Variance } from "../../../properties/hk/noise-variance.js";
import { type PaymentScheme, privateScheme, publicScheme } from "../../../properties/hk/payment-schemes.js";
import type { Claim } from "../../../src/claim/claim.js";
import { rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, words } from "../cckmv/decided.js";
import { checkAt, D, instanceOf } from "./payment-decimals.js";
import { scaled } from "./scaled-noise.js";

describe("the amount of noise", () => {
  const players = (mechanism: string, n: number, log: string): JsonObject =>
    instanceOf(
      mechanism,
      "1",
      log,
      Array.from({ length: n }, () => ["0"]),
    );

  it("is that of the norm, not of the variance", async () => {
    for (const claim of [theorem13Variance(), theorem14Variance()]) {
      const readings = await decided(claim);
      expect(words(readings)).toEqual({ variance: "refuted", deviation: "proved for all epsilon" });
      expect(readings.get("variance")!.repair?.verdict).toBe("proved for all epsilon");
    }
    const measure = await decided(noiseMeasure());
    expect(words(measure)).toEqual({ itself: "refuted", square: "proved for all epsilon" });
    expect(measure.get("itself")!.repair?.verdict).toBe("proved for all epsilon");
  });

  it("has no constant as a variance: ε → 0 and n → ∞ refute each", () => {
    const claims = [
      ["hk/public-payments", theorem13Variance() as Claim, 3],
      ["hk/private-payments", theorem14Variance() as Claim, 1],
    ] as const;
    for (const [mechanism, claim, power] of claims) {
      for (const c of [1, 10, 1000, 1_000_000]) {
        // 2n^p/ε² > c·n^{p/2}/ε if and only if 2n^{p/2} > cε, and ln(1 + 1/c) < 1/c.
        expect(checkAt(claim, "variance", players(mechanism, 1, `${c + 1}/${c}`), { constant: `${c}` }).holds).toBe(
          false,
        );
      }
      for (const [k, log] of [
        [1, "16"],
        [2, "2"],
        [3, "16"],
        [5, "1000"],
      ] as const) {
        const holds = new D(2).mul(k ** power).lte(new D(5).mul(new D(log).ln()));
        expect(checkAt(claim, "variance", players(mechanism, k * k, log), { constant: "5" }).holds).toBe(holds);
      }
    }
  });

  it("rejects other noise, and variances that are not printed", () => {
    for (const [make, scheme] of [
      [theorem13Variance, publicScheme],
      [theorem14Variance, privateScheme],
    ] as const) {
      const instance = players(scheme.format.mechanism.id, 3, "2");
      expect(checkAt(make() as Claim, "deviation", instance, {}).holds).toBe(true);
      expect(checkAt(make(scaled(scheme, 11n, 10n)) as Claim, "deviation", instance, {}).holds).toBe(false);
    }
    const misprinted: PaymentScheme = {
      ...privateScheme,
      format: {
        ...privateScheme.format,
        extras: (values) => ({ ...privateScheme.format.extras!(values), totalVariance: () => ({ coefficient: rational(1n), overEpsilonPower: 2 }) }), // biome-ignore format: one line
      },
    };
    const two = players("hk/private-payments", 2, "2");
    expect(checkAt(noiseMeasure() as Claim, "square", two, {}).holds).toBe(true);
    expect(checkAt(noiseMeasure([misprinted]) as Claim, "square", two, {}).holds).toBe(false);
  });
});
