import type { Questions } from "./sheet.js";

/**
 * What `measure` answers for the mechanisms of *Approximately Optimal Mechanism Design via Differential Privacy*: the quantities
 * and the answers that each has of its own.
 */
export const nst: Questions = { quantities: () => ({}), answers: {} };
