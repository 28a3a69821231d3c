import type { Situation } from "../game/situation.js";
import type { OrderedRing, Quotient, Ratio } from "../number/ring.js";
import { compareQuotients } from "../number/ring.js";
import { compareRatios, ratioAt, support } from "../probability/divergence.js";
import { probability } from "../probability/law.js";
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
 * an outcome that no report can produce is left out. The maximum runs over `reports`, all real reports unless told.
 */
export function privacyRatios<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  reports: readonly T[] = situation.reports,
): readonly PrivacyRatio<T, O, S>[] {
  const laws = reports.map((report) => situation.law(report));
  return support(R, laws).map((outcome) => {
    const chances = laws.map((law) => probability(R, law, outcome));
    let most = 0;
    let least = 0;
    for (let i = 1; i < chances.length; i++) {
      const order = compareQuotients(R, chances[i]!, chances[most]!);
      if (order > 0) most = i;
      else if (order < 0 && (least === most || compareQuotients(R, chances[i]!, chances[least]!) < 0)) least = i;
    }
    const ratio = ratioAt(R, chances[most]!, chances[least]!);
    return { outcome, ratio, largest: reports[most]!, smallest: reports[least]! };
  });
}

/** The largest privacy ratio and where: the least e^ε for which the situation is ε-differentially private. */
export function tightestRatio<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  reports?: readonly T[],
): PrivacyRatio<T, O, S> {
  const ratios = privacyRatios(R, situation, reports);
  if (ratios.length === 0) throw new RangeError("tightestRatio: expected a situation with at least one report");
  return ratios.reduce((worst, next) => (compareRatios(R, next.ratio, worst.ratio) > 0 ? next : worst));
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
