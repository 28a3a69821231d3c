import type { Switches } from "../../src/claim/reading.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import { beliefNorms } from "./utility-length.js";

const dual: Readonly<Record<Norm, Norm>> = { l1: "sup", l2: "l2", sup: "l1" };
const inDual = "M in the norm dual to that of the beliefs";

/** Whether |Σ d_ω u_ω| ≤ ‖d‖·‖u‖ for all d and u. */
const areDual = (beliefs: string, utilities: string): boolean =>
  beliefs === "l1" || utilities === "l1" || (beliefs === "l2" && utilities === "l2");

/** The readings of the two norms: ‖·‖ of beliefs in T, of utilities in M. */
export const normReadings: Readonly<Record<string, readonly string[]>> = {
  beliefs: beliefNorms,
  utilities: beliefNorms.map((norm) => `M-${norm}`),
};

/** What they mean. */
export const normPairMeanings: Readonly<Record<string, string>> = {
  l2: "‖·‖ of beliefs, in T, is the Euclidean norm",
  l1: "‖·‖ of beliefs, in T, is the sum of absolute values",
  sup: "‖·‖ of beliefs, in T, is the largest absolute value",
  "M-l2": "‖u(a, ·)‖ in M is the Euclidean norm",
  "M-l1": "‖u(a, ·)‖ in M is the sum of absolute values",
  "M-sup": "‖u(a, ·)‖ in M is the largest absolute value",
};

/** The norm of utilities that a reading has, or the dual one where that is a change made. */
export const utilityNorm = ({ beliefs, utilities }: Switches, made: readonly string[]): Norm =>
  made.includes(inDual) ? dual[beliefs as Norm] : (utilities!.slice("M-".length) as Norm);

/** The change that a reading of the norms needs. */
export const normChange = ({ beliefs, utilities }: Switches): readonly string[] =>
  areDual(beliefs!, utilities!.slice("M-".length)) ? [] : [inDual];
