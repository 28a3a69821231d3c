import type { WithCoins } from "../../game/mechanism.js";
import { gapMasses } from "../../probability/laplace-sums.js";
import { mapLaw } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { coupledAll } from "./all-reports.js";
import { type Alternatives, everyType } from "./alternatives.js";
import { alternatives, choosing } from "./payment-information.js";
import {
  type NoisyValuesParameters,
  noiseStep,
  relativeTotals,
  typesForAndAgainst,
  type ValueReport,
} from "./welfare.js";

/**
 * Mechanism 7.1 that makes only o* public, where payments are made in private [CCKMV, Section 7, after Theorem 7.5]. The
 * payments themselves are those of Mechanism 7.1.
 */
export const noisyVcgOutcome: WithCoins<NoisyValuesParameters, Alternatives, ValueReport, number> = {
  id: "cckmv/noisy-vcg-outcome",
  citation: cite("cckmv", "Section 7, after Theorem 7.5"),
  summary: "VCG on sums of utilities with discrete Laplace noise; only the chosen alternative is public",
  step: noiseStep,
  reports: everyType,
  extremeReports: typesForAndAgainst,
  outcomes: alternatives,

  law(R, _parameters, environment, profile) {
    const contests = alternatives(environment).map((chosen) => choosing(environment, chosen));
    const { masses, total } = gapMasses(R, relativeTotals(environment, profile), contests);
    return { entries: masses.map(([weight], chosen) => ({ outcome: chosen, weight: weight! })), total };
  },

  coupled(R, _parameters, environment, rest, truth, lie) {
    const { law, outcome } = coupledAll(R, environment, rest, [truth, lie]);
    return mapLaw(
      R,
      law,
      (profile) => [outcome(truth, profile).chosen, outcome(lie, profile).chosen] as const,
      ([o, p]) => o * environment.outcomes + p,
    );
  },
};
