import { countProfiles, profilesOf, type Types, withType } from "../game/reaction-environment.js";
import type { Lottery } from "../game/lottery.js";
import { weightsOf } from "../mechanisms/nst/commitment.js";
import { exponentialLottery } from "../mechanisms/nst/exponential.js";
import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import { type ReactionMechanism, typesOf } from "../mechanisms/nst/lottery.js";
import { gap, leastExpectedLoss, optimum, sensitivity } from "../notions/gap.js";
import {
  bestDeviation,
  type Deviation,
  deviationsAnywhere,
  deviationsAt,
  deviationsDominant,
  expectedUtility,
  type MisreportGain,
  remembered,
} from "../notions/misreport-gain.js";
import { allAlternatives, hasPrivateReactions, hasPrivateValues, isNontrivial } from "../notions/reactions.js";
import { fromQuotient, multiply, type Rational, rational } from "../number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient } from "../number/ring.js";
import { BeyondReach } from "./input.js";
import { type Facts, integersOf } from "./loaded.js";
import type { ReactionValues } from "./nst-finite.js";
import type { Output } from "./output.js";
import { largestDegree } from "./nst-work.js";

/** "All profiles" are run through up to this many of them; beyond, a quantity over all of them is null. */
const profileLimit = 4096;

/** What `measure` answers for a mechanism over environments with reactions, in the order in which it is printed. */
export function quantitiesOf<P, E extends KnownEnvironment>(
  mechanism: ReactionMechanism<P, E>,
  values: ReactionValues<P, E>,
): Facts {
  return { ...lotteryQuantities(mechanism, values), ...environmentQuantities(values) };
}

/** What follows from what the mechanism draws. */
function lotteryQuantities<P, E extends KnownEnvironment>(
  mechanism: ReactionMechanism<P, E>,
  values: ReactionValues<P, E>,
): Facts {
  const { environment, parameters, profile, epsilon } = values;
  const truth = typesOf(profile);
  const { types } = environment;
  // The ring serves every profile, so that its numbers are as long as the longest law of all that are asked about.
  const computed = (everywhere: boolean): Drawn => {
    const degree = largestDegree(environment, truth, everywhere);
    const R = integersOf({ ...(epsilon && { epsilon }), ...stepOfInstance(mechanism, values), degree });
    return { R, at: remembered(environment, (announced) => mechanism.lottery(R, parameters, environment, announced)) };
  };
  const best = (everywhere: boolean, deviations: Iterable<Deviation>, dominant: boolean): Output => {
    const { R, at } = computed(everywhere);
    return printBest(bestDeviation(R, environment, at, deviations), everywhere, dominant);
  };
  return {
    expectedObjective: () => expectedObjective(environment, computed(false).at(truth), truth),
    optimum: () => optimum(environment, truth),
    expectedUtilities: () => {
      const { R, at } = computed(false);
      return truth.map((_, player) =>
        fromQuotient(expectedUtility(R, environment, at(truth), { player, types: truth, announced: truth })),
      );
    },
    bestLie: () => {
      checkLooks(environment.alternatives * types.reduce((sum, size) => sum + size, 0));
      return best(false, deviationsAt(environment, truth), false);
    },
    bestLieAnywhere: overAll(environment, () => best(true, deviationsAnywhere(environment), false)),
    bestLieDominant: overAll(environment, () => {
      checkDominantWork(environment);
      return best(true, deviationsDominant(environment), true);
    }),
    ...(mechanism.step && {
      maxPrivacyRatio: overAll(environment, () => (epsilon === undefined ? null : privacyRatio(environment, computed(true).R))),
    }),
  };
}

interface Drawn {
  readonly R: OrderedRing<bigint>;
  readonly at: (announced: Types) => Lottery<bigint>;
}

const stepOfInstance = <P, E extends KnownEnvironment>(
  { step }: ReactionMechanism<P, E>,
  { parameters, environment }: ReactionValues<P, E>,
) => (step ? { step: step(parameters, environment) } : {});

