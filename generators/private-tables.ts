import fc from "fast-check";
import { tables } from "./tables.js";

interface Table {
  readonly types: number;
  readonly columns: readonly (readonly number[])[];
}

/** Outcomes numbered as they first appear. */
function renumbered({ types, columns }: Table): Table {
  const order = [...new Set(columns.flat())];
  return { types, columns: columns.map((column) => column.map((o) => order.indexOf(o))) };
}

const times = (n: number, column: readonly number[]) => Array.from({ length: n }, () => column);

/** Binary randomized response: the report is kept on n + 1 of 2n + 1 coins, so that e^ε = (n + 1)/n. */
export const randomizedResponse = (n: number): Table => ({
  types: 2,
  columns: [...times(n, [0, 0]), [0, 1], ...times(n, [1, 1])],
});

/** A table and coins that ignore the report, for every outcome at least one: every ratio is finite. */
const blurred: fc.Arbitrary<Table> = fc
  .tuple(tables, fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }))
  .map(([{ types, columns }, counts]) => {
    const outcomes = [...new Set(columns.flat())];
    const constant = outcomes.flatMap((o) => times(counts[o]!, Array<number>(types).fill(o)));
    return renumbered({ types, columns: [...columns, ...constant] });
  });

/** Every coin twice, once with the reports turned around: with two types the laws agree, though coins differ. */
const turned: fc.Arbitrary<Table> = tables.map(({ types, columns }) =>
  renumbered({ types, columns: [...columns, ...columns.map((column) => column.toReversed())] }),
);

/**
 * Tables about which a claim of ε-differential privacy says something, mostly: finite ratios, randomized response, laws
 * that agree; and any tables, most of which are not private.
 */
export const privateTables: fc.Arbitrary<Table> = fc.oneof(
  { weight: 5, arbitrary: blurred },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }).map(randomizedResponse) },
  { weight: 1, arbitrary: turned },
  { weight: 1, arbitrary: tables },
);
