import type { Check } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { baseOf, readEpsilon } from "../../src/instance/epsilon.js";
import { readObject, readRational, refuse } from "../../src/instance/input.js";
import { readPrivacyBound } from "../../src/instance/privacy-bound.js";
import type { PrivacyRatio } from "../../src/notions/differential-privacy.js";
import type { BoundReading } from "../../src/notions/privacy-assumption.js";
import type { Ceiling } from "../../src/notions/privacy-aware-utility.js";
import { boundAt, type PrivacyBound, propertiesOf } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Ratio } from "../../src/number/ring.js";
import { type Finding, over } from "../../src/verdict/finding.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import type { TableSetting } from "./tables.js";

/**
 * How much privacy can cost at one outcome [CCKMV, Section 3]: the largest |U_i^priv(θ_i, o)| that Assumption 3.1 allows
 * is F_i(x_o), whether U_i^priv has two signs or is a cost. Worst F solved, not sampled: `ceilingGiven`.
 */
export interface CostReading extends BoundReading {
  readonly finite: boolean;
}

/** How a repair changes what is asked of F. */
export type CostChange = "F(1) = 0" | "F nondecreasing";

export const costChangeMeanings: Readonly<Record<CostChange, string>> = {
  "F(1) = 0": "F_i(1) = 0",
  "F nondecreasing": "F_i is nondecreasing",
};

/** What Assumption 3.1 leaves open, each with its literal value first. */
export const assumptionSwitches = { sign: ["two-signed", "cost"], ...boundSwitches } as const;

export const assumptionMeanings: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(assumptionSwitches)
    .flat()
    .map((value) => [value, switchMeanings[value]]),
);

export const readCost = (switches: Switches, changes: readonly CostChange[]): CostReading => ({
  monotone: switches.bound === "monotone" || changes.includes("F nondecreasing"),
  zeroAtOne: switches.atOne === "zero" || changes.includes("F(1) = 0"),
  finite: switches.values === "finite",
});

/** F(x_o) ≤ most at every outcome that some report can produce, for the largest F that the hypotheses allow. */
export function costAtMost<S>(
  R: OrderedRing<S>,
  ratios: readonly PrivacyRatio<number, number, S>[],
  ceiling: (ratio: Ratio<S>) => Ceiling<S>,
  most: S,
): Finding<S> {
  const costs = ratios.map(({ outcome, ratio }) => ({ outcome, cost: ceiling(ratio) }));
  const exceeds = (x: Ceiling<S>, y: Ceiling<S>) =>
    y !== "unbounded" && (x === "unbounded" || R.sign(R.subtract(x, y)) > 0);
  const worst = costs.reduce((largest, next) => (exceeds(next.cost, largest.cost) ? next : largest));
  return {
    hypotheses: "inside",
    conclusion: exceeds(worst.cost, most) ? "fails" : "holds",
    witness: { outcome: worst.outcome },
    sides: { left: worst.cost === "unbounded" ? "infinity" : over(worst.cost, R.one), right: over(most, R.one) },
  };
}

/** An example at one outcome: the one chosen, or the one with the largest cost. */
export interface CostSetting {
  readonly F: PrivacyBound;
  /** Whether F is one of those that the reading allows. */
  readonly allowed: boolean;
  /** The ratio of every outcome that some report can produce. */
  readonly ratios: readonly Q.Extended[];
  /** The largest of them: the least e^ε for which the mechanism is ε-differentially private. */
  readonly tightest: Q.Extended;
  readonly ratio: Q.Extended;
  /** |U_i^priv(θ_i, o)| = |s|·F(x_o) for the chosen s; the supremum where F is infinite. */
  readonly cost: Q.Extended;
  /** The choices, completed. */
  readonly choices: JsonObject;
  readonly corners: readonly string[];
  readonly explanation: string;
}

/** Reads F, the outcome and the sign of U^priv, and finds the ratios from the probabilities. Throws InputError. */
export function costSetting(setting: TableSetting, choices: JsonObject, reading: CostReading): CostSetting {
  const F = readPrivacyBound(choices.F, "choices.F");
  const seen = seenOutcomes(setting).map((at) => ({ ...at, bound: boundAt(F, at.ratio) }));
  const worst = seen.reduce((most, next) => (isWorse(next, most) ? next : most));
  const chosen =
    choices.outcome === undefined
      ? worst
      : seen.find(({ outcome }) => outcome === setting.readOutcome(choices.outcome, "choices.outcome"));
  if (!chosen) throw refuse("choices.outcome", "no report can produce this outcome");
  const { ratio, bound } = chosen;
  const o = setting.printOutcome(chosen.outcome);
  const s = readSign(choices.privacySigns, `${o}`);
  const is = propertiesOf(F);
  return {
    F,
    allowed:
      is.vanishesAtOne &&
      (is.monotone || !reading.monotone) &&
      (is.zeroAtOne || !reading.zeroAtOne) &&
      (is.finite || !reading.finite),
    ratios: seen.map((at) => at.ratio),
    tightest: seen.reduce<Q.Extended>((most, { ratio: x }) => (Q.atMost(x, most) ? most : x), Q.one),
    ratio,
    cost: Q.signOfRational(s) === 0 || bound !== "infinity" ? Q.multiply(magnitude(s), finiteOr0(bound)) : bound,
    choices: { ...choices, outcome: o, privacySigns: { [o]: Q.printRational(s) } },
    corners: cornersOf(F, ratio),
    explanation: `x_o = ${Q.printExtended(ratio)} for o = ${o}, and F(x_o) = ${Q.printExtended(bound)}`,
  };
}

