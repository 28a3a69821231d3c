import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { sensitivity } from "../../src/notions/gap.js";
import { hasPrivateReactions, hasPrivateValues } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { LawCase } from "../law-setting.js";
import { describeModelTables, modelTables } from "./model-tables.js";
import { distance, isPlainlyPrivate, type PlainTable, triplesOf, upTo } from "./plain-table.js";
import { tableOf } from "./table-cases.js";
import { atLeastOne, chosenIndex, tableClaim } from "./table-claim.js";

const privately = "private values";

/** Everybody is worth 1 if player 0 is of type 1, else 0: no reactions, two to four players. */
const oneForAll = (players: number, reactions = 1) =>
  tableOf({
    types: upTo(players).map((player) => (player === 0 ? 2 : 1)),
    alternatives: 1,
    reactions,
    utility: (_, types) => `${types[0]!}`,
  });

/** d*, found once an environment. */
function sensitivityOf(environment: KnownEnvironment): Q.Rational {
  const value = known.get(environment) ?? sensitivity(environment).value;
  known.set(environment, value);
  return value;
}

const known = new WeakMap<KnownEnvironment, Q.Rational>();

const everyPlayer = (
  environment: KnownEnvironment,
  test: (environment: KnownEnvironment, player: number) => boolean,
): boolean => environment.types.every((_, player) => test(environment, player));

/** Section 2.2: the average utility is 1-sensitive. `constant` stands in the place of 1. */
export const averageSensitivity = (made: readonly string[] = [], constant: Q.Rational = Q.one): Claim<LawCase> => {
  const wanted = (values: string | undefined): string | undefined => (made.includes(privately) ? "private" : values);
  return tableClaim({
    id: "nst/remark-average-utility-sensitivity",
    place: "Section 2.2",
    statement:
      "F(t, s) = Σ_i u_i(t, s, r_i(t, s))/n, with u_i in [0, 1], is 1-sensitive: |F((t_i, t_{−i}), s) − F((t̂_i, t_{−i}), s)| ≤ 1/n.",
    hypotheses: ["somebody has a second type", ...(made.includes(privately) ? ["private values"] : [])],
    readings: readingsOf({ values: ["interdependent", "private-reactions", "private"] }),
    switchMeanings: {
      interdependent: "u_i may depend on the types of all, as in the model of Section 2.1",
      "private-reactions": "the optimal reactions do not depend on the types of others, utilities may",
      private: "neither reactions nor utilities depend on the types of others",
    },
    tables: (budget) => [oneForAll(2), oneForAll(3, 2), oneForAll(4), ...modelTables(budget)],
    describe: (budget) =>
      `two to four players whose utilities all turn with the type of one; ${describeModelTables(budget)}`,
    argument:
      "All environments with private values: the type of i changes u_i alone, by at most 1, and n·F by no more. In general n·F changes by at most n, so that the average utility is n-sensitive, which says nothing.",
    corners: {
      "one player": ({ types }) => types.length === 1,
      "more players": ({ types }) => types.length > 1,
      "nobody has a second type": ({ types }) => types.every((own) => own === 1),
      "private values": (environment) => everyPlayer(environment, hasPrivateValues),
      "private reactions, interdependent utilities": (environment) =>
        everyPlayer(environment, hasPrivateReactions) && !everyPlayer(environment, hasPrivateValues),
      "interdependent reactions": (environment) => !everyPlayer(environment, hasPrivateReactions),
      "F turns by 1/n": (environment) => Q.equals(sensitivityOf(environment), Q.one),
    },
    decide(environment, { values }) {
      if (environment.types.every((own) => own === 1)) return undefined;
      const asked = wanted(values);
      if (asked === "private" && !everyPlayer(environment, hasPrivateValues)) return undefined;
      if (asked === "private-reactions" && !everyPlayer(environment, hasPrivateReactions)) return undefined;
      return { left: sensitivityOf(environment), right: constant, larger: "right" };
    },
    choices: () => ({
      triple: (table: PlainTable) => atLeastOne(triplesOf(table).map((_, i) => i)),
      alternative: ({ alternatives }: PlainTable) => upTo(alternatives),
    }),
    sides(table, choices, { values }) {
      const triples = triplesOf(table);
      const asked = wanted(values);
      const isAll = (isValues: boolean) => table.types.every((_, player) => isPlainlyPrivate(table, player, isValues));
      if (triples.length === 0 || (asked !== "interdependent" && !isAll(asked === "private"))) return undefined;
      const { player, types, other } = triples[chosenIndex(choices, "triple", triples.length)]!;
      const s = chosenIndex(choices, "alternative", table.alternatives);
      const n = Q.rational(BigInt(table.types.length));
      const change = distance(table.objective(types, s), table.objective(other, s));
      return {
        left: Q.multiply(n, change),
        right: constant,
        larger: "right",
        inequality: `n·|F(t, s) - F((t̂_i, t_-i), s)| <= ${Q.printRational(constant)}`,
        explanation: `player ${player}, types ${types.join(", ")} against ${other.join(", ")}, alternative ${s}`,
      };
    },
    evidence: () => ({
      bestConstants: {
        "private values": "1, attained",
        "private reactions or interdependent": "n, attained where the type of one player is what everybody likes",
      },
    }),
    draws: { gate: 1, standard: 5, deep: 100 },
    ...(made.length === 0 && {
      repair: {
        statement: "With private values the average utility is 1-sensitive.",
        changes: [privately],
        of: ["interdependent", "private-reactions"],
        claim: (changes: readonly string[]) => averageSensitivity(changes, constant),
      },
    }),
  });
};
