import type { Asked } from "../instance/asked.js";
import { BeyondReach, didYouMean, InputError, show } from "../instance/input.js";
import type { AnyLoaded, Facts, Loaded } from "../instance/loaded.js";
import { isLogForm, isQuotientSum, isRational, type Output } from "../instance/output.js";

/** Named quantities, each computed only when it is asked for, in the order in which they are printed. */
export type Sheet = Facts;

/** What `measure` answers for the mechanisms of one paper. */
export interface Questions {
  /** Every quantity that the instance supports without a question. */
  quantities(instance: AnyLoaded): Sheet;
  /** The answers to questions that an outcome law gives, by the question's name; throw InputError at a wrong field. */
  readonly answers: Readonly<Record<string, (instance: Loaded, asked: Asked) => Sheet>>;
}

/**
 * The quantities of a sheet, only those named if `only` is given. What is beyond reach is an InputError that names it;
 * with `tell` and without `only` it is left out, and `tell` gets one line that says so. Throws InputError for a name that
 * is not on the sheet.
 */
export function fill(
  sheet: Sheet,
  only?: readonly string[],
  tell?: (line: string) => void,
): { readonly [name: string]: Output } {
  for (const name of only ?? []) checkName(sheet, name);
  const wanted = Object.keys(sheet).filter((name) => only === undefined || only.includes(name));
  const values = new Map<string, Output>();
  const leftOut = new Map<string, readonly string[]>();
  // From the last: what a mechanism adds of its own may need more of ε than its law does, and then names what all need.
  for (const name of [...wanted].reverse()) {
    try {
      values.set(name, sheet[name]!());
    } catch (error) {
      if (!(error instanceof BeyondReach)) throw error;
      const { message } = error;
      if (only !== undefined || tell === undefined) throw new InputError(`${name}: ${message}`);
      leftOut.set(message, [name, ...(leftOut.get(message) ?? [])]);
    }
  }
  const told = [...leftOut].map(([reason, names]) => `${names.join(", ")} (${reason})`);
  if (told.length > 0) tell?.(`left out: ${told.reverse().join("; ")}`);
  return Object.fromEntries(wanted.flatMap((name) => (values.has(name) ? [[name, values.get(name)!]] : [])));
}

function checkName(sheet: Sheet, name: string): void {
  if (Object.hasOwn(sheet, name)) return;
  const names = Object.keys(sheet);
  throw new InputError(
    `--only: no quantity ${show(name)} here${didYouMean(name, names) || ";"} there are: ${names.join(", ") || "none"}`,
  );
}

/** A quantity as it is printed without a question: an object of named fields for itself, all else under `value`. */
export function asQuantity(value: Output): Output {
  const named = typeof value === "object" && value !== null && !Array.isArray(value) && !isRational(value);
  return named && !("numerator" in value) && !isLogForm(value) && !isQuotientSum(value) ? value : { value };
}
