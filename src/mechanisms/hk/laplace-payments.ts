import * as L from "../../number/log-form.js";
import { divide, fromQuotient, multiply, one, type Rational, rational } from "../../number/rational.js";
import type { Quotient } from "../../number/ring.js";

/**
 * Payments p_j + X_j with independent Laplace noise of one scale s [HK, Theorems 13 and 14], density e^{−|x|/s}/(2s).
 *
 * Where the centres move from p to p′, the log of the ratio of densities at x is Σ_j (|x_j − p′_j| − |x_j − p_j|)/s. By
 * the triangle inequality it is at most Σ_j |p_j − p′_j|/s, and x = p attains that: this sum is the exact level of
 * privacy between the two profiles, for points of the density as for all events. Levels here are forms without ε.
 */
export interface LaplaceNoise {
  /** s·ε: n in the public model, 1 in the private one. */
  readonly scale: Rational;
}

/** |p − p′|·ε for two payments that are rational + logarithms over ε. */
export function timesDistance(p: L.LogForm, other: L.LogForm, epsilon: L.LogEpsilon): L.LogForm {
  const difference = L.timesEpsilon(L.subtract(p, other), epsilon);
  return L.sign(difference) < 0 ? L.negate(difference) : difference;
}

/** Σ_j |p_j − p′_j|/s: the exact level of what is seen of these payments. */
export const paymentLevel = (
  { scale }: LaplaceNoise,
  payments: readonly L.LogForm[],
  others: readonly L.LogForm[],
  epsilon: L.LogEpsilon,
): L.LogForm => L.scale(L.sum(payments.map((p, j) => timesDistance(p, others[j]!, epsilon))), divide(one, scale));

/** (ε/n)·Σ_j |p_j − p′_j|: the public model, where everybody sees all n payments [HK, Theorem 13]. */
export const publicLevel = (
  payments: readonly L.LogForm[],
  others: readonly L.LogForm[],
  epsilon: L.LogEpsilon,
): L.LogForm => paymentLevel({ scale: rational(BigInt(payments.length)) }, payments, others, epsilon);

/** ε·|p_j − p′_j|: the private model, where player j sees her own payment alone [HK, Theorem 14]. */
export const privateLevel = (payment: L.LogForm, other: L.LogForm, epsilon: L.LogEpsilon): L.LogForm =>
  paymentLevel({ scale: one }, [payment], [other], epsilon);

/**
 * The exact level of the outcome together with payments of this level: given the profile, outcome and noise are
 * independent, so the logs of the largest ratios add. `ratio` is max_r P(r)/P′(r).
 */
export const jointLevel = (level: L.LogForm, ratio: Quotient<bigint>): L.LogForm =>
  L.add(L.ln(fromQuotient(ratio)), level);

/** Σ_j Var[X_j]·ε² = n·2s²·ε², for n payments. */
export const totalVariance = ({ scale }: LaplaceNoise, players: number): Rational =>
  multiply(rational(2n * BigInt(players)), multiply(scale, scale));
