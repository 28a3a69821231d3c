import { constantSign, midpoint } from "./algebraic.js";
import * as P from "./polynomial.js";
import { type Rational, zero } from "./rational.js";
import { realRoots } from "./real-roots.js";
import type { Ring, Sign } from "./ring.js";

/** A(x) + y·C(x): a polynomial in two unknowns, of degree at most 1 in the second. */
export interface Affine {
  readonly constant: P.Polynomial;
  readonly slope: P.Polynomial;
}

/** A(x) + y·C(x) from A and C, which is 0 unless told. */
export const affine = (constant: P.Polynomial, slope = P.zero): Affine => ({ constant, slope });

/** The first unknown, x. */
export const first: Affine = affine(P.monomial(1n, 1));
/** The second unknown, y. */
export const second: Affine = affine(P.zero, P.one);

/** Their ring; it has no powers of a base. Products throw RangeError beyond degree 1 in the second unknown. */
export const affines: Ring<Affine> = {
  zero: affine(P.zero),
  one: affine(P.one),
  integer: (n) => affine(P.constant(n)),
  add: (x, y) => affine(P.add(x.constant, y.constant), P.add(x.slope, y.slope)),
  subtract: (x, y) => affine(P.subtract(x.constant, y.constant), P.subtract(x.slope, y.slope)),
  multiply(x, y) {
    if (!P.isZero(x.slope) && !P.isZero(y.slope)) throw new RangeError("affines: a product of degree 2");
    return affine(
      P.multiply(x.constant, y.constant),
      P.add(P.multiply(x.slope, y.constant), P.multiply(x.constant, y.slope)),
    );
  },
  equals: (x, y) => P.equals(x.constant, y.constant) && P.equals(x.slope, y.slope),
  power: () => {
    throw new RangeError("affines: there is no base");
  },
};

/**
 * The sign of A(x) + y·C(x) where it is the same for all 0 < x < width, 0 < y < ratio·x; undefined where it is not, or where one
 * end touches 0 inside. For each x the value is affine in y, hence between A(x) and A(x) + ratio·x·C(x), and neither where the two
 * differ.
 */
export function signOnTriangle({ constant, slope }: Affine, width: Rational, ratio: Rational): Sign | undefined {
  const end = P.add(P.scale(constant, ratio.denominator), P.scale(slope, ratio.numerator, 1));
  const [low, high] = [constant, end].map((p) => signOnInterval(p, width));
  if (low === undefined || high === undefined) return undefined;
  if (low === 0) return high;
  return high === 0 || high === low ? low : undefined;
}

/** The sign of a polynomial on (0, width), undefined where it has a root there; 0 only for the polynomial 0. */
function signOnInterval(p: P.Polynomial, width: Rational): Sign | undefined {
  if (P.isZero(p)) return 0;
  const known = constantSign(p, zero, width);
  if (known !== undefined) return known;
  const roots = realRoots(p, zero, width);
  return roots.length > 0 ? undefined : P.signAtRational(p, midpoint(zero, width));
}
