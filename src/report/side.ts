import { parseEnclosure } from "../number/enclosure.js";
import { enclosure, type LogEpsilon, type LogForm, parseLogForm } from "../number/log-form.js";
import { parseRational, printRational, type Rational } from "../number/rational.js";
import type { Counterexample } from "../verdict/counterexample.js";
import { canonical, type Json } from "../verdict/json.js";
import { type Approximation, approximate, signed, usualDigits } from "./decimal.js";
import { logarithm } from "./epsilons.js";
import { inWords, isObject } from "./words.js";

/** A side of an inequality is a rational, infinity, a form with logarithms, or an enclosure of any other real number. */

/** "−1/2", "∞", "3/2 − 2 ln 5", "1 + (ln 2)/ε", "in [1/4, 1/2]". */
export function sideText(side: Json): string {
  if (typeof side === "string") return signed(side);
  const enclosed = parseEnclosure(side);
  if (enclosed) return `in [${signed(printRational(enclosed.low))}, ${signed(printRational(enclosed.high))}]`;
  const form = parseLogForm(side);
  return form === undefined ? inWords(side) : formText(form);
}

function formText({ rational, logs, over }: LogForm): string {
  if (logs.length === 0) return signed(printRational(rational));
  const sum = joined(logs.map(({ coefficient, log }) => logarithm(printRational(coefficient), printRational(log))));
  const quotient = over === "epsilon" ? `(${sum})/ε` : sum;
  return rational.numerator === 0n ? quotient : joined([signed(printRational(rational)), quotient]);
}

/** "a + b − c"; a coefficient −1 is left out, as 1 is. */
const joined = (terms: readonly string[]): string =>
  terms
    .map((term) => term.replace(/^-1 (?=ln)/, "−").replace(/^-/, "−"))
    .reduce((sum, term) => (term.startsWith("−") ? `${sum} − ${term.slice(1)}` : `${sum} + ${term}`));

/** The sides in decimals, with more digits where few would not tell them apart. */
export interface Decimals {
  readonly left: string;
  readonly right: string;
  /** Whether both are the whole numbers. */
  readonly exact: boolean;
}

const mostDigits = 60;

/** For eyes only; undefined where decimals would say nothing new. */
export function decimalsOf(counterexample: Counterexample): Decimals | undefined {
  const { lhs, rhs } = counterexample;
  const epsilon = epsilonOf(counterexample);
  const equal = canonical(lhs) === canonical(rhs);
  for (let digits = usualDigits; ; digits += 6) {
    const [x, y] = [approximateSide(lhs, digits, epsilon), approximateSide(rhs, digits, epsilon)];
    const [left, right] = [x?.text ?? sideText(lhs), y?.text ?? sideText(rhs)];
    if (equal || bare(left) !== bare(right) || digits > mostDigits) {
      if (left === sideText(lhs) && right === sideText(rhs)) return undefined;
      return { left, right, exact: (x?.exact ?? true) && (y?.exact ?? true) };
    }
  }
}

/** "1" of "1.00000": how a number looks without the zeros that only say how precise it is. */
const bare = (text: string): string => text.replace(/\.0+(?!\d)|(?<=\.\d*[1-9])0+(?!\d)/, "");

function approximateSide(side: Json, digits: number, epsilon: LogEpsilon | undefined): Approximation | undefined {
  const enclosed = parseEnclosure(side);
  if (enclosed) return { ...approximate(enclosed.low, digits), exact: false };
  const form = parseLogForm(side);
  if (form === undefined || (form.over === "epsilon" && epsilon === undefined)) return undefined;
  const { low } = enclosure(form, 64 + 4 * digits, epsilon);
  return form.logs.length === 0 ? approximate(low, digits) : { ...approximate(low, digits), exact: false };
}

function epsilonOf({ instance, choices }: Pick<Counterexample, "instance" | "choices">): LogEpsilon | undefined {
  const parameters = isObject(instance.parameters) ? instance.parameters : {};
  return readEpsilon(parameters.epsilon) ?? readEpsilon(choices.epsilon);
}

/** About where both sides stand on an axis, for eyes only; undefined where one is no finite number. */
export function placesOf(counterexample: Counterexample): readonly [Rational, Rational] | undefined {
  const epsilon = epsilonOf(counterexample);
  const [left, right] = [counterexample.lhs, counterexample.rhs].map((side) => placeOf(side, epsilon));
  return left && right && [left, right];
}

function placeOf(side: Json, epsilon: LogEpsilon | undefined): Rational | undefined {
  const enclosed = parseEnclosure(side);
  if (enclosed) return enclosed.low;
  const form = parseLogForm(side);
  if (form === undefined || (form.over === "epsilon" && epsilon === undefined)) return undefined;
  return enclosure(form, 128, epsilon).low;
}

function readEpsilon(json: Json | undefined): LogEpsilon | undefined {
  if (!isObject(json)) return undefined;
  const [times, log] = [json.times, json.log].map((x) => (typeof x === "string" ? parseRational(x) : undefined));
  return times && log && { times, log };
}
