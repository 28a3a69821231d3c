import type { Mechanism } from "../../game/mechanism.js";
import type { Rational } from "../../number/rational.js";
import { safeInteger } from "../../number/ring.js";
import { cite } from "../../verdict/citation.js";
import { gibbsWeights } from "./gibbs-weights.js";
import { type Range, type Sharpness, stepOf, stepsOf } from "./range.js";

/** A range with a score Q(r) for every outcome, any rational. Nobody reports anything. */
export interface ScoredRange extends Range {
  readonly quality: readonly Rational[];
}

/** A mechanism that chooses one of a list of scored outcomes, by its index in the list. */
export type ScoreMechanism<P> = Mechanism<P, ScoredRange, null, number>;

/** Q(r) for every outcome, in steps of 1/grid. */
export const scoreSteps = ({ quality, grid }: Pick<ScoredRange, "quality" | "grid">): readonly number[] =>
  quality.map((score) => safeInteger(stepsOf(score, grid), "score"));

/**
 * The exponential mechanism of any quality function at one data set [HK, Section 2.3, and Section 4 with a prior]: draw r with
 * Pr[r] proportional to μ(r)·exp(ε·Q(r)/(2Δ)), where Δ is the Lipschitz constant of Q.
 */
export const exponentialQuality: ScoreMechanism<Sharpness> = {
  id: "hk/exponential-quality",
  citation: cite("hk", "Section 2.3"),
  summary: "an outcome drawn with weight exp(ε·Q/(2Δ)) for any scores Q with Lipschitz constant Δ",
  step: (sharpness, { grid }) => stepOf(sharpness, grid),
  outcomes: ({ outcomes }) => outcomes.map((_, r) => r),
  reports: () => [],
  mayBeAbsent: () => false,

  law(R, _sharpness, range) {
    const { weights, total } = gibbsWeights(R, scoreSteps(range), range.prior?.weights);
    return { entries: weights.map((weight, outcome) => ({ outcome, weight })), total };
  },
};
