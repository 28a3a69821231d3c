import type { KnownMechanism } from "./loaded.js";
import { nstLine } from "./nst-line.js";
import { nstMechanisms } from "./nst-mechanisms.js";

/** The mechanisms of *Approximately Optimal Mechanism Design via Differential Privacy*. */
// biome-ignore format: one family a line
export const nst: readonly KnownMechanism[] = [
  ...nstMechanisms,
  ...nstLine,
];
