import type { Asked } from "../instance/asked.js";
import { didYouMean, InputError, show } from "../instance/input.js";
import type { AnyLoaded, Facts, Loaded } from "../instance/loaded.js";
import { isLogForm, isRational, type Output } from "../instance/output.js";

/** Named quantities, each computed only when it is asked for, in the order in which they are printed. */
export type Sheet = Facts;

/** What `measure` answers for the mechanisms of one paper. */
export interface Questions {
  /** Every quantity that the instance supports without a question. */
  quantities(instance: AnyLoaded): Sheet;
  /** The answers to questions that an outcome law gives, by the question's name; throw InputError at a wrong field. */
  readonly answers: Readonly<Record<string, (instance: Loaded, asked: Asked) => Sheet>>;
}

/** The quantities of a sheet, only those named if `only` is given. Throws InputError for a name that is not on it. */
export function fill(sheet: Sheet, only?: readonly string[]): { readonly [name: string]: Output } {
  for (const name of only ?? []) checkName(sheet, name);
  const wanted = Object.entries(sheet).filter(([name]) => only === undefined || only.includes(name));
  return Object.fromEntries(wanted.map(([name, value]) => [name, value()]));
}

function checkName(sheet: Sheet, name: string): void {
  if (Object.hasOwn(sheet, name)) return;
  const names = Object.keys(sheet);
  throw new InputError(
    `--only: no quantity ${show(name)} here${didYouMean(name, names) || ";"} there are: ${names.join(", ")}`,
  );
}

/** A quantity as it is printed without a question: an object of named fields for itself, all else under `value`. */
export function asQuantity(value: Output): Output {
  const named = typeof value === "object" && value !== null && !Array.isArray(value) && !isRational(value);
  return named && !("numerator" in value) && !isLogForm(value) ? value : { value };
}
