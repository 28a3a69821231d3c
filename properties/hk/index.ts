import type { Claim } from "../../src/claim/claim.js";
import { eventPrivacy } from "./def-dp-events.js";
import { restricted } from "./def-ic-restricted.js";
import { affineRange } from "./def-midr.js";
import { rangeDefined } from "./def-range.js";
import { wholePrivate } from "./intro-dp-of-mechanism.js";
import { noCriticalCycle } from "./lemma-18.js";
import { lipschitz } from "./lipschitz.js";
import { tradeoffMatching } from "./multi-item-tradeoff.js";
import { theorem1Expectation } from "./theorem-1-expectation.js";
import { theorem1Privacy } from "./theorem-1-privacy.js";
import { theorem1Utility } from "./theorem-1-utility.js";
import { lowerBoundMatching } from "./theorem-9.js";
import { expectedOptimumClaim } from "./theorem-9-step-opt.js";
import { criticalPairs, otherPairs } from "./theorem-9-steps.js";
import { lowerBoundTree } from "./theorem-11.js";
import { criticalEdges } from "./theorem-11-step-critical.js";
import { expectedTree, manyCritical } from "./theorem-11-steps.js";
import { tradeoffTree } from "./tree-tradeoff.js";

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
