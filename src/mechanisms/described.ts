import type { Citation } from "../verdict/citation.js";

/** How a mechanism is called, where it stands in the paper, and what it does in a few words. */
export interface Described {
  readonly id: string;
  readonly citation: Citation;
  readonly summary: string;
}
