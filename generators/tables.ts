import fc from "fast-check";

/** A random table with equally likely coins: sometimes few distinct columns, so that coins are of unequal weight. */
export const tables: fc.Arbitrary<{ readonly types: number; readonly columns: readonly (readonly number[])[] }> = fc
  .record({ types: fc.constantFrom(2, 2, 3), outcomes: fc.integer({ min: 1, max: 4 }) })
  .chain(({ types, outcomes }) => {
    const column = fc.array(fc.nat({ max: outcomes - 1 }), { minLength: types, maxLength: types });
    const repeated = fc
      .tuple(
        fc.array(column, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4, maxLength: 4 }),
      )
      .map(([columns, counts]) => columns.flatMap((c, i) => Array.from({ length: counts[i]! }, () => c)));
    return fc
      .oneof(fc.array(column, { minLength: 1, maxLength: 6 }), repeated)
      .map((columns) => ({ types, columns: columns.map((c) => renumber(columns, c)) }));
  });

/** Outcomes numbered as they first appear. */
function renumber(columns: readonly (readonly number[])[], column: readonly number[]): readonly number[] {
  const order = [...new Set(columns.flat())];
  return column.map((o) => order.indexOf(o));
}
