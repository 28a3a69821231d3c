import { profilesOf } from "../../src/game/reaction-environment.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type PlainTable, plainTable, upTo } from "./plain-table.js";

/** The table with another selection among the optimal reactions. */
export function withSelection(
  source: JsonObject,
  choose: (best: readonly number[], ...at: Parameters<PlainTable["best"]>) => number,
): JsonObject {
  const table = plainTable(source);
  return {
    ...source,
    selection: table.types.map((_, player) =>
      [...profilesOf(table.types)].map((types) =>
        upTo(table.alternatives).map((s) => choose(table.best(player, types, s), player, types, s)),
      ),
    ),
  };
}

/** The highest optimal reaction is selected. */
export const highestSelection = (source: JsonObject): JsonObject => withSelection(source, (best) => best.at(-1)!);
