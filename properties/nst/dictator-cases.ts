import type { Budget } from "../../src/claim/claim.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { beside, lopsided, smallTables } from "./gain-cases.js";
import { drawnFor } from "./lemma-4.js";
import { tableOf } from "./table-cases.js";

/** One player, both of whose types like alternative 0 best, where no reaction matters; a wrong one costs 1/2 at alternative 1. */
export const oneFavourite: JsonObject = tableOf({
  types: [2],
  alternatives: 2,
  reactions: 2,
  utility: (_, [type], s, r) => (s === 0 ? "1" : r === type ? "1/2" : "0"),
});

/**
 * Private reactions: player 1, who has one type, likes the alternative best that is the type of player 0; player 0 likes
 * alternative 1 best, where no reaction matters. So at type 0 a lie of hers moves what player 1 dictates to her own favourite.
 */
export const movedFavourite: JsonObject = tableOf({
  types: [2, 1],
  alternatives: 2,
  reactions: 2,
  utility(player, [type], s, r) {
    if (player === 1) return s === type ? "1" : "0";
    return s === 1 ? "1" : r === type ? "1/2" : "0";
  },
});

/** Small environments, fewest players first. */
export const dictatorTables: readonly JsonObject[] = [
  lopsided(),
  oneFavourite,
  beside,
  movedFavourite,
  ...smallTables.slice(4),
];

/** Drawn ones of all kinds. */
export const drawnDictators = (budget: Budget): readonly JsonObject[] =>
  budget === "gate" ? [] : drawnFor(budget, false);
