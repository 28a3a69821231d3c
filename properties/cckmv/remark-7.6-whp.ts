import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { noisyVcgOutcomeFormat } from "../../src/instance/cckmv-vcg.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { tailParts } from "./proposition-7.6.js";
import { expectedLossParts, lossArgument } from "./proposition-7.6-2.js";
import { vcgStep } from "./vcg-cases.js";
import { lossClaim, type OutcomeFormat } from "./welfare-loss.js";

/** 1/36 is a measure of 1/|O|² and 1/(2|O|) for |O| ≤ 3. */
const finer = 3n;

/**
 * After Proposition 7.6: "the social welfare is within Õ(|O|²)·M/ε of optimal, both in expectation and with high probability". As finite
 * inequalities with L = ln(2|O|/δ): for every 0 < δ ≤ 1, Pr[loss > |O|²·L·M/ε] ≤ δ for |O| ≥ 2, and even Pr[loss > 2|O|·L·M/ε] ≤ δ.
 * With δ = 1/|O|^c or 1/n^c, L is a logarithm. In expectation, the readings of Proposition 7.6 (2).
 *
 * Whether Pr[loss ≥ ℓ] ≤ δ for all δ with a bound below ℓ is the same question as Pr[loss ≥ ℓ] ≤ 2|O|·e^{−εℓ/(r·M·|O|)}, r = 2 or |O|.
 */
export const highProbability = (format: OutcomeFormat = noisyVcgOutcomeFormat, factor = Q.rational(2n)): Claim => {
  const shared = {
    id: "cckmv/remark-7.6-whp",
    citation: cite("cckmv", "Section 7, after Proposition 7.6"),
    statement:
      "Thus, the social welfare is within Õ(|O|²)·M/ε of optimal, both in expectation and with high probability, independently of the number n of participants.",
    hypotheses: ["ε > 0"],
  };
  return byReading(
    {
      ...shared,
      readings: readingsOf({ sense: ["probability", "expectation"], growth: ["quadratic", "linear"] }),
      switchMeanings: {
        probability: "with probability 1 − δ, for every 0 < δ ≤ 1, and a factor ln(2|O|/δ) for Õ",
        expectation: "in expectation",
        quadratic: "within max(2|O|, |O|²)·ln(2|O|/δ)·M/ε, or |O|²·M/ε in expectation",
        linear: "within 2|O|·ln(2|O|/δ)·M/ε, or |O|·H_{|O|}·M/ε in expectation",
      },
      step: Q.divide(vcgStep, Q.rational(finer)),
    },
    ({ sense, growth }) =>
      lossClaim(format, {
        ...shared,
        finer,
        unit: true,
        argument: sense === "expectation" ? lossArgument : tailArgument,
        ...(sense === "expectation"
          ? expectedLossParts(growth === "linear" ? "harmonic" : "quadratic")
          : tailParts({
              factor,
              r: ({ outcomes }) => Q.rational(growth === "linear" || outcomes < 2 ? 2n : BigInt(outcomes)),
            })),
        evidence: () => ({
          best:
            sense === "expectation"
              ? "|O|·log|O|·M/ε from both sides, see Proposition 7.6 (2)"
              : "|O|² can be replaced by 2|O|: proved. Less than |O|·ln|O| there is not, as the loss is of that order in expectation; ln(2|O|/δ) can be replaced by ln(|O|/δ).",
        }),
      }),
  );
};

const tailArgument =
  "Every θ, |O|, M: Proposition 7.6 (1) at Δ = 2|O|·ln(2|O|/δ)·M/ε gives δ, and 2|O| ≤ |O|² for |O| ≥ 2. Nothing depends on n.";
