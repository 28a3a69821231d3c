import { hkRange } from "./hk-range.js";
import type { KnownMechanism } from "./loaded.js";

/** The mechanisms of *The Exponential Mechanism for Social Welfare*. */
export const hk: readonly KnownMechanism[] = [...hkRange];
