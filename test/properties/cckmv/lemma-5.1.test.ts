import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { hypothesesOfLemma51, lemma51 } from "../../../properties/cckmv/lemma-5.1.js";
import { tableCases } from "../../../properties/cckmv/tables.js";
import type { Claim } from "../../../src/claim/claim.js";
import type { Switches } from "../../../src/claim/reading.js";
import { integersWithoutLog } from "../../../src/number/log-ring.js";
import {
  decided,
  deviations,
  example,
  outcomesOf,
  pairsUnder,
  proved,
  type Ratio,
  randomTables,
  ratio,
  response,
  swap,
  type Table,
  tightest,
  tuples,
  verdicts,
} from "./second-route.js";

const literal = "any+limit+extended+open+two-signed";
const switchesOf = (bound: string, atOne: string, sign: string): Switches => ({
  bound,
  atOne,
  values: "extended",
  atInfinity: "open",
  sign,
});

/**
 * Whether the lemma fails at a table: tries e^ε at and above the largest ratio, F with values 0, 1 at the ratios and at
 * e^ε, and outcome utilities 0, …, 4.
 */
function fails(table: Table, { bound, atOne, sign }: Switches, constant = 2): boolean {
  const x = tightest(table);
  if (x === "infinity") return false;
  const outcomes = outcomesOf(table);
  const ratios = outcomes.map((o) => ratio(table, o) as Fraction);
  for (const b of [x, x.add(1), x.mul(3).div(2)].filter((y) => y.compare(1) > 0)) {
    const points = [...new Set([...ratios, b].map((y) => y.toFraction()))]
      .map((y) => new Fraction(y))
      .sort((y, z) => y.compare(z));
    for (const values of tuples([0, 1], points.length)) {
      const F = (y: Fraction) => values[points.findIndex((point) => point.equals(y))]!;
      const zeroAtOne = !points[0]!.equals(1) || values[0] === 0;
      const rising = zeroAtOne && values.every((value, i) => i === 0 || values[i - 1]! <= value);
      if (bound === "monotone" ? !rising : atOne === "zero" && !zeroAtOne) continue;
      if (breaks(table, (o) => F(ratio(table, o) as Fraction), constant * F(b), sign!)) return true;
    }
  }
  return false;
}

/** Whether utilities that fall by `least` over all reachable pairs of all types leave a lie that pays. */
function breaks(table: Table, F: (o: number) => number, least: number, sign: string): boolean {
  const outcomes = outcomesOf(table);
  const candidates = Array.from({ length: table.types }, (_, truth) => {
    const pairs = deviations(table)
      .filter(([t]) => t === truth)
      .flatMap(([t, l]) => pairsUnder(table, t, l));
    return tuples([0, 1, 2, 3, 4], outcomes.length)
      .filter((u) => pairs.every(([o, p]) => u[o]! - u[p]! >= least))
      .map((u) => pairs.some(([o, p]) => u[o]! - u[p]! < F(o) + (sign === "cost" ? 0 : F(p))));
  });
  return candidates.every((all) => all.length > 0) && candidates.some((all) => all.includes(true));
}

const decides = (claim: Claim<Table>, table: Table, switches: Switches): boolean => {
  const { hypotheses, conclusion } = claim.decide(integersWithoutLog, table, switches);
  return hypotheses !== "outside" && conclusion === "fails";
};

