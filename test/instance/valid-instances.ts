import { validAcm } from "./acm-instances.js";
import { validBasu } from "./basu-instances.js";
import { validItems } from "./hk-items-instances.js";
import { validPayments } from "./hk-payments-instances.js";
import { validRanges } from "./hk-range-instances.js";
import { validTrees } from "./hk-trees-instances.js";
import { validExamples } from "./nst-examples-instances.js";
import { validFacilities } from "./nst-facility-instances.js";
import { validLines } from "./nst-line-instances.js";
import { validTables } from "./nst-tabular-instances.js";

/** One small instance a mechanism, with every parameter that it has, and the fields of one question of each name. */
export interface ValidInstance {
  /** Without a question it is refused. */
  readonly onlyAsked?: true;
  readonly instance: { readonly mechanism: string; readonly [part: string]: unknown };
  readonly questions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const epsilon = { times: "2", log: "3/2" };
const twoVotes = { player: 0, truth: "A", lie: "B" };
const F = { kind: "knots", points: [["1", "0"], ["3/2", "1/2"], ["2", "infinity"]], after: "infinity", atOne: "0" }; // biome-ignore format: one line
const voting = { coupled: twoVotes, neededGap: { ...twoVotes, F } };
const twoTypes = { player: 1, truth: 0, lie: 1 };

const locations = ["0", "1/2", "1"];
const twoPlaces = { player: 0, truth: 1, lie: 2 };
const locating = { coupled: twoPlaces, neededGap: { ...twoPlaces, F } };
const alternatives = { outcomes: 2, maximum: 2 };
const twoUtilities = { coupled: { player: 1, truth: [1, 0], lie: [0, 2] } };
const bidding = (mechanism: string, parameters: object = { epsilon: "8 ln 3/2", rate: "1" }): ValidInstance => ({
  instance: {
    mechanism,
    parameters,
    environment: alternatives,
    reports: [
      [2, 0],
      [0, 1],
      [1, 1],
    ],
  },
  questions: twoUtilities,
});
const xiao = (mechanism: string): ValidInstance => ({
  instance: {
    mechanism,
    parameters: { epsilon: "4 ln 3/2", t: 2, rate: "1/2", sigma: 1, truncation: "both" },
    environment: { locations },
    reports: [0, 2, 1],
  },
  questions: locating,
});
const prior = [
  {
    profile: [
      [2, 0],
      [0, 1],
    ],
    probability: "1/3",
  },
  {
    profile: [
      [1, 0],
      [0, 2],
    ],
    probability: "2/3",
  },
];
const externality = (mechanism: string): ValidInstance => ({
  instance: {
    mechanism,
    parameters: { expectation: "marginal" },
    environment: { ...alternatives, prior },
    reports: [
      [2, 0],
      [0, 1],
    ],
  },
  questions: { coupled: { player: 1, truth: [0, 1], lie: [0, 2] } },
});

const twoTypesOf3 = { player: 1, truth: [0, 1, 0], lie: null };
const noisyOf3 = (name: string, more: object = {}) => ({
  mechanism: `cckmv/${name}`,
  parameters: { epsilon: "3 ln 2", rate: "1/1", ...more },
  environment: { outcomes: 3, maximum: 1 },
  reports: [[0, 1, 0], [1, 0, 1], null],
});

/** Fuzzing starts from these: a mechanism that is not here is not fuzzed, and a test says so. */
export const validInstances: readonly ValidInstance[] = [
  {
    instance: {
      mechanism: "cckmv/noisy-election",
      parameters: { epsilon, rate: "1/2" },
      environment: {},
      reports: ["A", null, "B", "A"],
    },
    questions: voting,
  },
  { instance: { mechanism: "cckmv/majority", reports: { counts: { A: 3, B: 2, null: 1 } } }, questions: voting },
  {
    instance: { mechanism: "cckmv/constant", parameters: { outcome: "A" }, reports: ["A", "B"] },
    questions: voting,
  },
  {
    instance: { mechanism: "cckmv/dictator", parameters: { player: 0 }, reports: ["A", "B"] },
    questions: voting,
  },
  {
    instance: { mechanism: "cckmv/majority-twice", parameters: { player: 1 }, reports: ["A", "B", null] },
    questions: voting,
  },
  {
    instance: {
      mechanism: "cckmv/noisy-election-twice",
      parameters: { epsilon: "ln 2", rate: "1", player: 0 },
      reports: ["A", "B"],
    },
    questions: voting,
  },
  {
    instance: {
      mechanism: "cckmv/table",
      environment: {
        types: 2,
        players: 2,
        coins: ["1/3", "0.5", "1/6"],
        outcome: { "0,0": [1, "1", "x"], "0,1": ["x", 1, 1], "1,0": [-3, "", 1], "1,1": [1, 1, 1] },
      },
      reports: [0, 1],
    },
    questions: { coupled: twoTypes, neededGap: { ...twoTypes, F: { kind: "log", scale: "1/2" } } },
  },
  {
    instance: {
      mechanism: "cckmv/bayes-posterior",
      environment: {
        prior: ["1/3", "2/3"],
        strategy: [
          ["1", "0", "0"],
          ["1/2", "1/4", "1/4"],
        ],
        likelihood: ["1/10", "1", "0"],
      },
    },
  },
  {
    instance: {
      mechanism: "cckmv/median",
      environment: { locations },
      reports: { counts: { "0": 2, "2": 1, null: 1 } },
    },
    questions: locating,
  },
  {
    instance: {
      mechanism: "cckmv/noisy-median",
      parameters: { epsilon: "4 ln 3/2", rate: "1/2" },
      environment: { locations },
      reports: [0, 2, null],
    },
    questions: locating,
  },
  xiao("cckmv/xiao-median"),
  xiao("cckmv/xiao-histogram"),
  bidding("cckmv/vcg", {}),
  bidding("cckmv/noisy-vcg"),
  bidding("cckmv/noisy-vcg-outcome"),
  bidding("cckmv/rare-payment-vcg", { epsilon: "8 ln 3/2", w: "1/3", rate: "1" }),
  bidding("cckmv/noisy-values"),
  externality("cckmv/expected-externality"),
  externality("cckmv/expected-externality-balanced"),
  {
    instance: {
      mechanism: "cckmv/vcg",
      environment: { outcomes: 3, maximum: 2 },
      reports: { counts: { "[0,2,1]": 3, null: 1, "[1,0,0]": 2 } },
    },
    questions: { coupled: twoTypesOf3 },
  },
  { instance: noisyOf3("noisy-vcg"), questions: { coupled: twoTypesOf3 } },
  { instance: noisyOf3("noisy-vcg-outcome"), questions: { coupled: twoTypesOf3 } },
  { instance: noisyOf3("noisy-values"), questions: { coupled: twoTypesOf3 } },
  { instance: noisyOf3("rare-payment-vcg", { w: "1/3" }), questions: { coupled: twoTypesOf3 } },
  ...validRanges,
  ...validItems,
  ...validPayments,
  ...validTrees,
  ...validTables,
  ...validLines,
  ...validFacilities,
  ...validExamples,
  ...validAcm,
  ...validBasu,
];
