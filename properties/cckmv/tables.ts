import type { Example } from "../../src/claim/claim.js";
import { others, reportOf, size } from "../../src/game/profile.js";
import { type Situation, situationAt } from "../../src/game/situation.js";
import { tableFormat } from "../../src/instance/cckmv-table.js";
import { readValues } from "../../src/instance/format.js";
import { readChoice, readIndex } from "../../src/instance/input.js";
import { type TableEnvironment, table } from "../../src/mechanisms/cckmv/table.js";
import { one, printRational, type Rational, rational, rationals } from "../../src/number/rational.js";
import type { OrderedRing, Ring } from "../../src/number/ring.js";
import type { JsonObject } from "../../src/verdict/json.js";

/**
 * One player of an arbitrary finite mechanism, the other reports fixed: what the general lemmas speak of. Since θ_−i is
 * fixed, a table with one player is enough. Each column is one coin r and lists M(t; r) for t = 0, 1, …; coins are
 * equally likely, and equal columns are one heavier coin. Outcomes are 0, 1, …, numbered as they first appear.
 */
export interface TableCase {
  readonly types: number;
  readonly columns: readonly (readonly number[])[];
}

/** The table of a case, equal columns merged in the order in which they first appear. */
export function environmentOf({ types, columns }: TableCase): TableEnvironment {
  const counts = new Map<string, { readonly column: readonly number[]; count: number }>();
  for (const column of columns) {
    const known = counts.get(column.join());
    if (known) known.count++;
    else counts.set(column.join(), { column, count: 1 });
  }
  const merged = [...counts.values()];
  const outcomes = columns.reduce((most, column) => Math.max(most, ...column), 0) + 1;
  return {
    types,
    players: 1,
    coins: merged.map(({ count }) => rational(BigInt(count), BigInt(columns.length))),
    outcomes: Array.from({ length: outcomes }, (_, o) => o),
    rows: Array.from({ length: types }, (_, type) => merged.map(({ column }) => column[type]!)),
  };
}

export const tableSituation = <S>(R: Ring<S>, environment: TableEnvironment): Situation<number, number, S> =>
  situationAt(R, table, {}, environment, [], 0) as Situation<number, number, S>;

/** M(·; r): the table with all weight on one coin. */
export const onlyCoin = (environment: TableEnvironment, r: number): TableEnvironment => ({
  ...environment,
  coins: environment.coins.map((_, i) => rational(i === r ? 1n : 0n)),
});

/** Every pair of a type and another report. */
export const deviations = (types: number): readonly (readonly [truth: number, lie: number])[] =>
  Array.from({ length: types }, (_, truth) =>
    Array.from({ length: types }, (_, lie) => [truth, lie] as const).filter(([t, l]) => t !== l),
  ).flat();

/**
 * Every table with `types` types, outcomes below `outcomes`, and `coins` equally likely coins: coins in any order are one
 * table, and so are tables that differ in the names of outcomes.
 */
export function tablesOf(types: number, outcomes: number, coins: number): readonly TableCase[] {
  const columns = words(types, outcomes);
  const seen = new Set<string>();
  const cases: TableCase[] = [];
  const extend = (chosen: readonly (readonly number[])[], from: number): void => {
    if (chosen.length === coins) {
      const renamed = canonicalColumns(chosen, outcomes);
      const key = JSON.stringify(renamed);
      if (seen.has(key)) return;
      seen.add(key);
      cases.push({ types, columns: renamed });
      return;
    }
    for (let i = from; i < columns.length; i++) extend([...chosen, columns[i]!], i);
  };
  extend([], 0);
  return cases;
}

/** All lists of `length` outcomes. */
const words = (length: number, outcomes: number): readonly (readonly number[])[] =>
  length === 0
    ? [[]]
    : words(length - 1, outcomes).flatMap((word) => Array.from({ length: outcomes }, (_, o) => [...word, o]));

/** The first in order among the tables that differ in the names of outcomes only, columns sorted. */
function canonicalColumns(columns: readonly (readonly number[])[], outcomes: number): readonly (readonly number[])[] {
  const sorted = (renaming: readonly number[]) =>
    columns.map((column) => column.map((o) => renaming[o]!)).sort((x, y) => (x.join() < y.join() ? -1 : 1));
  return permutations(outcomes)
    .map(sorted)
    .reduce((least, next) => (JSON.stringify(next) < JSON.stringify(least) ? next : least));
}

const permutations = (n: number): readonly (readonly number[])[] =>
  n === 0
    ? [[]]
    : permutations(n - 1).flatMap((rest) =>
        Array.from({ length: n }, (_, place) => [...rest.slice(0, place), n - 1, ...rest.slice(place)]),
      );

/** The tables of each budget: all with up to so many types, outcomes and equally likely coins, smallest first. */
const sizes = {
  gate: [
    [2, 2, 4],
    [2, 3, 3],
  ],
  standard: [
    [2, 2, 8],
    [2, 3, 5],
    [3, 2, 4],
  ],
  deep: [
    [2, 2, 12],
    [2, 3, 6],
    [3, 2, 5],
    [3, 3, 4],
  ],
} as const;

