import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import { electionClaim } from "./election-claim.js";
import { type ElectionCase, everyMargin, noisyElectionAt, type Subject } from "./elections.js";
import { boundSwitches, type Change, decidePrivateVoter, readPrivateVoter, switchMeanings } from "./private-voter.js";
import { checkPrivateVoter, privateVoterCorners } from "./private-voter-check.js";
import { drawPrivateVoter } from "./private-voter-draw.js";
import { exhibitPrivateVoter } from "./private-voter-exhibit.js";
import { fromPreferredToOther, sameCoinsClaim } from "./same-coins.js";
import { doubledAndMonotone, privateVoterHypotheses, voterRepair } from "./theorem-4.2.js";

/**
 * Proposition 4.4: under the assumptions of Theorem 4.2, Mechanism 4.1 is individually rational for player i: truthful
 * participation is at least as good as staying out. The text does not say what an absentee's privacy utility is.
 */
export const proposition44 = (
  under: Subject = noisyElectionAt(Q.one),
  changes: readonly Change[] = [],
): Claim<ElectionCase> =>
  electionClaim(under, {
    id: "cckmv/proposition-4.4",
    place: "Proposition 4.4",
    statement: "Under the same assumptions as Theorem 4.2, Mechanism 4.1 is individually rational for player i.",
    hypotheses: privateVoterHypotheses(changes),
    readings: readingsOf(
      { absence: ["N2", "N1", "N3", "N4"], per: ["coin", "expectation"] },
      { sign: ["two-signed", "cost"], ...boundSwitches },
    ),
    switchMeanings: {
      ...switchMeanings,
      N1: "staying out is one more report: x_o is maximised over it too, and the same U^priv applies",
      N2: "x_o over real reports; an absentee has the same U^priv",
      N3: "an absentee has privacy utility 0",
      N4: "an absentee has total utility 0",
    },
    argument: everyMargin,
    decide: (R, situation, { truth }, switches) =>
      decidePrivateVoter(R, under, situation, truth, readPrivateVoter(switches, changes)),
    choices: (c, base, switches) => exhibitPrivateVoter(under, c, base!, readPrivateVoter(switches, changes)),
    check: (setting, choices, switches) => checkPrivateVoter(setting, choices, readPrivateVoter(switches, changes)),
    drawnCorners: privateVoterCorners,
    drawChoices: (switches) => drawPrivateVoter(readPrivateVoter(switches, changes)),
    repair: (reading) => voterRepair(reading, changes, (next) => proposition44(under, next), neededFor(reading)),
  });

/**
 * N1 and N2 need what Theorem 4.2 needs. Under N3 a participant pays for privacy even where her vote changes nothing, so
 * no bound on F but 0 helps: privacy utilities must not be negative. Under N4 the outcome itself must be worth F.
 */
function neededFor(reading: Reading): readonly Change[] {
  switch (reading.switches.absence) {
    case "N3":
      return ["U^priv ≥ 0"];
    case "N4":
      return [...doubledAndMonotone(reading), "U^out ≥ F"];
    default:
      return doubledAndMonotone(reading);
  }
}

/**
 * By dropping out, the only change of outcome that a player can create is to make her less preferred candidate win
 * [CCKMV, before Proposition 4.4].
 */
export const dropout = (under: Subject = noisyElectionAt(Q.one)): Claim<ElectionCase> =>
  sameCoinsClaim(under, {
    id: "cckmv/fact-4.4-dropout",
    place: "Section 4, before Proposition 4.4",
    statement:
      "By dropping out, the only change in outcome that player i can create is to make her less preferred candidate win: if " +
      "o = M(θ_i, θ_{-i}; r) and o' = M(θ_{-i}; r) differ, then o = θ_i and o' = −θ_i.",
    argument: everyMargin,
    other: () => null,
    allows: fromPreferredToOther,
    inequality: "Pr[o != o' and (o, o') != (θ_i, -θ_i)] <= 0",
  });
