import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { situationClaim } from "../situation-claim.js";
import { describeReach, everyHistogramOf, facilityCorners, type ReachByBudget } from "./facilities.js";
import { lossEvidence, tailEvidence } from "./facility-loss-bounds.js";
import {
  anywhere,
  lossIsNoise,
  type Noisy,
  profiles,
  type TailBound,
  tailForAll,
  tailParts,
  twelfth,
} from "./proposition-6.4.js";
import { lossForAll, lossParts } from "./proposition-6.4-2.js";

/** q·e^{−εΔ/q} at Δ = (q/ε)·ln(q/δ) is δ; 2^q·e^{−εΔ/4} at Δ = (4/ε)·(q·ln 2 + ln(1/δ)) is δ. */
const bounds: Readonly<Record<string, TailBound>> = {
  probability: { factor: (q) => BigInt(q), rate: (q) => Q.rational(1n, BigInt(q)), text: "q·e^{-εΔ/q}" },
  "no-logarithm": { factor: (q) => 1n << BigInt(q), rate: () => Q.rational(1n, 4n), text: "2^q·e^{-εΔ/4}" },
};

/** Places in thirds, where e^{−εΔ/4} has exponents in twelfths. */
const inThirds: ReachByBudget = {
  gate: { places: [["0"], ["1"], ["0", "1"], ["0", "1/3", "1"]], players: [1, 4, 2] },
  standard: {
    places: [["0"], ["1"], ["0", "1"], ["0", "1/3", "1"], ["0", "2/3", "1"], ["0", "1/3", "2/3", "1"]],
    players: [2, 12, 6, 4],
  },
  deep: {
    places: [["0"], ["1"], ["0", "1"], ["0", "1/3", "1"], ["0", "2/3", "1"], ["0", "1/3", "2/3", "1"]],
    players: [3, 30, 12, 7],
  },
};

/**
 * Social welfare is within Δ = Õ(q)/ε of optimal, both in expectation and with high probability [CCKMV, after Proposition
 * 6.4], as finite inequalities in which n does not occur: within (q/ε)·ln(q/δ) with probability 1 − δ for every δ. That
 * Õ hides a logarithm is not needed: within (4/ε)·(q·ln 2 + ln(1/δ)) as well.
 */
export const facilityHighProbability = ({ format = noisyMedianFormat }: Noisy = {}): Claim => {
  const shared = {
    id: "cckmv/remark-6.4-whp",
    citation: cite("cckmv", "Section 6, after Proposition 6.4"),
    statement:
      "The social welfare is within Δ = Õ(q)/ε of optimal, both in expectation and with high probability, independently of n: for every δ ∈ (0, 1) " +
      "Pr[loss ≥ (q/ε)·ln(q/δ)] ≤ δ, that is Pr[loss ≥ Δ] ≤ q·e^{−εΔ/q} for every Δ > 0, and E[loss] ≤ (q − 1)/(e^{ε/2} − 1) < 2q/ε.",
    hypotheses: ["ε > 0", "U_i^out(θ_i, o) = −|θ_i − o|"],
    readings: readingsOf({ sense: ["probability", "expectation", "no-logarithm"] }),
    switchMeanings: {
      probability: "Pr[loss ≥ (q/ε)·ln(q/δ)] ≤ δ for every δ",
      expectation: "E[loss] ≤ (q − 1)/(e^{ε/2} − 1), which is below 2q/ε",
      "no-logarithm":
        "more than is said: Pr[loss ≥ (4/ε)·(q·ln 2 + ln(1/δ))] ≤ δ, so that O(q + ln(1/δ))/ε does without a logarithm of q",
    },
    step: twelfth,
  };
  const common = { ...shared, corners: facilityCorners };
  return byReading(shared, ({ sense }) => {
    const reach = sense === "probability" ? profiles : sense === "expectation" ? anywhere : inThirds;
    const domain = {
      cases: (budget: "gate" | "standard" | "deep") => everyHistogramOf(reach[budget]),
      describe: (budget: "gate" | "standard" | "deep") => describeReach(reach[budget]),
    };
    if (sense === "expectation") {
      return situationClaim(format, {
        ...common,
        ...domain,
        ...lossParts,
        argument: lossForAll,
        evidence: (budget) => lossEvidence(budget),
      });
    }
    return situationClaim(format, {
      ...common,
      ...domain,
      ...tailParts(bounds[sense!]!, () => false),
      argument: sense === "probability" ? `${lossIsNoise} ${tailForAll}` : `${lossIsNoise} ${withoutLogarithm}`,
      ...(sense === "probability" && { evidence: tailEvidence }),
    });
  });
};

const withoutLogarithm =
  "Each r_j is the integer part of 2E_j/ε for an exponential E_j of mean 1, so a loss of Δ by s noises on one side has at most the chance of " +
  "Γ_s ≥ εΔ/2, which is at most E[e^{Γ_s/2}]·e^{−εΔ/4} = 2^s·e^{−εΔ/4}; the two sides have s + s' ≤ q, and 2^s + 2^{s'} ≤ 2^q for s, s' ≥ 1.";
