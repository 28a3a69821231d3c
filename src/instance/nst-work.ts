import { profilesOf, type Types, withType } from "../game/reaction-environment.js";
import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import { safeInteger } from "../number/ring.js";

/** How many steps lie between the best and the worst alternative: the largest exponent of a law. */
export function spread(environment: KnownEnvironment, announced: Types): bigint {
  let [least, most] = [environment.score(announced, 0), environment.score(announced, 0)];
  for (let s = 1; s < environment.alternatives; s++) {
    const score = environment.score(announced, s);
    if (score < least) least = score;
    if (score > most) most = score;
  }
  return most - least;
}

/** The largest spread among a profile and those that differ from it in one report, or among all. */
export function largestDegree(environment: KnownEnvironment, truth: Types, everywhere: boolean): number {
  let most = 0n;
  for (const announced of everywhere ? profilesOf(environment.types) : neighbours(environment, truth)) {
    const own = spread(environment, announced);
    if (own > most) most = own;
  }
  return safeInteger(most, "degree");
}

function* neighbours({ types }: KnownEnvironment, truth: Types): Generator<Types> {
  yield truth;
  for (let player = 0; player < types.length; player++) {
    for (let lie = 0; lie < types[player]!; lie++) yield withType(truth, player, lie);
  }
}
