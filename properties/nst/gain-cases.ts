import type { DrawnShape } from "../../generators/reaction-environments.js";
import { profilesOf, type ReactionEnvironment, type Types } from "../../src/game/reaction-environment.js";
import { tabularKind } from "../../src/instance/nst-tabular.js";
import { allAlternatives, isNontrivial, optimalReactions } from "../../src/notions/reactions.js";
import { printRational, type Rational, rational } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { byNotions, playersOf, separatingSets } from "./environment-facts.js";
import { drawnTables, matching, tableOf } from "./table-cases.js";

/** An environment of kind "tabular" as it is loaded. */
export const loadTable = (table: JsonObject): ReactionEnvironment => {
  const known = loaded.get(table) ?? tabularKind.read(table, table);
  loaded.set(table, known);
  return known;
};

const loaded = new WeakMap<JsonObject, ReactionEnvironment>();

const hit = (is: boolean, value = "1"): string => (is ? value : "0");

/**
 * One player of two types and as many reactions, each right for one type: a wrong one costs `little` at alternative 0 and 1
 * at alternative 1. The objective is against her wishes: at type 0 it is for alternative 0.
 */
export const lopsided = (little = "1/2"): JsonObject =>
  tableOf({
    types: [2],
    alternatives: 2,
    reactions: 2,
    utility: (_, [type], s, r) => hit(r === type, s === 0 ? little : "1"),
    objective: ([type], s) => hit(s === type),
  });

/**
 * Private reactions with interdependent utilities: type 1 of player 0 has two optimal reactions, and which one is selected
 * depends on what player 1 announces. At type 0 the one that is selected at the true type of player 1 costs 1, the other one
 * `little`. With a second alternative, where nobody's reaction matters, the objective is against the wishes of player 0.
 */
export const turningTies = (little = "1/2", alternatives = 1): JsonObject =>
  tableOf({
    types: [2, 2],
    alternatives,
    reactions: 3,
    utility(player, types, s, r) {
      const own = types[player];
      if (s > 0) return "0";
      if (player === 1) return hit(r === own);
      if (own === 1) return hit(r > 0);
      if (r === 0) return "1";
      return r === types[1]! + 1 ? "0" : oneMinus(little);
    },
    objective: ([first], s) => hit((s === 0) === (first === 1)),
    selection: (player, types, s) => (s > 0 ? 0 : player === 1 ? types[1]! : types[0] === 0 ? 0 : types[1]! + 1),
  });

const oneMinus = (text: string): string => {
  const [p, q] = text.split("/").map(BigInt) as [bigint, bigint];
  return printRational(rational(q - p, q));
};

/** Interdependent: the reaction that is right for player 0 is the parity of both types; player 1 has private values. */
export const parity = (alternatives = 1): JsonObject =>
  tableOf({
    types: [2, 2],
    alternatives,
    reactions: 2,
    utility: (player, types, s, r) =>
      s > 0 ? "1/2" : hit(r === (player === 0 ? (types[0] === types[1] ? 0 : 1) : types[1]!)),
    objective: ([first], s) => hit((s === 0) === (first === 1)),
  });

/** Private values, and two optimal reactions for the first type of each player. */
export const tied = (sizes: readonly number[], alternatives = 2): JsonObject =>
  tableOf({
    types: sizes,
    alternatives,
    reactions: 3,
    utility: (player, types, s, r) =>
      s > 0 ? "1/4" : hit(types[player] === 0 ? r !== 1 : r === 1, types[player] === 0 ? "1" : "1/2"),
    objective: (types, s) => hit(s === (types[0] === 1 ? 1 : 0)),
    selection: (player, types, s) => (s > 0 ? 0 : types[player] === 0 ? 2 : 1),
  });

/** A second player who has one type. */
export const beside = tied([2, 1]);

/** Small non-trivial environments, fewest players first. */
export const smallTables: readonly JsonObject[] = [
  lopsided(),
  lopsided("1/16"),
  matching(1, 3, 2),
  beside,
  tied([2, 2]),
  matching(2, 2, 1),
  turningTies(),
  parity(),
];

/** The non-trivial ones among drawn environments. */
export const nontrivialDrawn = (shape: DrawnShape, seed: number, count: number): readonly JsonObject[] =>
  drawnTables(shape, seed, count).filter((table) => hasLies(table) && isNontrivial(loadTable(table)));

const hasLies = (table: JsonObject): boolean => loadTable(table).types.some((size) => size > 1);

/** The environment with another selection among the optimal reactions: one that turns with the types of all. */
export function turning(table: JsonObject): JsonObject {
  const environment = loadTable(table);
  const choose = (player: number, types: Types, s: number): number => {
    const best = optimalReactions(environment, types, player, s);
    return best[types.reduce((sum, type) => sum + type, s) % best.length]!;
  };
  return {
    ...table,
    selection: playersOf(environment).map((player) =>
      [...profilesOf(environment.types)].map((types) =>
        allAlternatives(environment).map((s) => choose(player, types, s)),
      ),
    ),
  };
}

/**
 * Laws P: uniform, uneven, and uniform on every separating set, such as a point mass; a few of them are the uniform one and, for
 * one player, also the first set's and the uneven one.
 */
export function lawsFor(table: JsonObject, few = false): readonly (readonly string[])[] {
  const environment = loadTable(table);
  const all = allAlternatives(environment);
  const onSet = (set: readonly number[], weightOf: (s: number) => bigint): readonly string[] => {
    const total = set.reduce((sum, s) => sum + weightOf(s), 0n);
    return all.map((s) => printRational(set.includes(s) ? rational(weightOf(s), total) : rational(0n)));
  };
  const sets = separatingSets(byNotions, environment, all);
  if (few && environment.types.length > 1) return [onSet(all, () => 1n)];
  const laws = [
    ...(few ? [sets[0]!, all] : sets).map((set) => onSet(set, () => 1n)),
    onSet(all, (s) => BigInt(all.length - s) ** 2n),
    ...(few ? [] : [onSet(all, (s) => (s === 0 ? 9n : 1n))]),
  ];
  return [...new Map(laws.map((law) => [law.join(), law])).values()];
}

/** P(s) by alternative. */
export function probabilities(
  { P }: { readonly P: "uniform" | readonly Rational[] },
  environment: ReactionEnvironment,
): readonly Rational[] {
  if (P !== "uniform") return P;
  return allAlternatives(environment).map(() => rational(1n, BigInt(environment.alternatives)));
}
