import type { Budget, Claim } from "../../src/claim/claim.js";
import { exponentialFormat } from "../../src/instance/nst-mechanisms.js";
import type { Sensitivity } from "../../src/mechanisms/nst/exponential.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import { printEnclosure } from "../../src/number/enclosure.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { caseOf, scoreTable } from "./score-tables.js";

/** An instance that has nothing but its ε. */
const bare: LawCase = caseOf(scoreTable([[0]]), "1/2");

/** The positive zero of e^x − 1 − 2x, between 1 and 3/2: what lies below satisfies e^x − 1 ≤ 2x. */
export function largestEpsilon(bits: number): { readonly low: Q.Rational; readonly high: Q.Rational } {
  let [low, high] = [Q.one, Q.rational(3n, 2n)];
  for (let i = 0; i < bits; i++) {
    const middle = Q.multiply(Q.add(low, high), Q.rational(1n, 2n));
    const x = R.fromRational(middle);
    const below = R.compareReals(R.exp(x), R.fromRational(Q.add(Q.one, Q.multiply(Q.rational(2n), middle)))) === -1;
    if (below) low = middle;
    else high = middle;
  }
  return { low, high };
}

/** e^ε − 1 ≤ factor·ε for 0 ≤ ε ≤ 1; the factor is 2, others are controls. */
export const exponentialStep = (factor = 2n): Claim =>
  lawClaim<Sensitivity, KnownEnvironment, number, Outcome>(exponentialFormat, {
    id: "nst/lemma-2-step",
    citation: cite("nst", "Lemma 2, end of the proof"),
    statement: "e^ε − 1 ≤ 2ε for 0 ≤ ε ≤ 1.",
    hypotheses: ["0 ≤ ε ≤ 1"],
    step: Q.one,
    cases: () => [bare],
    describe: () => "every ε with 0 < ε and e^ε < 68/25, which is a little more than ε ≤ 1",
    argument:
      "With b = e^ε: ln b > 2·(b − 1)/(b + 1) for all b > 1, so that 2·ln b > b − 1 as long as b ≤ 3, and ε > 1 from b = 68/25 on. At ε = 0 both sides are 0.",
    corners: { "any ε": () => true },
    draws: { gate: 5, standard: 200, deep: 2000 },
    decide(ring) {
      const [b, one] = [ring.power(1, 1), ring.power(0, 1)];
      // 68/25 is just above e: ε > 1 from there on.
      const beyond = ring.subtract(ring.multiply(ring.integer(25n), b), ring.multiply(ring.integer(68n), one));
      if (ring.sign(beyond) >= 0) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const [less, more] = [ring.subtract(b, one), ring.add(b, one)];
      const isBelowMean =
        ring.sign(ring.subtract(ring.multiply(ring.integer(2n * factor), one), more)) >= 0 &&
        ring.signOfLog(more, ring.multiply(ring.integer(2n), less)) > 0;
      const holds = isBelowMean || ring.signOfLog(ring.multiply(ring.integer(factor), one), less) >= 0;
      return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
    },
    sides({ epsilon, power }) {
      const own = L.scale(L.ln(epsilon.log), epsilon.times);
      const left = Q.subtract(power(Q.one), Q.one);
      return {
        hypotheses: L.compare(own, L.fromRational(Q.one)) > 0 ? "outside" : "inside",
        left,
        right: L.scale(own, Q.rational(factor)),
        larger: "right",
        inequality: `e^ε - 1 <= ${factor} ε`,
        explanation: `e^ε = ${Q.printRational(power(Q.one))}`,
      };
    },
    evidence: (_budget: Budget): JsonObject => ({
      largestEpsilon: { ...printEnclosure(largestEpsilon(60)) },
      bestConstant: {
        value: "e − 1 in the place of 2 on [0, 1], by convexity, attained at ε = 1",
        ...printEnclosure(R.enclosureOf(R.subtract(R.euler, R.fromRational(Q.one)), 60)),
      },
      equality: "at ε = 0, and at the largest ε",
    }),
  });
