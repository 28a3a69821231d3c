import type { Check, Side } from "../claim/claim.js";
import { type Enclosure, printEnclosure } from "../number/enclosure.js";
import { type LogForm, printLogForm } from "../number/log-form.js";
import { compare, divide, type Extended, fromQuotient, printExtended, signOfRational } from "../number/rational.js";
import type { Ratio } from "../number/ring.js";
import type { Counterexample } from "../verdict/counterexample.js";
import type { Finding } from "../verdict/finding.js";
import type { Json, JsonObject } from "../verdict/json.js";

/**
 * The side that must be small over the side that must be large: above 1 is a violation, 1 is tight. Undefined where
 * neither side says anything (0 against 0, or a negative side that holds), or one has logarithms or is an enclosure.
 */
export function scoreOf({ left, right, larger }: Pick<Check, "left" | "right" | "larger">): Extended | undefined {
  const [small, large] = larger === "left" ? [right, left] : [left, right];
  if (isLogForm(small) || isLogForm(large) || isEnclosure(small) || isEnclosure(large)) return undefined;
  if (small === "infinity") return large === "infinity" ? undefined : "infinity";
  if (large === "infinity") return undefined;
  if (signOfRational(large) > 0) return signOfRational(small) < 0 ? undefined : divide(small, large);
  return compare(small, large) > 0 ? "infinity" : undefined;
}

/** The score of a finding over the integers; undefined where its sides do not measure how tight it is. */
export function scoreOfFinding({ sides, hypotheses }: Finding<bigint>): Extended | undefined {
  if (!sides?.larger || hypotheses === "outside") return undefined;
  const value = (side: Ratio<bigint>): Extended => (side === "infinity" ? side : fromQuotient(side));
  return scoreOf({ left: value(sides.left), right: value(sides.right), larger: sides.larger });
}

const isLogForm = (side: Side): side is LogForm => side !== "infinity" && "logs" in side;

const isEnclosure = (side: Side): side is Enclosure => side !== "infinity" && "low" in side;

/** A side in the users' JSON. */
export const printSide = (side: Side): Json =>
  isLogForm(side) ? printForm(side) : isEnclosure(side) ? { ...printEnclosure(side) } : printExtended(side);

const printForm = (form: LogForm): Json =>
  form.logs.length === 0 ? printExtended(form.rational) : ({ ...printLogForm(form) } as unknown as Json);

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
  lhs: printSide(left),
  rhs: printSide(right),
  explanation,
});
