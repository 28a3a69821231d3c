import type { Check, Claim } from "../../../src/claim/claim.js";
import { decideClaim } from "../../../src/search/campaign.js";
import { violates } from "../../../src/search/score.js";
import type { JsonObject } from "../../../src/verdict/json.js";

/** The verdict of each reading at the budget of the gate, with the word of its repair where it has one. */
export async function wordsOf<Case>(claim: Claim<Case>): Promise<Readonly<Record<string, string>>> {
  const { result } = await decideClaim(claim as Claim, { budget: "gate", seed: 1 });
  return Object.fromEntries(
    result.readings.map(({ name, verdict, repair }) => [name, repair ? `${verdict}, ${repair.verdict}` : verdict]),
  );
}

/** The check of a claim at given values, for one reading. */
export function checkOf<Case>(
  claim: Claim<Case>,
  reading: string,
  choices: JsonObject,
  instance: JsonObject = { mechanism: "nst/generic", reports: [] },
): Check {
  const { switches } = claim.readings.find(({ name }) => name === reading)!;
  return claim.check({ instance, choices }, switches);
}

/** Whether the claim is violated there: hypotheses met, inequality not. */
export const fallsAt = <Case>(...at: Parameters<typeof checkOf<Case>>): boolean => violates(checkOf(...at));
