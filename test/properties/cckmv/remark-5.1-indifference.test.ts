import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indifference } from "../../../properties/cckmv/remark-5.1-indifference.js";
import { tableCases } from "../../../properties/cckmv/tables.js";
import type { Switches } from "../../../src/claim/reading.js";
import { integersWithoutLog } from "../../../src/number/log-ring.js";
import {
  decided,
  deviations,
  example,
  outcomesOf,
  pairsUnder,
  proved,
  randomTables,
  ratio,
  response,
  swap,
  type Table,
  tightest,
  tuples,
  verdicts,
} from "./second-route.js";

const switchesOf = (part: string, level: string, atOne = "limit", bound = "any", sign = "two-signed"): Switches => ({
  part,
  level,
  atOne,
  bound,
  values: "extended",
  atInfinity: "open",
  sign,
});

const answer = (table: Table, switches: Switches): "outside" | "holds" | "fails" => {
  const { hypotheses, conclusion } = indifference().decide(integersWithoutLog, table, switches);
  return hypotheses === "outside" ? hypotheses : (conclusion as "holds" | "fails");
};

/** Every pair that some coin leads to, tried with every F with values 0, 1 at the ratios, and 0, 1 at a larger e^ε. */
function expected(table: Table, { part, level, atOne, bound, sign }: Switches): "outside" | "holds" | "fails" {
  if (tightest(table) === "infinity") return "outside";
  const pairs = deviations(table).flatMap(([t, l]) => pairsUnder(table, t, l));
  const outcomes = outcomesOf(table);
  const ratios = [...new Set(outcomes.map((o) => ratio(table, o).toString()))];
  const xs = [...ratios].sort((x, y) => Number(x) - Number(y));
  const Fs = tuples([0, 1], xs.length + 1).filter((values) => {
    const zeroAtOne = xs[0] !== "1" || values[0] === 0;
    const rising = zeroAtOne && values.every((value, i) => i === 0 || values[i - 1]! <= value);
    if (bound === "monotone" ? !rising : atOne === "zero" && !zeroAtOne) return false;
    return level !== "positive" || values.at(-1)! > 0;
  });
  const gains = (F: readonly number[], [o, p]: readonly [number, number]) => {
    const at = (x: number) => F[xs.indexOf(ratio(table, x).toString())]!;
    return at(o) + (sign === "cost" ? 0 : at(p)) > 0;
  };
  if (pairs.length === 0) return "outside";
  if (part === "breaks-some") return pairs.every((pair) => Fs.some((F) => gains(F, pair))) ? "holds" : "fails";
  if (part === "breaks-every") return pairs.every((pair) => Fs.every((F) => gains(F, pair))) ? "holds" : "fails";
  // Condition (2) with 2F(e^ε) = 0 or 2, over utilities 0, …, 4 of each type.
  const met = (least: number) =>
    Array.from({ length: table.types }, (_, t) => t).map((t) => {
      const own = deviations(table)
        .filter(([type]) => type === t)
        .flatMap(([, l]) => pairsUnder(table, t, l));
      const allowed = tuples([0, 1, 2, 3, 4], outcomes.length).filter((u) =>
        own.every(([o, p]) => u[o]! - u[p]! >= least),
      );
      return { some: allowed.length > 0, indifferent: allowed.some((u) => own.some(([o, p]) => u[o] === u[p])) };
    });
  const levels = level === "positive" ? [2] : [0, 2];
  const possible = levels.map(met).filter((types) => types.every(({ some }) => some));
  if (possible.length === 0) return "outside";
  return possible.some((types) => types.some((type) => type.indifferent)) ? "fails" : "holds";
}

describe("indifference between outcomes that a player can change into each other", () => {
  const results = decided(indifference());
  const rest = "any+extended+open+two-signed";

  it("is excluded by condition (2) only where F(e^ε) > 0", () => {
    expect(verdicts(results())).toEqual({
      [`excludes+nonnegative+limit+${rest}`]: "refuted",
      [`excludes+nonnegative+zero+${rest}`]: "refuted",
      [`excludes+positive+limit+${rest}`]: proved,
      [`excludes+positive+zero+${rest}`]: proved,
      [`breaks-some+nonnegative+limit+${rest}`]: proved,
      [`breaks-some+nonnegative+zero+${rest}`]: "refuted",
      [`breaks-some+positive+limit+${rest}`]: proved,
      [`breaks-some+positive+zero+${rest}`]: "refuted",
      [`breaks-every+nonnegative+limit+${rest}`]: "refuted",
      [`breaks-every+nonnegative+zero+${rest}`]: "refuted",
      [`breaks-every+positive+limit+${rest}`]: "refuted",
      [`breaks-every+positive+zero+${rest}`]: "refuted",
      "excludes+nonnegative+limit+monotone+extended+open+two-signed": "refuted",
      "excludes+nonnegative+limit+any+finite+open+two-signed": "refuted",
      "excludes+nonnegative+limit+any+extended+closed+two-signed": "refuted",
      "excludes+nonnegative+limit+any+extended+open+cost": "refuted",
    });
  });

  it("has repairs of one change each, which is needed", () => {
    for (const { verdict, repair } of Object.values(results())) {
      expect(repair?.verdict).toBe(verdict === "refuted" ? proved : undefined);
      if (repair) expect([repair.changes.length, repair.necessary.length]).toEqual([1, 1]);
    }
  });

  it("agrees with trying every F and U^out", () => {
    const all = ["excludes", "breaks-some", "breaks-every"].flatMap((part) =>
      ["nonnegative", "positive"].flatMap((level) => [
        switchesOf(part, level),
        switchesOf(part, level, "zero"),
        switchesOf(part, level, "limit", "monotone"),
        switchesOf(part, level, "zero", "any", "cost"),
      ]),
    );
    for (const switches of all) {
      for (const table of tableCases("gate")) expect(answer(table, switches)).toBe(expected(table, switches));
    }
    fc.assert(
      fc.property(randomTables, (table) => {
        for (const switches of all) expect(answer(table, switches)).toBe(expected(table, switches));
      }),
      { numRuns: 25, seed: 9 },
    );
  });

  it("passes at randomized response with F = x − 1", () => {
    const choices = {
      epsilon: { times: "1", log: "2" },
      F: { kind: "linear", slope: "1" },
      outcomeUtility: [
        { 0: "2", 1: "0" },
        { 0: "0", 1: "2" },
      ],
    };
    for (const part of ["excludes", "breaks-some", "breaks-every"]) {
      const check = indifference().check(example(response(1), 0, choices), switchesOf(part, "nonnegative"));
      expect([check.hypotheses, check.holds]).toEqual(["boundary", true]);
    }
  });

  it("rejects indifference where F(e^ε) > 0: condition (2) is then not met", () => {
    const choices = {
      epsilon: { times: "1", log: "2" },
      F: { kind: "linear", slope: "1" },
      outcomeUtility: [
        { 0: "0", 1: "0" },
        { 0: "0", 1: "0" },
      ],
    };
    const check = indifference().check(example(swap, 0, choices), switchesOf("excludes", "nonnegative"));
    expect([check.hypotheses, check.holds]).toEqual(["outside", false]);
  });
});
