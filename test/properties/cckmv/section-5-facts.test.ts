import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { asPrinted, testFunction } from "../../../properties/cckmv/fact-5.2-test-function.js";
import { couplingBound, electionEquality } from "../../../properties/cckmv/fact-5-coupling.js";
import { couplingOfThree, paperParts } from "../../../properties/cckmv/fact-5-mechanisms.js";
import { differenceOfPrivate } from "../../../properties/cckmv/fact-5-sd-dp.js";
import { tableCases } from "../../../properties/cckmv/tables.js";
import type { Claim } from "../../../src/claim/claim.js";
import { noisyElectionFormat } from "../../../src/instance/cckmv.js";
import { integersWithoutLog } from "../../../src/number/log-ring.js";
import { rational } from "../../../src/number/rational.js";
import {
  atMost,
  chance,
  decided,
  decimal,
  deviations,
  example,
  ln,
  outcomesOf,
  pairsUnder,
  proved,
  randomTables,
  response,
  statisticalDifference,
  sum,
  swap,
  type Table,
  tightest,
  tuples,
  verdicts,
} from "./second-route.js";

const decides = (claim: Claim<Table>, table: Table, switches: Record<string, string>): boolean => {
  const { hypotheses, conclusion } = claim.decide(integersWithoutLog, table, switches);
  return hypotheses !== "outside" && conclusion === "fails";
};

/** decide and the second route name the same tables, of the gate and random ones. */
function agree(claim: Claim<Table>, switches: Record<string, string>, fails: (table: Table) => boolean): number {
  const failing = tableCases("gate").filter((table) => decides(claim, table, switches));
  expect(failing).toEqual(tableCases("gate").filter(fails));
  fc.assert(
    fc.property(randomTables, (table) => {
      expect(decides(claim, table, switches)).toBe(fails(table));
    }),
    { numRuns: 40, seed: 11 },
  );
  return failing.length;
}

describe("the test function of Lemma 5.2", () => {
  const results = decided(testFunction());
  const expected = (table: Table, t: number, l: number, f: readonly number[]) =>
    sum(
      outcomesOf(table).map((o, i) =>
        chance(table, t, o)
          .sub(chance(table, l, o))
          .mul(f[i]!),
      ),
    ).abs();
  const largest = (table: Table, t: number, l: number) =>
    tuples([-1, 0, 1], outcomesOf(table).length)
      .map((f) => expected(table, t, l, f))
      .reduce((x, y) => (x.compare(y) >= 0 ? x : y));

  it("holds, and the f that is named attains it", () => {
    expect(verdicts(results())).toEqual({ bound: proved, maximiser: proved });
  });

  it("agrees with trying every f with values −1, 0, 1 and every event", () => {
    for (const [n, d] of [
      [2n, 1n],
      [19n, 10n],
    ] as const) {
      const failing = agree(testFunction(rational(n, d)), { part: "bound" }, (table) =>
        deviations(table).some(
          ([t, l]) => largest(table, t, l).compare(statisticalDifference(table, t, l).mul(new Fraction(n, d))) > 0,
        ),
      );
      expect(failing > 0).toBe(d !== 1n);
    }
  });

  it("attains it whatever f is where the masses are equal, and not if f is 0 where Pr[X = x] is smaller", () => {
    const named = (f: typeof asPrinted) => (table: Table) =>
      deviations(table).some(([t, l]) => {
        const values = outcomesOf(table).map((o) => f(chance(table, t, o).compare(chance(table, l, o)) as -1 | 0 | 1));
        return expected(table, t, l, values).compare(largest(table, t, l)) < 0;
      });
    const two = rational(2n);
    const upper = (order: -1 | 0 | 1) => (order >= 0 ? 1 : -1);
    const half = (order: -1 | 0 | 1) => (order > 0 ? 1 : 0);
    expect(agree(testFunction(two, asPrinted), { part: "maximiser" }, named(asPrinted))).toBe(0);
    expect(agree(testFunction(two, upper), { part: "maximiser" }, named(upper))).toBe(0);
    expect(agree(testFunction(two, half), { part: "maximiser" }, named(half))).toBeGreaterThan(0);
  });

  it("checks a given f", () => {
    const f = { 0: "1/2", 1: "-1" };
    const check = testFunction().check(example(response(1), 0, { f }), { part: "bound" });
    expect([check.holds, check.left, check.right]).toEqual([true, rational(1n, 2n), rational(2n, 3n)]);
    expect(() => testFunction().check(example(response(1), 0, { f: { 0: "2", 1: "0" } }), { part: "bound" })).toThrow(
      "expected values from -1 to 1",
    );
  });
});

