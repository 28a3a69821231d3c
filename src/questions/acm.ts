import type { Questions } from "./sheet.js";

/** What `measure` answers for games: the quantities of a play and the answers that each has of its own. */
export const acm: Questions = { quantities: () => ({}), answers: {} };
