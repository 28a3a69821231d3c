import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Asked } from "./rate-cases.js";
import { type Class, constantArguments } from "./rate-classes.js";

/** The readings of the remark on the rate: what they mean, what they lack, and why they stand or fall. */

const changes = {
  awayFromZero: "v(x|ω) ≥ κ0 for a κ0 > 0 that C may depend on",
  leastOne: "n0 is the least that does, not the one that the proof picks",
  unit: "utilities differ by at most 1 between states",
  atMost: "at most of that order",
} as const;

export const rateReadings = readingsOf(
  { over: ["fixed", "all-v", "symmetric", "bounded", "v-alone"], threshold: ["least", "proof"] },
  { rate: ["at-most", "exactly", "logarithmic"] },
);

export const rateMeanings = {
  fixed: "π_0, v and 𝒰 are fixed: n0·ε² ≤ C for all ε > 0, with C from them",
  "all-v": "π_0 and 𝒰 are fixed, and one C serves all v",
  symmetric: "one C serves all v with two states and two signals that are right with equal chances",
  bounded: "one C serves all v with v(x|ω) ≥ κ0, for each κ0 > 0",
  "v-alone": "v is fixed, and one C serves all π_0 and 𝒰, as the notation N(ε, v) has it",
  least: "n0 is the least beyond which (σ*, q*) is ε-BIC",
  proof:
    "n0 is the one that the proof picks, the least beyond which (4) holds, for δ just below ε/(5M) and ε ≤ 5M, M and ‖·‖ in l1",
  "at-most": "n0·ε² stays bounded",
  exactly:
    "n0·ε² is bounded away from 0 as well, where some lie gains at every n: n0 ≥ c/ε² for some c > 0 and all small ε",
  logarithmic: "even n0 < 1 + ln(B/ε)/ln(1/(1 − g)) for ε < B, with B and g of the explicit n0",
};

const arguments_ = {
  exactly:
    "Not under this reading, for any c > 0: n0 ≤ 1 + B/(gε), so that n0·ε² ≤ ε² + Bε/g tends to 0. n0 is of the order of ln(1/ε), which the bound 1/ε² says nothing of.",
  logarithmic: "ε < gain_n ≤ B(1 − g)^{n−1} at every n that violates ε.",
  proof:
    "C = 25M²(1 + B′/g), B′² = 4(K − 1)³ℓΠ/(1 − e): odds of the K − 1 rivals of at most δ(1 − e)/(4(K − 1)ℓ) put x^n into P_ω ∩ T, ℓ and Π the largest ratios of likelihoods and of the prior, and by Markov's inequality for their roots (4) fails at n only where δ³ ≤ B′²(1 − g)^{2n}; so n ≤ B′/(gδ²), and n0 is again of the order of ln(1/ε).",
  "all-v":
    "Not under this reading, for any C: one alternative worth 1 in state 1, π_0 = (1/2, 1/2) and signals with chances κ and 2κ. The likelihoods enter the gain of the lie by at least their minimum, so that gain_n ≥ (1/6)(1 − (n − 1)κ) ≥ 1/12 for n ≤ 1 + 1/(2κ), and n0·(1/13)² exceeds C for κ small enough. With 1/k² and 1/k in the place of κ and 2κ fewer players do.",
  "v-alone":
    "Not under this reading, for any C: s·u in the place of u multiplies all gains by s, so that n0 at ε = 1 is that of u at 1/s, which tends to infinity with s.",
  "proof falls":
    "Not under this reading, for any C: at ε = 1 and guesses of the state the posterior on the true state must exceed e = 1/2 after any one more signal with a probability of 4/5 and more. Such events of two states are disjoint, so that TV ≥ 3/5; with signals right with the chance 1/2 + η, (1 − 4η²)^n/2 ≤ 1 − TV ≤ 2/5 and n ≥ 1/(20η²). And where the prior of a state is p it takes n + 1 ≥ ln((1 − p)/p)/ln ℓ signals, ℓ the largest ratio of likelihoods.",
};

/** What is asked under a reading once some changes are made. */
export function askedBy({ over, threshold, rate }: Switches, made: readonly string[]): Asked {
  const kind = made.includes(changes.awayFromZero) ? "bounded" : made.includes(changes.unit) ? "normalised" : over;
  return {
    over: kind as Class,
    threshold: made.includes(changes.leastOne) ? "least" : (threshold as Asked["threshold"]),
    rate: made.includes(changes.atMost) ? "at-most" : (rate as Asked["rate"]),
  };
}

/** The changes that a reading lacks. */
export const lackedBy = ({ over, threshold, rate }: Switches): readonly string[] => [
  ...(rate === "exactly" ? [changes.atMost] : []),
  ...(over === "all-v" ? [changes.awayFromZero] : []),
  ...(over === "v-alone" ? [changes.unit] : []),
  ...(threshold === "proof" && over !== "fixed" ? [changes.leastOne] : []),
];

export function argumentOf({ over, threshold, rate }: Asked): string {
  if (rate !== "at-most") return arguments_[rate];
  if (threshold === "proof") return arguments_[over === "fixed" ? "proof" : "proof falls"];
  return constantArguments[over] ?? arguments_[over as "all-v" | "v-alone"];
}
