import fc from "fast-check";
import Fraction from "fraction.js";
import { dominant, type End, play, players, root, utility, type World } from "./market-route.js";
import { lists, mostWelfare, partitions, printed, total, welfare, worlds } from "./worlds.js";

/** What rational play of M reaches, announcement by announcement, and the worlds in which it is asked. */

const F = (x: number | string): Fraction => new Fraction(x);

export type Partition = readonly (readonly number[])[];

/** All that is asked of the root, from the play after each best announcement. */
export function rootFacts(world: World, partition: Partition) {
  const found = root(world, partition);
  if (found === null) return null;
  const { n, m, B, E, theta } = world;
  const first = partition.find((block) => block.includes(1))!;
  const most = mostWelfare(world);
  const isQuiet = welfare(world, E) === most;
  const gain = (A: readonly number[], i: number) => worthAt(theta, A, i) - worthAt(theta, E, i);
  const paths = found.optimal.map((announced) => {
    const said = partition.map((block) => dominant(world, announced, block)!);
    return play(world, announced, new Set(said.flatMap(({ two }) => two)), new Set(said.flatMap(({ three }) => three)));
  });
  const isOptimal = ({ owners, prices }: End) => welfare(world, owners) === most && total(prices).equals(0);
  const heaviest = paths.map((ends) => ends.reduce((x, y) => (y.chance.gt(x.chance) ? y : x)));
  // The claimed set, announcement by announcement.
  const steps = Array.from({ length: 4 * B - 1 }, (_, k) => k - 2 * B + 1);
  const claimed = isQuiet
    ? [JSON.stringify(printed({ A: E, P: players(n).map(() => F(0)) }))]
    : lists(
        players(n + 1).map((i) => i - 1),
        m,
      )
        .filter((A) => welfare(world, A) === most)
        .flatMap((A) =>
          lists(steps, n - 1)
            .filter((P) => P.every((p, i) => first.includes(i + 2) || p === gain(A, i + 2)))
            .map((P) => JSON.stringify(printed({ A, P: [-P.reduce((x, y) => x + y, 0), ...P].map((p) => F(p)) }))),
        );
  const best = found.optimal.map((one) => JSON.stringify(printed(one)));
  const utilities = (blocks: Partition) => blocks.map((block) => paths.map((ends) => utility(world, ends, block)));
  return { isQuiet, claimed, best, paths, utilities, isOptimal, heaviest, rootUtility: found.utility };
}

const worthAt = (theta: World["theta"], A: readonly number[], i: number): number =>
  theta[i - 1]![A.reduce((mask, owner, g) => (owner === i ? mask + 2 ** g : mask), 0)]!;

/** Whether all are equal. */
export const same = (list: readonly Fraction[]) => list.every((x) => x.equals(list[0]!));
/** The texts in one order. */
export const sorted = (list: readonly string[]) => JSON.stringify([...list].sort());

/** Legal stakes, no discount at all, and more than the paper allows. */
export const rooted = worlds(
  [[1, 1, 2], [2, 1, 2], [2, 2, 2], [2, 0, 1], [3, 1, 1], [3, 0, 2], [2, 1, 1]],
  [["1/2", "99/100", "0", "3", "10"], ["1/2", "99/100", "10"]],
).filter(({ delta, e }) => delta.lte(1) && e.lte(1)).chain((world) => {
  // Without a discount there is no δ below ε/B either.
  const delta = world.delta.equals(0) ? F("1/50") : world.delta;
  return fc.record({ world: fc.constant({ ...world, delta }), partition: fc.constantFrom(...partitions[world.n]!) });
}); // biome-ignore format: the sizes in one line
