import type { Tie } from "./tied.js";

const beside = (file: string) => `test/properties/basu/${file}.test.ts`;

/** Where each claim meets what its check must reject; see `ties-cckmv.ts`. */
export const basuTies: Readonly<Record<string, Tie>> = {};
void beside;