/** See `sizes`; enumerated once, because every claim and reading goes through the same tables. */
export function tableCases(budget: keyof typeof sizes): readonly TableCase[] {
  const known = enumerated.get(budget) ?? enumerateTables(budget);
  enumerated.set(budget, known);
  return known;
}

const enumerated = new Map<keyof typeof sizes, readonly TableCase[]>();

function enumerateTables(budget: keyof typeof sizes): readonly TableCase[] {
  const seen = new Set<string>();
  const all = sizes[budget].flatMap(([types, outcomes, most]) =>
    Array.from({ length: most }, (_, i) => tablesOf(types, outcomes, i + 1)).flat(),
  );
  return all
    .filter((c) => {
      const key = JSON.stringify(c);
      return !seen.has(key) && seen.add(key);
    })
    .sort((x, y) => x.types - y.types || x.columns.length - y.columns.length);
}

export const describeTables = (budget: keyof typeof sizes): string =>
  `all finite mechanisms, the other reports fixed: ${sizes[budget]
    .map(([types, outcomes, coins]) => `${types} types, up to ${outcomes} outcomes and ${coins} equally likely coins`)
    .join("; ")}; up to the order of coins and the names of outcomes`;

/** An instance of a case in which the player (numbered 0) reports `report`. */
export const tableInstance = (environment: TableEnvironment, report: number): JsonObject => ({
  mechanism: table.id,
  environment: tableFormat.environment.print(environment),
  reports: [report],
});

/** What a check needs of an example: the player's situation over the rationals. */
export interface TableSetting {
  readonly player: number;
  readonly report: number;
  readonly environment: TableEnvironment;
  readonly situation: Situation<number, number, Rational>;
  readonly R: OrderedRing<Rational>;
  /** The deterministic mechanism M(·; r). */
  atCoin(r: number): Situation<number, number, Rational>;
  /** The outcome as users write it. */
  printOutcome(outcome: number): string | number;
  readOutcome(value: unknown, field: string): number;
}

const R = rationals(one);

/** Reads an example. Throws InputError. */
export function tableSetting({ instance, choices }: Example): TableSetting {
  // The minimiser checks one instance at many choices, so each is read once.
  const values = readInstances.get(instance) ?? readTable(instance);
  readInstances.set(instance, values);
  const { environment, profile, settings } = values;
  const player = readIndex(choices.player, "choices.player", size(profile), "player");
  const known = settings.get(player);
  if (known) return known;
  const rest = others(profile, player);
  const situationOf = (of: TableEnvironment) =>
    situationAt(R, table, {}, of, rest as never, player) as Situation<number, number, Rational>;
  const setting: TableSetting = {
    player,
    report: reportOf(profile, player) as number,
    environment,
    situation: situationOf(environment),
    R,
    atCoin: (r) => situationOf(onlyCoin(environment, r)),
    printOutcome: (outcome) => environment.outcomes[outcome]!,
    readOutcome: (value, field) => environment.outcomes.indexOf(readChoice(value, field, environment.outcomes)),
  };
  settings.set(player, setting);
  return setting;
}

function readTable(instance: JsonObject) {
  readChoice(instance.mechanism, "instance.mechanism", [table.id]);
  return { ...readValues(tableFormat, instance), settings: new Map<number, TableSetting>() };
}

const readInstances = new WeakMap<JsonObject, ReturnType<typeof readTable>>();

/** The corners of a table, by name. */
export const tableCorners = [
  "deterministic",
  "constant",
  "ignores the report",
  "an outcome that some report excludes",
  "one coin changes the outcome",
  "the laws agree though coins differ",
] as const;

export function tableCornersOf(environment: TableEnvironment): readonly string[] {
  const corners = knownCorners.get(environment) ?? computeCorners(environment);
  knownCorners.set(environment, corners);
  return corners;
}

const knownCorners = new WeakMap<TableEnvironment, readonly string[]>();

function computeCorners(environment: TableEnvironment): readonly string[] {
  const { types, coins, rows } = environment;
  const lawOf = (row: readonly number[]) =>
    environment.outcomes.map((o) =>
      printRational(coins.filter((_, r) => row[r] === o).reduce((s, c) => sumOf(s, c), rational(0n))),
    );
  const laws = rows.map((row) => lawOf(row).join());
  const changing = coins.filter((_, r) => new Set(rows.map((row) => row[r])).size > 1).length;
  const met: Record<(typeof tableCorners)[number], boolean> = {
    deterministic: coins.length === 1,
    constant: new Set(rows.flat()).size === 1,
    "ignores the report": changing === 0 && types > 1,
    "an outcome that some report excludes": rows.some((row) => new Set(row).size < new Set(rows.flat()).size),
    "one coin changes the outcome": changing === 1,
    "the laws agree though coins differ": changing > 0 && new Set(laws).size === 1,
  };
  return tableCorners.filter((corner) => met[corner]);
}

const sumOf = (x: Rational, y: Rational): Rational =>
  rational(x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator);
