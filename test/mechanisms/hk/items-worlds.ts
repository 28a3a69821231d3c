import fc from "fast-check";
import Fraction from "fraction.js";
import { epsilonText } from "./printed.js";
import type { World } from "./range-route.js";
import { rowsOn } from "./worlds.js";

/** Up to so many agents with a value for every item, equal rows and zeros among them; an agent and another row of hers. */
export const auctions = (
  most: number,
  shape: (n: number) => fc.Arbitrary<number> = fc.constant,
): fc.Arbitrary<{ readonly world: World; readonly agent: number; readonly row: readonly Fraction[] }> =>
  fc
    .record({
      grid: fc.constantFrom(1, 2, 3),
      n: fc.integer({ min: 1, max: most }),
      base: fc.constantFrom("11/10", "3/2", "2", "10").map((text) => new Fraction(text)),
    })
    .chain((sizes) => fc.record({ ...record(sizes), items: shape(sizes.n) }))
    .chain(({ grid, n, base, items }) =>
      fc.record({
        world: fc.record({
          base: fc.constant(base),
          grid: fc.constant(grid),
          rows: fc.array(fc.oneof({ weight: 3, arbitrary: rowsOn(grid, items) }, fc.constant(single(items))), {
            minLength: n,
            maxLength: n,
          }),
        }),
        agent: fc.nat({ max: n - 1 }),
        row: rowsOn(grid, items),
      }),
    );

const record = (sizes: { grid: number; n: number; base: Fraction }) => ({
  grid: fc.constant(sizes.grid),
  n: fc.constant(sizes.n),
  base: fc.constant(sizes.base),
});

/** Wants the first item alone: several of these are equal rows. */
const single = (items: number): Fraction[] => Array.from({ length: items }, (_, j) => new Fraction(j === 0 ? 1 : 0));

/** A world as an instance. */
export const auctionOf = (
  world: World,
  mechanism = "hk/multi-item",
  parameters: object = {},
  further: object = {},
) => ({
  mechanism,
  parameters: { epsilon: epsilonText(world), ...parameters },
  environment: { items: world.rows.length },
  reports: world.rows.map((row) => row.map((value) => value.toFraction())),
  ...further,
});
