import fc from "fast-check";
import Fraction from "fraction.js";
import { indices, type Row, sum, type World } from "./direct-route.js";

/** Small worlds for the second routes, and how they are written as instances. */

/** States, signals, alternatives, utilities, players. */
export type Size = readonly [states: number, signals: number, alternatives: number, utilities: number, players: number];

const rows = (length: number, width: number, entry: fc.Arbitrary<number>): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(entry, { minLength: width, maxLength: width }), { minLength: length, maxLength: length });

/** Positive whole weights as chances. */
const chances = (weights: readonly number[]): Row => {
  const parts = weights.map((weight) => new Fraction(weight));
  return parts.map((part) => part.div(sum(parts)));
};

/** Small numbers of every kind; few numbers, so that rows are equal; guesses of the state, so that alternatives tie. */
export const worlds = (sizes: readonly Size[]): fc.Arbitrary<World> =>
  fc
    .constantFrom(...sizes)
    .chain((size) =>
      fc.oneof(
        worldsOf(size, fc.constantFrom(1, 1, 2, 3), fc.constantFrom(1, 2, 3, 5), fc.integer({ min: -2, max: 3 })),
        worldsOf(size, fc.constant(1), fc.constantFrom(1, 2), fc.constantFrom(0, 1)),
        worldsOf(size, fc.constant(1), fc.constantFrom(1, 2, 3), fc.constant(0)).map(guessing),
      ),
    );

/** The rows of signals are one row turned, and an alternative is worth 1 in one state: signals that speak for each alike tie. */
const guessing = (world: World): World => ({
  ...world,
  likelihood: world.likelihood.map((_, state) => {
    const [row] = world.likelihood as [Row];
    return row.map((__, x) => row[(x + state) % row.length]!);
  }),
  utilities: world.utilities.map((table) =>
    table.map((row, a) => row.map((_, state) => new Fraction(state % table.length === a ? 1 : 0))),
  ),
});

const worldsOf = (
  [states, signals, alternatives, utilities, players]: Size,
  prior: fc.Arbitrary<number>,
  likelihood: fc.Arbitrary<number>,
  values: fc.Arbitrary<number>,
): fc.Arbitrary<World> =>
  fc
    .record({
      prior: fc.array(prior, { minLength: states, maxLength: states }),
      likelihood: rows(states, signals, likelihood),
      tables: fc.array(rows(alternatives, states, values), { minLength: utilities, maxLength: utilities }),
      half: fc.boolean(),
      players: fc.array(fc.nat(utilities - 1), { minLength: players, maxLength: players }),
    })
    .map(({ prior, likelihood, tables, half, players }) => ({
      prior: chances(prior),
      likelihood: likelihood.map(chances),
      utilities: tables.map((table) => table.map((row) => row.map((x) => new Fraction(x, half ? 2 : 1)))),
      players,
    }));

export const text = (x: Fraction): string => x.toFraction();
export const texts = (row: Row): readonly string[] => row.map(text);

/** How many players have each utility. */
export const groupsOf = ({ utilities, players }: World): readonly number[] =>
  utilities.map((_, u) => players.filter((other) => other === u).length);

/** The environment of an instance, by players unless their groups are asked for. */
export const environmentOf = (world: World, grouped = false): object => ({
  states: world.prior.length,
  signals: world.likelihood[0]!.length,
  alternatives: world.utilities[0]!.length,
  prior: texts(world.prior),
  likelihood: world.likelihood.map(texts),
  utilities: world.utilities.map((table) => table.map(texts)),
  ...(grouped ? { groups: groupsOf(world) } : { players: world.players }),
});

/** How often each signal is in a profile. */
export const countsOf = (world: World, profile: readonly number[]): readonly number[] =>
  indices(world.likelihood[0]!.length).map((x) => profile.filter((signal) => signal === x).length);

/** The players group by group. */
export const inGroups = (world: World): World => ({ ...world, players: [...world.players].sort((x, y) => x - y) });
