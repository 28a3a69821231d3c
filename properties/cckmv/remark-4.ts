import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { constantFormat, majorityFormat } from "../../src/instance/cckmv.js";
import type { ConstantParameters } from "../../src/mechanisms/cckmv/constant.js";
import { type Candidate, candidates, opponent } from "../../src/mechanisms/cckmv/election.js";
import * as Q from "../../src/number/rational.js";
import { expectation } from "../../src/probability/law.js";
import { electionClaim, sureWinner, typeOf } from "./election-claim.js";
import { type ElectionCase, type Subject, subject, supporters, supportersIn } from "./elections.js";
import { sameCoinsClaim } from "./same-coins.js";

/**
 * A constant mechanism is (weakly) truthful [CCKMV, Section 4, after the proof of Theorem 4.2]: under any coins both
 * reports lead to the same outcome, so every utility U_i(θ_i, ·), its privacy part included, is the same.
 */
export const constantTruthful = (
  under: Subject = subject<ConstantParameters>(constantFormat, { outcome: "A" }),
): Claim<ElectionCase> =>
  sameCoinsClaim(under, {
    id: "cckmv/remark-4-constant",
    place: "Section 4, after the proof of Theorem 4.2",
    statement:
      "A mechanism that is a constant function is (weakly) truthful: U_i(θ_i, M(θ_i, θ_{-i}; r)) ≥ U_i(θ_i, M(θ_i', θ_{-i}; r)) " +
      "for all players, types, reports, θ_{-i} and r, for every utility function, privacy utilities included.",
    argument: "More voters, or the other constant: the outcome depends on neither.",
    readings: readingsOf({ truthfulness: ["universal", "expectation"] }),
    switchMeanings: {
      universal: "for every r: the two outcomes are the same",
      expectation: "the two outcome laws are the same",
    },
    other: opponent,
    allows: () => false,
    inequality: "Pr[M(θ_i) != M(θ_i')] <= 0",
  });

/** Majority voting maximises #{i : θ_i = o} over o [CCKMV, Section 4, before Proposition 4.3]. */
export const majorityOptimal = (under: Subject = subject(majorityFormat, {})): Claim<ElectionCase> =>
  electionClaim(under, {
    id: "cckmv/fact-4-majority-optimal",
    place: "Section 4, before Proposition 4.3",
    statement:
      "Standard, deterministic majority voting maximises the number of voters whose preferred candidate wins: " +
      "#{i : θ_i = M(θ)} ≥ #{i : θ_i = o} for every profile θ and candidate o.",
    hypotheses: ["M outputs A iff #A ≥ #B"],
    argument:
      "More voters: the winner and #{θ_i = A} − #{θ_i = B} depend on the margin only; the winner is the same at every margin of one sign, " +
      "and the difference has that sign.",
    decide(R, situation, c) {
      const reached = expectation(R, situation.law(c.truth), (o) => R.integer(BigInt(supporters(c, o))));
      const best = R.integer(BigInt(Math.max(...candidates.map((o) => supporters(c, o)))));
      const lost = R.subtract(R.multiply(best, reached.denominator), reached.numerator);
      return {
        hypotheses: "inside",
        conclusion: R.sign(lost) <= 0 ? "holds" : "fails",
        witness: {},
        sides: { left: reached, right: { numerator: best, denominator: R.one } },
      };
    },
    choices: () => ({}),
    check(setting) {
      const truth = typeOf(setting);
      const winner = sureWinner(setting, truth);
      const count = (o: Candidate) => supportersIn(setting, o);
      const [left, right] = [winner, opponent(winner)].map((o) => Q.rational(BigInt(count(o)))) as [
        Q.Rational,
        Q.Rational,
      ];
      return {
        hypotheses: "inside",
        holds: Q.compare(left, right) >= 0,
        inequality: "#{i : θ_i = M(θ)} >= #{i : θ_i = o}",
        left,
        right,
        larger: "left",
        explanation: `${winner} wins with ${count(winner)} supporters against ${count(opponent(winner))}`,
        corners: [],
      };
    },
  });
