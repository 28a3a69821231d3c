import { type ElectionCase, electionCases } from "../../properties/cckmv/elections.js";
import type { Claim, Repair } from "../../src/claim/claim.js";
import { type RecordedClaim, recordOf } from "../../src/claim/recorded.js";
import type { ClaimResult, ReadingResult } from "../../src/claim/result.js";
import { decideClaim } from "../../src/search/campaign.js";

/** The gate with few random examples: what is enumerated decides. */
export async function gate<Case>(claim: Claim<Case>, recorded?: RecordedClaim): Promise<ClaimResult> {
  const fewer: Claim<Case> = {
    ...claim,
    domain: (budget, switches) => ({ ...claim.domain(budget, switches), draws: 4 }),
  };
  const { result } = await decideClaim(fewer as Claim, {
    budget: "gate",
    seed: 1,
    asFound: true,
    ...(recorded && { recorded }),
  });
  return result;
}

/** The record of the honest mechanism. */
export const honestly = async <Case>(claim: Claim<Case>): Promise<RecordedClaim> => recordOf(await gate(claim));

/** The claim with some of its readings, the first of them as its literal one. */
export const under = <Case>(claim: Claim<Case>, ...readings: readonly string[]): Claim<Case> => {
  const kept = readings.map((name) => claim.readings.find((reading) => reading.name.startsWith(name))!);
  return { ...claim, readings: kept.map((reading, i) => ({ ...reading, literal: i === 0 })) };
};

/** The claim about elections with few voters: counterexamples of Section 4 need one, and the margins are all there. */
export const upTo = (voters: number, claim: Claim<ElectionCase>): Claim<ElectionCase> => ({
  ...claim,
  domain: (...at) => ({ ...claim.domain(...at), cases: electionCases(voters) }),
  ...(claim.repair && { repair: (reading) => fewer(voters, claim.repair!(reading)) }),
});

const fewer = (voters: number, repair: Repair<ElectionCase> | undefined): Repair<ElectionCase> | undefined =>
  repair && { ...repair, claim: (undone) => upTo(voters, repair.claim(undone)) };

export const readingOf = (result: ClaimResult, name: string): ReadingResult =>
  result.readings.find((reading) => reading.name.startsWith(name))!;
