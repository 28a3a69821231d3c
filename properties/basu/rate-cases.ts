import type { Budget, Example } from "../../src/claim/claim.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type EnvironmentNumbers, matching, posteriorInstance, symmetric } from "./environments.js";
import { eventWorld } from "./event-world.js";
import { deltaLimit } from "./proof-threshold.js";
import type { Class } from "./rate-classes.js";
import { numbersOf } from "./theorem-1-cases.js";
import { thresholdInstance } from "./theorem-1-world.js";

const half = ["1/2", "1/2"] as const;

/** One alternative, worth so much in state 1. */
const worth = (value: string) => [["0", value]] as const;

/** A signal that is rare, and rarer still in state 0: 1/k² against 1/k. */
export const rareProof = (k: number): EnvironmentNumbers => ({
  prior: half,
  likelihood: [
    [`1/${k * k}`, `${k * k - 1}/${k * k}`],
    [`1/${k}`, `${k - 1}/${k}`],
  ],
  utilities: [worth("1")],
});

/** A signal with the chances κ and 2κ, κ = 1/k. */
export const rareSignal = (k: number): EnvironmentNumbers => ({
  prior: half,
  likelihood: [
    [`1/${k}`, `${k - 1}/${k}`],
    [`2/${k}`, `${k - 2}/${k}`],
  ],
  utilities: [worth("1")],
});

/** Signals that are right with the chance r/d. */
const right = (r: number, d: number) => symmetric(`${r}/${d}`, `${d - r}/${d}`);

export const stateValue = (value: string, r = 2, d = 3): EnvironmentNumbers => ({
  prior: half,
  likelihood: right(r, d),
  utilities: [worth(value)],
});

export const guessOf = (r: number, d: number, prior: readonly string[] = half): EnvironmentNumbers => ({
  prior,
  likelihood: right(r, d),
  utilities: [matching],
});

/** An environment, ε, and choices. */
type Row = readonly [numbers: EnvironmentNumbers, slack: string, choices?: JsonObject];
type Rows = Readonly<Record<Budget, readonly Row[]>>;

const falls = (C: string, n: number): JsonObject => ({ C, n });

/** Where one C does not do for the n0 that the proof picks: the posterior has to be sure whatever ε is. */
const proofFalls: Rows = {
  gate: [[guessOf(2, 3), "1", falls("1", 1)]],
  standard: [
    [stateValue("1"), "1", falls("1", 1)],
    [guessOf(3, 5), "1", falls("10", 10)],
  ],
  deep: [[guessOf(53, 100), "1", falls("100", 100)]],
};

const priorFalls: Rows = {
  gate: [[guessOf(2, 3), "1", falls("1", 1)]],
  standard: [
    [stateValue("1"), "1", falls("1", 1)],
    [guessOf(2, 3, ["1/1000000", "999999/1000000"]), "1", falls("10", 10)],
  ],
  deep: [[guessOf(2, 3, ["1/1000000000000", "999999999999/1000000000000"]), "1", falls("100", 100)]],
};

const symmetricRows = (budget: Budget): readonly Row[] => {
  const chances = budget === "deep" ? ([[9, 10], [2, 3], [3, 5], [11, 20]] as const) : ([[9, 10], [3, 5]] as const); // biome-ignore format: one line
  const slacks = budget === "deep" ? ["1/4", "1/10", "1/20"] : ["1/4", "1/10"];
  return chances.flatMap(([r, d]) =>
    slacks.flatMap((slack): readonly Row[] => [
      [stateValue("1", r, d), slack],
      [guessOf(r, d), slack],
      [{ ...guessOf(r, d), prior: ["1/10", "9/10"] }, slack],
      [{ ...guessOf(r, d), utilities: [[matching[0]!, ["0", "2"]]] }, slack],
    ]),
  );
};

const named = (name: string, ...slacks: readonly string[]): readonly Row[] =>
  slacks.map((slack) => [numbersOf(name), slack]);

const fixedRows: Rows = {
  gate: [...named("one state", "1/10"), ...named("guess of the state", "1/10")],
  standard: [
    ...named("one alternative", "1/4", "1/10"),
    ...named("guess of the state", "1/100", "1/1000", "1/10000"),
    ...named("skewed signals", "1/10", "1/100"),
    ...named("skewed prior", "1/10", "1/100"),
    ...named("two utilities with one top", "1/10"),
    ...named("three states", "1/10"),
    ...named("proportional signals", "1/10"),
  ],
  deep: [...named("two utilities with one top", "1/100"), ...named("three signals", "1/100")],
};

