import { badBasu, goodBasu } from "./basu-instances.js";
import { badItems, goodItems } from "./hk-items-instances.js";
import { badRanges, goodRanges } from "./hk-range-instances.js";
import { badTrees, goodTrees } from "./hk-trees-instances.js";
import { badExamples, goodExamples } from "./nst-examples-instances.js";
import { goodFacilities } from "./nst-facility-instances.js";
import { badLines, goodLines } from "./nst-line-instances.js";
import { badTables, goodTables } from "./nst-tabular-instances.js";

export const epsilon = { times: "2", log: "3/2" };
export const noisy = { mechanism: "cckmv/noisy-election", parameters: { epsilon }, reports: ["A", null, "B"] };
export const table = {
  mechanism: "cckmv/table",
  environment: {
    types: 2,
    players: 2,
    coins: ["1/3", "0.5", "1/6"],
    outcome: { "0,0": [1, "1", "x"], "0,1": ["x", 1, 1], "1,0": [-3, "", 1], "1,1": [1, 1, 1] },
  },
  reports: [0, 1],
};
export const belief = {
  mechanism: "cckmv/bayes-posterior",
  environment: {
    prior: ["1/3", "2/3"],
    strategy: [
      ["1", "0", "0"],
      ["1/2", "1/4", "1/4"],
    ],
    likelihood: ["1/10", "1", "0"],
  },
};
const externality = {
  mechanism: "cckmv/expected-externality",
  environment: {
    outcomes: 2,
    maximum: 3,
    prior: [
      { profile: [[1, 0], [0, 3]], probability: "1/3" },
      { profile: [[0, 0], [2, 1]], probability: "2/3" },
      { profile: [[3, 3], [2, 1]], probability: "0" },
    ],
  },
  reports: [[1, 0], [3, 3]],
}; // biome-ignore format: a profile a line
const balanced = {
  ...externality,
  mechanism: "cckmv/expected-externality-balanced",
  parameters: { expectation: "marginal" },
};

const { reports: _, ...withoutReports } = externality;

