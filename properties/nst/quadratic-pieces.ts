import * as Q from "../../src/number/rational.js";

/** A point (t, b) on a grid. */
export type Point = readonly [t: number, b: number];
type Triangle = readonly [Point, Point, Point];

/** |t − b| in steps. */
export const stepsBetween = ([t, b]: Point): number => (t < b ? b - t : t - b);

/** The halves of the cells of a grid of so many steps, cut along t − b = const, where t and b are at least so many steps apart. */
export function halvesBeyond(steps: number, least: number): readonly Triangle[] {
  const cells = Array.from({ length: steps }, (_, i) => i);
  const halves = cells.flatMap((t) =>
    cells.flatMap((b): readonly Triangle[] => {
      const [from, to]: readonly Point[] = [[t, b], [t + 1, b + 1]]; // biome-ignore format: one line
      return [[t + 1, b] as const, [t, b + 1] as const].map((corner) => [from!, corner, to!]);
    }),
  );
  return halves.filter((points) => points.every((point) => stepsBetween(point) >= least));
}

/**
 * Whether a function that is quadratic on a triangle is at least 0 there: it lies between the least and the greatest of its
 * Bernstein coefficients, f(v_i) and 2·f((v_i + v_j)/2) − (f(v_i) + f(v_j))/2. Undefined where they do not tell. It is given
 * in half steps.
 */
export function isNonNegative(triangle: Triangle, f: (halfSteps: Point) => Q.Rational): boolean | undefined {
  const values = triangle.map(([t, b]) => f([2 * t, 2 * b]));
  if (values.some(isNegative)) return false;
  const sides = [[0, 1], [1, 2], [0, 2]] as const; // biome-ignore format: one line
  const middles = sides.map(([i, j]) => {
    const [[t, b], [u, c]] = [triangle[i], triangle[j]];
    const ends = Q.multiply(Q.add(values[i]!, values[j]!), Q.rational(1n, 2n));
    return Q.subtract(Q.multiply(Q.rational(2n), f([t + u, b + c])), ends);
  });
  return middles.some(isNegative) ? undefined : true;
}

/** x < 0. */
export const isNegative = (x: Q.Rational): boolean => x.numerator < 0n;
