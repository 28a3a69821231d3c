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
import { maximalEntropy } from "./gibbs-max-entropy.js";
import { wholePrivate } from "./intro-dp-of-mechanism.js";
import { lemma4 } from "./lemma-4.js";
import { noCriticalCycle } from "./lemma-18.js";
import { lipschitz } from "./lipschitz.js";
import { lowTemperature } from "./low-temperature.js";
import { tradeoffMatching } from "./multi-item-tradeoff.js";
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
import { lowerBoundMatching } from "./theorem-9.js";
import { expectedOptimumClaim } from "./theorem-9-step-opt.js";
import { criticalPairs, otherPairs } from "./theorem-9-steps.js";
import { lowerBoundTree } from "./theorem-11.js";
import { criticalEdges } from "./theorem-11-step-critical.js";
import { expectedTree, manyCritical } from "./theorem-11-steps.js";
import { tradeoffTree } from "./tree-tradeoff.js";
import { vcgLimit } from "./vcg-limit.js";

/** The claims of *The Exponential Mechanism for Social Welfare*, in its order. */
export const hk: readonly Claim[] = [
  rangeDefined(),
  restricted(),
  eventPrivacy(),
  affineRange(),
  lipschitz() as Claim,
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
  lowerBoundMatching(),
  expectedOptimumClaim(),
  criticalPairs(),
  otherPairs(),
  tradeoffMatching(),
  lowerBoundTree(),
  noCriticalCycle(),
  manyCritical(),
  expectedTree(),
  criticalEdges(),
  tradeoffTree(),
];
