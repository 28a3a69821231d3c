import type { Questions } from "./sheet.js";

/** What `measure` answers about direct mechanisms with many players: the quantities and the answers that each has of its own. */
export const basu: Questions = { quantities: () => ({}), answers: {} };
