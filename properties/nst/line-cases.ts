import type { Budget, Example } from "../../src/claim/claim.js";
import { type LineSign, lineExponential } from "../../src/mechanisms/nst/line-exponential.js";
import { loc3 } from "../../src/mechanisms/nst/loc3.js";
import { printRational, rational } from "../../src/number/rational.js";
import { forPlayers } from "../cases.js";

/** Players on the grid 1/m, and K facilities: what a claim of Section 5 is decided at. */
export interface LineCase {
  readonly K: 1 | 2;
  readonly m: number;
  /** Where the players stand, in steps of 1/m. */
  readonly at: readonly number[];
  /** e^{ε/(2m)}, the factor of the density for one step of one player; none for a claim about F alone. */
  readonly base?: string;
}

/** Every multiset of n places on the grid. */
export const crowds = (m: number, n: number, least = 0): readonly (readonly number[])[] =>
  n === 0
    ? [[]]
    : Array.from({ length: m + 1 - least }, (_, k) => least + k).flatMap((first) =>
        crowds(m, n - 1, first).map((rest) => [first, ...rest]),
      );

/** So many facilities, a grid 1/m, and up to so many players. */
export type Size = readonly [K: 1 | 2, m: number, n: number];

/** The sizes without those that others contain. */
const largest = (sizes: readonly Size[]): readonly Size[] =>
  sizes.filter(
    ([K, m, n], i) => !sizes.some(([k, grid, most], j) => k === K && grid === m && (most > n || (most === n && j < i))),
  );

/** Every profile of these sizes up to the order of the players, each once and fewest players first. */
export const profilesOf = (sizes: readonly Size[]): readonly LineCase[] =>
  largest(sizes)
    .flatMap(([K, m, most]) => forPlayers(1, most, (n) => crowds(m, n).map((at) => ({ K, m, at }))))
    .sort((x, y) => x.at.length - y.at.length || x.K - y.K || x.m - y.m);

/** The same at each ε, e^{ε/(2m)} among the bases for that m. */
export const atBases = (cases: readonly LineCase[], bases: (m: number) => readonly string[]): readonly LineCase[] =>
  cases.flatMap((c) => bases(c.m).map((base) => ({ ...c, base })));

/** A budget's entries and those of the smaller budgets. */
export const upTo = <V>(lists: Readonly<Record<Budget, readonly V[]>>, budget: Budget): readonly V[] => [
  ...lists.gate,
  ...(budget === "gate" ? [] : lists.standard),
  ...(budget === "deep" ? lists.deep : []),
];

/** Sizes in words. */
export const printSizes = (sizes: readonly Size[]): string =>
  largest(sizes)
    .map(([K, m, n]) => `K = ${K}, m = ${m}, n = 1 to ${n}`)
    .join("; ");

/** A location in the users' form. */
export const printPlace = (m: number, steps: number): string => printRational(rational(BigInt(steps), BigInt(m)));

/** The case as an instance: of the exponential mechanism where there is an ε = 2m·ln base, else of the whole mechanism. */
export function exampleOf({ K, m, at, base }: LineCase, sign: LineSign): Example {
  const parameters = {
    ...(base !== undefined && { epsilon: { times: `${2 * m}`, log: base } }),
    ...(sign === "distance" && { sign }),
  };
  return {
    instance: {
      mechanism: base === undefined ? loc3.id : lineExponential.id,
      ...(Object.keys(parameters).length > 0 && { parameters }),
      environment: { kind: "line", K, m },
      reports: at.map((steps) => printPlace(m, steps)),
    },
    choices: {},
  };
}
