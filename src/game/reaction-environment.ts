import type { Rational } from "../number/rational.js";

/** A profile of types or of announcements: one index a player. */
export type Types = readonly number[];

/**
 * A finite environment with reactions [NST, Section 2.1] and an objective [Section 2.2]. Once an alternative is drawn every
 * player reacts; her utility may depend on the types of all. Types, alternatives and reactions are indices from 0.
 */
export interface ReactionEnvironment {
  /** |T_i| ≥ 1, one a player: its length is n. */
  readonly types: readonly number[];
  /** |S|. */
  readonly alternatives: number;
  /** |R_i|, one a player. */
  readonly reactions: readonly number[];
  /** u_i(t, s, r) in units of 1/utilityGrid. */
  utility(types: Types, player: number, alternative: number, reaction: number): bigint;
  readonly utilityGrid: bigint;
  /** r_i(t, s): the one optimal reaction that is selected, a part of the environment wherever several are optimal. */
  selection(types: Types, player: number, alternative: number): number;
  /** n·F(t, s) in units of `scoreUnit`. */
  score(types: Types, alternative: number): bigint;
  /** Positive. */
  readonly scoreUnit: Rational;
  /** The players whose types her utility may depend on, ascending, she herself among them. */
  influences(player: number): readonly number[];
}

/** Every profile of types, the last player's fastest. */
export function* profilesOf(types: readonly number[]): Generator<Types> {
  const current = types.map(() => 0);
  for (;;) {
    yield [...current];
    let player = types.length - 1;
    while (player >= 0 && current[player] === types[player]! - 1) current[player--] = 0;
    if (player < 0) return;
    current[player]! += 1;
  }
}

/** |T| = Π |T_i|; beyond `limit` only as much as tells that it is. */
export function countProfiles(types: readonly number[], limit = Number.MAX_SAFE_INTEGER): number {
  let count = 1;
  for (const size of types) {
    count *= size;
    if (count > limit) return count;
  }
  return count;
}

/** (b_i, t_{−i}). */
export const withType = (types: Types, player: number, type: number): Types =>
  types.map((own, other) => (other === player ? type : own));

/** The profiles that a player's utility tells apart: the types of the others who do not influence her are 0. */
export function* influentialProfiles(environment: ReactionEnvironment, player: number): Generator<Types> {
  const players = new Set(environment.influences(player));
  yield* profilesOf(environment.types.map((size, other) => (players.has(other) ? size : 1)));
}
