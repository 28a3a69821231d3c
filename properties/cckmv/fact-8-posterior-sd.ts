import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { beliefShift, likelihoodRatio } from "../../src/mechanisms/cckmv/bayes-posterior.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Quotient, Ratio } from "../../src/number/ring.js";
import { compareRatios } from "../../src/probability/divergence.js";
import { over } from "../../src/verdict/finding.js";
import { beliefClaim, noPosterior } from "./belief-claim.js";
import { type BeliefCase, bayesRule, beliefInstance, ratioOf, seenAgain } from "./beliefs.js";
import { nothingSeen } from "./fact-8-posterior-factor.js";

/** What a control changes: SD ≤ constant·(x − 1), or how often the outcome is seen while x is that of one look. */
export interface ShiftBound {
  readonly constant?: Q.Rational;
  readonly times?: number;
}

/**
 * SD(T_i, T′_i) ≤ x − 1 [CCKMV, Section 8], as a consequence of the factor x. The best bound in x is
 * (√x − 1)/(√x + 1): with p the prior of an event that the outcome makes likelier, its posterior is at most
 * px/(px + 1 − p), and that minus p is largest at p = 1/(√x + 1). It is compared by squares:
 * s ≤ (√x − 1)/(√x + 1) if and only if ((1 + s)/(1 − s))² ≤ x. Of bounds c·(x − 1) the best is c = 1/4, approached as x → 1.
 */
export const posteriorShift = ({ constant = Q.one, times = 1 }: ShiftBound = {}): Claim<BeliefCase> =>
  beliefClaim({
    id: "cckmv/fact-8-posterior-sd",
    place: "Section 8, after Bayes' rule",
    statement:
      "The posterior T_i' has the same probability mass function as the prior T_i within a factor of x, and consequently " +
      "SD(T_i, T_i') ≤ x − 1, where x = max over θ', θ'' ∈ Θ of Pr[M(θ', θ_{-i}) = o] / Pr[M(θ'', θ_{-i}) = o].",
    hypotheses: ["Pr[M(S_i(T_i), θ_{-i}) = o] > 0, so that T_i' is defined"],
    readings: readingsOf({}, { bound: ["printed", "best"] }),
    switchMeanings: {
      printed: "the bound x − 1 of the text",
      best: "the best bound in x, (√x − 1)/(√x + 1)",
    },
    argument:
      "All priors, strategies and likelihoods: SD = Pr[T_i' ∈ A] − Pr[T_i ∈ A] for the event A of types that the outcome makes likelier; with " +
      "p = Pr[T_i ∈ A] it is at most px/(px + 1 − p) − p ≤ (√x − 1)/(√x + 1) ≤ (x − 1)/4.",
    decide(R, adversary, { bound }) {
      const [shift, x] = [beliefShift(R, seenAgain(adversary, times)), likelihoodRatio(R, adversary)];
      if (!shift || !x) return noPosterior;
      const sides = bound === "best" ? squares(R, shift, x) : lines(R, shift, x, constant);
      const conclusion = compareRatios(R, sides.left, sides.right) <= 0 ? "holds" : "fails";
      return { hypotheses: "inside", conclusion, witness: {}, sides };
    },
    check(adversary, choices, { bound }) {
      const [after, x] = [bayesRule(seenAgain(adversary, times)), ratioOf(adversary)];
      if (!after || !x) return { ...nothingSeen, choices };
      const differences = after.map((p, t) => Q.subtract(p, adversary.prior[t]!));
      const shift = differences.map((d) => Q.maximum(d, Q.zero)).reduce(Q.add);
      const odds = Q.divide(Q.add(Q.one, shift), Q.subtract(Q.one, shift));
      const line = x === "infinity" ? x : Q.multiply(constant, Q.subtract(x, Q.one));
      const [left, right] = bound === "best" ? [Q.multiply(odds, odds), x] : [shift, line];
      const factor = Q.equals(constant, Q.one) ? "" : `${Q.printRational(constant)}·`;
      return {
        hypotheses: "inside",
        holds: Q.atMost(left, right),
        inequality: bound === "best" ? "((1 + SD)/(1 - SD))^2 <= x" : `SD(T_i, T_i') <= ${factor}(x - 1)`,
        left,
        right,
        larger: "right",
        choices,
        explanation: `x = ${Q.printExtended(x)}; the posterior is ${after.map(Q.printRational).join(", ")} and SD = ${Q.printRational(shift)}`,
      };
    },
    evidence: (_budget, { bound }) => ({
      best:
        bound === "best"
          ? "(√x − 1)/(√x + 1), attained at every x by two types, a truthful strategy, prior 1 : √x and likelihoods x : 1; 1 at x = ∞, approached only."
          : "Of bounds c·(x − 1) the best has c = 1/4, approached as x → 1; of all bounds in x the best is (√x − 1)/(√x + 1).",
      attained: beliefInstance({
        prior: [1, 2],
        strategy: [
          [1, 0],
          [0, 1],
        ],
        likelihood: [4, 1],
      }),
    }),
  });

/** SD against constant·(x − 1). */
function lines<S>(R: OrderedRing<S>, left: Quotient<S>, x: Ratio<S>, { numerator, denominator }: Q.Rational) {
  if (x === "infinity") return { left, right: x };
  const excess = R.multiply(R.integer(numerator), R.subtract(x.numerator, x.denominator));
  return { left, right: over(excess, R.multiply(R.integer(denominator), x.denominator)) };
}

/** ((1 + SD)/(1 − SD))² against x; SD < 1, because what has prior 0 has posterior 0. */
function squares<S>(R: OrderedRing<S>, { numerator, denominator }: Quotient<S>, right: Ratio<S>) {
  const [sum, rest] = [R.add(denominator, numerator), R.subtract(denominator, numerator)];
  return { left: over(R.multiply(sum, sum), R.multiply(rest, rest)), right };
}
