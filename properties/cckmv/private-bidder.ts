import type { Switches } from "../../src/claim/reading.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { type PublicOutcome, paymentInParts } from "../../src/mechanisms/cckmv/payment-information.js";
import { type NoisyValuesParameters, utilitiesOf, type ValueReport } from "../../src/mechanisms/cckmv/welfare.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import {
  type Ceiling,
  individualRationality,
  type PrivacyConcern,
  truthfulnessWithPrivacy,
} from "../../src/notions/privacy-aware-utility.js";
import { one, type Rational, rational } from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient, type Ratio } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import { canonical } from "../../src/verdict/json.js";
import type { Setting } from "../setting.js";
import { type Change, type PrivateVoterReading, readPrivateVoter } from "./private-voter.js";

/**
 * The player of Theorem 7.5: U = U^out(θ, o*) − P(θ′, o*, π) + U^priv, where U^priv satisfies Assumption 3.1 with some F
 * and 2F(e^ε)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 1. The worst F has equality there, and is as large elsewhere as its reading allows.
 */
export interface PrivateBidder extends PrivateVoterReading {
  /** Condition (2) with 2F(e^ε)·|O|·e^{ε/|O|} in the place of 2F(e^ε)·|O|·(1 + 2M·e^{ε/|O|}). */
  readonly sharp: boolean;
  /** Whether all F(x) with 1 < x ≤ e^ε are bounded by the condition, not only F(e^ε). */
  readonly below: boolean;
}

/** The changes of hypotheses that repairs make, as `changeMeanings` tells them. */
export const bidderChanges: Readonly<Record<string, string>> = {
  "F nondecreasing": "F_i is nondecreasing",
  "U^priv ≥ 0": "the privacy utility of a participant is never negative",
  "only o* is public": "only the outcome o* has a privacy cost: the payment information stays secret",
};

/** A reading with the changes that a repair makes. */
export const readPrivateBidder = (switches: Switches, made: readonly string[] = [], below = false): PrivateBidder => ({
  ...readPrivateVoter(switches, made as readonly Change[]),
  per: switches.per === "coin" ? "coin" : "expectation",
  sharp: switches.condition === "sharp",
  below,
});

/** A case of Mechanism 7.1 over one ring. */
export type BidderSetting<S> = Setting<NoisyValuesParameters, Alternatives, Utilities, PublicOutcome, S>;

/** 1/|O|: the exponent in condition (2). */
export const exponentOf = ({ outcomes }: Alternatives): Rational => rational(1n, BigInt(outcomes));

/** Decides the claim for the worst F and U^priv that the reading allows, over all lies, the others' reports fixed. */
export function decidePrivateBidder<S>(
  R: OrderedRing<S>,
  setting: BidderSetting<S>,
  reading: PrivateBidder,
): Finding<S> {
  const { environment, situation, type } = setting;
  if (reading.sharp && environment.outcomes !== 2) return { hypotheses: "outside", conclusion: "holds", witness: {} };
  const e = setting.expEpsilon(exponentOf(environment));
  // Utilities in units of the largest F(e^ε) = 1/(2|O|(1 + 2M·e^{ε/|O|})), times the denominator of e^{ε/|O|}.
  const room = reading.sharp
    ? e.numerator
    : R.add(e.denominator, R.multiply(R.integer(BigInt(2 * environment.maximum)), e.numerator));
  const payoff = (_type: ValueReport, report: ValueReport, o: PublicOutcome): S =>
    R.multiply(R.integer(BigInt(2 * payoffInParts(environment, type, report, o))), room);
  const concern: PrivacyConcern<ValueReport, S> = {
    sign: reading.sign,
    ceiling: ceilingOf(R, reading, setting.expEpsilon(one), e.denominator),
  };
  const at = { ...situation, payoff };
  const { alternative, per } = reading;
  const findings =
    alternative.kind === "absence"
      ? [individualRationality(R, at, type, alternative.absence, per, concern)]
      : liesBeside(situation.reports, type).map((lie) => truthfulnessWithPrivacy(R, at, type, lie, per, concern));
  const shown = findings.find(({ conclusion }) => conclusion === "fails") ?? findings[0];
  if (shown === undefined) return { hypotheses: "outside", conclusion: "holds", witness: {} };
  return {
    hypotheses: "boundary",
    conclusion: shown.conclusion,
    witness: {},
    ...(shown.sides && { sides: shown.sides }),
  };
}

/** |O|·(U^out(θ, o*) − P(θ′, o*, π)), a whole number. */
export const payoffInParts = (
  environment: Alternatives,
  type: ValueReport,
  report: ValueReport,
  o: PublicOutcome,
): number =>
  environment.outcomes * utilitiesOf(environment, type)[o.chosen]! -
  paymentInParts(environment, utilitiesOf(environment, report), o);

/** The reports other than the truth. */
export const liesBeside = (reports: readonly ValueReport[], type: ValueReport): readonly ValueReport[] =>
  reports.filter((report) => canonical(report) !== canonical(type));

/** The largest F at a ratio, where `value` is the largest F(e^ε). */
export function ceilingOf<S>(
  R: OrderedRing<S>,
  { monotone, zeroAtOne, below }: PrivateBidder,
  at: Quotient<S>,
  value: S,
): (ratio: Ratio<S>) => Ceiling<S> {
  const ceiling = ceilingGiven(R, { monotone: monotone || below, zeroAtOne }, at, value);
  const unit = { numerator: R.one, denominator: R.one };
  const isFreeAtOne = below && !monotone && !zeroAtOne;
  return (ratio) =>
    isFreeAtOne && ratio !== "infinity" && compareQuotients(R, ratio, unit) === 0 ? "unbounded" : ceiling(ratio);
}