export const facility = {
  mechanism: "cckmv/noisy-median",
  parameters: { epsilon },
  environment: { locations: ["0", "0.5", 1] },
  reports: [0, null, 2],
};
export const xiao = { ...facility, mechanism: "cckmv/xiao-median", parameters: { epsilon, t: 1 } };
/** Instances of every mechanism, in every way of writing them. */
export const good = [
  noisy,
  { ...noisy, environment: {}, parameters: { epsilon: "2 ln 3/2", rate: "0.5" } },
  { ...noisy, reports: { counts: { B: 1000, null: 3, A: 998 } } },
  { ...noisy, question: "coupled", player: 0, truth: null, lie: "B" },
  { ...noisy, coupled: { player: 0, truth: "A", lie: "B" } },
  { ...noisy, question: "neededGap", player: 0, truth: "A", lie: "B", F: { kind: "step", value: "infinity" } },
  { mechanism: "cckmv/majority", reports: ["A"] },
  { mechanism: "cckmv/majority", parameters: {}, environment: {}, reports: [null] },
  { mechanism: "cckmv/constant", parameters: { outcome: "A" }, reports: ["B"] },
  { ...noisy, question: "neededGap", player: 0, truth: "A", lie: "B", F: { kind: "log", scale: "1/2" } },
  { mechanism: "cckmv/dictator", parameters: { player: 1 }, reports: [null, "B"] },
  { mechanism: "cckmv/dictator", parameters: { player: 1000 }, reports: { counts: { null: 1000, B: 1 } } },
  { mechanism: "cckmv/majority-twice", reports: ["A", "B"] },
  { mechanism: "cckmv/majority-twice", parameters: { player: 1 }, reports: ["A", null] },
  { ...noisy, mechanism: "cckmv/noisy-election-twice" },
  { ...noisy, mechanism: "cckmv/noisy-election-twice", parameters: { epsilon, rate: "3/2", player: 2 } },
  table,
  { ...table, question: "coupled", player: 1, truth: 0, lie: 1 },
  { ...table, neededGap: { player: 1, truth: 0, lie: 1, F: { kind: "linear", slope: 1 } } },
  belief,
  { ...belief, reports: [] },
  externality,
  { ...externality, parameters: { expectation: "report" }, reports: [] },
  { ...externality, question: "coupled", player: 0, truth: [1, 0], lie: [3, 3] },
  balanced,
  { ...balanced, reports: [], coupled: { player: 1, truth: [0, 3], lie: [0, 0] } },
  withoutReports,
  { ...withoutReports, question: "coupled", player: 0, truth: [1, 0], lie: [3, 3] },
  { ...withoutReports, coupled: { player: 0, truth: [1, 0], lie: [3, 3] } },
  facility,
  { ...facility, parameters: { epsilon, rate: "3" } },
  { ...facility, reports: { counts: { 0: 1000, 2: 998, null: 3 } } },
  { ...facility, question: "coupled", player: 1, truth: null, lie: 2 },
  { ...facility, neededGap: { player: 0, truth: 0, lie: 1, F: { kind: "linear", slope: 1 } } },
  { ...facility, mechanism: "cckmv/median", parameters: {} },
  xiao,
  { ...xiao, parameters: { epsilon, t: 0, sigma: -1, truncation: "below", rate: "1/2" } },
  { ...xiao, mechanism: "cckmv/xiao-histogram", parameters: { epsilon, t: 3, sigma: 1, truncation: "both" } },
  ...goodRanges,
  ...goodItems,
  ...goodTrees,
  ...goodLines,
  ...goodTables,
  ...goodExamples,
  ...goodFacilities,
  ...goodBasu,
];
/** Near misses. */
export const bad = [
  { ...noisy, parameters: {} },
  { ...noisy, parameters: { epsilon, rate: 0.5 } },
  { ...noisy, parameters: { epsilon, extra: 1 } },
  { ...noisy, reports: [] },
  { ...noisy, reports: ["C"] },
  { ...noisy, reports: { counts: { C: 1 } } },
  { ...noisy, reports: { counts: { A: -1 } } },
  { ...noisy, player: 0 },
  { ...noisy, question: "coupled" },
  { mechanism: "cckmv/majority", parameters: { epsilon }, reports: ["A"] },
  { mechanism: "cckmv/majority" },
  { mechanism: "cckmv/dictator", reports: ["A"] },
  { mechanism: "cckmv/dictator", parameters: { player: -1 }, reports: ["A"] },
  { mechanism: "cckmv/majority-twice", parameters: { player: "0" }, reports: ["A"] },
  { ...noisy, mechanism: "cckmv/noisy-election-twice", parameters: { player: 0 } },
  { ...table, parameters: { player: 0 } },
  { ...table, reports: [null, 0] },
  { ...table, reports: { counts: { 0: 2 } } },
  { ...table, environment: {} },
  { ...table, environment: { ...table.environment, types: 0 } },
  { ...table, environment: { ...table.environment, coins: [] } },
  { ...table, environment: { ...table.environment, outcome: { ...table.environment.outcome, "0,01": ["x", "y"] } } },
  { ...table, environment: { ...table.environment, outcome: { ...table.environment.outcome, "0,0": ["x", null] } } },
  { ...belief, reports: ["A"] },
  { ...belief, environment: { ...belief.environment, likelihood: [] } },
  { ...belief, question: "coupled", player: 0, truth: 0, lie: 1 },
  { ...externality, parameters: { expectation: "interim" } },
  { ...externality, environment: { ...externality.environment, maximum: 0 } },
  { ...externality, environment: { ...externality.environment, prior: [] } },
  { ...externality, environment: { ...externality.environment, prior: [{ profile: [], probability: "1" }] } },
  { ...externality, reports: [[1, 0], null] },
  { ...externality, reports: { counts: { "[1,0]": 2 } } },
  { ...externality, question: "neededGap", player: 0, truth: [1, 0], lie: [0, 0] },
  { ...facility, environment: {} },
  { ...facility, environment: { locations: [] } },
  { ...facility, environment: { locations: [0.5] } },
  { ...facility, reports: ["0"] },
  { ...facility, reports: { counts: { "00": 1 } } },
  { ...facility, parameters: { epsilon, t: 1 } },
  { ...xiao, parameters: { epsilon } },
  { ...xiao, parameters: { epsilon, t: -1 } },
  { ...xiao, parameters: { epsilon, t: 1_000_001 } },
  { ...xiao, parameters: { epsilon, t: 1, sigma: 0 } },
  { ...xiao, parameters: { epsilon, t: 1, truncation: "above" } },
  ...badRanges,
  ...badItems,
  ...badTrees,
  ...badLines,
  ...badTables,
  ...badExamples,
  ...badBasu,
];
