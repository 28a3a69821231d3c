import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GameNode, terminal } from "../../src/game/extensive-form.js";
import { coalitionsOf, partitionsOf, solved, strictlyDominant } from "../../src/notions/collusive-dominance.js";
import { rational } from "../../src/number/rational.js";

/** All players move at once, each with so many actions; u_i by the number of the profile, the last player's fastest. */
const matrix = (sizes: readonly number[], utilities: readonly (readonly number[])[]) => {
  const root: GameNode<number> = {
    kind: "moves",
    name: "all",
    movers: sizes.map((size, i) => ({ player: i + 1, actions: Array.from({ length: size }, (_, k) => `${k}`) })),
    after: (actions) => {
      const place = actions.reduce((number, action, i) => number * sizes[i]! + Number(action), 0);
      return terminal(`${place}`, place);
    },
  };
  return solved({ root, utility: (place, player) => rational(BigInt(utilities[place]![player - 1]!)) }, sizes.length);
};

const lists = (sizes: readonly number[]): readonly (readonly number[])[] =>
  sizes.reduce<readonly (readonly number[])[]>(
    (all, size) => all.flatMap((one) => Array.from({ length: size }, (_, k) => [...one, k])),
    [[]],
  );

/** The joint actions that beat every other, whatever the others do, from the definition. */
function byDefinition(
  sizes: readonly number[],
  utilities: readonly (readonly number[])[],
  coalition: readonly number[],
) {
  const profiles = lists(sizes);
  const worth = (profile: readonly number[]) =>
    coalition.reduce(
      (sum, i) => sum + utilities[profiles.findIndex((one) => one.join() === profile.join())]![i - 1]!,
      0,
    );
  const mine = lists(coalition.map((i) => sizes[i - 1]!));
  const joined = (own: readonly number[], rest: readonly number[]) =>
    rest.map((action, i) => (coalition.includes(i + 1) ? own[coalition.indexOf(i + 1)]! : action));
  const found = mine.filter((own) =>
    profiles.every((rest) =>
      mine.every((other) => other === own || worth(joined(own, rest)) > worth(joined(other, rest))),
    ),
  );
  return found[0]?.map(String);
}

describe("strict dominance of a coalition", () => {
  it("is what the definition says, in random games", () => {
    const games = fc.constantFrom<readonly number[]>([2, 2], [2, 3], [2, 2, 2], [3, 1, 2], [1]).chain((sizes) => {
      const count = sizes.reduce((x, y) => x * y, 1);
      const row = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: sizes.length, maxLength: sizes.length });
      return fc.record({ sizes: fc.constant(sizes), utilities: fc.array(row, { minLength: count, maxLength: count }) });
    });
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(games, ({ sizes, utilities }) => {
        for (const coalition of coalitionsOf(sizes.length)) {
          const found = strictlyDominant(matrix(sizes, utilities), coalition)?.actions;
          expect(found).toEqual(byDefinition(sizes, utilities, coalition));
          seen.add(found === undefined);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(seen.size).toBe(2);
  });

  it("of prisoners: alone each confesses, together they keep silent", () => {
    const prisoners = matrix([2, 2], [[3, 3], [0, 4], [4, 0], [1, 1]]); // biome-ignore format: one line
    expect(strictlyDominant(prisoners, [1])?.actions).toEqual(["1"]);
    expect(strictlyDominant(prisoners, [2])?.actions).toEqual(["1"]);
    expect(strictlyDominant(prisoners, [1, 2])?.actions).toEqual(["0", "0"]);
  });

  it("is empty for those who decide nothing, and a tie is none", () => {
    const watcher = solved({ root: terminal("end", 0) as GameNode<number>, utility: () => rational(0n) }, 1);
    expect(strictlyDominant(watcher, [1])).toEqual({ decisions: [], actions: [] });
    expect(strictlyDominant(matrix([2], [[1], [1]]), [1])).toBe(undefined);
  });
});

describe("sets of players", () => {
  it("partitions: the Bell numbers, each once, blocks by their first players", () => {
    expect([1, 2, 3, 4, 5, 6].map((n) => partitionsOf(n).length)).toEqual([1, 2, 5, 15, 52, 203]);
    for (const partition of partitionsOf(5)) {
      expect(partition.flat().toSorted()).toEqual([1, 2, 3, 4, 5]);
      expect(partition.map(([first]) => first)).toEqual(partition.map(([first]) => first).toSorted());
    }
    expect(new Set(partitionsOf(5).map((partition) => JSON.stringify(partition))).size).toBe(52);
  });

  it("coalitions: by size, then lexicographically", () => {
    expect(coalitionsOf(3)).toEqual([[1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]]);
  });
});
