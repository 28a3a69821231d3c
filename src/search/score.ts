import type { Check } from "../claim/claim.js";
import { compare, divide, type Extended, printExtended, signOfRational } from "../number/rational.js";
import type { Counterexample } from "../verdict/counterexample.js";
import type { JsonObject } from "../verdict/json.js";

/**
 * The side that must be small over the side that must be large: above 1 is a violation, 1 is tight. Undefined where
 * neither side says anything (0 against 0, or a negative side that holds).
 */
export function scoreOf({ left, right, larger }: Check): Extended | undefined {
  const [small, large] = larger === "left" ? [right, left] : [left, right];
  if (small === "infinity") return large === "infinity" ? undefined : "infinity";
  if (large === "infinity") return undefined;
  if (signOfRational(large) > 0) return signOfRational(small) < 0 ? undefined : divide(small, large);
  return compare(small, large) > 0 ? "infinity" : undefined;
}

/** Whether a check violates the claim: its hypotheses are met and its inequality is not. */
export const violates = (check: Check): boolean => check.hypotheses !== "outside" && !check.holds;

/** A violating check as a counterexample that replays from its values. */
export const counterexampleOf = (
  claim: string,
  reading: string,
  instance: JsonObject,
  { choices, inequality, left, right, explanation }: Check,
): Counterexample => ({
  claim,
  reading,
  instance,
  choices,
  inequality,
  lhs: printExtended(left),
  rhs: printExtended(right),
  explanation,
});
