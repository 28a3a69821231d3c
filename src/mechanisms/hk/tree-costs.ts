import { gcd, plainIntegers } from "../../number/integer.js";
import { determinant, dividing } from "../../number/matrix.js";
import { reducedLaplacian, type Shape, treeCount } from "./tree-sums.js";

/** How many spanning trees have a cost, counted in steps. */
export interface TreesAtCost {
  readonly steps: number;
  readonly count: bigint;
}

/**
 * The number of spanning trees of each cost that occurs, ascending. The determinant with weights x^{c_e} is the polynomial
 * Σ_T x^{cost(T)}; at a power x of two above the number of all trees, its digits are the coefficients. So the law of the cost
 * is known where the trees are far too many to list.
 */
export function treesByCost(shape: Shape, steps: readonly number[]): readonly TreesAtCost[] {
  const { least, unit } = unitOf(steps);
  const digit = bitLength(treeCount(shape));
  const weights = steps.map((k) => 1n << BigInt(Number(BigInt(k - least) / unit) * digit));
  const base = BigInt(least) * BigInt(shape.nodes - 1);
  const counts: TreesAtCost[] = [];
  let rest = determinant(dividing(plainIntegers), reducedLaplacian(plainIntegers, shape, weights));
  for (let k = 0n; rest > 0n; k++) {
    const count = BigInt.asUintN(digit, rest);
    if (count > 0n) counts.push({ steps: Number(base + k * unit), count });
    rest >>= BigInt(digit);
  }
  return counts;
}

/** The length in bits of the determinant that `treesByCost` computes, about. */
export function costDigits(shape: Shape, steps: readonly number[]): bigint {
  const { least, most, unit } = unitOf(steps);
  return (BigInt(most - least) / unit) * BigInt(bitLength(treeCount(shape))) * BigInt(shape.nodes - 1);
}

/** Costs are `least` and multiples of `unit` above it. */
function unitOf(steps: readonly number[]): { readonly least: number; readonly most: number; readonly unit: bigint } {
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  const unit = steps.reduce((common, k) => gcd(common, BigInt(k - least)), 0n);
  return { least, most, unit: unit === 0n ? 1n : unit };
}

const bitLength = (n: bigint): number => n.toString(2).length;
