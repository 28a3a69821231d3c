import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { loc3Domination } from "../../../properties/nst/loc3-domination.js";
import { firstWith } from "../../../properties/nst/loc3-numbers.js";
import { quarterError } from "../../../properties/nst/one-facility.js";
import { twoFacilityRate } from "../../../properties/nst/remark-two-facility-rate.js";
import { firstRefuted, theorem3 } from "../../../properties/nst/theorem-3.js";
import { theorem3Exp } from "../../../properties/nst/theorem-3-exp.js";
import { theorem3Mbar } from "../../../properties/nst/theorem-3-mbar.js";
import { theorem3Q } from "../../../properties/nst/theorem-3-q.js";
import type { Side } from "../../../src/claim/claim.js";
import { rational } from "../../../src/number/rational.js";
import { enclosureOf } from "../../../src/number/real.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

/** The numbers of LOC3 a second time, in decimals of 40 digits; integrals by Simpson's rule. */
const Precise = Decimal.clone({ precision: 40 });
const decimal = (x: number | bigint | string) => new Precise(x.toString());
const cubeRoot = (n: bigint) => decimal(n).pow(decimal(1).div(3));
const rate = (K: number, n: bigint) =>
  decimal(K + 1)
    .sqrt()
    .mul(decimal(n).ln())
    .div(cubeRoot(n));
/** log₂(n^{1/3}/(6·√(K+1)·ln n)). */
const exponent = (K: number, n: bigint) => rate(K, n).mul(6).pow(-1).log(2);
const mbarOf = (K: number, n: bigint) => exponent(K, n).ceil().toNumber() + 0;
const epsilonOf = (K: number, n: bigint) =>
  decimal(K + 1)
    .sqrt()
    .div(cubeRoot(n).pow(2));
const qOf = (K: number, n: bigint) => epsilonOf(K, n).mul(16 * mbarOf(K, n) * 2 ** mbarOf(K, n));
const value = (side: Side): number => {
  if (side === "infinity" || "logs" in side) throw new TypeError("expected a number");
  const { numerator, denominator } = "low" in side ? side.low : side;
  return decimal(numerator).div(decimal(denominator)).toNumber();
};

const simpson = (f: (s: number) => number, from: number, to: number, steps = 4000): number => {
  const h = (to - from) / steps;
  const weights = Array.from({ length: steps + 1 }, (_, i) => (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2));
  return (weights.reduce<number>((sum, w, i) => sum + w * f(from + i * h), 0) * h) / 3;
};
/** E|s − t| for a density on [0, 1] that is smooth between the breaks. */
const meanDistance = (t: number, density: (s: number) => number, breaks: readonly number[], steps?: number): number => {
  const ends = [...new Set([0, t, ...breaks, 1])].sort((x, y) => x - y);
  const over = (f: (s: number) => number) =>
    ends.slice(1).reduce((sum, end, i) => sum + simpson(f, ends[i]!, end, steps), 0);
  return over((s) => density(s) * Math.abs(s - t)) / over(density);
};

const loc3 = { mechanism: "nst/loc3", reports: [] };
const several = ["K ≥ 2"];
const repaired = "refuted, proved on the domain";

describe("m̄ and β", () => {
  it("are first 1 and 2 at these n", () => {
    for (const [K, one, two] of [
      [1, 1_832_278n, 23_981_950n],
      [2, 3_929_037n, 50_027_803n],
    ] as const) {
      expect([firstWith(1, K), firstWith(2, K)]).toEqual([one, two]);
      expect([one - 1n, one, two - 1n, two].map((n) => mbarOf(K, n))).toEqual([0, 1, 1, 2]);
    }
  });

  it("give a β below 1 from these n on", () => {
    const evidence = theorem3().evidence!("gate", { sign: "utility", Y: "real" });
    expect(evidence.thresholds).toEqual([{ K: 2, "m̄ ≥ 1 from n": "3929037", "β < 1 from n": "1624238036" }]);
    expect([1_624_238_035n, 1_624_238_036n].map((n) => rate(2, n).mul(32).lessThan(1))).toEqual([false, true]);
  });
});

describe("Theorem 3", () => {
  it("falls for one facility and is proved from two on; not with 26 in the place of 32", async () => {
    const all = { "distance+real": repaired, "utility+real": repaired, "distance+integer": repaired };
    expect(await wordsOf(theorem3())).toEqual(all);
    const sharper = theorem3(several, rational(26n));
    expect(fallsAt(sharper, "utility+real", { K: "2", n: "50027802", part: "error" }, loc3)).toBe(true);
    expect(fallsAt(theorem3(), "utility+real", { K: "2", n: "50027802" }, loc3)).toBe(false);
  });

  it.each([
    ["utility", "1/4"],
    ["distance", "1/2"],
  ] as const)("is refuted first at the n that is named: %s", (sign, best) => {
    const first = firstRefuted[sign];
    const exceeds = (n: bigint) => {
      const rest = decimal(best === "1/4" ? "0.25" : "0.5").sub(decimal(2).div(epsilonOf(1, n).mul(decimal(n))));
      return rest.mul(decimal(1).sub(qOf(1, n))).greaterThan(rate(1, n).mul(32));
    };
    expect([exceeds(first - 1n), exceeds(first)]).toEqual([false, true]);
    const at = (n: bigint) => fallsAt(theorem3(), `${sign}+real`, { K: "1", n: `${n}` }, loc3);
    expect([at(first - 1n), at(first)]).toEqual([false, true]);
  });

  it("has the error of an integral where all stand at 1/4 and announce 0", () => {
    const n = 1_832_278n;
    const a = epsilonOf(1, n).mul(decimal(n)).div(2).toNumber();
    const free = meanDistance(1 / 4, (s) => Math.exp(-a * s), []);
    // Y/2 is uniform on [0, 1/2], as m̄ = 1.
    const held = 1 / 8;
    const q = qOf(1, n).toNumber();
    const { low } = enclosureOf(quarterError(n, "utility", "real")!, 60);
    expect(value(low)).toBeCloseTo((1 - q) * free + q * held, 9);
  });

  it("rests on an announcement that is the only best one: 0, or 1 for the displayed sign, at 1/4", () => {
    const c = 1 / 10;
    for (const [sign, middle] of [
      [-1, 0],
      [-1, 1],
      [1, 0],
      [1, 1],
    ] as const) {
      const at = (b: number) =>
        meanDistance(
          1 / 4,
          (s) => Math.exp(sign * c * (Math.abs(s - b) + middle * Math.abs(s - 1 / 2))),
          [b, 1 / 2],
          100,
        );
      const distances = Array.from({ length: 21 }, (_, i) => at(i / 20));
      expect(distances.slice(1).every((d, i) => sign * (d - distances[i]!) < 0)).toBe(true);
    }
  });

  it("lists undominated announcements: only the truth for two facilities, the ends at 1/4 for one", () => {
    const rows = theorem3().evidence!("standard", { sign: "utility", Y: "real" })["not dominated on the grid"];
    const byPlace = (rows as readonly JsonObject[]).map((row) => (row.byPlace as JsonObject)["1/4"]);
    expect(byPlace).toEqual([["0"], ["1/4"]]);
  });
});

