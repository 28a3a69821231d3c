import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { refuse } from "../../src/instance/input.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { expOf } from "./single-minded.js";
import { type ComparedExample, compareSides, range, type SizeCase, sizeClaim, trees, whole } from "./size-claim.js";
import {
  excessOfExponential,
  leastExpByCosts,
  leastExpByForests,
  printedBound,
  share24,
  sufficientEpsilon,
} from "./tree-bound.js";
import { builtByExponential, costGuarantee } from "./zero-one-costs.js";

const sizes = { gate: range(2, 10), standard: range(2, 60), deep: range(2, 80) };
/** The least k with 48·ln k < (2k − 1)/48, and the k before. */
const around = [10687, 10688];
const logarithm = "e^ε >= (2k - 1)/48";
const veryPrivate = { times: Q.rational(2n), log: Q.rational(10n, 9n) };

/**
 * Theorem 11: cost at most opt + k/24 for all costs needs ε = Ω(log k) [HK, Section 5.3], by the proof e^ε ≥ (2k − 1)/48 [Appendix C]. The
 * proof ends with "ε = Ω(k)", which is wrong. `slack` is the 1/24: more in controls.
 */
export const lowerBoundTree = (changes: readonly string[] = [], slack = share24): Claim<SizeCase> => {
  const inequalityOf = (bound: string): string => (changes.includes(logarithm) ? "logarithm" : bound);
  return sizeClaim({
    id: "hk/theorem-11",
    place: "Theorem 11",
    statement:
      "If M is an ε-differentially private mechanism for the procurement auction for a spanning tree with expected cost ≤ opt + k/24 for all costs, then ε = Ω(log k): by the proof e^ε ≥ (2k − 1)/48. " +
      '(The last line of the proof: "So we conclude that ε = Ω(k).")',
    hypotheses: [
      "ε > 0",
      "k ≥ 2",
      "M is ε-differentially private",
      "E[cost] ≤ opt + k/24 for all costs of 0 and 1, which is all that the proof uses",
      ...changes,
    ],
    readings: readingsOf({ bound: ["logarithm", "linear", "sharp"] }),
    switchMeanings: {
      logarithm: "e^ε ≥ (2k − 1)/48, so that ε = Ω(log k) as the theorem says",
      linear: "ε ≥ (2k − 1)/48, the Ω(k) of the last line of the proof",
      sharp:
        "e^ε ≥ k/2 for k ≥ 3, by another proof: Ω(log k) with a constant that says something from k = 3 on, not from k = 25 on",
    },
    ensemble: trees,
    sizes: (budget, { bound }) => (inequalityOf(bound!) === "linear" ? [2, 3, ...around] : sizes[budget]),
    describe:
      "every ε-differentially private mechanism; where ε = Ω(k) is read, the exponential mechanism with ε = 48·ln k",
    argument: ({ bound }) => argumentFor(inequalityOf(bound!)),
    corners: { "one edge": (k) => k === 2, "one triangle": (k) => k === 3 },
    decide(k, { bound }) {
      const part = inequalityOf(bound!);
      if (part === "sharp") {
        return {
          left: leastExpByForests(k, slack),
          right: Q.rational(BigInt(k), 2n),
          larger: "left",
          hypotheses: k === 2 ? "outside" : "inside",
        };
      }
      if (part === "logarithm") return { left: leastExpByCosts(k, slack), right: printedBound(k), larger: "left" };
      const met = compareSides(excessOfExponential(k), L.scale(sufficientEpsilon(k), Q.multiply(slack, whole(k)))) <= 0;
      return {
        left: sufficientEpsilon(k),
        right: printedBound(k),
        larger: "left",
        hypotheses: met ? "inside" : "outside",
      };
    },
    epsilon: (k, { bound }) => (inequalityOf(bound!) === "linear" ? { times: whole(48), log: whole(k) } : veryPrivate),
    sides(k, epsilon, { bound }): ComparedExample {
      if (epsilon === undefined) throw refuse("choices.epsilon", "missing; the ε of the exponential mechanism");
      const part = inequalityOf(bound!);
      const excess = Q.multiply(slack, whole(k));
      if (part === "linear") {
        const left = L.scale(L.ln(epsilon.log), epsilon.times);
        return {
          hypotheses: compareSides(excessOfExponential(k), L.scale(left, excess)) <= 0 ? "inside" : "outside",
          left,
          right: printedBound(k),
          larger: "left",
          inequality: "ε >= (2k - 1)/48",
          explanation:
            "the exponential mechanism, whose cost exceeds opt by at most 2(k - 2) ln k/ε for all costs in [0, 1] [Lemma 4, with k^{k-2} trees]",
        };
      }
      return {
        hypotheses: part === "sharp" && k === 2 ? "outside" : costGuarantee(builtByExponential(k, epsilon), excess),
        left: expOf(epsilon),
        right: part === "sharp" ? Q.rational(BigInt(k), 2n) : printedBound(k),
        larger: "left",
        inequality: part === "sharp" ? "e^ε >= k/2" : logarithm,
        explanation: "the exponential mechanism, its cost taken at all costs of 0 and 1",
      };
    },
    drawn: ({ bound }) => (inequalityOf(bound!) === "linear" ? undefined : 3),
    evidence: (_budget, { bound }) => evidenceFor[inequalityOf(bound!)]!,
    repair: {
      statement: "e^ε ≥ (2k − 1)/48, so that ε = Ω(log k).",
      changes: [logarithm],
      claim: (made) => lowerBoundTree(made, slack),
      of: changes.length > 0 ? [] : ["linear"],
    },
  });
};

