import { size } from "../game/profile.js";
import type { Situation } from "../game/situation.js";
import { type Asked, questionField } from "../instance/asked.js";
import { readIndex, refuse } from "../instance/input.js";
import type { Facts, Loaded } from "../instance/loaded.js";
import { once } from "../instance/once.js";
import type { Output } from "../instance/output.js";
import { readAnyPrivacyBound } from "../instance/privacy-bound.js";
import { integersOf } from "../instance/weights.js";
import { boundFormAt } from "../notions/privacy-bound.js";
import { add, compare, type LogForm, logQuotient, scale, sum, zero } from "../number/log-form.js";
import { type Extended, fromQuotient } from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import { type Coupled, pivotal, reachable } from "../probability/coupling.js";
import { compareRatios, klTerms, maxDivergenceRatio, totalVariation } from "../probability/divergence.js";
import { type Law, outcomeKey } from "../probability/law.js";
import { ratiosAt } from "./cckmv-privacy-ratios.js";
import type { Sheet } from "./sheet.js";

/** The situation that a question speaks of, and the two reports in it. */
interface TwoReports {
  readonly R: OrderedRing<bigint>;
  readonly situation: Situation<unknown, unknown, bigint>;
  readonly truth: unknown;
  readonly lie: unknown;
  readonly joint: Coupled<unknown, bigint>;
  /** What the mechanism itself tells of the pair. */
  readonly further: Facts;
}

function twoReports(instance: Loaded, asked: Asked): TwoReports {
  const at = (key: string): [unknown, string] => [asked.fields[key], questionField(asked, key)];
  const player = readIndex(...at("player"), size(instance.profile), "player");
  const R = integersOf(instance);
  const situation = instance.situation(R, player);
  const read = (key: string): unknown => {
    const report = instance.readReport(...at(key));
    if (report !== null || "absent" in situation) return report;
    throw refuse(questionField(asked, key), `player ${player} of ${instance.id} must be present`);
  };
  const [truth, lie] = [read("truth"), read("lie")];
  const factsOf = instance.compared?.(truth, lie);
  const joint = situation.coupled!(truth, lie);
  return {
    R,
    situation,
    truth,
    lie,
    joint: { ...joint, entries: sortPairs(joint.entries, instance.outcomes()) },
    further: factsOf?.(joint) ?? {},
  };
}

type Pairs = Coupled<unknown, bigint>["entries"];

/** In the environment's order, by the truth's outcome and then the lie's. */
function sortPairs(entries: Pairs, outcomes: readonly unknown[]): Pairs {
  const place = new Map(outcomes.map((outcome, i) => [outcomeKey(outcome), i]));
  const at = (outcome: unknown): number => place.get(outcomeKey(outcome))!;
  return [...entries].sort((x, y) => at(x.outcome[0]) - at(y.outcome[0]) || at(x.outcome[1]) - at(y.outcome[1]));
}

/** The question `coupled`: two reports of one player under the same coins. */
export function coupled(instance: Loaded, asked: Asked): Sheet {
  const { R, situation, truth, lie, joint, further } = twoReports(instance, asked);
  const print = instance.printOutcome;
  const laws = (): [Law<unknown, bigint>, Law<unknown, bigint>] => [situation.law(truth), situation.law(lie)];
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
    SD: () => fromQuotient(totalVariation(R, ...laws())),
    pairRatio: () => pairRatio(R, ...laws()),
    kl: () => divergence(R, ...laws()),
    ...further,
  };
}

/** The larger of max Pr[o]/Pr′[o] and max Pr′[o]/Pr[o] over the outcomes that one of the laws can produce. */
function pairRatio<O>(R: OrderedRing<bigint>, P: Law<O, bigint>, Q: Law<O, bigint>): Extended {
  const [there, back] = [maxDivergenceRatio(R, P, Q), maxDivergenceRatio(R, Q, P)];
  const larger = compareRatios(R, there, back) >= 0 ? there : back;
  return larger === "infinity" ? larger : fromQuotient(larger);
}

/** KL(P‖Q) as a log form. */
function divergence<O>(R: OrderedRing<bigint>, P: Law<O, bigint>, Q: Law<O, bigint>): LogForm | "infinity" {
  const terms = klTerms(R, P, Q);
  if (terms === "infinity") return terms;
  return sum(
    terms.map(({ coefficient, ratio }) =>
      scale(logQuotient(ratio.numerator, ratio.denominator), fromQuotient(coefficient)),
    ),
  );
}

/**
 * The question `neededGap`: the utility gap that makes the truth weakly better than the lie under every coin and every
 * two-signed privacy utility allowed by F: max F(x_o) + F(x_o′) over the reachable pairs.
 */
export function neededGap(instance: Loaded, asked: Asked): Sheet {
  const F = readAnyPrivacyBound(asked.fields.F, questionField(asked, "F"));
  const { R, situation, joint } = twoReports(instance, asked);
  const costs = once(() => {
    const ratios = ratiosAt(R, instance, situation);
    return new Map(ratios.map(({ outcome, ratio }) => [outcomeKey(outcome), boundFormAt(F, ratio)]));
  });
  const cost = (outcome: unknown): LogForm | "infinity" => {
    const found = costs().get(outcomeKey(outcome));
    if (found !== undefined) return found;
    const shown = JSON.stringify(instance.printOutcome(outcome));
    throw refuse(asked.name, `only an absent player can lead to ${shown}, so no privacy ratio and no F bound it`);
  };
  return {
    neededGap: () => {
      const gaps = reachable(R, joint).map(([o, p]) => plus(cost(o), cost(p)));
      return rationalOrForm(
        gaps.reduce((most, next) => (exceeds(next, most) ? next : most), zero as LogForm | "infinity"),
      );
    },
  };
}

const plus = (x: LogForm | "infinity", y: LogForm | "infinity"): LogForm | "infinity" =>
  x === "infinity" || y === "infinity" ? "infinity" : add(x, y);

const exceeds = (x: LogForm | "infinity", y: LogForm | "infinity"): boolean =>
  y !== "infinity" && (x === "infinity" || compare(x, y) > 0);

/** A form without logarithms as the rational that it is. */
const rationalOrForm = (x: LogForm | "infinity"): Output => (x === "infinity" || x.logs.length > 0 ? x : x.rational);
