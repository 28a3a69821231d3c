import fc from "fast-check";
import Fraction from "fraction.js";
import { expect, it } from "vitest";
import { printedLaw } from "../hk/printed.js";

/** nst/random-dictator over tables a second time, from the definition. */
const grid = fc.constantFrom("0", "1/3", "1/2", "1", "1");

const sizes = fc.record({
  types: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 }),
  alternatives: fc.integer({ min: 1, max: 3 }),
  reactions: fc.integer({ min: 1, max: 2 }),
});

const list = <T>(item: fc.Arbitrary<T>, length: number) => fc.array(item, { minLength: length, maxLength: length });

const tables = sizes.chain(({ types, alternatives, reactions }) => {
  const profiles = types.reduce((product, size) => product * size, 1);
  return fc.record({
    types: fc.constant(types),
    alternatives: fc.constant(alternatives),
    reactions: fc.constant(reactions),
    utility: list(list(list(list(grid, reactions), alternatives), profiles), types.length),
    reports: fc.tuple(...types.map((size) => fc.nat({ max: size - 1 }))),
    imposed: fc.boolean(),
  });
});

const names = (size: number): readonly number[] => Array.from({ length: size }, (_, i) => i);

it("nst/random-dictator draws a player and takes her first favourite at the announcements", () => {
  const seen = { ties: 0, merged: 0 };
  fc.assert(
    fc.property(tables, ({ types, alternatives, reactions, utility, reports, imposed }) => {
      const profile = reports.reduce((place, type, i) => place * types[i]! + type, 0);
      const best = utility.map((byProfile) => byProfile[profile]!.map((row) => largest(row)));
      const votes = names(alternatives).map(() => 0);
      for (const row of best) {
        const values = row.map(({ value }) => value);
        const most = values.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
        const favourites = names(alternatives).filter((s) => values[s]!.equals(most));
        if (favourites.length > 1) seen.ties++;
        votes[favourites[0]!]!++;
      }
      if (votes.some((count) => count > 1)) seen.merged++;
      const distribution = names(alternatives)
        .filter((s) => votes[s]! > 0)
        .map((alternative) => ({
          outcome: { alternative, imposed: imposed ? best.map((row) => row[alternative]!.at) : null },
          probability: new Fraction(votes[alternative]!, types.length).toFraction(),
        }));
      const found = printedLaw({
        mechanism: "nst/random-dictator",
        ...(imposed && { parameters: { imposed } }),
        environment: {
          kind: "tabular",
          types: types.map(names),
          alternatives: names(alternatives),
          reactions: types.map(() => names(reactions)),
          utility,
        },
        reports,
      });
      expect(found).toEqual({ mechanism: "nst/random-dictator", distribution, payments: null });
    }),
    { numRuns: 100 },
  );
  expect(seen.ties).toBeGreaterThan(20);
  expect(seen.merged).toBeGreaterThan(20);
});

/** The largest utility of a row, and the first reaction that gives it. */
function largest(row: readonly string[]) {
  const values = row.map((text) => new Fraction(text));
  const value = values.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
  return { value, at: values.findIndex((other) => other.equals(value)) };
}