describe("Lemma 5.1", () => {
  const results = decided(lemma51());

  it("falls where F is free and holds for nondecreasing F", () => {
    expect(verdicts(results())).toEqual({
      [literal]: "refuted",
      "any+limit+finite+open+two-signed": "refuted",
      "any+zero+extended+open+two-signed": "refuted",
      "any+zero+finite+open+two-signed": "refuted",
      "monotone+limit+extended+open+two-signed": proved,
      "monotone+limit+finite+open+two-signed": proved,
      "monotone+zero+extended+open+two-signed": proved,
      "monotone+zero+finite+open+two-signed": proved,
      "any+limit+extended+closed+two-signed": "refuted",
      "any+limit+extended+open+cost": "refuted",
    });
  });

  it("has a repair that is needed wherever it falls", () => {
    for (const { verdict, repair } of Object.values(results())) {
      expect(repair?.verdict).toBe(verdict === "refuted" ? proved : undefined);
      if (repair) expect(repair.necessary.map(({ without }) => without)).toEqual(["F nondecreasing"]);
    }
  });

  it("falls first at two coins, with F(1) > 0", () => {
    const { counterexample } = results()[literal]!;
    expect(counterexample!.instance.environment).toMatchObject({
      coins: ["1/2", "1/2"],
      outcome: { 0: [0, 1], 1: [1, 0] },
    });
    expect(counterexample!.choices.F).toEqual({ kind: "linear", slope: "0", atOne: "1" });
  });

  it("agrees with trying every F and U^out, at every table of the gate", () => {
    for (const switches of [
      switchesOf("any", "limit", "two-signed"),
      switchesOf("any", "zero", "two-signed"),
      switchesOf("monotone", "limit", "two-signed"),
      switchesOf("any", "limit", "cost"),
      switchesOf("any", "zero", "cost"),
    ]) {
      for (const table of tableCases("gate")) expect(decides(lemma51(), table, switches)).toBe(fails(table, switches));
    }
  });

  it("agrees with it at random tables", () => {
    fc.assert(
      fc.property(randomTables, (table) => {
        for (const bound of ["any", "monotone"]) {
          const switches = switchesOf(bound, "zero", "two-signed");
          expect(decides(lemma51(), table, switches)).toBe(fails(table, switches));
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("needs the constant 2, and 1 for a cost", () => {
    const once = lemma51([], undefined, 1n);
    for (const sign of ["two-signed", "cost"]) {
      const switches = switchesOf("monotone", "limit", sign);
      const failing = tableCases("gate").filter((table) => decides(once, table, switches));
      expect(failing).toEqual(tableCases("gate").filter((table) => fails(table, switches, 1)));
      expect(failing.length > 0).toBe(sign === "two-signed");
    }
  });

  it("needs each of its hypotheses", () => {
    const { evidence } = results()["monotone+limit+extended+open+two-signed"]!;
    for (const hypothesis of hypothesesOfLemma51) {
      const shown = evidence[`without ${hypothesis}`] as { lhs: string; rhs: string };
      expect(new Fraction(shown.lhs).compare(shown.rhs)).toBe(-1);
    }
  });

  it("passes at randomized response with F = x − 1 and a gap of 2F(e^ε)", () => {
    const choices = {
      epsilon: { times: "1", log: "2" },
      F: { kind: "linear", slope: "1" },
      outcomeUtility: [
        { 0: "2", 1: "0" },
        { 0: "0", 1: "2" },
      ],
    };
    const check = lemma51().check(example(response(1), 0, choices), switchesOf("any", "limit", "two-signed"));
    expect([check.hypotheses, check.holds, check.left, check.right]).toEqual([
      "boundary",
      true,
      { numerator: 2n, denominator: 1n },
      { numerator: 2n, denominator: 1n },
    ]);
  });

  it("says nothing where the mechanism is not private enough or the gap is too small", () => {
    const check = (log: string, gap: string, table: Table) =>
      lemma51().check(
        example(table, 0, {
          epsilon: { times: "1", log },
          F: { kind: "linear", slope: "1" },
          outcomeUtility: [
            { 0: gap, 1: "0" },
            { 0: "0", 1: gap },
          ],
        }),
        switchesOf("any", "limit", "two-signed"),
      ).hypotheses;
    expect(check("3/2", "2", response(1))).toBe("outside");
    expect(check("2", "1", response(1))).toBe("outside");
    expect(check("3", "5", response(1))).toBe("inside");
    expect(check("2", "2", { types: 2, columns: [[0, 1]] })).toBe("outside");
    expect(check("2", "0", swap)).toBe("outside");
  });

  it("knows the ratios of the second route", () => {
    const x: Ratio[] = [
      tightest(swap),
      tightest(response(1)),
      tightest(response(3)),
      tightest({ types: 2, columns: [[0, 1]] }),
    ];
    expect(x.map(String)).toEqual(["1", "2", new Fraction(4, 3).toString(), "infinity"]);
  });
});
