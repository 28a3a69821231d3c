import type { Tie } from "./tied.js";

const beside = (file: string) => `test/properties/hk/${file}.test.ts`;

/** Where each claim meets what its check must reject; see `ties-cckmv.ts`. */
export const hkTies: Readonly<Record<string, Tie>> = {
  "hk/def-range": [beside("model"), "rangeDefined"],
  "hk/def-ic-restricted": [beside("model"), "restricted"],
  "hk/def-dp-events": [beside("model"), "eventPrivacy"],
  "hk/def-midr": [beside("model"), "affineRange"],
  "hk/lipschitz": [beside("model"), "lipschitz"],
  "hk/intro-dp-of-mechanism": [beside("intro-dp-of-mechanism"), "wholePrivate"],
  "hk/theorem-1-privacy": [beside("theorem-1"), "theorem1Privacy"],
  "hk/theorem-1-utility": [beside("theorem-1"), "theorem1Utility"],
  "hk/theorem-1-expectation": [beside("theorem-1"), "theorem1Expectation"],
  "hk/theorem-2-ic": [beside("theorem-2"), "theorem2Ic"],
  "hk/theorem-2-ir": [beside("theorem-2"), "theorem2Ir"],
  "hk/zero-value-zero-payment": [beside("theorem-2"), "zeroValueZeroPayment"],
  "hk/no-positive-transfer": [beside("theorem-2"), "noPositiveTransfer"],
  "hk/footnote-1": [beside("footnote-1"), "footnote1"],
  "hk/lemma-4": [beside("free-welfare"), "lemma4"],
  "hk/remark-2": [beside("remark-2"), "remark2"],
  "hk/theorem-5": [beside("free-welfare"), "theorem5"],
  "hk/corollary-6": [beside("theorem-2"), "corollary6"],
  "hk/dp-approximate-truthfulness": [beside("approximate-truthfulness"), "approximatelyTruthful"],
  "hk/theorem-9": [beside("theorem-9"), "lowerBoundMatching"],
  "hk/theorem-9-step-opt": [beside("theorem-9"), "expectedOptimumClaim"],
  "hk/theorem-9-step-critical": [beside("theorem-9"), "criticalPairs"],
  "hk/theorem-9-step-noncritical": [beside("theorem-9"), "otherPairs"],
  "hk/multi-item-tradeoff": [beside("theorem-9"), "tradeoffMatching"],
  "hk/theorem-11": [beside("theorem-11"), "lowerBoundTree"],
  "hk/lemma-18": [beside("theorem-11"), "noCriticalCycle"],
  "hk/theorem-11-step-count": [beside("theorem-11"), "manyCritical"],
  "hk/theorem-11-step-opt": [beside("theorem-11"), "expectedTree"],
  "hk/theorem-11-step-critical": [beside("theorem-11"), "criticalEdges"],
  "hk/tree-tradeoff": [beside("theorem-11"), "tradeoffTree"],
};