/** null where there are too many profiles. Throws BeyondReach where what is looked at, for every profile and type, is too much. */
const overAll =
  ({ types, alternatives }: KnownEnvironment, answer: () => Output): (() => Output) =>
  () => {
    const profiles = countProfiles(types, profileLimit);
    if (profiles > profileLimit) return null;
    checkLooks(profiles * alternatives * types.reduce((sum, size) => sum + size, 0));
    return answer();
  };

/** Σ weight·F(t, s)/total. */
function expectedObjective(
  environment: KnownEnvironment,
  { free, imposed, total }: Lottery<bigint>,
  truth: Types,
): Rational {
  let sum = 0n;
  for (const { alternative, weight } of [...free, ...imposed]) sum += weight * environment.score(truth, alternative);
  return multiply(rational(sum, total * BigInt(truth.length)), environment.scoreUnit);
}

function printBest(best: MisreportGain<bigint> | undefined, everywhere: boolean, dominant: boolean): Output {
  if (best === undefined) return null;
  const { gain, player, types, lie, announced } = best;
  return {
    gain: fromQuotient(gain),
    player,
    truth: types[player]!,
    lie,
    ...(everywhere && { profile: [...types] }),
    ...(dominant && { announced: [...withType(announced, player, lie)] }),
  };
}

/** So many utilities are looked at in a few seconds. */
const utilityLimit = 20_000_000;

function checkDominantWork(environment: KnownEnvironment): void {
  const profiles = countProfiles(environment.types);
  let looks = 0;
  environment.types.forEach((_, player) => {
    const told = environment.influences(player).reduce((count, other) => count * environment.types[other]!, 1);
    looks += told * profiles * environment.alternatives;
  });
  checkLooks(looks);
}

function checkLooks(looks: number): void {
  if (looks <= utilityLimit) return;
  throw new BeyondReach(`${looks} utilities over all profiles and announcements; the limit is ${utilityLimit}`);
}

/** The largest Pr_t[s]/Pr_{(b, t_{−i})}[s] of the exponential part over all profiles, players, lies and alternatives; at least 1. */
function privacyRatio(environment: KnownEnvironment, R: OrderedRing<bigint>): Rational {
  const lotteryAt = remembered(environment, (announced) => exponentialLottery(R, environment, announced));
  let most: Quotient<bigint> = { numerator: 1n, denominator: 1n };
  for (const types of profilesOf(environment.types)) {
    const here = lotteryAt(types);
    for (const { announced, lie, player } of deviationsAt(environment, types)) {
      const there = lotteryAt(withType(announced, player, lie));
      here.free.forEach(({ weight }, s) => {
        const ratio = { numerator: weight * there.total, denominator: there.free[s]!.weight * here.total };
        if (compareQuotients(R, ratio, most) > 0) most = ratio;
      });
    }
  }
  return fromQuotient(most);
}

/** What the environment alone tells, and P where the mechanism has one. */
export function environmentQuantities<P, E extends KnownEnvironment>({
  environment,
  parameters,
}: ReactionValues<P, E>): Facts {
  const { types } = environment;
  const P = (parameters as { readonly P?: "uniform" | readonly Rational[] }).P;
  const law = (): { weights: readonly bigint[]; total: bigint } => weightsOf({ P: P! }, environment);
  const support = (): readonly number[] => allAlternatives(environment).filter((s) => law().weights[s] !== 0n);
  const all = (test: (environment: KnownEnvironment, player: number) => boolean) => () =>
    types.every((_, player) => test(environment, player));
  return {
    sensitivity: overAll(environment, () => sensitivity(environment).value),
    gap: overAll(environment, () => gap(environment)?.value ?? null),
    ...(P !== undefined && {
      gapOverSupport: overAll(environment, () => gap(environment, support())?.value ?? null),
      minCommitmentLoss: overAll(environment, () => leastExpectedLoss(environment, law())?.value ?? null),
    }),
    nontrivial: overAll(environment, () => isNontrivial(environment)),
    privateReactions: overAll(environment, all(hasPrivateReactions)),
    privateValues: overAll(environment, all(hasPrivateValues)),
  };
}
