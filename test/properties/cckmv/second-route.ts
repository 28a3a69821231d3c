import { Decimal } from "decimal.js";
import fc from "fast-check";
import Fraction from "fraction.js";
import { beforeAll } from "vitest";
import type { Claim, Example } from "../../../src/claim/claim.js";
import type { ReadingResult } from "../../../src/claim/result.js";
import { decideClaim } from "../../../src/search/campaign.js";
import type { JsonObject } from "../../../src/verdict/json.js";

/**
 * Section 5 of the paper a second time, for tables, by nothing but counting coins and trying every case. It shares no code
 * with the program; the tests of this folder compare the two.
 */
export interface Table {
  readonly types: number;
  /** columns[r][t] = M(t; r), all coins equally likely. */
  readonly columns: readonly (readonly number[])[];
}

export type Ratio = Fraction | "infinity";
export const zero = new Fraction(0);
export const one = new Fraction(1);
export const sum = (terms: readonly Fraction[]): Fraction => terms.reduce((x, y) => x.add(y), zero);

export const outcomesOf = ({ columns }: Table): readonly number[] => [...new Set(columns.flat())].sort((x, y) => x - y);

/** Pr[M(t) = o], by counting coins. */
export const chance = ({ columns }: Table, t: number, o: number): Fraction =>
  new Fraction(columns.filter((column) => column[t] === o).length, columns.length);

const types = ({ types: n }: Table): readonly number[] => Array.from({ length: n }, (_, t) => t);

/** x_o: the largest quotient of two chances. */
export function ratio(table: Table, o: number): Ratio {
  const known = ratios.get(table) ?? new Map<number, Ratio>();
  ratios.set(table, known);
  const value = known.get(o) ?? largestQuotient(table, o);
  known.set(o, value);
  return value;
}

const ratios = new WeakMap<Table, Map<number, Ratio>>();

function largestQuotient(table: Table, o: number): Ratio {
  const all = types(table).map((t) => chance(table, t, o));
  let largest: Ratio = zero;
  for (const p of all) {
    for (const q of all) {
      if (q.equals(0) && p.compare(0) > 0) return "infinity";
      if (!q.equals(0) && p.div(q).compare(largest as Fraction) > 0) largest = p.div(q);
    }
  }
  return largest;
}

/** The largest x_o. */
export function tightest(table: Table): Ratio {
  const all = outcomesOf(table).map((o) => ratio(table, o));
  if (all.includes("infinity")) return "infinity";
  return (all as Fraction[]).reduce((x, y) => (x.compare(y) >= 0 ? x : y));
}

export const deviations = (table: Table): readonly (readonly [number, number])[] =>
  types(table).flatMap((t) =>
    types(table)
      .filter((l) => l !== t)
      .map((l) => [t, l] as const),
  );

/** The pairs (M(t; r), M(l; r)) of different outcomes, over the coins r. */
export const pairsUnder = ({ columns }: Table, t: number, l: number): readonly (readonly [number, number])[] =>
  columns.map((column) => [column[t]!, column[l]!] as const).filter(([o, p]) => o !== p);

/** SD by its definition: the largest difference over all events. */
export function statisticalDifference(table: Table, t: number, l: number): Fraction {
  const outcomes = outcomesOf(table);
  let largest = zero;
  for (let event = 0; event < 2 ** outcomes.length; event++) {
    const members = outcomes.filter((_, i) => (event >> i) % 2 === 1);
    const difference = sum(members.map((o) => chance(table, t, o).sub(chance(table, l, o)))).abs();
    if (difference.compare(largest) > 0) largest = difference;
  }
  return largest;
}

/** All lists of the given length over the values. */
export const tuples = <T>(values: readonly T[], length: number): readonly (readonly T[])[] =>
  length === 0 ? [[]] : tuples(values, length - 1).flatMap((rest) => values.map((value) => [...rest, value]));

export const randomTables: fc.Arbitrary<Table> = fc.integer({ min: 2, max: 3 }).chain((n) =>
  fc
    .record({
      columns: fc.array(fc.array(fc.nat({ max: 2 }), { minLength: n, maxLength: n }), { minLength: 1, maxLength: 4 }),
      // Coins that ignore the report make most ratios finite.
      blur: fc.array(fc.nat({ max: 2 }), { maxLength: 6 }),
    })
    .map(({ columns, blur }) => {
      const all = [...columns, ...blur.map((o) => Array<number>(n).fill(o))];
      const order = [...new Set(all.flat())];
      return { types: n, columns: all.map((column) => column.map((o) => order.indexOf(o))) };
    }),
);

/** Binary randomized response with e^ε = (n + 1)/n. */
export const response = (n: number): Table => ({
  types: 2,
  columns: [...Array.from({ length: n }, () => [0, 0]), [0, 1], ...Array.from({ length: n }, () => [1, 1])],
});

/** The laws agree, and every coin changes the outcome. */
export const swap: Table = {
  types: 2,
  columns: [
    [0, 1],
    [1, 0],
  ],
};

/** The table as users write it. */
export const example = ({ types: n, columns }: Table, report: number, choices: JsonObject): Example => ({
  instance: {
    mechanism: "cckmv/table",
    environment: {
      types: n,
      players: 1,
      coins: columns.map(() => `1/${columns.length}`),
      outcome: Object.fromEntries(Array.from({ length: n }, (_, t) => [`${t}`, columns.map((column) => column[t]!)])),
    },
    reports: [report],
  },
  choices: { player: 0, ...choices },
});

Decimal.set({ precision: 60 });
export const decimal = (x: Fraction): Decimal => new Decimal(`${x.n}`).div(`${x.d}`).mul(`${x.s}`);
export function ln(x: Fraction): Decimal {
  const key = x.toFraction();
  const value = logarithms.get(key) ?? decimal(x).ln();
  logarithms.set(key, value);
  return value;
}

const logarithms = new Map<string, Decimal>();

/** x ≤ y, where 50 digits that agree are taken for equality. */
export const atMost = (x: Decimal, y: Decimal): boolean => x.lte(y.add("1e-50"));

/** KL(M(t)‖M(l)) in decimals, for finite ratios. */
export const divergence = (table: Table, t: number, l: number): Decimal =>
  outcomesOf(table)
    .map((o) => [chance(table, t, o), chance(table, l, o)] as const)
    .filter(([p]) => p.compare(0) > 0)
    .reduce((total, [p, q]) => total.add(decimal(p).mul(ln(p.div(q)))), new Decimal(0));

/** The verdict of every reading at the gate, decided once for the tests of a file. */
export function decided<Case>(claim: Claim<Case>): () => Readonly<Record<string, ReadingResult>> {
  let results: Record<string, ReadingResult>;
  beforeAll(async () => {
    const { result } = await decideClaim(claim as Claim, { budget: "gate", seed: 1 });
    results = Object.fromEntries(result.readings.map((reading) => [reading.name, reading]));
  });
  return () => results;
}

export const verdicts = (results: Readonly<Record<string, ReadingResult>>): Record<string, string> =>
  Object.fromEntries(Object.entries(results).map(([name, { verdict }]) => [name, verdict]));

export const proved = "proved on the domain";
