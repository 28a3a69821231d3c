import { readObject, readRational, refuse } from "../../src/instance/input.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import type { PrivacySign } from "../../src/notions/privacy-aware-utility.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";

/** Numbers by outcome, written as an object with the outcomes' texts; those left out are `missing`. */
export function readByOutcome(
  value: unknown,
  field: string,
  { outcomes }: TableEnvironment,
  missing?: Q.Rational,
): readonly Q.Rational[] {
  const keys = outcomes.map(String);
  if (new Set(keys).size < keys.length) throw refuse("instance.environment.outcome", "two outcomes have the same text");
  const fields = readObject(value, field, missing === undefined ? { required: keys } : { optional: keys });
  return keys.map((key) => (fields[key] === undefined ? missing! : readRational(fields[key], `${field}.${key}`)));
}

export const printByOutcome = (values: readonly Q.Rational[], { outcomes }: TableEnvironment): JsonObject =>
  Object.fromEntries(values.map((value, o) => [String(outcomes[o]), Q.printRational(value)]));

/** s(o) with U^priv(o) = s(o)·F(x_o), in the range that the sign allows; 0 where not given. */
export function readSigns(value: unknown, sign: PrivacySign | "any", environment: TableEnvironment) {
  const field = "choices.privacySigns";
  const signs = readByOutcome(value, field, environment, Q.zero);
  if (sign === "any") return signs;
  const [low, high] = sign === "cost" ? [-1n, 0n] : [-1n, 1n];
  const stranger = signs.find((s) => Q.compare(s, Q.rational(low)) < 0 || Q.compare(s, Q.rational(high)) > 0);
  if (stranger === undefined) return signs;
  throw refuse(field, `expected numbers from ${low} to ${high} under this reading, got ${Q.printRational(stranger)}`);
}
