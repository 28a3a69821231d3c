import type { Rules } from "../../game/mechanism.js";
import * as L from "../../number/log-form.js";
import { fromQuotient, multiply, one, type Rational, rational, subtract } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import type { LogPayment } from "./figure-1.js";
import { type Items, multiItem } from "./multi-item.js";
import type { Sharpness, ValueRow } from "./range.js";

/** What the estimator is set with. */
export interface EstimatorParameters extends Sharpness {
  /** e^{γ/6} > 1. */
  readonly factor: Rational;
}

/**
 * The estimator of the payments of the multi-item auction [HK, Appendix A.2]: the two permanents of the payment are estimated
 * within e^{±γ/6} each, and E[v_i(r)] by v_i(r*) for an r* of the sampler whose law is within e^{±γ/6} of the right one.
 * The estimates have no law of their own; what is exact is the payments and the worst bias.
 */
export const multiItemPaymentEstimator: Rules<EstimatorParameters, Items, ValueRow | null> = {
  id: "hk/multi-item-payment-estimator",
  citation: cite("hk", "Appendix A.2"),
  summary: "the payments of the multi-item auction estimated from permanents that are known up to a factor",
  step: multiItem.step!,
  reports: multiItem.reports,
  mayBeAbsent: () => false,
};

/**
 * The largest bias of an estimate of one payment whose estimates all succeed: (1/a)·2·ln(factor) for the two permanents, which
 * is (4/ε)·ln(factor) at a = ε/2, and (factor − 1)·E[b_i] for the item drawn [HK, proof of Lemma 17].
 */
export function worstBias({ value }: LogPayment<bigint>, factor: Rational): L.LogForm {
  const logs = L.overEpsilon(L.scale(L.ln(factor), rational(4n)));
  return L.add(L.fromRational(multiply(subtract(factor, one), fromQuotient(value))), logs);
}
