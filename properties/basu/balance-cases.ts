import type { Budget, Example } from "../../src/claim/claim.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import { compareSum, signOfSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { environmentJson, matching, symmetric } from "./environments.js";
import { presentIn, type WorkedWorld } from "./worked-world.js";

type Row = readonly string[];

/** An environment with its players, ε and tie. */
interface BalanceCase {
  readonly prior: Row;
  readonly likelihood: readonly Row[];
  readonly utilities: readonly (readonly Row[])[];
  readonly groups: readonly number[];
  readonly tolerance: string;
  readonly tie?: "last" | "uniform";
}

const certain = { prior: ["1"], likelihood: [["1"]] };
const half = ["1/2", "1/2"];
const fair = { prior: half, likelihood: symmetric("3/4", "1/4") };
const sharp = { prior: half, likelihood: symmetric("9/10", "1/10") };

/** What the trade is worth to the buyer, and what it costs the seller: {trade, no trade}, state by state. */
const trade = (worth: Row, cost: Row): readonly (readonly Row[])[] =>
  [worth, cost.map((c) => (c === "0" ? c : c.startsWith("-") ? c.slice(1) : `-${c}`))].map((row) => [
    row,
    row.map(() => "0"),
  ]);

/** The best alternative, a guess of the state, is worth 1 to the one and −1 to the other. */
const cancelling: readonly (readonly Row[])[] = [
  matching,
  [
    ["-1", "-2"],
    ["-2", "-1"],
  ],
];

const cases: Readonly<Record<Budget, readonly BalanceCase[]>> = {
  gate: [
    { ...certain, utilities: [[["1"]]], groups: [1], tolerance: "1/2" },
    { ...certain, utilities: [[["1"]], [["-1"]]], groups: [1, 1], tolerance: "1/2" },
    {
      ...certain,
      utilities: [
        [["-1"], ["0"]],
        [["-2"], ["0"]],
      ],
      groups: [1, 1],
      tolerance: "1/2",
    },
    { ...certain, utilities: trade(["1"], ["1"]), groups: [1, 1], tolerance: "1/2", tie: "uniform" },
    { ...certain, utilities: trade(["1"], ["0"]), groups: [1, 1], tolerance: "1/2" },
    { ...fair, utilities: [[["1", "-1"]]], groups: [2], tolerance: "1" },
    { ...fair, utilities: [[["1", "-1"], ["0", "0"]]], groups: [3], tolerance: "1/2" }, // biome-ignore format: one line
    { ...sharp, utilities: [[["1", "-1"], ["0", "0"]]], groups: [3], tolerance: "1/4" }, // biome-ignore format: one line
    { ...sharp, utilities: trade(["2", "0"], ["1", "-1/2"]), groups: [1, 1], tolerance: "1/2" },
    { ...sharp, utilities: trade(["1", "0"], ["1", "0"]), groups: [1, 1], tolerance: "1/4" },
    { ...sharp, utilities: trade(["1/10", "0"], ["0", "1/10"]), groups: [1, 1], tolerance: "1/10" },
    // Little is expected to be gained, and much at the signals that speak for the unlikely state.
    { prior: ["1/100", "99/100"], likelihood: symmetric("9/10", "1/10"), utilities: trade(["1", "-1"], ["0", "0"]), groups: [2, 2], tolerance: "1/2" }, // biome-ignore format: one line
  ],
  standard: [
    { ...sharp, utilities: cancelling, groups: [4, 4], tolerance: "1/10" },
    { ...sharp, utilities: cancelling, groups: [5, 4], tolerance: "1/10", tie: "last" },
    { ...sharp, utilities: [[["1", "-1"], ["1", "-1"]], [["-1", "1"], ["-1", "1"]]], groups: [4, 4], tolerance: "1/4", tie: "last" }, // biome-ignore format: one line
    { ...certain, utilities: [[["1/4"]]], groups: [2], tolerance: "1/2" },
    { ...certain, utilities: [[["-1/4"], ["-2"]]], groups: [1], tolerance: "1/2" },
    { prior: ["1/1000", "999/1000"], likelihood: symmetric("9/10", "1/10"), utilities: [[["1", "-3"], ["0", "0"]]], groups: [7], tolerance: "1/10" }, // biome-ignore format: one line
    { ...sharp, utilities: [[["-1", "-2"], ["0", "0"]], [["-3", "-1"], ["0", "0"]]], groups: [3, 2], tolerance: "1/10" }, // biome-ignore format: one line
    { ...sharp, utilities: trade(["2", "0"], ["1", "1"]), groups: [3, 3], tolerance: "1/10" },
    { ...sharp, utilities: trade(["1", "0"], ["1", "0"]), groups: [3, 3], tolerance: "1/10", tie: "uniform" },
    { ...sharp, utilities: trade(["1", "3"], ["-1", "-2"]), groups: [4, 4], tolerance: "1/2", tie: "last" },
    { ...sharp, utilities: trade(["-1", "-1"], ["2", "1"]), groups: [1, 1], tolerance: "1/10" },
    {
      prior: ["1/2", "1/4", "1/4"],
      likelihood: [
        ["18/20", "1/20", "1/20"],
        ["1/20", "18/20", "1/20"],
        ["1/20", "1/20", "18/20"],
      ],
      utilities: [[["1", "-2", "0"], ["0", "0", "1"]]], // biome-ignore format: one line
      groups: [6],
      tolerance: "1/4",
    },
  ],
  deep: [
    { ...sharp, utilities: cancelling, groups: [10, 10], tolerance: "1/100" },
    { ...sharp, utilities: trade(["2", "0"], ["1", "1"]), groups: [8, 8], tolerance: "1/100" },
    { ...sharp, utilities: trade(["1", "0"], ["1", "0"]), groups: [9, 9], tolerance: "1/100" },
  ],
};

