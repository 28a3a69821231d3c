import type { Budget } from "../../src/claim/claim.js";
import { printRational, rational } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type EnvironmentNumbers, environmentJson, inside, matching, symmetric } from "./environments.js";

/** Environments with all hypotheses of Theorem 1 and likelihoods so far apart that exact sums reach to where tails take over. */
export const apart: Readonly<Record<string, EnvironmentNumbers>> = {
  ...Object.fromEntries(
    [
      "one state",
      "one signal",
      "one alternative",
      "guess of the state",
      "skewed prior",
      "skewed signals",
      "two utilities with one top",
      "large offsets",
      "all negative",
      "three signals",
    ].map((name) => [name, inside[name]!]),
  ),
  // One own signal against one other: what |N| ≥ n0 would need.
  "clear signals": { prior: ["1/2", "1/2"], likelihood: symmetric("99/100", "1/100"), utilities: [[["1", "-1"]]] },
  "nearly certain prior": {
    prior: ["1/10000", "9999/10000"],
    likelihood: symmetric("9/10", "1/10"),
    utilities: [matching],
  },
  "weak signals": { prior: ["1/2", "1/2"], likelihood: symmetric("3/5", "2/5"), utilities: [matching] },
  "rare signal": {
    prior: ["1/2", "1/2"],
    likelihood: [
      ["1/20", "19/20"],
      ["1/4", "3/4"],
    ],
    utilities: [matching],
  },
  "proportional signals": {
    prior: ["1/2", "1/2"],
    likelihood: [
      ["1/2", "1/3", "1/6"],
      ["1/8", "7/12", "7/24"],
    ],
    utilities: [matching],
  },
  "three states": {
    prior: ["1/3", "1/3", "1/3"],
    likelihood: [
      ["1/10", "9/10"],
      ["1/2", "1/2"],
      ["9/10", "1/10"],
    ],
    utilities: [
      [
        ["2", "0", "0"],
        ["0", "1", "0"],
        ["0", "0", "2"],
      ],
    ],
  },
  "worth nothing": { prior: ["1/3", "2/3"], likelihood: symmetric("3/4", "1/4"), utilities: [[["0", "0"]]] },
};

const millionths = (count: number): string => printRational(rational(BigInt(count), 1_000_000n));

/**
 * So many states in two halves, told apart by two signals; within a half likelihoods differ by steps of 10^−6. The one
 * alternative is worth 1 in the first half and −1 in the second: beliefs change by as much in every state.
 */
export function halves(states: number, high: number, low: number): EnvironmentNumbers {
  const indices = Array.from({ length: states }, (_, state) => state);
  const isFirst = (state: number) => 2 * state < states;
  const right = (state: number) => (isFirst(state) ? high + state : low - (states - 1 - state));
  return {
    prior: indices.map(() => `1/${states}`),
    likelihood: indices.map((state) => [millionths(right(state)), millionths(1_000_000 - right(state))]),
    utilities: [[indices.map((state) => (isFirst(state) ? "1" : "-1"))]],
  };
}

/** Environments in which two states have the same likelihoods. */
export const equalRows: Readonly<Record<string, EnvironmentNumbers>> = {
  "no information": { prior: ["1/2", "1/2"], likelihood: symmetric("1/2", "1/2"), utilities: [matching] },
  "no information, nothing to choose": {
    prior: ["1/2", "1/2"],
    likelihood: symmetric("1/2", "1/2"),
    utilities: [[["1", "-1"]]],
  },
  "two of three states alike": {
    prior: ["1/4", "1/4", "1/2"],
    likelihood: [
      ["3/4", "1/4"],
      ["3/4", "1/4"],
      ["1/4", "3/4"],
    ],
    utilities: [
      [
        ["1", "0", "0"],
        ["0", "2", "1"],
      ],
    ],
  },
};

/** Names of environments, each with the δ that is asked for there. */
export type Asked = readonly (readonly [name: string, ...deltas: readonly string[]])[];

const asked: Readonly<Record<Budget, Asked>> = {
  gate: [
    ["one state", "1/2"],
    ["one alternative", "3/4"],
    ["guess of the state", "1/2"],
    ["worth nothing", "1/2"],
    ["clear signals", "1/30"],
  ],
  standard: [
    ["one signal", "1/10"],
    ["clear signals", "1/100"],
    ["one alternative", "1/2"],
    ["guess of the state", "1/5", "1/9"],
    ["two utilities with one top", "1/5"],
    ["skewed prior", "1/2"],
    ["nearly certain prior", "1/10"],
    ["skewed signals", "1/2"],
    ["large offsets", "1/4"],
    ["all negative", "1/5"],
    ["three signals", "3/4"],
    ["proportional signals", "1/2"],
    ["rare signal", "1/2"],
    ["weak signals", "3/4"],
    ["three states", "1/2"],
  ],
  deep: [
    ["one state", "1/100"],
    ["one alternative", "1/100"],
    ["clear signals", "1/10000"],
    ["guess of the state", "1/100", "1/1000"],
    ["two utilities with one top", "1/100"],
    ["skewed prior", "1/10"],
    ["skewed signals", "1/10"],
    ["three signals", "1/4"],
    ["proportional signals", "1/10"],
    ["rare signal", "1/5"],
    ["weak signals", "1/10"],
    ["nearly certain prior", "1/1000"],
    ["three states", "1/10"],
  ],
};

/** The environments of a budget, those of the smaller ones first. */
export const askedAt = (budget: Budget): Asked => [
  ...asked.gate,
  ...(budget === "gate" ? [] : asked.standard),
  ...(budget === "deep" ? asked.deep : []),
];

/** What is asked about the events of the proof; `others` where it is about one number of other players. */
export const eventInstance = (numbers: EnvironmentNumbers, delta: string, others?: number): JsonObject => ({
  mechanism: "basu/posterior-price",
  environment: environmentJson(numbers),
  question: "proof-events",
  ...(others !== undefined && { others }),
  delta,
});
