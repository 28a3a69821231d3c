import type { Arbitrary } from "fast-check";
import { privateVoters } from "../../generators/private-voters.js";
import { readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { candidates, opponent } from "../../src/mechanisms/cckmv/election.js";
import { boundAt } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { DrawnChoices } from "./election-claim.js";
import type { PrivateVoterReading } from "./private-voter.js";

/** Random F and outcome utilities, their gap set relative to 2F(e^{kε}); where that is infinite, relative to 1. */
export const drawPrivateVoter = ({ k, alternative }: PrivateVoterReading): Arbitrary<DrawnChoices> =>
  privateVoters.map(({ F, factor, surplus, level }) => ({ truth }, setting) => {
    const h = boundAt(readPrivacyBound(F, "F"), setting.expEpsilon(k));
    const bound = h === "infinity" ? Q.one : Q.multiply(Q.rational(2n), h);
    const gap = Q.add(Q.multiply(bound, factor), surplus);
    const utility = candidates.map((o) => [o, Q.printRational(o === truth ? Q.add(level, gap) : level)]);
    const lie = alternative.kind === "lie" ? opponent(truth) : null;
    return { truth, lie, F, outcomeUtility: Object.fromEntries(utility) };
  });
