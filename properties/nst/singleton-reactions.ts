import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { profilesOf } from "../../src/game/reaction-environment.js";
import { freeUtility, isNontrivial, optimalReactions } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { everySmallTable, namedTables } from "./model-tables.js";
import { distance, type PlainTable, plainlySeparating, upTo } from "./plain-table.js";
import { tableOf } from "./table-cases.js";
import { chosenIndex, tableClaim } from "./table-claim.js";

const shapes: Readonly<Record<Budget, readonly (readonly number[])[]>> = {
  gate: [[1], [2], [3], [1, 1], [1, 2], [2, 2]],
  standard: [[1], [2], [3], [4], [1, 1], [1, 2], [2, 2], [2, 3], [3, 3], [1, 1, 1], [2, 1, 1], [2, 2, 2]],
  deep: [
    [1],
    [2],
    [3],
    [4],
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 3],
    [3, 3],
    [4, 4],
    [1, 1, 1],
    [2, 1, 1],
    [2, 2, 2],
    [3, 3, 3],
    [2, 2, 2, 2],
  ],
};

const values = ["0", "1/2", "1", "1/3"];
const valueAt = (place: number): string => values[Number(BigInt(place) % 4n)]!;

/** Classical environments: one reaction each, utilities that depend on nothing, on the own type, on all types. */
const classical = (budget: Budget): readonly JsonObject[] =>
  shapes[budget].flatMap((types) =>
    [1, 2].flatMap((alternatives) => [
      tableOf({ types, alternatives, reactions: 1, utility: () => "1/2" }),
      tableOf({ types, alternatives, reactions: 1, utility: (player, t, s) => valueAt(t[player]! + s) }),
      tableOf({ types, alternatives, reactions: 1, utility: (_, t, s) => valueAt(t.reduce((x, y) => x + y, s)) }),
    ]),
  );

const isSingleton = ({ reactions }: { readonly reactions: readonly number[] }): boolean =>
  reactions.every((own) => own === 1);

/** Footnote 1: with one reaction each we are back to the classical model. `most` reactions are let in. */
export const singletonReactions = (most = 1): Claim<LawCase> => {
  const isMeant = ({ reactions }: { readonly reactions: readonly number[] }): boolean =>
    reactions.every((own) => own <= most);
  return tableClaim({
    id: "nst/remark-footnote1",
    place: "Footnote 1",
    statement:
      "If every set of reactions is a singleton we are back to the classical model: u_i(t, s, r_i) is a function of t and s alone, whatever is announced and imposed. Asked beside it: which environments are non-trivial there.",
    hypotheses: ["|R_i| = 1 for all i"],
    readings: readingsOf({ says: ["classical", "never-non-trivial"] }),
    switchMeanings: {
      classical: "argmax_i(t, s) = R_i, and a player gets the same free as held to the reaction of any announcement",
      "never-non-trivial":
        "the environment is non-trivial exactly if everybody has one type: the results of Section 3 say nothing of the classical model",
    },
    tables: (budget) => [...classical(budget), ...namedTables, ...(budget === "gate" ? [] : everySmallTable)],
    describe: (budget) =>
      `${shapes[budget].length} numbers of types, one and two alternatives, one reaction each: utilities that depend on nothing, on the own type, on all types; and environments with more reactions, outside the hypotheses`,
    argument:
      "All environments: the one reaction is optimal at all types, so no alternative has disjoint sets of optimal reactions, and no two types are ever separated. A mechanism cannot impose anything: the set {r} is R_i.",
    corners: {
      "everybody has one type": ({ types }) => types.every((own) => own === 1),
      "one player with more types": ({ types }) => types.length === 1 && types[0]! > 1,
      "more players with more types": ({ types }) => types.length > 1 && types.every((own) => own > 1),
      "interdependent utilities": ({ influences, types }) => types.some((_, player) => influences(player).length > 1),
      "more reactions": (environment) => !isSingleton(environment),
    },
    decide(environment, { says }) {
      if (!isMeant(environment)) return undefined;
      if (says === "never-non-trivial") {
        const isSingleTyped = environment.types.every((own) => own === 1);
        const [left, right] = [isNontrivial(environment), isSingleTyped].map((is) => (is ? Q.one : Q.zero)) as [
          Q.Rational,
          Q.Rational,
        ];
        return { left, right, larger: "left", holds: Q.equals(left, right) };
      }
      const profiles = [...profilesOf(environment.types)];
      let most = 0n;
      for (const types of profiles) {
        for (const announced of profiles) {
          for (let player = 0; player < types.length; player++) {
            for (let s = 0; s < environment.alternatives; s++) {
              if (optimalReactions(environment, types, player, s).length < environment.reactions[player]!) most += 1n;
              const held = environment.utility(types, player, s, environment.selection(announced, player, s));
              const loss = freeUtility(environment, types, player, s) - held;
              if (loss > most) most = loss;
            }
          }
        }
      }
      return { left: Q.rational(most), right: Q.zero, larger: "right" };
    },
    choices: ({ says }): Readonly<Record<string, (table: PlainTable) => readonly (number | number[])[]>> =>
      says === "never-non-trivial"
        ? {}
        : {
            profile: ({ profiles }) => profiles.map((profile) => [...profile]),
            announced: ({ profiles }) => profiles.map((profile) => [...profile]),
            player: ({ types }) => upTo(types.length),
            alternative: ({ alternatives }) => upTo(alternatives),
          },
    sides(table, choices, { says }) {
      if (!isMeant(table)) return undefined;
      if (says === "never-non-trivial") {
        const isSingleTyped = table.profiles.length === 1;
        const [left, right] = [plainlySeparating(table), isSingleTyped].map((is) => (is ? Q.one : Q.zero)) as [
          Q.Rational,
          Q.Rational,
        ];
        return {
          left,
          right,
          larger: "left",
          holds: Q.equals(left, right),
          inequality: "[the environment is non-trivial] = [everybody has one type]",
          explanation: `${table.profiles.length} profiles of types`,
        };
      }
      const [types, announced] = [choices.profile, choices.announced] as [readonly number[], readonly number[]];
      const player = chosenIndex(choices, "player", table.types.length);
      const s = chosenIndex(choices, "alternative", table.alternatives);
      const [free, held] = [types, announced].map((t) => table.utility(player, types, s, table.selected(player, t, s)));
      return {
        left: distance(free!, held!),
        right: Q.zero,
        larger: "right",
        inequality: "|u_i(t, s, r_i(t, s)) - u_i(t, s, r_i(b, s))| <= 0",
        explanation: `player ${player} of types ${types.join(", ")} held to her reaction at ${announced.join(", ")}, alternative ${s}`,
      };
    },
    evidence: () => ({
      consequence:
        "γ = 0 wherever somebody has a second type: no q and ε with q·p̃·γ ≥ 2ε > 0. The generic mechanism needs reactions; footnote 1 says as much, that the distinction between S and the reactions is important for the mechanism.",
    }),
  });
};
