import type { Claim } from "../src/claim/claim.js";
import { cckmv } from "./cckmv/index.js";
import { hk } from "./hk/index.js";

/** Every claim that is built, in the order of the papers: what tests, campaigns and reports read. */
export const registry: readonly Claim[] = [...cckmv, ...hk];
