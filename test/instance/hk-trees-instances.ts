import type { ValidInstance } from "./valid-instances.js";

const square = { nodes: 4, edges: [[0, 1], [0, 2], [1, 3], [2, 3]] }; // biome-ignore format: one line
const tree = {
  mechanism: "hk/spanning-tree",
  parameters: { epsilon: "8 ln 3/2", exponent: "1/2", pivot: "cap", cap: "3/2" },
  environment: square,
  reports: ["0", "1/2", "1", "1"],
};
const ensemble = { mechanism: "hk/tree-ensemble", environment: { nodes: 4 } };

/** For the fuzzer. */
export const validTrees: readonly ValidInstance[] = [
  {
    instance: tree,
    questions: {
      tail: { t: { exp: "11/10" }, sizeLogArgument: "16", factor: "1/2" },
      gain: { agent: 1, truth: "3/2" },
      privacyRatio: { agent: 3, other: "0" },
    },
  },
  {
    instance: {
      ...tree,
      parameters: { epsilon: "2 ln 2", pivot: "removal" },
      environment: { nodes: 3, edges: [[0, 1], [0, 1], [1, 2]] }, // biome-ignore format: one line
      reports: [0, 2, 1],
    },
    questions: { gain: { agent: 0, truth: 1 } },
  },
  { instance: ensemble },
];

/** So many edges that costs which are told apart could be written as counts, if their order did not matter. */
const manyEdges = Array.from({ length: 60 }, () => [0, 1]);

/** For the schema, and for reading what was printed. */
export const goodTrees = [
  tree,
  { ...tree, parameters: { epsilon: "4 ln 2" } },
  {
    ...tree,
    parameters: { epsilon: "120 ln 2" },
    environment: { nodes: 2, edges: manyEdges },
    reports: manyEdges.map((_, e) => `${e + 1}/61`),
  },
  ensemble,
  { ...ensemble, reports: [] },
];

/** Near misses that the schema tells, too. */
export const badTrees = [
  { ...tree, parameters: { epsilon: "4 ln 2", pivot: "none" } },
  { ...tree, environment: { ...square, nodes: 1 } },
  { ...tree, environment: { ...square, edges: [] } },
  { ...tree, environment: { ...square, edges: [[0, 1, 2]] } },
  { ...tree, environment: { edges: square.edges } },
  { ...tree, reports: [0, 1, null, 1] },
  { ...tree, question: "gain", agent: 0 },
  { ...ensemble, reports: [1] },
  { ...ensemble, environment: { nodes: 0 } },
  { ...ensemble, parameters: { epsilon: "ln 2" } },
];
