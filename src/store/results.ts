import type { Budget } from "../claim/claim.js";
import type { ClaimResult } from "../claim/result.js";

/** The content of `results.json`: the same bytes for the same version, seed and budget. */
export interface Results {
  readonly mechproof: string;
  readonly seed: number;
  readonly budget: Budget;
  readonly claims: readonly ClaimResult[];
}
