import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import { readPrivacyBound } from "../../src/instance/privacy-bound.js";
import type { PublicOutcome } from "../../src/mechanisms/cckmv/payment-information.js";
import { truthfulnessWithPrivacy } from "../../src/notions/privacy-aware-utility.js";
import { boundAt } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import { byReading } from "../by-reading.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { conditionAt, hypothesesOf, ratiosAt, worstBound } from "./bidder-bounds.js";
import { ceilingOf, exponentOf, type PrivateBidder, payoffInParts, readPrivateBidder } from "./private-bidder.js";
import { type BidderExample, payoffOf } from "./private-bidder-check.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import { remembering } from "./remembered-laws.js";
import type { BidderFormat } from "./theorem-7.5.js";
import {
  comparedReports,
  inOwnSteps,
  manyAlternatives,
  reportsOf,
  twoAlternatives,
  vcgCorners,
  vcgStep,
} from "./vcg-cases.js";

const spreads = { gate: 3, standard: 5, deep: 8 } as const;

/** A player who wants the last alternative by 1, beside others; her lie is ⊥. */
const casesAt = (budget: keyof typeof spreads): readonly SituationCase[] =>
  [...[1, 2].flatMap((maximum) => twoAlternatives(maximum, spreads[budget])), ...manyAlternatives(3, 1, 0)].map(
    (others) => ({
      environment: { ...others.environment } as JsonObject,
      reports: [others.environment.outcomes === 2 ? [0, 1] : [0, 0, 1], ...reportsOf(others)],
    }),
  );

const {
  "one alternative": _one,
  "an indifferent type": _indifferent,
  "an absent player": _absent,
  ...corners
} = vcgCorners;

const shared = {
  id: "cckmv/remark-7-not-universal",
  citation: cite("cckmv", "Section 7, after Theorem 7.5"),
  statement:
    "Truthfulness in expectation relies on risk neutrality: with some low probability the privacy costs are larger than the utility from the outcome. Under the hypotheses of Theorem 7.5, " +
    "Mechanism 7.1 is not universally truthful: there are θ_{-i}, F_i, U_i^priv, θ_i, θ_i' and r with U_i(θ_i, M(θ_i, θ_{-i}; r)) < U_i(θ_i, M(θ_i', θ_{-i}; r)).",
  hypotheses: [
    "|U_i^priv(θ_i, (o*, π))| ≤ F_i(x), x the ratio of (o*, π), F_i(x) → 0 as x → 1",
    "2F_i(e^ε)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 1",
  ],
};

/**
 * After Theorem 7.5: truthfulness is in expectation, not universal, under the hypotheses of the theorem. For |O| ≥ 2 shown at every ε
 * and every θ_−i of the domain, for a player who wants the last alternative by 1 and may report ⊥. Each reading has an F of its own,
 * the largest that it allows: where F must be nondecreasing, it is finite and 0 at 1, and meets every other reading as well.
 */
export const notUniversal = (format: BidderFormat = noisyVcgFormat): Claim =>
  byReading(
    {
      ...shared,
      readings: readingsOf({}, { sign: ["two-signed", "cost"], ...boundSwitches }),
      switchMeanings,
      step: vcgStep,
    },
    (switches) => inOwnSteps((step) => claimAt(format, readPrivateBidder(switches), step)),
  );

