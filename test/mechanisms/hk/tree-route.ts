import Fraction from "fraction.js";

/**
 * The auction for a spanning tree a second time, in fractions: every set of nodes − 1 edges is tried, and every weight is a
 * power of B = e^{a/grid} by the definition. Nothing of the program is used here.
 */
export interface TreeWorld {
  readonly nodes: number;
  readonly edges: readonly (readonly [number, number])[];
  readonly base: Fraction;
  readonly grid: number;
  readonly costs: readonly Fraction[];
}

const zero = new Fraction(0);
const sum = (terms: readonly Fraction[]): Fraction => terms.reduce((x, y) => x.add(y), zero);

/** Every list of `size` of the numbers from `first` to `end` − 1, ascending, in lexicographic order. */
function* choices(size: number, first: number, end: number): Generator<readonly number[]> {
  if (size === 0) yield [];
  else
    for (let i = first; i < end; i++) {
      for (const rest of choices(size - 1, i + 1, end)) yield [i, ...rest];
    }
}

/** Whether the edges lead from node 0 everywhere. */
function reachesAll({ nodes, edges }: Pick<TreeWorld, "nodes" | "edges">, tree: readonly number[]): boolean {
  const reached = new Set([0]);
  for (let step = 0; step < nodes; step++) {
    for (const e of tree) {
      const [u, v] = edges[e]!;
      if (reached.has(u) || reached.has(v)) for (const node of [u, v]) reached.add(node);
    }
  }
  return reached.size === nodes;
}

/** Found once for each world. */
function once<K extends object, V>(find: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: find(key) };
    known.set(key, found);
    return found.value;
  };
}

export const treesOf = once((world: Pick<TreeWorld, "nodes" | "edges">): readonly (readonly number[])[] =>
  [...choices(world.nodes - 1, 0, world.edges.length)].filter((tree) => reachesAll(world, tree)),
);

export const costOf = ({ costs }: TreeWorld, tree: readonly number[]): Fraction => sum(tree.map((e) => costs[e]!));

/** e^{−a·cost(T)}. */
export const weightOf = (world: TreeWorld, tree: readonly number[]): Fraction =>
  world.base.pow(costOf(world, tree).mul(-world.grid)) as Fraction;

export const totalOf = once((world: TreeWorld): Fraction => sum(treesOf(world).map((tree) => weightOf(world, tree))));

export const chanceOf = (world: TreeWorld, tree: readonly number[]): Fraction =>
  weightOf(world, tree).div(totalOf(world));

export const marginalOf = (world: TreeWorld, edge: number): Fraction =>
  sum(treesOf(world).flatMap((tree) => (tree.includes(edge) ? [chanceOf(world, tree)] : [])));

export const withCost = (world: TreeWorld, edge: number, cost: Fraction): TreeWorld => ({
  ...world,
  costs: world.costs.map((own, e) => (e === edge ? cost : own)),
});

/** The network without an edge. */
export const deleted = (world: TreeWorld, edge: number): TreeWorld => ({
  ...world,
  edges: world.edges.filter((_, e) => e !== edge),
  costs: world.costs.filter((_, e) => e !== edge),
});

/** Z_pivot: with the cost in place of the report, or without the edge where none is given. */
export const pivotTotal = (world: TreeWorld, edge: number, cost?: Fraction): Fraction =>
  totalOf(cost === undefined ? deleted(world, edge) : withCost(world, edge, cost));

/** The largest quotient of chances of one tree in two worlds, either way. */
export const ratioBetween = (world: TreeWorld, other: TreeWorld): Fraction =>
  treesOf(world)
    .flatMap((tree) => {
      const ratio = chanceOf(world, tree).div(chanceOf(other, tree));
      return [ratio, ratio.inverse()];
    })
    .reduce((x, y) => (x.compare(y) > 0 ? x : y));

export const complete = (k: number): (readonly [number, number])[] =>
  Array.from({ length: k }, (_, u) => Array.from({ length: k - 1 - u }, (_, i) => [u, u + 1 + i] as const)).flat();

/** A world by the text of its costs. */
export const treeWorld = (
  nodes: number,
  edges: readonly (readonly [number, number])[],
  costs: readonly string[],
  base = "3/2",
  grid = 2,
): TreeWorld => ({ nodes, edges, grid, base: new Fraction(base), costs: costs.map((cost) => new Fraction(cost)) });

const cycled = (count: number, costs: readonly string[]): string[] =>
  Array.from({ length: count }, (_, e) => costs[e % costs.length]!);

/** Complete networks and others; bridges, parallel edges, costs all equal, above 1, on a finer grid. */
export const treeWorlds: readonly (readonly [name: string, world: TreeWorld])[] = [
  ["one edge", treeWorld(2, [[0, 1]], ["1/2"])],
  ["three parallel edges", treeWorld(2, [[0, 1], [0, 1], [0, 1]], ["0", "1", "1"])], // biome-ignore format: one line
  ["a path", treeWorld(4, [[0, 1], [1, 2], [2, 3]], ["0", "1/2", "3"])], // biome-ignore format: one line
  ["a triangle, free", treeWorld(3, complete(3), ["0", "0", "0"])],
  ["a triangle, equal", treeWorld(3, complete(3), ["1", "1", "1"], "2", 1)],
  ["a triangle", treeWorld(3, complete(3), ["0", "1/2", "5/2"])],
  ["a triangle on a fine grid", treeWorld(3, complete(3), ["1/3", "1/2", "1"], "11/10", 6)],
  ["a triangle and a bridge", treeWorld(4, [...complete(3), [2, 3]], ["1/2", "1", "0", "1"], "100", 2)],
  ["a bridge first", treeWorld(4, [[0, 3], [1, 2], [1, 3], [2, 3]], ["1", "0", "1/2", "1"])], // biome-ignore format: one line
  ["parallel edges and a bridge", treeWorld(3, [[0, 1], [0, 1], [1, 2]], ["0", "2", "1/2"])], // biome-ignore format: one line
  ["a cycle", treeWorld(5, [[0, 1], [0, 4], [1, 2], [2, 3], [3, 4]], ["1", "0", "1/2", "1", "1"])], // biome-ignore format: one line
  ["K_4, one cheap edge", treeWorld(4, complete(4), ["0", "1", "1", "1", "1", "1"], "10", 1)],
  ["K_4", treeWorld(4, complete(4), ["0", "1/2", "1", "1", "0", "3/2"])],
  ["K_5, two cheap edges", treeWorld(5, complete(5), cycled(10, ["0", "1", "1", "1", "1"]), "2", 1)],
];
