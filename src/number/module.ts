import type { LogEpsilon, LogForm } from "./log-form.js";
import * as L from "./log-form.js";
import * as Q from "./rational.js";
import type { OrderedRing, Quotient, Sign } from "./ring.js";

/**
 * Where payoffs live: an ordered module M over the weights S. It is not the ring of the weights, because payments may
 * be logarithms. An expectation is Σ weight·payoff beside its total, and two expectations are compared by scaling each
 * with the other's total.
 */
export interface Payoffs<S, M> {
  readonly zero: M;
  add(x: M, y: M): M;
  negate(x: M): M;
  /** s·m. */
  scale(m: M, s: S): M;
  fromQuotient(q: Quotient<S>): M;
  /** The logarithm of a positive quotient, in the unit that the instance names; absent where there are no logarithms. */
  logQuotient?(q: Quotient<S>): M;
  sign(m: M): Sign;
}

/** x − y. */
export const difference = <S, M>(M: Payoffs<S, M>, x: M, y: M): M => M.add(x, M.negate(y));

/** The sign of x/s − y/t for positive s and t: two expectations, each beside its total. */
export function compareExpectations<S, M>(M: Payoffs<S, M>, [x, s]: readonly [M, S], [y, t]: readonly [M, S]): Sign {
  return M.sign(difference(M, M.scale(x, t), M.scale(y, s)));
}

/** Payoffs as quotients over an ordered ring, with positive denominators: utilities without logarithms. */
export function quotients<S>(R: OrderedRing<S>): Payoffs<S, Quotient<S>> {
  return {
    zero: { numerator: R.zero, denominator: R.one },
    add: (x, y) =>
      R.equals(x.denominator, y.denominator)
        ? { numerator: R.add(x.numerator, y.numerator), denominator: x.denominator }
        : {
            numerator: R.add(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator)),
            denominator: R.multiply(x.denominator, y.denominator),
          },
    negate: (x) => ({ numerator: R.subtract(R.zero, x.numerator), denominator: x.denominator }),
    scale: (x, s) => ({ numerator: R.multiply(x.numerator, s), denominator: x.denominator }),
    fromQuotient: (q) => q,
    sign: (x) => R.sign(x.numerator),
  };
}

/** Payoffs as log forms over the integers: `logQuotient(q)` is ln q. */
export const logForms: Payoffs<bigint, LogForm> & Required<Pick<Payoffs<bigint, LogForm>, "logQuotient">> = {
  zero: L.zero,
  add: L.add,
  negate: L.negate,
  scale: (m, s) => L.scale(m, Q.rational(s)),
  fromQuotient: (q) => L.fromRational(Q.fromQuotient(q)),
  logQuotient: (q) => L.logQuotient(q.numerator, q.denominator),
  sign: (m) => L.sign(m),
};

/** Payoffs as log forms over the integers for one ε: `logQuotient(q)` is (ln q)/ε, the unit of payments that have an ε. */
export const logFormsOver = (epsilon: LogEpsilon): typeof logForms => ({
  ...logForms,
  logQuotient: (q) => L.overEpsilon(logForms.logQuotient(q)),
  sign: (m) => L.sign(m, epsilon),
});
