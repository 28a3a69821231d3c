import type { Budget, Example } from "../../src/claim/claim.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type ContextJson, drawnContexts, everyContext, onceEach } from "./contexts.js";
import { rootInstance } from "./market-cases.js";
import { stakesAt } from "./market-world.js";

const together = [
  [[1], [2, 3]],
  [[1], [2, 3], [4]],
  [
    [1, 4],
    [2, 3],
  ],
];
const apart = [
  [[1], [2], [3]],
  [[1], [2], [3], [4]],
  [[1, 4], [2], [3]],
];

/** Two goods change hands between players 2 and 3, who gain 2 = B each: the lumped price 2B is none of M's. */
const swapped: ContextJson = {
  players: 3,
  goods: 2,
  bits: 2,
  endowment: [2, 3],
  valuations: [
    [0, 0, 0, 0],
    [0, -1, 1, 0],
    [0, 1, -1, 0],
  ],
};

const contexts: Readonly<Record<Budget, () => readonly ContextJson[]>> = {
  gate: () => [...everyContext([3, 1, 2]).filter((_, i) => BigInt(i) % 4n === 0n), swapped],
  standard: () => [
    ...everyContext([3, 1, 2]),
    swapped,
    ...drawnContexts([4, 1, 2], 1, 20),
    ...drawnContexts([3, 2, 2], 1, 20),
  ],
  deep: () => [...everyContext([3, 1, 2]), ...everyContext([4, 1, 2]), swapped, ...drawnContexts([3, 2, 2], 1, 2000)],
};

/** The contexts in words. */
export const lumpedSaid: Readonly<Record<Budget, string>> = {
  gate: "every fourth context of the size (3, 1, 2) and one of (3, 2, 2)",
  standard:
    "all contexts of the size (3, 1, 2), one of (3, 2, 2), and drawn with seed 1: 20 of (4, 1, 2), 20 of (3, 2, 2)",
  deep: "all contexts of the sizes (3, 1, 2) and (4, 1, 2), one of (3, 2, 2), and 2000 of (3, 2, 2) drawn with seed 1",
};

const casesOf = (budget: Budget, partitions: readonly (readonly (readonly number[])[])[]): readonly Example[] =>
  contexts[budget]().flatMap((context) =>
    partitions
      .filter((partition) => partition.flat().length === context.players)
      .map((coalitions) => ({
        instance: rootInstance(
          { ...context, coalitions } as unknown as JsonObject,
          stakesAt(context.players, context.bits, [1, 2], [1, 2]),
        ),
        choices: {},
      })),
  );

const casesBoth = (partitions: typeof together) => onceEach((budget) => casesOf(budget, partitions));

/** Contexts in which players 2 and 3 are one block, or two. */
export const lumpedCases = { together: casesBoth(together), apart: casesBoth(apart) };
