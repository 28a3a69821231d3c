import type { Mechanism } from "../../game/mechanism.js";
import type { Profile } from "../../game/profile.js";
import { type Matrix, permanent } from "../../number/permanent.js";
import type { Ring } from "../../number/ring.js";
import { cite } from "../../verdict/citation.js";
import { corners } from "./exponential.js";
import { type GibbsWeights, gibbsWeights } from "./gibbs-weights.js";
import { type Sharpness, stepOf, stepsOf, type ValueRow } from "./range.js";

/** As many items as agents, who want one item each: a valuation has one value of [0, 1] an item. */
export interface Items {
  readonly items: number;
  /** The d such that all values are multiples of 1/d: exponents are counted in such steps. */
  readonly grid: bigint;
}

/** Agent i gets item assignment[i]. */
export type Assignment = readonly number[];

/**
 * The exponential mechanism for the multi-item auction [HK, Section 5.2 and Appendix A]: with A = (e^{(ε/2)·v_ij}),
 * (1) choose the permutation π with probability Π_i A_{i,π(i)} / perm A;
 * (2) charge each agent the payment of `multi-item-figure.ts`.
 */
export const multiItem: Mechanism<Sharpness, Items, ValueRow | null, Assignment> = {
  id: "hk/multi-item",
  citation: cite("hk", "Section 5.2"),
  summary: "Figure 1 over the matchings of n agents and n items, each agent with a value for every item",
  step: (sharpness, { grid }) => stepOf(sharpness, grid),
  outcomes: ({ items }) => permutations(items),
  reports: ({ items }) => corners(items),
  mayBeAbsent: () => false,

  law(R, _sharpness, { items, grid }, profile) {
    const A = weightRows(R, grid, rowsOf(profile)).map(({ weights }) => weights);
    const entries = permutations(items).map((outcome) => ({ outcome, weight: along(R, A, outcome) }));
    return { entries, total: permanent(R, A) };
  },
};

/** One row an agent. */
export const rowsOf = (profile: Profile<ValueRow | null>): readonly ValueRow[] =>
  profile.flatMap(({ report, count }) => Array.from({ length: count }, () => report!));

/** The values in steps of 1/grid. */
export const rowSteps = (grid: bigint, row: ValueRow): readonly number[] =>
  row.map((value) => Number(stepsOf(value, grid)));

/** The matrix A(v) [HK, Appendix A], what is common to a row divided out: each row has a degree of its own. */
export const weightRows = <S>(R: Ring<S>, grid: bigint, rows: readonly ValueRow[]): readonly GibbsWeights<S>[] =>
  rows.map((row) => gibbsWeights(R, rowSteps(grid, row)));

/** The permutations of n items in lexicographic order. */
export const permutations = (n: number): readonly Assignment[] => prefixes(n, n);

/** The lists of `length` different items of n, in lexicographic order. */
export function prefixes(n: number, length: number): readonly Assignment[] {
  const items = Array.from({ length: n }, (_, j) => j);
  let lists: readonly Assignment[] = [[]];
  for (let i = 0; i < length; i++) {
    lists = lists.flatMap((list) => items.filter((j) => !list.includes(j)).map((j) => [...list, j]));
  }
  return lists;
}

/** Π_i rows[i][assignment[i]]. */
export const along = <S>(R: Ring<S>, rows: Matrix<S>, assignment: Assignment): S =>
  assignment.reduce((product, j, i) => R.multiply(product, rows[i]![j]!), R.one);
