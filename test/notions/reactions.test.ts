import { describe, expect, it } from "vitest";
import {
  freeUtility,
  hasPrivateReactions,
  hasPrivateSelection,
  hasPrivateValues,
  isNontrivial,
  optimalReactions,
  separates,
  typeChanges,
  unseparated,
} from "../../src/notions/reactions.js";
import { environmentOf, interdependent, matching } from "./nst-environments.js";

describe("optimal reactions", () => {
  it("are all that attain the most, ascending", () => {
    const environment = environmentOf(
      [
        [
          [
            ["1/2", "1", "0", "1"],
            ["0", "0", "0", "0"],
          ],
        ],
      ],
      [1],
    );
    expect(optimalReactions(environment, [0], 0, 0)).toEqual([1, 3]);
    expect(optimalReactions(environment, [0], 0, 1)).toEqual([0, 1, 2, 3]);
    expect(environment.selection([0], 0, 0)).toBe(1);
    expect([freeUtility(environment, [0], 0, 0), environment.utilityGrid]).toEqual([2n, 2n]);
  });

  it("separate two types where they have none in common", () => {
    expect(separates(matching, [0], 0, 1, 0)).toBe(true);
    expect(separates(matching, [0], 0, 1, 1)).toBe(false);
    const overlapping = environmentOf([[[["1", "1", "0"]], [["0", "1", "1"]]]], [2]);
    expect(separates(overlapping, [0], 0, 1, 0)).toBe(false);
  });

  it("make an environment non-trivial where every pair is separated by some alternative at every profile", () => {
    expect(isNontrivial(matching)).toBe(true);
    expect(unseparated(matching, [0])).toBe(undefined);
    expect(unseparated(matching, [1])).toEqual({ player: 0, types: [0], lie: 1 });
    expect(unseparated(matching, [])).toEqual({ player: 0, types: [0], lie: 1 });
    // Player 0 reacts to the type of player 1 alone.
    expect(isNontrivial(interdependent)).toBe(false);
    expect(unseparated(interdependent, [0])).toEqual({ player: 0, types: [0, 0], lie: 1 });
    // Separated beside the first type of the other player only.
    const half = environmentOf([[[["1", "0"]], [["1", "1"]], [["0", "1"]], [["1", "1"]]], [[["1"]], [["1"]], [["1"]], [["1"]]]], [2, 2]); // biome-ignore format: one line
    expect(unseparated(half, [0])).toEqual({ player: 0, types: [0, 1], lie: 1 });
    expect(isNontrivial(environmentOf([[[["1"]]]], [1]))).toBe(true);
  });
});

describe("typeChanges", () => {
  it("come player by player, profile by profile, the types without influence left at 0", () => {
    const listed = [...typeChanges(interdependent)].map(({ player, types, lie }) => [player, ...types, lie]);
    expect(listed).toEqual([
      [0, 0, 0, 1],
      [0, 0, 1, 1],
      [0, 1, 0, 0],
      [0, 1, 1, 0],
      [1, 0, 0, 1],
      [1, 0, 1, 0],
    ]);
    expect([interdependent.influences(0), interdependent.influences(1)]).toEqual([[0, 1], [1]]);
  });
});

describe("private reactions and values", () => {
  const [ones, halves] = [
    ["1", "0"],
    ["1/2", "0"],
  ];
  const scaled = environmentOf([[[ones], [halves], [ones], [ones]], [[["1"]], [["1"]], [["1"]], [["1"]]]], [2, 2]); // biome-ignore format: one line

  it("are told apart: the same optimal reactions with other utilities", () => {
    expect([hasPrivateReactions(matching, 0), hasPrivateValues(matching, 0)]).toEqual([true, true]);
    expect([hasPrivateReactions(scaled, 0), hasPrivateValues(scaled, 0)]).toEqual([true, false]);
    expect([hasPrivateReactions(interdependent, 0), hasPrivateValues(interdependent, 0)]).toEqual([false, false]);
    expect([hasPrivateReactions(interdependent, 1), hasPrivateValues(interdependent, 1)]).toEqual([true, true]);
  });

  it("do not make the selection private", () => {
    const tied = [[["1", "1"]], [["1", "1"]]];
    const environment = (selection: number[][][]) => environmentOf([tied, [[["1"]], [["1"]]]], [1, 2], { selection });
    const [fixed, turning] = [
      environment([
        [[1], [1]],
        [[0], [0]],
      ]),
      environment([
        [[0], [1]],
        [[0], [0]],
      ]),
    ];
    expect([hasPrivateReactions(turning, 0), hasPrivateValues(turning, 0)]).toEqual([true, true]);
    expect([hasPrivateSelection(fixed, 0), hasPrivateSelection(turning, 0)]).toEqual([true, false]);
  });
});
