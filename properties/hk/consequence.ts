import { beside } from "../../src/game/profile.js";
import type { LogPayment } from "../../src/mechanisms/hk/figure-1.js";
import type { Identity } from "../../src/mechanisms/hk/gain.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import {
  coarser,
  type OrderedRing,
  powerQuotient,
  type Quotient,
  type Ring,
  type Sign,
  safeInteger,
  sum,
} from "../../src/number/ring.js";
import { type Law, probabilities } from "../../src/probability/law.js";
import { commonDenominator } from "../../src/probability/rational-law.js";
import type { Setting } from "../setting.js";
import type { Charged } from "./charged.js";

/** What a report of one player leads to over one ring: the law, and what she pays. */
export interface Consequence<O, S> extends LogPayment<S> {
  readonly law: Law<O, S>;
}

/** Over the ring of `step`, of which the step of the mechanism is a multiple; undefined where her payment is not defined. */
export function consequenceOf<P, E, T, O, S>(
  R: Ring<S>,
  charged: Charged<P, E, T, O>,
  setting: Setting<P, E, T, O, S>,
  step: Q.Rational,
  report: T,
): Consequence<O, S> | undefined {
  const own = charged.format.mechanism.step!(setting.parameters, setting.environment);
  const stride = safeInteger(inWhole(Q.divide(own, step)), "step");
  const profile = beside(setting.rest, setting.player, report as T | null);
  const payment = charged.payment(coarser(R, stride), setting, profile, setting.player);
  return payment && { law: setting.situation.law(report), ...payment };
}

/** Whether the payment's value is the expectation of `worth`. */
export function isExpected<O, S>(
  R: Ring<S>,
  { law, value }: Consequence<O, S>,
  worth: (outcome: O) => Q.Rational,
): boolean {
  const values = law.entries.map(({ outcome }) => worth(outcome));
  const unit = commonDenominator(values);
  const terms = law.entries.map(({ weight }, i) =>
    R.multiply(R.integer(values[i]!.numerator * (unit / values[i]!.denominator)), weight),
  );
  const denominator = R.multiply(R.integer(unit), law.total);
  return R.equals(R.multiply(value.numerator, denominator), R.multiply(sum(R, terms), value.denominator));
}

/** a·x(o)/(step·ε) for every outcome, as a count of steps. */
export const stepsOf =
  <P, E, T, O>(
    charged: Charged<P, E, T, O>,
    { parameters }: { readonly parameters: P },
    step: Q.Rational,
    x: (outcome: O) => Q.Rational,
  ) =>
  (outcome: O): number =>
    safeInteger(inWhole(Q.divide(Q.multiply(x(outcome), charged.rate(parameters)), step)), "step");

/** An exact count. Throws RangeError for a fraction. */
function inWhole(x: Q.Rational): bigint {
  if (Q.isInteger(x)) return x.numerator;
  throw new RangeError(`step: ${Q.printRational(x)} is no whole number of steps`);
}

/**
 * P_lie(o)·y^{steps(o)}·ratio_lie = P_truth(o)·ratio_truth for every outcome o, y the base of the ring. Where y^{steps} is
 * e^{a·(v_i − b_i)(o)}, the logarithms of these equations, weighted by P_lie, say that
 * KL(P_lie‖P_truth) = ln(ratio_truth/ratio_lie) − a·E[(v_i − b_i)(o) | lie].
 */
export function tilted<O, S>(
  R: Ring<S>,
  truth: Consequence<O, S>,
  lie: Consequence<O, S>,
  steps: (outcome: O) => number,
): readonly Identity<S>[] {
  const chance = probabilities(R, truth.law);
  const product = (...quotients: readonly Quotient<S>[]): Quotient<S> =>
    quotients.reduce((x, y) => ({
      numerator: R.multiply(x.numerator, y.numerator),
      denominator: R.multiply(x.denominator, y.denominator),
    }));
  return lie.law.entries.map(({ outcome, weight }) => {
    const left = product(
      { numerator: weight, denominator: lie.law.total },
      powerQuotient(R, steps(outcome)),
      lie.ratio,
    );
    const right = product(chance(outcome), truth.ratio);
    return {
      of: "the chance of an outcome",
      left: R.multiply(left.numerator, right.denominator),
      right: R.multiply(right.numerator, left.denominator),
    };
  });
}

/** value − (1/a)·ln(ratio) at one ε, a = rate·ε. */
export const chargeForm = ({ value, ratio }: LogPayment<bigint>, rate: Q.Rational): L.LogForm =>
  L.subtract(
    L.fromRational(Q.fromQuotient(value)),
    L.overEpsilon(L.scale(L.ln(Q.fromQuotient(ratio)), Q.divide(Q.one, rate))),
  );

/** E[worth] less the payment at one ε. */
export function utilityForm<O, S>(
  at: Consequence<O, S>,
  worth: (outcome: O) => Q.Rational,
  rate: Q.Rational,
): L.LogForm {
  const { law, ...payment } = at as unknown as Consequence<O, bigint>;
  const expected = law.entries
    .map(({ outcome, weight }) => Q.multiply(worth(outcome), Q.rational(weight, law.total)))
    .reduce(Q.add, Q.zero);
  return L.subtract(L.fromRational(expected), chargeForm(payment, rate));
}

/**
 * The sign of a form over the integers, where the ring is that of one ε; undefined over polynomials, which have no logarithms of
 * their elements. The ring is for the base e^{step·ε}.
 */
export function signAt<S>(R: OrderedRing<S>, step: Q.Rational, form: () => L.LogForm): Sign | undefined {
  const [top, under] = [R.power(1, 1), R.power(0, 1)];
  if (typeof top !== "bigint" || typeof under !== "bigint") return undefined;
  return L.sign(form(), { times: Q.divide(Q.one, step), log: Q.rational(top, under) });
}

/** What is found where no equation proves the claim for all ε. */
export const unproved = { conclusion: "undecided", reason: "precision" } as const;
