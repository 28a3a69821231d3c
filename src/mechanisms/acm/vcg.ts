import { rational } from "../../number/rational.js";
import { type Allocation, allocationsOf, type Context, type Outcome, playersOf, worthOf } from "./context.js";

/** What the price of a player is measured from: the best for the others with all goods, or where she keeps her endowment. */
export type Pivot = "clarke" | "exchange";

/**
 * VCG on reported valuations: the first of the best allocations by ascending owners; player i pays h_i − Σ_{j≠i} v̂_j(A_j), where
 * h_i is the most that the others can have, over all allocations or those that leave i her endowment. The paper names no pivot.
 */
export function vcg(pivot: Pivot, context: Context, reported: readonly (readonly bigint[])[]): Outcome {
  const told: Context = { ...context, values: reported };
  const others = (allocation: Allocation, player: number): bigint =>
    playersOf(context).reduce((sum, other) => (other === player ? sum : sum + worthOf(told, allocation, other)), 0n);
  const keeps = (allocation: Allocation, player: number): boolean =>
    allocation.every((owner, good) => (owner === player) === (context.endowment[good] === player));
  const allocations = [...allocationsOf(context)];
  const welfare = (allocation: Allocation): bigint => others(allocation, 0);
  const chosen = allocations.reduce((best, next) => (welfare(next) > welfare(best) ? next : best));
  const prices = playersOf(context).map((player) => {
    const compared = pivot === "clarke" ? allocations : allocations.filter((allocation) => keeps(allocation, player));
    const most = compared.map((allocation) => others(allocation, player)).reduce((x, y) => (x > y ? x : y));
    return rational(most - others(chosen, player));
  });
  return { allocation: chosen, prices };
}
