import type { Enclosure } from "./enclosure.js";
import * as E from "./enclosure.js";
import { gcd, signOf as signOfInteger } from "./integer.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/** coefficient·ln(log) with coefficient ≠ 0 and log > 1. */
export interface LogTerm {
  readonly coefficient: Rational;
  readonly log: Rational;
}

/**
 * The real number rational + Σ coefficient·ln(log), or rational + (Σ coefficient·ln(log))/ε for `over: "epsilon"`.
 *
 * Merged: every log stands once, ascending by denominator and then by numerator; `over` is "1" where there are no logs.
 * One number has many such forms (ln 6 = ln 2 + ln 3): `equals` compares the numbers. Make one with `fromRational`,
 * `ln`, and the operations.
 */
export interface LogForm {
  readonly rational: Rational;
  readonly logs: readonly LogTerm[];
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
  const independent = integerMultiple(form).multiple;
  if (independent.logs.length === 0) return Q.signOfRational(independent.rational);
  const shorter = independent.logs.length < form.logs.length ? independent : form;
  return commonSign(independent) ?? signBetween(shorter, 512, Infinity)!;
}

/** The sign shown by enclosures of doubling precision; undefined where the last does not tell. */
function signBetween(form: LogForm, first: number, last: number): Sign | undefined {
  for (let precision = first; precision <= last; precision *= 2) {
    const sign = signAt(form, precision);
    if (sign !== undefined) return sign;
  }
  return undefined;
}

/** The sign that all terms share, 0 for no terms: every log is above 1. */
function commonSign({ rational, logs }: LogForm): Sign | undefined {
  let common = Q.signOfRational(rational);
  for (const { coefficient } of logs) {
    const next = Q.signOfRational(coefficient);
    if (common !== 0 && next !== common) return undefined;
    common = next;
  }
  return common;
}

/** The sign shown by an enclosure at the precision, in units of 2^(e − precision), 2^e being about the largest coefficient. */
function signAt(form: LogForm, precision: number): Sign | undefined {
  const { low, high } = fixedValue(form, precision, greatestExponent(form));
  return low > 0n ? 1 : high < 0n ? -1 : low === 0n && high === 0n ? 0 : undefined;
}

/** e such that 2^e is the largest coefficient or rational part, up to a factor of 2. */
function greatestExponent({ rational, logs }: LogForm): number {
  let greatest = exponentOf(rational);
  for (const { coefficient } of logs) {
    const exponent = exponentOf(coefficient);
    if (exponent > greatest) greatest = exponent;
  }
  return greatest;
}

const exponentOf = ({ numerator, denominator }: Rational): number =>
  numerator === 0n
    ? Number.MIN_SAFE_INTEGER
    : E.bitLength(numerator < 0n ? -numerator : numerator) - E.bitLength(denominator);

/** Bounds of the form without ε, in units of 2^(exponent − precision). */
function fixedValue({ rational, logs }: LogForm, precision: number, exponent: number): E.Fixed {
  const one = 1n << BigInt(precision);
  const start = scaled(rational, { low: one, high: one }, exponent);
  let { low, high } = start;
  for (const { coefficient, log } of logs) {
    const term = scaled(coefficient, E.lnFixed(log.numerator, log.denominator, precision), exponent);
    low += term.low;
    high += term.high;
  }
  return { low, high };
}

/** c·x/2^exponent, rounded outwards. */
function scaled({ numerator, denominator }: Rational, x: E.Fixed, exponent: number): E.Fixed {
  const [n, d] =
    exponent < 0 ? [numerator << BigInt(-exponent), denominator] : [numerator, denominator << BigInt(exponent)];
  const [least, most] = n < 0n ? [n * x.high, n * x.low] : [n * x.low, n * x.high];
  return d === 1n ? { low: least, high: most } : { low: E.floorQuotient(least, d), high: -E.floorQuotient(-most, d) };
}

