import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import { privatePaymentsFormat, publicPaymentsFormat } from "../../src/instance/hk-payments.js";
import type { RangeFormat, RangeValues } from "../../src/instance/hk-range.js";
import { figurePayments } from "../../src/instance/hk-range-facts.js";
import type { LaplaceNoise } from "../../src/mechanisms/hk/laplace-payments.js";
import { privateNoise } from "../../src/mechanisms/hk/private-payments.js";
import { publicNoise } from "../../src/mechanisms/hk/public-payments.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { type ChargedRange, figure1Charged } from "./charged.js";

/** A way to tell players their payments: those of Figure 1 with independent Laplace noise, or as they are. */
export interface PaymentScheme {
  readonly format: RangeFormat;
  /** The noise of each payment; none where they are told as they are. */
  noise?(players: number): LaplaceNoise;
}

/** All payments with noise of scale n/ε [HK, Theorem 13]. */
export const publicScheme: PaymentScheme = { format: publicPaymentsFormat, noise: publicNoise };
/** Each payment with noise of scale 1/ε [HK, Theorem 14]. */
export const privateScheme: PaymentScheme = { format: privatePaymentsFormat, noise: () => privateNoise };
/** The payments themselves [HK, Figure 1]. */
export const exactScheme: PaymentScheme = { format: exponentialFormat };

/** What the mechanism tells of each payment, its noise apart: the payment as it is, or the centre of its noise. */
export const toldPayments = ({ format, noise }: PaymentScheme, values: RangeValues): readonly L.LogForm[] =>
  (noise ? format.extras!(values).centers!() : format.payments!(values)) as readonly L.LogForm[];

/** Whether these are the payments of Figure 1, which claims decide about over all rings. */
export function tellsFigure1(scheme: PaymentScheme, values: RangeValues): boolean {
  const told = toldPayments(scheme, values);
  return figurePayments(values).every((payment, j) => L.equals(told[j]!, payment, values.epsilon));
}

/**
 * Figure 1 with payments whose noise has the mean `mean`, 0 for LAP: what an agent expects to pay. A mean other than 0 is a
 * control. Over a ring it is the formula of Figure 1, at one ε what the mechanism tells.
 */
export function expectedCharges(scheme: PaymentScheme, grid: bigint, mean = Q.zero): ChargedRange {
  const expected = {
    ...scheme.format,
    payments: (values: RangeValues) =>
      toldPayments(scheme, values).map((form) => ({ ...form, rational: Q.add(form.rational, mean) })),
  };
  const charged = figure1Charged(grid, expected);
  return {
    ...charged,
    payment(R, at, profile, player) {
      const paid = charged.payment(R, at, profile, player)!;
      const { numerator, denominator } = paid.value;
      const shifted = R.add(
        R.multiply(R.integer(mean.denominator), numerator),
        R.multiply(R.integer(mean.numerator), denominator),
      );
      return {
        ...paid,
        value: { numerator: shifted, denominator: R.multiply(R.integer(mean.denominator), denominator) },
      };
    },
  };
}

/** s·ε as `law` prints it for the instance: the scale of the noise. */
export const printedScale = ({ format }: PaymentScheme, values: RangeValues): Q.Rational =>
  (format.extras!(values).scale!() as { readonly coefficient: Q.Rational }).coefficient;

/** Σ_j Var[X_j]·ε² as `law` prints it. */
export const printedVariance = ({ format }: PaymentScheme, values: RangeValues): Q.Rational =>
  (format.extras!(values).totalVariance!() as { readonly coefficient: Q.Rational }).coefficient;
