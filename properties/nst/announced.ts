import type { Lottery } from "../../src/game/lottery.js";
import { profileOf } from "../../src/game/profile.js";
import { profilesOf, type Types } from "../../src/game/reaction-environment.js";
import type { ReactionFormat } from "../../src/instance/nst-finite.js";
import type { Sensitivity } from "../../src/mechanisms/nst/exponential.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { Ring } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import type { Json } from "../../src/verdict/json.js";
import type { ExactLawSetting, LawPlace, LawSetting } from "../law-setting.js";

/** The exponential mechanism, or a broken one in its place. */
export type ExponentialFormat = ReactionFormat<Sensitivity>;

export type ExponentialPlace = LawPlace<Sensitivity, KnownEnvironment, number, Outcome>;
export type ExponentialSetting<S> = LawSetting<Sensitivity, KnownEnvironment, number, Outcome, S>;
export type ExactExponentialSetting = ExactLawSetting<Sensitivity, KnownEnvironment, number, Outcome>;

/** The law as a lottery: who is held is held to the reaction selected at the announcements. */
export function lotteryIn<S>({ entries, total }: Law<Outcome, S>): Lottery<S> {
  const drawn = (held: boolean) =>
    entries
      .filter(({ outcome }) => (outcome.imposed !== null) === held)
      .map(({ outcome, weight }) => ({ alternative: outcome.alternative, weight }));
  return { free: drawn(false), imposed: drawn(true), total };
}

/** What the mechanism draws when a profile is announced, whatever the reports of the instance. */
export const lotteryOf = <P, E extends KnownEnvironment, S>(
  R: Ring<S>,
  { mechanism }: ReactionFormat<P, E>,
  { parameters, environment }: { readonly parameters: P; readonly environment: E },
  announced: Types,
): Lottery<S> => lotteryIn(mechanism.law(R, parameters, environment, profileOf<number | null>(announced)));

/** The weight of each alternative in a lottery, whatever reactions go with it. */
export function weightsIn<S>(R: Ring<S>, { free, imposed }: Lottery<S>, alternatives: number): readonly S[] {
  const weights = Array.from({ length: alternatives }, () => R.zero);
  for (const { alternative, weight } of [...free, ...imposed]) {
    weights[alternative] = R.add(weights[alternative]!, weight);
  }
  return weights;
}

/** The same map, computed once a profile. */
export function remembering<S>(lotteryAt: (announced: Types) => Lottery<S>): (announced: Types) => Lottery<S> {
  const known = new Map<string, Lottery<S>>();
  return (announced) => {
    const key = announced.join();
    const lottery = known.get(key) ?? lotteryAt(announced);
    known.set(key, lottery);
    return lottery;
  };
}

const indices = (length: number): readonly number[] => Array.from({ length }, (_, i) => i);

/** The choices of two announced profiles that differ in one player's type at most. */
export const neighbourChoices = {
  announced: ({ environment }: { readonly environment: KnownEnvironment }): readonly Json[] => [
    ...profilesOf(environment.types),
  ],
  player: ({ environment }: { readonly environment: KnownEnvironment }): readonly Json[] =>
    indices(environment.types.length),
  lie: (
    { environment }: { readonly environment: KnownEnvironment },
    { player }: { readonly player?: Json },
  ): readonly Json[] => indices(environment.types[player as number]!),
};

/** The choice of an alternative. */
export const alternativeChoice = {
  alternative: ({ environment }: { readonly environment: KnownEnvironment }): readonly Json[] =>
    indices(environment.alternatives),
};
