import {
  apart,
  type Components,
  componentCount,
  componentsOf,
  joined,
  type Network,
  type Tree,
} from "./tree-network.js";

/**
 * All spanning trees, in lexicographic order of their ascending edges. Every step of the search leads to a tree: an edge is
 * taken up only where it closes no cycle and the edges that follow it can still connect all nodes.
 */
export function listTrees({ nodes, edges }: Pick<Network, "nodes" | "edges">): readonly Tree[] {
  const known = lists.get(edges);
  if (known !== undefined) return known;
  const trees: Tree[] = [];
  const extend = (tree: Tree, components: Components): void => {
    if (tree.length === nodes - 1) {
      trees.push(tree);
      return;
    }
    const first = (tree.at(-1) ?? -1) + 1;
    for (let e = first; e < edges.length; e++) {
      // Without the edges passed over, the rest must still connect all nodes; whoever took up the last edge has seen to the first.
      if ((e > first || e === 0) && componentCount(componentsOf(edges.slice(e), components)) > 1) return;
      const next = joined(components, edges[e]!);
      if (next !== components) extend([...tree, e], next);
    }
  };
  extend([], apart(nodes));
  lists.set(edges, trees);
  return trees;
}

/** Every law of a network asks for the same list. */
const lists = new WeakMap<Network["edges"], readonly Tree[]>();
