import { type Enclosure, exactly, fromFixed } from "./enclosure.js";
import { type Fixed, wholeDigits } from "./fixed-point.js";
import { signOf as signOfInteger } from "./integer.js";
import { integerMultiple, multipleOf } from "./log-base.js";
import { commonSign, fixedOver, fixedValue, type LogSum, type LogTerm, signBetween } from "./log-sum.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/**
 * The real number rational + Σ coefficient·ln(log), or rational + (Σ coefficient·ln(log))/ε for `over: "epsilon"`.
 *
 * Merged: every log stands once, ascending by denominator and then by numerator; `over` is "1" where there are no logs.
 * One number has many such forms (ln 6 = ln 2 + ln 3): `equals` compares the numbers. Make one with `fromRational`,
 * `ln`, and the operations.
 */
export interface LogForm extends LogSum {
  readonly over: "1" | "epsilon";
}

/** ε = times·ln log, with times > 0 and log > 1. */
export interface LogEpsilon {
  readonly times: Rational;
  readonly log: Rational;
}

export const fromRational = (x: Rational): LogForm => ({ rational: x, logs: [], over: "1" });
export const zero: LogForm = fromRational(Q.zero);

/** ln x. Throws RangeError unless x > 0. */
export function ln(x: Rational): LogForm {
  if (x.numerator <= 0n) throw new RangeError(`ln: expected a number > 0, got ${Q.printRational(x)}`);
  return { rational: Q.zero, logs: logTerms(Q.one, x), over: "1" };
}

/** ln(numerator/denominator) of two positive weights of equal degree. Throws RangeError unless both are positive. */
export function logQuotient(numerator: bigint, denominator: bigint): LogForm {
  if (numerator <= 0n || denominator <= 0n) {
    throw new RangeError(`logQuotient: expected weights > 0, got ${numerator}, ${denominator}`);
  }
  return ln(Q.rational(numerator, denominator));
}

/** c·ln x as at most one term with a log above 1. */
function logTerms(c: Rational, x: Rational): LogTerm[] {
  if (c.numerator === 0n || x.numerator === x.denominator) return [];
  return x.numerator > x.denominator
    ? [{ coefficient: c, log: x }]
    : [{ coefficient: Q.negate(c), log: { numerator: x.denominator, denominator: x.numerator } }];
}

/** The same logs divided by ε. Throws RangeError where a rational part or an ε already stands there. */
export function overEpsilon(form: LogForm): LogForm {
  if (form.rational.numerator !== 0n || form.over !== "1") {
    throw new RangeError("overEpsilon: expected a sum of logarithms alone");
  }
  return withTerms(form.rational, form.logs, "epsilon");
}

/** ε·form as a form without ε: t·rational·ln b + Σ coefficient·ln(log). Its sign is that of the form. */
export function timesEpsilon(form: LogForm, { times, log }: LogEpsilon): LogForm {
  checkEpsilon(times, log);
  if (form.logs.length > 0 && form.over !== "epsilon") {
    throw new RangeError("timesEpsilon: expected logarithms over epsilon, since a product of logarithms is no form");
  }
  const bare = logTerms(Q.multiply(times, form.rational), log);
  return withTerms(Q.zero, merge(bare, form.logs), "1");
}

function checkEpsilon(times: Rational, log: Rational): void {
  if (times.numerator <= 0n || log.numerator <= log.denominator) {
    throw new RangeError("epsilon: expected times > 0 and log > 1");
  }
}

const withTerms = (rational: Rational, logs: readonly LogTerm[], over: LogForm["over"]): LogForm => ({
  rational,
  logs,
  over: logs.length === 0 ? "1" : over,
});

/** x + y. Throws RangeError where one has logarithms over ε and the other has them over 1. */
export const add = (x: LogForm, y: LogForm): LogForm =>
  withTerms(plus(x.rational, y.rational), merge(x.logs, y.logs), commonOver([x, y]));

/** Throws as `add` does. */
export const subtract = (x: LogForm, y: LogForm): LogForm => add(x, negate(y));

export const negate = (x: LogForm): LogForm => ({
  rational: Q.negate(x.rational),
  logs: x.logs.map(({ coefficient, log }) => ({ coefficient: Q.negate(coefficient), log })),
  over: x.over,
});

