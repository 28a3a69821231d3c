import type { WithCoins } from "../../game/mechanism.js";
import { gapMasses } from "../../probability/laplace-sums.js";
import { mapLaw } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { coupledAll } from "./all-reports.js";
import { type Alternatives, everyType } from "./alternatives.js";
import { alternatives, type PublicOutcome, publicOutcomes, revealing } from "./payment-information.js";
import { type NoisyValuesParameters, noiseStep, relativeTotals, typesUpToShift, type ValueReport } from "./welfare.js";

/** A mechanism that reveals payment information in the form of Mechanism 7.1. */
export type NoisyVcg = WithCoins<NoisyValuesParameters, Alternatives, ValueReport, PublicOutcome>;

/**
 * The differentially private VCG mechanism [CCKMV, Mechanism 7.1]:
 * (1) choose λ_o with Pr[λ_o = k] proportional to exp(−cε|k|/(M·|O|)), for each alternative o = 0, …, |O|−1;
 * (2) V_o = Σ_j U^out(θ_j, o) + λ_o + o/|O|;
 * (3) o* = argmax_o V_o;
 * (4) π = {(o, V_{o*} − V_o) : V_o ≥ V_{o*} − M};
 * (5) output (o*, π). Player i then pays P(θ_i, o*, π), see `payment`.
 */
export const noisyVcg: NoisyVcg = {
  id: "cckmv/noisy-vcg",
  citation: cite("cckmv", "Mechanism 7.1"),
  summary: "VCG on sums of utilities with discrete Laplace noise; the chosen alternative and the small gaps are public",
  step: noiseStep,
  reports: everyType,
  extremeReports: typesUpToShift,
  outcomes: (environment) => publicOutcomes(environment).printed,

  law(R, _parameters, environment, profile) {
    const contests = alternatives(environment).map((chosen) => revealing(environment, chosen));
    const { masses, total } = gapMasses(R, relativeTotals(environment, profile), contests);
    const { printed, byGaps } = publicOutcomes(environment);
    const weights = new Map(byGaps.flatMap((row, o) => row.map((outcome, i) => [outcome, masses[o]![i]!] as const)));
    return { entries: printed.map((outcome) => ({ outcome, weight: weights.get(outcome)! })), total };
  },

  coupled(R, _parameters, environment, rest, truth, lie) {
    const { law, outcome } = coupledAll(R, environment, rest, [truth, lie]);
    const places = new Map(publicOutcomes(environment).printed.map((found, i) => [found, i]));
    return mapLaw(
      R,
      law,
      (profile) => [outcome(truth, profile), outcome(lie, profile)] as const,
      ([o, p]) => places.get(o)! * places.size + places.get(p)!,
    );
  },
};