const evidenceFor = {
  logarithm: {
    proof:
      "its step with probability 3/4 is false for every k (hk/theorem-11-step-count); the bound E[opt] ≤ 11k/12 that it is used for holds all the same, and is used here",
    range: "(2k − 1)/48 ≤ 1 for k ≤ 24, where the inequality says nothing, since ε > 0",
    best: "the same averages with the exact E[opt] give e^ε > (2k − 1)/4 for k ≥ 12; see the reading sharp for more",
    oneEdge: "k = 2: one tree, and every ε > 0 does, so that ε ≥ c·ln k holds from k = 3 on only",
  },
  linear: {
    everyConstant:
      "ε ≥ c·k fails for every c > 0 once 48·ln k < c·k: the exponential mechanism with ε = 48·ln k is ε-private and has a cost of at most opt + k/24 for all costs in [0, 1], by (2/ε)·ln k^{k−2} (hk/theorem-1-expectation)",
    least: "with ε = 48·ln k the inequality ε ≥ (2k − 1)/48 fails from k = 10688 on",
  },
  sharp: {
    bound:
      "e^ε ≥ max over m of (1 − Ck/m)(k − m)(k + m − 1)/(2·min(k − 1, k − m + Ck)) with C = 1/24, about 0.708·k at m = 3k/4",
    values: Object.fromEntries(
      [3, 4, 5, 6, 10].map((k) => [`k = ${k}`, Q.printRational(leastExpByForests(k, share24))]),
    ),
  },
} as Readonly<Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>>;

function argumentFor(part: string): string | undefined {
  if (part === "linear") return undefined;
  if (part === "logarithm") {
    return "All k ≥ 2: the quotient of the averages is at least (2k − 1)/48 (hk/theorem-11-step-critical), and at most e^ε: the others' costs are independent of one agent's.";
  }
  return (
    "All k ≥ 3: let S be a random forest of m edges of cost 0, the others at cost 1, and f ∈ S. M builds f with probability ≥ 1 − k/(24m) on average. At S − f it does so " +
    "with e^{−ε} times that at least, f being any edge between two trees of S − f: at least (k − m)(k + m − 1)/2 of them, of which at most k − m + k/24 are built. For k ≥ 24 " +
    "take m = ⌈3k/4⌉: e^ε ≥ (17/18)·((k/4 − 1)/(7k/24 − 1))·(7k/4 − 1)/2 > 0.68k − 0.4 > k/2."
  );
}
