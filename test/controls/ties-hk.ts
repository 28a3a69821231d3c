import type { Tie } from "./tied.js";

const beside = (file: string) => `test/properties/hk/${file}.test.ts`;

/** Where each claim meets what its check must reject; see `ties-cckmv.ts`. */
export const hkTies: Readonly<Record<string, Tie>> = {};
