import type { TreeParameters } from "../mechanisms/hk/spanning-tree.js";
import { costSteps, costsOf, type Network, treeStep } from "../mechanisms/hk/tree-network.js";
import { treeCount } from "../mechanisms/hk/tree-sums.js";
import type { Rational } from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import { baseOf, powerDigits, printDigits, weightDigitLimit } from "./epsilon.js";
import type { Values } from "./format.js";
import { refuse } from "./input.js";
import { listLimit } from "./loaded.js";
import { integersOf } from "./weights.js";

/** The values of an instance of `hk/spanning-tree`. */
export type TreeValues = Values<TreeParameters, Network, Rational | null>;

/** Larger networks are refused: listing a few thousand trees takes seconds at the limit, and counting more of them less. */
const rowLimit = 100;

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

/** The number of trees, or a lower bound that is too many to list: each edge beyond a tree makes at least one more. */
export function treeListSize({ environment }: TreeValues): number {
  const atLeast = environment.edges.length - environment.nodes + 2;
  return atLeast > listLimit ? atLeast : Number(treeCount(environment));
}

/** The largest exponent in the listed law: trees differ by at most so many steps. */
export function lawDegree({ environment, profile }: TreeValues): number {
  const steps = costSteps(environment.grid, costsOf(profile));
  return (environment.nodes - 1) * (Math.max(...steps) - Math.min(...steps));
}

/** Products of digits for one adjugate and the reductions to lowest terms, edge by edge: up to about a minute. */
const workLimit = 1_000_000_000n;

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
  const [rows, edges] = [BigInt(environment.nodes - 1), BigInt(environment.edges.length)];
  if (digits > weightDigitLimit || (rows ** 3n + 30n * edges) * digits * (1n + digits / 3000n) > workLimit) {
    throw refuse(
      "reports",
      `a determinant of ${rows} rows with ${printDigits(digits)} is too much; use fewer nodes, costs on a coarser ` +
        "grid, or a smaller epsilon",
    );
  }
  return integersOf({ epsilon: epsilon!, step });
}

/** Products of bits for the determinant whose digits count the trees: up to about ten seconds. */
const countLimit = 20_000_000_000n;

/** Throws InputError where the numbers of trees of each cost are too much work. */
export function checkCostCount(bits: bigint, nodes: number): void {
  if (BigInt(nodes) ** 3n * bits * (1n + bits / 100_000n) <= countLimit) return;
  const size = `a determinant of ${nodes - 1} rows with about ${bits} bits`;
  throw refuse("reports", `${size} is too much for the law of the cost; use fewer nodes, or costs on a coarser grid`);
}
