import type { Budget, Example } from "../../src/claim/claim.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { type Rational, signOfRational } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { environmentJson, symmetric } from "./environments.js";

type Row = readonly string[];

/** One object for one of several groups: what it is worth to a member of each, and the groups with their members. */
interface ObjectCase {
  readonly prior: Row;
  readonly likelihood: readonly Row[];
  /** [group][state]. */
  readonly values: readonly Row[];
  readonly groups: readonly number[];
  readonly tie?: "last" | "uniform";
  /** ε; 1/10 where left out. */
  readonly tolerance?: string;
  /** [group][alternative][state]: what it is worth to a group where another one gets the object; 0 where left out. */
  readonly losing?: readonly (readonly Row[])[];
}

const certain = { prior: ["1"], likelihood: [["1"]] };
const half = ["1/2", "1/2"];
const fair = { prior: half, likelihood: symmetric("3/4", "1/4") };
const sharp = { prior: half, likelihood: symmetric("9/10", "1/10") };

const cases: Readonly<Record<Budget, readonly ObjectCase[]>> = {
  gate: [
    { ...certain, values: [["1"]], groups: [1] },
    { ...certain, values: [["1"]], groups: [2] },
    { ...certain, values: [["0"], ["0"]], groups: [1, 0] },
    { ...certain, values: [["1"], ["1"]], groups: [1, 1], tie: "uniform" },
    { ...certain, values: [["1"], ["-1"]], groups: [1, 1] },
    { ...certain, values: [["1"], ["0"]], groups: [1, 1], losing: [[["0"], ["0"]], [["2"], ["0"]]] }, // biome-ignore format: one line
    { ...certain, values: [["1"], ["0"]], groups: [1, 1], losing: [[["0"], ["0"]], [["1"], ["0"]]] }, // biome-ignore format: one line
    { ...sharp, values: [["0", "1"]], groups: [1] },
    { ...fair, values: [["0", "1"], ["0", "0"]], groups: [1, 0], tolerance: "1/4" }, // biome-ignore format: one line
    { ...sharp, values: [["1", "0"], ["1", "1"]], groups: [1, 1] }, // biome-ignore format: one line
  ],
  standard: [
    { ...fair, values: [["1", "2"], ["2", "1"]], groups: [1, 1] }, // biome-ignore format: one line
    { ...sharp, values: [["1", "2"], ["2", "1"]], groups: [2, 2], tie: "last" }, // biome-ignore format: one line
    { ...sharp, values: [["1", "-1"], ["-1", "1"]], groups: [2, 1] }, // biome-ignore format: one line
    { ...sharp, values: [["-1", "-2"], ["-2", "-1"]], groups: [1, 2], tie: "uniform" }, // biome-ignore format: one line
    { ...sharp, values: [["1", "0"], ["0", "1"], ["1/2", "1/2"]], groups: [1, 1, 1] }, // biome-ignore format: one line
    { ...certain, values: [["3"], ["2"], ["1"], ["-1"]], groups: [1, 1, 1, 0] }, // biome-ignore format: one line
    { ...sharp, values: [["100", "1"], ["1/100", "1/2"]], groups: [0, 3] }, // biome-ignore format: one line
    {
      prior: half,
      likelihood: [
        ["4/5", "1/10", "1/10"],
        ["1/10", "3/10", "3/5"],
      ],
      values: [
        ["1", "0"],
        ["0", "1"],
      ],
      groups: [2, 1],
    },
    {
      prior: ["1/2", "1/4", "1/4"],
      likelihood: [
        ["18/20", "1/20", "1/20"],
        ["1/20", "18/20", "1/20"],
        ["1/20", "1/20", "18/20"],
      ],
      values: [["1", "0", "1/2"], ["0", "1", "0"]], // biome-ignore format: one line
      groups: [1, 2],
    },
    // The second group is better off where the first one has the object.
    {
      ...sharp,
      values: [["1", "1/2"], ["1", "0"]], // biome-ignore format: one line
      groups: [1, 2],
      losing: [[["0", "0"], ["0", "0"]], [["2", "1"], ["0", "0"]]], // biome-ignore format: one line
    },
    // Each of two groups envies the other.
    {
      ...sharp,
      values: [["1", "1"], ["1", "2"]], // biome-ignore format: one line
      groups: [2, 1],
      losing: [[["0", "0"], ["-1", "-2"]], [["-1", "0"], ["0", "0"]]], // biome-ignore format: one line
    },
  ],
  deep: [
    { ...fair, values: [["1", "2"], ["2", "1"], ["3/2", "3/2"]], groups: [2, 3, 1] }, // biome-ignore format: one line
    { prior: ["1/10", "9/10"], likelihood: symmetric("2/3", "1/3"), values: [["5", "1"], ["1", "1"]], groups: [5, 4] }, // biome-ignore format: one line
    {
      ...fair,
      values: [["1", "0"], ["0", "0"], ["0", "0"]], // biome-ignore format: one line
      groups: [2, 2, 2],
      losing: [
        [["0", "0"], ["0", "-1"], ["0", "-2"]], // biome-ignore format: one line
        [["3", "1"], ["0", "0"], ["-1", "0"]], // biome-ignore format: one line
        [["2", "5"], ["1", "1"], ["0", "0"]], // biome-ignore format: one line
      ],
    },
  ],
};

