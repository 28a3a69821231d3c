import type { Claim, Repair } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import { opponent } from "../../src/mechanisms/cckmv/election.js";
import * as Q from "../../src/number/rational.js";
import { repairOf } from "../repairs.js";
import { electionClaim } from "./election-claim.js";
import { type ElectionCase, everyMargin, noisyElectionAt, type Subject } from "./elections.js";
import {
  boundSwitches,
  type Change,
  changeMeanings,
  decidePrivateVoter,
  readPrivateVoter,
  switchMeanings,
} from "./private-voter.js";
import { checkPrivateVoter, privateVoterCorners } from "./private-voter-check.js";
import { drawPrivateVoter } from "./private-voter-draw.js";
import { exhibitPrivateVoter } from "./private-voter-exhibit.js";
import { fromPreferredToOther, sameCoinsClaim } from "./same-coins.js";
import { withoutHypothesis } from "./theorem-4.2-hypotheses.js";

/**
 * Theorem 4.2: Mechanism 4.1 is universally truthful for player i provided that, for some F_i,
 * (1) U_i^priv satisfies Assumption 3.1 with F_i, and (2) U_i^out(θ_i, θ_i) − U_i^out(θ_i, −θ_i) ≥ 2F_i(e^ε).
 */
export const theorem42 = (
  under: Subject = noisyElectionAt(Q.one),
  changes: readonly Change[] = [],
): Claim<ElectionCase> =>
  electionClaim(under, {
    id: "cckmv/theorem-4.2",
    place: "Theorem 4.2",
    statement:
      "Mechanism 4.1 is universally truthful for player i provided that, for some function F_i: (1) U_i^priv satisfies " +
      "Assumption 3.1 with privacy bound function F_i, and (2) U_i^out(θ_i, θ_i) − U_i^out(θ_i, −θ_i) ≥ 2F_i(e^ε).",
    hypotheses: privateVoterHypotheses(changes),
    readings: readingsOf({ truthfulness: ["universal", "expectation"], sign: ["two-signed", "cost"] }, boundSwitches),
    switchMeanings,
    argument: everyMargin,
    decide: (R, situation, { truth }, switches) =>
      decidePrivateVoter(R, under, situation, truth, readPrivateVoter(switches, changes)),
    choices: (c, base, switches) => exhibitPrivateVoter(under, c, base!, readPrivateVoter(switches, changes)),
    check: (setting, choices, switches) => checkPrivateVoter(setting, choices, readPrivateVoter(switches, changes)),
    drawnCorners: privateVoterCorners,
    drawChoices: (switches) => drawPrivateVoter(readPrivateVoter(switches, changes)),
    // That each printed hypothesis is needed is shown where the theorem holds: per coin, as repaired.
    evidence: (_budget, switches) =>
      changes.length > 0 && switches.truthfulness === "universal"
        ? withoutHypothesis(under, readPrivateVoter(switches, changes))
        : {},
    repair: (reading) => voterRepair(reading, changes, (next) => theorem42(under, next), doubledAndMonotone(reading)),
  });

export const privateVoterHypotheses = (changes: readonly Change[]): readonly string[] => [
  "|U_i^priv(θ_i, o)| ≤ F_i(x_o), F_i(x) → 0 as x → 1",
  "U_i^out(θ_i, θ_i) − U_i^out(θ_i, −θ_i) ≥ 2F_i(e^ε)",
  ...changes.map((change) => changeMeanings[change]),
];

/** A vote moves the margin by 2, so ratios go up to e^{2ε}; and F must not be larger below that point than at it. */
export const doubledAndMonotone = ({ switches }: Reading): readonly Change[] =>
  switches.bound === "monotone" ? ["e^(2ε)"] : ["e^(2ε)", "F nondecreasing"];

/** The repair that makes exactly these changes; undoing one leaves the others. */
export function voterRepair(
  reading: Reading,
  made: readonly Change[],
  claim: (changes: readonly Change[]) => Claim<ElectionCase>,
  changes: readonly Change[],
): Repair<never> | undefined {
  if (made.length > 0) return undefined;
  return repairOf(reading, {
    statement: `As printed, except that ${changes.map((change) => changeMeanings[change]).join(", and ")}.`,
    changes,
    claim,
  });
}

/**
 * If two reports lead to different outcomes under the same r, then the truth leads to θ_i and the lie to −θ_i
 * [CCKMV, proof of Theorem 4.2, case 2].
 */
export const pivotalVote = (under: Subject = noisyElectionAt(Q.one)): Claim<ElectionCase> =>
  sameCoinsClaim(under, {
    id: "cckmv/fact-4.2-pivotal",
    place: "Theorem 4.2, proof, case 2",
    statement: "If o = M(θ_i, θ_{-i}; r) and o' = M(−θ_i, θ_{-i}; r) differ, then o = θ_i and o' = −θ_i.",
    argument: everyMargin,
    other: opponent,
    allows: fromPreferredToOther,
    inequality: "Pr[o != o' and (o, o') != (θ_i, -θ_i)] <= 0",
  });
