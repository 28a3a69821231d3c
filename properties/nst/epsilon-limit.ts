import type { Epsilon } from "../../src/instance/epsilon.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";

/** A hypothesis 2ε ≤ limit, over any ring and at one ε. */
export interface Limit {
  readonly value: Q.Rational;
  /** Whether it is met on the cell of a ring for the base e^{step·ε}. */
  isMet<S>(R: LogRing<S>): boolean;
  at(epsilon: Epsilon): Finding<never>["hypotheses"];
}

/** 2ε ≤ value, for rings of this step. Throws RangeError unless step·value ≤ 2. */
export function limitOf(value: Q.Rational, step: Q.Rational): Limit {
  const room = Q.divide(Q.multiply(step, value), Q.rational(2n));
  if (Q.compare(room, Q.one) > 0) throw new RangeError("limitOf: expected step·value to be at most 2");
  return {
    value,
    isMet(R) {
      const { low, high } = bracket(room);
      if (signFrom(R, low) <= 0) return true;
      if (signFrom(R, high) >= 0) return false;
      return R.signOfLog(R.integer(room.denominator), R.integer(room.numerator)) <= 0;
    },
    at({ times, log }) {
      const twice = L.scale(L.ln(log), Q.multiply(Q.rational(2n), times));
      const sign = L.sign(L.subtract(twice, L.fromRational(value)));
      return sign > 0 ? "outside" : sign === 0 ? "boundary" : "inside";
    },
  };
}

/** Rationals around e^c for 0 ≤ c ≤ 1: 1 + c + c²/2 ≤ e^c ≤ 1 + c + c²/2 + c³. The cell is cut there, not at e^c itself. */
function bracket(c: Q.Rational): { readonly low: Q.Rational; readonly high: Q.Rational } {
  const square = Q.multiply(c, c);
  const low = Q.add(Q.add(Q.one, c), Q.multiply(square, Q.rational(1n, 2n)));
  return { low, high: Q.add(low, Q.multiply(square, c)) };
}

/** The sign of base − x. */
const signFrom = <S>(R: LogRing<S>, x: Q.Rational): Sign =>
  R.sign(
    R.subtract(R.multiply(R.integer(x.denominator), R.power(1, 1)), R.multiply(R.integer(x.numerator), R.power(0, 1))),
  );
