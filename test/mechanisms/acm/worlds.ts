import fc from "fast-check";
import Fraction from "fraction.js";
import { answer } from "../../cli/run.js";
import type { Announcement, World } from "./market-route.js";

/** Random worlds for the tests of these mechanisms, and how they are written as instances. */

export type Size = readonly [n: number, m: number, k: number];

/** Stakes s/(5n) and t·ε/B: legal for 0 < s, t < 1. */
export const worlds = (
  sizes: readonly Size[],
  [s, t]: readonly [s: readonly string[], t: readonly string[]] = [
    ["1/100", "1/2", "99/100", "3"],
    ["1/50", "1/2", "99/100"],
  ],
): fc.Arbitrary<World> =>
  fc.constantFrom(...sizes).chain(([n, m, k]) => {
    const B = 2 ** (k - 1);
    const value = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1 - B, max: B - 1 }) }, fc.constant(0));
    return fc
      .record({
        E: fc.array(fc.integer({ min: 1, max: n }), { minLength: m, maxLength: m }),
        theta: fc.array(fc.array(value, { minLength: 2 ** m - 1, maxLength: 2 ** m - 1 }), {
          minLength: n,
          maxLength: n,
        }),
        s: fc.constantFrom(...s),
        t: fc.constantFrom(...t),
      })
      .map(({ E, theta, s: x, t: y }) => {
        const e = new Fraction(x).div(5 * n);
        return { n, m, B, E, theta: theta.map((list) => [0, ...list]), e, delta: e.div(B).mul(y) };
      });
  });

export const text = (x: Fraction): string => x.toFraction();

export const environmentOf = ({ n, m, B, E, theta }: World) => ({
  players: n,
  goods: m,
  bits: Math.log2(B) + 1,
  endowment: E,
  valuations: theta,
});

export const printed = ({ A, P }: Announcement) => ({ allocation: A, prices: P.map(text) });

export const stakesOf = ({ e, delta }: World) => ({ discount: text(e), delta: text(delta) });

/** The answer to a question at the world. */
// biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into.
export const ask = async (mechanism: string, world: World, fields: object, environment: object = {}): Promise<any> =>
  (await answer("measure", { mechanism, environment: { ...environmentOf(world), ...environment }, ...fields })).answer;

/** All lists of so many items, the last fastest. */
export const lists = <T>(items: readonly T[], length: number): readonly (readonly T[])[] =>
  length === 0 ? [[]] : lists(items, length - 1).flatMap((list) => items.map((item) => [...list, item]));

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, k) => k);

/** Every allocation with every integer price vector of (−B, B) that sums to 0. */
export const balanced = ({ n, m, B }: World): readonly Announcement[] =>
  lists(upTo(n + 1), m).flatMap((A) =>
    lists(
      upTo(2 * B - 1).map((k) => k - B + 1),
      n,
    )
      .filter((P) => P.reduce((x, y) => x + y, 0) === 0)
      .map((P) => ({ A, P: P.map((p) => new Fraction(p)) })),
  );

/** All partitions of 1, …, n for n ≤ 3, in order. */
export const partitions: Readonly<Record<number, readonly (readonly (readonly number[])[])[]>> = {
  1: [[[1]]],
  2: [[[1], [2]], [[1, 2]]],
  3: [[[1], [2], [3]], [[1], [2, 3]], [[1, 2], [3]], [[1, 2, 3]], [[1, 3], [2]]],
}; // biome-ignore format: a number a line

export const welfare = ({ n, theta }: World, A: readonly number[]): number =>
  upTo(n).reduce(
    (sum, i) => sum + theta[i]![A.reduce((mask, owner, g) => (owner === i + 1 ? mask + 2 ** g : mask), 0)]!,
    0,
  );

export const mostWelfare = (world: World): number =>
  Math.max(...lists(upTo(world.n + 1), world.m).map((A) => welfare(world, A)));

export const total = (P: readonly Fraction[]): Fraction => P.reduce((x, y) => x.add(y), new Fraction(0));
