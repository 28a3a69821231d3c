import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { SituationCase } from "../setting.js";
import { type GainChange, gainRepair, paymentAfter, paymentMeanings } from "./lemma-7.3.js";
import { bestRatios } from "./vcg-best.js";
import { vcgCorners } from "./vcg-cases.js";
import { comparisonClaim } from "./vcg-comparison-claim.js";

const { "three alternatives": _, ...twoAlternativesCorners } = vcgCorners;

const isSharp = ({ constant }: Switches): boolean => constant === "sharp";

/**
 * The display that combines Lemmas 7.3 and 7.4; a control takes another `share` of the printed constant.
 */
export const combined = (made: readonly GainChange[] = [], share = Q.one): Claim<SituationCase> =>
  comparisonClaim({
    id: "cckmv/display-7-combined",
    place: "Section 7, before Theorem 7.5",
    statement:
      "SD(M(θ_i, θ_{-i}), M(θ_i', θ_{-i})) ≤ |O|·(1 + 2M·e^{ε/|O|})·(E[U(θ_i, M^1(θ_i, θ_{-i})) − P(θ_i, M(θ_i, θ_{-i}))] " +
      "− E[U(θ_i, M^1(θ_i', θ_{-i})) − P(θ_i', M(θ_i, θ_{-i}))]) for all θ_i, θ_i' and θ_{-i}.",
    hypotheses: ["ε > 0", ...(made.length > 0 ? ["the last payment is P(θ_i', M(θ_i', θ_{-i}))"] : [])],
    readings: readingsOf({ payment: ["L", "S"], constant: ["printed", "sharp"] }).filter(
      ({ switches }) => switches.payment === "S" || !isSharp(switches),
    ),
    switchMeanings: {
      ...paymentMeanings,
      printed: "the constant as printed, |O|·(1 + 2M·e^{ε/|O|})",
      sharp: "the constant |O|·e^{ε/|O|} instead: for |O| = 2, the best one there",
    },
    argument:
      "Every θ_{-i} under S: SD ≤ Pr[M(θ_i; r) ≠ M(θ_i'; r)], and Lemmas 7.3 and 7.4 hold for every θ_{-i}. |O| = 2 and sharp: the outcome is " +
      "S_1 − S_0 + λ_1 − λ_0 clipped to −M − 1, …, M, whose masses p are log-concave, so SD is the largest mass of a window of changes moved by at most M; moving " +
      "by a step changes p by e^{ε/(2M)} at most, and the gain is at least 1/2 at each change.",
    inequality: (switches) =>
      `SD(M(θ_i), M(θ_i')) <= ${isSharp(switches) ? "|O| e^(ε/|O|)" : "|O|(1 + 2M e^(ε/|O|))"} (E[U(θ_i, o*) - P(θ_i, M(θ_i))] - ` +
      `E[U(θ_i, o') - P(θ_i', M(${paymentAfter(switches, made) === "L" ? "θ_i" : "θ_i'"}))])`,
    payment: (switches) => paymentAfter(switches, made),
    left: (comparison) => comparison.difference(),
    right: ({ gain }) => gain,
    constant(R, { outcomes, maximum }, expEpsilon, switches) {
      const { numerator, denominator } = expEpsilon(Q.rational(1n, BigInt(outcomes)));
      const whole = isSharp(switches)
        ? numerator
        : R.add(denominator, R.multiply(R.integer(BigInt(2 * maximum)), numerator));
      return {
        numerator: R.multiply(R.integer(share.numerator), whole),
        denominator: R.multiply(R.integer(share.denominator), denominator),
      };
    },
    // For three alternatives the difference of two laws takes many signs, their distance coin by coin none.
    leftAtMost: (R, { changes, onlyInformation }, { outcomes }) =>
      outcomes < 3 ? undefined : R.add(changes, onlyInformation),
    isAbout: ({ environment }, switches) => environment.outcomes < 3 || !isSharp(switches),
    corners: twoAlternativesCorners,
    evidence: (budget, switches) => (isSharp(switches) ? bestDifferenceRatio(budget) : {}),
    repair: (reading) => gainRepair(reading, made, (next) => combined(next, share)),
  });

/** How close SD/gain comes to |O|·e^{ε/|O|}. */
const bestDifferenceRatio = (budget: Budget): JsonObject => ({
  bestConstant:
    "sup SD/gain = |O|·e^{ε/|O|} for two alternatives, proved; not attained, approached as the others' sums move apart, by a lie that moves " +
    "U(θ_i, 1) − U(θ_i, 0) by 1. The printed |O|·(1 + 2M·e^{ε/|O|}) is more than 2M times as large.",
  ...bestRatios(budget, {
    ratio: (comparison) => [comparison.difference(), comparison.gain],
    constant: (base, { maximum }) => Q.integerPower(base, BigInt(maximum)),
  }),
});
