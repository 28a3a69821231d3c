import { one } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { exponential, type RangeMechanism } from "./exponential.js";
import type { LaplaceNoise } from "./laplace-payments.js";
import type { Sharpness } from "./range.js";

/**
 * Figure 1 in the private payment model [HK, Theorem 14]: the outcome is drawn as there, and each agent j alone sees her
 * payment p_j + X_j with independent X_j ~ LAP(1/ε).
 */
export const privatePayments: RangeMechanism<Sharpness> = {
  ...exponential,
  id: "hk/private-payments",
  citation: cite("hk", "Theorem 14"),
  summary: "Figure 1, and each payment told to its player alone, with Laplace noise of scale 1/ε",
};

/** The noise of each payment. */
export const privateNoise: LaplaceNoise = { scale: one };
