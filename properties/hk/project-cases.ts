import type { Switches } from "../../src/claim/reading.js";
import type { Values } from "../../src/instance/format.js";
import { type ProjectRange, type Projects, projectRange } from "../../src/mechanisms/hk/public-project.js";
import type { ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { distinct, type Row } from "./range-cases.js";

/** What the reading of the range is called, and how instances write it. */
export const sizeSwitch = ["at-most", "exactly"] as const;

export const sizeMeanings = {
  "at-most": "the range: all sets of at most k projects, the empty one too ('of size at most k', 'only build k')",
  exactly: "the range: all sets of exactly k projects (as |R| = C(m, k) has it)",
} as const;

/** How many projects, and how many of them may be built. */
export type ProjectSize = readonly [projects: number, limit: number];

/** The environment of a size under a reading. */
export const projectsOf = ([projects, limit]: ProjectSize, { range }: Switches): Projects => ({
  projects,
  limit,
  size: range as Projects["size"],
});

/** The sets that may be built. */
export const setsOf = (size: ProjectSize, switches: Switches): ProjectRange["subsets"] =>
  projectRange(projectsOf(size, switches)).subsets;

/** C(m, k). */
export function choose(m: number, k: number): bigint {
  let product = 1n;
  for (let j = 1; j <= k; j++) product = (product * BigInt(m - k + j)) / BigInt(j);
  return product;
}

/** m^k. */
export const powerOf = (m: number, k: number): bigint => BigInt(m) ** BigInt(k);

/** Sizes in words. */
export const describeSizes = (sizes: readonly ProjectSize[]): string =>
  `(m, k) = ${sizes.map(([m, k]) => `(${m}, ${k})`).join(", ")}`;

/** Every size 1 ≤ k ≤ m up to some m. */
export const sizesUpTo = (most: number): readonly ProjectSize[] =>
  Array.from({ length: most }, (_, i) => i + 1).flatMap((m) =>
    Array.from({ length: m }, (_, i): ProjectSize => [m, i + 1]),
  );

/** A row with the same value everywhere. */
export const constantRow = (length: number, value: string): Row => Array.from({ length }, () => value);

/** An instance of the public project problem, whoever it is asked about. */
export type ProjectPlace = Pick<Values<unknown, ProjectRange, ValueRow | null>, "environment" | "profile">;

const rowsOf = (profile: ProjectPlace["profile"]): readonly ValueRow[] =>
  profile.flatMap(({ report, count }) => Array.from({ length: count }, () => report!));

const includes = (outer: readonly number[], inner: readonly number[]): boolean => inner.every((j) => outer.includes(j));

/** Whether a larger set is never worth less. */
const isMonotone = ({ subsets }: ProjectRange, row: ValueRow): boolean =>
  subsets.every((inner, r) => subsets.every((outer, s) => !includes(outer, inner) || Q.compare(row[s]!, row[r]!) >= 0));

/** Whether a set is worth the sum of its projects, each of which may be built alone. */
const isAdditive = ({ subsets }: ProjectRange, row: ValueRow): boolean =>
  subsets.every((set, r) => {
    const worth = set.map((j) => row[subsets.findIndex((other) => other.length === 1 && other[0] === j)]);
    return (
      worth.every((x) => x !== undefined) &&
      Q.equals(
        row[r]!,
        worth.reduce<Q.Rational>((x, y) => Q.add(x, y!), Q.zero),
      )
    );
  });

/** The corners of claims about public projects. */
export const projectCorners: Readonly<Record<string, (place: ProjectPlace) => boolean>> = {
  "one project": ({ environment }) => environment.projects === 1,
  "all projects may be built": ({ environment }) => environment.limit === environment.projects,
  "fewer than all, more than one": ({ environment: { projects, limit } }) => 1 < limit && limit < projects,
};

/** Those of claims about valuations of the sets. */
export const valuationCorners: Readonly<Record<string, (place: ProjectPlace) => boolean>> = {
  ...projectCorners,
  "nobody minds": ({ environment, profile }) =>
    environment.subsets.length > 1 && rowsOf(profile).every((row) => row.every((value) => Q.equals(value, row[0]!))),
  "monotone valuations": ({ environment, profile }) => rowsOf(profile).every((row) => isMonotone(environment, row)),
  "more worth in fewer projects": ({ environment, profile }) =>
    rowsOf(profile).some((row) => environment.subsets.length > 1 && Q.compare(row[0]!, row.at(-1)!) > 0),
  "several agents": ({ profile }) => rowsOf(profile).length > 1,
};

/** The corner of additive valuations, under the reading in which single projects may be built. */
export const hasAdditive = ({ environment, profile }: ProjectPlace): boolean =>
  rowsOf(profile).some((row) => row.some(({ numerator }) => numerator > 0n) && isAdditive(environment, row));

/** A valuation from a value for each set. */
export const rowOf = (
  size: ProjectSize,
  switches: Switches,
  value: (set: readonly number[], r: number) => string,
): Row => setsOf(size, switches).map(value);

/** Valuations of the sets: nothing, everything, the last set alone, all but the last, a project wherever it is, and values between. */
export function projectRows(size: ProjectSize, switches: Switches): readonly Row[] {
  const last = setsOf(size, switches).length - 1;
  const row = (value: (set: readonly number[], r: number) => string): Row => rowOf(size, switches, value);
  const rows = [
    row(() => "0"),
    row(() => "1"),
    row((_, r) => (r === last ? "1" : "0")),
    row((_, r) => (r === last ? "0" : "1")),
    row((set) => (set.includes(0) ? "1" : "0")),
    row((_, r) => (r === last ? "1" : r === 0 ? "0" : "1/2")),
  ];
  return distinct(rows);
}
