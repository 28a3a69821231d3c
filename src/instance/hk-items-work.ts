import { type Items, rowSteps, rowsOf } from "../mechanisms/hk/multi-item.js";
import { type MultiItemFigure, multiItemFigure } from "../mechanisms/hk/multi-item-figure.js";
import { type Market, withDummies } from "../mechanisms/hk/multi-item-rectangular.js";
import { type Sharpness, stepOf, type ValueRow } from "../mechanisms/hk/range.js";
import { stateCount } from "../number/permanent.js";
import type { OrderedRing } from "../number/ring.js";
import { baseOf, powerDigits, printDigits } from "./epsilon.js";
import type { Values } from "./format.js";
import { BeyondReach, refuse, show } from "./input.js";
import { listLimit } from "./loaded.js";
import { integersOf } from "./weights.js";

/** The values of an instance that gives items to agents. */
export type ItemValues<P = Sharpness, E extends Items | Market = Items | Market> = Values<P, E, ValueRow | null>;

/** More items or agents than this are refused. */
export const itemLimit = 500;

/** The rows of a square matrix of values, with dummies where there are not as many items as agents. */
export const squareRows = ({ environment, profile }: ItemValues): readonly ValueRow[] =>
  "players" in environment ? withDummies(environment, rowsOf(profile)) : rowsOf(profile);

/** The largest exponent of each row less its smallest one, in steps. */
export const rowDegrees = (values: ItemValues): readonly number[] =>
  squareRows(values).map((row) => {
    const steps = rowSteps(values.environment.grid, row);
    return steps.reduce((x, y) => (x > y ? x : y)) - steps.reduce((x, y) => (x < y ? x : y));
  });

/** The largest exponent of a permutation less the smallest one possible, in steps. */
export const degreeOf = (values: ItemValues): number => rowDegrees(values).reduce((total, degree) => total + degree, 0);

/** Exponents are counted in safe integers. Throws InputError. */
export function checkExponents(grid: bigint, rows: number, field = "reports"): void {
  const most = BigInt(rows) * grid;
  if (most <= BigInt(Number.MAX_SAFE_INTEGER)) return;
  throw refuse(field, `the exponents reach ${show(most)} steps of 1/${show(grid)}, beyond 2^53 - 1`);
}

/** The integers as weights at the ε of the instance. Throws InputError where a weight is irrational or too long. */
export const ringOf = (values: ItemValues): OrderedRing<bigint> =>
  integersOf({
    epsilon: values.epsilon!,
    step: stepOf(values.parameters, values.environment.grid),
    degree: degreeOf(values),
  });

/** Everything of Figure 1 at the ε and the reports of the instance, worked out once. Throws BeyondReach. */
export function figureOf(values: ItemValues): MultiItemFigure<bigint> {
  const known = figures.get(values);
  if (known) return known;
  const R = ringOf(values);
  checkFigure(values);
  const figure = multiItemFigure(R, values.environment.grid, squareRows(values));
  figures.set(values, figure);
  return figure;
}

const figures = new WeakMap<ItemValues, MultiItemFigure<bigint>>();

/** Microseconds: a minute. */
const timeLimit = 60_000_000n;
/** Digits of all sums that are kept at once: about a gigabyte. */
const digitLimit = 2_000_000_000n;

/** Throws BeyondReach where the sums over sets of items, or bringing the marginals to lowest terms, are too much work. */
function checkFigure(values: ItemValues): void {
  const [n, states, digits] = [BigInt(squareRows(values).length), statesOf(values), digitsOf(values)];
  // As measured: a product of two numbers of half the digits and its share of additions, in quarters, and a quotient.
  const product = 1n + (digits * (10_000n + digits)) / 1_250_000n;
  const quotient = 1n + (digits * (40_000n + digits)) / 40_000n;
  const time = (2n * states * n * product) / 4n + n * (n + 4n) * quotient;
  if (time > timeLimit || states * (digits + 100n) > digitLimit) throw beyond(states, `sums of ${printDigits(digits)}`);
}

/** Terms of polynomials: some ten seconds. */
const termLimit = 500_000_000n;

/** Throws BeyondReach where the number of permutations of each welfare is too much work. */
export function checkScores(values: ItemValues): void {
  const n = squareRows(values).length;
  const [states, degree, permutations] = [statesOf(values), degreeOf(values), listCount(n, n)];
  const terms = degree < permutations ? degree + 1 : permutations;
  if (states * BigInt(n) * BigInt(terms) > termLimit) throw beyond(states, `up to ${terms} different welfares`);
}

/** Sums and comparisons of short numbers: some ten seconds. */
const comparisonLimit = 200_000_000n;

/** Throws BeyondReach where the best matching is too much work. */
export function checkBest(values: ItemValues): void {
  const states = statesOf(values);
  if (states * BigInt(squareRows(values).length) > comparisonLimit) throw beyond(states, "one sum each");
}

const beyond = (states: bigint, what: string): BeyondReach =>
  new BeyondReach(
    `reports: this takes ${states} sets of items, with ${what}; use fewer items, more equal rows or columns, or values on a ` +
      "coarser grid",
  );

function statesOf(values: ItemValues): bigint {
  const { grid } = values.environment;
  return stateCount(
    squareRows(values).map((row) => rowSteps(grid, row)),
    (x, y) => x === y,
  );
}

/** About how many digits a permanent has. */
const digitsOf = (values: ItemValues): bigint =>
  powerDigits(baseOf(values.epsilon!, stepOf(values.parameters, values.environment.grid)), degreeOf(values));

/** m·(m−1)·…, `length` factors: how many lists of different items there are; 2^53 − 1 stands for more. */
export function listCount(m: number, length: number): number {
  let count = 1;
  for (let i = 0; i < length; i++) {
    count *= m - i;
    if (!Number.isSafeInteger(count)) return Number.MAX_SAFE_INTEGER;
  }
  return count;
}

/** Throws InputError where a law is asked for whose outcomes are not listed. */
export function checkListed(count: number, what: string): void {
  if (count <= listLimit) return;
  const shown = count === Number.MAX_SAFE_INTEGER ? "more than 2^53" : `${count}`;
  throw refuse("environment", `${what} goes through all ${shown} outcomes; the limit is ${listLimit}`);
}

/** Digits of all weights of a listed law, long ones counting more: about a minute. */
const lawDigitLimit = 400_000_000n;

/** Throws InputError where a law with so many outcomes and weights of such a degree is too much work. */
export function checkLaw(values: ItemValues, outcomes: number, degree: number, furtherDigits = 0n): void {
  const step = stepOf(values.parameters, values.environment.grid);
  const digits = powerDigits(baseOf(values.epsilon!, step), degree) + furtherDigits;
  if (BigInt(outcomes) * (100n + digits) * (1n + digits / 5000n) <= lawDigitLimit) return;
  throw refuse("reports", `this takes ${outcomes} weights of ${printDigits(digits)}; use values on a coarser grid`);
}
