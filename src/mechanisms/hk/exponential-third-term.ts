import type { Mechanism } from "../../game/mechanism.js";
import { type Profile, profileOf } from "../../game/profile.js";
import type { Ring } from "../../number/ring.js";
import { exponential } from "./exponential.js";
import { expectedSteps, type LogPayment } from "./figure-1.js";
import { gibbsWeights, partition, quotientOfPartitions } from "./gibbs-weights.js";
import { type Range, type Sharpness, stepsOf, type ValueRow, welfareSteps } from "./range.js";

/** A range together with what the agents really value, one valuation an agent. */
export interface TrueRange extends Range {
  readonly truths: readonly ValueRow[];
}

/**
 * Figure 1 with its third term to the letter [HK, Figure 1]: the figure writes v_k there and b_k in the first term, so here
 *   p_i = −E[Σ_{k≠i} b_k(r)] − (1/a)·S(P_b) + (1/a)·ln Z(0, v_{−i})
 * takes the true valuations of the others, which no mechanism knows. Outcomes are drawn from the reports.
 */
export const exponentialThirdTerm: Mechanism<Sharpness, TrueRange, ValueRow | null, number> = {
  ...exponential,
  id: "hk/exponential-third-term",
  summary: "Figure 1 with the others' true valuations in the third term of the payments",
};

/** What the agents pay, one each, in the order of the reports. */
export function thirdTermPayments<S>(
  R: Ring<S>,
  range: TrueRange,
  profile: Profile<ValueRow | null>,
): readonly LogPayment<S>[] {
  const { truths, prior, grid } = range;
  const steps = (values: ValueRow): readonly bigint[] => values.map((value) => stepsOf(value, grid));
  const welfare = welfareSteps(range, profile);
  const trueWelfare = welfareSteps(range, profileOf(truths));
  const drawn = gibbsWeights(R, welfare, prior?.weights);
  return profile.map(({ report }, i) => {
    const own = steps(truths[i]!);
    const others = trueWelfare.map((k, r) => k - Number(own[r]!));
    return {
      value: expectedSteps(R, range, welfare, drawn, steps(report!)),
      ratio: quotientOfPartitions(R, drawn, partition(R, others, prior?.weights)),
    };
  });
}
