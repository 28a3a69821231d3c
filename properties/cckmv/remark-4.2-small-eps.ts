import type { Check, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { type Candidate, opponent, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import { supremumUpTo } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Ratio } from "../../src/number/ring.js";
import { electionClaim, typeOf } from "./election-claim.js";
import { type ElectionCase, everyMargin, expEpsilon, noisyElectionAt, type Subject } from "./elections.js";
import {
  boundSwitches,
  compareWithTruth,
  type PrivateVoterReading,
  readPrivateVoter,
  switchMeanings,
} from "./private-voter.js";
import { checkPrivateVoter, privateVoterCorners, readUtility } from "./private-voter-check.js";
import { drawPrivateVoter } from "./private-voter-draw.js";
import { exhibitPrivateVoter } from "./private-voter-exhibit.js";

/**
 * After Theorem 4.2: condition (2) holds for all sufficiently small ε, because F_i(x) → 0 as x → 1, and the ε needed for
 * truthfulness depends on U^out(θ_i, θ_i) − U^out(θ_i, −θ_i) and on F_i, not on n.
 *
 * As a finite statement: let the gap be positive and δ > 0 with F_i(x) ≤ gap/2 for 1 < x < 1 + δ; the limit gives such a
 * δ, which knows nothing of n. Then condition (2) holds for every ε < ln(1 + δ) by the choice of δ, and Mechanism 4.1 is
 * universally truthful for every n when e^{2ε} < 1 + δ. The second half is what is decided: F_i is bounded by gap/2
 * strictly between 1 and e^{2ε} inclusive, and by nothing elsewhere, at 1 neither unless F_i(1) = 0.
 */
export const smallEpsilon = (under: Subject = noisyElectionAt(Q.one)): Claim<ElectionCase> =>
  electionClaim(under, {
    id: "cckmv/remark-4.2-small-eps",
    place: "Section 4, after Theorem 4.2",
    statement:
      "For U_i^out(θ_i, θ_i) − U_i^out(θ_i, −θ_i) > 0, condition (2) of Theorem 4.2 holds for all sufficiently small ε > 0, since " +
      "F_i(x) → 0 as x → 1; the ε needed for truthfulness depends on that difference and on F_i only, not on n.",
    hypotheses: [
      "F_i(x) ≤ (U_i^out(θ_i, θ_i) − U_i^out(θ_i, −θ_i))/2 for 1 < x ≤ e^{2ε}: a threshold on ε set by F_i and the gap alone",
    ],
    readings: readingsOf({}, { sign: ["two-signed", "cost"], ...boundSwitches }),
    switchMeanings,
    argument: everyMargin,
    decide(R, situation, { truth }, switches) {
      const reading = readPrivateVoter(switches, ["e^(2ε)"]);
      const payoff = (type: Vote, _report: Vote, outcome: Candidate) => R.integer(type === outcome ? 2n : 0n);
      const ceiling = ceilingBelow(R, under, reading);
      return compareWithTruth(R, { ...situation, payoff }, truth, reading, { sign: reading.sign, ceiling });
    },
    choices: (c, base, switches) =>
      exhibitPrivateVoter(under, c, base!, readPrivateVoter(switches, ["e^(2ε)"]), { positiveGap: true }),
    check(setting, choices, switches): Check {
      const reading = readPrivateVoter(switches, ["e^(2ε)"]);
      const truth = typeOf(setting);
      const check = checkPrivateVoter(setting, choices, reading);
      const utility = readUtility(choices.outcomeUtility);
      const gap = Q.subtract(utility(truth), utility(opponent(truth)));
      const largest = supremumUpTo(readPrivacyBound(choices.F, "choices.F"), setting.expEpsilon(2));
      const slack =
        largest === "infinity" ? -1 : Q.signOfRational(Q.subtract(gap, Q.multiply(Q.rational(2n), largest)));
      const outside = check.hypotheses === "outside" || slack < 0 || Q.signOfRational(gap) <= 0;
      return { ...check, hypotheses: outside ? "outside" : slack === 0 ? "boundary" : "inside" };
    },
    drawnCorners: privateVoterCorners,
    drawChoices: (switches) => drawPrivateVoter(readPrivateVoter(switches, ["e^(2ε)"])),
  });

/** F ≤ 1 on (1, e^{2ε}], whatever its shape; F(1) is 0 where the reading says or implies so. */
function ceilingBelow<S>(R: OrderedRing<S>, under: Subject, { zeroAtOne, monotone }: PrivateVoterReading) {
  const below = ceilingGiven(R, { monotone: true, zeroAtOne }, expEpsilon(R, under, 2), R.one);
  const unit = { numerator: R.one, denominator: R.one };
  return (ratio: Ratio<S>) =>
    ratio !== "infinity" && compareQuotients(R, ratio, unit) === 0 && !zeroAtOne && !monotone
      ? "unbounded"
      : below(ratio);
}
