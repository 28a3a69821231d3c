import type { Mechanism } from "../../game/mechanism.js";
import { cite } from "../../verdict/citation.js";
import { exponential } from "./exponential.js";
import type { Range, Sharpness, ValueRow } from "./range.js";

/** Which sets of projects may be built: those with at most `limit` projects, the empty one too, or with exactly so many. */
export const projectSizes = ["at-most", "exactly"] as const;

/** How many public projects there are, and which sets of them may be built. */
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
export const publicProject: Mechanism<Sharpness, ProjectRange, ValueRow | null, number> = {
  ...exponential,
  id: "hk/public-project",
  citation: cite("hk", "Section 5.1"),
  summary: "Figure 1 over the sets of at most, or exactly, k of m public projects",
};

/** The range in its canonical order: by size, then lexicographically. */
export function projectRange(choice: Projects): ProjectRange {
  const subsets: (readonly number[])[] = [];
  for (let size = leastSize(choice); size <= choice.limit; size++)
    for (const subset of subsetsOf(choice.projects, size)) subsets.push(subset);
  return { ...choice, subsets, outcomes: subsets.map((subset) => JSON.stringify(subset)), grid: 1n };
}

/** How many sets there are; beyond `most` only that they are more. */
export function countOfSets(choice: Projects, most: bigint): bigint {
  let total = 0n;
  for (let size = leastSize(choice); size <= choice.limit && total <= most; size++) {
    total += binomial(BigInt(choice.projects), BigInt(size), most);
  }
  return total;
}

/** The least number of projects in a set; the greatest is the limit. */
const leastSize = ({ limit, size }: Projects): number => (size === "exactly" ? limit : 0);

/** C(n, k) for 0 ≤ k ≤ n, or a number above `most` as soon as that is passed: the factors rise to it one by one. */
function binomial(n: bigint, k: bigint, most: bigint): bigint {
  const least = k < n - k ? k : n - k;
  let product = 1n;
  for (let j = 1n; j <= least && product <= most; j++) product = (product * (n - least + j)) / j;
  return product;
}

/** The sets of `size` numbers below n, each ascending, in lexicographic order. */
function subsetsOf(n: number, size: number): readonly (readonly number[])[] {
  const subsets: (readonly number[])[] = [];
  let subset: readonly number[] | undefined = Array.from({ length: size }, (_, i) => i);
  while (subset !== undefined) {
    subsets.push(subset);
    subset = nextSubset(subset, n);
  }
  return subsets;
}

/** The next set of the same size: the last number that can grow grows by 1, and those behind it follow it closely. */
function nextSubset(subset: readonly number[], n: number): readonly number[] | undefined {
  const at = subset.findLastIndex((j, i) => j < n - subset.length + i);
  return at < 0 ? undefined : subset.map((j, i) => (i < at ? j : subset[at]! + 1 + i - at));
}
