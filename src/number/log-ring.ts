import { integers, plainIntegers } from "./integer.js";
import * as L from "./log-form.js";
import { rational } from "./rational.js";
import type { OrderedRing, Sign } from "./ring.js";

/**
 * An ordered ring that also knows ln(base): the sign of ln(base)·x − y for weights x, y of equal degree. That is what a
 * claim needs where a bare ε stands beside weights; ε = ln(base)/s for a ring made for the step s.
 */
export interface LogRing<T> extends OrderedRing<T> {
  signOfLog(x: T, y: T): Sign;
}

/** The integers as weights for one ε whose base e^{sε} is p/q > 1, with its logarithm. */
export function integersWithLog(p: bigint, q: bigint): LogRing<bigint> {
  const logarithm = L.ln(rational(p, q));
  return {
    ...integers(p, q),
    signOfLog: (x, y) => L.sign(L.subtract(L.scale(logarithm, rational(x)), L.fromRational(rational(y)))),
  };
}

/** The integers for claims without ε: there is no base to take a logarithm of. */
export const integersWithoutLog: LogRing<bigint> = {
  ...plainIntegers,
  signOfLog: () => {
    throw new RangeError("signOfLog: this ring has no epsilon");
  },
};
