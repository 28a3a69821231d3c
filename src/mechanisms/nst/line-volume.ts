import { add, compare, divide, multiply, one, type Rational, rational, subtract, zero } from "../../number/rational.js";
import { greatest, type LineLaw, least } from "./line-exponential.js";

/** The least and the greatest average distance over all places of the facilities: vertices have them. */
export function averageDistanceRange({ line, players, distances }: LineLaw): {
  readonly least: Rational;
  readonly greatest: Rational;
} {
  const average = (total: number) => rational(BigInt(total), BigInt(line.m) * BigInt(players));
  return { least: average(least(distances)), greatest: average(greatest(distances)) };
}

/** μ(S_α), the volume of {s : F(t, s) ≥ max F − α} [NST, Section 5.1], for α ≥ 0. */
export function volumeNearBest({ line, players, exponents, simplices }: LineLaw, alpha: Rational): Rational {
  // F = (lead − e)/(n·m) and e is 0 at best.
  const level = multiply(alpha, rational(BigInt(line.m) * BigInt(players)));
  const shares = simplices.map((simplex) => shareBelow(simplex.map((v) => exponents[v]!).sort((x, y) => x - y), level)); // biome-ignore format: one line
  // Those listed have equal volumes and fill the cube or one of its two mirror images.
  return divide(shares.reduce(add, zero), rational(BigInt(simplices.length)));
}

/** The share of a segment or triangle on which a linear function with these values at the vertices, ascending, is ≤ level. */
function shareBelow(values: readonly number[], level: Rational): Rational {
  const [a, b, c] = values.map((v) => rational(BigInt(v))) as [Rational, Rational, Rational?];
  const last = c ?? b;
  if (compare(level, last) >= 0) return one;
  if (compare(level, a) <= 0) return zero;
  const share = (part: Rational, whole: Rational) => divide(part, whole);
  if (c === undefined) return share(subtract(level, a), subtract(b, a));
  // A corner that is cut off is similar to the triangle in two directions.
  const corner = (x: Rational, y: Rational, z: Rational) => {
    const cut = subtract(level, x);
    return multiply(share(cut, subtract(y, x)), share(cut, subtract(z, x)));
  };
  return compare(level, b) < 0 ? corner(a, b, c) : subtract(one, corner(c, a, b));
}
