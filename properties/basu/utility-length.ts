import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import * as Q from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";

/** A length ≥ 0 by its square, as Euclidean norms are seldom rational. */
export interface Length {
  readonly square: Q.Rational;
  /** The length itself where it is known to be rational. */
  readonly exact?: Q.Rational;
}

const sizeOf = (x: Q.Rational): Q.Rational => (x.numerator < 0n ? Q.negate(x) : x);

/** ‖x‖. */
export function lengthOf(x: readonly Q.Rational[], norm: Norm): Length {
  if (norm === "l2") return { square: x.map((entry) => Q.multiply(entry, entry)).reduce(Q.add) };
  const exact = x.map(sizeOf).reduce(norm === "l1" ? Q.add : Q.maximum);
  return { square: Q.multiply(exact, exact), exact };
}

/** M = max_{u, a} ‖u(a, ·)‖. */
export const greatestLength = ({ utilities }: BayesianEnvironment, norm: Norm): Length =>
  utilities
    .flat()
    .map((row) => lengthOf(row, norm))
    .reduce((x, y) => (Q.compare(x.square, y.square) >= 0 ? x : y));

/** c·x for c ≥ 0. */
export const stretched = ({ square, exact }: Length, c: Q.Rational): Length => ({
  square: Q.multiply(Q.multiply(c, c), square),
  ...(exact && { exact: Q.multiply(c, exact) }),
});

/** The sign of x − length. */
export function compareLength(x: Q.Rational, { square }: Length): Sign {
  if (x.numerator < 0n) return -1;
  return Q.compare(Q.multiply(x, x), square);
}

/** Sides x ≤ length of an inequality: both squared where the length is known by its square alone. */
export function sidesOf(
  x: Q.Rational,
  { square, exact }: Length,
): { readonly left: Q.Rational; readonly right: Q.Rational } {
  if (exact) return { left: x, right: exact };
  const positive = Q.maximum(x, Q.zero);
  return { left: Q.multiply(positive, positive), right: square };
}

/** `x ≤ bound` as it is compared. */
export const inequalityOf = (x: string, bound: string, { exact }: Length): string =>
  exact ? `${x} ≤ ${bound}` : `max(0, ${x})² ≤ (${bound})²`;

/** What the switches for ‖·‖ mean. */
export const beliefNorms: readonly Norm[] = ["l2", "l1", "sup"];
