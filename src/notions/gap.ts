import { profilesOf, type ReactionEnvironment, type Types, withType } from "../game/reaction-environment.js";
import { multiply, type Rational, rational } from "../number/rational.js";
import { allAlternatives, freeUtility, lies, type TypeChange } from "./reactions.js";

/** A rational of an environment, and where it is attained first. */
export interface Attained<At> {
  readonly value: Rational;
  readonly at: At;
}

/**
 * u_i(t, s, r_i(t, s)) − u_i(t, s, r_i((b_i, t_{−i}), s)) in units of 1/utilityGrid: what a player loses at s who is held to
 * the reaction of another type. At least 0.
 */
export function lossAt(
  environment: ReactionEnvironment,
  { player, types, lie }: TypeChange,
  alternative: number,
): bigint {
  const imposed = environment.selection(withType(types, player, lie), player, alternative);
  return (
    freeUtility(environment, types, player, alternative) - environment.utility(types, player, alternative, imposed)
  );
}

/**
 * The gap γ [NST, Section 3.2]: the least over (i, t, b_i ≠ t_i) of the largest loss over the alternatives of the list, all of S
 * unless told; undefined where nobody has a second type. It depends on the selection where several reactions are optimal.
 */
export const gap = (
  environment: ReactionEnvironment,
  alternatives: readonly number[] = allAlternatives(environment),
): Attained<TypeChange> | undefined =>
  leastOver(environment, 1n, (pair) =>
    alternatives.map((s) => lossAt(environment, pair, s)).reduce((x, y) => (x > y ? x : y)),
  );

/** A probability of each alternative, as weights/total. */
export interface AlternativeLaw {
  readonly weights: readonly bigint[];
  readonly total: bigint;
}

/** The least over (i, t, b_i ≠ t_i) of the expected loss Σ_s P(s)·loss(s); undefined where nobody has a second type. */
export const leastExpectedLoss = (
  environment: ReactionEnvironment,
  { weights, total }: AlternativeLaw,
): Attained<TypeChange> | undefined =>
  leastOver(environment, total, (pair) => {
    let loss = 0n;
    weights.forEach((weight, s) => {
      if (weight !== 0n) loss += weight * lossAt(environment, pair, s);
    });
    return loss;
  });

/** The selection may depend on types that the utility does not: all profiles are run through. */
function leastOver(
  environment: ReactionEnvironment,
  total: bigint,
  loss: (pair: TypeChange) => bigint,
): Attained<TypeChange> | undefined {
  let least: { readonly loss: bigint; readonly at: TypeChange } | undefined;
  for (let player = 0; player < environment.types.length; player++) {
    for (const types of profilesOf(environment.types)) {
      for (const at of lies(environment, player, types)) {
        const own = loss(at);
        if (least === undefined || own < least.loss) least = { loss: own, at };
      }
    }
  }
  return least && { value: rational(least.loss, environment.utilityGrid * total), at: least.at };
}

/**
 * The least d for which the objective is d-sensitive [NST, Definition 1]: n times the largest change of F(t, s) that one player's
 * type makes; 0, attained nowhere, where nobody has a second type.
 */
export function sensitivity(environment: ReactionEnvironment): {
  readonly value: Rational;
  readonly at?: TypeChange & { readonly alternative: number };
} {
  let most = 0n;
  let at: (TypeChange & { readonly alternative: number }) | undefined;
  for (const types of profilesOf(environment.types)) {
    for (let player = 0; player < types.length; player++) {
      for (const pair of lies(environment, player, types)) {
        const other = withType(types, player, pair.lie);
        for (let alternative = 0; alternative < environment.alternatives; alternative++) {
          const change = environment.score(types, alternative) - environment.score(other, alternative);
          if (change <= most) continue;
          most = change;
          at = { ...pair, alternative };
        }
      }
    }
  }
  return { value: multiply(rational(most), environment.scoreUnit), ...(at && { at }) };
}

/** max_s F(t, s). */
export function optimum(environment: ReactionEnvironment, types: Types): Rational {
  let best = environment.score(types, 0);
  for (let s = 1; s < environment.alternatives; s++) {
    const score = environment.score(types, s);
    if (score > best) best = score;
  }
  return objectiveOf(environment, best);
}

/** F from n·F in units of the score. */
export const objectiveOf = ({ types, scoreUnit }: ReactionEnvironment, score: bigint): Rational =>
  multiply(rational(score, BigInt(types.length)), scoreUnit);
