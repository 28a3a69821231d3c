import type { Quotient } from "../number/ring.js";

/**
 * One alternative that a direct mechanism draws at the reported signals, and what is paid with it [Basu, Section 2: (σ, q); a
 * lottery is an extension].
 */
export interface Draw {
  readonly alternative: number;
  /** Positive; the chances of all draws sum to 1. */
  readonly chance: Quotient<bigint>;
  /** One a utility of the library where the mechanism goes by counts, one a player where it goes by profiles. */
  readonly payments: readonly Quotient<bigint>[];
}

/** What a direct mechanism does at the reported signals: counts of them, or the profile itself. */
export type DirectMechanism = (reports: readonly number[]) => readonly Draw[];
