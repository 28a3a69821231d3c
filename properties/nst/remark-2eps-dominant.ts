import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { exponentialFormat } from "../../src/instance/nst-mechanisms.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { ExponentialFormat } from "./announced.js";
import { indifferenceClaim } from "./indifference-claim.js";

/**
 * Truthfulness is 2ε-dominant in an ε-private mechanism, and ε-dominant as the sentence after it says. `scale` multiplies both
 * constants: a control.
 */
export const truthNearlyDominant = (format: ExponentialFormat = exponentialFormat, scale = Q.one): Claim =>
  indifferenceClaim(format, {
    id: "nst/remark-2eps-dominant",
    citation: cite("nst", "Section 3.1, after Lemma 2, and Section 1.2"),
    statement:
      "In a non-imposing ε-differentially private mechanism with private values truthfulness is 2ε-dominant: for every i, t, announcements of the others and lie, E[u_i | lie] ≤ E[u_i | truth] + 2ε.",
    hypotheses: ["M non-imposing and ε-differentially private", "ε > 0", "u_i in [0, 1]"],
    readings: readingsOf({ bound: ["2ε", "ε"], values: ["private", "any"] }),
    switchMeanings: {
      "2ε": "2ε-dominant",
      ε: "ε-dominant, as in the sentence before Lemma 3",
      private: "private values",
      any: "utilities that may depend on the types of others",
    },
    argument:
      "All ε-private M, all ε > 0: by the argument of Lemma 2 a lie gains at most (e^ε − 1)/(e^ε + 1) = tanh(ε/2) < ε/2, whatever the utilities in [0, 1]; the first case attains it.",
    factor: ({ bound }) => Q.multiply(scale, Q.rational(bound === "ε" ? 1n : 2n)),
    isStrict: false,
    isTruthful: true,
    needsSmall: () => false,
    needsPrivateValues: ({ values }) => values === "private",
    countsZero: () => false,
    evidence: () => ({
      bestConstant:
        "tanh(ε/2) for all ε-private mechanisms, so that truthfulness is ε/2-dominant; tanh(ε/4) for the exponential mechanism",
      bothWays:
        "the same bound holds for every announcement in the place of the truth: all strategies are ε/2-dominant",
      epsZero: "at ε = 0 both sides are 0: every announcement is dominant, none strictly",
    }),
  });
