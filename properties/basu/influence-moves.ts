import { largestGain } from "../../src/notions/approximate-incentives.js";
import { allGains } from "../../src/notions/interim-incentives.js";
import { compareRational, type Enclosure } from "../../src/number/enclosure.js";
import { compareSum, compareSums, type QuotientSum, signOfSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { WorstSides } from "../worst-choices.js";
import { isApart } from "./event-claim.js";
import { levelOf } from "./event-world.js";
import { gainBound } from "./explicit-n0.js";
import * as bounds from "./influence-bounds.js";
import { expectedBeliefChange, expectedPaymentChange, movedCells, pivotChance } from "./movement.js";
import { plainEnclosedGain } from "./plain-gains.js";
import { movedPlainly } from "./plain-movement.js";
import { remembered } from "./remembered.js";
import type { ThresholdWorld } from "./theorem-1-world.js";

/** What one report may move. */
export const aggregates = ["choice", "belief", "payment", "gain"] as const;
export type Aggregate = (typeof aggregates)[number];
/** How little it is to move. */
export type Sense = "surely" | "geometrically" | "slowly";

/** What is measured of it. */
export const amounts: Readonly<Record<Aggregate, string>> = {
  choice: "σ*: the probability that some report of a player changes it, given the signals of the others",
  belief: "the posterior: E[max_{y,z} ‖π(s_−i, y) − π(s_−i, z)‖_1]",
  payment: "the player's own payment: E[max_{y,z} |q*_i(s_−i, y) − q*_i(s_−i, z)|]",
  gain: "what a player gains by her best lie",
};

/** The bound C·r^{n−1} that is asked for where there is none of that form; others in the same way. */
const asked = { C: Q.rational(1n, 2n), r: Q.rational(9n, 10n) };

/** The utilities that somebody has. */
export const present = ({ sizes }: ThresholdWorld): readonly number[] =>
  sizes().flatMap((size, u) => (size > 0 ? [u] : []));

/** What one report moves at most. */
function movedBy(world: ThresholdWorld, aggregate: Aggregate): QuotientSum {
  const population = world.population();
  const nothing: QuotientSum = { terms: [], divisor: 1n };
  if (aggregate === "gain") return largestGain(allGains(population, world.mechanism())) ?? nothing;
  const cells = movedCells(population, world.mechanism());
  if (aggregate === "choice") return pivotChance(population, cells);
  if (aggregate === "belief") return expectedBeliefChange(population, cells);
  return present(world)
    .map((utility) => expectedPaymentChange(population, cells, utility))
    .reduce((x, y) => (compareSums(x, y) >= 0 ? x : y));
}

const moved = remembered<QuotientSum>();

/** What one report moves, found once for all readings. */
export const movementOf = (world: ThresholdWorld, aggregate: Aggregate): QuotientSum =>
  moved(world.environment, [aggregate, world.tie, ...world.sizes()].join(), () => movedBy(world, aggregate));

/** The geometric bound. */
function decayAt({ environment, players }: ThresholdWorld, aggregate: Aggregate): Q.Rational {
  const n = players();
  if (aggregate === "belief") return bounds.beliefDecay(environment, n);
  if (aggregate === "gain") {
    const { factor, distance } = gainBound(environment);
    return Q.multiply(factor, Q.integerPower(Q.subtract(Q.one, distance), BigInt(n - 1)));
  }
  if (levelOf(environment) === undefined || !isApart(environment)) {
    return Q.multiply(asked.C, Q.integerPower(asked.r, BigInt(n - 1)));
  }
  return aggregate === "choice" ? bounds.choiceDecay(environment, n) : bounds.paymentDecay(environment, n);
}

const lines = {
  choice: bounds.choiceLines,
  belief: bounds.beliefLines,
  payment: bounds.paymentLines,
  gain: bounds.gainLines,
} as const;

/** Whether what is moved is as little as a sense asks. */
export function holdsAt(world: ThresholdWorld, aggregate: Aggregate, sense: Sense): boolean {
  const found = movementOf(world, aggregate);
  if (sense === "surely") return signOfSum(found) <= 0;
  const { environment, players } = world;
  const bound =
    sense === "geometrically"
      ? decayAt(world, aggregate)
      : bounds.lineBound(environment, lines[aggregate](environment), players());
  return compareSum(found, bound) <= 0;
}

/** Sides where a reading says nothing. */
export const outside: WorstSides = {
  left: Q.zero,
  right: Q.zero,
  larger: "right",
  hypotheses: "outside",
  inequality: "moved <= bound",
  explanation: "the hypotheses of the reading are not met",
};

/** The same apart from it. */
export function sidesAt(
  world: ThresholdWorld,
  choices: JsonObject,
  aggregate: Aggregate,
  sense: Sense,
  scale: Q.Rational,
): WorstSides {
  const { environment, tie } = world;
  const sizes = world.sizes();
  const n = world.players();
  const told = { larger: "right", explanation: `n = ${n}: ${amounts[aggregate]}` } as const;
  const found =
    aggregate === "gain"
      ? plainEnclosedGain(environment, sizes, tie, choices as never)
      : movedPlainly(environment, sizes, tie, aggregate === "payment" ? { paymentOf: choices.utility as number } : aggregate); // biome-ignore format: one line
  const [low, high] = [Q.multiply(scale, found.low), Q.multiply(scale, found.high)];
  const left = Q.equals(low, high) ? low : { low, high };
  const moves = aggregate === "gain" ? "gain(x → y)" : "moved";
  if (sense === "slowly") {
    const right = bounds.lineBound(environment, lines[aggregate](environment), n);
    return { ...told, left, right, holds: Q.compare(high, right) <= 0, inequality: `${moves} <= C/√n` };
  }
  const right = sense === "surely" ? Q.zero : decayAt(world, aggregate);
  const inequality = sense === "surely" ? `${moves} <= 0` : `${moves} <= C·r^(n − 1)`;
  return { ...told, left, right, holds: isAtMost({ low, high }, right), inequality };
}

/** Whether a number is at most a bound. Throws RangeError where they are too near to tell. */
function isAtMost(x: Enclosure, bound: Q.Rational): boolean {
  const sign = compareRational(x, bound);
  if (sign === undefined) throw new RangeError("what is moved is too near to the bound to be told apart");
  return sign <= 0;
}
