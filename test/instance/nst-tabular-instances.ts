import type { ValidInstance } from "./valid-instances.js";

/** Two players, the second with one type; ties, an objective and a selection of its own. */
export const tables = {
  kind: "tabular",
  types: [["low", "high"], ["only"]],
  alternatives: ["left", 1],
  reactions: [["stay", "go"], [0]],
  utility: [
    [
      [["1/2", "1/2"], ["1", "0"]],
      [["0", "0.5"], ["0", "1"]],
    ],
    [[["1"], ["1/3"]], [["1"], ["0"]]],
  ],
  objective: [["1/2", "-1"], ["0", 1]],
  selection: [[[1, 0], [1, 1]], [[0, 0], [0, 0]]],
}; // biome-ignore format: a profile a line

const { objective: _, selection: __, ...plain } = tables;

const mixture = {
  mechanism: "nst/mixture",
  parameters: { epsilon: "4 ln 3/2", q: "1/3", d: "2", P: ["1/4", "3/4"] },
  environment: tables,
  reports: [1, 0],
};
const exponential = { ...mixture, mechanism: "nst/exponential", parameters: { epsilon: "8 ln 2", d: "4" } };
const commitment = { ...mixture, mechanism: "nst/commitment", parameters: { P: ["1/4", "3/4"] } };

/** For the fuzzer. */
export const validTables: readonly ValidInstance[] = [
  { instance: mixture },
  { instance: exponential },
  { instance: commitment },
];

/** For the schema, and for reading what was printed. */
export const goodTables = [
  mixture,
  exponential,
  commitment,
  { ...commitment, parameters: {} },
  { ...commitment, parameters: { P: "uniform" }, environment: plain },
  { ...mixture, parameters: { q: 1 } },
  { ...exponential, parameters: { epsilon: "12 ln 2" }, environment: { ...plain, objective: "average-utility" } },
];

/** Near misses that the schema tells, too. */
export const badTables = [
  { ...mixture, parameters: { epsilon: "4 ln 2" } },
  { ...mixture, parameters: { epsilon: "4 ln 2", q: 0.5 } },
  { ...exponential, parameters: {} },
  { ...exponential, parameters: { epsilon: "4 ln 2", P: "uniform" } },
  { ...commitment, parameters: { P: "even" } },
  { ...commitment, parameters: { d: "1" } },
  { ...commitment, environment: { ...tables, kind: "tables" } },
  { ...commitment, environment: { ...tables, types: [] } },
  { ...commitment, environment: { ...tables, types: [[], ["only"]] } },
  { ...commitment, environment: { ...tables, alternatives: [null] } },
  { ...commitment, environment: { ...tables, selection: [[["1"]]] } },
  { ...commitment, environment: { ...tables, objective: "welfare" } },
  { ...commitment, environment: { ...tables, prior: [] } },
  { ...commitment, reports: [null, 0] },
  { ...commitment, reports: { counts: { 0: 2 } } },
];
