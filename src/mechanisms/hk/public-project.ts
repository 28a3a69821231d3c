import type { Mechanism } from "../../game/mechanism.js";
import { cite } from "../../verdict/citation.js";
import { exponential } from "./exponential.js";
import type { Range, Sharpness, Valuation } from "./range.js";

/** Which sets of projects may be built: those with at most `limit` projects, the empty one too, or with exactly so many. */
export const projectSizes = ["at-most", "exactly"] as const;

export interface Projects {
  readonly projects: number;
  readonly limit: number;
  readonly size: (typeof projectSizes)[number];
}

/** The sets that may be built, as lists of projects; `outcomes` has their texts. */
export interface ProjectRange extends Range, Projects {
  readonly subsets: readonly (readonly number[])[];
}

/**
 * The combinatorial public project problem [HK, Section 5.1]: build a set of at most k of m projects. Figure 1 over these sets,
 * each agent with a value for every one of them.
 */
export const publicProject: Mechanism<Sharpness, ProjectRange, Valuation | null, number> = {
  ...exponential,
  id: "hk/public-project",
  citation: cite("hk", "Section 5.1"),
  summary: "Figure 1 over the sets of at most, or exactly, k of m public projects",
};

/** The range in its canonical order: by size, then lexicographically. */
export function projectRange(choice: Projects): ProjectRange {
  const subsets = sizesOf(choice).flatMap((size) => [...subsetsOf(choice.projects, size)]);
  return { ...choice, subsets, outcomes: subsets.map((subset) => JSON.stringify(subset)), grid: 1n };
}

/** How many sets there are; only whether they are more than `most` is exact beyond that. */
export function countOfSets(choice: Projects, most: bigint): bigint {
  let total = 0n;
  for (const size of sizesOf(choice)) {
    total += binomial(BigInt(choice.projects), BigInt(size), most);
    if (total > most) return total;
  }
  return total;
}

/** The sizes that a set may have, ascending. */
const sizesOf = ({ limit, size }: Projects): readonly number[] =>
  size === "exactly" ? [limit] : Array.from({ length: limit + 1 }, (_, j) => j);

/** C(n, k) for 0 ≤ k ≤ n, or a number above `most` as soon as that is passed: the factors rise to it one by one. */
function binomial(n: bigint, k: bigint, most: bigint): bigint {
  const least = k < n - k ? k : n - k;
  let product = 1n;
  for (let j = 1n; j <= least && product <= most; j++) product = (product * (n - least + j)) / j;
  return product;
}

/** The sets of `size` numbers below n, each ascending, in lexicographic order. */
function* subsetsOf(n: number, size: number, from = 0): Generator<readonly number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= n - size; first++) {
    for (const rest of subsetsOf(n, size - 1, first + 1)) yield [first, ...rest];
  }
}
