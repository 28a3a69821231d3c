import { sample } from "../../generators/elections.js";
import { type DrawnShape, reactionEnvironments } from "../../generators/reaction-environments.js";
import { profilesOf, type Types } from "../../src/game/reaction-environment.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";

/** A small environment by formulas; values are the users' rationals. */
export interface TableFormulas {
  /** |T_i|, one a player. */
  readonly types: readonly number[];
  readonly alternatives: number;
  readonly reactions: number;
  readonly utility: (player: number, types: Types, alternative: number, reaction: number) => string;
  /** The average utility where this is left out. */
  readonly objective?: (types: Types, alternative: number) => string;
  /** The lowest optimal reaction where this is left out. */
  readonly selection?: (player: number, types: Types, alternative: number) => number;
}

const range = (length: number): readonly number[] => Array.from({ length }, (_, i) => i);

/** An environment of kind "tabular" in the users' JSON. */
export function tableOf({ types, alternatives, reactions, utility, objective, selection }: TableFormulas): JsonObject {
  const profiles = [...profilesOf(types)];
  const byPlayer = <T extends Json>(cell: (player: number, profile: Types, s: number) => T): Json =>
    types.map((_, player) => profiles.map((profile) => range(alternatives).map((s) => cell(player, profile, s))));
  return {
    kind: "tabular",
    types: types.map(range),
    alternatives: range(alternatives),
    reactions: types.map(() => range(reactions)),
    utility: byPlayer((player, profile, s) => range(reactions).map((r) => utility(player, profile, s, r))),
    ...(objective && { objective: profiles.map((profile) => range(alternatives).map((s) => objective(profile, s))) }),
    ...(selection && { selection: byPlayer(selection) }),
  };
}

/**
 * Matching: reaction r is worth 1 at the alternative that asks (the last one) if it is the player's own type, else 0; at the
 * others all reactions are worth `elsewhere`. One alternative separates all types, private values.
 */
export const matching = (players: number, types: number, alternatives: number, elsewhere = "1/2"): JsonObject =>
  tableOf({
    types: range(players).map(() => types),
    alternatives,
    reactions: types,
    utility: (player, profile, s, r) => (s < alternatives - 1 ? elsewhere : r === profile[player] ? "1" : "0"),
  });

/** The first profile of an environment: what the reports of a case are that quantifies over all of them. */
export const firstProfile = ({ types }: JsonObject): readonly number[] => (types as readonly Json[]).map(() => 0);

/** Drawn environments, the same for the same seed. */
export const drawnTables = (shape: DrawnShape, seed: number, count: number): readonly JsonObject[] =>
  sample(reactionEnvironments(shape), seed, count);
