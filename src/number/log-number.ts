import type { AlgebraicNumber } from "./algebraic.js";
import * as A from "./algebraic.js";
import { type LogDifference, logPolynomialSignAt } from "./log-polynomial-sign.js";
import * as P from "./polynomial.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/*
 * Numbers at which signs of ln b·p − q change: algebraic ones, and transcendental ones as zeros of such functions. They
 * are refined and compared exactly.
 */

/**
 * The only zero of ln b·p − q in [low, high] for coprime p and q: it is transcendental, it lies strictly between low > 1
 * and high, and ln b·p − q has the sign `left` at low and the opposite one at high.
 */
export interface LogRoot extends LogDifference {
  readonly low: Rational;
  readonly high: Rational;
  readonly left: Sign;
}

/** An algebraic number, or the zero of a log polynomial. Both have `low` and `high`. */
export type LogNumber = AlgebraicNumber | LogRoot;

/** Whether the number is a zero of a log polynomial, and so transcendental. */
export const isLogRoot = (x: LogNumber): x is LogRoot => "left" in x;

/** The same zero in an interval `steps` times halved. */
export function refineLogRoot(root: LogRoot, steps = 1): LogRoot {
  let { low, high } = root;
  for (let i = 0; i < steps; i++) {
    const middle = A.midpoint(low, high);
    if (logPolynomialSignAt(root.p, root.q, middle) === root.left) low = middle;
    else high = middle;
  }
  return { ...root, low, high };
}

/** The same number in an interval `steps` times halved. */
export const refineLogNumber = (x: LogNumber, steps = 1): LogNumber =>
  isLogRoot(x) ? refineLogRoot(x, steps) : A.refine(x, steps);

/**
 * The sign of x − y. A transcendental number is no algebraic one. If two log polynomials have a common transcendental
 * zero z, then q/p takes the value ln z for both, so that p·q̂ − q·p̂ is 0 at z and hence everywhere: the log polynomials
 * are proportional, and the numbers are equal if and only if a zero lies in both intervals. So the refinement ends.
 */
export function compareLogNumbers(x: LogNumber, y: LogNumber): Sign {
  if (!isLogRoot(x) && !isLogRoot(y)) return A.compare(x, y);
  if (x === y || (isLogRoot(x) && isLogRoot(y) && areOne(x, y))) return 0;
  let [a, c] = [x, y];
  while (overlap(a, c)) [a, c] = [refineLogNumber(a, 4), refineLogNumber(c, 4)];
  return Q.compare(a.high, c.low) <= 0 ? -1 : 1;
}

const overlap = (x: LogNumber, y: LogNumber): boolean => Q.compare(x.low, y.high) < 0 && Q.compare(y.low, x.high) < 0;

function areOne(x: LogRoot, y: LogRoot): boolean {
  if (!overlap(x, y) || !P.equals(P.multiply(x.p, y.q), P.multiply(x.q, y.p))) return false;
  const signOf = (b: Rational) => logPolynomialSignAt(x.p, x.q, b);
  return signOf(Q.maximum(x.low, y.low)) !== signOf(Q.minimum(x.high, y.high));
}

/** The simplest rational strictly between neighbouring ends of one list, at least of their enclosures as they stand. */
export function rationalBetween(from: LogNumber, to: LogNumber | "infinity"): Rational {
  if (to === "infinity") return Q.simplestBetween(from.high);
  let [a, c] = [from, to];
  while (Q.compare(a.high, c.low) >= 0) [a, c] = [refineLogNumber(a, 2), refineLogNumber(c, 2)];
  return Q.simplestBetween(a.high, c.low);
}
