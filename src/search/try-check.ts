import type { Check, Claim, Example } from "../claim/claim.js";
import type { Switches } from "../claim/reading.js";
import { InputError } from "../instance/input-error.js";

/** The check of an example that may not be a legal one: undefined where it is not. */
export function tryCheck(claim: Claim, { instance, choices }: Example, switches: Switches): Check | undefined {
  try {
    return claim.check({ instance, choices }, switches);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
