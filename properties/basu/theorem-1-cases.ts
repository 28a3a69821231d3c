import type { Budget, Example } from "../../src/claim/claim.js";
import type { Selection } from "./any-selection.js";
import { type EnvironmentNumbers, inside, matching, symmetric, withoutCommonTop } from "./environments.js";
import { thresholdInstance } from "./theorem-1-world.js";
import { small } from "./value-cases.js";

const half = ["1/2", "1/2"] as const;

/** A project that is worth its costs in one state alone: a lone player never gains by a lie, two do. */
export const project: EnvironmentNumbers = {
  prior: half,
  likelihood: [["1/3", "2/3"], half],
  utilities: [
    [
      ["0", "0"],
      ["-1", "1"],
    ],
  ],
};

/** Signals that are mostly right, and a prior that is not even: no profile of few players leaves a tie. */
const clearSignals: EnvironmentNumbers = {
  prior: ["1/3", "2/3"],
  likelihood: symmetric("9/10", "1/10"),
  utilities: [matching],
};

/** Environments of the theorem, by name. */
export const named: Readonly<Record<string, EnvironmentNumbers>> = {
  project,
  "clear signals": clearSignals,
  "value is the state": small["value is the state"],
  "tie with one player": small["tie with one player"],
  "worth nothing": small["worth nothing"],
  ...inside,
};

/** Environments outside of the theorem, where its conclusion is looked at all the same. */
export const outside: Readonly<Record<string, EnvironmentNumbers>> = {
  ...withoutCommonTop,
  "uninformative signals": small["uninformative signals"],
  "two states with the same likelihoods": {
    prior: ["1/3", "1/3", "1/3"],
    likelihood: [["2/3", "1/3"], ["2/3", "1/3"], half],
    utilities: [
      [
        ["1", "0", "0"],
        ["0", "1", "0"],
        ["0", "0", "1"],
      ],
    ],
  },
};

/** An environment by its name, ε, and up to which n `measure` is asked. */
export type Row = readonly [name: string, slack: string, upTo: number];

const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [
    ["one state", "1/10", 4],
    ["clear signals", "1/10", 12],
  ],
  standard: [
    ["guess of the state", "1/20", 12],
    ["skewed prior", "1/20", 12],
    ["project", "1/8", 8],
    ["value is the state", "1/12", 12],
    ["tie with one player", "1/3", 8],
    ["worth nothing", "1/1000000", 4],
    ["one signal", "1/10", 4],
    ["one alternative", "1/4", 12],
    ["guess of the state", "1/10", 12],
    ["guess of the state", "1/1000", 40],
    ["guess of the state", "2", 4],
    ["nearly certain prior", "1/10000", 24],
    ["skewed signals", "1/50", 24],
    ["two utilities with one top", "1/4", 12],
    ["large offsets", "20", 40],
    ["all negative", "1/10", 24],
    ["nearly uninformative", "1/51", 24],
    ["rare signal", "17/100", 24],
    ["three signals", "1/10", 16],
    ["proportional signals", "1/8", 16],
    ["three states", "1/2", 12],
    ["opposed players", "1/10", 12],
    ["tie in one state", "1/10", 12],
    ["two states with the same likelihoods", "1/10", 12],
  ],
  deep: [
    ["guess of the state", "1/1000000", 60],
    ["nearly uninformative", "1/60", 40],
    ["two utilities with one top", "1/20", 24],
    ["rare signal", "1/7", 40],
    ["three signals", "1/100", 24],
    ["three states", "1/10", 24],
  ],
};

/** ε for the drawn environments. */
const drawnSlack = "1/4";

const priors = [half, ["1/3", "2/3"]] as const;
const likelihoods = [[half, ["1/3", "2/3"]], symmetric("2/3", "1/3"), [["1/4", "3/4"], half]] as const;
const tables = [
  matching,
  [
    ["2", "-1"],
    ["0", "0"],
  ],
  [
    ["1", "0"],
    ["0", "2"],
  ],
] as const;

/** Every combination of some priors, likelihoods and utilities. */
const grid: readonly EnvironmentNumbers[] = priors.flatMap((prior) =>
  likelihoods.flatMap((likelihood) => tables.map((table) => ({ prior, likelihood, utilities: [table] }))),
);

export const rowsOf = (budget: Budget): readonly Row[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

export const numbersOf = (name: string): EnvironmentNumbers => (named[name] ?? outside[name])!;

const exampleOf = (instance: Example["instance"]): Example => ({ instance, choices: {} });

/** Environments with their ε, the smallest first. */
export const thresholdExamples = (budget: Budget, selection: Selection): readonly Example[] =>
  rowsOf(budget).map(([name, slack, upTo]) => exampleOf(thresholdInstance(numbersOf(name), slack, upTo, selection)));

export const thresholdSaid = (budget: Budget): string =>
  `${rowsOf(budget).length} environments with an ε each: all n ≥ 1, every composition, all lies`;

/** Those and every combination of some priors, likelihoods and utilities. */
export const moreExamples = (budget: Budget, selection: Selection): readonly Example[] => [
  ...thresholdExamples(budget, selection),
  ...(budget === "gate" ? [] : grid.map((numbers) => exampleOf(thresholdInstance(numbers, drawnSlack, 12, selection)))),
];

export const moreSaid = (budget: Budget): string =>
  budget === "gate"
    ? thresholdSaid(budget)
    : `${rowsOf(budget).length} environments with an ε each, and all ${grid.length} of ${priors.length} priors, ${likelihoods.length} likelihoods and ${tables.length} utilities at ε = ${drawnSlack}: all n ≥ 1, every composition, all lies`;
