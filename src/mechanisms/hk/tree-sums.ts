import { plainIntegers } from "../../number/integer.js";
import { determinant, dividing, type Matrix, symmetricAdjugate } from "../../number/matrix.js";
import { powerQuotient, type Quotient, type Ring } from "../../number/ring.js";
import type { Network } from "./tree-network.js";

/** A network without its costs. */
export type Shape = Pick<Network, "nodes" | "edges">;

/**
 * What one adjugate tells of all spanning trees, where edge e has the weight λ_e = e^{−a·c_e} and a tree the product of its
 * edges' weights. Sums are in one unit, base^{−most·(nodes − 1)}, and of one degree.
 */
export interface TreeSums<S> {
  /** Z, the sum over all trees. */
  readonly all: S;
  /** The sum over the trees through an edge, one for each edge. */
  readonly through: readonly S[];
  /** The dearest edge's cost in steps. */
  readonly most: number;
  /** The degree of an edge's weight; a sum has `nodes − 1` times that. */
  readonly degree: number;
}

/**
 * The weighted matrix-tree theorem [Kirchhoff 1847]: with L = Σ_e λ_e·b_e·b_eᵀ, where b_e has 1 and −1 at the ends of e, and
 * the row and column of node 0 left out, det L is the sum over all trees. Hence its derivative b_eᵀ·adj(L)·b_e in λ_e is the
 * sum over the trees through e without the factor λ_e: one adjugate serves all edges.
 */
export function treeSums<S>(R: Ring<S>, shape: Shape, steps: readonly number[]): TreeSums<S> {
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  const degree = most - least;
  const weights = steps.map((k) => R.power(most - k, degree));
  const { determinant: all, adjugate } = symmetricAdjugate(R, reducedLaplacian(R, shape, weights));
  const entry = (u: number, v: number): S => (u === 0 || v === 0 ? R.zero : adjugate[u - 1]![v - 1]!);
  const through = shape.edges.map(([u, v], e) => {
    const [own, cross] = [R.add(entry(u, u), entry(v, v)), entry(u, v)];
    return R.multiply(weights[e]!, R.subtract(own, R.add(cross, cross)));
  });
  return { all, through, most, degree };
}

/** The Laplacian of the network without the row and column of node 0. */
export function reducedLaplacian<S>(R: Ring<S>, { nodes, edges }: Shape, weights: readonly S[]): Matrix<S> {
  const L = Array.from({ length: nodes }, () => new Array<S>(nodes).fill(R.zero));
  edges.forEach(([u, v], e) => {
    const weight = weights[e]!;
    L[u]![u] = R.add(L[u]![u]!, weight);
    L[v]![v] = R.add(L[v]![v]!, weight);
    L[u]![v] = R.subtract(L[u]![v]!, weight);
    L[v]![u] = L[u]![v]!;
  });
  return L.slice(1).map((row) => row.slice(1));
}

/** The number of spanning trees, 0 where the network is not connected. */
export const treeCount = (shape: Shape): bigint =>
  determinant(
    dividing(plainIntegers),
    reducedLaplacian(
      plainIntegers,
      shape,
      shape.edges.map(() => 1n),
    ),
  );

/** Z = Σ_T e^{−a·cost(T)} itself. */
export function treeNormalizer<S>(R: Ring<S>, { nodes }: Shape, { all, most, degree }: TreeSums<S>): Quotient<S> {
  const unit = powerQuotient(R, -most * (nodes - 1));
  return {
    numerator: R.multiply(all, unit.numerator),
    denominator: R.multiply(R.power(0, degree * (nodes - 1)), unit.denominator),
  };
}

/** Pr[e ∈ T]. */
export const marginal = <S>({ all, through }: TreeSums<S>, edge: number): Quotient<S> => ({
  numerator: through[edge]!,
  denominator: all,
});

/** Z(c′)/Z(c), where the cost of one edge falls by so many steps, or rises where they are negative. */
export function totalWhenCheaper<S>(R: Ring<S>, { all, through }: TreeSums<S>, edge: number, by: number): Quotient<S> {
  const power = powerQuotient(R, by);
  const without = R.subtract(all, through[edge]!);
  return {
    numerator: R.add(R.multiply(without, power.denominator), R.multiply(through[edge]!, power.numerator)),
    denominator: R.multiply(all, power.denominator),
  };
}

/** Z/Z(c) over the trees that do without an edge: Pr[e ∉ T]. Its numerator is 0 for a bridge. */
export const totalWithout = <S>(R: Ring<S>, { all, through }: TreeSums<S>, edge: number): Quotient<S> => ({
  numerator: R.subtract(all, through[edge]!),
  denominator: all,
});
