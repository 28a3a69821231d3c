import type { Situation } from "../game/situation.js";
import type { OrderedRing, Quotient, Ratio } from "../number/ring.js";
import { compareRatios } from "../probability/divergence.js";
import { sideBySide } from "../probability/law.js";
import type { Finding } from "../verdict/finding.js";

/** x_o = max over t′, t″ of Pr[M(t′) = o] / Pr[M(t″) = o], with the reports where it is attained. */
export interface PrivacyRatio<T, O, S> {
  readonly outcome: O;
  readonly ratio: Ratio<S>;
  /** The report that makes the outcome most likely, and the one that makes it least likely. */
  readonly largest: T;
  readonly smallest: T;
}

/**
 * The privacy ratio of every outcome that some report can produce [CCKMV, Assumption 3.1]: positive/0 is "infinity",
 * an outcome that no report can produce is left out. The maximum runs over `reports`, unless told over all real reports.
 */
export function privacyRatios<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  reports: readonly T[] = situation.extremeReports ?? situation.reports,
): readonly PrivacyRatio<T, O, S>[] {
  const laws = reports.map((report) => situation.law(report));
  const totals = laws.map((law) => law.total);
  const ratios: PrivacyRatio<T, O, S>[] = [];
  for (const { outcome, weights } of sideBySide(R, laws)) {
    const { most, least, high, low } = extremes(R, weights, totals);
    if (R.sign(high) === 0) continue;
    const ratio = R.sign(low) === 0 ? "infinity" : { numerator: high, denominator: low };
    ratios.push({ outcome, ratio, largest: reports[most]!, smallest: reports[least]! });
  }
  return ratios;
}

/** The laws that make an outcome most and least likely; high/low is the ratio of its two chances. */
function extremes<S>(R: OrderedRing<S>, weights: readonly S[], totals: readonly S[]) {
  let most = 0;
  let least = 0;
  // weight·other total against other weight·total: the sides of the comparison are those of the ratio.
  let high = weights[0] as S;
  let low = high;
  for (let i = 1; i < weights.length; i++) {
    const above = R.multiply(weights[i] as S, totals[least] as S);
    const below = R.multiply(weights[least] as S, totals[i] as S);
    if (R.sign(R.subtract(above, below)) < 0) {
      // The common case of two laws has both products already.
      const alone = most === least;
      least = i;
      high = alone ? below : R.multiply(weights[most] as S, totals[i] as S);
      low = alone ? above : R.multiply(weights[i] as S, totals[most] as S);
    } else if (most === least || isMore(R, weights, totals, i, most)) {
      most = i;
      high = above;
      low = below;
    }
  }
  return { most, least, high, low };
}

const isMore = <S>(R: OrderedRing<S>, weights: readonly S[], totals: readonly S[], i: number, j: number): boolean =>
  R.sign(R.subtract(R.multiply(weights[i] as S, totals[j] as S), R.multiply(weights[j] as S, totals[i] as S))) > 0;

/** The largest privacy ratio and where: the least e^ε for which the situation is ε-differentially private. */
export function tightestRatio<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  reports?: readonly T[],
): PrivacyRatio<T, O, S> {
  const ratios = privacyRatios(R, situation, reports);
  let worst = ratios[0];
  if (worst === undefined) throw new RangeError("tightestRatio: expected a situation with at least one report");
  for (let i = 1; i < ratios.length; i++) {
    const next = ratios[i]!;
    if (compareRatios(R, next.ratio, worst.ratio) > 0) worst = next;
  }
  return worst;
}

/**
 * Pr[M(t′) = o] ≤ bound · Pr[M(t″) = o] for all outcomes o and reports t′, t″ of the player, the others fixed
 * [CCKMV, Definition 3.2, with bound = e^ε]. Points are enough because δ = 0.
 */
export function differentialPrivacy<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  bound: Quotient<S>,
  reports?: readonly T[],
): Finding<S> {
  const { ratio, outcome, largest, smallest } = tightestRatio(R, situation, reports);
  return {
    hypotheses: "inside",
    conclusion: compareRatios(R, ratio, bound) <= 0 ? "holds" : "fails",
    witness: { outcome, largest, smallest },
    sides: { left: ratio, right: bound, larger: "right" },
  };
}
