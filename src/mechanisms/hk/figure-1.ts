import type { Profile } from "../../game/profile.js";
import * as L from "../../number/log-form.js";
import { divide, fromQuotient, negate, one, type Rational } from "../../number/rational.js";
import type { Quotient, Ring } from "../../number/ring.js";
import { powerQuotient } from "../../number/ring.js";
import { type GibbsWeights, gibbsWeights } from "./gibbs.js";
import { type Range, rateOf, type Sharpness, stepsOf, type Valuation, welfareSteps } from "./range.js";

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
  payment(report: Valuation): LogPayment<S>;
}

/**
 * Draws and payments of the exponential mechanism [HK, Figure 1; with a prior, Corollary 6], over the ring of step a/grid. Since
 * S(P_b) = ln Z − a·E[Σ_k b_k(r)], the figure's
 *   p_i = −E[Σ_{k≠i} b_k(r)] − (1/a)·S(P_b) + (1/a)·ln Z(0, b_{−i})
 * is E[b_i(r)] − (1/a)·ln(Z(b)/Z(0, b_{−i})). With a prior, −KL(P_b‖μ) takes the place of S(P_b), and the quotient of the two Z
 * is the same whether μ is normalised or not.
 */
export function figure1<S>(R: Ring<S>, range: Range, profile: Profile<Valuation | null>): Figure1<S> {
  const { grid, prior } = range;
  const all = welfareSteps(range, profile);
  const drawn = gibbsWeights(R, all, prior?.weights);
  return {
    drawn,
    payment(report) {
      const own = report.map((value) => Number(stepsOf(value, grid)));
      const others = gibbsWeights(
        R,
        all.map((k, r) => k - own[r]!),
        prior?.weights,
      );
      return { value: expectation(R, drawn, report, grid), ratio: quotientOfPartitions(R, drawn, others) };
    },
  };
}

/** E[values(r)] under the weights, the values on the grid. */
export function expectation<S>(
  R: Ring<S>,
  { weights, total }: Pick<GibbsWeights<S>, "weights" | "total">,
  values: readonly Rational[],
  grid: bigint,
): Quotient<S> {
  // Weights of outcomes with one value are summed first: values are few.
  const byValue = new Map<bigint, S>();
  values.forEach((value, r) => {
    const steps = stepsOf(value, grid);
    if (steps === 0n) return;
    const sum = byValue.get(steps);
    byValue.set(steps, sum === undefined ? weights[r]! : R.add(sum, weights[r]!));
  });
  let numerator = R.zero;
  for (const [steps, sum] of byValue) numerator = R.add(numerator, R.multiply(R.integer(steps), sum));
  return { numerator, denominator: R.multiply(R.integer(grid), total) };
}

/** Z/Z′, both with what was divided out. Weights of one law have a degree of their own: the quotient is made homogeneous here. */
export function quotientOfPartitions<S>(R: Ring<S>, z: GibbsWeights<S>, other: GibbsWeights<S>): Quotient<S> {
  const shift = powerQuotient(R, z.least - other.least);
  const [top, under] = [R.multiply(z.total, shift.numerator), R.multiply(other.total, shift.denominator)];
  // Both sides get the degree of the other's weights.
  return { numerator: R.multiply(top, R.power(0, other.degree)), denominator: R.multiply(under, R.power(0, z.degree)) };
}

/** A payment at one ε as a form: value − (1/a)·ln(ratio), a = rate·ε. */
export function paymentForm({ value, ratio }: LogPayment<bigint>, sharpness: Sharpness): L.LogForm {
  const logs = L.scale(L.ln(fromQuotient(ratio)), negate(divide(one, rateOf(sharpness))));
  return L.add(L.fromRational(fromQuotient(value)), L.overEpsilon(logs));
}
