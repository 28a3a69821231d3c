import type { Claim } from "../../src/claim/claim.js";
import { definition1 } from "./def-1.js";
import { definition2 } from "./def-2.js";
import { definition5, definition6, introPrivacy } from "./full-privacy.js";
import { lemma3 } from "./lemma-3.js";
import { lemma4 } from "./lemma-4.js";
import { lemma5 } from "./lemma-5.js";
import { lemma6 } from "./lemma-6.js";
import { lemma10 } from "./lemma-10.js";
import { lemma11 } from "./lemma-11.js";
import { looseness } from "./looseness.js";
import { naive1Any } from "./naive-1-any.js";
import { naive1Equilibrium } from "./naive-1-equilibrium.js";
import { naive1Mismatch } from "./naive-1-mismatch.js";
import { naive2FinedMismatch, naive2Mismatch } from "./naive-2-mismatch.js";
import { naive2Sequential } from "./naive-2-sequential.js";
import { naive2Truthful } from "./naive-2-truthful.js";
import { naive3UniqueBest } from "./naive-3-best.js";
import { naive3Grab } from "./naive-3-grab.js";
import { naive4Collusion } from "./naive-4-collusion.js";
import { naive4Independent } from "./naive-4-independent.js";
import { alwaysBalanced } from "./remark-always-budget-balanced.js";
import { boundIsMaximum } from "./remark-b-is-maximum.js";
import { gainsOffPath } from "./remark-budget-offpath.js";
import { balancedOnPath } from "./remark-budget-onpath.js";
import { communicationOverhead } from "./remark-communication.js";
import { computationOverhead } from "./remark-computation.js";
import { remarkFair } from "./remark-fair.js";
import { remarkFairRootSolvable } from "./remark-fair-root-solvable.js";
import { finesAndDestruction } from "./remark-fines.js";
import { remarkFullImplementation } from "./remark-full-implementation.js";
import { remarkIncentivePreserving } from "./remark-incentive-preserving.js";
import { remarkInternalPrices } from "./remark-internal-prices.js";
import { lumpedPrice } from "./remark-lumped-price.js";
import { noOneSaysNo } from "./remark-no-one-says-no.js";
import { totalParticipation } from "./remark-participation.js";
import { rootUtility } from "./remark-root-utility.js";
import { twoEpsilon } from "./remark-two-epsilon.js";
import { definition3, definition4, introOptimalWhp } from "./root-outcomes.js";
import { theorem1, theorem1Prime, theorem1Second } from "./theorem-1.js";
import { definition7, definition8 } from "./truthful-outcomes.js";
import { vcgPrivacy } from "./vcg-privacy.js";
import { vcgBudget, vcgColluders, vcgFair } from "./vcg-sizes.js";
import { vcgParticipation, vcgTruthful } from "./vcg-truth.js";
import { corollary1, lemma1, lemma2, lemma7, lemma8, lemma9 } from "./vote-lemmas.js";

/** The claims of *Budget-Balanced Maximization of Social Welfare Resilient to Unrestricted Collusion, Privacy, and Beliefs*, in the paper's order. */
// biome-ignore format: one claim a line
export const acm: readonly Claim[] = [
  definition1(),
  definition2(),
  definition3(),
  definition4(),
  definition5(),
  definition6(),
  definition7(),
  definition8(),
  lemma1(),
  lemma2(),
  corollary1(),
  lemma3(),
  lemma4(),
  lemma5(),
  lemma6(),
  theorem1Prime(),
  lemma7(),
  lemma8(),
  lemma9(),
  lemma10(),
  lemma11(),
  theorem1Second(),
  theorem1(),
  gainsOffPath(),
  balancedOnPath(),
  alwaysBalanced(),
  finesAndDestruction(),
  twoEpsilon(),
  rootUtility(),
  totalParticipation(),
  remarkFair(),
  remarkFairRootSolvable(),
  communicationOverhead(),
  computationOverhead(),
  lumpedPrice(),
  remarkInternalPrices(),
  noOneSaysNo(),
  boundIsMaximum(),
  remarkIncentivePreserving(),
  remarkFullImplementation(),
  introPrivacy(),
  introOptimalWhp(),
  naive1Equilibrium(),
  naive1Any(),
  naive1Mismatch(),
  naive2Truthful(),
  naive2Mismatch(),
  naive2FinedMismatch(),
  naive2Sequential(),
  naive3UniqueBest(),
  naive3Grab(),
  naive4Independent(),
  naive4Collusion(),
  vcgBudget(),
  vcgTruthful(),
  vcgColluders(),
  vcgPrivacy(),
  vcgParticipation(),
  vcgFair(),
  looseness(),
];