const claimAt = (format: BidderFormat, reading: PrivateBidder, step: Q.Rational): Claim<SituationCase> =>
  situationClaim(remembering(format), {
    ...shared,
    argument:
      "A claim that something exists: each case proves it. All have |O| ≥ 2. Both reports may lead to one o* and to different payment information: payment and U^out are the " +
      "same, and U^priv may differ by F at a ratio above 1.",
    step,
    cases: casesAt,
    describe: (budget) =>
      `|O| = 2, M = 1, 2, the sums of the others up to ${spreads[budget]} apart; |O| = 3, M = 1, one player`,
    corners,
    draws: { gate: 0, standard: 0, deep: 0 },
    hypothesesAt: ({ environment }) => (environment.outcomes > 1 ? "inside" : "outside"),
    reports: comparedReports,
    decide(R, setting) {
      const { environment, situation, type } = setting;
      const e = setting.expEpsilon(exponentOf(environment));
      const room = R.add(e.denominator, R.multiply(R.integer(BigInt(2 * environment.maximum)), e.numerator));
      const payoff = (_: unknown, report: typeof type, o: PublicOutcome) =>
        R.multiply(R.integer(BigInt(2 * payoffInParts(environment, type, report, o))), room);
      const ceiling = ceilingOf(R, reading, setting.expEpsilon(Q.one), e.denominator);
      const concern = { sign: reading.sign, ceiling };
      const { conclusion } = truthfulnessWithPrivacy(R, { ...situation, payoff }, type, null, "coin", concern);
      return { hypotheses: "inside", conclusion: conclusion === "fails" ? "holds" : "fails", witness: {} };
    },
    choices: {
      F: (setting, chosen) => [chosen.F ?? largestBound(setting, reading)],
      pair: (setting, chosen) => [chosen.pair ?? firstPair(setting, chosen)],
    },
    sides(setting, choices) {
      const F = readPrivacyBound(choices.F, "choices.F");
      const [o, p] = (choices.pair as readonly Json[]).map((outcome) => setting.readOutcome(outcome)) as [
        PublicOutcome,
        PublicOutcome,
      ];
      const bound = (at: PublicOutcome) =>
        boundAt(F, ratiosAt(setting).get(canonical(setting.printOutcome(at)))!) as Q.Rational;
      const left = Q.subtract(payoffOf(setting, setting.type, setting.type, o), bound(o));
      // One outcome has one privacy utility.
      const isOne = canonical(choices.pair as Json) === canonical([setting.printOutcome(o), setting.printOutcome(o)]);
      const gained = isOne ? Q.negate(bound(o)) : reading.sign === "cost" ? Q.zero : bound(p);
      const right = Q.add(payoffOf(setting, setting.type, null, p), gained);
      return {
        hypotheses: hypothesesOf(F, setting.power(Q.one), Q.divide(Q.one, conditionAt(setting, reading)), reading),
        left,
        right,
        larger: "right",
        holds: Q.compare(left, right) < 0,
        inequality: "U(θ_i, M(θ_i; r)) < U(θ_i, M(⊥; r)) for some r and U_priv",
        explanation: `U_priv = -F under the truth, ${reading.sign === "cost" ? "0" : "F"} under the lie; F(e^ε) = ${Q.printExtended(boundAt(F, setting.power(Q.one)))}`,
      };
    },
    evidence: () => ({
      witness: {
        instance: smallest,
        lie: [0, 0],
        coins: "λ_1 − λ_0 = 0: both choose 1, and V_1 − V_0 = 1/2 is revealed under the lie only",
      },
    }),
  });

const smallest = {
  mechanism: "cckmv/noisy-vcg",
  parameters: { epsilon: { times: "2", log: "2" } },
  environment: { outcomes: 2, maximum: 1 },
  reports: [[0, 1]],
};

/**
 * The F that leaves most to lose: 1/(2|O|(1 + 2M·e^{ε/|O|})) at every ratio above 1 where it is nondecreasing; else more than any
 * outcome is worth at all ratios but e^ε.
 */
function largestBound(setting: BidderExample<PublicOutcome>, reading: PrivateBidder): Json {
  const most = Q.divide(Q.one, conditionAt(setting, reading));
  const large = reading.monotone ? undefined : Q.rational(BigInt(2 * setting.environment.maximum + 1));
  return worstBound(ratiosAt(setting).values(), setting.power(Q.one), most, reading, large);
}

/**
 * The first pair of the truth and ⊥ under one r with the most privacy to lose: one o* with different information if there is
 * such a pair, else two outcomes that differ, else any.
 */
function firstPair(setting: BidderExample<PublicOutcome>, chosen: JsonObject): Json {
  const F = readPrivacyBound(chosen.F, "choices.F");
  const pairs = setting.situation.coupled!(setting.type, null).entries.map(({ outcome }) => outcome);
  const bound = ([o]: readonly [PublicOutcome, PublicOutcome]) =>
    boundAt(F, ratiosAt(setting).get(canonical(setting.printOutcome(o)))!) as Q.Rational;
  const text = (o: PublicOutcome) => canonical(setting.printOutcome(o));
  const different = pairs.filter(([o, p]) => text(o) !== text(p));
  const same = different.filter(([o, p]) => o.chosen === p.chosen);
  const best = [same, different, pairs]
    .find(({ length }) => length > 0)!
    .reduce((most, next) => (Q.compare(bound(next), bound(most)) > 0 ? next : most));
  return best.map(setting.printOutcome);
}
