import type { Budget, Claim } from "../../src/claim/claim.js";
import * as E from "../../src/number/enclosure.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { caseOf, countsOf, epsilonOf, everyElectorate, familyClaim, signOfEpsilon } from "./election-family.js";
import { expectedLoss, lossOf } from "./election-loss.js";
import { type ElectionCase, noisyElectionAt, type Subject } from "./elections.js";

/**
 * Why ε·loss < 1 for all n. With D = |#A − #B| ≥ 1, y = e^{εD} and the minority winning with probability at most
 * e^{−εD}/(1 + e^{−ε}), ε·loss ≤ (ln y/y)·1/(1 + e^{−ε}), and ln y < y. For given y the last factor is largest at D = 1.
 */
export const lossForEveryMargin =
  "More voters: at a margin D = |#A − #B| ≥ 1, ε·loss ≤ (ln y / y)·1/(1 + e^{−ε}) with y = e^{εD}, and ln y < y. For a given y the right side is " +
  "largest at D = 1, so that one voter is the worst case; at D = 0 nothing is lost.";

/**
 * Proposition 4.3 (2): E[#{i : θ_i = o}] > max_o′ #{i : θ_i = o′} − 1/ε, strictly, for every profile and every ε.
 *
 * The loss is D·e^{−εD}/(1 + e^{−ε}), times e^{−ε} where the majority is for A. The best constant C for which it is at
 * most C/ε is max_y ln y/(1 + y), the root 0.27846… of x·e^{1+x} = 1, which one voter for B attains at e^ε = 1/C = 3.5911…;
 * see `lossConstant`.
 */
export const proposition432 = (under: Subject = noisyElectionAt(Q.one)): Claim<ElectionCase> =>
  familyClaim(under, {
    id: "cckmv/proposition-4.3-2",
    place: "Proposition 4.3 (2)",
    statement:
      "For every profile θ ∈ Θ^n of reports, if o is selected by Mechanism 4.1, then " +
      "E[#{i : θ_i = o}] > max_{o' ∈ {A,B}} #{i : θ_i = o'} − 1/ε.",
    hypotheses: ["ε > 0"],
    argument: lossForEveryMargin,
    family: () => everyElectorate,
    evidence: (budget) => lossEvidence(budget),
    decide(R, situation, c): Finding<never> {
      const loss = expectedLoss(R, situation, c);
      return {
        hypotheses: "inside",
        conclusion: signOfEpsilon(R, under, loss.numerator, loss.denominator) < 0 ? "holds" : "fails",
        witness: {},
      };
    },
    choices: () => ({}),
    check(setting) {
      const loss = lossOf(setting);
      const left = L.scale(epsilonOf(setting), loss);
      const right = L.fromRational(Q.one);
      const { A, B } = countsOf(caseOf(setting));
      return {
        hypotheses: "inside",
        holds: L.compare(left, right) < 0,
        inequality: "ε·(max #{i : θ_i = o'} - E[#{i : θ_i = o}]) < 1",
        left,
        right,
        larger: "right",
        explanation: `${A} voters prefer A and ${B} prefer B; the expected loss is ${Q.printRational(loss)}`,
        corners: [],
      };
    },
  });

const bitsAt = { gate: 32, standard: 64, deep: 256 } as const;

/** C with C·e^{1+C} = 1 in a width of 2^−bits: the left side rises, and its enclosures tell on which side a number lies. */
export function lossConstant(bits: number): E.Enclosure {
  let [low, high] = [Q.rational(1n, 4n), Q.rational(1n, 3n)];
  for (let step = 0; step < bits; step++) {
    const middle = Q.divide(Q.add(low, high), Q.rational(2n));
    const value = E.scale(E.exp(Q.add(Q.one, middle), bits + 32), middle);
    // C is irrational, so enclosures that are narrow enough always tell.
    if (E.compareRational(value, Q.one) === 1) high = middle;
    else low = middle;
  }
  return { low, high };
}

/** The best constant of Proposition 4.3 (2), and where it is attained: e^ε = 1/C with one voter for B. */
export const lossEvidence = (budget: Budget): JsonObject => {
  const C = lossConstant(bitsAt[budget]);
  return {
    bestConstant: { equation: "C·e^(1+C) = 1", ...E.printEnclosure(C) },
    attainedAt: { reports: ["B"], "e^ε": { ...E.printEnclosure(E.reciprocal(C)!) } },
  };
};
