import type { Claim } from "../../src/claim/claim.js";
import { printPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import type { Alternatives } from "../../src/mechanisms/cckmv/alternatives.js";
import { type PrivacyBound, propertiesOf, supremumUpTo } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { over } from "../../src/verdict/finding.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { bidderDomain } from "./bidder-cases.js";
import { exponentOf } from "./private-bidder.js";
import type { BidderClaim, BidderFormat } from "./theorem-7.5.js";
import { inOwnSteps } from "./vcg-cases.js";

/**
 * That there is an ε_0 as the remark after Theorem 7.5 says: any with e^{ε_0/|O|} ≤ 2 and F ≤ κ = 1/(2|O|(1 + 4M)) on (1, e^{ε_0}].
 * As F(x) → 0 for x → 1 there is one above 0, and M, |O| and F alone set it. Then condition (2), even for all F(x) with 1 < x ≤ e^ε,
 * is met at every ε ≤ ε_0: that is decided, for the F that is largest at each ε.
 */
export const thresholdClaim = (
  format: BidderFormat,
  { argument, ...parts }: BidderClaim,
  /** What 1 + 2M·e^{ε/|O|} is at most; a control takes less. */
  most: (environment: Alternatives) => number = ({ maximum }) => 1 + 4 * maximum,
): Claim<SituationCase> =>
  inOwnSteps((step) =>
    situationClaim(format, {
      ...parts,
      argument,
      step,
      ...bidderDomain,
      decide(R, setting) {
        const { environment, expEpsilon } = setting;
        const { numerator: p, denominator: q } = expEpsilon(exponentOf(environment));
        const times = (k: number, x: typeof p) => R.multiply(R.integer(BigInt(k)), x);
        if (R.sign(R.subtract(p, times(2, q))) > 0) return { hypotheses: "outside", conclusion: "holds", witness: {} };
        const left = over(R.add(q, times(2 * environment.maximum, p)), times(most(environment), q));
        const holds = R.sign(R.subtract(left.denominator, left.numerator)) >= 0;
        return {
          hypotheses: "boundary",
          conclusion: holds ? "holds" : "fails",
          witness: {},
          sides: { left, right: over(R.one, R.one), larger: "right" },
        };
      },
      choices: {
        F: (setting, chosen) => [chosen.F ?? steepest(setting.power(Q.one), ceilingAt(setting.environment, most))],
      },
      sides(setting, choices) {
        const { environment, power } = setting;
        const F = readPrivacyBound(choices.F, "choices.F");
        const [at, e, ceiling] = [power(Q.one), power(exponentOf(environment)), ceilingAt(environment, most)];
        const value = supremumUpTo(F, at);
        const room = Q.add(Q.one, Q.multiply(Q.rational(BigInt(2 * environment.maximum)), e));
        const left =
          value === "infinity" ? value : [Q.rational(BigInt(2 * environment.outcomes)), value, room].reduce(Q.multiply);
        const isMet = propertiesOf(F).vanishesAtOne && Q.compare(e, Q.rational(2n)) <= 0 && Q.atMost(value, ceiling);
        const first = propertiesOf(F).vanishesAtOne ? Q.printRational(belowCeiling(F, ceiling)) : "none";
        return {
          hypotheses: isMet ? (value !== "infinity" && Q.equals(value, ceiling) ? "boundary" : "inside") : "outside",
          left,
          right: Q.one,
          larger: "right",
          inequality: "2 sup F |O| (1 + 2M e^(ε/|O|)) <= 1",
          explanation: `e^ε = ${Q.printRational(at)}, sup F up to there = ${Q.printExtended(value)}; F is at most ${Q.printRational(ceiling)} up to x = ${first}`,
        };
      },
    }),
  );

/** κ. */
const ceilingAt = (environment: Alternatives, most: (environment: Alternatives) => number): Q.Rational =>
  Q.rational(1n, BigInt(2 * environment.outcomes * most(environment)));

/** c·(x − 1) with the given value at e^ε. */
const steepest = (at: Q.Rational, value: Q.Rational) =>
  printPrivacyBound({ kind: "linear", slope: Q.divide(value, Q.subtract(at, Q.one)) });

/** The first 1 + 2^{−k} up to which F stays below the ceiling: there is one, as F(x) → 0. */
export function belowCeiling(F: PrivacyBound, ceiling: Q.Rational): Q.Rational {
  for (let width = Q.one; ; width = Q.divide(width, Q.rational(2n))) {
    const at = Q.add(Q.one, width);
    if (Q.atMost(supremumUpTo(F, at), ceiling)) return at;
  }
}
