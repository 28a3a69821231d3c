import type { TreeParameters } from "../mechanisms/hk/spanning-tree.js";
import { costSteps, costsOf, type Network, treeStep } from "../mechanisms/hk/tree-network.js";
import type { Rational } from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import { baseOf, powerDigits, printDigits, weightDigitLimit } from "./epsilon.js";
import { refuse } from "./input.js";
import { integersOf, type Values } from "./loaded.js";

/** The values of an instance of `hk/spanning-tree`. */
export type TreeValues = Values<TreeParameters, Network, Rational | null>;

/** Determinants of n rows take about n³ products; so many of short numbers take a few seconds. */
const rowLimit = 250;

/** Throws InputError where even the number of trees is too much work. */
export function checkNetworkSize(nodes: number, edges: number): void {
  if (nodes > rowLimit) throw refuse("environment.nodes", `at most ${rowLimit} nodes are allowed, got ${nodes}`);
  if (edges > rowLimit ** 2)
    throw refuse("environment.edges", `at most ${rowLimit ** 2} edges are allowed, got ${edges}`);
}

/** Throws InputError where a cost has more steps than are counted. */
export function checkSteps(grid: bigint, costs: readonly Rational[], field: string): void {
  const most = costs.reduce((top, { numerator, denominator }) => {
    const steps = numerator * (grid / denominator);
    return steps > top ? steps : top;
  }, 0n);
  if (most <= BigInt(Number.MAX_SAFE_INTEGER)) return;
  throw refuse(field, `a cost has more than 2^53 - 1 steps of 1/${grid.toString().length > 20 ? "…" : grid}`);
}

/** The largest exponent in the listed law: trees differ by at most so many steps. */
export function lawDegree({ environment, profile }: TreeValues): number {
  const steps = costSteps(environment.grid, costsOf(profile));
  return (environment.nodes - 1) * (Math.max(...steps) - Math.min(...steps));
}

/** Digit operations of one adjugate: about a minute. */
const workLimit = 3_000_000_000n;

/**
 * The integers as weights at the ε of the instance, on a grid that holds the costs and what they are compared with, the
 * largest of both being `most` steps. Throws InputError where a weight is irrational, too long, or too much work.
 */
export function treeRing(
  { epsilon, parameters, environment }: TreeValues,
  grid: bigint,
  most: number,
): OrderedRing<bigint> {
  const step = treeStep(parameters, grid);
  const digits = powerDigits(baseOf(epsilon!, step), BigInt(environment.nodes) * BigInt(most));
  const rows = BigInt(environment.nodes);
  if (digits > weightDigitLimit || rows ** 3n * digits * (1n + digits / 3000n) > workLimit) {
    throw refuse(
      "reports",
      `a determinant of ${rows - 1n} rows with ${printDigits(digits)} is too much; use fewer nodes, costs on a coarser ` +
        "grid, or a smaller epsilon",
    );
  }
  return integersOf({ epsilon: epsilon!, step });
}

/** Bits of the determinant whose digits count the trees: some seconds. */
const countBitLimit = 20_000_000n;

/** Throws InputError where the numbers of trees of each cost are too much work. */
export function checkCostCount(bits: bigint, nodes: number): void {
  if (bits * BigInt(nodes) <= countBitLimit) return;
  throw refuse("reports", `too many different costs of trees (a determinant of ${bits} bits); use a coarser grid`);
}
