import type { Budget } from "../../src/claim/claim.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { allTails, settledFrom } from "../../src/mechanisms/basu/affinity-tail.js";
import { norms } from "../../src/mechanisms/basu/proof-events.js";
import { largestGain } from "../../src/notions/approximate-incentives.js";
import { enclosedSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { gainsOver, leastN0, selections } from "./any-selection.js";
import { posteriorInstance } from "./environments.js";
import { eventWorld } from "./event-world.js";
import { explicitN0, gainBound } from "./explicit-n0.js";
import { deltaLimit, proofN0 } from "./proof-threshold.js";
import { type Asked, guessOf, rareSignal, stateValue } from "./rate-cases.js";
import { remembered } from "./remembered.js";
import { numbersOf } from "./theorem-1-cases.js";

/** Exact thresholds and gains as a function of ε and n: what the figures on the rate are drawn from. */

const environmentOf = (numbers: Parameters<typeof posteriorInstance>[0]): BayesianEnvironment =>
  eventWorld(posteriorInstance(numbers)).environment;

/** A number rounded down to so many digits after the point. */
export function decimal(x: Q.Rational, digits: number): string {
  const scaled = (x.numerator * 10n ** BigInt(digits)) / x.denominator;
  const text = `${scaled}`.padStart(digits + 1, "0");
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** n0/ln(1/ε), to three digits. */
const perLogarithm = (n0: number, slack: Q.Rational): string => {
  const quotient = R.divide(R.fromInteger(BigInt(n0)), R.ln(R.fromRational(Q.divide(Q.one, slack))));
  return decimal(R.enclosureOf(quotient, 40).low, 3);
};

const timesSquare = (n0: number, slack: Q.Rational): string =>
  Q.printRational(Q.multiply(Q.rational(BigInt(n0)), Q.multiply(slack, slack)));

/** What is known of one environment at one ε. */
function thresholdRow(environment: BayesianEnvironment, slack: Q.Rational, withProof: boolean): JsonObject {
  const worst = leastN0(environment, "any", slack);
  const least = Object.fromEntries(
    selections.map((selection) => [
      selection,
      selection === "any" ? worst : leastN0(environment, selection, slack, worst),
    ]),
  );
  const picked = Object.fromEntries(norms.map((norm) => [norm, proofN0(environment, slack, norm)]));
  return {
    epsilon: Q.printRational(slack),
    leastN0: least,
    leastTimesSquare: timesSquare(worst, slack),
    leastPerLogarithm: perLogarithm(worst, slack),
    tailFrom: settledFrom(allTails(environment), slack),
    explicitN0: `${explicitN0(environment, slack)}`,
    ...(withProof && {
      delta: `just below ${Q.printRational(deltaLimit(environment, slack))}`,
      proofN0: picked,
      proofTimesSquare: timesSquare(picked.l1!, slack),
      proofPerLogarithm: perLogarithm(picked.l1!, slack),
    }),
  };
}

/** Environments of the tables by budget. */
const tabled: Readonly<Record<Budget, readonly string[]>> = {
  gate: [],
  standard: ["guess of the state", "one alternative"],
  deep: ["guess of the state", "skewed signals", "one alternative", "skewed prior", "three states"],
};

const powers = [1n, 2n, 3n, 4n];

/** n0 at ε = 10^−1, …, 10^−4. */
const thresholdTable = (budget: Budget): JsonObject =>
  Object.fromEntries(
    tabled[budget].map((name) => {
      const environment = environmentOf(numbersOf(name));
      return [name, powers.map((k) => thresholdRow(environment, Q.rational(1n, 10n ** k), true))];
    }),
  );

/** The bound of `allTails` at n players. */
function tailAt(environment: BayesianEnvironment, n: number): Q.Rational {
  return allTails(environment)
    .map((terms) =>
      terms
        .map(({ factor, affinity }) => Q.multiply(factor, Q.integerPower(affinity, BigInt(n - 1))))
        .reduce(Q.add, Q.zero),
    )
    .reduce(Q.maximum, Q.zero);
}

/** The largest gain at n players with both bounds on it. */
function gainRow(environment: BayesianEnvironment, n: number): JsonObject {
  const best = largestGain(gainsOver(environment, "any", n));
  const { factor, distance } = gainBound(environment);
  const bound = Q.multiply(factor, Q.integerPower(Q.subtract(Q.one, distance), BigInt(n - 1)));
  return {
    n,
    largestGain: best ? decimal(enclosedSum(best, 80).low, 12) : "0",
    tailBound: decimal(tailAt(environment, n), 12),
    rationalBound: decimal(bound, 12),
  };
}

/** The largest gain at n = 1, …, 24, the worst maximiser selected. */
const gainTable = (budget: Budget): JsonObject =>
  Object.fromEntries(
    (budget === "gate" ? [] : ["guess of the state", "one alternative", "skewed signals"]).map((name) => {
      const environment = environmentOf(numbersOf(name));
      return [name, Array.from({ length: 24 }, (_, i) => gainRow(environment, i + 1))];
    }),
  );

/** n·gain² at n players: near n0·ε² for ε just below the gain. */
function productAt(environment: BayesianEnvironment, n: number): Json {
  const best = largestGain(gainsOver(environment, "any", n));
  const gain = best ? enclosedSum(best, 80).low : Q.zero;
  return { n, gain: decimal(gain, 8), nGainSquared: decimal(Q.multiply(Q.rational(BigInt(n)), Q.multiply(gain, gain)), 6) }; // biome-ignore format: one line
}

const families = {
  "all-v": () => ({
    family: "one alternative worth 1 in state 1, signals with the chances κ and 2κ: gain ≥ 1/12 up to n = 1 + 1/(2κ)",
    at: [20, 40, 80].map((k) => ({
      kappa: `1/${k}`,
      ...(productAt(environmentOf(rareSignal(k)), 4 * k) as JsonObject),
    })),
  }),
  symmetric: () => ({
    family:
      "one alternative worth 1 in state 1, signals right with the chance 1/2 + 1/(2k), n = k²/4: 1/ε² is attained, n·gain² ≥ 9/256 for every k",
    at: [
      [4, 4],
      [8, 16],
      [12, 36],
      [16, 64],
    ].map(([k, n]) => ({
      eta: `1/${2 * k!}`,
      ...(productAt(environmentOf(stateValue("1", k! + 1, 2 * k!)), n!) as JsonObject),
    })),
    largest: "n·gain² tends to D² with one player and revealing signals",
  }),
  "proof falls": () => ({
    family: "guess of the state, signals right with the chance 1/2 + 1/(2k), ε = 1: the n0 that the proof picks",
    at: [2, 3, 4].map((k) => ({
      eta: `1/${2 * k}`,
      proofN0: proofN0(environmentOf(guessOf(k + 1, 2 * k)), Q.one, "l1"),
      leastN0: leastN0(environmentOf(guessOf(k + 1, 2 * k)), "any", Q.one),
    })),
  }),
};

const found = remembered<JsonObject>();
const owner = {};

/** The tables of the reading that they concern. */
export function rateEvidence(budget: Budget, { over, threshold, rate }: Asked): JsonObject {
  if (budget === "gate" || rate === "exactly") return {};
  const kept = (key: string, find: () => JsonObject) => found(owner, `${budget} ${key}`, find);
  if (rate === "logarithmic") return kept("gains", () => ({ gains: gainTable(budget) }));
  if (over === "fixed")
    return threshold === "least" ? kept("table", () => ({ thresholds: thresholdTable(budget) })) : {};
  if (threshold === "proof") return over === "symmetric" ? kept("proof", families["proof falls"]) : {};
  return over === "all-v" || over === "symmetric" ? kept(over, families[over]) : {};
}
