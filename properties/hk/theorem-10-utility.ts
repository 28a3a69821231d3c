import type { Budget, Claim } from "../../src/claim/claim.js";
import { spanningTreeFormat } from "../../src/instance/hk-trees.js";
import { stepsOfTree, type TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import { costSteps, costsOf, type Network, type Tree } from "../../src/mechanisms/hk/tree-network.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { LawCase, LawPlace } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { tailClaim } from "./tail-claim.js";
import {
  complete,
  completeSize,
  costAboveOne,
  costCorners,
  everyCosts,
  namedCosts,
  onTreeGrid,
  type TreeFormat,
} from "./tree-cases.js";

const grid = 2n;
/** e^{ε·gap} and e^{ε·gap/2} for gaps that are multiples of 1/2. */
const step = Q.rational(1n, 4n);
const doubled = "2/ε for 1/ε";

type At = LawPlace<TreeParameters, Network, Q.Rational, Tree>;

/** k^{k−2}, the number of trees of K_k. */
const treesOf = ({ environment: { nodes } }: At): Q.Rational => Q.rational(BigInt(nodes) ** BigInt(nodes - 2));

const minusCost = ({ environment, profile }: At, tree: Tree): Q.Rational =>
  Q.rational(-BigInt(stepsOfTree(costSteps(environment.grid, costsOf(profile)), tree)), environment.grid);

/** One tree without cost and all other edges at c: a path along the nodes, or a star at node 0. */
const oneCheapTree = (k: number, kind: "path" | "star", c: string): LawCase => {
  const environment = complete(k);
  const edges = environment.edges as readonly (readonly [number, number])[];
  return {
    environment,
    reports: edges.map(([u, v]) => ((kind === "star" ? u === 0 : v === u + 1) ? "0" : c)),
  };
};

const casesAt = (budget: Budget): readonly LawCase[] => {
  const gate = [
    ...everyCosts(complete(2), ["0", "1/2", "1", "2"]),
    ...everyCosts(complete(3), ["0", "1/2", "1"]),
    oneCheapTree(3, "star", "2"),
    ...namedCosts(complete(4)),
    oneCheapTree(4, "path", "1"),
    oneCheapTree(4, "star", "1"),
    ...namedCosts(complete(5)).slice(2, 4),
    oneCheapTree(5, "path", "1"),
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...everyCosts(complete(3), ["0", "1", "2"]),
    ...everyCosts(complete(4), ["0", "1"]),
    ...namedCosts(complete(5)),
    oneCheapTree(5, "star", "1"),
    oneCheapTree(6, "path", "1"),
  ];
  return budget === "standard" ? standard : [...standard, ...everyCosts(complete(4), ["0", "1/2", "1"])];
};

const describe = (budget: Budget): string =>
  "costs 0, 1/2, 1 on K_3 and those and 2 on K_2; by name (all 0, all 1, one or two cheap edges, one dear edge, between; a cheap tree) on K_4; a few of these on K_5" +
  (budget === "gate" ? "" : "; costs 0, 1, 2 on K_3, 0 and 1 on K_4, by name on K_5, a cheap path on K_6") +
  (budget === "deep" ? "; costs 0, 1/2, 1 on K_4" : "");

/**
 * Theorem 10, the tail of the cost: Pr[cost > opt + (k − 2)·ln k/ε + t/ε] ≤ e^{−t} on K_k. `size` is |R|, and `made` are the
 * changes of the repair.
 */
export const treeTail = (
  format: TreeFormat = spanningTreeFormat,
  made: readonly string[] = [],
  size = treesOf,
): Claim<LawCase> =>
  tailClaim(onTreeGrid(format, grid), {
    id: "hk/theorem-10-utility",
    citation: cite("hk", "Theorem 10"),
    statement:
      "For any ε > 0 and t ≥ 0 the exponential mechanism for the spanning tree auction ensures that Pr[Σ_i c_i(T) > opt + (k − 2)·log k/ε + t/ε] ≤ e^{−t}, log = ln, for all costs on the complete network with k nodes.",
    hypotheses: ["c_i ≥ 0", "ε > 0", "t ≥ 0"],
    step,
    cases: casesAt,
    describe,
    size,
    factor: () => (made.includes(doubled) ? Q.rational(2n) : Q.one),
    score: minusCost,
    scoreName: "-cost",
    corners: {
      ...costCorners,
      K_5: ({ environment }) => completeSize(environment) === 5,
      "a cost above 1": costAboveOne,
    },
    hypothesesAt: ({ environment }) => (completeSize(environment) === undefined ? "outside" : "inside"),
    ...(made.length > 0 && { argument }),
    draws: { gate: 5, standard: 50, deep: 500 },
    evidence: () => evidence,
    repair: repairedBy({
      statement: "Pr[cost > opt + 2·((k − 2)·ln k + t)/ε] ≤ e^{−t}: 2/ε takes the place of 1/ε, as in Theorem 1.",
      changes: [doubled],
      of: made.length > 0 ? [] : ["literal"],
      claim: (changes) => treeTail(format, changes, size),
    }),
  });

const argument =
  "All k, costs and ε: weights are e^{−(ε/2)·cost}, and the cheapest tree alone has the weight 1 in Z·e^{(ε/2)·opt}, so that Pr[gap ≥ g] ≤ #{T: gap(T) ≥ g}·e^{−εg/2} ≤ k^{k−2}·e^{−εg/2}.";

const evidence = {
  asPrinted:
    "true for k = 2, where there is one tree; false for every k ≥ 3 and large ε: costs 0 on one tree and c elsewhere have Pr[gap ≥ c] of order e^{−εc/2}, not e^{−εc}. On K_3 with one edge of cost 1 and two of cost 0 it fails if and only if e^{ε/2} > (3 + √57)/4",
  family:
    "the same costs show that no factor k' < 2 before ((k − 2)·ln k + t)/ε does, with any size in the place of k^{k−2}",
  sizes:
    "with the factor 2, k^{k−2} is the least size for no k ≥ 3: the cheapest tree itself is not counted, so that k^{k−2} − 1 does. On K_3 the size 2 is the best, attained for ε → ∞",
  weights:
    "weights e^{−ε·cost}, without the 1/2 of Theorem 1, have the printed tail for all k, and for costs in [0, 1] they are still ε-differentially private (hk/tree-privacy, reading half): the exponent 1 repairs Theorem 10 without a change to its bounds",
};
