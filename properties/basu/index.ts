import type { Claim } from "../../src/claim/claim.js";
import { equation3 } from "./eq-3.js";
import { equation4 } from "./eq-4.js";
import { equation5 } from "./eq-5.js";
import { budgetBalance } from "./example-budget-balance.js";
import { singleObject } from "./example-single-object.js";
import { singleObjectPayment } from "./example-single-object-payment.js";
import { singleObjectSizes } from "./example-single-object-sizes.js";
import { fullExtraction } from "./full-extraction.js";
import { hypothesis1 } from "./hypothesis-1.js";
import { dropDistinctRows } from "./probe-drop-distinct-rows.js";
import { dropFiniteUtilities } from "./probe-drop-finite-utilities.js";
import { dropFullSupportPrior } from "./probe-drop-full-support-prior.js";
import { dropHypothesis1 } from "./probe-drop-hypothesis-1.js";
import { dropLargeN } from "./probe-drop-large-n.js";
import { conditioning } from "./proof-conditioning.js";
import { continuousE } from "./proof-E-continuous.js";
import { intervalE } from "./proof-E-interval.js";
import { levelBelowOne } from "./proof-e-below-1.js";
import { fiveDelta } from "./proof-five-delta.js";
import { fourTerms } from "./proof-four-terms.js";
import { paymentChange } from "./proof-payment-change.js";
import { sameChoice } from "./proof-same-choice.js";
import { disagreement } from "./remark-disagreement.js";
import { finiteLibrary } from "./remark-finite-U.js";
import { oneOpinion } from "./remark-influence.js";
import { msContrast } from "./remark-ms-contrast.js";
import { notExternality } from "./remark-not-externality.js";
import { rate } from "./remark-rate.js";
import { sameOrdinal } from "./remark-same-ordinal.js";
import { uniqueMaximiser } from "./remark-unique-maximiser.js";
import { proportions } from "./remark-weights.js";
import { whatYouGive } from "./remark-what-you-give.js";
import { revenueIdentity } from "./revenue-identity.js";
import { theorem1 } from "./theorem-1.js";
import { theorem1Bic } from "./theorem-1-bic.js";
import { theorem1Bir } from "./theorem-1-bir.js";
import { theorem1Revenue } from "./theorem-1-revenue.js";
import { welfareOptimality } from "./welfare-optimality.js";

/** The claims of *Optimal Mechanism Design with Approximate Incentive Compatibility and Many Players*, in the paper's order. */
// biome-ignore format: one claim a line
export const basu: readonly Claim[] = [
  hypothesis1(),
  theorem1(),
  theorem1Bic(),
  theorem1Bir(),
  equation5(),
  theorem1Revenue(),
  revenueIdentity(),
  welfareOptimality(),
  fullExtraction(),
  intervalE(),
  continuousE(),
  levelBelowOne(),
  equation3(),
  equation4(),
  sameChoice(),
  paymentChange(),
  fourTerms(),
  fiveDelta(),
  conditioning(),
  rate(),
  uniqueMaximiser(),
  sameOrdinal(),
  disagreement(),
  finiteLibrary(),
  proportions(),
  oneOpinion(),
  whatYouGive(),
  notExternality(),
  singleObject(),
  singleObjectPayment(),
  singleObjectSizes(),
  budgetBalance(),
  msContrast(),
  dropHypothesis1(),
  dropDistinctRows(),
  dropFiniteUtilities(),
  dropFullSupportPrior(),
  dropLargeN(),
];