describe("the steps of Theorem 3", () => {
  it("have 16 in q, and a product for the quotient", async () => {
    expect(await wordsOf(theorem3Q())).toEqual({ defined: repaired, printed: "proved on the domain" });
    expect(await wordsOf(theorem3Exp())).toEqual({ quotient: repaired, product: "proved on the domain" });
    expect(await wordsOf(theorem3Mbar())).toEqual({ literal: "proved on the domain" });
    expect(await wordsOf(twoFacilityRate())).toEqual({ literal: "proved on the domain" });
  });

  it("have the sides of the printed formulas", () => {
    const [K, n] = [2, 10n ** 12n];
    const mbar = mbarOf(K, n);
    const x = epsilonOf(K, n).mul(decimal(n));
    const accuracy = decimal(6)
      .div(x)
      .mul(decimal(1).exp().add(x.pow(3)).ln());
    const at = { K: "2", n: `${n}` };
    const sum = checkOf(theorem3Exp(), "quotient", { ...at, part: "sum" }, loc3);
    expect(value(sum.left)).toBeCloseTo(accuracy.add(2 ** mbar).toNumber(), 9);
    expect(value(sum.right)).toBeCloseTo(rate(K, n).mul(30).toNumber(), 9);
    const first = checkOf(theorem3Q(), "printed", { ...at, part: "first" }, loc3);
    expect(value(first.left)).toBeCloseTo(qOf(K, n).div(2).toNumber(), 12);
    const error = checkOf(twoFacilityRate(), "literal", at, loc3);
    expect(value(error.left)).toBeCloseTo(qOf(K, n).add(accuracy).add(decimal(4).div(2 ** mbar)).toNumber(), 9); // biome-ignore format: one line
  });

  it("fall with smaller constants", () => {
    const at = { K: "2", n: "50027802" };
    expect(fallsAt(theorem3Exp([], rational(26n)), "product", at, loc3)).toBe(true);
    expect(fallsAt(theorem3Exp(), "product", at, loc3)).toBe(false);
    expect(fallsAt(theorem3Q([], rational(1n, 1000n)), "printed", at, loc3)).toBe(true);
    expect(fallsAt(theorem3Q(["q = 16εm̄2^m̄"]), "defined", at, loc3)).toBe(false);
    expect(fallsAt(theorem3Mbar(rational(1n, 20n)), "literal", at, loc3)).toBe(true);
    expect(fallsAt(twoFacilityRate(rational(26n)), "literal", at, loc3)).toBe(true);
  });
});

describe("domination", () => {
  const mixture = (K: number, m: number, mbar: number, q: string, log: string): JsonObject => ({
    mechanism: "nst/line-mixture",
    parameters: { epsilon: { times: `${2 * m}`, log }, q, mbar },
    environment: { kind: "line", K, m },
    reports: ["0"],
  });

  it("falls for one facility and is proved from two on", async () => {
    expect(new Set(Object.values(await wordsOf(loc3Domination())))).toEqual(new Set([repaired]));
  });

  it("falls by the integrals: a player alone at 1/3 gains by announcing 0", () => {
    const lie = { truth: "1/3", lie: "0" };
    const found = checkOf(loc3Domination(), "particular+utility+real", lie, mixture(1, 3, 3, "1/2", "10001/10000"));
    const c = 3 * Math.log(1.0001);
    const at = (b: number) => meanDistance(1 / 3, (s) => Math.exp(-c * Math.abs(s - b)), [b], 100);
    expect(found.holds).toBe(false);
    expect(value(found.left) * 1e6).toBeCloseTo((1e6 * (at(0) - at(1 / 3))) / 2, 6);
  });

  it("falls for two facilities where q is too small for what is asked of it", () => {
    const hardly = mixture(2, 4, 3, "1/10000000", "10001/10000");
    const claim = loc3Domination(several, rational(10n ** 7n));
    expect(fallsAt(claim, "particular+utility+real", {}, hardly)).toBe(true);
    expect(fallsAt(claim, "particular+utility+real", {}, mixture(2, 4, 3, "1/3", "10001/10000"))).toBe(false);
  });
});
