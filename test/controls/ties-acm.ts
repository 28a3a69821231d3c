import type { Tie } from "./tied.js";

/** Where each claim meets what its check must reject; see `ties-cckmv.ts`. */
export const acmTies: Readonly<Record<string, Tie>> = {};
