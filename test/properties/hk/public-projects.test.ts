import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { nearlyOptimal } from "../../../properties/hk/cppp-near-optimal.js";
import { projectCount } from "../../../properties/hk/cppp-range.js";
import { projectTime } from "../../../properties/hk/cppp-running-time.js";
import type { RowPayment } from "../../../properties/hk/profile-cases.js";
import { theorem7 } from "../../../properties/hk/theorem-7.js";
import type { Claim } from "../../../src/claim/claim.js";
import { publicProjectFormat } from "../../../src/instance/hk-exponential.js";
import { coarser } from "../../../src/number/ring.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, expectRepaired, only, words } from "../cckmv/decided.js";
import { decimal, lawOf, lnOf, near, Precise, sideAt, totalOf } from "./figure-by-hand.js";

const check = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, claim.readings.find((reading) => reading.name === name)!.switches);

const format = publicProjectFormat;

/** The sets of at most, or exactly, k of m projects, from all 2^m bit masks. */
function setsBy(m: number, k: number, size: "at-most" | "exactly"): readonly number[] {
  const bits = (mask: number): number => [...mask.toString(2)].filter((bit) => bit === "1").length;
  return Array.from({ length: 2 ** m }, (_, mask) => mask).filter((mask) =>
    size === "exactly" ? bits(mask) === k : bits(mask) <= k,
  );
}

/** ε = 4·ln y. */
const project = (
  [m, k, size]: readonly [number, number, "at-most" | "exactly"],
  reports: readonly (readonly string[])[],
  y = new Fraction(2),
): JsonObject => ({
  mechanism: "hk/public-project",
  parameters: { epsilon: { times: "4", log: y.toFraction() } },
  environment: { projects: m, limit: k, size },
  reports,
});

const zeroes = (length: number): string[] => Array.from({ length }, () => "0");
const lastOf = (length: number): string[] => [...zeroes(length - 1), "1"];

/** e^{ε·welfare}: twice as sharp as the paper's. */
const sharp = {
  ...format,
  mechanism: {
    ...format.mechanism,
    law: (R, p, range, profile) => format.mechanism.law(coarser(R, 2), p, range, profile),
  } as typeof format.mechanism,
};

/** Every set alike, whatever is reported. */
const careless = {
  ...format,
  mechanism: {
    ...format.mechanism,
    law: (R, _p, { outcomes }) => ({
      entries: outcomes.map((_, outcome) => ({ outcome, weight: R.one })),
      total: R.integer(BigInt(outcomes.length)),
    }),
  } as typeof format.mechanism,
};

/** The last set is forgotten. */
const forgetful = {
  ...format,
  mechanism: {
    ...format.mechanism,
    outcomes: (range, p, profile) => format.mechanism.outcomes(range, p, profile).slice(1),
  } as typeof format.mechanism,
};

describe("the size of the range", () => {
  it("by counting bit masks: C(m, k) for sets of k, more for at most k, never above 2·m^k", () => {
    const shares: number[] = [];
    for (let m = 1; m <= 7; m++) {
      for (let k = 1; k <= m; k++) {
        for (const size of ["at-most", "exactly"] as const) {
          const count = setsBy(m, k, size).length;
          const instance = project([m, k, size], [zeroes(count)]);
          const [counted, one, order] = ["count", "one", "order"].map((says) =>
            check(projectCount(), `${size}+${says}`, instance),
          );
          const exactly = setsBy(m, k, "exactly").length;
          expect([counted!.holds, one!.holds, order!.holds]).toEqual([count === exactly, count <= m ** k, true]);
          shares.push(count / m ** k);
        }
      }
    }
    expect(Math.max(...shares)).toBe(2);
  });

  it("is decided once a case, since no ε is in it", async () => {
    const found = await decided(projectCount());
    expect(words(found)).toEqual({
      "at-most+count": "refuted",
      "at-most+one": "refuted",
      "at-most+order": "proved on the domain",
      "exactly+count": "proved on the domain",
      "exactly+one": "proved on the domain",
      "exactly+order": "proved on the domain",
    });
    expect([...found.values()].map(({ epsilons }) => epsilons)).toEqual(Array(6).fill(undefined));
  });

  it("is repaired by the sum of binomials, and by the constant 2; rejects a forgotten set", async () => {
    for (const [name, change] of [
      ["at-most+count", "Σ_{j ≤ k} C(m, j)"],
      ["at-most+one", "2·m^k"],
    ] as const) {
      const { repair } = (await decided(only(name, projectCount()))).get(name)!;
      expect([repair!.verdict, repair!.changes]).toEqual(["proved on the domain", [change]]);
      expect(repair!.necessary.map(({ without }) => without)).toEqual([change]);
    }
    const wrong = check(projectCount(forgetful), "exactly+count", project([2, 1, "exactly"], [zeroes(2)]));
    expect(wrong.holds).toBe(false);
  });
});

