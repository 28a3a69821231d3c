import type { Profile } from "../../game/profile.js";
import { divide, type Rational, rational } from "../../number/rational.js";
import { safeInteger } from "../../number/ring.js";
import { commonDenominator } from "../../probability/rational-law.js";
import { rateOf, type Sharpness, stepsOf } from "./range.js";

/** An edge between two nodes, the smaller one first. */
export type Edge = readonly [from: number, to: number];

/** A connected network whose edges are owned by the players, in the order of the edges [HK, Section 5.3]. */
export interface Network {
  /** Nodes are numbered from 0. */
  readonly nodes: number;
  /** Ascending, none from a node to itself; two or more may join the same nodes. */
  readonly edges: readonly Edge[];
  /** The d such that all costs are multiples of 1/d: exponents are counted in such steps. */
  readonly grid: bigint;
}

/** A spanning tree by the indices of its edges, ascending. */
export type Tree = readonly number[];

/** The network in which any two of k nodes are joined by one edge, its costs multiples of 1/grid. */
export const completeNetwork = (k: number, grid = 1n): Network => ({
  nodes: k,
  grid,
  edges: Array.from({ length: k }, (_, u) => Array.from({ length: k - 1 - u }, (_, i): Edge => [u, u + 1 + i])).flat(),
});

/** One cost an edge. */
export const costsOf = (profile: Profile<Rational | null>): readonly Rational[] =>
  profile.flatMap(({ report, count }) => (report === null ? [] : Array.from({ length: count }, () => report)));

/** The grid of costs: their least common denominator. */
export const gridOfCosts = (costs: readonly Rational[]): bigint => commonDenominator(costs);

/** The costs in steps of 1/grid. Throws RangeError where one is no such multiple, or too many of them. */
export const costSteps = (grid: bigint, costs: readonly Rational[]): readonly number[] =>
  costs.map((cost) => safeInteger(stepsOf(cost, grid), "cost"));

/** The step of the ring: weights are powers of e^{a/grid}, where a tree has the weight e^{−a·cost}. */
export const treeStep = (sharpness: Sharpness, grid: bigint): Rational => divide(rateOf(sharpness), rational(grid));

/** Which nodes are joined: `components[node]` is the least node that it is connected to. */
export type Components = readonly number[];

/** No node is joined to another. */
export const apart = (nodes: number): Components => Array.from({ length: nodes }, (_, node) => node);

/** The components when one more edge is built. */
export function joined(components: Components, [u, v]: Edge): Components {
  const [x, y] = [components[u]!, components[v]!];
  if (x === y) return components;
  const [low, high] = x < y ? [x, y] : [y, x];
  return components.map((component) => (component === high ? low : component));
}

/** How many components there are. */
export const componentCount = (components: Components): number =>
  components.reduce((count, component, node) => count + (component === node ? 1 : 0), 0);

/** The components of the network whose edges are `edges`, beside edges that are built already. */
export function componentsOf(edges: readonly Edge[], start: Components): Components {
  const parents = [...start];
  const rootOf = (node: number): number => {
    let root = node;
    while (parents[root] !== root) root = parents[root]!;
    // The next search is short.
    for (let at = node; parents[at] !== root; ) [parents[at], at] = [root, parents[at]!];
    return root;
  };
  for (const [u, v] of edges) {
    const [x, y] = [rootOf(u), rootOf(v)];
    if (x < y) parents[y] = x;
    else parents[x] = y;
  }
  return parents.map((_, node) => rootOf(node));
}

/** A spanning tree of least cost, ties to the lower index: the cheapest edge that joins two components, again and again [Kruskal]. */
export function cheapestTree({ nodes, edges }: Network, steps: readonly number[]): Tree {
  const order = edges.map((_, e) => e).sort((d, e) => steps[d]! - steps[e]! || d - e);
  const tree: number[] = [];
  let components = apart(nodes);
  for (const e of order) {
    const next = joined(components, edges[e]!);
    if (next !== components) tree.push(e);
    components = next;
  }
  return tree.sort((d, e) => d - e);
}
