import { type KnownMechanism, known } from "./format.js";
import {
  exponentialFormat,
  exponentialThirdTermFormat,
  mcsherryTalwarFormat,
  publicProjectFormat,
} from "./hk-exponential.js";
import { hkItems } from "./hk-items.js";
import { hkPayments } from "./hk-payments.js";
import { exponentialQualityFormat, gibbsFormat } from "./hk-scores.js";
import { hkTrees } from "./hk-trees.js";
import { affineMidrFormat, vcgFormat } from "./hk-vcg.js";

/** The mechanisms of *The Exponential Mechanism for Social Welfare*. */
export const hk: readonly KnownMechanism[] = [
  known(exponentialFormat),
  known(exponentialThirdTermFormat),
  known(exponentialQualityFormat),
  known(gibbsFormat),
  known(mcsherryTalwarFormat),
  known(vcgFormat),
  known(affineMidrFormat),
  known(publicProjectFormat),
  ...hkItems,
  ...hkTrees,
  ...hkPayments,
];
