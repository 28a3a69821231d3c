import type { Budget, Claim } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";

/**
 * An estimate of the work in one reading of a claim: the cases and the drawn examples that it goes through, its repair
 * included. Cases differ in cost by two orders of magnitude; only the order of work and the time left rest on it.
 */
export function workOf(claim: Claim, reading: Reading, budget: Budget): number {
  const repair = claim.repair?.(reading);
  return sizeOf(claim, reading, budget) + (repair ? sizeOf(repair.claim(), repair.reading, budget) : 0);
}

function sizeOf(claim: Claim, { switches }: Reading, budget: Budget): number {
  const { cases, draws } = claim.domain(budget, switches);
  return cases.length + (claim.draw ? draws : 0);
}
