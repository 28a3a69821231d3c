import { gcd } from "../../number/integer.js";
import type { Ring } from "../../number/ring.js";
import type { AtVertices, Simplex } from "./line.js";

/**
 * Integrals of B^{−e(s)}·h(s) over simplices on which e and h are linear, by divided differences of exp: with vertices v,
 *   ∫ B^{−e} = K!·volume·[x_0, …, x_K]exp,   ∫ h·B^{−e} = K!·volume·Σ_v h_v·[x_0, …, x_K, x_v]exp,   x_v = −e_v·ln B.
 * They are kept as Σ_k u^k·Σ_e c·B^{−e} with u = 1/ln B, for every B at once.
 */
export interface DecaySum {
  /** For each k the coefficients c by their exponents e ≥ 0. */
  readonly terms: readonly ReadonlyMap<number, bigint>[];
  /** All c are over this one. */
  readonly denominator: bigint;
}

/**
 * Σ over the simplices of (K!·volume)^{−1}·∫ B^{−e}·h; h is 1 where it is left out. Simplices with equal exponents are
 * taken together, so that the work goes by the number of different ones.
 */
export function decaySum(simplices: readonly Simplex[], exponents: AtVertices, h?: AtVertices): DecaySum {
  const nodes = weightedNodes(simplices, exponents, h);
  const order = (simplices[0]?.length ?? 1) - (h === undefined ? 1 : 0);
  const common = nodes.reduce((m, list) => leastMultiple(m, differencesOf(list.exponents)), 1n);
  const terms = Array.from({ length: order + 1 }, () => new Map<number, bigint>());
  const known = new Map<string, Difference>();
  for (const { exponents: list, weight } of nodes) {
    const start = list[0]!;
    const shape = list.map((e) => e - start);
    const key = shape.join();
    const difference = known.get(key) ?? dividedDifference(shape, common);
    known.set(key, difference);
    for (const { k, e, c } of difference) terms[k]!.set(start + e, (terms[k]!.get(start + e) ?? 0n) + weight * c);
  }
  return { terms, denominator: factorial(order) * common ** BigInt(order) };
}

/** Nodes of a divided difference, ascending, and how often it counts. */
interface Nodes {
  readonly exponents: readonly number[];
  readonly weight: bigint;
}

function weightedNodes(simplices: readonly Simplex[], exponents: AtVertices, h?: AtVertices): readonly Nodes[] {
  const found = new Map<string, Nodes>();
  const count = (list: readonly number[], weight: bigint): void => {
    const sorted = list.toSorted((x, y) => x - y);
    const key = sorted.join();
    found.set(key, { exponents: sorted, weight: (found.get(key)?.weight ?? 0n) + weight });
  };
  for (const simplex of simplices) {
    const list = simplex.map((vertex) => exponents[vertex]!);
    if (h === undefined) count(list, 1n);
    else for (const vertex of simplex) count([...list, exponents[vertex]!], BigInt(h[vertex]!));
  }
  return [...found.values()];
}

/** The terms c·u^k·B^{−e} of a divided difference, c over order!·common^order. */
type Difference = readonly { readonly k: number; readonly e: number; readonly c: bigint }[];

/**
 * [x_0, …, x_r]exp at x_v = −e_v·ln B for ascending e. Equal nodes give B^{−e}/r!; others, since
 * x_r − x_0 = −(e_r − e_0)/u, give u·([x_0, …, x_{r−1}]exp − [x_1, …, x_r]exp)/(e_r − e_0). All e_v − e_w divide `common`.
 */
function dividedDifference(exponents: readonly number[], common: bigint): Difference {
  const [r, first] = [exponents.length - 1, exponents[0]!];
  const span = BigInt(exponents[r]! - first);
  if (span === 0n) return [{ k: 0, e: first, c: common ** BigInt(r) }];
  const factor = (BigInt(r) * common) / span;
  const part = (list: readonly number[], by: bigint) =>
    dividedDifference(list, common).map(({ k, e, c }) => ({ k: k + 1, e, c: c * by }));
  return [...part(exponents.slice(0, -1), factor), ...part(exponents.slice(1), -factor)];
}

const differencesOf = (ascending: readonly number[]): readonly bigint[] =>
  ascending.flatMap((e, i) => ascending.slice(0, i).map((smaller) => BigInt(e - smaller)));

const leastMultiple = (m: bigint, numbers: readonly bigint[]): bigint =>
  numbers.reduce((multiple, n) => (n === 0n ? multiple : (multiple / gcd(multiple, n)) * n), m);

const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));

/** The coefficients of u^0, u^1, … as weights of degree `top`, which no exponent exceeds: over the denominator, B^{−e} in its place. */
export const coefficientsOf = <S>(R: Ring<S>, { terms }: DecaySum, top: number): readonly S[] =>
  terms.map((byExponent) => {
    let total = R.zero;
    for (const [e, c] of byExponent) total = R.add(total, R.multiply(R.integer(c), R.power(top - e, top)));
    return total;
  });
