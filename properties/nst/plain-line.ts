import { type Line, stepsOf } from "../../src/mechanisms/nst/line.js";
import { expectation, type LineEpsilon, type LineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import type { InverseLog } from "../../src/number/inverse-log.js";
import * as Q from "../../src/number/rational.js";
import type { Json } from "../../src/verdict/json.js";
import { printPlace } from "./line-cases.js";

/** Distances and volumes on the line as the checks of claims compute them: place by place, apart from the mechanism's file. */

const apart = (x: number, y: number): number => (x < y ? y - x : x - y);

/** Σ_i min_k |t_i − s_k| in steps. */
export const plainTotal = (at: readonly number[], facilities: readonly number[]): number =>
  at.reduce((sum, t) => sum + Math.min(...facilities.map((s) => apart(s, t))), 0);

/** All places of the facilities on the grid, in the order of the vertices. */
export function placesOn({ K, m }: Line): readonly (readonly number[])[] {
  const steps = Array.from({ length: m + 1 }, (_, i) => i);
  return K === 1 ? steps.map((i) => [i]) : steps.flatMap((i) => steps.map((j) => [i, j]));
}

/** The average distance at each of them, in steps of 1/(m·n). */
export const plainTotals = (line: Line, at: readonly number[]): readonly number[] =>
  placesOn(line).map((facilities) => plainTotal(at, facilities));

/** A number of steps of 1/(m·n) as a rational. */
export const averageOf = ({ m }: Line, at: readonly number[], total: number): Q.Rational =>
  Q.rational(BigInt(total), BigInt(m) * BigInt(at.length));

const expected = new WeakMap<LineLaw, Map<string, InverseLog>>();

/** E[(1/n)·Σ_i min_k |t_i − s_k|] of players at t under a law, computed once. */
export function plainExpected(epsilon: LineEpsilon, law: LineLaw, t: readonly number[]): InverseLog {
  const known = expected.get(law) ?? new Map<string, InverseLog>();
  expected.set(law, known);
  const key = [Q.printRational(epsilon.times), Q.printRational(epsilon.log), t].join();
  const value =
    known.get(key) ?? expectation(epsilon, law, plainTotals(law.line, t), BigInt(law.line.m) * BigInt(t.length));
  known.set(key, value);
  return value;
}

type Point = readonly Q.Rational[];

/** The share of [0, 1]^K, K at most 2, on which the average distance is at most a level, or at least it: cell by cell, by cutting polygons. */
export function plainVolume(line: Line, at: readonly number[], level: Q.Rational, side: "below" | "above"): Q.Rational {
  const excess = (vertex: readonly number[]) => {
    const value = Q.subtract(averageOf(line, at, plainTotal(at, vertex)), level);
    return side === "below" ? value : Q.negate(value);
  };
  const steps = Array.from({ length: line.m }, (_, i) => i);
  const size = Q.rational(1n, BigInt(line.m) ** BigInt(line.K));
  if (line.K === 1) {
    return steps.map((i) => Q.multiply(size, length(excess([i]), excess([i + 1])))).reduce(Q.add, Q.zero);
  }
  // On each half of a unit cell F is linear: those on the diagonal are cut along it, the others across.
  const halves = steps.flatMap((i) =>
    steps.flatMap((j) => {
      const [low, right, up, high] = [
        [i, j],
        [i + 1, j],
        [i, j + 1],
        [i + 1, j + 1],
      ] as const;
      return i === j ? [[low, right, high], [low, up, high]] : [[low, right, up], [high, right, up]]; // biome-ignore format: one line
    }),
  );
  return halves.map((triangle) => Q.multiply(size, area(clipped(triangle, excess)))).reduce(Q.add, Q.zero);
}

/** The share of a segment on which the linear function with these values at its ends is at most 0. */
function length(a: Q.Rational, b: Q.Rational): Q.Rational {
  const [x, y] = [Q.signOfRational(a), Q.signOfRational(b)];
  if (x <= 0 && y <= 0) return Q.one;
  if (x >= 0 && y >= 0) return Q.zero;
  const share = Q.divide(a, Q.subtract(a, b));
  return x < 0 ? share : Q.subtract(Q.one, share);
}

/** The part of a triangle where a linear function, known at the vertices, is at most 0. */
function clipped(
  triangle: readonly (readonly number[])[],
  excess: (vertex: readonly number[]) => Q.Rational,
): readonly Point[] {
  const points = triangle.map((vertex) => ({
    point: vertex.map((x) => Q.rational(BigInt(x))),
    value: excess(vertex),
  }));
  return points.flatMap(({ point, value }, k) => {
    const next = (points[k + 1] ?? points[0])!;
    const isInside = Q.signOfRational(value) <= 0;
    const cut = Q.signOfRational(value) * Q.signOfRational(next.value) < 0;
    const share = cut ? Q.divide(value, Q.subtract(value, next.value)) : Q.zero;
    const between = point.map((x, axis) => Q.add(x, Q.multiply(share, Q.subtract(next.point[axis]!, x))));
    return [...(isInside ? [point] : []), ...(cut ? [between] : [])];
  });
}

/** The area of a polygon from its corners. */
function area(corners: readonly Point[]): Q.Rational {
  const twice = corners
    .map(([x, y], k) => {
      const [u, v] = (corners[k + 1] ?? corners[0])!;
      return Q.subtract(Q.multiply(x!, v!), Q.multiply(u!, y!));
    })
    .reduce(Q.add, Q.zero);
  const half = Q.multiply(twice, Q.rational(1n, 2n));
  return Q.signOfRational(half) < 0 ? Q.negate(half) : half;
}

/** The places of players or facilities as a choice. */
export const printPlaces = ({ m }: Line, places: readonly number[]): Json =>
  places.map((steps) => printPlace(m, steps));

/** The steps of such a choice, one of those that the claim lists. */
export const readPlaces = (line: Line, value: Json | undefined): readonly number[] =>
  (value as readonly Json[]).map((place) => readPlace(line, place));

/** The steps of one place. */
export const readPlace = ({ m }: Line, value: Json | undefined): number =>
  stepsOf(m, Q.parseRational(value as string)!);
