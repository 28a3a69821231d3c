import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { type Tables, tabular } from "../../src/mechanisms/nst/tabular.js";
import { parseRational } from "../../src/number/rational.js";

const numbers = (row: readonly string[]) => row.map((text) => parseRational(text)!);

/** An environment of tables whose numbers are texts. */
export const environmentOf = (
  utility: readonly (readonly (readonly (readonly string[])[])[])[],
  types: readonly number[],
  more: { readonly objective?: readonly (readonly string[])[]; readonly selection?: Tables["selection"] } = {},
): KnownEnvironment =>
  tabular({
    types,
    alternatives: utility[0]![0]!.length,
    reactions: utility.map((profiles) => profiles[0]![0]!.length),
    utility: utility.map((profiles) => profiles.map((rows) => rows.map(numbers))),
    ...(more.objective && { objective: more.objective.map(numbers) }),
    ...(more.selection && { selection: more.selection }),
  });

/** One player with two types: at alternative 0 she wants the reaction of her type, at 1 she is indifferent. */
export const matching = environmentOf([[[["1", "0"], ["1/2", "1/2"]], [["0", "3/4"], ["1/2", "1/2"]]]], [2]); // biome-ignore format: one line

/** Two players; player 0 wants the type of player 1 as reaction, player 1 her own; one alternative. */
export const interdependent = environmentOf(
  [
    [[["1", "0"]], [["0", "1"]], [["1", "0"]], [["0", "1"]]],
    [[["1", "0"]], [["0", "1"]], [["1", "0"]], [["0", "1"]]],
  ],
  [2, 2],
);
