import type { Questions } from "./sheet.js";

/**
 * What `measure` answers for the mechanisms of *The Exponential Mechanism for Social Welfare*: the quantities and the answers
 * that each has of its own. Privacy ratios are a question there.
 */
export const hk: Questions = { quantities: () => ({}), answers: {} };
