import type { Rational } from "../../number/rational.js";
import { laplaceCells } from "../../probability/noise.js";
import { cite } from "../../verdict/citation.js";
import { type Candidate, candidates, type Election, lean, margin } from "./election.js";

/** `rate` c > 0 multiplies the exponent of the noise law; 1 is the paper's mechanism. */
export interface NoisyElectionParameters {
  readonly rate: Rational;
}

/**
 * The differentially private election [CCKMV, Mechanism 4.1]:
 * (1) draw r ∈ ℤ with Pr[r = k] proportional to exp(−cε|k|);
 * (2) output A if #A − #B ≥ r, else B.
 */
export const noisyElection: Election<NoisyElectionParameters> = {
  id: "cckmv/noisy-election",
  citation: cite("cckmv", "Mechanism 4.1"),
  summary: "majority of two candidates after adding discrete Laplace noise to the margin",
  step: ({ rate }) => rate,
  outcomes: () => candidates,
  reports: () => candidates,

  law(R, _parameters, _environment, profile) {
    const { weights, total } = laplaceCells(R, [margin(profile)]);
    return {
      entries: [
        { outcome: "A", weight: weights[0]! },
        { outcome: "B", weight: weights[1]! },
      ],
      total,
    };
  },

  // The same r meets the margins s + lean(truth) and s + lean(lie): it is at most both, between them, or above both.
  coupled(R, _parameters, _environment, rest, truth, lie) {
    const s = margin(rest);
    const [low, high] = [truth, lie].map((vote) => s + lean(vote)).sort((x, y) => x - y) as [number, number];
    const { weights, total } = laplaceCells(R, [low, high]);
    const between: readonly [Candidate, Candidate] = lean(truth) >= lean(lie) ? ["A", "B"] : ["B", "A"];
    const entries = [
      { outcome: ["A", "A"] as const, weight: weights[0]! },
      { outcome: between, weight: weights[1]! },
      { outcome: ["B", "B"] as const, weight: weights[2]! },
    ];
    return { entries: low === high ? [entries[0]!, entries[2]!] : entries, total };
  },
};
