import type { Alternatives, Utilities } from "../mechanisms/cckmv/alternatives.js";
import { readCount, readList, refuse } from "./input.js";
import { indexSchema, type JsonSchema } from "./schema.js";

/** A vector of utilities, one for each alternative, whole numbers from 0 to `maximum`. Throws InputError. */
export function readUtilities(value: unknown, field: string, { outcomes, maximum }: Alternatives): Utilities {
  const utilities = readList(value, field, (entry, at) => {
    const utility = readCount(entry, at);
    if (utility > maximum) throw refuse(at, `expected a utility from 0 to the maximum ${maximum}, got ${utility}`);
    return utility;
  });
  if (utilities.length === outcomes) return utilities;
  throw refuse(field, `expected one utility for each of ${outcomes} alternatives, got ${utilities.length}`);
}

export const utilitiesSchema: JsonSchema = { type: "array", items: indexSchema, minItems: 1 };

/** More alternatives than this are refused. */
const alternativesLimit = 1000;

export const alternativesSchema = {
  outcomes: { type: "integer", minimum: 1, maximum: alternativesLimit },
  maximum: { type: "integer", minimum: 1 },
};

/** `outcomes` and `maximum` of an environment. Throws InputError. */
export function readAlternatives(fields: Readonly<Record<string, unknown>>): Alternatives {
  const outcomes = readPositiveCount(fields.outcomes, "environment.outcomes");
  if (outcomes > alternativesLimit) {
    throw refuse("environment.outcomes", `must be at most ${alternativesLimit}, got ${outcomes}`);
  }
  return { outcomes, maximum: readPositiveCount(fields.maximum, "environment.maximum") };
}

function readPositiveCount(value: unknown, field: string): number {
  const count = readCount(value, field);
  if (count === 0) throw refuse(field, "must be at least 1");
  return count;
}
