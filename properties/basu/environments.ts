import type { Json, JsonObject } from "../../src/verdict/json.js";

/** A table of numbers as they are written in instances. */
type Numbers = readonly string[];

/** The numbers of an environment, without its players. */
export interface EnvironmentNumbers {
  readonly prior: Numbers;
  /** [state][signal]. */
  readonly likelihood: readonly Numbers[];
  /** [utility][alternative][state]. */
  readonly utilities: readonly (readonly Numbers[])[];
}

/** The environment in the users' JSON; `players` by their groups, or left out. */
export const environmentJson = (
  { prior, likelihood, utilities }: EnvironmentNumbers,
  groups?: readonly number[],
): JsonObject => ({
  states: prior.length,
  signals: likelihood[0]!.length,
  alternatives: utilities[0]!.length,
  prior: [...prior],
  likelihood: likelihood as unknown as Json,
  utilities: utilities as unknown as Json,
  ...(groups && { groups: [...groups] }),
});

/** An instance of (σ*, q*). */
export const posteriorInstance = (
  numbers: EnvironmentNumbers,
  groups?: readonly number[],
  parameters: JsonObject = {},
): JsonObject => ({
  mechanism: "basu/posterior-price",
  ...(Object.keys(parameters).length > 0 && { parameters }),
  environment: environmentJson(numbers, groups),
});

const half: Numbers = ["1/2", "1/2"];

/** Two signals, each right with the given chance. */
export const symmetric = (right: string, wrong: string): readonly Numbers[] => [
  [right, wrong],
  [wrong, right],
];

/** The alternative is a guess of the state: 1 if it is right. */
export const matching: readonly Numbers[] = [
  ["1", "0"],
  ["0", "1"],
];

/** Environments by what is particular about them; those of `inside` meet every hypothesis of Theorem 1. */
export const inside: Readonly<Record<string, EnvironmentNumbers>> = {
  "one state": { prior: ["1"], likelihood: [["1/3", "2/3"]], utilities: [[["1"], ["0"]]] },
  "one signal": { prior: ["1"], likelihood: [["1"]], utilities: [[["2"], ["-1"]]] },
  "one alternative": { prior: half, likelihood: symmetric("2/3", "1/3"), utilities: [[["1", "-1"]]] },
  "guess of the state": { prior: half, likelihood: symmetric("3/4", "1/4"), utilities: [matching] },
  "skewed prior": { prior: ["1/10", "9/10"], likelihood: symmetric("2/3", "1/3"), utilities: [matching] },
  "nearly certain prior": {
    prior: ["1/1000000", "999999/1000000"],
    likelihood: symmetric("3/4", "1/4"),
    utilities: [matching],
  },
  "skewed signals": {
    prior: ["1/3", "2/3"],
    likelihood: [
      ["1/2", "1/2"],
      ["1/5", "4/5"],
    ],
    utilities: [matching],
  },
  "two utilities with one top": {
    prior: half,
    likelihood: symmetric("3/4", "1/4"),
    utilities: [
      matching,
      [
        ["3", "-2"],
        ["1", "5"],
      ],
    ],
  },
  "large offsets": {
    prior: half,
    likelihood: symmetric("2/3", "1/3"),
    utilities: [
      [
        ["101", "-100"],
        ["100", "-99"],
      ],
    ],
  },
  "all negative": {
    prior: half,
    likelihood: symmetric("2/3", "1/3"),
    utilities: [
      [
        ["-1", "-4"],
        ["-3", "-2"],
      ],
    ],
  },
  "nearly uninformative": { prior: half, likelihood: symmetric("51/100", "49/100"), utilities: [matching] },
  "rare signal": {
    prior: half,
    likelihood: [
      ["1/100", "99/100"],
      ["1/50", "49/50"],
    ],
    utilities: [matching],
  },
  "three signals": {
    prior: half,
    likelihood: [
      ["1/2", "1/4", "1/4"],
      ["1/6", "1/2", "1/3"],
    ],
    utilities: [matching],
  },
  "proportional signals": {
    prior: half,
    likelihood: [
      ["1/2", "1/3", "1/6"],
      ["1/4", "1/2", "1/4"],
    ],
    utilities: [matching],
  },
  "three states": {
    prior: ["1/2", "1/4", "1/4"],
    likelihood: [
      ["1/2", "1/2"],
      ["1/4", "3/4"],
      ["4/5", "1/5"],
    ],
    utilities: [
      [
        ["2", "0", "0"],
        ["0", "1", "0"],
        ["0", "0", "3"],
      ],
    ],
  },
};

/** Environments in which hypothesis (1) fails. */
export const withoutCommonTop: Readonly<Record<string, EnvironmentNumbers>> = {
  constant: {
    prior: half,
    likelihood: symmetric("2/3", "1/3"),
    utilities: [
      [
        ["1", "1"],
        ["1", "1"],
      ],
    ],
  },
  "opposed players": {
    prior: half,
    likelihood: symmetric("2/3", "1/3"),
    utilities: [matching, [matching[1]!, matching[0]!]],
  },
  "sign-flipped copies": {
    prior: half,
    likelihood: symmetric("3/4", "1/4"),
    utilities: [
      [
        ["2", "-1"],
        ["0", "0"],
      ],
      [
        ["-2", "1"],
        ["0", "0"],
      ],
    ],
  },
  "tie in one state": {
    prior: half,
    likelihood: symmetric("2/3", "1/3"),
    utilities: [
      [
        ["1", "0"],
        ["1", "1"],
      ],
    ],
  },
};