describe("different outcomes under the same coins", () => {
  const results = decided(couplingBound());
  const differ = (table: Table, t: number, l: number) =>
    new Fraction(pairsUnder(table, t, l).length, table.columns.length);

  it("are at least as likely as SD; that is an equality always in 4.1, between neighbours in 6.1, never in 7.1 but for equal laws", () => {
    expect(verdicts(results())).toEqual({ any: proved, "all-three": "proved on the domain" });
    const { evidence } = results()["all-three"]!;
    // 2 voters' reports beside 0, 1 and 2 others: 1 + 2 + 3 histograms.
    expect(evidence["cckmv/noisy-election"]).toMatchObject({ equal: 2 * (1 + 2 + 3), strict: 0 });
    // Beside nobody or one other: locations 0, 1 two ways at 2 locations, then two of three pairs at 3 locations.
    expect(evidence["cckmv/noisy-median"]).toMatchObject({ equal: 2 * (1 + 2) + 4 * (1 + 3), strict: 2 * (1 + 3) });
    // 4 profiles of the others at M = 1 and at M = 2; among the types up to a constant and all lies, those a constant apart.
    expect(evidence["cckmv/noisy-vcg"]).toMatchObject({
      equal: 4 * 1 + 4 * 4,
      strict: 4 * (3 * 3 - 1) + 4 * (5 * 8 - 4),
    });
  });

  it("reject a joint law that exchanges the two reports", () => {
    const { mechanism } = noisyElectionFormat;
    const coupled: typeof mechanism.coupled = (R, p, e, rest, truth, lie) =>
      mechanism.coupled!(R, p, e, rest, lie, truth);
    const broken = couplingOfThree(paperParts({ ...noisyElectionFormat, mechanism: { ...mechanism, coupled } }));
    expect(broken.decide(broken.domain("gate").cases[0]!).conclusion).toBe("fails");
    expect(couplingOfThree().decide(broken.domain("gate").cases[0]!).conclusion).toBe("holds");
  });

  it("agrees with counting coins, and rejects twice SD", () => {
    for (const constant of [1, 2]) {
      const failing = agree(couplingBound(rational(BigInt(constant))), { mechanism: "any" }, (table) =>
        deviations(table).some(
          ([t, l]) => differ(table, t, l).compare(statisticalDifference(table, t, l).mul(constant)) < 0,
        ),
      );
      expect(failing > 0).toBe(constant === 2);
    }
  });

  it("counts where it is an equality", () => {
    const pairs = tableCases("gate").flatMap((table) =>
      deviations(table)
        .filter(([t, l]) => t < l)
        .map(([t, l]) => differ(table, t, l).equals(statisticalDifference(table, t, l))),
    );
    expect(results().any!.evidence.equality).toMatchObject({
      equal: pairs.filter((equal) => equal).length,
      strict: pairs.filter((equal) => !equal).length,
    });
    const check = couplingBound().check(example(swap, 0, {}), { mechanism: "any" });
    expect([check.left, check.right]).toEqual([rational(1n), rational(0n)]);
  });

  it("is an equality for the election", () => {
    expect(electionEquality()).toEqual({
      "Pr_r[different] = SD for every ε, as polynomials": true,
      "histograms of 1 to 8 voters": 72,
    });
    // By the noise: the outcomes differ iff r is s or s + 1, and the winner's chance falls by the same mass.
    const mass = (a: Fraction, k: number) => a.pow(Math.abs(k))!.mul(new Fraction(1).sub(a)).div(a.add(1));
    const upTo = (a: Fraction, t: number) =>
      t >= 0 ? new Fraction(1).sub(a.pow(t + 1)!.div(a.add(1))) : a.pow(-t)!.div(a.add(1));
    for (const a of [new Fraction(1, 3), new Fraction(9, 10)]) {
      for (let s = -6; s <= 6; s++)
        expect(
          upTo(a, s + 1)
            .sub(upTo(a, s - 1))
            .equals(mass(a, s).add(mass(a, s + 1))),
        ).toBe(true);
    }
  });
});

describe("SD of a private mechanism", () => {
  const results = decided(differenceOfPrivate());
  const boundOf = (b: Fraction, order: string) =>
    order === "linear" ? ln(b).div(2) : order === "sharp" ? decimal(b.sub(1).div(b.add(1))) : decimal(b.sub(1));

  it("is at most e^ε − 1, ε/2 and (e^ε − 1)/(e^ε + 1)", () => {
    expect(verdicts(results())).toEqual({ exponential: proved, linear: proved, sharp: proved });
  });

  it("agrees with decimals, and rejects smaller constants", () => {
    for (const [order, n, d, falls] of [
      ["exponential", 1n, 1n, false],
      ["exponential", 1n, 3n, false],
      ["exponential", 3n, 10n, true],
      ["linear", 1n, 1n, false],
      ["linear", 24n, 25n, true],
      ["sharp", 1n, 1n, false],
      ["sharp", 99n, 100n, true],
    ] as const) {
      const failing = agree(differenceOfPrivate(rational(n, d)), { order }, (table) => {
        const x = tightest(table);
        if (x === "infinity") return false;
        return deviations(table).some(
          ([t, l]) =>
            !atMost(decimal(statisticalDifference(table, t, l)), boundOf(x, order).mul(decimal(new Fraction(n, d)))),
        );
      });
      expect(failing > 0).toBe(falls);
    }
  });

  it("is attained by randomized response", () => {
    for (const n of [1, 2, 7]) {
      const { left, right } = differenceOfPrivate().check(example(response(n), 0, {}), { order: "sharp" });
      expect([left, right]).toEqual([rational(1n, BigInt(2 * n + 1)), rational(1n, BigInt(2 * n + 1))]);
    }
  });

  it("rests on an identity", () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), ([n, m, k]) => {
        const [b, P, P2] = [new Fraction(n + 1, 7), new Fraction(m, 99), new Fraction(k, 99)];
        const brackets = b
          .mul(P2)
          .sub(P)
          .add(b.mul(new Fraction(1).sub(P)).sub(new Fraction(1).sub(P2)));
        expect(b.add(1).mul(P.sub(P2)).equals(b.sub(1).sub(brackets))).toBe(true);
      }),
      { seed: 1 },
    );
  });
});
