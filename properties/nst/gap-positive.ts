import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf } from "../../src/game/reaction-environment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { gap } from "../../src/notions/gap.js";
import { allAlternatives, isNontrivial, optimalReactions, unseparated } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { describeModelTables, modelTables, threeReactions } from "./model-tables.js";
import { type PlainTable, plainGap, plainlySeparated, type Triple, triplesOf, upTo } from "./plain-table.js";
import { highestSelection } from "./selections.js";
import { tableOf } from "./table-cases.js";
import { atLeastOne, tableClaim } from "./table-claim.js";

const unique = "every optimal reaction is the only one";

/** Ties at the second alternative only, so that the selection decides how much the lie costs. */
const tiesThatMatter: readonly JsonObject[] = [
  highestSelection(threeReactions(true)),
  tableOf({
    types: [2],
    alternatives: 1,
    reactions: 3,
    utility: (_, [type], _s, r) => ((type === 0 ? r < 2 : r > 0) ? "1" : "0"),
    selection: (_, [type]) => (type === 0 ? 0 : 2),
  }),
];

const hasTies = (environment: KnownEnvironment): boolean =>
  environment.types.some((_, player) =>
    [...profilesOf(environment.types)].some((types) =>
      allAlternatives(environment).some((s) => optimalReactions(environment, types, player, s).length > 1),
    ),
  );

const hasPlainTies = (table: PlainTable): boolean =>
  table.types.some((_, player) =>
    table.profiles.some((types) => upTo(table.alternatives).some((s) => table.best(player, types, s).length > 1)),
  );

/** The lowest optimal reaction, whatever the environment selects. */
const lowest = (environment: KnownEnvironment): KnownEnvironment => ({
  ...environment,
  selection: (types, player, s) => optimalReactions(environment, types, player, s)[0]!,
});

const readTriple = (table: PlainTable, { triple }: JsonObject): Triple => triplesOf(table)[triple as number]!;

/** Section 3.2: the gap of a non-trivial environment is positive; its converse; and whether (T, S, R, u) alone gives it. */
export const gapPositive = (made: readonly string[] = [], gapOf: typeof gap = gap): Claim<LawCase> => {
  const onlyUnique = made.includes(unique);
  return tableClaim({
    id: "nst/remark-gap-positive",
    place: "Section 3.2",
    statement:
      "In non-trivial environments γ = g(T, S, A, u) = min_{i, t_i ≠ b_i, t_{−i}} max_{s∈S} (u_i(t, s, r_i(t, s)) − u_i(t, s, r_i((b_i, t_{−i}), s))) > 0. Asked beside it: whether γ > 0 only in non-trivial environments, and whether γ is a function of (T, S, R, u).",
    hypotheses: ["somebody has a second type", ...(onlyUnique ? [unique] : [])],
    readings: readingsOf({ says: ["positive", "converse", "of-environment"] }),
    switchMeanings: {
      positive: "the environment is non-trivial: then γ > 0",
      converse: "γ > 0: then the environment is non-trivial",
      "of-environment":
        "the environment is non-trivial: then γ is the same for every selection r_i(t, s) among the optimal reactions",
    },
    tables: (budget) => [...tiesThatMatter, ...modelTables(budget)],
    describe: describeModelTables,
    argument:
      "All environments. If s separates t_i from b_i at t_{−i}, then r_i((b_i, t_{−i}), s) is not optimal at t: the loss at s is positive, and γ is the least of finitely many. If optimal reactions are unique, the loss at s is positive exactly where the two reactions differ, which is where s separates; and there is one selection.",
    corners: {
      "nobody has a second type": ({ types }) => types.every((size) => size === 1),
      "one type beside more": ({ types }) => types.includes(1) && types.some((size) => size > 1),
      "several optimal reactions": hasTies,
      "unique optimal reactions": (environment) => !hasTies(environment),
      "one reaction": ({ reactions }) => reactions.every((size) => size === 1),
      "one alternative": ({ alternatives }) => alternatives === 1,
      interdependent: ({ influences, types }) => types.some((_, player) => influences(player).length > 1),
    },
    decide(environment, { says }) {
      if (onlyUnique && hasTies(environment)) return undefined;
      const found = gapOf(environment);
      if (found === undefined) return undefined;
      if (says === "converse") {
        if (found.value.numerator === 0n) return undefined;
        const missed = unseparated(environment, allAlternatives(environment));
        return { left: Q.zero, right: missed ? Q.one : Q.zero, larger: "left" };
      }
      if (!isNontrivial(environment)) return undefined;
      if (says === "positive") {
        return { left: found.value, right: Q.zero, larger: "left", holds: found.value.numerator > 0n };
      }
      const other = gapOf(lowest(environment))!.value;
      return { left: found.value, right: other, larger: "left", holds: Q.equals(found.value, other) };
    },
    choices: ({ says }): Readonly<Record<string, (table: PlainTable) => readonly number[]>> =>
      says === "of-environment" ? {} : { triple: (table) => atLeastOne(triplesOf(table).map((_, i) => i)) },
    sides: (table, choices, switches) => sidesOf(table, choices, switches, onlyUnique),
    evidence: () => ({
      selection:
        "γ depends on the selection of the reactions, which (T, S, R, u) does not tell: types 0 and 1, one alternative, u(0, ·) = (1, 0, 1/2), u(1, ·) = (0, 1, 1) has γ = 1 when type 1 is held to reaction 1, and 1/2 when she is held to reaction 2. The least γ over all selections is positive, too, and is a function of (T, S, R, u).",
      empty: "where everybody has one type γ is the minimum of nothing",
    }),
    ...(onlyUnique
      ? {}
      : {
          repair: {
            statement:
              "Where every optimal reaction is the only one, γ > 0 exactly in non-trivial environments, and γ is a function of (T, S, R, u).",
            changes: [unique],
            of: ["converse", "of-environment"],
            claim: (changes: readonly string[]) => gapPositive(changes, gapOf),
          },
        }),
  });
};

