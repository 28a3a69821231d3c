import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { profilesOf, type Types } from "../../src/game/reaction-environment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { everySmallTable, namedTables } from "./model-tables.js";
import { bitLists, type PlainTable, parityOf, upTo } from "./plain-table.js";
import { highestSelection } from "./selections.js";
import { tableOf } from "./table-cases.js";
import { chosenIndex, tableClaim } from "./table-claim.js";

const together = "F does not tell apart reactions that are worth the same to a player";

type Order = (better: bigint, worse: bigint) => boolean;
const strictly: Order = (better, worse) => better > worse;
const weakly: Order = (better, worse) => better >= worse;

/**
 * The reaction tuples from which the selected ones cannot be reached by changes of one player's reaction at a time at which F
 * must not fall. A co-monotone F may be 1 at such a tuple and at all that can be reached from it, and 0 at the selected
 * ones; and co-monotone functions are averages of those with values 0 and 1. So some F puts a tuple above the selected
 * ones exactly if it is one of these.
 */
function detached(environment: KnownEnvironment, types: Types, s: number, order: Order): readonly Types[] {
  const tuples = [...profilesOf(environment.reactions)];
  const selected = types.map((_, player) => environment.selection(types, player, s));
  const reached = new Set([selected.join()]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const tuple of tuples) {
      if (
        reached.has(tuple.join()) ||
        !stepsUp(environment, types, s, tuple, order).some((next) => reached.has(next.join()))
      ) {
        continue;
      }
      reached.add(tuple.join());
      grown = true;
    }
  }
  return tuples.filter((tuple) => !reached.has(tuple.join()));
}

/** The tuples at which F must be at least what it is here: one player reacts otherwise, and is better off. */
const stepsUp = (
  environment: KnownEnvironment,
  types: Types,
  s: number,
  tuple: Types,
  order: Order,
): readonly Types[] =>
  tuple.flatMap((own, player) =>
    upTo(environment.reactions[player]!).flatMap((next) =>
      next !== own && order(environment.utility(types, player, s, next), environment.utility(types, player, s, own))
        ? [tuple.map((reaction, i) => (i === player ? next : reaction))]
        : [],
    ),
  );

/** Every function with values 0 and 1 on the reaction tuples that is co-monotone at (t, s), in the order of the tuples. */
function coMonotone(table: PlainTable, types: Types, s: number, isFree: boolean): readonly Types[] {
  const tuples = [...profilesOf(table.reactions)];
  const pairs = tuples.flatMap((x, i) =>
    tuples.flatMap((y, j) => {
      const changed = upTo(x.length).filter((player) => x[player] !== y[player]);
      if (changed.length !== 1) return [];
      const [player] = changed as [number];
      const sign = Q.compare(table.utility(player, types, s, x[player]!), table.utility(player, types, s, y[player]!));
      return sign > 0 || (sign === 0 && !isFree) ? [[i, j] as const] : [];
    }),
  );
  return bitLists(tuples.length).filter((F) => pairs.every(([above, below]) => F[above]! >= F[below]!));
}

const twoPlayers = (highest: boolean): JsonObject => {
  const table = tableOf({
    types: [2, 1],
    alternatives: 1,
    reactions: 2,
    utility: (player, [type], _s, r) => (player === 0 ? (r === type ? "1" : "0") : "1/2"),
  });
  return highest ? highestSelection(table) : table;
};

const unlike = tableOf({
  types: [2, 2],
  alternatives: 2,
  reactions: 2,
  utility: (player, types, s, r) =>
    s === 1 ? `${r}` : r === (player === 0 ? types[0]! : parityOf(types[0]!, types[1]!)) ? "1" : "1/4",
});

const tables: readonly JsonObject[] = [
  tableOf({ types: [1], alternatives: 1, reactions: 2, utility: () => "0" }),
  twoPlayers(false),
  twoPlayers(true),
  unlike,
  ...namedTables.filter(
    ({ reactions }) => (reactions as readonly (readonly number[])[]).reduce((all, own) => all * own.length, 1) <= 4,
  ),
];

const hasTies = (environment: KnownEnvironment): boolean =>
  [...profilesOf(environment.types)].some((types) =>
    types.some((_, player) =>
      upTo(environment.alternatives).some((s) => {
        const values = upTo(environment.reactions[player]!).map((r) => environment.utility(types, player, s, r));
        return new Set(values).size < values.length;
      }),
    ),
  );

const selection = "it is enough that r_i(t, s) is chosen among the optimal reactions as the one that is best for F";

const whereFree: JsonObject = {
  loss: "with a tie the loss may be all of [0, 1]: no β < 1 is reached at any n, however large",
  selection,
  sensitivity:
    "d-sensitivity must be asked of F(t, s, r(t, s)): with ties an F that depends on r alone is 0-sensitive at fixed reactions, and moves with r(t, s)",
};

