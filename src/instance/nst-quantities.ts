import type { Lottery } from "../game/lottery.js";
import { countProfiles, profilesOf, type Types, withType } from "../game/reaction-environment.js";
import { type Commitment, supportOf, weightsOf } from "../mechanisms/nst/commitment.js";
import { exponentialLottery } from "../mechanisms/nst/exponential.js";
import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import { type ReactionMechanism, typesOf } from "../mechanisms/nst/lottery.js";
import {
  bestDeviation,
  type Deviation,
  type DeviationGain,
  deviationsAnywhere,
  deviationsAt,
  deviationsDominant,
  expectedUtility,
  remembered,
} from "../notions/deviation-gain.js";
import { type AlternativeLaw, gap, leastExpectedLoss, optimum, sensitivity } from "../notions/gap.js";
import { hasPrivateReactions, hasPrivateValues, isNontrivial } from "../notions/reactions.js";
import { fromQuotient, multiply, type Rational, rational } from "../number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient } from "../number/ring.js";
import { BeyondReach, InputError } from "./input.js";
import type { Facts } from "./loaded.js";
import type { ReactionValues } from "./nst-values.js";
import {
  checkLooks,
  largestDegree,
  looksAnywhere,
  looksAt,
  looksAtReactions,
  looksDominant,
  profileLimit,
  type Reach,
} from "./nst-work.js";
import type { Output } from "./output.js";
import { integersOf } from "./weights.js";

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
  const { types, alternatives } = environment;
  const step = mechanism.step?.(parameters, environment);
  const own = lengthOf(environment.utilityGrid) + lengthOfP(values);
  // The ring serves every profile within reach: its numbers are as long as the longest law of all that are asked about.
  const ringOver = (reach: Reach, looks: number): OrderedRing<bigint> => {
    checkLooks(looks, own);
    if (step === undefined || epsilon === undefined) return integersOf({});
    const degree = largestDegree(environment, truth, reach);
    const checkWork = (digits = 0n): void => checkLooks(looks, own + Number(digits));
    return withinReach(reach, () => integersOf({ epsilon, step, degree, checkWork }));
  };
  const lotteryAt = (R: OrderedRing<bigint>) => (announced: Types) =>
    mechanism.lottery(R, parameters, environment, announced);
  const best = (R: OrderedRing<bigint>, deviations: Iterable<Deviation>, where: Where): Output =>
    printBest(bestDeviation(R, environment, lotteryAt(R), deviations), where);
  const anywhere = (): OrderedRing<bigint> => ringOver("everywhere", looksAnywhere(environment));
  return {
    expectedObjective: () => expectedObjective(environment, lotteryAt(ringOver("here", alternatives))(truth), truth),
    optimum: () => optimum(environment, truth),
    expectedUtilities: () => {
      const R = ringOver("here", alternatives * types.length);
      const lottery = lotteryAt(R)(truth);
      return truth.map((_, player) =>
        fromQuotient(expectedUtility(R, environment, lottery, { player, types: truth, announced: truth })),
      );
    },
    bestLie: () => best(ringOver("near", looksAt(environment)), deviationsAt(environment, truth), "here"),
    bestLieAnywhere: overAll(environment, () => best(anywhere(), deviationsAnywhere(environment), "anywhere")),
    bestLieDominant: overAll(environment, () =>
      best(ringOver("everywhere", looksDominant(environment)), deviationsDominant(environment), "dominant"),
    ),
    ...(step && {
      maxPrivacyRatio: overAll(environment, () =>
        epsilon === undefined ? null : privacyRatio(environment, anywhere()),
      ),
    }),
  };
}
/** How many characters a positive number has. */
const lengthOf = (n: bigint): number => n.toString().length;

const lawOf = <P, E extends KnownEnvironment>({ parameters }: ReactionValues<P, E>): Commitment["P"] | undefined =>
  (parameters as Partial<Commitment>).P;

function lengthOfP<P, E extends KnownEnvironment>(values: ReactionValues<P, E>): number {
  const P = lawOf(values);
  return P === undefined ? 0 : lengthOf(weightsOf({ P }, values.environment).total);
}

/** What is too much at other profiles than that of the reports is one quantity's matter. */
function withinReach<V>(reach: Reach, make: () => V): V {
  try {
    return make();
  } catch (error) {
    if (reach === "here" || !(error instanceof InputError)) throw error;
    throw new BeyondReach(error.message);
  }
}

/** null where there are too many profiles. */
const overAll =
  ({ types }: KnownEnvironment, answer: () => Output): (() => Output) =>
  () =>
    countProfiles(types, profileLimit) > profileLimit ? null : answer();

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

/** At the reports, over all true profiles, or over all announcements of the others too. */
type Where = "here" | "anywhere" | "dominant";

function printBest(best: DeviationGain<bigint> | undefined, where: Where): Output {
  if (best === undefined) return null;
  const { gain, player, types, lie, announced } = best;
  return {
    gain: fromQuotient(gain),
    player,
    truth: types[player]!,
    lie,
    ...(where !== "here" && { profile: [...types] }),
    ...(where === "dominant" && { announced: [...withType(announced, player, lie)] }),
  };
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
export function environmentQuantities<P, E extends KnownEnvironment>(values: ReactionValues<P, E>): Facts {
  const { environment } = values;
  const { types } = environment;
  const P = lawOf(values);
  const law = (): AlternativeLaw => weightsOf({ P: P! }, environment);
  const all = (test: (environment: KnownEnvironment, player: number) => boolean) => () =>
    types.every((_, player) => test(environment, player));
  const over = (looks: (environment: KnownEnvironment) => number, answer: () => Output, digits = 0) =>
    overAll(environment, () => {
      checkLooks(looks(environment), digits);
      return answer();
    });
  return {
    sensitivity: over(looksAnywhere, () => sensitivity(environment).value),
    gap: over(looksAnywhere, () => gap(environment)?.value ?? null),
    ...(P !== undefined && {
      gapOverSupport: over(looksAnywhere, () => gap(environment, supportOf({ P }, environment))?.value ?? null),
      minCommitmentLoss: over(
        looksAnywhere,
        () => leastExpectedLoss(environment, law())?.value ?? null,
        lengthOfP(values),
      ),
    }),
    nontrivial: over(looksAtReactions, () => isNontrivial(environment)),
    privateReactions: over(looksAtReactions, all(hasPrivateReactions)),
    privateValues: over(looksAtReactions, all(hasPrivateValues)),
  };
}