/** The form's value in a width of at most 2^−bits; ε is needed where it stands in it. Throws RangeError as `sign` does. */
export function enclosure(form: LogForm, bits: number, epsilon?: LogEpsilon): Enclosure {
  if (form.logs.length === 0) return E.exactly(form.rational);
  for (let precision = E.wholeDigits(bits + 16); ; precision *= 2) {
    const value = form.over === "1" ? fixedValue(form, precision, 0) : fixedOver(form, precision, epsilon);
    if (value !== undefined && (value.high - value.low) << BigInt(bits) <= 1n << BigInt(precision))
      return E.fromFixed(value, precision);
  }
}

/** Bounds of rational + Σ/(t·ln b), in units of 2^−precision; undefined where the precision does not tell ln b from 0. */
function fixedOver({ rational, logs }: LogForm, precision: number, epsilon?: LogEpsilon): E.Fixed | undefined {
  if (epsilon === undefined) throw new RangeError("enclosure: expected epsilon, which stands in the form");
  const { times, log } = epsilon;
  checkEpsilon(times, log);
  const one = 1n << BigInt(precision);
  const base = E.lnFixed(log.numerator, log.denominator, precision);
  if (base.low <= 0n) return undefined;
  const { low, high } = fixedValue({ rational: Q.zero, logs, over: "1" }, precision, 0);
  const quotient = {
    low: E.floorQuotient(low * one, low < 0n ? base.low : base.high),
    high: -E.floorQuotient(-high * one, high < 0n ? base.high : base.low),
  };
  const shared = scaled(Q.divide(Q.one, times), quotient, 0);
  const start = scaled(rational, { low: one, high: one }, 0);
  return { low: start.low + shared.low, high: start.high + shared.high };
}

/** The same number with logs that are pairwise coprime integers, so that no logs are left where their sum is 0. */
export function overCoprimeBase(form: LogForm): LogForm {
  const { multiple, by } = integerMultiple(form);
  return scale(multiple, Q.rational(1n, by));
}

/** by·form over a coprime base, where by > 0 clears the denominators: integers spare the reductions to lowest terms. */
function integerMultiple(form: LogForm): { readonly multiple: LogForm; readonly by: bigint } {
  const by = commonDenominator(form.logs);
  const factors = coprimeFactors(form.logs.flatMap((term) => factorsOf(term, by, [1n])));
  const logs = factors.map(({ n, exponents }) => ({ coefficient: Q.rational(exponents[0]!), log: Q.rational(n) }));
  return { multiple: withTerms(Q.multiply(form.rational, Q.rational(by)), logs, form.over), by };
}

const commonDenominator = (logs: readonly LogTerm[]): bigint =>
  logs.reduce((m, { coefficient: { denominator } }) => (m / gcd(m, denominator)) * denominator, 1n);

/** Numerator and denominator of a log, with common·coefficient times the weights as exponents. */
function factorsOf({ coefficient, log }: LogTerm, common: bigint, weights: readonly bigint[]): Factor[] {
  const c = coefficient.numerator * (common / coefficient.denominator);
  return [
    { n: log.numerator, exponents: weights.map((w) => w * c) },
    { n: log.denominator, exponents: weights.map((w) => -w * c) },
  ];
}

/** The products Π n^exponents[i], one for each i, are what a list of factors stands for. */
export interface Factor {
  readonly n: bigint;
  readonly exponents: readonly bigint[];
}

/**
 * Factors with the same products, whose n are pairwise coprime, above 1, and ascending, and none of which has only
 * exponents 0 [factor refinement: Bach, Driscoll, Shallit]. Two that share d > 1 are replaced by d with the sum of their
 * exponents and by what remains of each; that makes the product of all n smaller, so it ends. What cancels is dropped
 * at once. Small primes are taken out first, because random numbers share them.
 */
