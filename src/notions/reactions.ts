import {
  influentialProfiles,
  profilesOf,
  type ReactionEnvironment,
  type Types,
  withType,
} from "../game/reaction-environment.js";

/** argmax_{r ∈ R_i} u_i(t, s, r): all optimal reactions, ascending [NST, Section 2.1]. */
export function optimalReactions(
  environment: ReactionEnvironment,
  types: Types,
  player: number,
  alternative: number,
): readonly number[] {
  let best: readonly number[] = [];
  let most: bigint | undefined;
  for (let reaction = 0; reaction < environment.reactions[player]!; reaction++) {
    const utility = environment.utility(types, player, alternative, reaction);
    if (most !== undefined && utility < most) continue;
    best = utility === most ? [...best, reaction] : [reaction];
    most = utility;
  }
  return best;
}

/** u_i(t, s, r_i(t, s)) in units of 1/utilityGrid: what a player gets who is free and knows the types. */
export const freeUtility = (
  environment: ReactionEnvironment,
  types: Types,
  player: number,
  alternative: number,
): bigint => environment.utility(types, player, alternative, environment.selection(types, player, alternative));

/** Whether s separates t_i from b_i at t_{−i}: no reaction is optimal for both [NST, Section 2.1]. */
export function separates(
  environment: ReactionEnvironment,
  types: Types,
  player: number,
  lie: number,
  alternative: number,
): boolean {
  const other = optimalReactions(environment, withType(types, player, lie), player, alternative);
  return optimalReactions(environment, types, player, alternative).every((reaction) => !other.includes(reaction));
}

/** A player, the types of all and another type of hers. */
export interface TypeChange {
  readonly player: number;
  readonly types: Types;
  readonly lie: number;
}

/** Every (i, t, b_i ≠ t_i), the types of those who do not influence i left at 0: player by player, profile by profile. */
export function* typeChanges(environment: ReactionEnvironment): Generator<TypeChange> {
  for (let player = 0; player < environment.types.length; player++) {
    for (const types of influentialProfiles(environment, player)) yield* lies(environment, player, types);
  }
}

/** The same for one player at one profile. */
export function* lies(environment: ReactionEnvironment, player: number, types: Types): Generator<TypeChange> {
  for (let lie = 0; lie < environment.types[player]!; lie++) {
    if (lie !== types[player]) yield { player, types, lie };
  }
}

/** The first pair that no alternative of the list separates; undefined where the list is separating [NST, Section 2.1]. */
export function unseparated(environment: ReactionEnvironment, alternatives: readonly number[]): TypeChange | undefined {
  for (const pair of typeChanges(environment)) {
    const { types, player, lie } = pair;
    if (!alternatives.some((s) => separates(environment, types, player, lie, s))) return pair;
  }
  return undefined;
}

/** Every alternative, in order. */
export const allAlternatives = ({ alternatives }: Pick<ReactionEnvironment, "alternatives">): readonly number[] =>
  Array.from({ length: alternatives }, (_, s) => s);

/** Whether every pair of types of a player is separated by some alternative, whatever the others' types [NST, Section 2.1]. */
export const isNontrivial = (environment: ReactionEnvironment): boolean =>
  unseparated(environment, allAlternatives(environment)) === undefined;

/** Whether the set of optimal reactions of player i never depends on the types of the others [NST, Section 2.1]. */
export function hasPrivateReactions(environment: ReactionEnvironment, player: number): boolean {
  return dependsOnOwnType(environment, player, (types, s) => optimalReactions(environment, types, player, s).join());
}

/** Whether, furthermore, her utility never does [NST, Section 2.1]. */
export function hasPrivateValues(environment: ReactionEnvironment, player: number): boolean {
  const reactions = Array.from({ length: environment.reactions[player]! }, (_, reaction) => reaction);
  return dependsOnOwnType(environment, player, (types, s) =>
    reactions.map((reaction) => environment.utility(types, player, s, reaction)).join(),
  );
}

function dependsOnOwnType(
  environment: ReactionEnvironment,
  player: number,
  tell: (types: Types, alternative: number) => string,
): boolean {
  const alternatives = allAlternatives(environment);
  const byType = new Map<number, string>();
  for (const types of influentialProfiles(environment, player)) {
    const told = alternatives.map((s) => tell(types, s)).join(";");
    const known = byType.get(types[player]!);
    if (known !== undefined && known !== told) return false;
    byType.set(types[player]!, told);
  }
  return true;
}

/** Whether the selection of player i never depends on the types of the others: what private reactions allow, but do not force. */
export function hasPrivateSelection(environment: ReactionEnvironment, player: number): boolean {
  const byType = new Map<number, string>();
  const alternatives = allAlternatives(environment);
  for (const types of profilesOf(environment.types)) {
    const told = alternatives.map((s) => environment.selection(types, player, s)).join();
    const known = byType.get(types[player]!);
    if (known !== undefined && known !== told) return false;
    byType.set(types[player]!, told);
  }
  return true;
}
