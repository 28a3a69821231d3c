import type { Side } from "../../src/claim/claim.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient } from "../../src/number/ring.js";

/** What bounds a gain: factor·ε, e^ε − 1, or tanh(ε/2) = (e^ε − 1)/(e^ε + 1). */
export type GainBound =
  | { readonly kind: "epsilon"; readonly factor: Q.Rational }
  | { readonly kind: "exponential" }
  | { readonly kind: "tanh" };

/** Whether gain ≤ bound over a ring of base e^{step·ε}, 1/step a whole number; `power` is e^ε. */
export function isWithin<S>(
  R: LogRing<S>,
  step: Q.Rational,
  power: Quotient<S>,
  gain: Quotient<S>,
  bound: GainBound,
): boolean {
  if (R.sign(gain.numerator) <= 0) return true;
  if (bound.kind === "epsilon") {
    // tanh(ε/2) ≤ ε/2, and that needs no logarithm.
    const isHalf = Q.compare(bound.factor, Q.rational(1n, 2n)) >= 0;
    if (isHalf && isWithin(R, step, power, gain, { kind: "tanh" })) return true;
    // ε = ln(base)/step.
    const { numerator, denominator } = Q.divide(bound.factor, step);
    const room = R.multiply(R.integer(numerator), gain.denominator);
    return R.signOfLog(room, R.multiply(R.integer(denominator), gain.numerator)) >= 0;
  }
  const beyond = R.subtract(power.numerator, power.denominator);
  const under = bound.kind === "exponential" ? power.denominator : R.add(power.numerator, power.denominator);
  return compareQuotients(R, gain, { numerator: beyond, denominator: under }) <= 0;
}

/** The bound at one ε, e^ε being computed where it is needed. */
export function boundSide(epsilon: L.LogEpsilon, power: () => Q.Rational, bound: GainBound): Side {
  if (bound.kind === "epsilon") return L.scale(L.ln(epsilon.log), Q.multiply(epsilon.times, bound.factor));
  const beyond = Q.subtract(power(), Q.one);
  return bound.kind === "exponential" ? beyond : Q.divide(beyond, Q.add(power(), Q.one));
}

/** The bound in a formula. */
export const printBound = (bound: GainBound): string => {
  if (bound.kind === "exponential") return "e^ε - 1";
  if (bound.kind === "tanh") return "(e^ε - 1)/(e^ε + 1)";
  return Q.equals(bound.factor, Q.one) ? "ε" : `${Q.printRational(bound.factor)} ε`;
};
