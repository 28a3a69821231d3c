import type { Draw } from "../../game/lottery.js";
import type { ReactionEnvironment, Types } from "../../game/reaction-environment.js";
import { cite } from "../../verdict/citation.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";

/** Whether everybody is held to the reaction that is selected at the announcements, or free. */
export interface Dictatorship {
  readonly imposed: boolean;
}

/**
 * What a player would choose if the announcements were true: the alternative that is best for her when she reacts as selected,
 * the first one of several.
 */
export function favourite(environment: ReactionEnvironment, announced: Types, player: number): number {
  const utilityAt = (s: number): bigint =>
    environment.utility(announced, player, s, environment.selection(announced, player, s));
  let [best, most] = [0, utilityAt(0)];
  for (let s = 1; s < environment.alternatives; s++) {
    const utility = utilityAt(s);
    if (utility > most) [best, most] = [s, utility];
  }
  return best;
}

/** A random dictator [NST, Section 3.2, last paragraph]: a uniform player's favourite alternative at the announcements. */
export const randomDictator: ReactionMechanism<Dictatorship> = fromLottery({
  id: "nst/random-dictator",
  citation: cite("nst", "Section 3.2"),
  summary: "the favourite alternative of a player drawn uniformly",
  lottery(R, { imposed }, environment, announced) {
    const votes = Array.from({ length: environment.alternatives }, () => 0n);
    announced.forEach((_, player) => {
      votes[favourite(environment, announced, player)]! += 1n;
    });
    const draws = votes.flatMap((count, alternative): Draw<typeof R.one>[] =>
      count === 0n ? [] : [{ alternative, weight: R.integer(count) }],
    );
    return {
      free: imposed ? [] : draws,
      imposed: imposed ? draws : [],
      total: R.integer(BigInt(announced.length)),
    };
  },
});
