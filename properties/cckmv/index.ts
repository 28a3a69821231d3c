import type { Claim } from "../../src/claim/claim.js";
import { combined } from "./display-7-combined.js";
import { majorityTruthful } from "./fact-2-majority-truthful.js";
import { universalEachCoin } from "./fact-2-universal-each-coin.js";
import { universalImpliesExpectation } from "./fact-2-universal-implies-expectation.js";
import { electionPrivate } from "./fact-4-dp.js";
import { testFunction } from "./fact-5.2-test-function.js";
import { couplingBound } from "./fact-5-coupling.js";
import { differenceOfPrivate } from "./fact-5-sd-dp.js";
import { medianTruthful } from "./fact-6-median.js";
import { valuesPrivate } from "./fact-7.2-values.js";
import { doubleCount } from "./fact-7.4-double-count.js";
import { window } from "./fact-7.4-window.js";
import { paymentIdentity } from "./fact-7-payment-identity.js";
import { paymentRange } from "./fact-7-payment-range.js";
import { paymentRelease } from "./fact-7-release.js";
import { differenceSplit } from "./fact-7-sd-split.js";
import { outcomeSupport } from "./fact-7-support.js";
import { vcgTruthful } from "./fact-7-vcg-truthful.js";
import { posteriorFactor } from "./fact-8-posterior-factor.js";
import { posteriorShift } from "./fact-8-posterior-sd.js";
import { strategyIndependent } from "./fact-8-strategy-independent.js";
import { lemma51 } from "./lemma-5.1.js";
import { lemma52 } from "./lemma-5.2.js";
import { noisyMedianPrivate } from "./lemma-6.2.js";
import { lemma72 } from "./lemma-7.2.js";
import { inequality6, lemma73, paymentInvariance, strictlyBetter } from "./lemma-7.3.js";
import { lemma74 } from "./lemma-7.4.js";
import { proposition33 } from "./proposition-3.3.js";
import { proposition431 } from "./proposition-4.3.js";
import { proposition432 } from "./proposition-4.3-2.js";
import { dropout, proposition44 } from "./proposition-4.4.js";
import { facilityTail } from "./proposition-6.4.js";
import { facilityLoss } from "./proposition-6.4-2.js";
import { proposition761 } from "./proposition-7.6.js";
import { proposition762 } from "./proposition-7.6-2.js";
import { costChange, pivotalEps } from "./remark-1-changes.js";
import { epsilonSquared } from "./remark-1-eps-squared.js";
import { overallCost, pivotalSkewed } from "./remark-1-skewed.js";
import { welfareLimit } from "./remark-1-welfare-limit.js";
import { ignoredReport } from "./remark-3-ignored.js";
import { vanishingCost } from "./remark-3-limit.js";
import { notEachCoin } from "./remark-3-not-each-coin.js";
import { randomizedOnly } from "./remark-3-randomized-only.js";
import { smallEpsilon } from "./remark-4.2-small-eps.js";
import { efficiencyAsymptotic } from "./remark-4.3-asymptotic.js";
import { constantTruthful, majorityOptimal } from "./remark-4.js";
import { privacyWelfare } from "./remark-4-privacy-welfare.js";
import { indifference } from "./remark-5.1-indifference.js";
import { expectedCost } from "./remark-5-expected-cost.js";
import { logarithmicCase } from "./remark-5-log-case.js";
import { skewedBalance } from "./remark-5-skewed-balance.js";
import { noiseProperty } from "./remark-6.2-noise-property.js";
import { facilityAsymptotic } from "./remark-6.4-asymptotic.js";
import { facilityHighProbability } from "./remark-6.4-whp.js";
import { electionCase } from "./remark-6-election-case.js";
import { xiaoNotPure } from "./remark-6-xiao-not-pure.js";
import { xiaoPrivacy } from "./remark-6-xiao-privacy.js";
import { constantEpsilon } from "./remark-7.5-constant-eps.js";
import { highProbability } from "./remark-7.6-whp.js";
import { budgetBalance } from "./remark-7-budget-balance.js";
import { expectedVcg } from "./remark-7-expected-equals-vcg.js";
import { bayesNashTruthful } from "./remark-7-expected-externality-bne.js";
import { chargesPrivate } from "./remark-7-expected-externality-privacy.js";
import { notUniversal } from "./remark-7-not-universal.js";
import { outcomeUniversal } from "./remark-7-outcome-universal.js";
import { rarePayments } from "./remark-7-rare-payments.js";
import { majorityTwiceReveals, twiceNoisy } from "./remark-8-twice.js";
import { unanimousLeak } from "./remark-8-unanimous.js";
import { pivotalVote, theorem42 } from "./theorem-4.2.js";
import { facilityRational, facilityStandard, facilityTruthful } from "./theorem-6.3.js";
import { rational75, theorem75 } from "./theorem-7.5.js";

/** The claims of *Truthful Mechanisms for Agents that Value Privacy*, in its order. */
export const cckmv: readonly Claim[] = [
  pivotalSkewed(),
  overallCost(),
  costChange(),
  pivotalEps(),
  epsilonSquared(),
  welfareLimit(),
  majorityTruthful(),
  universalEachCoin(),
  universalImpliesExpectation(),
  ignoredReport(),
  randomizedOnly(),
  proposition33(),
  vanishingCost(),
  notEachCoin(),
  electionPrivate(),
  theorem42(),
  pivotalVote(),
  smallEpsilon(),
  constantTruthful(),
  majorityOptimal(),
  proposition431(),
  proposition432(),
  efficiencyAsymptotic(),
  privacyWelfare(),
  proposition44(),
  dropout(),
  lemma51(),
  indifference(),
  lemma52(),
  testFunction(),
  couplingBound(),
  differenceOfPrivate(),
  expectedCost(),
  logarithmicCase(),
  skewedBalance(),
  medianTruthful(),
  electionCase(),
  noisyMedianPrivate(),
  noiseProperty(),
  xiaoPrivacy(),
  xiaoNotPure(),
  facilityTruthful(),
  facilityRational(),
  facilityStandard(),
  facilityTail(),
  facilityLoss(),
  facilityHighProbability(),
  facilityAsymptotic(),
  paymentIdentity(),
  vcgTruthful(),
  paymentRelease(),
  paymentRange(),
  outcomeSupport(),
  valuesPrivate(),
  lemma72(),
  differenceSplit(),
  lemma73(),
  inequality6(),
  paymentInvariance(),
  strictlyBetter(),
  rarePayments(),
  lemma74(),
  window(),
  doubleCount(),
  combined(),
  theorem75(),
  rational75(),
  constantEpsilon(),
  notUniversal(),
  outcomeUniversal(),
  bayesNashTruthful(),
  chargesPrivate(),
  expectedVcg(),
  budgetBalance(),
  proposition761(),
  proposition762(),
  highProbability(),
  posteriorFactor(),
  posteriorShift(),
  strategyIndependent(),
  unanimousLeak(),
  majorityTwiceReveals(),
  twiceNoisy(),
];
