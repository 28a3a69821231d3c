import type { Example } from "../../src/claim/claim.js";
import { spanningTreeFormat } from "../../src/instance/hk-trees.js";
import { rateOf } from "../../src/mechanisms/hk/range.js";
import type { TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import { costSteps, costsOf, type Network, type Tree } from "../../src/mechanisms/hk/tree-network.js";
import { treePayment } from "../../src/mechanisms/hk/tree-payments.js";
import { treeSums } from "../../src/mechanisms/hk/tree-sums.js";
import { negate, type Rational, zero } from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Charged } from "./charged.js";
import { gridOfValues } from "./own-steps.js";
import { onTreeGrid, type TreeFormat } from "./tree-cases.js";

/** The auction for a spanning tree with its payments. */
export type ChargedTree = Charged<TreeParameters, Network, Rational, Tree>;

/** Minus the cost of a player's edge if it is built. */
const worth = (_at: unknown, player: number, type: Rational, tree: Tree): Rational =>
  tree.includes(player) ? negate(type) : zero;

/**
 * The auction on a grid; costs and the cap must lie on it. With v_e = −c_e the number of Figure 1 is −q_e, q_e the payment of
 * `tree-payments.ts`. "charged": she pays that number, so that the centre pays her q_e. "paid": the centre pays her that number.
 */
export const chargedTree = (
  grid: bigint,
  direction: "charged" | "paid" = "charged",
  format: TreeFormat = spanningTreeFormat,
): ChargedTree => ({
  format: onTreeGrid(format, grid),
  rate: rateOf,
  value: worth,
  isPaidOut: direction === "charged",
  payment<S>(
    R: Ring<S>,
    { parameters, environment }: { parameters: TreeParameters; environment: Network },
    profile: Parameters<typeof costsOf>[0],
    player: number,
  ) {
    const steps = costSteps(grid, costsOf(profile));
    const paid = treePayment(R, grid, parameters, treeSums(R, environment, steps), player, steps[player]!);
    if (paid === undefined || direction === "paid") return paid;
    const { value, ratio } = paid;
    return {
      value: { numerator: R.subtract(R.zero, value.numerator), denominator: value.denominator },
      ratio: { numerator: ratio.denominator, denominator: ratio.numerator },
    };
  },
});

/** 2·grid, for weights e^{−(ε/2)·cost}, of an example. */
export function timesOfCosts({ instance, choices }: Example): bigint {
  const { cap } = (instance.parameters ?? {}) as JsonObject;
  return 2n * gridOfValues(instance.reports, cap, choices.instead);
}
