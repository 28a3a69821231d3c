import type { Claim } from "../../src/claim/claim.js";

/** The claims of *The Exponential Mechanism for Social Welfare*, in its order. */
export const hk: readonly Claim[] = [];
