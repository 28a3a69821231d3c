import type { WithCoins } from "../../game/mechanism.js";
import { type Rational, rational } from "../../number/rational.js";
import { geometricNoise } from "../../probability/negative-binomial.js";
import { cite } from "../../verdict/citation.js";
import {
  type BinReport,
  bins,
  coupledMedians,
  histogram,
  type Locations,
  perturbedMedian,
} from "./perturbed-median.js";

/** `rate` c > 0 multiplies the exponent of the noise law; 1 is the paper's mechanism. */
export interface NoisyMedianParameters {
  readonly rate: Rational;
}

/** c/2: the noise laws of Section 6 have exponents that are multiples of ε/2. */
export const halfRate = ({ rate }: NoisyMedianParameters): Rational => rational(rate.numerator, 2n * rate.denominator);

/**
 * The differentially private discrete facility location [CCKMV, Mechanism 6.1]:
 * (1) h_j is the number of reports of bin j;
 * (2) draw r_1, …, r_q independently with Pr[r_j = k] proportional to exp(−cεk/2), k = 0, 1, …;
 * (3) output ℓ_{Med(h+r)}, Med(z) being the least k with z_1 + … + z_k ≥ z_{k+1} + … + z_q.
 */
export const noisyMedian: WithCoins<NoisyMedianParameters, Locations, BinReport, number> = {
  id: "cckmv/noisy-median",
  citation: cite("cckmv", "Mechanism 6.1"),
  summary: "median of the reported locations after adding geometric noise to their histogram",
  step: halfRate,
  outcomes: bins,
  reports: bins,

  law(R, _parameters, { locations }, profile) {
    const q = locations.length;
    return perturbedMedian(R, geometricNoise(R, q), histogram(profile, q));
  },

  coupled(R, _parameters, { locations }, rest, truth, lie) {
    const q = locations.length;
    return coupledMedians(R, geometricNoise(R, q), histogram(rest, q), truth, lie);
  },
};
