import fc from "fast-check";
import Fraction from "fraction.js";
import type { World } from "./range-route.js";

/** A row of multiples of 1/grid in [0, 1]. */
export const rowsOn = (grid: number, m: number): fc.Arbitrary<Fraction[]> =>
  fc.array(
    fc.nat({ max: grid }).map((k) => new Fraction(k, grid)),
    { minLength: m, maxLength: m },
  );

/** Masses that are not normalised and often 0, not all of them. */
const priors = (m: number): fc.Arbitrary<Fraction[]> =>
  fc
    .array(fc.constantFrom("0", "1", "1/3", "2"), { minLength: m, maxLength: m })
    .filter((masses) => masses.some((mass) => mass !== "0"))
    .map((masses) => masses.map((mass) => new Fraction(mass)));

/** Up to 3 players and 4 outcomes, duplicate outcomes and equal rows among them, with and without prior; a row besides. */
export const worlds: fc.Arbitrary<{ readonly world: World; readonly row: readonly Fraction[] }> = fc
  .record({
    grid: fc.constantFrom(1, 2, 3, 6),
    n: fc.integer({ min: 1, max: 3 }),
    m: fc.integer({ min: 1, max: 4 }),
    base: fc.constantFrom("11/10", "3/2", "2", "10", "1000000").map((text) => new Fraction(text)),
  })
  .chain(({ grid, n, m, base }) =>
    fc.record({
      world: fc.record({
        base: fc.constant(base),
        grid: fc.constant(grid),
        rows: fc.array(rowsOn(grid, m), { minLength: n, maxLength: n }),
        prior: fc.option(priors(m), { nil: undefined }),
      }) as fc.Arbitrary<World>,
      row: rowsOn(grid, m),
    }),
  );
