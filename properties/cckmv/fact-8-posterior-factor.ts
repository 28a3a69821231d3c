import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { readChoice, readIndex } from "../../src/instance/input.js";
import { likelihoodRatio, posterior } from "../../src/mechanisms/cckmv/bayes-posterior.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Quotient, Ratio } from "../../src/number/ring.js";
import { compareRatios } from "../../src/probability/divergence.js";
import { rationalLaw } from "../../src/probability/rational-law.js";
import { over } from "../../src/verdict/finding.js";
import { beliefClaim, noPosterior } from "./belief-claim.js";
import { type BeliefCase, bayesRule, ratioOf, seenAgain } from "./beliefs.js";

type Factor = "printed" | "best";

/**
 * x^{−1}·Pr[T_i = θ_i] ≤ Pr[T′_i = θ_i] ≤ x·Pr[T_i = θ_i] for every prior T_i, strategy law S_i, outcome and type
 * [CCKMV, Section 8], with x the largest ratio over all reports, those that S_i never plays too; 1/∞ = 0 and ∞·0 = 0. The
 * adversary sees the outcome `times` times while x is that of one look: a control when it is 2.
 */
export const posteriorFactor = (times = 1): Claim<BeliefCase> =>
  beliefClaim({
    id: "cckmv/fact-8-posterior-factor",
    place: "Section 8, after Bayes' rule",
    statement:
      "With x = max over θ', θ'' ∈ Θ of Pr[M(θ', θ_{-i}) = o] / Pr[M(θ'', θ_{-i}) = o], for every prior T_i, strategy S_i and θ_i: " +
      "x^{-1}·Pr[T_i = θ_i] ≤ Pr[T_i' = θ_i] ≤ x·Pr[T_i = θ_i].",
    hypotheses: ["Pr[M(S_i(T_i), θ_{-i}) = o] > 0, so that T_i' is defined; where x = ∞, x^{-1} = 0 and ∞·0 = 0"],
    readings: readingsOf({}, { factor: ["printed", "best"] }),
    switchMeanings: {
      printed: "the bounds x^{-1} and x of the text",
      best: "the best bounds in x and p = Pr[T_i = θ_i]: p/(p + (1 − p)x) ≤ Pr[T_i' = θ_i] ≤ px/(px + 1 − p)",
    },
    argument:
      "All priors, strategies and likelihoods: Pr[o | T_i = θ_i] and Pr[o] are averages of Pr[M(θ', θ_{-i}) = o] over θ', so both lie " +
      "between the least and the largest of these, whose ratio is x. Best: Pr[o] = p·Pr[o | θ_i] + (1 − p)·Pr[o | not θ_i].",
    decide(R, adversary, { factor }) {
      const after = posterior(R, seenAgain(adversary, times));
      const x = likelihoodRatio(R, adversary);
      if (!after || !x) return noPosterior;
      const before = rationalLaw(R, [...adversary.prior.keys()], adversary.prior);
      for (const [t, { weight }] of before.entries.entries()) {
        const now = over(after.entries[t]!.weight, after.total);
        const [least, most] = allowed(R, over(weight, before.total), x, factor as Factor);
        const below = compareRatios(R, now, least) < 0;
        if (!below && compareRatios(R, now, most) <= 0) continue;
        const sides = below ? { left: least, right: now } : { left: now, right: most };
        return { hypotheses: "inside", conclusion: "fails", witness: { type: t }, sides };
      }
      return { hypotheses: "inside", conclusion: "holds", witness: {} };
    },
    check(adversary, choices, { factor }) {
      const [after, x] = [bayesRule(seenAgain(adversary, times)), ratioOf(adversary)];
      if (!after || !x) return { ...nothingSeen, choices };
      const all = adversary.prior.flatMap((p, type) => {
        const [least, most] = factor === "best" ? bestBounds(p, x) : printedBounds(p, x);
        return [
          { type, bound: "upper" as const, left: after[type]!, right: most },
          { type, bound: "lower" as const, left: least, right: after[type]! },
        ];
      });
      const asked = all.filter(
        ({ type, bound }) =>
          (choices.type === undefined || type === readIndex(choices.type, "choices.type", after.length, "type")) &&
          (choices.bound === undefined || bound === readChoice(choices.bound, "choices.bound", ["upper", "lower"])),
      );
      const { type, bound, left, right } = asked.reduce((worst, next) => (isTighter(next, worst) ? next : worst));
      const formula = factor === "best" ? { upper: "px/(px + 1 - p)", lower: "p/(p + (1 - p)x)" } : printedFormula;
      return {
        hypotheses: "inside",
        holds: Q.atMost(left, right),
        inequality: bound === "upper" ? `Pr[T_i' = θ_i] <= ${formula.upper}` : `${formula.lower} <= Pr[T_i' = θ_i]`,
        left,
        right,
        larger: "right",
        choices: { ...choices, type, bound },
        explanation: `x = ${Q.printExtended(x)}; type ${type} has the prior ${Q.printRational(adversary.prior[type]!)} and the posterior ${Q.printRational(after[type]!)}`,
      };
    },
    evidence: (_budget, { factor }) => ({
      best:
        factor === "best"
          ? "Attained at every x and p: a truthful strategy, the likelihood of θ_i at one end and all others at the other end."
          : "The factors x and x^{-1} are best in x alone: approached as p → 0 with a truthful strategy, attained only where x = 1 or p = 0.",
    }),
  });

