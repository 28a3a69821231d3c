import type { KnownMechanism } from "./format.js";
import { nstExamples } from "./nst-examples.js";
import { nstFacility } from "./nst-facility.js";
import { nstGeneric } from "./nst-generic.js";
import { nstLine } from "./nst-line.js";
import { nstMechanisms } from "./nst-mechanisms.js";
import { nstRandomDictator } from "./nst-random-dictator.js";

/** The mechanisms of *Approximately Optimal Mechanism Design via Differential Privacy*. */
// biome-ignore format: one family a line
export const nst: readonly KnownMechanism[] = [
  ...nstMechanisms,
  ...nstGeneric,
  ...nstRandomDictator,
  ...nstFacility,
  ...nstLine,
  ...nstExamples,
];
