import type { Profile } from "../../game/profile.js";
import * as L from "../../number/log-form.js";
import { divide, fromQuotient, one } from "../../number/rational.js";
import type { Quotient, Ring } from "../../number/ring.js";
import { type GibbsWeights, gibbsWeights, partition, powerSum, quotientOfPartitions } from "./gibbs-weights.js";
import { type Range, rateOf, type Sharpness, stepsOf, type ValueRow, welfareSteps } from "./range.js";

/**
 * A payment value − (1/a)·ln(ratio) over a ring, where weights are e^{a·Q(r)}. In Figure 1 the value is E[b_i(r)] and the ratio
 * Z(b)/Z(0, b_{−i}).
 */
export interface LogPayment<S> {
  readonly value: Quotient<S>;
  readonly ratio: Quotient<S>;
}

/** Everything of Figure 1 at one profile: the weights of the outcomes, and what one agent pays. */
export interface Figure1<S> {
  readonly drawn: GibbsWeights<S>;
  payment(report: ValueRow): LogPayment<S>;
}

/**
 * Draws and payments of the exponential mechanism [HK, Figure 1; with a prior, Corollary 6], over the ring of step a/grid. Since
 * S(P_b) = ln Z − a·E[Σ_k b_k(r)], the figure's
 *   p_i = −E[Σ_{k≠i} b_k(r)] − (1/a)·S(P_b) + (1/a)·ln Z(0, b_{−i})
 * is E[b_i(r)] − (1/a)·ln(Z(b)/Z(0, b_{−i})). With a prior, −KL(P_b‖μ) takes the place of S(P_b), and the quotient of the two Z
 * is the same whether μ is normalised or not. Welfare is summed once; an agent's row is taken away from the sum.
 */
export function figure1<S>(R: Ring<S>, range: Range, profile: Profile<ValueRow | null>): Figure1<S> {
  const welfare = welfareSteps(range, profile);
  const drawn = gibbsWeights(R, welfare, range.prior?.weights);
  return {
    drawn,
    payment(report) {
      const own = report.map((value) => stepsOf(value, range.grid));
      const others = welfare.map((k, r) => k - Number(own[r]!));
      return {
        value: expectedSteps(R, range, welfare, drawn, own),
        ratio: quotientOfPartitions(R, drawn, partition(R, others, range.prior?.weights)),
      };
    },
  };
}

/** E[values(r)] where outcomes have the weights `drawn`, made from `exponents`; the values are given in steps of 1/grid. */
export function expectedSteps<S>(
  R: Ring<S>,
  { prior, grid }: Pick<Range, "prior" | "grid">,
  exponents: readonly number[],
  drawn: GibbsWeights<S>,
  values: readonly bigint[],
): Quotient<S> {
  const masses = prior === undefined ? values : values.map((value, r) => value * prior.weights[r]!);
  return {
    numerator: powerSum(R, exponents, masses, drawn),
    denominator: R.multiply(R.integer(grid), drawn.total),
  };
}

/** A payment at one ε as a form: value − (1/a)·ln(ratio), a = rate·ε. */
export const paymentForm = (payment: LogPayment<bigint>, sharpness: Sharpness): L.LogForm =>
  L.subtract(L.fromRational(fromQuotient(payment.value)), truthfulUtility(payment, sharpness));

/** E[b_i(r)] less the payment: (1/a)·ln(ratio). What an agent gets whose report is her true valuation. */
export const truthfulUtility = ({ ratio }: LogPayment<bigint>, sharpness: Sharpness): L.LogForm =>
  L.overEpsilon(L.scale(L.ln(fromQuotient(ratio)), divide(one, rateOf(sharpness))));
