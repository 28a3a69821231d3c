import type { Mechanism } from "../../game/mechanism.js";
import { one, type Rational, zero } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { gibbsWeights } from "./gibbs-weights.js";
import { type Range, type Sharpness, stepOf, type ValueRow, welfareSteps } from "./range.js";

/** A mechanism that chooses one of a list of outcomes, by its index in the list, from everybody's valuation. */
export type RangeMechanism<P> = Mechanism<P, Range, ValueRow | null, number>;

/**
 * The exponential mechanism for social welfare [HK, Figure 1]:
 * (1) choose r ∈ R with Pr[r] proportional to exp((ε/2)·Σ_i v_i(r)), or to μ(r) times that with a prior [Section 4];
 * (2) charge each agent the payment of `figure-1.ts`.
 */
export const exponential: RangeMechanism<Sharpness> = {
  id: "hk/exponential",
  citation: cite("hk", "Figure 1"),
  summary: "an outcome drawn with weight exp(ε/2 · welfare), and payments that make it truthful",
  step: (sharpness, { grid }) => stepOf(sharpness, grid),
  outcomes: ({ outcomes }) => outcomes.map((_, r) => r),
  reports: ({ outcomes }) => corners(outcomes.length),
  mayBeAbsent: () => false,

  law(R, _sharpness, range, profile) {
    const { weights, total } = gibbsWeights(R, welfareSteps(range, profile), range.prior?.weights);
    return { entries: weights.map((weight, outcome) => ({ outcome, weight })), total };
  },
};

/** The corners of [0, 1]^m: every valuation with values 0 and 1. */
export const corners = (m: number): readonly ValueRow[] =>
  Array.from({ length: m }).reduce<readonly (readonly Rational[])[]>(
    (rows) => rows.flatMap((row) => [zero, one].map((value) => [...row, value])),
    [[]],
  );
