import type { Claim } from "../../src/claim/claim.js";
import { opponent } from "../../src/mechanisms/cckmv/election.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients } from "../../src/number/ring.js";
import { probability } from "../../src/probability/law.js";
import { chance } from "./election-claim.js";
import { caseOf, familyClaim, unanimousFor, votersOf } from "./election-family.js";
import { type ElectionCase, expEpsilon, noisyElectionAt, type Subject } from "./elections.js";

/**
 * If all n voters of a precinct prefer the same candidate, the differentially private election mechanism of Theorem 4.2
 * will leak the preferred candidate with high probability [CCKMV, Section 8].
 *
 * As a finite statement for all n: the other candidate wins with probability less than e^{−εn}. Exactly it is
 * e^{−εn}/(1 + e^{−ε}) where all prefer B, and e^{−ε} times that where all prefer A, whom ties favour; so no smaller constant
 * before e^{−εn} will do for all ε, and 1/2 is approached as ε → 0.
 */
export const unanimousLeak = (under: Subject = noisyElectionAt(Q.one)): Claim<ElectionCase> =>
  familyClaim(under, {
    id: "cckmv/remark-8-unanimous",
    place: "Section 8, second critique",
    statement:
      "If all n voters in a given precinct prefer the same candidate, the differentially private election mechanism of Theorem 4.2 will leak " +
      "the preferred candidate (with high probability): Pr[M(θ) = the common preference] > 1 − e^{−εn} for every n.",
    hypotheses: ["ε > 0", "all n voters prefer the same candidate, and report it"],
    argument: "More voters: divided by e^{−εn}, both sides are the same at every n.",
    family: () => unanimousFor(),
    decide(R, situation, c) {
      const left = probability(R, situation.law(c.truth), opponent(c.truth));
      const right = expEpsilon(R, under, -votersOf(c));
      return {
        hypotheses: "inside",
        conclusion: compareQuotients(R, left, right) < 0 ? "holds" : "fails",
        witness: { common: c.truth },
        sides: { left, right },
      };
    },
    choices: () => ({}),
    check(setting) {
      const c = caseOf(setting);
      const left = Q.subtract(Q.one, chance(setting, c.truth, c.truth));
      const right = setting.expEpsilon(-votersOf(c));
      return {
        hypotheses: "inside",
        holds: Q.compare(left, right) < 0,
        inequality: "Pr[M(θ) != the common preference] < e^{-εn}",
        left,
        right,
        larger: "right",
        explanation: `all ${votersOf(c)} voters prefer ${c.truth}`,
        corners: [],
      };
    },
  });
