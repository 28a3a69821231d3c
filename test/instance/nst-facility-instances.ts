import type { ValidInstance } from "./valid-instances.js";

export const grid = { kind: "facility-grid", n: 2, m: 2, K: 2 };

const loc1 = {
  mechanism: "nst/loc1",
  parameters: { epsilon: "8 ln 3/2", q: "1/3", d: "2" },
  environment: grid,
  reports: [0, 2],
};
const loc2 = { ...loc1, mechanism: "nst/loc2", parameters: { epsilon: "4 ln 2", q: "0.5" } };
const dictator = { ...loc1, mechanism: "nst/random-dictator", parameters: { imposed: true } };
const generic = { ...loc1, mechanism: "nst/generic", parameters: { d: "1/2", P: "adjacent" } };
const adjacent = { ...loc1, mechanism: "nst/mixture", parameters: { epsilon: "8 ln 3/2", q: "1/3", d: "2", P: "adjacent" } }; // biome-ignore format: one line

/** For the fuzzer. */
export const validFacilities: readonly ValidInstance[] = [loc1, loc2, dictator, generic, adjacent].map((instance) => ({
  instance,
}));

/** For the schema, and for reading what was printed. */
export const goodFacilities = [
  loc1,
  loc2,
  dictator,
  generic,
  adjacent,
  { ...loc1, parameters: { q: 1 } },
  { ...dictator, parameters: {} },
  { ...generic, parameters: { P: "uniform" }, environment: { kind: "facility-grid", n: 1, m: 1, K: 1 }, reports: [1] },
];
