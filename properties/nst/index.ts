import type { Claim } from "../../src/claim/claim.js";

/** The claims of *Approximately Optimal Mechanism Design via Differential Privacy*, in the paper's order. */
// biome-ignore format: one claim a line
export const nst: readonly Claim[] = [
];
