import type { Claim } from "../src/claim/claim.js";
import { combined } from "./cckmv/display-7-combined.js";
import { majorityTruthful } from "./cckmv/fact-2-majority-truthful.js";
import { universalEachCoin, universalImpliesExpectation } from "./cckmv/fact-2-universal.js";
import { electionPrivate } from "./cckmv/fact-4-dp.js";
import { testFunction } from "./cckmv/fact-5.2-test-function.js";
import { couplingBound } from "./cckmv/fact-5-coupling.js";
import { differenceOfPrivate } from "./cckmv/fact-5-sd-dp.js";
import { medianTruthful } from "./cckmv/fact-6-median.js";
import { valuesPrivate } from "./cckmv/fact-7.2-values.js";
import { window } from "./cckmv/fact-7.4-window.js";
import { paymentIdentity } from "./cckmv/fact-7-payment-identity.js";
import { paymentRange } from "./cckmv/fact-7-payment-range.js";
import { paymentRelease } from "./cckmv/fact-7-release.js";
import { differenceSplit } from "./cckmv/fact-7-sd-split.js";
import { outcomeSupport } from "./cckmv/fact-7-support.js";
import { vcgTruthful } from "./cckmv/fact-7-vcg-truthful.js";
import { posteriorFactor } from "./cckmv/fact-8-posterior-factor.js";
import { posteriorShift } from "./cckmv/fact-8-posterior-sd.js";
import { strategyIndependent } from "./cckmv/fact-8-strategy-independent.js";
import { lemma51 } from "./cckmv/lemma-5.1.js";
import { lemma52 } from "./cckmv/lemma-5.2.js";
import { noisyMedianPrivate } from "./cckmv/lemma-6.2.js";
import { lemma72 } from "./cckmv/lemma-7.2.js";
import { inequality6, lemma73, paymentInvariance, strictlyBetter } from "./cckmv/lemma-7.3.js";
import { doubleCount, lemma74 } from "./cckmv/lemma-7.4.js";
import { proposition33 } from "./cckmv/proposition-3.3.js";
import { proposition431 } from "./cckmv/proposition-4.3.js";
import { proposition432 } from "./cckmv/proposition-4.3-2.js";
import { dropout, proposition44 } from "./cckmv/proposition-4.4.js";
import { facilityLoss, facilityTail } from "./cckmv/proposition-6.4.js";
import { proposition761 } from "./cckmv/proposition-7.6.js";
import { proposition762 } from "./cckmv/proposition-7.6-2.js";
import { costChange, pivotalEps } from "./cckmv/remark-1-changes.js";
import { epsilonSquared } from "./cckmv/remark-1-eps-squared.js";
import { overallCost, pivotalSkewed } from "./cckmv/remark-1-skewed.js";
import { welfareLimit } from "./cckmv/remark-1-welfare-limit.js";
import { ignoredReport } from "./cckmv/remark-3-ignored.js";
import { vanishingCost } from "./cckmv/remark-3-limit.js";
import { notEachCoin } from "./cckmv/remark-3-not-each-coin.js";
import { randomizedOnly } from "./cckmv/remark-3-randomized-only.js";
import { smallEpsilon } from "./cckmv/remark-4.2-small-eps.js";
import { efficiencyAsymptotic } from "./cckmv/remark-4.3-asymptotic.js";
import { constantTruthful, majorityOptimal } from "./cckmv/remark-4.js";
import { privacyWelfare } from "./cckmv/remark-4-privacy-welfare.js";
import { indifference } from "./cckmv/remark-5.1-indifference.js";
import { expectedCost } from "./cckmv/remark-5-expected-cost.js";
import { logarithmicCase } from "./cckmv/remark-5-log-case.js";
import { skewedBalance } from "./cckmv/remark-5-skewed-balance.js";
import { noiseProperty } from "./cckmv/remark-6.2-noise-property.js";
import { facilityAsymptotic, facilityHighProbability } from "./cckmv/remark-6.4.js";
import { electionCase } from "./cckmv/remark-6-election-case.js";
import { xiaoNotPure } from "./cckmv/remark-6-xiao-not-pure.js";
import { xiaoPrivacy } from "./cckmv/remark-6-xiao-privacy.js";
import { constantEpsilon } from "./cckmv/remark-7.5-constant-eps.js";
import { highProbability } from "./cckmv/remark-7.6-whp.js";
import { budgetBalance } from "./cckmv/remark-7-budget-balance.js";
import { expectedVcg } from "./cckmv/remark-7-expected-equals-vcg.js";
import { bayesNashTruthful } from "./cckmv/remark-7-expected-externality-bne.js";
import { chargesPrivate } from "./cckmv/remark-7-expected-externality-privacy.js";
import { notUniversal } from "./cckmv/remark-7-not-universal.js";
import { outcomeUniversal } from "./cckmv/remark-7-outcome-universal.js";
import { rarePayments } from "./cckmv/remark-7-rare-payments.js";
import { majorityTwiceReveals, twiceNoisy } from "./cckmv/remark-8-twice.js";
import { unanimousLeak } from "./cckmv/remark-8-unanimous.js";
import { pivotalVote, theorem42 } from "./cckmv/theorem-4.2.js";
import { facilityRational, facilityStandard, facilityTruthful } from "./cckmv/theorem-6.3.js";
import { rational75, theorem75 } from "./cckmv/theorem-7.5.js";

/** Every claim that is built, in the order of the papers: what tests, campaigns and reports read. */
export const registry: readonly Claim[] = [
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
