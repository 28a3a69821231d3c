import * as L from "../../number/log-form.js";
import { compare, maximum, multiply, negate, type Rational, subtract } from "../../number/rational.js";
import type { Quotient, Ring } from "../../number/ring.js";

/** The score of an outcome (its welfare, its quality, or minus its cost), and its weight in the law. */
export interface Scored<S> {
  readonly score: Rational;
  readonly weight: S;
}

/** How likely the score is to fall short of the optimum by `gap` or more. */
export interface GapTail<S> {
  readonly gap: Rational;
  readonly chance: Quotient<S>;
}

/**
 * The chance of a gap of at least g, for each gap g = optimum − score that occurs, descending. The optimum is the largest
 * score that is listed, whatever its weight. Throws RangeError without outcomes.
 */
export function gapTails<S>(R: Ring<S>, scored: readonly Scored<S>[], total: S): readonly GapTail<S>[] {
  if (scored.length === 0) throw new RangeError("gapTails: expected at least one outcome");
  const optimum = scored.map(({ score }) => score).reduce(maximum);
  const descending = scored
    .map(({ score, weight }) => ({ gap: subtract(optimum, score), weight }))
    .sort((x, y) => compare(y.gap, x.gap));
  const tails: GapTail<S>[] = [];
  let sum = R.zero;
  descending.forEach(({ gap, weight }, i) => {
    sum = R.add(sum, weight);
    const next = descending[i + 1];
    // Outcomes of one score enter together.
    if (next === undefined || compare(next.gap, gap) !== 0)
      tails.push({ gap, chance: { numerator: sum, denominator: total } });
  });
  return tails;
}

/** The threshold optimum − factor·(ln(size) + t)/ε of Theorem 1, where size is |R| and factor 1; `exp` is e^t. */
export interface Threshold {
  readonly factor: Rational;
  readonly size: Rational;
  readonly exp: Rational;
}

/** Whether an outcome at this gap lies strictly below the threshold: the sign of ε·gap − factor·ln(size·e^t). */
export function isBelow({ factor, size, exp }: Threshold, gap: Rational, { times, log }: L.LogEpsilon): boolean {
  const shortfall = L.scale(L.ln(log), multiply(times, gap));
  const allowance = L.scale(L.ln(multiply(size, exp)), negate(factor));
  return L.sign(L.add(shortfall, allowance)) > 0;
}

/** Pr[score < optimum − factor·(ln(size) + t)/ε] [HK, Theorem 1, "strictly"], decided for each score that occurs. */
export function tailProbability<S>(
  R: Ring<S>,
  scored: readonly Scored<S>[],
  total: S,
  threshold: Threshold,
  epsilon: L.LogEpsilon,
): Quotient<S> {
  const least = gapTails(R, scored, total).findLast(({ gap }) => isBelow(threshold, gap, epsilon));
  return least?.chance ?? { numerator: R.zero, denominator: total };
}