/** c·x. */
export function scale(x: LogForm, c: Rational): LogForm {
  if (c.numerator === 0n) return zero;
  const logs = x.logs.map(({ coefficient, log }) => ({ coefficient: Q.multiply(coefficient, c), log }));
  return withTerms(Q.multiply(x.rational, c), logs, x.over);
}

/** The sum of many forms, merged once. Throws as `add` does. */
export function sum(forms: readonly LogForm[]): LogForm {
  const terms = forms.flatMap(({ logs }) => logs).sort((x, y) => orderOf(x.log, y.log));
  const logs: LogTerm[] = [];
  for (let i = 0; i < terms.length; ) {
    const { log } = terms[i]!;
    let total = Q.zero;
    for (; i < terms.length && Q.equals(terms[i]!.log, log); i++) total = plus(total, terms[i]!.coefficient);
    if (total.numerator !== 0n) logs.push({ coefficient: total, log });
  }
  const rational = forms.reduce((total, form) => plus(total, form.rational), Q.zero);
  return withTerms(rational, logs, commonOver(forms));
}

function commonOver(forms: readonly LogForm[]): LogForm["over"] {
  const first = forms.find(({ logs }) => logs.length > 0)?.over ?? "1";
  if (forms.some(({ logs, over }) => logs.length > 0 && over !== first)) {
    throw new RangeError("add: expected logarithms all over 1 or all over epsilon");
  }
  return first;
}

/** x + y, quick where the denominators are equal: weights over one total. */
const plus = (x: Rational, y: Rational): Rational =>
  x.denominator === y.denominator ? Q.rational(x.numerator + y.numerator, x.denominator) : Q.add(x, y);

/** By denominator, then by numerator. */
function orderOf(x: Rational, y: Rational): Sign {
  if (x.denominator !== y.denominator) return x.denominator < y.denominator ? -1 : 1;
  return signOfInteger(x.numerator - y.numerator);
}

function merge(x: readonly LogTerm[], y: readonly LogTerm[]): readonly LogTerm[] {
  if (x.length === 0) return y;
  if (y.length === 0) return x;
  const merged: LogTerm[] = [];
  let [i, j] = [0, 0];
  while (i < x.length && j < y.length) {
    const [s, t] = [x[i]!, y[j]!];
    const order = s === t ? 0 : orderOf(s.log, t.log);
    if (order <= 0) i++;
    if (order >= 0) j++;
    if (order !== 0) {
      merged.push(order < 0 ? s : t);
      continue;
    }
    const coefficient = plus(s.coefficient, t.coefficient);
    if (coefficient.numerator !== 0n) merged.push({ coefficient, log: s.log });
  }
  return [...merged, ...x.slice(i), ...y.slice(j)];
}

/** Whether x and y are the same real number. Throws RangeError as `add` and `sign` do. */
export const equals = (x: LogForm, y: LogForm, epsilon?: LogEpsilon): boolean => compare(x, y, epsilon) === 0;

/** The sign of x − y. Throws RangeError as `add` and `sign` do. */
export const compare = (x: LogForm, y: LogForm, epsilon?: LogEpsilon): Sign => sign(subtract(x, y), epsilon);

/**
 * The sign of the form; ε is needed where it stands in it. Throws RangeError where it is needed and not given.
 *
 * First enclosures of 64 to 256 bits, which settle nearly all; then the zero test; then enclosures of doubling precision,
 * which must end because the number is not 0.
 *
 * The zero test. Split the logs into numerators and denominators and refine these integers into a base of pairwise
 * coprime g_j > 1; then Σ c_i·ln x_i = Σ e_j·ln g_j with rational e_j. The form is 0 if and only if its rational part
 * and all e_j are 0:
 * - the ln g_j are linearly independent over ℚ: with the e_j cleared of denominators, Σ e_j·ln g_j = 0 says
 *   Π g_j^{e_j} = 1, and by unique factorisation coprime integers above 1 do that only with all e_j = 0;
 * - a rational number r ≠ 0 is no such sum: e^r is transcendental [Hermite 1873; Lindemann 1882], and some power of it
 *   would be the rational number Π g_j^{e_j}.
 */
export function sign(form: LogForm, epsilon?: LogEpsilon): Sign {
  if (form.over === "1") return signWithoutEpsilon(form);
  if (epsilon === undefined) throw new RangeError("sign: expected epsilon, which stands in the form");
  return signWithoutEpsilon(timesEpsilon(form, epsilon));
}