const printedFormula = { upper: "x·Pr[T_i = θ_i]", lower: "x^{-1}·Pr[T_i = θ_i]" };

/** The least and the largest posterior that the claim allows at the prior p. */
function allowed<S>(
  R: OrderedRing<S>,
  p: Quotient<S>,
  x: Ratio<S>,
  factor: Factor,
): readonly [least: Quotient<S>, most: Ratio<S>] {
  const [nothing, rest] = [over(R.zero, R.one), R.subtract(p.denominator, p.numerator)];
  if (R.sign(p.numerator) === 0 || (factor === "best" && R.sign(rest) === 0)) return [p, p];
  if (x === "infinity") return [nothing, factor === "best" ? over(R.one, R.one) : x];
  const [up, down] = [R.multiply(x.numerator, p.numerator), R.multiply(x.denominator, p.numerator)];
  if (factor === "printed") {
    return [over(down, R.multiply(x.numerator, p.denominator)), over(up, R.multiply(x.denominator, p.denominator))];
  }
  return [over(down, R.add(down, R.multiply(x.numerator, rest))), over(up, R.add(up, R.multiply(x.denominator, rest)))];
}

function printedBounds(p: Q.Rational, x: Q.Extended): readonly [Q.Rational, Q.Extended] {
  if (x !== "infinity") return [Q.divide(p, x), Q.multiply(x, p)];
  return [Q.zero, Q.signOfRational(p) === 0 ? Q.zero : x];
}

function bestBounds(p: Q.Rational, x: Q.Extended): readonly [Q.Rational, Q.Rational] {
  const rest = Q.subtract(Q.one, p);
  if (x === "infinity") return Q.signOfRational(p) === 0 || Q.signOfRational(rest) === 0 ? [p, p] : [Q.zero, Q.one];
  const raised = Q.multiply(p, x);
  return [Q.divide(p, Q.add(p, Q.multiply(rest, x))), Q.divide(raised, Q.add(raised, rest))];
}

interface Bounded {
  readonly left: Q.Rational;
  readonly right: Q.Extended;
}

/** left/right is larger at `next`: by cross-multiplication, ∞ on the right being loosest. */
function isTighter(next: Bounded, worst: Bounded): boolean {
  if (next.right === "infinity") return false;
  if (worst.right === "infinity") return true;
  return Q.compare(Q.multiply(next.left, worst.right), Q.multiply(worst.left, next.right)) > 0;
}

/** The check where Bayes' rule says nothing. */
export const nothingSeen = {
  hypotheses: "outside",
  holds: true,
  inequality: "0 < Pr[M(S_i(T_i), θ_{-i}) = o]",
  left: Q.zero,
  right: Q.zero,
  larger: "right",
  explanation: "the adversary deems the outcome impossible, so that Bayes' rule gives no posterior",
} as const;