function sidesOf(table: PlainTable, choices: JsonObject, { says }: Switches, onlyUnique: boolean) {
  const gamma = plainGap(table);
  if (gamma === undefined || (onlyUnique && hasPlainTies(table))) return undefined;
  const isSeparated = (triple: Triple): boolean =>
    upTo(table.alternatives).some((s) => plainlySeparated(table, triple, s));
  if (says === "converse") {
    if (gamma.numerator === 0n) return undefined;
    return {
      left: isSeparated(readTriple(table, choices)) ? Q.one : Q.zero,
      right: Q.one,
      larger: "left" as const,
      inequality: "the number of types and profiles of others that some alternative separates here, 0 or 1 >= 1",
      explanation: `γ = ${Q.printRational(gamma)}; ${told(readTriple(table, choices))}`,
    };
  }
  if (!triplesOf(table).every(isSeparated)) return undefined;
  if (says === "positive") {
    const triple = readTriple(table, choices);
    const { player, types, other } = triple;
    const losses = upTo(table.alternatives).map((s) =>
      Q.subtract(
        table.utility(player, types, s, table.selected(player, types, s)),
        table.utility(player, types, s, table.selected(player, other, s)),
      ),
    );
    const most = losses.reduce((x, y) => (Q.compare(x, y) >= 0 ? x : y));
    return {
      left: most,
      right: Q.zero,
      larger: "left" as const,
      holds: most.numerator > 0n,
      inequality: "max_s (u_i(t, s, r_i(t, s)) - u_i(t, s, r_i((b_i, t_-i), s))) > 0",
      explanation: told(triple),
    };
  }
  const other = plainGap(table, (player, types, s) => table.best(player, types, s)[0]!)!;
  return {
    left: gamma,
    right: other,
    larger: "left" as const,
    holds: Q.equals(gamma, other),
    inequality: "gap with the given selection = gap with the lowest optimal reactions",
    explanation: "the environment is non-trivial",
  };
}

const told = ({ player, types, other }: Triple): string =>
  `player ${player}, true types ${types.join(", ")}, announced ${other.join(", ")}`;
