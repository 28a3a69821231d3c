import { powerQuotient, type Quotient, type Ring } from "../../number/ring.js";
import type { LogPayment } from "./figure-1.js";
import { stepsOf } from "./range.js";
import type { TreeParameters } from "./spanning-tree.js";
import { type TreeSums, totalWhenCheaper, totalWithout } from "./tree-sums.js";

/**
 * What the centre pays the owner of an edge: q_e = c_e·Pr[e ∈ T] + (1/a)·ln(Z(c)/Z_pivot) = c_e·Pr[e ∈ T] −
 * (1/a)·ln(Z_pivot/Z(c)), the sign of Figure 1 turned because v_e = −c_e. Z_pivot is Z where, in place of her report, her
 * cost is 0 ("zero", Figure 1 to the letter), her cost is the cap ("cap"), or her edge is deleted ("removal", the pivot of
 * Clarke). undefined for the removal of a bridge, without which there is no tree and Z_pivot = 0. The grid must hold the
 * cap where the pivot is one.
 */
export function treePayment<S>(
  R: Ring<S>,
  grid: bigint,
  parameters: TreeParameters,
  sums: TreeSums<S>,
  edge: number,
  steps: number,
): LogPayment<S> | undefined {
  const ratio = pivotRatio(R, grid, parameters, sums, edge, steps);
  if (R.equals(ratio.numerator, R.zero)) return undefined;
  const expected = R.multiply(R.integer(BigInt(steps)), sums.through[edge]!);
  return { value: { numerator: expected, denominator: R.multiply(R.integer(grid), sums.all) }, ratio };
}

/** Z_pivot/Z(c). The utility of an owner whose report is her cost is −(1/a) times its logarithm. */
export function pivotRatio<S>(
  R: Ring<S>,
  grid: bigint,
  { pivot, cap }: TreeParameters,
  sums: TreeSums<S>,
  edge: number,
  steps: number,
): Quotient<S> {
  if (pivot === "removal") return totalWithout(R, sums, edge);
  const other = pivot === "zero" ? 0 : Number(stepsOf(cap, grid));
  return totalWhenCheaper(R, sums, edge, steps - other);
}

/**
 * Pr[T]/Pr′[T] and Pr′[T]/Pr[T] of every tree T, where the cost of one edge falls by `by` steps: Z′/Z for the trees without
 * the edge, Z′/(Z·base^by) for those with it, and the inverses, whatever the number of trees. The largest of them is what
 * privacy speaks of. A bridge is in every tree, and its cost changes nothing.
 */
export function treeRatios<S>(R: Ring<S>, sums: TreeSums<S>, edge: number, by: number): readonly Quotient<S>[] {
  if (R.equals(sums.all, sums.through[edge]!)) return [{ numerator: R.one, denominator: R.one }];
  const total = totalWhenCheaper(R, sums, edge, by);
  const power = powerQuotient(R, by);
  const inside = {
    numerator: R.multiply(total.numerator, power.denominator),
    denominator: R.multiply(total.denominator, power.numerator),
  };
  return [total, inside].flatMap((ratio) => [ratio, { numerator: ratio.denominator, denominator: ratio.numerator }]);
}
