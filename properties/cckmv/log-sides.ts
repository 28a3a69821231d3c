import type { Side } from "../../src/claim/claim.js";
import { compare, type LogForm } from "../../src/number/log-form.js";
import { form } from "../worst-choices.js";

/** A form without logarithms is a rational. */
export const sideOf = (x: LogForm): Side => (x.logs.length === 0 ? x.rational : x);

/** x ≤ y for sides whose logarithms, if any, stand over 1. */
export function atMostSide(x: Side, y: Side): boolean {
  if (x === "infinity" || y === "infinity") return y === "infinity";
  return compare(form(x), form(y)) <= 0;
}
