import type { Graded } from "./graded.js";

/**
 * What a median of q bins needs of independent noises r_1, …, r_q of one law: X sums the noises of p bins, Y those of s
 * others. All chances are numerators over one `total`.
 */
export interface NoiseSums<S> {
  readonly total: Graded<S>;
  /** Pr[X − Y ≥ m], for p + s = q. */
  atLeast(p: number, s: number, m: number): Graded<S>;
  /**
   * Pr[X − Y = m, and the q − p − s bins between the two sides have noise 0], for p, s ≥ 1. Where told so, one given bin
   * of X or of Y has noise ≥ 1 as well.
   */
  meets(p: number, s: number, m: number, positive: Positive): Graded<S>;
}

/** Which of the two bins beside the gap have noise ≥ 1. */
export interface Positive {
  readonly ofX: boolean;
  readonly ofY: boolean;
}
