import type { Asked } from "../instance/index.js";
import { didYouMean, InputError, show } from "../instance/input.js";
import type { Loaded } from "../instance/loaded.js";
import { isRational, type Output } from "../instance/output.js";

/** Named quantities, each computed only when it is asked for, in the order in which they are printed. */
export type Sheet = Readonly<Record<string, (() => Output) | NotBuilt>>;

/** A quantity that this version lacks: left out, and refused with the reason when asked for by name. */
export interface NotBuilt {
  readonly notBuilt: string;
}

/** What `measure` answers for the mechanisms of one paper. */
export interface Questions {
  /** Every quantity that the instance supports without a question. */
  quantities(instance: Loaded): Sheet;
  /** The answers to questions, by the question's name; throw InputError at a wrong field. */
  readonly answers: Readonly<Record<string, (instance: Loaded, asked: Asked) => Sheet>>;
}

/** The quantities of a sheet, only those named if `only` is given. Throws InputError for a name that is not on it. */
export function fill(sheet: Sheet, only?: readonly string[]): { readonly [name: string]: Output } {
  for (const name of only ?? []) checkName(sheet, name);
  const wanted = Object.entries(sheet).filter(([name]) => only === undefined || only.includes(name));
  return Object.fromEntries(wanted.flatMap(([name, value]) => (typeof value === "function" ? [[name, value()]] : [])));
}

function checkName(sheet: Sheet, name: string): void {
  const entry = Object.hasOwn(sheet, name) ? sheet[name] : undefined;
  if (entry === undefined) {
    const names = Object.keys(sheet);
    throw new InputError(
      `--only: no quantity ${show(name)} here${didYouMean(name, names) || ";"} there are: ${names.join(", ")}`,
    );
  }
  if (typeof entry !== "function")
    throw new InputError(`--only: ${name} is not built in this version: ${entry.notBuilt}`);
}

/** A quantity as it is printed without a question: an object of named fields for itself, all else under `value`. */
export function asQuantity(value: Output): Output {
  const named = typeof value === "object" && value !== null && !Array.isArray(value) && !isRational(value);
  return named && !("numerator" in value) ? value : { value };
}
