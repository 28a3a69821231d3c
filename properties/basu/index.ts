import type { Claim } from "../../src/claim/claim.js";

/** The claims of *Optimal Mechanism Design with Approximate Incentive Compatibility and Many Players*, in the paper's order. */
// biome-ignore format: one claim a line
export const basu: readonly Claim[] = [
];