export function coprimeFactors(factors: readonly Factor[]): Factor[] {
  const waiting = withoutSmallPrimes(factors);
  const base: Factor[] = [];
  for (let x = waiting.pop(); x !== undefined; x = waiting.pop()) {
    if (x.n === 1n || x.exponents.every((e) => e === 0n)) continue;
    const at = memberSharing(base, 0, base.length, x.n);
    if (at === undefined) {
      base.push(x);
      continue;
    }
    const g = base[at]!;
    base[at] = base.at(-1)!;
    base.pop();
    const d = gcd(x.n, g.n);
    waiting.push(
      { n: d, exponents: sumOf(x.exponents, g.exponents) },
      { n: g.n / d, exponents: g.exponents },
      { n: x.n / d, exponents: x.exponents },
    );
  }
  return base.sort((x, y) => signOfInteger(x.n - y.n));
}

const sumOf = (x: readonly bigint[], y: readonly bigint[]): bigint[] => x.map((e, i) => e + y[i]!);

/** Where in base[from … to − 1] a member is that is not coprime to x: by the gcd of x with products of halves. */
function memberSharing(base: readonly Factor[], from: number, to: number, x: bigint): number | undefined {
  let product = 1n;
  for (let i = from; i < to; i++) product = (product * base[i]!.n) % x;
  const shared = gcd(x, product);
  if (shared === 1n || from === to) return undefined;
  if (to - from === 1) return from;
  const middle = (from + to) >> 1;
  return memberSharing(base, from, middle, shared) ?? memberSharing(base, middle, to, shared);
}

const smallPrimes = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n];

/** The small primes once each, and the factors without them. */
function withoutSmallPrimes(factors: readonly Factor[]): Factor[] {
  const small = new Map<bigint, Factor>();
  const rest = factors.map(({ n, exponents }) => {
    let left = n;
    for (const prime of smallPrimes) {
      if (left % prime !== 0n) continue;
      const { count, rest } = divideOut(left, prime);
      const known = small.get(prime);
      const more = exponents.map((e) => e * count);
      small.set(prime, { n: prime, exponents: known === undefined ? more : sumOf(known.exponents, more) });
      left = rest;
    }
    return { n: left, exponents };
  });
  return [...rest, ...small.values()];
}

/** n > 0 without its factors g > 1, and their number, by squaring g. */
function divideOut(n: bigint, g: bigint): { readonly count: bigint; readonly rest: bigint } {
  if (n % g !== 0n) return { count: 0n, rest: n };
  const { count, rest } = divideOut(n / g, g * g);
  return rest % g === 0n ? { count: 2n * count + 2n, rest: rest / g } : { count: 2n * count + 1n, rest };
}

/**
 * The same number without logs where their sum is a rational number: where it is 0, or over ε a rational multiple of
 * ln b (`epsilon` given).
 */
export function simplified(form: LogForm, epsilon?: LogEpsilon): LogForm {
  if (form.over === "1" || epsilon === undefined) {
    return overCoprimeBase(form).logs.length === 0 ? fromRational(form.rational) : form;
  }
  const share = multipleOf(form.logs, epsilon);
  return share === undefined ? form : fromRational(Q.add(form.rational, Q.divide(share, epsilon.times)));
}

/** The rational c with Σ coefficient·ln(log) = c·ln b, if there is one: the exponents of both in one coprime base tell. */
function multipleOf(logs: readonly LogTerm[], { times, log: b }: LogEpsilon): Rational | undefined {
  checkEpsilon(times, b);
  const common = commonDenominator(logs);
  const factors = coprimeFactors([
    ...logs.flatMap((term) => factorsOf(term, common, [1n, 0n])),
    ...factorsOf({ coefficient: Q.one, log: b }, 1n, [0n, 1n]),
  ]);
  const [sum, unit] = factors.find(({ exponents }) => exponents[1] !== 0n)!.exponents as [bigint, bigint];
  const isMultiple = factors.every(({ exponents: [e, f] }) => e! * unit === f! * sum);
  return isMultiple ? Q.rational(sum, unit * common) : undefined;
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
