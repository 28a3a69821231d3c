import { determinant } from "../../number/matrix.js";
import type { Quotient, Ring } from "../../number/ring.js";
import { apart, type Components, joined, type Tree } from "./tree-network.js";
import { reducedLaplacian, type Shape } from "./tree-sums.js";

/** A tree that the sampler may draw, with the product of the conditional probabilities on the way to it. */
export interface SampledTree<S> {
  readonly tree: Tree;
  readonly chance: Quotient<S>;
  /** How many determinants were computed on the way. */
  readonly determinants: number;
}

/** One edge's turn: the sums over the trees that hold what was taken and nothing refused, with the edge and without it. */
export interface Stage<S> {
  readonly through: S;
  readonly without: S;
  /** Which nodes are joined once the edge is taken. */
  readonly next: Components;
  /** How many determinants were computed: an edge that closes a cycle is in no such tree. */
  readonly determinants: number;
}

/** Edge e is drawn after all before it; each sum is one determinant. */
function stageOf<S>(R: Ring<S>, shape: Shape, weights: readonly S[], e: number, components: Components): Stage<S> {
  const rest = shape.edges.map((_, i) => i).filter((i) => i > e);
  const next = joined(components, shape.edges[e]!);
  const closes = next === components;
  return {
    through: closes ? R.zero : R.multiply(weights[e]!, restSum(R, shape, weights, next, rest)),
    without: restSum(R, shape, weights, components, rest),
    next,
    determinants: closes ? 1 : 2,
  };
}

/**
 * Draws a tree edge by edge [HK, Section 5.3: the allocation rule can be implemented in polynomial time]: for e = 0, 1, … in
 * order, take e with probability Z_with/(Z_with + Z_without), where both are sums over the trees that hold the edges taken so
 * far and none of those refused, with e or without it. Each is one determinant of the network in which what was taken is
 * contracted and what was refused is deleted. `takes` is the coin; it is asked only where both sums are positive.
 */
export function drawTree<S>(
  R: Ring<S>,
  shape: Shape,
  weights: readonly S[],
  takes: (stage: Stage<S>, e: number) => boolean,
): Tree {
  const tree: number[] = [];
  let components = apart(shape.nodes);
  shape.edges.forEach((_, e) => {
    const stage = stageOf(R, shape, weights, e, components);
    if (R.equals(stage.through, R.zero)) return;
    if (!R.equals(stage.without, R.zero) && !takes(stage, e)) return;
    tree.push(e);
    components = stage.next;
  });
  return tree;
}

/**
 * Every tree that `drawTree` may draw, in lexicographic order. Nothing is cancelled: that the chances are those of the
 * exponential mechanism is what is to be shown.
 */
export function sampleTrees<S>(R: Ring<S>, shape: Shape, weights: readonly S[]): readonly SampledTree<S>[] {
  const { nodes, edges } = shape;
  const found: SampledTree<S>[] = [];
  const draw = (e: number, taken: Tree, components: Components, chance: Quotient<S>, determinants: number): void => {
    if (e === edges.length) {
      found.push({ tree: taken, chance, determinants });
      return;
    }
    const { through, without, next, determinants: here } = stageOf(R, shape, weights, e, components);
    const both = R.add(through, without);
    const times = (share: S): Quotient<S> => ({
      numerator: R.multiply(chance.numerator, share),
      denominator: R.multiply(chance.denominator, both),
    });
    const used = determinants + here;
    if (!R.equals(through, R.zero)) draw(e + 1, [...taken, e], next, times(through), used);
    if (!R.equals(without, R.zero)) draw(e + 1, taken, components, times(without), used);
  };
  draw(0, [], apart(nodes), { numerator: R.one, denominator: R.one }, 0);
  return found;
}

/** The sum over the trees of the network in which each component is one node, by the edges that are left. */
function restSum<S>(
  R: Ring<S>,
  { edges }: Shape,
  weights: readonly S[],
  components: Components,
  rest: readonly number[],
): S {
  const roots = components.filter((component, node) => component === node);
  const indices = new Map(roots.map((root, i) => [root, i]));
  const at = (node: number): number => indices.get(components[node]!)!;
  // Edges within one component are in no tree.
  const open = rest.filter((e) => components[edges[e]![0]] !== components[edges[e]![1]]);
  const contracted = {
    nodes: roots.length,
    edges: open.map((e) => [at(edges[e]![0]), at(edges[e]![1])] as const),
  };
  return determinant(
    R,
    reducedLaplacian(
      R,
      contracted,
      open.map((e) => weights[e]!),
    ),
  );
}
