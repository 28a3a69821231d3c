import { parseRational, printRational, type Rational, rational, signOfRational } from "../number/rational.js";
import { InputError } from "./input-error.js";
import { keysInOrder } from "./json.js";

export { BeyondReach, InputError } from "./input-error.js";
export { parseJson } from "./json.js";

/** The error at a field: "parameters.rate: …". The field "" is the whole input. */
export const refuse = (field: string, message: string): InputError =>
  new InputError(field === "" ? message : `${field}: ${message}`);

/** The path of a member: `parameters` and "rate" give `parameters.rate`. */
export const member = (field: string, key: string): string => {
  const name = /^[\w/:.-]{1,60}$/.test(key) ? key : show(key);
  return field === "" ? name : `${field}.${name}`;
};

/** The path of an element: `reports` and 2 give `reports[2]`. */
export const element = (field: string, index: number): string => `${field}[${index}]`;

/** A value as it stands in a message: JSON, cut after 60 characters; a field that is left out is "nothing". */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}… (${text.length} characters)`;
}

/** A number in a message, cut after 60 characters. */
export function brief(x: Rational): string {
  const text = printRational(x);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** `"a", "b" or null`: the alternatives as they stand in JSON. */
export function oneOf(choices: readonly unknown[]): string {
  const shown = choices.map(show);
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown[shown.length - 1]}`;
}

/** The candidate at edit distance at most 2 from `word`, if there is one, as `; did you mean "…"?`. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  if (word.length > 80) return "";
  const near = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= 2 && distance < candidate.length)
    .sort((x, y) => x.distance - y.distance)[0];
  return near === undefined ? "" : `; did you mean ${show(near.candidate)}?`;
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

/** The keys that an object must and may have. */
export interface Fields {
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
}

/** The object at `field`, with all required keys and no others than the optional ones; a missing object counts as `{}`. */
export function readObject(
  value: unknown,
  field: string,
  { required = [], optional = [] }: Fields,
): Readonly<Record<string, unknown>> {
  const object = value === undefined ? {} : readAnyObject(value, field);
  const allowed = [...required, ...optional];
  const stranger = Object.keys(object).find((key) => !allowed.includes(key));
  if (stranger !== undefined) throw unknownField(field, stranger, allowed);
  const missing = required.find((key) => !Object.hasOwn(object, key));
  if (missing === undefined) return object;
  const also = optional.length === 0 ? "" : `; optional: ${optional.join(", ")}`;
  throw refuse(member(field, missing), `missing; required here: ${required.join(", ")}${also}`);
}

/** The object at `field`, whatever its keys are. */
export function readAnyObject(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw refuse(field, `expected an object {…}, got ${show(value)}`);
}

/** The error for a key that does not belong to the object at `field`. */
export function unknownField(field: string, key: string, allowed: readonly string[]): InputError {
  const known = allowed.length === 0 ? "no fields are allowed here" : `allowed here: ${allowed.join(", ")}`;
  return refuse(member(field, key), `unknown field${didYouMean(key, allowed) || ";"} ${known}`);
}

/** The list at `field`, element by element. */
export function readList<T>(value: unknown, field: string, read: (value: unknown, field: string) => T): readonly T[] {
  if (!Array.isArray(value)) throw refuse(field, `expected a list […], got ${show(value)}`);
  return value.map((item, i) => read(item, element(field, i)));
}

/** The members of the object at `field` in the order of the text, value by value. */
export function readMembers<T>(
  value: unknown,
  field: string,
  read: (value: unknown, field: string) => T,
): readonly (readonly [key: string, value: T])[] {
  const object = readAnyObject(value, field);
  return keysInOrder(object).map((key) => [key, read(object[key], member(field, key))] as const);
}

/** More choices than this are not listed in a message. */
const choiceLimit = 12;

/** One of the listed values (strings, numbers, booleans, null). */
export function readChoice<const T>(value: unknown, field: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const names = choices.filter((choice) => typeof choice === "string");
  const hint = typeof value === "string" ? didYouMean(value, names) : "";
  const expected =
    choices.length <= choiceLimit
      ? oneOf(choices)
      : `one of ${choices.length} values such as ${oneOf(choices.slice(0, 3))}`;
  throw refuse(field, `expected ${expected}, got ${show(value)}${hint}`);
}

export function readString(value: unknown, field: string): string {
  if (typeof value !== "string") throw refuse(field, `expected a string, got ${show(value)}`);
  return value;
}

/** A count: a JSON integer from 0 to 2^53 − 1. */
export function readCount(value: unknown, field: string): number {
  if (typeof value !== "number") throw refuse(field, `expected a count as a JSON integer, got ${show(value)}`);
  if (!Number.isInteger(value)) throw refuse(field, `expected a whole number, got ${show(value)}`);
  if (value < 0) throw refuse(field, `must not be negative, got ${show(value)}`);
  if (!Number.isSafeInteger(value)) throw refuse(field, "must be at most 9007199254740991 (2^53 - 1)");
  return value;
}

/** An index: a JSON integer from 0 to size − 1. `what` names the thing, such as "player". */
export function readIndex(value: unknown, field: string, size: number, what: string): number {
  const range = size === 0 ? `there is no ${what}` : `expected a ${what} from 0 to ${size - 1}`;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value >= size) {
    throw refuse(field, `${range}, got ${show(value)}`);
  }
  return value;
}

/** More digits than this in one number of the input are refused. */
export const digitLimit = 1000;

/** A rational: "p/q", "n" or a decimal such as "0.25" as a string, or a JSON integer. Never a JSON float. */
export function readRational(value: unknown, field: string): Rational {
  if (typeof value === "number") return rationalOfNumber(value, field);
  if (typeof value !== "string") throw refuse(field, `expected a rational such as "1/2", got ${show(value)}`);
  const digits = value.replace(/\D/g, "").length;
  if (digits > digitLimit) throw refuse(field, `has ${digits} digits; at most ${digitLimit} are allowed`);
  const parsed = parseRational(value);
  if (parsed !== undefined) return parsed;
  if (/^[+-]?\d+\/0+$/.test(value)) throw refuse(field, `${show(value)} has a zero denominator`);
  throw refuse(field, `${show(value)} is not a rational; write "p/q", "n" or a decimal such as "0.25"`);
}

function rationalOfNumber(value: number, field: string): Rational {
  if (Number.isSafeInteger(value)) return rational(BigInt(value));
  if (Number.isInteger(value) || !Number.isFinite(value)) {
    throw refuse(field, "JSON integers beyond 9007199254740991 lose digits; write the number as a string");
  }
  const decimal = String(value);
  const exact = parseRational(decimal);
  const fix = exact === undefined ? '"p/q"' : `"${printRational(exact)}" or "${decimal}"`;
  throw refuse(field, `${decimal} is a JSON float; write it as a string, ${fix}`);
}

/** A rational > 0. */
export function readPositive(value: unknown, field: string): Rational {
  const x = readRational(value, field);
  if (signOfRational(x) <= 0) throw refuse(field, `must be greater than 0, got ${show(value)}`);
  return x;
}

/** A rational ≥ 0. */
export function readNonNegative(value: unknown, field: string): Rational {
  const x = readRational(value, field);
  if (signOfRational(x) < 0) throw refuse(field, `must not be negative, got ${show(value)}`);
  return x;
}

/** A rational in [0, 1]. */
export function readProbability(value: unknown, field: string): Rational {
  const x = readNonNegative(value, field);
  if (x.numerator > x.denominator) throw refuse(field, `must be at most 1, got ${show(value)}`);
  return x;
}