const whereOrdered: JsonObject = {
  selection: "every choice of r_i(t, s) among the optimal reactions gives the same F",
  sensitivity:
    "inherited by F(t, s, r(t, s)): if F is d-sensitive at fixed reactions and t' differs from t in one type, F(t', s, r(t')) ≥ F(t', s, r(t)) ≥ F(t, s, r(t)) − d/n",
};

/** Footnote 6: objectives F(t, s, r) that are co-monotone with the utilities in each player's reaction. */
export const coMonotoneObjective = (
  made: readonly string[] = [],
  leavesTies: (ties: string | undefined) => boolean = (ties) => ties === "free",
): Claim<LawCase> => {
  const isFree = (ties: string | undefined): boolean => leavesTies(ties) && !made.includes(together);
  return tableClaim({
    id: "nst/remark-footnote6",
    place: "Footnote 6",
    statement:
      "One can consider objective functions F: T × S × R → [0, 1] if for all t, s, i and r_{−i} the functions F(t, s, (r_{−i}, ·)) and u_i(t, s, ·) are co-monotonic. What the results need of it is that the reactions of truthful players are best for F: max_{s,r} F(t, s, r) = max_s F(t, s, r(t, s)), so that β-implementing F(t, s, r(t, s)) is β-implementing F.",
    hypotheses: [
      isFree("free")
        ? "F(t, s, (r_{−i}, ·)) and u_i(t, s, ·) are co-monotonic: where u_i rises F does not fall; what F does where u_i stays differs between the readings"
        : "u_i(x) ≥ u_i(y) implies F(x) ≥ F(y) for reactions x, y of player i",
    ],
    readings: readingsOf({ ties: ["free", "ordered"] }),
    switchMeanings: {
      free: "F rises weakly where u_i rises; where u_i stays F may do anything",
      ordered: "F falls nowhere where u_i does not: equal utilities mean equal values of F",
    },
    tables: (budget) => [...tables, ...(budget === "gate" ? everySmallTable.slice(0, 36) : everySmallTable)],
    describe: (budget) =>
      `every co-monotone F, at every profile and alternative of: environments by name with up to four reaction tuples; one player with two types, up to two alternatives and reactions and utilities 0 and 1 (${budget === "gate" ? "the first 36" : "all 292"})`,
    argument:
      "All environments and F: from any r go to r(t, s) one player at a time; her utility does not fall, so neither does F where ties are ordered. Where they are free the last step may cross a tie, and F may be 1 before and 0 after it; without ties it cannot. Decided for all F at once: co-monotone functions are averages of those with values 0 and 1.",
    corners: {
      "one player": ({ types }) => types.length === 1,
      "two players": ({ types }) => types.length === 2,
      "two reactions are worth the same": hasTies,
      "no two reactions are worth the same": (environment) => !hasTies(environment),
      "one reaction": ({ reactions }) => reactions.every((own) => own === 1),
    },
    decide(environment, { ties }) {
      const order = isFree(ties) ? strictly : weakly;
      const above = [...profilesOf(environment.types)].some((types) =>
        upTo(environment.alternatives).some((s) => detached(environment, types, s, order).length > 0),
      );
      return { left: above ? Q.one : Q.zero, right: Q.zero, larger: "right" };
    },
    choices: () => ({
      profile: ({ profiles }: PlainTable) => profiles.map((profile) => [...profile]),
      alternative: ({ alternatives }: PlainTable) => upTo(alternatives),
    }),
    sides(table, choices, { ties }) {
      const types = choices.profile as readonly number[];
      const s = chosenIndex(choices, "alternative", table.alternatives);
      const tuples = [...profilesOf(table.reactions)];
      const selected = tuples.findIndex((tuple) => tuple.every((r, player) => r === table.selected(player, types, s)));
      const found = coMonotone(table, types, s, isFree(ties)).find((F) => F.includes(1) && F[selected] === 0);
      const best = tuples.filter((_, place) => found?.[place] === 1);
      return {
        left: found === undefined ? Q.zero : Q.one,
        right: Q.zero,
        larger: "right",
        inequality: "max over r of F(t, s, r) - F(t, s, r(t, s)), for the worst co-monotone F, <= 0",
        explanation:
          found === undefined
            ? "no co-monotone F has better reactions than the selected ones"
            : `F = 1 at the reactions ${best.map((tuple) => `(${tuple.join(", ")})`).join(", ")} and 0 at all others, the selected (${tuples[selected]!.join(", ")}) among these`,
      };
    },
    evidence: (_budget, { ties }) => (isFree(ties) ? whereFree : whereOrdered),
    ...(made.length === 0 && {
      repair: {
        statement: "If u_i(x) ≥ u_i(y) implies F(x) ≥ F(y), reactions of truthful players are best for F.",
        changes: [together],
        of: ["free"],
        claim: (changes: readonly string[]) => coMonotoneObjective(changes, leavesTies),
      },
    }),
  });
};
