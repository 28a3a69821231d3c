import type { Tie } from "./tied.js";

const beside = (file: string) => `test/properties/nst/${file}.test.ts`;

/** Where each claim meets what its check must reject; see `ties-cckmv.ts`. */
export const nstTies: Readonly<Record<string, Tie>> = {
  "nst/remark-footnote5": [beside("model"), "boundedUtilities"],
  "nst/remark-footnote1": [beside("model"), "singletonReactions"],
  "nst/remark-average-utility-sensitivity": [beside("model"), "averageSensitivity"],
  "nst/remark-footnote6": [beside("model"), "coMonotoneObjective"],
  "nst/remark-footnote7": [beside("model"), "growingSensitivity"],
  "nst/remark-footnote8": [beside("model"), "parityObjective"],
  "nst/remark-footnote9": [beside("model"), "uselessPublication"],
  "nst/def-eps-imposing": [beside("model"), "imposing"],
  "nst/remark-gap-positive": [beside("model"), "gapPositive"],
  "nst/remark-p-tilde": [beside("model"), "pTilde"],
  "nst/remark-p-tilde-strict": [beside("model"), "pTildeStrict"],
  "nst/remark-singleton-inverse": [beside("model"), "singletonInverse"],
  "nst/def-implementation": [beside("model"), "implementationDefined"],
  "nst/lemma-1": [beside("indifference"), "lemma1"],
  "nst/def-dp-events": [beside("indifference"), "eventPrivacy"],
  "nst/lemma-2": [beside("indifference"), "lemma2"],
  "nst/lemma-2-step": [beside("indifference"), "exponentialStep"],
  "nst/remark-2eps-dominant": [beside("indifference"), "truthNearlyDominant"],
  "nst/lemma-3": [beside("lemma-3"), "lemma3"],
  "nst/lemma-3-tail": [beside("lemma-3"), "lemma3Tail"],
  "nst/remark-lemma3-limit": [beside("lemma-3"), "lemma3Limit"],
  "nst/remark-footnote14": [beside("lemma-3"), "footnote14"],
  "nst/remark-commitment-weakly-truthful": [beside("commitment"), "commitmentTruthful"],
  "nst/lemma-4a": [beside("commitment"), "lemma4a"],
  "nst/lemma-4b": [beside("commitment"), "lemma4b"],
  "nst/corollary-1a": [beside("commitment"), "corollary1a"],
  "nst/corollary-1b": [beside("commitment"), "corollary1b"],
  "nst/remark-random-dictator": [beside("random-dictator"), "randomDictatorRemark"],
  "nst/theorem-1a": [beside("theorem-1"), "theorem1a"],
  "nst/theorem-1b": [beside("theorem-1"), "theorem1b"],
  "nst/remark-any-eps-dominant": [beside("theorem-1"), "anyEpsDominant"],
};
