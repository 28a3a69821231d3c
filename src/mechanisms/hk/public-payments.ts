import { rational } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { exponential, type RangeMechanism } from "./exponential.js";
import type { LaplaceNoise } from "./laplace-payments.js";
import type { Sharpness } from "./range.js";

/**
 * Figure 1 in the public payment model [HK, Theorem 13]: the outcome is drawn as there, and everybody sees the payments
 * p_1 + X_1, …, p_n + X_n with independent X_j ~ LAP(n/ε).
 */
export const publicPayments: RangeMechanism<Sharpness> = {
  ...exponential,
  id: "hk/public-payments",
  citation: cite("hk", "Theorem 13"),
  summary: "Figure 1, and all payments published with Laplace noise of scale n/ε",
};

/** The noise of each of n payments. */
export const publicNoise = (players: number): LaplaceNoise => ({ scale: rational(BigInt(players)) });