describe("Theorem 7", () => {
  it("falls for one project, where k·ln m = 0 and there are two sets", () => {
    const instance = { ...project([1, 1, "at-most"], [["0", "1"]]), parameters: { epsilon: { times: "2", log: "2" } } };
    // e^{ε/2} = 2: the empty set has 1/3, and counts for all e^t < e^ε = 4.
    const at = check(theorem7(), "at-most+tail", instance, { t: { exp: "7/2" } });
    expect([at.left, at.right, at.holds]).toEqual([
      { numerator: 1n, denominator: 3n },
      { numerator: 2n, denominator: 7n },
      false,
    ]);
  });

  it("with 2/ε: the chance of a gap of 1 is at most m^k·e^{−ε/2}, by hand", () => {
    for (const [m, k, size] of [
      [1, 1, "at-most"],
      [2, 2, "at-most"],
      [3, 2, "exactly"],
    ] as const) {
      for (const x of [new Fraction(11, 10), new Fraction(3), new Fraction(1000)]) {
        const others = setsBy(m, k, size).length - 1;
        const gap = new Fraction(others).div(x.add(others));
        expect(gap.mul(x).compare(m ** k)).toBeLessThanOrEqual(0);
        // As printed it would have to be at most m^k·e^{−ε}: not so for large ε.
        if (x.compare(new Fraction(1000)) === 0) expect(gap.mul(x.pow(2)!).compare(m ** k)).toBe(1);
      }
    }
  });

  it("holds but for the tail, and the tail with 2/ε", async () => {
    const repaired = await decided(only("at-most+tail", theorem7()));
    expectRepaired(repaired.get("at-most+tail")!, "2");
  });

  it("the tail as printed is right for weights e^{ε·welfare}, which are not ε-private", () => {
    const instance = project([1, 1, "at-most"], [["0", "1"]], new Fraction(3));
    expect(check(theorem7(), "at-most+tail", instance).holds).toBe(false);
    expect(check(theorem7(sharp), "at-most+tail", instance).holds).toBe(true);
    const two = project(
      [2, 1, "exactly"],
      [
        ["1", "0"],
        ["0", "1"],
      ],
      new Fraction(3),
    );
    expect(check(theorem7(), "exactly+private", two, { player: 0 }).holds).toBe(true);
    expect(check(theorem7(sharp), "exactly+private", two, { player: 0 }).holds).toBe(false);
  });

  it("without payments (1/2, 0) would rather report (1, 0)", () => {
    const free = {
      ...format,
      payments: ({ profile }) => profile.map(() => ({ numerator: 0n, denominator: 1n })),
    } as typeof format;
    const rows = [
      ["1/2", "0"],
      ["0", "1"],
    ];
    const instance = project([2, 1, "exactly"], rows, new Fraction(3));
    expect(check(theorem7(), "exactly+truthful", instance, { player: 0 }).holds).toBe(true);
    expect(check(theorem7(free), "exactly+truthful", instance, { player: 0 }).holds).toBe(false);
  });
});

