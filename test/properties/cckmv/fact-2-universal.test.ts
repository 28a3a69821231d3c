import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { universalEachCoin } from "../../../properties/cckmv/fact-2-universal-each-coin.js";
import { universalImpliesExpectation } from "../../../properties/cckmv/fact-2-universal-implies-expectation.js";
import { tableCases } from "../../../properties/cckmv/tables.js";
import type { Claim } from "../../../src/claim/claim.js";
import { integersWithoutLog } from "../../../src/number/log-ring.js";
import {
  chance,
  decided,
  deviations,
  example,
  outcomesOf,
  pairsUnder,
  proved,
  randomTables,
  response,
  sum,
  swap,
  type Table,
  tuples,
  verdicts,
} from "./second-route.js";

const decides = (claim: Claim<Table>, table: Table, switches: Record<string, string>): boolean =>
  claim.decide(integersWithoutLog, table, switches).conclusion === "fails";

/** All utilities with values 0, …, 3, for each type apart. */
const utilities = (table: Table) => tuples([0, 1, 2, 3], outcomesOf(table).length);

const universal = (table: Table, t: number, l: number, u: readonly number[]) =>
  pairsUnder(table, t, l).every(([o, p]) => u[o]! >= u[p]!);
const coinTruthful = (column: readonly number[], t: number, l: number, u: readonly number[]) =>
  !(u[column[t]!]! < u[column[l]!]!);
const gain = (table: Table, t: number, l: number, u: readonly number[]) =>
  sum(
    outcomesOf(table).map((o) =>
      chance(table, t, o)
        .sub(chance(table, l, o))
        .mul(u[o]!),
    ),
  );

function agree(claim: Claim<Table>, switches: Record<string, string>, fails: (table: Table) => boolean): number {
  const failing = tableCases("gate").filter((table) => decides(claim, table, switches));
  expect(failing).toEqual(tableCases("gate").filter(fails));
  fc.assert(
    fc.property(randomTables, (table) => {
      expect(decides(claim, table, switches)).toBe(fails(table));
    }),
    { numRuns: 25, seed: 4 },
  );
  return failing.length;
}

describe("universally truthful means truthful at every coin", () => {
  const results = decided(universalEachCoin());

  it("for the same U_i or for all U_i on both sides, not for one against all", () => {
    expect(verdicts(results())).toEqual({ same: proved, all: proved, printed: "refuted" });
    const { counterexample, repair } = results().printed!;
    expect(counterexample!.instance.environment).toMatchObject({ coins: ["1"], outcome: { 0: [0], 1: [1] } });
    expect([repair!.verdict, repair!.necessary.length]).toEqual([proved, 1]);
  });

  it("agrees with trying utilities coin by coin", () => {
    const each = (columns: Table["columns"], t: number, l: number, u: readonly number[]) =>
      columns.every((column) => coinTruthful(column, t, l, u));
    const claim = universalEachCoin();
    const someType = (table: Table, differs: (t: number, l: number) => boolean) =>
      deviations(table).some(([t, l]) => differs(t, l));
    expect(
      agree(claim, { utilities: "same" }, (table) =>
        someType(table, (t, l) =>
          utilities(table).some((u) => universal(table, t, l, u) !== each(table.columns, t, l, u)),
        ),
      ),
    ).toBe(0);
    expect(
      agree(claim, { utilities: "printed" }, (table) =>
        someType(table, (t, l) => {
          const always = utilities(table).every((u) => universal(table, t, l, u));
          return utilities(table).some((u) => each(table.columns, t, l, u) !== always);
        }),
      ),
    ).toBeGreaterThan(0);
  });

  it("rejects one coin in the place of all", () => {
    const failing = agree(universalEachCoin("the first coin"), { utilities: "same" }, (table) => {
      // Equal columns are one coin, the first of them first.
      const first = table.columns[0]!;
      return deviations(table).some(([t, l]) =>
        utilities(table).some((u) => universal(table, t, l, u) !== coinTruthful(first, t, l, u)),
      );
    });
    expect(failing).toBeGreaterThan(0);
  });

  it("passes as printed where no report changes anything", () => {
    const table: Table = {
      types: 2,
      columns: [
        [0, 0],
        [1, 1],
      ],
    };
    const outcomeUtility = [
      { 0: "1", 1: "0" },
      { 0: "0", 1: "1" },
    ];
    expect(universalEachCoin().check(example(table, 0, { outcomeUtility }), { utilities: "printed" }).holds).toBe(true);
  });
});

describe("universal truthfulness is stronger than truthfulness in expectation", () => {
  const results = decided(universalImpliesExpectation());

  it("implies it and is not implied by it", () => {
    expect(verdicts(results())).toEqual({ implies: proved, strictly: proved });
    expect(results().strictly!.evidence).toMatchObject({
      witness: { columns: swap.columns, truth: 0, utility: ["0", "1"] },
      "tables before it": 7,
    });
  });

  it("agrees with trying utilities; the converse falls", () => {
    const both = (table: Table, wrong: (universally: boolean, expected: boolean) => boolean) =>
      deviations(table).some(([t, l]) =>
        utilities(table).some((u) => wrong(universal(table, t, l, u), gain(table, t, l, u).compare(0) >= 0)),
      );
    expect(agree(universalImpliesExpectation(), { part: "implies" }, (table) => both(table, (u, e) => u && !e))).toBe(
      0,
    );
    const converse = tableCases("gate").filter((table) => both(table, (u, e) => e && !u));
    expect(
      tableCases("gate").filter((table) => decides(universalImpliesExpectation(true), table, { part: "implies" })),
    ).toEqual(converse);
    expect(converse[0]).toMatchObject(swap);
  });

  it("has its first witness at the swap and none at randomized response", () => {
    const witness = (table: Table) =>
      Array.from({ length: table.types }, (_, t) => t).some((t) =>
        utilities(table).some((u) => {
          const lies = deviations(table).filter(([type]) => type === t);
          return (
            lies.every(([, l]) => gain(table, t, l, u).compare(0) >= 0) &&
            lies.some(([, l]) => !universal(table, t, l, u))
          );
        }),
      );
    expect(tableCases("gate").findIndex(witness)).toBe(7);
    expect(witness(response(1))).toBe(false);
    expect(decides(universalImpliesExpectation(), response(1), { part: "strictly" })).toBe(true);
  });
});
