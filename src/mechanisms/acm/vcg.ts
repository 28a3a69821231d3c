import { rational } from "../../number/rational.js";
import {
  type Allocation,
  bundleOf,
  type Context,
  maxSocialWelfare,
  type Outcome,
  playersOf,
  worthOf,
} from "./context.js";

/** What the price of a player is measured from: the best for the others with all goods, or where she keeps her endowment. */
export type Pivot = "clarke" | "exchange";

/**
 * VCG on reported valuations: the first of the best allocations by ascending owners; player i pays h_i − Σ_{j≠i} v̂_j(A_j), where
 * h_i is the most that the others can have, over all allocations or those that leave i her endowment. The paper names no pivot.
 */
export function vcg(pivot: Pivot, context: Context, reported: readonly (readonly bigint[])[]): Outcome {
  const told: Context = { ...context, values: reported };
  const allocation = firstBest(told);
  const prices = playersOf(context).map((player) => {
    const others = playersOf(context).filter((other) => other !== player);
    const have = others.reduce((sum, other) => sum + worthOf(told, allocation, other), 0n);
    return rational(mostForOthers(pivot, told, player) - have);
  });
  return { allocation, prices };
}

/** The first allocation of maximal welfare by ascending owners, good by good. */
function firstBest(told: Context): Allocation {
  const most = maxSocialWelfare(told);
  let begun: Allocation = [];
  while (begun.length < told.goods) {
    let owner = 0;
    while (maxSocialWelfare(told, [...begun, owner]) < most) owner++;
    begun = [...begun, owner];
  }
  return begun;
}

/** The most that all others can have together: the player's own values are 0, or out of reach but for her endowment. */
function mostForOthers(pivot: Pivot, told: Context, player: number): bigint {
  const own = told.values[player - 1]!;
  // Less than everybody together can make up for.
  const never = -told.values.flat().reduce((sum, value) => sum + (value < 0n ? -value : value), 1n);
  const kept = bundleOf(told.endowment, player);
  const wishes = own.map((_, bundle) => (pivot === "clarke" || bundle === kept ? 0n : never));
  return maxSocialWelfare({ ...told, values: told.values.map((list, i) => (i === player - 1 ? wishes : list)) });
}
