import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { Alternatives } from "../../src/mechanisms/cckmv/alternatives.js";
import * as Q from "../../src/number/rational.js";
import { type Quotient, type Ring, sum } from "../../src/number/ring.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { SituationCase } from "../setting.js";
import { bestRatios } from "./vcg-best.js";
import { comparisonClaim } from "./vcg-comparison-claim.js";

/** Σ_{j=1}^M (e^{jε/(M|O|)} + e^{−jε/(M|O|)}). */
export function bothWays<S>(
  R: Ring<S>,
  { outcomes, maximum }: Alternatives,
  expEpsilon: (k: Q.Rational) => Quotient<S>,
): Quotient<S> {
  const step = expEpsilon(Q.rational(1n, BigInt(outcomes * maximum)));
  const terms: S[] = [];
  const power = (base: S, k: number): S => (k === 0 ? R.one : R.multiply(power(base, k - 1), base));
  // x = p/q with powers up to M: Σ (p^{M+j}·q^{M−j} + p^{M−j}·q^{M+j}) / (p^M·q^M).
  for (let j = 1; j <= maximum; j++) {
    for (const k of [maximum + j, maximum - j]) {
      terms.push(R.multiply(power(step.numerator, k), power(step.denominator, 2 * maximum - k)));
    }
  }
  return {
    numerator: sum(R, terms),
    denominator: R.multiply(power(step.numerator, maximum), power(step.denominator, maximum)),
  };
}

/** Lemma 7.4; `factor` stands for the 2M of the bound in a control. */
export const lemma74 = (
  factor: (environment: Alternatives) => number = ({ maximum }) => 2 * maximum,
): Claim<SituationCase> =>
  comparisonClaim({
    id: "cckmv/lemma-7.4",
    place: "Lemma 7.4",
    statement:
      "Pr_r[M^1(θ_i, θ_{-i}; r) = M^1(θ_i', θ_{-i}; r) ∧ M^2(θ_i, θ_{-i}; r) ≠ M^2(θ_i', θ_{-i}; r)] " +
      "≤ 2M·e^{ε/|O|}·Pr_r[M^1(θ_i, θ_{-i}; r) ≠ M^1(θ_i', θ_{-i}; r)] for all θ_i, θ_i' and θ_{-i}.",
    hypotheses: ["ε > 0"],
    readings: readingsOf({ constant: ["printed", "sharp"] }),
    switchMeanings: {
      printed: "the constant as printed, 2M·e^{ε/|O|}",
      sharp:
        "the constant Σ_{j=1}^M (e^{jε/(M|O|)} + e^{−jε/(M|O|)}) instead: for |O| = 2 the best one, with a proof for every M and θ_{-i}; for |O| = 3 " +
        "the word is about the cases of the domain only, at every ε: other M, |O| and θ_{-i} are not covered",
    },
    argument:
      "Every θ_{-i}: the other noises held fixed, the λ_{o2} at which only the information on o2 differs lie at most M below the one at which the outcome " +
      "changes to o2, and a step changes the mass of λ_{o2} by e^{ε/(M|O|)} at most. |O| = 2 and sharp: for the masses p of λ_1 − λ_0, " +
      "(e^{jε/(2M)} + e^{−jε/(2M)})·p(x) − p(x − j) − p(x + j) is positive, as it is the convolution of one noise with the same expression in the other, which is " +
      "nowhere negative; and of the values next to a window of changes at most M on each side count. |O| = 3 and sharp: no argument, the word is about the cases " +
      "of the domain alone; |O| > 3 and sharp is not covered.",
    inequality: ({ constant }) =>
      constant === "printed"
        ? "Pr[o* = o', pi != pi'] <= 2M e^(ε/|O|) Pr[o* != o']"
        : "Pr[o* = o', pi != pi'] <= sum_{j=1..M} (e^(jε/(M|O|)) + e^(-jε/(M|O|))) Pr[o* != o']",
    left: ({ onlyInformation }) => onlyInformation,
    right: ({ changes }) => changes,
    constant(R, environment, expEpsilon, switches) {
      if (switches.constant === "sharp") return bothWays(R, environment, expEpsilon);
      const bound = expEpsilon(Q.rational(1n, BigInt(environment.outcomes)));
      return { ...bound, numerator: R.multiply(R.integer(BigInt(factor(environment))), bound.numerator) };
    },
    evidence: (budget, { constant }) => (constant === "sharp" ? bestInformationRatio(budget) : {}),
  });

/** How close the ratio of Lemma 7.4 comes to the sharp constant. */
const bestInformationRatio = (budget: Budget): JsonObject => ({
  bestConstant:
    "Two alternatives: Σ_{j=1}^M (e^{jε/(2M)} + e^{−jε/(2M)}), proved; never attained, approached as the others' sums move apart, " +
    "by a lie that moves U(θ_i, 1) − U(θ_i, 0) by 1. Three alternatives: the same with |O| = 3 is not exceeded by the search.",
  ...bestRatios(budget, {
    ratio: ({ onlyInformation, changes }) => [onlyInformation, changes],
    constant: (base, { maximum }) => {
      const powers = Array.from({ length: maximum }, (_, j) => Q.integerPower(base, BigInt(j + 1)));
      return powers.map((x) => Q.add(x, Q.divide(Q.one, x))).reduce(Q.add);
    },
  }),
});
