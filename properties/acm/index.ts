import type { Claim } from "../../src/claim/claim.js";

/** The claims of *Budget-Balanced Maximization of Social Welfare Resilient to Unrestricted Collusion, Privacy, and Beliefs*, in the paper's order. */
// biome-ignore format: one claim a line
export const acm: readonly Claim[] = [
];
