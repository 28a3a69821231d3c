import type { ValidInstance } from "./valid-instances.js";

const oneFacility = { kind: "line", K: 1, m: 4 };
const twoFacilities = { kind: "line", K: 2, m: 2 };
const mixing = { epsilon: "8 ln 3/2", q: "1/3", mbar: 2, sign: "distance", Y: "integer" };
const exponential = {
  mechanism: "nst/line-exponential",
  parameters: { epsilon: "8 ln 3/2", sign: "distance" },
  environment: oneFacility,
  reports: ["0", "1/4", "1/4"],
};
const commitment = {
  mechanism: "nst/line-commitment",
  parameters: { mbar: 3, Y: "integer" },
  environment: twoFacilities,
};
const mixture = { mechanism: "nst/line-mixture", parameters: mixing, environment: twoFacilities, reports: ["1/2", 1] };
const large = { mechanism: "nst/loc3", parameters: { sign: "distance", Y: "integer" }, environment: twoFacilities };
const loss = { commitmentLoss: { truth: "1/3", lie: "1" } };

/** For the fuzzer. */
export const validLines: readonly ValidInstance[] = [
  { instance: exponential, questions: { expectedDistance: { at: "3/4" }, cdf: { at: "1/2" } } },
  { instance: { ...commitment, reports: [] }, questions: loss },
  { instance: mixture, questions: { expectedDistance: { at: 1 }, ...loss } },
  { instance: { ...mixture, environment: oneFacility }, questions: { cdf: { at: "1/2" } } },
  { instance: { ...large, reports: { counts: { "1/2": 4000000, "0": 1 } } } },
];

/** For the schema, and for reading what was printed. */
export const goodLines = [
  exponential,
  { ...exponential, parameters: { epsilon: "ln 256" } },
  { ...exponential, reports: { counts: { "3/4": 60, "0": 1 } } },
  commitment,
  mixture,
  { ...mixture, parameters: { q: 1, mbar: 1 }, reports: [] },
  { ...large, reports: [0, "1/2"] },
  { mechanism: "nst/loc3", environment: twoFacilities, reports: [1] },
];

/** Near misses that the schema tells, too. */
export const badLines = [
  { ...exponential, environment: { ...oneFacility, K: 3 } },
  { ...exponential, environment: { ...oneFacility, m: 0 } },
  { ...exponential, environment: { ...oneFacility, kind: "facility-grid" } },
  { ...exponential, parameters: { sign: "distance" } },
  { ...exponential, parameters: { epsilon: "8 ln 2", sign: "cost" } },
  { ...exponential, reports: [] },
  { ...exponential, reports: [null] },
  { ...exponential, question: "cdf" },
  { ...commitment, parameters: { mbar: 0 } },
  { ...commitment, parameters: { mbar: 1, Y: "rational" } },
  { ...commitment, question: "expectedDistance", at: 0 },
  { ...mixture, parameters: { epsilon: "8 ln 2", q: "1/2" } },
  { mechanism: "nst/loc3", environment: twoFacilities },
];
