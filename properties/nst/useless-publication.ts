import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { profilesOf } from "../../src/game/reaction-environment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { hasPrivateReactions, hasPrivateValues } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { drawn, namedTables } from "./model-tables.js";
import { isPlainlyPrivate, type PlainTable, subsetsOf, upTo } from "./plain-table.js";
import { tableOf } from "./table-cases.js";
import { chosenIndex, tableClaim } from "./table-claim.js";

const wholeOrOne = "the mechanism leaves a player free or one reaction";

/** Reaction 0 is best; which of the others comes next is told by the type of player 1. */
const secondBest = tableOf({
  types: [1, 2],
  alternatives: 1,
  reactions: 3,
  utility: (player, types, _s, r) => (player === 1 || r === 0 ? "1" : r === types[1]! + 1 ? "1/2" : "0"),
});

const everyPlayer = (
  environment: KnownEnvironment,
  test: (environment: KnownEnvironment, player: number) => boolean,
): boolean => environment.types.every((_, player) => test(environment, player));

/** The subsets of R_i that a mechanism may leave to a player, as lists. */
const leftOf = (size: number, isAny: boolean): readonly (readonly number[])[] =>
  subsetsOf(size).filter((set) => isAny || set.length === 1 || set.length === size);

const tables = (budget: Budget): readonly JsonObject[] => [
  secondBest,
  ...namedTables,
  ...drawn("private values", budget),
  ...drawn("private reactions", budget),
  ...drawn("interdependent", budget).slice(0, 20),
];

/** The optimal reactions within a subset. */
const bestWithin = (
  environment: Pick<KnownEnvironment, "utility">,
  types: readonly number[],
  player: number,
  s: number,
  subset: readonly number[],
): string => {
  const values = subset.map((r) => environment.utility(types, player, s, r));
  const most = values.reduce((x, y) => (x > y ? x : y));
  return subset.filter((_, place) => values[place] === most).join();
};

/** Footnote 9: with private reactions the publication of the announcements is of no use to the players. */
export const uselessPublication = (made: readonly string[] = [], reactionsPrivate = true): Claim<LawCase> => {
  const isAny = (subsets: string | undefined): boolean => subsets === "any" && !made.includes(wholeOrOne);
  return tableClaim({
    id: "nst/remark-footnote9",
    place: "Footnote 9",
    statement:
      "If all players have private reactions, the vector of announcements is useless to them: for every i, t_i, s and every set R̂_i of reactions that the mechanism leaves, argmax_{r∈R̂_i} u_i((t_i, t_{−i}), s, r) is the same for all t_{−i}.",
    hypotheses: ["private reactions"],
    readings: readingsOf({ subsets: ["any", "whole-or-one"] }),
    switchMeanings: {
      any: "any non-empty subset of R_i, as in Definition 2",
      "whole-or-one": "R_i or one reaction, as in the mechanisms of the paper",
    },
    tables,
    describe: (budget) =>
      `eleven environments by name, and tables of 1 to 3 players drawn with seeds 72 to 74: private values, private reactions, and outside the hypotheses interdependent ones (${budget})`,
    argument:
      "All environments: for R̂_i = R_i it is the definition of private reactions, and one reaction leaves no choice. Of other subsets private reactions say nothing: they fix the best reaction, not the order of the others. With private values no subset does.",
    corners: {
      "one player": ({ types }) => types.length === 1,
      "two reactions at most": ({ reactions }) => reactions.every((own) => own <= 2),
      "three reactions": ({ reactions }) => reactions.some((own) => own > 2),
      "private values": (environment) => everyPlayer(environment, hasPrivateValues),
      "private reactions, interdependent utilities": (environment) =>
        everyPlayer(environment, hasPrivateReactions) && !everyPlayer(environment, hasPrivateValues),
      "interdependent reactions": (environment) => !everyPlayer(environment, hasPrivateReactions),
    },
    decide(environment, { subsets }) {
      if (reactionsPrivate && !everyPlayer(environment, hasPrivateReactions)) return undefined;
      const profiles = [...profilesOf(environment.types)];
      const isUseful = environment.types.some((size, player) =>
        leftOf(environment.reactions[player]!, isAny(subsets)).some((subset) =>
          upTo(environment.alternatives).some((s) =>
            upTo(size).some((type) => {
              const seen = profiles.filter((t) => t[player] === type);
              return new Set(seen.map((t) => bestWithin(environment, t, player, s, subset))).size > 1;
            }),
          ),
        ),
      );
      return { left: isUseful ? Q.one : Q.zero, right: Q.zero, larger: "right" };
    },
    choices: ({ subsets }) => ({
      player: ({ types }: PlainTable) => upTo(types.length),
      alternative: ({ alternatives }: PlainTable) => upTo(alternatives),
      subset: ({ reactions }: PlainTable, { player }: JsonObject) =>
        leftOf(reactions[player as number]!, isAny(subsets)).map((subset) => [...subset]),
    }),
    sides(table, choices) {
      if (reactionsPrivate && !table.types.every((_, player) => isPlainlyPrivate(table, player))) return undefined;
      const player = chosenIndex(choices, "player", table.types.length);
      const s = chosenIndex(choices, "alternative", table.alternatives);
      const subset = choices.subset as readonly number[];
      const isBest = (t: readonly number[], r: number): boolean =>
        subset.every((other) => Q.compare(table.utility(player, t, s, r), table.utility(player, t, s, other)) >= 0);
      const pair = table.profiles
        .flatMap((t) => table.profiles.map((other) => [t, other] as const))
        .find(([t, other]) => t[player] === other[player] && subset.some((r) => isBest(t, r) !== isBest(other, r)));
      return {
        left: pair ? Q.one : Q.zero,
        right: Q.zero,
        larger: "right",
        inequality: "the number of t_-i, t'_-i with unlike optimal reactions within the subset, 0 or more <= 0",
        explanation: pair
          ? `player ${player} has other optimal reactions among ${subset.join(", ")} at types ${pair[0].join(", ")} than at ${pair[1].join(", ")}`
          : `player ${player} has the same optimal reactions among ${subset.join(", ")} whatever the others' types are`,
      };
    },
    evidence: () => ({
      values: "with private values the publication is useless for every subset",
      mechanisms:
        "the exponential mechanism leaves R_i, the commitment mechanism one reaction: the mechanisms of the paper need no publication for private reactions",
    }),
    ...(made.length === 0 && {
      repair: {
        statement:
          "If all players have private reactions and are left free or one reaction, the announcements are useless to them.",
        changes: [wholeOrOne],
        of: ["any"],
        claim: (changes: readonly string[]) => uselessPublication(changes, reactionsPrivate),
      },
    }),
  });
};
