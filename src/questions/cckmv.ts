import { type Profile, size } from "../game/profile.js";
import type { Situation } from "../game/situation.js";
import { type Asked, questionField } from "../instance/index.js";
import { readIndex } from "../instance/input.js";
import { integersOf, type Loaded } from "../instance/loaded.js";
import { readPrivacyBound } from "../instance/privacy-bound.js";
import { privacyRatios } from "../notions/differential-privacy.js";
import { addExtended, boundAt } from "../notions/privacy-bound.js";
import {
  add,
  atMost,
  type Extended,
  fromQuotient,
  maximum,
  multiply,
  type Rational,
  subtract,
  zero,
} from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import { type Coupled, pivotal, reachable } from "../probability/coupling.js";
import { compareRatios, ratioAt, support, totalVariation } from "../probability/divergence.js";
import { type Law, outcomeKey, probability } from "../probability/law.js";
import type { Questions, Sheet } from "./sheet.js";

/** What `measure` answers for the mechanisms of CCKMV: privacy ratios, the objective, and two reports compared. */
export const cckmv: Questions = {
  quantities: (instance) => ({ ...privacyQuantities(instance), ...objectiveQuantities(instance) }),
  answers: { coupled, neededGap },
};

/** x_o of one outcome: the ratio of the most to the least likely report [CCKMV, Assumption 3.1]. */
interface OutcomeRatio {
  readonly outcome: unknown;
  readonly ratio: Extended;
}

interface PlayerRatios {
  readonly player: number;
  readonly outcomes: readonly OutcomeRatio[];
}

/** x_o for each outcome in the environment's order, over all real reports of the player. */
function ratiosAt(
  R: OrderedRing<bigint>,
  instance: Loaded,
  situation: Situation<unknown, unknown, bigint>,
): readonly OutcomeRatio[] {
  const ratios = new Map(privacyRatios(R, situation).map(({ outcome, ratio }) => [outcomeKey(outcome), ratio]));
  return instance.outcomes.flatMap((outcome) => {
    const ratio = ratios.get(outcomeKey(outcome));
    if (ratio === undefined) return [];
    return { outcome, ratio: ratio === "infinity" ? ratio : fromQuotient(ratio) };
  });
}

function privacyQuantities(instance: Loaded): Sheet {
  const players = once(() => {
    const R = integersOf(instance);
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

/** The first of all players with equal reports, for each report that occurs. */
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

function objectiveQuantities(instance: Loaded): Sheet {
  if (instance.objective === undefined) return {};
  const objective = (outcome: unknown): Rational => instance.objective!(outcome);
  const expected = once(() => expectationOf(instance.law(integersOf(instance)), objective));
  const optimum = (): Rational => instance.outcomes.map(objective).reduce(maximum);
  return {
    expectedObjective: expected,
    optimum,
    expectedLoss: () => subtract(optimum(), expected()),
  };
}

/** Σ weight·value / total, brought to lowest terms once for each value that occurs. */
function expectationOf<O>(law: Law<O, bigint>, value: (outcome: O) => Rational): Rational {
  const terms = law.entries.map(({ outcome, weight }) =>
    multiply({ numerator: weight, denominator: 1n }, value(outcome)),
  );
  return multiply(terms.reduce(add, zero), fromQuotient({ numerator: 1n, denominator: law.total }));
}

/** The situation that a question speaks of, and the two reports in it. */
interface TwoReports {
  readonly R: OrderedRing<bigint>;
  readonly situation: Situation<unknown, unknown, bigint>;
  readonly truth: unknown;
  readonly lie: unknown;
  readonly joint: Coupled<unknown, bigint>;
}

function twoReports(instance: Loaded, asked: Asked): TwoReports {
  const at = (key: string): [unknown, string] => [asked.fields[key], questionField(asked, key)];
  const player = readIndex(...at("player"), size(instance.profile), "player");
  const [truth, lie] = [instance.readReport(...at("truth")), instance.readReport(...at("lie"))];
  const R = integersOf(instance);
  const situation = instance.situation(R, player);
  const joint = situation.coupled!(truth, lie);
  return { R, situation, truth, lie, joint: { ...joint, entries: sortPairs(joint.entries, instance.outcomes) } };
}

type Pairs = Coupled<unknown, bigint>["entries"];

/** In the environment's order, by the truth's outcome and then the lie's. */
function sortPairs(entries: Pairs, outcomes: readonly unknown[]): Pairs {
  const place = new Map(outcomes.map((outcome, i) => [outcomeKey(outcome), i]));
  const at = (outcome: unknown): number => place.get(outcomeKey(outcome))!;
  return [...entries].sort((x, y) => at(x.outcome[0]) - at(y.outcome[0]) || at(x.outcome[1]) - at(y.outcome[1]));
}

/** The question `coupled`: two reports of one player under the same coins. */
function coupled(instance: Loaded, asked: Asked): Sheet {
  const { R, situation, truth, lie, joint } = twoReports(instance, asked);
  const print = instance.printOutcome;
  return {
    joint: () =>
      joint.entries
        .filter(({ weight }) => weight > 0n)
        .map(({ outcome: [o, p], weight }) => ({
          outcome: { truth: print(o), lie: print(p) },
          probability: fromQuotient({ numerator: weight, denominator: joint.total }),
        })),
    reachable: () => reachable(R, joint).map(([o, p]) => [print(o), print(p)]),
    pivotal: () => fromQuotient(pivotal(R, joint)),
    SD: () => fromQuotient(totalVariation(R, situation.law(truth), situation.law(lie))),
    pairRatio: () => pairRatio(R, situation.law(truth), situation.law(lie)),
    kl: { notBuilt: "it needs sums of logarithms" },
  };
}

/** The larger of max Pr[o]/Pr′[o] and max Pr′[o]/Pr[o] over the outcomes that one of the laws can produce. */
function pairRatio<O>(R: OrderedRing<bigint>, P: Law<O, bigint>, Q: Law<O, bigint>): Extended {
  const ratios = support(R, [P, Q]).flatMap((outcome) => {
    const [p, q] = [probability(R, P, outcome), probability(R, Q, outcome)];
    return [ratioAt(R, p, q), ratioAt(R, q, p)];
  });
  const largest = ratios.reduce((most, next) => (compareRatios(R, next, most) > 0 ? next : most));
  return largest === "infinity" ? largest : fromQuotient(largest);
}

/**
 * The question `neededGap`: the utility gap that makes the truth weakly better than the lie under every coin and every
 * two-signed privacy utility allowed by F: max F(x_o) + F(x_o′) over the reachable pairs.
 */
function neededGap(instance: Loaded, asked: Asked): Sheet {
  const F = readPrivacyBound(asked.fields.F, questionField(asked, "F"));
  const { R, situation, joint } = twoReports(instance, asked);
  const costs = once(() => {
    const ratios = ratiosAt(R, instance, situation);
    return new Map(ratios.map(({ outcome, ratio }) => [outcomeKey(outcome), boundAt(F, ratio)]));
  });
  const cost = (outcome: unknown): Extended => {
    const found = costs().get(outcomeKey(outcome));
    if (found === undefined) throw new Error(`no real report can produce the outcome ${outcomeKey(outcome)}`);
    return found;
  };
  return {
    neededGap: () =>
      reachable(R, joint)
        .map(([o, p]) => addExtended(cost(o), cost(p)))
        .reduce((most, next) => (atMost(next, most) ? most : next), zero as Extended),
  };
}

/** The value of f, computed at the first call. */
function once<V>(f: () => V): () => V {
  let known: { readonly value: V } | undefined;
  return () => {
    known ??= { value: f() };
    return known.value;
  };
}
