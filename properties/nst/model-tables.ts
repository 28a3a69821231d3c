import type { Interdependence } from "../../generators/reaction-environments.js";
import type { Budget } from "../../src/claim/claim.js";
import { profilesOf } from "../../src/game/reaction-environment.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { bitLists, parityOf } from "./plain-table.js";
import { drawnTables, matching, tableOf } from "./table-cases.js";

/** One player, two types: every table with utilities 0 and 1, for so many alternatives and reactions. */
const everyTable = (alternatives: number, reactions: number): readonly JsonObject[] =>
  bitLists(2 * alternatives * reactions).map((bits) =>
    tableOf({
      types: [2],
      alternatives,
      reactions,
      utility: (_player, [type], s, r) => `${bits[(type! * alternatives + s) * reactions + r]!}`,
    }),
  );

const shapes: Readonly<Record<Budget, number>> = { gate: 2, standard: 40, deep: 400 };

/** Drawn tables of 1 to 3 players with this dependence on others: the same ones for the same budget. */
export function drawn(interdependence: Interdependence, budget: Budget): readonly JsonObject[] {
  const key = `${interdependence} ${budget}`;
  const found = known.get(key) ?? drawnNow(interdependence, budget);
  known.set(key, found);
  return found;
}

const known = new Map<string, readonly JsonObject[]>();

const drawnNow = (interdependence: Interdependence, budget: Budget): readonly JsonObject[] =>
  [1, 2, 3].flatMap((players) =>
    drawnTables(
      {
        players,
        most: { types: players === 3 ? 2 : 3, alternatives: 3, reactions: 3 },
        interdependence,
        objective: "average-utility",
      },
      71 + players,
      shapes[budget],
    ),
  );

/** Every table of one player with two types, up to two alternatives and reactions, and utilities 0 and 1. */
export const everySmallTable: readonly JsonObject[] = [
  ...everyTable(1, 1),
  ...everyTable(2, 1),
  ...everyTable(1, 2),
  ...everyTable(2, 2),
];

const one = tableOf({ types: [1], alternatives: 1, reactions: 1, utility: () => "0" });

/** Two types of player 0, three reactions: type 0 has `best` alone or with reaction 1, type 1 reactions 1 and 2, or 2 alone. */
export const threeReactions = (ties: boolean, alternatives = 1): JsonObject =>
  tableOf({
    types: [2],
    alternatives,
    reactions: 3,
    utility: (_, [type], s, r) =>
      s > 0 ? "1/2" : type === 0 ? ["1", "0", "1/2"][r]! : r === 2 || (ties && r === 1) ? "1" : "0",
  });

/** The reaction that is right for player 0 is the parity of the types of both, player 1 has no choice. */
export const parityOfTypes = tableOf({
  types: [2, 2],
  alternatives: 1,
  reactions: 2,
  utility: (player, types, _s, r) => (player === 1 || r === parityOf(types[0]!, types[1]!) ? "1" : "0"),
});

/** Three types, two alternatives: the first tells type 0 from the others, the second type 1. Both are needed. */
const bothNeeded = tableOf({
  types: [3],
  alternatives: 2,
  reactions: 2,
  utility: (_, [type], s, r) => ((r === 1) === (type === s) ? "1" : "0"),
});

/** Named tables: one type each, ties in plenty, matching, and a player who reacts to the types of both. */
export const namedTables: readonly JsonObject[] = [
  one,
  matching(1, 2, 1),
  matching(1, 2, 2),
  matching(1, 3, 2),
  bothNeeded,
  threeReactions(true),
  threeReactions(false, 2),
  matching(2, 2, 1),
  matching(2, 2, 2),
  parityOfTypes,
];

const dependences: readonly Interdependence[] = ["private values", "private reactions", "interdependent"];

/** Named tables, small ones (all of them from the standard budget on) and drawn ones of every dependence. */
export const modelTables = (budget: Budget): readonly JsonObject[] => [
  ...namedTables,
  ...(budget === "gate" ? everySmallTable.slice(0, 36) : everySmallTable),
  ...dependences.flatMap((dependence) => drawn(dependence, budget)),
];

/** The same in words. */
export const describeModelTables = (budget: Budget): string =>
  `environments by their tables: ten by name; one player with two types, up to two alternatives and reactions and utilities 0 and 1 (${budget === "gate" ? "the first 36" : "all 292"}); ${shapes[budget]} tables each of 1, 2 and 3 players drawn with seeds 72 to 74 with private values, with private reactions, and interdependent`;

/** Every profile of an environment. */
export const allProfiles = (types: readonly number[]) => [...profilesOf(types)];