const least: Readonly<Record<Class, Rows>> = {
  fixed: fixedRows,
  "all-v": {
    gate: [[rareProof(14), "1/3", falls("1", 10)]],
    standard: [
      [{ ...rareProof(14), utilities: [[...worth("1"), ["-1", "-1"]]] }, "1/3", falls("1", 10)],
      [rareProof(288), "2/5", falls("10", 72)],
    ],
    deep: [[rareProof(2528), "2/5", falls("100", 632)]],
  },
  symmetric: {
    gate: [[stateValue("1", 9, 10), "1/4"]],
    standard: symmetricRows("standard"),
    deep: symmetricRows("deep"),
  },
  bounded: {
    gate: [[guessOf(3, 4), "1/10"]],
    standard: [
      ...named("one alternative", "1/4", "1/10"),
      ...named("skewed signals", "1/20"),
      ...named("three signals", "1/10"),
      ...named("three states", "1/5"),
      [stateValue("1", 3, 5), "1/10"],
      [stateValue("1", 11, 20), "1/12"],
    ],
    deep: [[rareSignal(20), "1/12"]],
  },
  "v-alone": {
    gate: [[stateValue("4"), "1", falls("1", 2)]],
    standard: [
      [{ ...stateValue("4"), utilities: [[...worth("4"), ["-1", "-1"]]] }, "1", falls("1", 2)],
      [stateValue("8"), "1", falls("10", 11)],
      [stateValue("10000"), "1", falls("100", 101)],
    ],
    deep: [],
  },
  normalised: {
    gate: [[guessOf(3, 4), "1/10"]],
    standard: [
      [stateValue("1", 3, 4), "1/10"],
      [stateValue("1", 3, 4), "1/100"],
      [guessOf(3, 4), "1/100"],
      [guessOf(3, 4, ["1/1000", "999/1000"]), "1/100"],
      [guessOf(3, 4, ["1/1000000", "999999/1000000"]), "1/1000"],
      [{ ...guessOf(3, 4), utilities: [[["1/1000", "0"], ["0", "1"]]] }, "1/100"], // biome-ignore format: one line
    ],
    deep: [[stateValue("1", 3, 4), "1/1000"]],
  },
};

const proof: Readonly<Record<Class, Rows>> = {
  fixed: {
    gate: [...named("one state", "1/10"), ...named("guess of the state", "1/10")],
    standard: [
      ...named("one alternative", "1"),
      ...named("guess of the state", "1", "1/100", "1/1000"),
      ...named("skewed signals", "1/10"),
      ...named("skewed prior", "1/10"),
      ...named("three states", "2"),
    ],
    deep: [...named("guess of the state", "1/10000"), ...named("proportional signals", "1/10")],
  },
  "all-v": proofFalls,
  symmetric: proofFalls,
  bounded: proofFalls,
  "v-alone": priorFalls,
  normalised: priorFalls,
};

/** Where n0 is said to be no less than c/ε². */
const exactly: Rows = {
  gate: [[stateValue("1"), "1/10", { c: "1" }]],
  standard: [
    [guessOf(3, 4), "1/20", { c: "1" }],
    [stateValue("1"), "1/1000", { c: "1/100" }],
  ],
  deep: [],
};

/** What is asked of n0·ε². */
export interface Asked {
  readonly over: Class;
  readonly threshold: "least" | "proof";
  readonly rate: "at-most" | "exactly" | "logarithmic";
}

/** The examples of what is asked, the smallest first. */
export function rateExamples(budget: Budget, { over, threshold, rate }: Asked): readonly Example[] {
  const rows = rate === "exactly" ? exactly : (threshold === "least" ? least : proof)[over];
  const all = [...rows.gate, ...(budget === "gate" ? [] : rows.standard), ...(budget === "deep" ? rows.deep : [])];
  return all.map(([numbers, slack, choices = {}]) => ({
    instance: threshold === "least" ? thresholdInstance(numbers, slack, 12) : eventInstance(numbers, slack, choices),
    choices,
  }));
}

/** (4) for some n, as `measure` is asked about it, at the limit of δ: 1 itself is none. */
function eventInstance(numbers: EnvironmentNumbers, slack: string, { n = 0 }: JsonObject): JsonObject {
  const instance = posteriorInstance(numbers, undefined, { tolerance: slack });
  const limit = deltaLimit(eventWorld(instance).environment, Q.parseRational(slack)!);
  return { ...instance, question: "proof-events", others: n, delta: Q.printRational(limit) };
}
