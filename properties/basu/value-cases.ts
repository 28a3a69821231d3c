import type { Budget, Example } from "../../src/claim/claim.js";
import { countVectors } from "../../src/probability/multinomial.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { type EnvironmentNumbers, environmentJson, inside, matching, posteriorInstance, symmetric, withoutCommonTop } from "./environments.js"; // biome-ignore format: one line

const half = ["1/2", "1/2"] as const;

/** Small environments that these claims need beside the usual ones. */
export const small = {
  /** One alternative, whose value is the state: the least environment of Theorem 1 in which signals tell something. */
  "value is the state": { prior: half, likelihood: [half, ["1/3", "2/3"]], utilities: [[["0", "1"]]] },
  /** The least environment of Theorem 1 in which the best choice depends on the state. */
  "least guess of the state": { prior: half, likelihood: [half, ["1/3", "2/3"]], utilities: [matching] },
  /** Two alternatives that are equally good after signal 0. */
  "tie with one player": {
    prior: half,
    likelihood: [half, ["1/3", "2/3"]],
    utilities: [
      [
        ["2", "0"],
        ["0", "3"],
      ],
    ],
  },
  "one state, two signals": { prior: ["1"], likelihood: [half], utilities: [[["1"], ["0"]]] },
  "worth nothing": { prior: ["1"], likelihood: [["1"]], utilities: [[["0"]]] },
  "uninformative signals": { prior: half, likelihood: [half, half], utilities: [matching] },
  "several utilities, one group": {
    prior: half,
    likelihood: symmetric("2/3", "1/3"),
    utilities: [
      matching,
      [
        ["2", "1"],
        ["0", "4"],
      ],
    ],
  },
  "ties at every profile": {
    prior: half,
    likelihood: symmetric("2/3", "1/3"),
    utilities: [matching, [matching[1]!, matching[0]!]],
  },
} as const satisfies Record<string, EnvironmentNumbers>;

/** An environment, the sizes of the groups, and which maximiser is taken; the first unless told. */
export type Row = readonly [numbers: EnvironmentNumbers, groups: readonly number[], tie?: "last" | "uniform"];

/** Environments with players, smallest first, each budget without those of the smaller ones. */
export const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [
    [inside["one signal"]!, [1]],
    [small["one state, two signals"], [2]],
    [small["value is the state"], [1]],
    [small["value is the state"], [2]],
    [small["least guess of the state"], [1]],
    [inside["guess of the state"]!, [1]],
    [inside["guess of the state"]!, [2], "last"],
    [small["uninformative signals"], [2], "uniform"],
    [small["several utilities, one group"], [2, 0]],
    [small["ties at every profile"], [1, 1], "uniform"],
    [inside["guess of the state"]!, [3]],
    [inside["three signals"]!, [2]],
    [inside["three states"]!, [2]],
  ],
  standard: [
    [inside["one state"]!, [1]],
    [inside["one alternative"]!, [3]],
    [inside["skewed prior"]!, [2]],
    [inside["nearly certain prior"]!, [3]],
    [inside["skewed signals"]!, [4]],
    [inside["two utilities with one top"]!, [1, 1]],
    [inside["two utilities with one top"]!, [2, 1], "last"],
    [inside["two utilities with one top"]!, [0, 4]],
    [inside["large offsets"]!, [3], "last"],
    [inside["all negative"]!, [2]],
    [inside["nearly uninformative"]!, [5]],
    [inside["rare signal"]!, [4], "uniform"],
    [inside["proportional signals"]!, [3]],
    [inside["three states"]!, [5], "last"],
    [withoutCommonTop.constant!, [2], "uniform"],
    [withoutCommonTop["sign-flipped copies"]!, [2, 2], "last"],
    [withoutCommonTop["opposed players"]!, [3, 2]],
    [withoutCommonTop["tie in one state"]!, [4]],
  ],
  deep: [
    [inside["guess of the state"]!, [12], "uniform"],
    [inside["three signals"]!, [7]],
    [inside["three states"]!, [11]],
    [inside["two utilities with one top"]!, [6, 7]],
    [withoutCommonTop["opposed players"]!, [7, 8], "last"],
  ],
};

/** The rows of a budget and of those below it. */
export const rowsAt = (budget: Budget): readonly Row[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

/** The instance of (σ*, q*) at a row; further parameters may be given. */
export const instanceAt = ([numbers, groups, tie]: Row, parameters: JsonObject = {}): JsonObject =>
  posteriorInstance(numbers, groups, { ...(tie && { tie }), ...parameters });

/** The rows as instances of (σ*, q*). */
export const posteriorCases = (budget: Budget): readonly Example[] =>
  rowsAt(budget).map((row) => ({ instance: instanceAt(row), choices: {} }));

/** What a rule does at one count vector after the other, by the number of alternatives: alternatives, and lotteries. */
const patterns: Readonly<Record<number, readonly (readonly Json[])[]>> = {
  1: [[0]],
  2: [
    [0, 1],
    [["1/2", "1/2"], 1, ["1/3", "2/3"]],
    [["3/4", "1/4"], ["0", "1"], 0, ["2/5", "3/5"]],
  ],
  3: [
    [2, 0, 1],
    [["1/2", "0", "1/2"], 1, ["1/3", "1/3", "1/3"], 2],
  ],
};

/** Other rules with the same payments, at the rows of a budget: one instance a pattern. */
export const anyRuleCases = (budget: Budget): readonly Example[] =>
  rowsAt(budget).flatMap(([numbers, groups]) => {
    const keys = [
      ...countVectors(
        groups.reduce((x, y) => x + y, 0),
        numbers.likelihood[0]!.length,
      ),
    ].map((counts) => counts.join());
    return patterns[numbers.utilities[0]!.length]!.map((pattern) => {
      const repeated: readonly Json[] = keys.flatMap(() => pattern);
      return {
        instance: {
          mechanism: "basu/value-price",
          parameters: { rule: Object.fromEntries(keys.map((key, i) => [key, repeated[i]!])) },
          environment: environmentJson(numbers, groups),
        },
        choices: {},
      };
    });
  });
