import type { SizeCase } from "../../../properties/hk/size-claim.js";
import type { Check, Claim } from "../../../src/claim/claim.js";
import { decideClaim } from "../../../src/search/campaign.js";
import { violates } from "../../../src/search/score.js";

/** The check of a claim about sizes at one size, for one reading, with an ε = 2·ln(e^{ε/2}) where a mechanism is run. */
export function checkAt(claim: Claim<SizeCase>, size: number, reading: string, root?: string): Check {
  const { switches } = claim.readings.find(({ name }) => name === reading)!;
  const { instance } = claim.exhibit({ size }, undefined, switches);
  return claim.check({ instance, choices: root === undefined ? {} : { epsilon: { times: "2", log: root } } }, switches);
}

/** Whether the claim is violated there: hypotheses met, inequality not. */
export const fallsAt = (...at: Parameters<typeof checkAt>): boolean => violates(checkAt(...at));

/** The verdict of each reading at the budget of the gate, with the word of its repair where it has one. */
export async function wordsOf(claim: Claim<SizeCase>): Promise<Readonly<Record<string, string>>> {
  const { result } = await decideClaim(claim as Claim, { budget: "gate", seed: 1 });
  return Object.fromEntries(
    result.readings.map(({ name, verdict, repair }) => [name, repair ? `${verdict}, ${repair.verdict}` : verdict]),
  );
}

/** All lists of so many of the values. */
export const listsOf = <T>(values: readonly T[], length: number): readonly (readonly T[])[] =>
  length === 0 ? [[]] : listsOf(values, length - 1).flatMap((list) => values.map((value) => [...list, value]));

/** 0, 1, …, n − 1. */
export const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