describe("close to optimal", () => {
  it("one agent among n wants one set: the loss by hand, against 4·ln(2·m^k)/(ε·n)", () => {
    for (const [n, y] of [
      [4, new Fraction(2)],
      [40, new Fraction(2)],
    ] as const) {
      const instance = project([2, 1, "exactly"], [lastOf(2), ...Array.from({ length: n - 1 }, () => zeroes(2))], y);
      const at = check(nearlyOptimal(), "exactly+any", instance);
      // e^{ε/2} = y²: the other set has 1/(1 + y²).
      const loss = new Fraction(1).div(y.pow(2)!.add(1));
      const epsilon = lnOf(y).mul(4);
      expect(near(sideAt(at.left, y), decimal(loss.mul(n)).mul(epsilon))).toBe(true);
      expect(near(sideAt(at.right, y), new Precise(4).ln().mul(4))).toBe(true);
      expect(at.holds).toBe(n < 10);
    }
  });

  it("all agents want one set: the loss by hand", () => {
    const y = new Fraction(21, 20);
    const n = 6;
    const rows = Array.from({ length: n }, () => lastOf(4));
    const at = check(nearlyOptimal(), "at-most+linear", project([2, 2, "at-most"], rows, y));
    const P = lawOf([0, 0, 0, n].map((welfare) => y.pow(2 * welfare)!));
    const loss = totalOf(P.slice(0, 3)).mul(n);
    expect(near(sideAt(at.left, y), decimal(loss.mul(n)).mul(lnOf(y).mul(4)))).toBe(true);
    expect([at.holds, at.hypotheses]).toEqual([true, "inside"]);
  });

  it("needs a large optimum, and rejects a draw that does not care", async () => {
    const rows = Array.from({ length: 16 }, () => lastOf(2));
    expect(check(nearlyOptimal(careless), "exactly+linear", project([2, 1, "exactly"], rows)).holds).toBe(false);
    expect(check(nearlyOptimal(), "exactly+linear", project([2, 1, "exactly"], rows)).holds).toBe(true);
    const claim: Claim = { ...nearlyOptimal(), corners: [] };
    const found = await decided(only("at-most+any", claim));
    expectRepaired(found.get("at-most+any")!, "opt ≥ n/2");
  });
});

describe("the number of operations", () => {
  /** Figure 1 set by set, each operation ticked off. */
  const ticked = (n: number, N: number): number => {
    let ticks = 0;
    for (let r = 0; r < N; r++) ticks += n - 1 + 1;
    ticks += N - 1;
    for (let i = 0; i < n; i++) ticks += N + N + (N - 1) + N + (N - 1);
    return ticks;
  };

  it("is polynomial in n and C(m, k) for sets of exactly k, and not for k = m among sets of at most k", () => {
    for (const [m, k] of [
      [4, 2],
      [4, 4],
      [5, 1],
      [6, 6],
    ] as const) {
      for (const size of ["at-most", "exactly"] as const) {
        const N = setsBy(m, k, size).length;
        const C = setsBy(m, k, "exactly").length;
        for (const n of [1, 3]) {
          const at = check(
            projectTime(),
            `${size}+any`,
            project(
              [m, k, size],
              Array.from({ length: n }, () => zeroes(N)),
            ),
          );
          expect(at.left).toEqual({ numerator: BigInt(ticked(n, N)), denominator: 1n });
          expect([at.holds, ticked(n, N) <= 7 * n * N]).toEqual([ticked(n, N) <= 100 * n * C * C, true]);
        }
      }
    }
    expect(check(projectTime(), "at-most+any", project([4, 4, "at-most"], [zeroes(16)])).holds).toBe(false);
  });

  it("is polynomial for k up to m/2 alone among sets of at most k", async () => {
    const at = (k: number) =>
      check(projectTime(), "at-most+small", project([4, k, "at-most"], [zeroes(setsBy(4, k, "at-most").length)]));
    expect([at(2).hypotheses, at(2).holds, at(4).hypotheses]).toEqual(["inside", true, "outside"]);
    const found = await decided(projectTime());
    expect(words(found)).toEqual({
      "at-most+small": "proved for all epsilon",
      "at-most+any": "refuted",
      "exactly+small": "proved for all epsilon",
      "exactly+any": "proved for all epsilon",
    });
    expectRepaired(found.get("at-most+any")!, "k ≤ m/2");
  });

  it("is that of the mechanism: another law or payment is found out", async () => {
    const nothing: RowPayment = (R) => ({
      value: { numerator: R.zero, denominator: R.one },
      ratio: { numerator: R.one, denominator: R.one },
    });
    for (const claim of [projectTime(careless), projectTime(format, nothing)]) {
      await expect(decided(only("exactly+any", claim))).rejects.toThrow("decided to fail");
    }
    expect(words(await decided(only("exactly+any", projectTime())))).toEqual({
      "exactly+any": "proved for all epsilon",
    });
  });
});
