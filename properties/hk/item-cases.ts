import type { Arbitrary } from "fast-check";
import fc from "fast-check";
import { type Assignment, type Items, rowsOf } from "../../src/mechanisms/hk/multi-item.js";
import type { CallError, SamplerParameters } from "../../src/mechanisms/hk/multi-item-sampler.js";
import { rateOf, stepsOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { type Ring, sum } from "../../src/number/ring.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { ExactLawSetting, LawCase, LawPlace } from "../law-setting.js";
import type { Place } from "../setting.js";
import { everyRow, type Row } from "./range-cases.js";

/** The values of all agents for all items, row by row. */
export type ValueTable = readonly Row[];

/**
 * Every table of values 0 and 1, up to the order of the items. A row of ones is left out: a constant added to a row changes no
 * law, and one of zeros is there.
 */
export function valueTables(players: number, items: number): readonly ValueTable[] {
  const columns = everyRow(players, ["1", "0"]);
  const lists = (length: number, from: number): readonly (readonly Row[])[] =>
    length === 0
      ? [[]]
      : columns.flatMap((column, k) => (k < from ? [] : lists(length - 1, k).map((rest) => [column, ...rest])));
  return lists(items, 0)
    .map((chosen) => Array.from({ length: players }, (_, i) => chosen.map((column) => column[i]!)))
    .filter((table) => table.every((row) => row.includes("0")));
}

/** Tables that are telling for any number of agents: nobody cares, everybody wants another item, one item, all but one, chains. */
export function tellingTables(n: number): readonly ValueTable[] {
  const table = (of: (i: number, j: number) => string): ValueTable =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => of(i, j)));
  return [
    table(() => "0"),
    table((i, j) => (i === j ? "1" : "0")),
    table((_, j) => (j === 0 ? "1" : "0")),
    table((_, j) => (j === 0 ? "0" : "1")),
    table((i, j) => (i === j ? "0" : "1")),
    table((i, j) => (j === i || j === i + 1 ? "1" : "0")),
    table((i, j) => (i === n - 1 && j === 0 ? "1" : "0")),
    table((i, j) => (j === 0 ? "1" : j === i ? "1/2" : "0")),
  ];
}

/** The tables as cases, with parameters beside ε. */
export const itemCase = (table: ValueTable, parameters?: JsonObject): LawCase & { environment: JsonObject } => ({
  ...(parameters && { parameters }),
  environment: { items: table[0]!.length },
  reports: table,
});

type Rows = Pick<LawPlace<unknown, unknown, ValueRow, unknown>, "profile"> | Place<unknown, unknown, ValueRow>;

const tableOf = ({ profile }: Rows): readonly ValueRow[] => rowsOf(profile);
const isConstant = (row: ValueRow): boolean => row.every((value) => Q.equals(value, row[0]!));
const text = (row: ValueRow): string => row.map(Q.printRational).join();

/** The corners of tables of values, by name. */
export const tableCorners: Readonly<Record<string, (place: Rows) => boolean>> = {
  "one agent": (place) => tableOf(place).length === 1,
  "more than one agent": (place) => tableOf(place).length > 1,
  "more than two agents": (place) => tableOf(place).length > 2,
  "nobody prefers an item": (place) => tableOf(place).every(isConstant),
  "everybody alike, with a preference": (place) => {
    const rows = tableOf(place);
    return rows.length > 1 && !isConstant(rows[0]!) && new Set(rows.map(text)).size === 1;
  },
  "everybody wants another item": (place) => {
    const rows = tableOf(place);
    const wanted = rows.map((row) => row.flatMap((value, j) => (Q.equals(value, Q.one) ? [j] : [])));
    return rows.length > 1 && wanted.every((list) => list.length === 1) && new Set(wanted.flat()).size === rows.length;
  },
};

/** Outcomes with the product of the weights e^{(ε/2)·v_i} along each, written out term by term. */
export interface Weighed<S, O> {
  readonly terms: readonly { readonly outcome: O; readonly weight: S }[];
  readonly total: S;
}

/** Over the ring of the step of the grid; null is no item, and has no value. */
export function weigh<S, O extends readonly (number | null)[]>(
  R: Ring<S>,
  grid: bigint,
  rows: readonly ValueRow[],
  outcomes: readonly O[],
): Weighed<S, O> {
  const top = Number(grid);
  const terms = outcomes.map((outcome) => ({
    outcome,
    weight: outcome.reduce<S>((product, j, i) => {
      const steps = j === null ? 0 : Number(stepsOf(rows[i]![j]!, grid));
      return R.multiply(product, R.power(steps, top));
    }, R.one),
  }));
  return { terms, total: sum(R, terms.map(({ weight }) => weight)) }; // biome-ignore format: one line
}

/** Σ_i v_i(outcome). */
export const welfareAt = (rows: readonly ValueRow[], outcome: readonly (number | null)[]): Q.Rational =>
  outcome.map((j, i) => (j === null ? Q.zero : rows[i]![j]!)).reduce(Q.add, Q.zero);

/** The same weights in rationals at the ε of an example: Pr[outcome] of the exponential mechanism is weight/total. */
export function weighExactly<O extends readonly (number | null)[]>(
  setting: Pick<
    ExactLawSetting<Pick<SamplerParameters, "exponent" | "lipschitz">, unknown, ValueRow, O>,
    "parameters" | "power"
  >,
  rows: readonly ValueRow[],
  outcomes: readonly O[],
): Weighed<Q.Rational, O> {
  const rate = rateOf(setting.parameters);
  const terms = outcomes.map((outcome) => ({
    outcome,
    weight: setting.power(Q.multiply(rate, welfareAt(rows, outcome))),
  }));
  return { terms, total: terms.map(({ weight }) => weight).reduce(Q.add, Q.zero) };
}

/**
 * The errors that make an outcome of the sampler as likely (1) or as unlikely (−1) as can be: at every stage its own item one
 * way and all others the other way. The last agent takes what is left, whatever its call returns.
 */
export const errorsToward = (outcome: Assignment, sign: 1 | -1): readonly CallError[] =>
  outcome.slice(0, -1).flatMap((own, i) =>
    outcome
      .slice(i)
      .toSorted((x, y) => x - y)
      .map(
        (item): CallError => ({ prefix: outcome.slice(0, i), item, sign: item === own ? sign : sign === 1 ? -1 : 1 }),
      ),
  );

/** Errors as they stand among the parameters. */
export const printErrors = (errors: readonly CallError[]): readonly JsonObject[] =>
  errors.map(({ prefix, item, sign }) => ({ stage: prefix.length, prefix, item, sign }));

/** Random tables with values 0, 1/2 and 1 for up to `most` agents. */
export const drawnTables = (most: number): Arbitrary<ValueTable> =>
  fc.integer({ min: 1, max: most }).chain((n) => {
    const row = fc.array(fc.constantFrom("0", "1/2", "1"), { minLength: n, maxLength: n });
    return fc.array(row, { minLength: n, maxLength: n });
  });

/** 1·2·…·n. */
export const factorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * factorial(n - 1));

/** The step of e^ε that all laws of these claims need: weights e^{(ε/2)·v} with values 0, 1/2 and 1. */
export const itemStep = Q.rational(1n, 4n);

/** How many steps of `itemStep` one step of the grid is. */
export const strideOf = ({ grid }: Pick<Items, "grid">): number => (grid === 1n ? 2 : 1);
