import fc from "fast-check";
import Fraction from "fraction.js";
import { argmax, exchanged, type Profile, profilesOf, upTo, type World } from "./finite-route.js";

const listOf = <T>(item: fc.Arbitrary<T>, length: number) => fc.array(item, { minLength: length, maxLength: length });

/** Few values, so that ties are frequent; in the second, of two scales. */
const grids = [
  ["0", "1/2", "1"],
  ["0", "1/100", "1"],
  ["0", "1/3", "1/2"],
].map((row) => row.map((value) => new Fraction(value)));

/** Masses that are often 0, not all of them, as probabilities. */
const laws = (length: number): fc.Arbitrary<Fraction[]> =>
  listOf(fc.constantFrom<number>(0, 1, 1, 2), length)
    .filter((masses) => masses.some((mass) => mass > 0))
    .map((masses) =>
      masses.map(
        (mass) =>
          new Fraction(
            mass,
            masses.reduce((x, y) => x + y),
          ),
      ),
    );

const sizes = fc
  .record({
    types: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    alternatives: fc.integer({ min: 1, max: 3 }),
    grid: fc.constantFrom(...grids),
    values: fc.constantFrom("private", "private reactions", "interdependent"),
  })
  .filter(({ types }) => profilesOf(types).length <= 12);

/** The values of a player by profile, alternative and reaction; of her own type alone, or scaled by what the others are. */
const utilities = (
  profiles: readonly Profile[],
  [alternatives, reactions]: readonly [number, number],
  grid: readonly Fraction[],
  [values, i]: readonly [string, number],
): fc.Arbitrary<readonly (readonly (readonly Fraction[])[])[]> => {
  const rows = listOf(listOf(fc.constantFrom(...grid), reactions), alternatives);
  return fc.tuple(listOf(rows, profiles.length), listOf(fc.boolean(), profiles.length)).map(([tables, halves]) =>
    profiles.map((t, place) => {
      if (values === "interdependent") return tables[place]!;
      const half = values === "private reactions" && halves[place]!;
      return tables[t[i]!]!.map((row) => row.map((value) => (half ? value.div(2) : value)));
    }),
  );
};

/** Up to 3 players with up to 3 types, alternatives and reactions, ties everywhere; some with their own objective, selection. */
export const worlds: fc.Arbitrary<{ readonly world: World; readonly reports: Profile }> = sizes
  .chain(({ types, alternatives, grid, values }) => {
    const profiles = profilesOf(types);
    return listOf(fc.integer({ min: 1, max: 3 }), types.length).chain((reactions) =>
      fc.record({
        types: fc.constant(types),
        alternatives: fc.constant(alternatives),
        reactions: fc.constant(reactions),
        utility: fc.tuple(
          ...types.map((_, i) => utilities(profiles, [alternatives, reactions[i]!], grid, [values, i])),
        ),
        objective: fc.option(
          listOf(
            listOf(
              fc.constantFrom("-1/2", "0", "1/4", "1").map((F) => new Fraction(F)),
              alternatives,
            ),
            profiles.length,
          ),
          { nil: undefined },
        ),
        turns: fc.option(listOf(fc.nat(5), types.length * profiles.length), { nil: undefined }),
        base: fc.constantFrom("11/10", "3/2", "2", "100").map((base) => new Fraction(base)),
        d: fc.constantFrom("1", "1/2", "3").map((d) => new Fraction(d)),
        q: fc.constantFrom("0", "1/100", "1/3", "1").map((q) => new Fraction(q)),
        P: laws(alternatives),
        place: fc.nat(profiles.length - 1),
      }),
    );
  })
  .map(({ turns, place, objective, ...rest }) => {
    const profiles = profilesOf(rest.types);
    const drawn: World = { ...rest, ...(objective && { objective }) };
    // A P that leaves types together which the alternatives separate is refused.
    const P = isSeparating(drawn)
      ? drawn.P
      : drawn.P.map((chance) => chance.add(new Fraction(1, drawn.P.length)).div(2));
    const world: World = { ...drawn, P };
    // One of the optimal reactions, another one from profile to profile.
    const selection = (i: number) =>
      profiles.map((t, p) =>
        upTo(world.alternatives).map((s) => {
          const optimal = argmax(world, i, t, s);
          return optimal[turns![i * profiles.length + p]! % optimal.length]!;
        }),
      );
    return {
      world: { ...world, ...(turns && { selection: world.types.map((_, i) => selection(i)) }) },
      reports: profiles[place]!,
    };
  });

/** Whether P tells apart all types that some alternative tells apart, or nothing tells some apart. */
export function isSeparating(world: World): boolean {
  const pairs = profilesOf(world.types).flatMap((t) =>
    upTo(world.types.length).flatMap((i) =>
      upTo(world.types[i]!).flatMap((b) => (b === t[i] ? [] : [{ t, i, other: exchanged(t, i, b) }])),
    ),
  );
  const separates = ({ t, i, other }: (typeof pairs)[number], s: number): boolean => {
    const optimal = argmax(world, i, other, s);
    return argmax(world, i, t, s).every((r) => !optimal.includes(r));
  };
  const alternatives = upTo(world.alternatives);
  const isNontrivial = pairs.every((pair) => alternatives.some((s) => separates(pair, s)));
  return !isNontrivial || pairs.every((pair) => alternatives.some((s) => !world.P[s]!.equals(0) && separates(pair, s)));
}

/** Two players who like to be matched, with a tie; b = 3/2. */
export const example: World = {
  types: [2, 2],
  alternatives: 2,
  reactions: [2, 2],
  utility: [0, 1].map((i) =>
    profilesOf([2, 2]).map((t) =>
      [0, 1].map((s) => [0, 1].map((r) => new Fraction((t[i] === r ? 1 : 0) + (s === t[1 - i] ? 1 : 0), 2))),
    ),
  ),
  base: new Fraction("3/2"),
  d: new Fraction(1),
  q: new Fraction("1/3"),
  P: [new Fraction("1/4"), new Fraction("3/4")],
};
