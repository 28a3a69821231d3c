import type { Claim } from "../../src/claim/claim.js";
import { approximatelyTruthful } from "./approximate-truthfulness.js";
import { corollary6 } from "./corollary-6.js";
import { nearlyOptimal } from "./cppp-near-optimal.js";
import { projectCount } from "./cppp-range.js";
import { projectTime } from "./cppp-running-time.js";
import { eventPrivacy } from "./def-dp-events.js";
import { restricted } from "./def-ic-restricted.js";
import { affineRange } from "./def-midr.js";
import { rangeDefined } from "./def-range.js";
import { zeroLimit } from "./eps-zero-limit.js";
import { footnote1 } from "./footnote-1.js";
import { footnote3 } from "./footnote-3.js";
import { dummiesSuffice } from "./footnote-4.js";
import { maximalEntropy } from "./gibbs-max-entropy.js";
import { lemma16Time, theorem8Time } from "./implementation-time.js";
import { implicitUnbiased } from "./implicit-payment-unbiased.js";
import { wholePrivate } from "./intro-dp-of-mechanism.js";
import { lemma4 } from "./lemma-4.js";
import { lemma12 } from "./lemma-12.js";
import { lemma15 } from "./lemma-15.js";
import { lemma16 } from "./lemma-16.js";
import { samplerIsPrivate } from "./lemma-16-privacy.js";
import { lemma17 } from "./lemma-17.js";
import { noCriticalCycle } from "./lemma-18.js";
import { lipschitz } from "./lipschitz.js";
import { lowTemperature } from "./low-temperature.js";
import { multiItemPermanent } from "./multi-item-permanent.js";
import { tradeoffMatching } from "./multi-item-tradeoff.js";
import { noiseMeasure, theorem13Variance, theorem14Variance } from "./noise-variance.js";
import { laplaceStd, theorem13Privacy, theorem14Privacy } from "./noisy-payment-privacy.js";
import { privateDefinition, publicDefinition } from "./payment-dp-definitions.js";
import { noPositiveTransfer, zeroValueZeroPayment } from "./payment-signs.js";
import { remark2 } from "./remark-2.js";
import { table1 } from "./table-1.js";
import { theorem1Expectation } from "./theorem-1-expectation.js";
import { theorem1Privacy } from "./theorem-1-privacy.js";
import { theorem1Utility } from "./theorem-1-utility.js";
import { theorem2Ic, theorem2Ir } from "./theorem-2.js";
import { theorem3 } from "./theorem-3.js";
import { theorem5 } from "./theorem-5.js";
import { theorem7 } from "./theorem-7.js";
import { theorem8Ic } from "./theorem-8-ic.js";
import { theorem8Privacy } from "./theorem-8-privacy.js";
import { theorem8Utility } from "./theorem-8-utility.js";
import { lowerBoundMatching } from "./theorem-9.js";
import { expectedOptimumClaim } from "./theorem-9-step-opt.js";
import { criticalPairs, otherPairs } from "./theorem-9-steps.js";
import { treeTime } from "./theorem-10-time.js";
import { treeTail } from "./theorem-10-utility.js";
import { lowerBoundTree } from "./theorem-11.js";
import { criticalEdges } from "./theorem-11-step-critical.js";
import { expectedTree, manyCritical } from "./theorem-11-steps.js";
import { theorem13IcIr, theorem14IcIr } from "./theorem-13-ic-ir.js";
import { treeNumber } from "./tree-count.js";
import { treeIc } from "./tree-ic.js";
import { treeIr } from "./tree-ir.js";
import { treePrivate } from "./tree-privacy.js";
import { treeSampling } from "./tree-sampling.js";
import { tradeoffTree } from "./tree-tradeoff.js";
import { vcgLimit } from "./vcg-limit.js";

/** The claims of *The Exponential Mechanism for Social Welfare*, in its order. */
export const hk: readonly Claim[] = [
  rangeDefined(),
  restricted(),
  eventPrivacy(),
  affineRange(),
  lipschitz(),
  wholePrivate(),
  theorem1Privacy(),
  theorem1Utility(),
  theorem1Expectation(),
  theorem2Ic(),
  theorem2Ir(),
  zeroValueZeroPayment(),
  noPositiveTransfer(),
  footnote1(),
  vcgLimit(),
  zeroLimit(),
  lowTemperature(),
  theorem3(),
  maximalEntropy(),
  table1(),
  footnote3(),
  lemma4(),
  remark2(),
  theorem5(),
  corollary6(),
  approximatelyTruthful(),
  projectCount(),
  theorem7(),
  nearlyOptimal(),
  projectTime(),
  multiItemPermanent(),
  dummiesSuffice(),
  lemma15(),
  lemma16(),
  samplerIsPrivate(),
  lemma16Time(),
  theorem8Time(),
  treeTime(),
  lemma17(),
  theorem8Utility(),
  theorem8Privacy(),
  theorem8Ic(),
  lowerBoundMatching(),
  expectedOptimumClaim(),
  criticalPairs(),
  otherPairs(),
  tradeoffMatching(),
  treeNumber(),
  treeIc(),
  treeIr(),
  treePrivate(),
  treeTail(),
  treeSampling(),
  implicitUnbiased(),
  lowerBoundTree(),
  noCriticalCycle(),
  manyCritical(),
  expectedTree(),
  criticalEdges(),
  tradeoffTree(),
  publicDefinition(),
  privateDefinition(),
  lemma12(),
  theorem13Privacy(),
  theorem13Variance(),
  theorem13IcIr(),
  theorem14Privacy(),
  theorem14Variance(),
  theorem14IcIr(),
  laplaceStd(),
  noiseMeasure(),
];
