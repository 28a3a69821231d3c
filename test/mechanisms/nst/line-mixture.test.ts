import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { profileOf } from "../../../src/game/profile.js";
import { heldDistance } from "../../../src/mechanisms/nst/line-commitment.js";
import { lineEpsilon, lineLaw } from "../../../src/mechanisms/nst/line-exponential.js";
import { lineMixture, mixedDistance } from "../../../src/mechanisms/nst/line-mixture.js";
import { loc3, loc3Epsilon, loc3Mbar, loc3Q } from "../../../src/mechanisms/nst/loc3.js";
import { printInverseLog } from "../../../src/number/inverse-log.js";
import { parseRational, printRational, rational } from "../../../src/number/rational.js";
import { enclosureOf } from "../../../src/number/real.js";
import { atEpsilon, integral, sameQuotient, total, worlds } from "./line-route.js";

const read = (text: string) => parseRational(text)!;

describe("nst/line-mixture", () => {
  const line = { K: 2, m: 3 } as const;
  const world = worlds[6]![1];
  const epsilon = lineEpsilon({ times: rational(6n), log: rational(2n) }, line);
  const law = lineLaw(line, "utility", profileOf(world.at.map(read)));
  const at = (terms: Parameters<typeof atEpsilon>[0]) => atEpsilon(terms, new Fraction(3), new Fraction(2));
  const parameters = { q: rational(1n, 4n), mbar: 2, Y: "real", sign: "utility" } as const;
  const G = (s: readonly Fraction[]) => total(world, s);
  const [truth, report] = [rational(1n, 3n), rational(1n)];

  it("mixes the distance of the integral with that of the commitment", () => {
    const Z = at(integral(world, G, () => new Fraction(1)));
    const free = at(integral(world, G, (s) => total({ ...world, at: ["1/3"] }, s)));
    const held = new Fraction(printRational(heldDistance(parameters, 2, truth, report)));
    const above = free.map((c, k) => c.mul(3).div(4).add(Z[k]!.mul(held).div(4)));
    const found = printInverseLog(mixedDistance(parameters, epsilon, law, truth, report));
    expect(sameQuotient(above, Z, found)).toBe(true);
    const swapped = mixedDistance({ ...parameters, q: rational(3n, 4n) }, epsilon, law, truth, report);
    expect(sameQuotient(above, Z, printInverseLog(swapped))).toBe(false);
    expect(lineMixture.step!(parameters, line)).toEqual(rational(1n, 6n));
  });
});

describe("nst/loc3", () => {
  // Second route: floats, away from the jumps of the ceiling.
  const mbarOf = (n: number, K: number) => Math.ceil(Math.log2(n ** (1 / 3) / (6 * Math.sqrt(K + 1) * Math.log(n))));

  it.each([1, 2])("has no m̄ for one player or few, and that of the formula for many: K = %i", (K) => {
    expect(loc3Mbar(1n, K)).toBe(null);
    for (const n of [2, 3, 10, 1000, 10 ** 6, 3 * 10 ** 6, 10 ** 7, 10 ** 8, 10 ** 9, 10 ** 12, 10 ** 15]) {
      expect(loc3Mbar(BigInt(n), K)).toBe(mbarOf(n, K) >= 1 ? mbarOf(n, K) : null);
    }
    expect(loc3Mbar(10n ** 12n, K)).not.toBe(null);
    expect(loc3.reports({ K: 1, m: 1 })).toHaveLength(2);
  });

  it("encloses ε and q", () => {
    for (const [n, K] of [
      [1, 1],
      [7, 2],
      [10 ** 9, 1],
    ] as const) {
      const { low, high } = enclosureOf(loc3Epsilon(BigInt(n), K), 144);
      const sixth = (x: typeof low) => new Fraction(x.numerator ** 6n, x.denominator ** 6n);
      const exact = new Fraction(BigInt(K + 1) ** 3n, BigInt(n) ** 4n);
      expect(sixth(low).compare(exact)).toBeLessThan(0);
      expect(sixth(high).compare(exact)).toBeGreaterThan(0);
      const q = enclosureOf(loc3Q(BigInt(n), K, 2), 144);
      const middle = (x: typeof low) => Number((x.numerator * 10n ** 20n) / x.denominator) / 1e20;
      expect(middle(q.low)).toBeCloseTo((16 * 2 * 4 * Math.sqrt(K + 1)) / n ** (2 / 3), 9);
    }
  });
});
