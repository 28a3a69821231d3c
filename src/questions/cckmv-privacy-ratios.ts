import type { Profile } from "../game/profile.js";
import type { Situation } from "../game/situation.js";
import type { Loaded } from "../instance/loaded.js";
import { once } from "../instance/once.js";
import { integersOf } from "../instance/weights.js";
import { privacyRatios } from "../notions/differential-privacy.js";
import { atMost, type Extended, fromQuotient } from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import { outcomeKey } from "../probability/law.js";
import type { Sheet } from "./sheet.js";

/** x_o of one outcome: the ratio of the most to the least likely report [CCKMV, Assumption 3.1]. */
export interface OutcomeRatio {
  readonly outcome: unknown;
  readonly ratio: Extended;
}

interface PlayerRatios {
  readonly player: number;
  readonly outcomes: readonly OutcomeRatio[];
}

/** x_o for each outcome in the environment's order, over all real reports of the player. */
export function ratiosAt(
  R: OrderedRing<bigint>,
  instance: Loaded,
  situation: Situation<unknown, unknown, bigint>,
): readonly OutcomeRatio[] {
  const ratios = new Map(privacyRatios(R, situation).map(({ outcome, ratio }) => [outcomeKey(outcome), ratio]));
  return instance.outcomes().flatMap((outcome) => {
    const ratio = ratios.get(outcomeKey(outcome));
    if (ratio === undefined) return [];
    return { outcome, ratio: ratio === "infinity" ? ratio : fromQuotient(ratio) };
  });
}

/** `privacyRatios`, per player and outcome, and the largest of these. */
export function privacyQuantities(instance: Loaded): Sheet {
  const players = once(() => {
    const R = integersOf(instance);
    instance.checkRatios?.();
    return firstPlayers(instance.profile).map(
      (player): PlayerRatios => ({ player, outcomes: ratiosAt(R, instance, instance.situation(R, player)) }),
    );
  });
  const print = (ratio: OutcomeRatio) => ({ ...ratio, outcome: instance.printOutcome(ratio.outcome) });
  return {
    privacyRatios: () => players().map(({ player, outcomes }) => ({ player, outcomes: outcomes.map(print) })),
    privacyRatio: () => {
      const all = players().flatMap(({ player, outcomes }) => outcomes.map((at) => ({ player, ...at })));
      const worst = all.reduce((most, next) => (atMost(next.ratio, most.ratio) ? most : next));
      return { value: worst.ratio, at: { player: worst.player, outcome: instance.printOutcome(worst.outcome) } };
    },
  };
}

/**
 * The first of all players with equal reports, for each report that occurs: by the contract also where players are not
 * alike, so that the first must then be read as one player and not as all of them.
 */
function firstPlayers<T>(profile: Profile<T>): readonly number[] {
  const first = new Map<string, number>();
  let player = 0;
  for (const { report, count } of profile) {
    const key = JSON.stringify(report);
    if (count > 0 && !first.has(key)) first.set(key, player);
    player += count;
  }
  return [...first.values()];
}
