import type Fraction from "fraction.js";
import { one, raised, sum, type World, zero } from "./range-route.js";

/**
 * Auctions of items a second time, in fractions: permutations one by one, permanents by their definition. Nothing of the
 * program is used here. The rows of a world are the agents', one value an item.
 */

/** All lists of the numbers below n, each once, in lexicographic order. */
export const permutationsOf = (n: number): number[][] => ordersOf(Array.from({ length: n }, (_, j) => j));

const ordersOf = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => ordersOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

export const product = (factors: readonly Fraction[]): Fraction => factors.reduce((x, y) => x.mul(y), one);

/** Σ_π Π_i matrix[i][π(i)]. */
export const permanentOf = (matrix: readonly (readonly Fraction[])[]): Fraction =>
  sum(permutationsOf(matrix.length).map((pi) => product(pi.map((j, i) => matrix[i]![j]!))));

/** e^{a·v_ij}. */
export const matrixOf = (world: World): Fraction[][] =>
  world.rows.map((row) => row.map((value) => raised(world, value)));

/** Rows and columns of zeros until the matrix is square. */
export function padded(world: World): World {
  const size = Math.max(world.rows.length, world.rows[0]!.length);
  const all = Array.from({ length: size }, (_, i) => i);
  return { ...world, rows: all.map((i) => all.map((j) => world.rows[i]?.[j] ?? zero)) };
}

/** The chance of every permutation. */
export function chancesOf(world: World): { readonly pi: readonly number[]; readonly chance: Fraction }[] {
  const A = matrixOf(world);
  const z = permanentOf(A);
  return permutationsOf(A.length).map((pi) => ({ pi, chance: product(pi.map((j, i) => A[i]![j]!)).div(z) }));
}

/** Pr[agent i gets item j]. */
export const marginalsOf = (world: World): Fraction[][] =>
  world.rows.map((row, i) =>
    row.map((_, j) => sum(chancesOf(world).flatMap(({ pi, chance }) => (pi[i] === j ? [chance] : [])))),
  );

/** E[values of the item that agent i gets]. */
export const meanItem = (world: World, i: number, values: readonly Fraction[]): Fraction =>
  sum(chancesOf(world).map(({ pi, chance }) => chance.mul(values[pi[i]!]!)));

/** The welfare of a permutation. */
export const welfareAt = ({ rows }: World, pi: readonly number[]): Fraction => sum(pi.map((j, i) => rows[i]![j]!));

export interface Sampling {
  readonly ownWeight: boolean;
  readonly factor: Fraction;
  readonly errors: readonly { readonly prefix: readonly number[]; readonly item: number; readonly sign: number }[];
}

/** The chance of a permutation in the sampler: the product of the chances of its items, stage by stage. */
export function sampledChance(world: World, { ownWeight, factor, errors }: Sampling, pi: readonly number[]): Fraction {
  const A = matrixOf(world);
  const stages = pi.map((item, i) => {
    const prefix = pi.slice(0, i);
    const left = A.map((_, j) => j).filter((j) => !prefix.includes(j));
    const weights = left.map((j) => {
      const rest = left.filter((other) => other !== j);
      const exact = permanentOf(A.slice(i + 1).map((row) => rest.map((other) => row[other]!)));
      const error = errors.find((call) => call.item === j && call.prefix.join() === prefix.join());
      const x = exact.mul(factor.pow(error?.sign ?? 0) as Fraction);
      return ownWeight ? x.mul(A[i]![j]!) : x;
    });
    return weights[left.indexOf(item)]!.div(sum(weights));
  });
  return product(stages);
}
