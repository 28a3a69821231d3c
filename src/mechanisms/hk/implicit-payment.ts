import type { Profile } from "../../game/profile.js";
import { multiply, type Rational } from "../../number/rational.js";
import type { Quotient, Ring } from "../../number/ring.js";
import { cite } from "../../verdict/citation.js";
import { exponential, type RangeMechanism } from "./exponential.js";
import { expectedSteps, type LogPayment } from "./figure-1.js";
import { gibbsWeights, partition, quotientOfPartitions } from "./gibbs-weights.js";
import { type Range, type Sharpness, stepsOf, type ValueRow, welfareSteps } from "./range.js";

/**
 * The draw of Figure 1 with payments that need no partition function [HK, Section 5.3, after Babaioff, Kleinberg and
 * Slivkins], here for reports on outcomes:
 * (1) choose r with Pr[r] proportional to exp((ε/2)·Σ_i b_i(r));
 * (2) for each agent choose s uniformly from [0, 1] and r′ as in (1) with s·b_i in place of b_i;
 * (3) charge her b_i(r) − b_i(r′).
 */
export const implicitPayment: RangeMechanism<Sharpness> = {
  ...exponential,
  id: "hk/implicit-payment",
  citation: cite("hk", "Section 5.3, implicit payment scheme"),
  summary: "the draw of Figure 1; each player pays b(r) − b(r′), r′ drawn with a uniform part of her report",
};

/** E[b_i(r′)] given s: the rebate of a player who reports `report` beside `rest`. The grid must hold s·report. */
export const expectedRebate = <S>(
  R: Ring<S>,
  range: Range,
  rest: Profile<ValueRow | null>,
  report: ValueRow,
  s: Rational,
): Quotient<S> => {
  const part = report.map((value) => multiply(s, value));
  return expectedReport(R, range, welfareSteps(range, [...rest, { report: part, count: 1 }]), report);
};

/** E[b_i(r)] for r drawn with these exponents. */
function expectedReport<S>(R: Ring<S>, range: Range, exponents: readonly number[], report: ValueRow): Quotient<S> {
  const steps = report.map((value) => stepsOf(value, range.grid));
  return expectedSteps(R, range, exponents, gibbsWeights(R, exponents, range.prior?.weights), steps);
}

/**
 * The expected charge E[b_i(r)] − ∫₀¹ E[b_i(r′) | s] ds. With Z(s) = Σ_r μ(r)·e^{a·(s·b_i(r) + Σ_{k≠i} b_k(r))} the
 * integrand is (1/a)·(ln Z(s))′, so the integral is (1/a)·ln(Z(1)/Z(0)), and the charge that of Figure 1.
 */
export function expectedCharge<S>(
  R: Ring<S>,
  range: Range,
  rest: Profile<ValueRow | null>,
  report: ValueRow,
): LogPayment<S> {
  const [start, end] = [welfareSteps(range, rest), welfareSteps(range, [...rest, { report, count: 1 }])];
  const at = (exponents: readonly number[]) => partition(R, exponents, range.prior?.weights);
  return { value: expectedReport(R, range, end, report), ratio: quotientOfPartitions(R, at(end), at(start)) };
}