interface SeenOutcome extends SeenRatio {
  readonly bound: Q.Extended;
}

/** More privacy may be lost at `next`; of equal bounds the larger ratio counts. */
const isWorse = (next: SeenOutcome, most: SeenOutcome): boolean =>
  !Q.atMost(next.bound, most.bound) || (Q.atMost(most.bound, next.bound) && !Q.atMost(next.ratio, most.ratio));

const finiteOr0 = (x: Q.Extended): Q.Rational => (x === "infinity" ? Q.zero : x);
const magnitude = (x: Q.Rational): Q.Rational => (Q.signOfRational(x) < 0 ? Q.negate(x) : x);

/** x_o = max Pr[M(θ_i') = o] / min Pr[M(θ_i'') = o] for the outcomes whose probability is not 0 under every report. */
export function seenOutcomes({ situation, environment }: TableSetting): readonly SeenRatio[] {
  const laws = situation.reports.map((report) => {
    const { entries, total } = situation.law(report);
    return new Map(entries.map(({ outcome, weight }) => [outcome, Q.divide(weight, total)]));
  });
  return environment.outcomes.flatMap((_, outcome) => {
    const chances = laws.map((law) => law.get(outcome) ?? Q.zero);
    const [most, least] = [chances.reduce(Q.maximum), chances.reduce(Q.minimum)];
    if (Q.signOfRational(most) === 0) return [];
    return [{ outcome, ratio: Q.signOfRational(least) === 0 ? "infinity" : Q.divide(most, least) }];
  });
}

interface SeenRatio {
  readonly outcome: number;
  readonly ratio: Q.Extended;
}

/** s in [−1, 0] or [−1, 1] with U^priv(θ_i, o) = s·F(x_o); −1 where not given. */
function readSign(value: unknown, outcome: string): Q.Rational {
  const fields = readObject(value, "choices.privacySigns", { optional: [outcome] });
  const s = readRational(fields[outcome] ?? "-1", `choices.privacySigns.${outcome}`);
  if (Q.compare(magnitude(s), Q.one) <= 0) return s;
  throw refuse(`choices.privacySigns.${outcome}`, `expected a number from -1 to 1, got ${Q.printRational(s)}`);
}

/** e^ε of the choice `epsilon`. Throws InputError when it is irrational. */
export const readExpEpsilon = (choices: JsonObject): Q.Rational =>
  baseOf(readEpsilon(choices.epsilon, "choices.epsilon"), Q.one, "choices.epsilon");

/** ε = ln base as users write it. */
export const epsilonOf = (base: Q.Rational): Json => ({ times: "1", log: Q.printRational(base) });

/** Whether M is ε-differentially private: with room, exactly, or not. */
export const privacyOf = (tightest: Q.Extended, expEpsilon: Q.Rational): Check["hypotheses"] =>
  !Q.atMost(tightest, expEpsilon) ? "outside" : Q.equals(tightest as Q.Rational, expEpsilon) ? "boundary" : "inside";

/** The bound with F(1) = 1 and F(x) = 0 for x > 1: what the limit alone does not exclude. */
export const onlyAtOne: JsonObject = { kind: "linear", slope: "0", atOne: "1" };

export const costCorners = ["F not monotone", "F zero", "F infinite somewhere", "F(1) > 0", "x_o = 1"] as const;

function cornersOf(F: PrivacyBound, ratio: Q.Extended): readonly string[] {
  const is = propertiesOf(F);
  const met: Record<(typeof costCorners)[number], boolean> = {
    "F not monotone": !is.monotone,
    "F zero": F.kind === "linear" && Q.signOfRational(F.slope) === 0 && is.zeroAtOne,
    "F infinite somewhere": !is.finite,
    "F(1) > 0": !is.zeroAtOne,
    "x_o = 1": ratio !== "infinity" && Q.equals(ratio, Q.one),
  };
  return costCorners.filter((corner) => met[corner]);
}