const made = new Map<Budget, readonly Example[]>();

/** The environments with their players, smallest first. */
export function balanceCases(budget: Budget): readonly Example[] {
  const known = made.get(budget);
  if (known) return known;
  const rows = [...cases.gate, ...(budget === "gate" ? [] : cases.standard), ...(budget === "deep" ? cases.deep : [])];
  const examples = rows.map(({ groups, tolerance, tie, ...numbers }) => ({
    instance: {
      mechanism: "basu/budget-balance",
      parameters: { ...(tie && { tie }), tolerance },
      environment: environmentJson(numbers, groups),
    },
    choices: {},
  }));
  made.set(budget, examples);
  return examples;
}

const isZero = (row: readonly Q.Rational[]): boolean => row.every(({ numerator }) => numerator === 0n);

/** Whether two utilities meet over {trade, no trade}, where no trade is worth 0 to both. */
export const isTrade = ({ alternatives, utilities }: BayesianEnvironment): boolean =>
  alternatives === 2 && utilities.length === 2 && utilities.every((table) => isZero(table[1]!));

/** Whether some alternative is worth 0 to everybody in every state. */
const hasStatusQuo = ({ alternatives, utilities }: BayesianEnvironment): boolean =>
  Array.from({ length: alternatives }, (_, a) => a).some((a) => utilities.every((table) => isZero(table[a]!)));

/** Whether players of several utilities are worth 0 together in every state, each at the best alternative of all. */
function levelsCancel(world: WorkedWorld): boolean {
  const { environment } = world;
  const tops = commonTop(environment);
  if (!tops || presentIn(world).length < 2) return false;
  return tops.every((a, state) => {
    const levels = world.sizes().map((size, u) => Q.multiply(Q.rational(BigInt(size)), environment.utilities[u]![a]![state]!)); // biome-ignore format: one line
    return levels.some(({ numerator }) => numerator !== 0n) && levels.reduce(Q.add).numerator === 0n;
  });
}

/** The corners of the claims about balanced budgets. */
export const balanceCorners: Readonly<Record<string, (world: WorkedWorld) => boolean>> = {
  "utilities whose levels cancel": levelsCancel,
  "a buyer and a seller": ({ environment }) => isTrade(environment),
  "a status quo": ({ environment }) => hasStatusQuo(environment),
  "hypothesis (1) fails": ({ environment }) => commonTop(environment) === undefined,
  "n at most n_0": (world) => world.players() <= world.leastThreshold(),
  "welfare above ε": (world) => compareSum(world.enjoyed(), world.slack) > 0,
  "welfare of ε exactly": (world) => compareSum(world.enjoyed(), world.slack) === 0,
  "welfare of 0": (world) => signOfSum(world.enjoyed()) === 0,
  "welfare below 0": (world) => signOfSum(world.enjoyed()) < 0,
  "one player": (world) => world.players() === 1,
  "an odd number of players": (world) => BigInt(world.players()) % 2n === 1n && world.players() > 1,
  "one state": ({ environment }) => environment.states === 1,
  "three states": ({ environment }) => environment.states === 3,
  "the last of the best": ({ tie }) => tie === "last",
  "one of the best, drawn evenly": ({ tie }) => tie === "uniform",
};
