import type { Profile } from "../../game/profile.js";
import { type Rational, rational } from "../../number/rational.js";
import { safeInteger } from "../../number/ring.js";

/** K facilities anywhere on [0, 1]; players stand on the grid 0, 1/m, …, 1 [NST, Section 5]. */
export interface Line {
  readonly K: 1 | 2;
  readonly m: number;
}

/** A function of the K places by its integer values at the vertices of the grid; see `vertexOf` for their order. */
export type AtVertices = readonly number[];

/** Where the value at facilities in i/m, or in i/m and j/m, stands: lexicographic. */
export const vertexOf = ({ K, m }: Line, i: number, j = 0): number => (K === 1 ? i : i * (m + 1) + j);

/** The locations of a vertex. */
export function locationsOf({ K, m }: Line, vertex: number): readonly Rational[] {
  const [at, side] = [BigInt(vertex), BigInt(m + 1)];
  return (K === 1 ? [at] : [at / side, at % side]).map((i) => rational(i, BigInt(m)));
}

/** Players in one place, in steps of 1/m. */
export interface Crowd {
  readonly place: number;
  readonly count: number;
}

/** Where the players stand, each place once. Throws RangeError for a location off the grid. */
export function crowdsOf({ m }: Line, profile: Profile<Rational | null>): readonly Crowd[] {
  const counts = new Map<number, number>();
  for (const { report, count } of profile) {
    if (report === null) throw new RangeError("crowdsOf: nobody is absent here");
    const place = stepsOf(m, report);
    counts.set(place, (counts.get(place) ?? 0) + count);
  }
  return [...counts].map(([place, count]) => ({ place, count }));
}

/** A location in steps of 1/m. Throws RangeError for one off the grid. */
export function stepsOf(m: number, { numerator, denominator }: Rational): number {
  const steps = numerator * BigInt(m);
  if (steps % denominator !== 0n) throw new RangeError(`stepsOf: ${numerator}/${denominator} is off the grid 1/${m}`);
  return safeInteger(steps / denominator, "stepsOf");
}

/** Σ_i min_k |t_i − s_k| at the vertices, in steps of 1/m. It is linear on each simplex of `simplicesOf`. */
export function totalDistances(line: Line, crowds: readonly Crowd[]): AtVertices {
  const { K, m } = line;
  const places = Array.from({ length: m + 1 }, (_, i) => i);
  const distance = (x: number, y: number) => (x < y ? y - x : x - y);
  const alone = (i: number) => crowds.reduce((sum, { place, count }) => sum + count * distance(place, i), 0);
  if (K === 1) return places.map(alone);
  const values = Array<number>((m + 1) * (m + 1)).fill(0);
  for (const i of places) {
    for (let j = i; j <= m; j++) {
      let total = 0;
      for (const { place, count } of crowds) total += count * Math.min(distance(place, i), distance(place, j));
      values[vertexOf(line, i, j)] = total;
      values[vertexOf(line, j, i)] = total;
    }
  }
  return values;
}

/** The vertices of a simplex. */
export type Simplex = readonly number[];

/**
 * Simplices on which all distances to the nearest facility are linear: for K = 1 the cells of the grid. For K = 2 they are
 * halves of cells: s_1 = s_2 cuts the cells (i, i), and s_1 + s_2 = 2t cuts others by the diagonal from (i + 1, j) to
 * (i, j + 1). Only those with s_1 ≤ s_2 are listed: each stands for its mirror image, too.
 */
export function simplicesOf(line: Line, upTo = line.m): readonly Simplex[] {
  const cells = Array.from({ length: upTo }, (_, i) => i);
  if (line.K === 1) return cells.map((i) => [i, i + 1]);
  const at = (i: number, j: number) => vertexOf(line, i, j);
  return cells.flatMap((i) => [
    [at(i, i), at(i, i + 1), at(i + 1, i + 1)],
    ...cells.slice(i + 1).flatMap((j) => [
      [at(i, j), at(i + 1, j), at(i, j + 1)],
      [at(i + 1, j + 1), at(i + 1, j), at(i, j + 1)],
    ]),
  ]);
}

/** K! times the volume that a listed simplex stands for: all of them together fill the cube. */
export const simplexWeight = ({ K, m }: Line): Rational => rational(BigInt(K), BigInt(m) ** BigInt(K));