function signWithoutEpsilon(form: LogForm): Sign {
  const shown = commonSign(form) ?? signBetween(form, 64, 256);
  if (shown !== undefined) return shown;
  const independent = integerMultiple(form);
  if (independent.logs.length === 0) return Q.signOfRational(independent.rational);
  const shorter = independent.logs.length < form.logs.length ? independent : form;
  return commonSign(independent) ?? signBetween(shorter, 512, Infinity)!;
}

/** The form's value in a width of at most 2^−bits; ε is needed where it stands in it. Throws RangeError as `sign` does. */
export function enclosure(form: LogForm, bits: number, epsilon?: LogEpsilon): Enclosure {
  if (form.logs.length === 0) return exactly(form.rational);
  for (let precision = wholeDigits(bits + 16); ; precision *= 2) {
    const value = fixedBounds(form, precision, epsilon);
    if (value !== undefined && (value.high - value.low) << BigInt(bits) <= 1n << BigInt(precision))
      return fromFixed(value, precision);
  }
}

/** Bounds of the form in units of 2^−precision; undefined where the precision does not tell ln b from 0. */
function fixedBounds(form: LogForm, precision: number, epsilon?: LogEpsilon): Fixed | undefined {
  if (form.over === "1") return fixedValue(form, precision, 0);
  if (epsilon === undefined) throw new RangeError("enclosure: expected epsilon, which stands in the form");
  checkEpsilon(epsilon.times, epsilon.log);
  return fixedOver(form, precision, epsilon);
}

/**
 * The same number without logs where their sum is a rational number: where it is 0, or over ε a rational multiple of
 * ln b (`epsilon` given).
 */
export function simplified(form: LogForm, epsilon?: LogEpsilon): LogForm {
  if (form.over === "1" || epsilon === undefined) {
    return integerMultiple(form).logs.length === 0 ? fromRational(form.rational) : form;
  }
  checkEpsilon(epsilon.times, epsilon.log);
  const share = multipleOf(form.logs, epsilon.log);
  return share === undefined ? form : fromRational(Q.add(form.rational, Q.divide(share, epsilon.times)));
}

/** JSON form: rational + Σ coefficient·ln(log), or rational + (Σ coefficient·ln(log))/ε. */
export interface LogFormJson {
  readonly rational: string;
  readonly logs: readonly { readonly coefficient: string; readonly log: string }[];
  readonly over: "1" | "epsilon";
}

/** The merged terms in their order, each log above 1: the same text for the same form, though not for the same number. */
export const printLogForm = ({ rational, logs, over }: LogForm): LogFormJson => ({
  rational: Q.printRational(rational),
  logs: logs.map(({ coefficient, log }) => ({
    coefficient: Q.printRational(coefficient),
    log: Q.printRational(log),
  })),
  over,
});

/**
 * Reads what `printLogForm` writes, with logs > 0 in any order and number, and a plain rational ("p/q", a decimal, or a
 * JSON integer); undefined for any other shape.
 */
export function parseLogForm(json: unknown): LogForm | undefined {
  const plain = parseNumber(json);
  if (plain !== undefined) return fromRational(plain);
  if (typeof json !== "object" || json === null) return undefined;
  const { rational, logs, over, ...others } = json as Record<string, unknown>;
  const constant = parseNumber(rational);
  if (constant === undefined || !Array.isArray(logs) || (over !== "1" && over !== "epsilon")) return undefined;
  const terms = logs.map(parseTerm);
  if (Object.keys(others).length > 0 || !terms.every((term) => term !== undefined)) return undefined;
  const total = sum(terms);
  return withTerms(constant, total.logs, over);
}

function parseTerm(json: unknown): LogForm | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { coefficient, log, ...others } = json as Record<string, unknown>;
  const [c, x] = [parseNumber(coefficient), parseNumber(log)];
  if (c === undefined || x === undefined || x.numerator <= 0n || Object.keys(others).length > 0) return undefined;
  return { rational: Q.zero, logs: logTerms(c, x), over: "1" };
}

function parseNumber(json: unknown): Rational | undefined {
  if (typeof json === "number") return Number.isSafeInteger(json) ? Q.rational(BigInt(json)) : undefined;
  return typeof json === "string" ? Q.parseRational(json) : undefined;
}