const zeros = (row: Row): Row => row.map(() => "0");

const numbersOf = ({ prior, likelihood, values, losing }: ObjectCase) => ({
  prior,
  likelihood,
  utilities: values.map((row, k) => values.map((_, a) => (a === k ? row : (losing?.[k]?.[a] ?? zeros(row))))),
});

const parameters = ({ tie, tolerance = "1/10" }: ObjectCase): JsonObject => ({ ...(tie && { tie }), tolerance });

const upTo = (budget: Budget): readonly ObjectCase[] => [
  ...cases.gate,
  ...(budget === "gate" ? [] : cases.standard),
  ...(budget === "deep" ? cases.deep : []),
];

const made = new Map<string, readonly Example[]>();
const kept = (key: string, make: () => readonly Example[]): readonly Example[] => {
  const found = made.get(key) ?? make();
  made.set(key, found);
  return found;
};

/** The object with its groups, at one n. */
export const objectCases = (budget: Budget): readonly Example[] =>
  kept(`groups ${budget}`, () =>
    upTo(budget).map((entry) => ({
      instance: {
        mechanism: "basu/single-object",
        parameters: parameters(entry),
        environment: environmentJson(numbersOf(entry), entry.groups),
      },
      choices: {},
    })),
  );

/** The object with nobody named: what is said of all n and all compositions, as a question of `measure`. */
export const objectQuestions = (budget: Budget): readonly Example[] =>
  kept(`question ${budget}`, () =>
    upTo(budget).map((entry) => ({
      instance: {
        mechanism: "basu/single-object",
        parameters: parameters(entry),
        environment: environmentJson(numbersOf(entry)),
        question: "thresholds",
        tolerances: [entry.tolerance ?? "1/10"],
        upTo: 12,
        over: "all",
      },
      choices: {},
    })),
  );

/** u_k(k, ω): what the object is worth to its winners, as [group][state]. */
export const worths = ({ utilities }: BayesianEnvironment): readonly (readonly Rational[])[] =>
  utilities.map((table, k) => table[k]!);

/** Whether the alternatives are the groups. */
export const isAssignment = ({ alternatives, utilities }: BayesianEnvironment): boolean =>
  alternatives === utilities.length;

/** Whether not obtaining the object is worth 0 to everybody. */
export const isWorthlessToLosers = ({ utilities }: BayesianEnvironment): boolean =>
  utilities.every((table, k) => table.every((row, a) => a === k || row.every(({ numerator }) => numerator === 0n)));

const signsOf = (environment: BayesianEnvironment): readonly number[] => worths(environment).flat().map(signOfRational);

/** Whether the object is worth something to everybody in every state. */
export const isWanted = (environment: BayesianEnvironment): boolean => signsOf(environment).every((sign) => sign > 0);

/** Whether there are two groups of which exactly one wants the object, and the other one minds it, state by state. */
export const isOpposed = (environment: BayesianEnvironment): boolean => {
  const [first, second, ...rest] = worths(environment);
  if (second === undefined || rest.length > 0) return false;
  return first!.every((value, state) => signOfRational(value) * signOfRational(second[state]!) < 0);
};

/** The corners of the claims about the object. */
export const objectCorners: Readonly<Record<string, (world: BayesianWorld) => boolean>> = {
  "one group": ({ environment }) => environment.utilities.length === 1,
  "two groups": ({ environment }) => environment.utilities.length === 2,
  "three groups or more": ({ environment }) => environment.utilities.length > 2,
  "all values positive": ({ environment }) => isWanted(environment),
  "a value of 0": ({ environment }) => signsOf(environment).includes(0),
  "all values negative": ({ environment }) => signsOf(environment).every((sign) => sign < 0),
  "values of both signs": ({ environment }) => [1, -1].every((sign) => signsOf(environment).includes(sign)),
  "losing is worth something": ({ environment }) => !isWorthlessToLosers(environment),
  "one state": ({ environment }) => environment.states === 1,
  "three states": ({ environment }) => environment.states === 3,
  "three signals": ({ environment }) => environment.signals === 3,
  "the last of the best": ({ tie }) => tie === "last",
  "one of the best, drawn evenly": ({ tie }) => tie === "uniform",
};
