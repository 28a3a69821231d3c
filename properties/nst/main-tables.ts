import type { Json, JsonObject } from "../../src/verdict/json.js";
import { firstProfile, tableOf } from "./table-cases.js";

/**
 * Environments with more players than n0: the sensitivity d is small, or all but a few players have a single type. Instances of
 * the generic mechanism.
 */

/** The environment of the generic mechanism as an instance. */
export const mainInstance = (d: string, P: Json, environment: JsonObject): JsonObject => ({
  mechanism: "nst/generic",
  parameters: { d, P },
  environment,
  reports: [...firstProfile(environment)],
});

const sizes = (players: number, free: number, types = 2): readonly number[] =>
  Array.from({ length: players }, (_, player) => (player < free ? types : 1));

const ones = (types: readonly number[]): number => types.filter((type) => type === 1).length;

/** 1/2 ± k/unit, k players of type 1: one of them moves F by 1/60, which is d/n for n = 3 and d = 1/20, or by another even unit. */
const stepped = (types: readonly number[], sign: number, unit = 60): string =>
  `${Number(BigInt(unit) / 2n) + sign * ones(types)}/${unit}`;

/**
 * Matching: the last alternative asks for the own type. The first `free` players have so many types, the others a single one. The
 * objective rises by one unit, 1/60, at alternative 0 and falls by as much elsewhere with each type 1.
 */
export const matchingOf = (players: number, free: number, alternatives: number, types = 2, unit = 60): JsonObject =>
  tableOf({
    types: sizes(players, free, types),
    alternatives,
    reactions: types,
    utility: (player, profile, s, r) => (s < alternatives - 1 ? "1/2" : r === profile[player] ? "1" : "0"),
    objective: (profile, s) => stepped(profile, s === 0 ? 1 : -1, unit),
  });

/** The same with the average utility as the objective: 1-sensitive, whatever the players. */
export const matchingByAverage = (players: number, free: number): JsonObject =>
  tableOf({
    types: sizes(players, free),
    alternatives: 2,
    reactions: 2,
    utility: (player, profile, s, r) => (s === 0 ? `${profile[player]}` : r === profile[player] ? "1" : "0"),
  });

/** Interdependent values: asked for is the sum of the types modulo 2, and players like alternative 0 the more the more types are 1. */
export const matchingOfSums = (players: number): JsonObject =>
  tableOf({
    types: sizes(players, players),
    alternatives: 2,
    reactions: 2,
    utility: (_, profile, s, r) => (s === 0 ? `${ones(profile)}/${players}` : r === (ones(profile) & 1) ? "1" : "0"),
    objective: (profile, s) => stepped(profile, s === 0 ? 1 : -1),
  });

/** The objective is 1 at alternative 0 and 0 elsewhere. */
export const matchingForOne = (players: number, alternatives: number): JsonObject =>
  tableOf({
    types: sizes(players, players),
    alternatives,
    reactions: 2,
    utility: (player, profile, s, r) => (s === 0 ? "0" : r === profile[player] ? "1" : "0"),
    objective: (_, s) => (s === 0 ? "1" : "0"),
  });

/**
 * P = (1, 0): alternative 0 alone is separating, and there a lie costs 1/200. The gap is 1/2, from alternative 1, which the
 * commitment never draws. By announcing type 1, a player of type 0 moves the exponential mechanism to alternative 0, where she is
 * better off by 1/2.
 */
export const gapElsewhere: JsonObject = tableOf({
  types: [2, 1, 1],
  alternatives: 2,
  reactions: 2,
  utility: (player, profile, s, r) => {
    if (player > 0) return "0";
    const isMatched = r === profile[0];
    return s === 0 ? (isMatched ? "1" : "199/200") : isMatched ? "1/2" : "0";
  },
  objective: (profile, s) => stepped(profile, s === 0 ? 1 : -1),
});

/**
 * Private reactions, interdependent values, and a selection that depends on the type of player 1. At alternative 1 a player 0 of
 * type 1 is well off with reaction 1 or 2; selected is the one that would cost a player 0 of type 0 her whole utility at the
 * ANNOUNCED type of player 1. At the other type it would cost her 1/50.
 */
export const selectionByOthers: JsonObject = tableOf({
  types: [2, 2, 1],
  alternatives: 2,
  reactions: 3,
  utility: (player, profile, s, r) => {
    if (s === 0 || player === 2) return "0";
    if (player === 1) return r === profile[1] ? "1" : "0";
    if (profile[0] === 1) return r === 0 ? "0" : "1";
    return r === 0 ? "1" : r === 2 - profile[1]! ? "0" : "49/50";
  },
  objective: (profile, s) => `${30 + (s === 1 ? 1 : -1) * profile[0]!}/60`,
  selection: (player, profile, s) => {
    if (s === 0 || player === 2) return 0;
    if (player === 1) return profile[1]!;
    return profile[0] === 0 ? 0 : 2 - profile[1]!;
  },
});
