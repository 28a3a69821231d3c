import type { Json, JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { firstProfile, type TableFormulas, tableOf } from "./table-cases.js";

/** Scores n·F by alternative, one row a type. */
export type Scores = readonly (readonly number[])[];

/** One player whose reaction does not matter: nF is the integer of the table. */
export const scoreTable = (scores: Scores, utility: TableFormulas["utility"] = () => "0", reactions = 1): JsonObject =>
  tableOf({
    types: [scores.length],
    alternatives: scores[0]!.length,
    reactions,
    utility,
    objective: ([type], s) => `${scores[type!]![s]!}`,
  });

/** Every vector of so many integers from 0 to `most`. */
export const everyRow = (length: number, most: number): readonly (readonly number[])[] =>
  length === 0
    ? [[]]
    : everyRow(length - 1, most).flatMap((row) => Array.from({ length: most + 1 }, (_, last) => [...row, last]));

/** Every table of two types. */
export const everyTwoRows = (alternatives: number, most: number): readonly Scores[] =>
  everyRow(alternatives, most).flatMap((first) => everyRow(alternatives, most).map((second) => [first, second]));

/** F = the share of the players who ask for the alternative; everybody gets 1 where hers is drawn. */
export const votes = (players: number, types: number, alternatives = types): JsonObject =>
  tableOf({
    types: Array.from({ length: players }, () => types),
    alternatives,
    reactions: 1,
    utility: (player, profile, s) => (profile[player] === s ? "1" : "0"),
    objective: (profile, s) => `${profile.filter((type) => type === s).length}/${players}`,
  });

/** The same F, and utility 1 where the alternative is the sum of all types modulo their number: interdependent. */
export const parityVotes = (players: number): JsonObject =>
  tableOf({
    types: Array.from({ length: players }, () => 2),
    alternatives: 2,
    reactions: 1,
    utility: (_, profile, s) =>
      profile.reduce((parity, type) => (type === 1 ? 1 - parity : parity), 0) === s ? "1" : "0",
    objective: (profile, s) => `${profile.filter((type) => type === s).length}/${players}`,
  });

/** A case at the first profile; d is 1 where it is left out. */
export const caseOf = (
  environment: JsonObject,
  d = "1",
  reports: readonly Json[] = firstProfile(environment),
): LawCase => ({
  ...(d !== "1" && { parameters: { d } }),
  environment,
  reports,
});
