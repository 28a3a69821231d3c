import type { Mechanism } from "../../game/mechanism.js";
import { one, type Rational, zero } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { gibbsWeights } from "./gibbs-weights.js";
import type { Sharpness } from "./range.js";
import { listTrees } from "./tree-list.js";
import { costSteps, costsOf, type Network, type Tree, treeStep } from "./tree-network.js";

/** With which cost of a player in place of her report the payment compares: 0, a cap, or her edge deleted. */
export const pivots = ["zero", "cap", "removal"] as const;
/** See `pivots`. */
export type Pivot = (typeof pivots)[number];

/** What sets the payments beside the weights. */
export interface TreeParameters extends Sharpness {
  readonly pivot: Pivot;
  /** The largest cost, used by the pivot "cap" only. */
  readonly cap: Rational;
}

/**
 * The procurement auction for a spanning tree [HK, Section 5.3]: each player owns an edge and reports what building it costs.
 * (1) choose T with Pr[T] proportional to exp(−(ε/2)·Σ_{e∈T} c_e), the exponential mechanism with v_e(T) = −c_e for e ∈ T;
 * (2) pay each player what `tree-payments.ts` says.
 * The law lists all trees, so it is for small networks; `tree-sums.ts` tells of the others what determinants tell.
 */
export const spanningTree: Mechanism<TreeParameters, Network, Rational | null, Tree> = {
  id: "hk/spanning-tree",
  citation: cite("hk", "Section 5.3"),
  summary: "a spanning tree drawn with weight exp(-ε/2 · cost), and payments to the owners of its edges",
  step: (sharpness, { grid }) => treeStep(sharpness, grid),
  outcomes: (network) => listTrees(network),
  reports: () => [zero, one],
  mayBeAbsent: () => false,

  law(R, _parameters, network, profile) {
    const steps = costSteps(network.grid, costsOf(profile));
    const trees = listTrees(network);
    const { weights, total } = gibbsWeights(
      R,
      trees.map((tree) => -stepsOfTree(steps, tree)),
    );
    return { entries: trees.map((outcome, i) => ({ outcome, weight: weights[i]! })), total };
  },
};

/** The cost of a tree in steps. */
export const stepsOfTree = (steps: readonly number[], tree: Tree): number =>
  tree.reduce((sum, e) => sum + steps[e]!, 0);
