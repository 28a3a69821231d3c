import type { WithCoins } from "../../game/mechanism.js";
import type { Ring } from "../../number/ring.js";
import { laplaceFromZero } from "../../probability/laplace-from-zero.js";
import type { NoiseSums } from "../../probability/noise-sums.js";
import { type TruncatedLaplace, truncatedNoise } from "../../probability/truncated-laplace.js";
import { cite } from "../../verdict/citation.js";
import { halfRate, type NoisyMedianParameters } from "./noisy-median.js";
import {
  type BinReport,
  bins,
  coupledMedians,
  histogram,
  type Locations,
  perturbedMedian,
} from "./perturbed-median.js";

/**
 * Xiao's noise: Pr[r_j = k] proportional to exp(σcε|k−t|/2), on {0, …, 2t} for truncation "both" and on {0, 1, …} for
 * "below", which needs σ = −1. The paper prints σ = +1 and "both".
 */
export interface XiaoParameters extends NoisyMedianParameters, TruncatedLaplace {
  readonly truncation: "both" | "below";
}

/** The noise of q bins. */
const noiseOf = <S>(R: Ring<S>, parameters: XiaoParameters, q: number): NoiseSums<S> =>
  parameters.truncation === "both" ? truncatedNoise(R, parameters, q) : laplaceFromZero(R, parameters.t, q);

/**
 * Xiao's median as CCKMV state it [Section 6, after Mechanism 6.1]:
 * (1) h_j is the number of reports of bin j;
 * (2) draw r_1, …, r_q independently from a truncated and shifted Laplace law, see `XiaoParameters`;
 * (3) output ℓ_{Med(h+r)}.
 */
export const xiaoMedian: WithCoins<XiaoParameters, Locations, BinReport, number> = {
  id: "cckmv/xiao-median",
  citation: cite("cckmv", "Section 6"),
  summary: "median of the reported locations after adding truncated Laplace noise to their histogram",
  step: halfRate,
  outcomes: bins,
  reports: bins,

  law(R, parameters, { locations }, profile) {
    const q = locations.length;
    return perturbedMedian(R, noiseOf(R, parameters, q), histogram(profile, q));
  },

  coupled(R, parameters, { locations }, rest, truth, lie) {
    const q = locations.length;
    return coupledMedians(R, noiseOf(R, parameters, q), histogram(rest, q), truth, lie);
  },
};
