import { integers } from "../number/integer.js";
import {
  compare,
  divide,
  isInteger,
  multiply,
  one,
  printRational,
  type Rational,
  rational,
  rationalPower,
} from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import type { Json } from "../verdict/json.js";
import { brief, InputError, member, readObject, readPositive, readRational, refuse, show } from "./input.js";
import { fieldsOf, objectSchema, rationalSchema } from "./schema.js";

/** ε = times·ln log, with times > 0 and log > 1. */
export interface Epsilon {
  readonly times: Rational;
  readonly log: Rational;
}

const fields = objectSchema({ times: rationalSchema, log: rationalSchema });

export const epsilonSchema = {
  description: 'ε = times·ln log, as an object or in the shorthand "2 ln 3/2" or "ln 2"',
  anyOf: [fields, { type: "string", pattern: "^(\\S+ +)?ln +\\S+$" }],
};

/** Reads `{"times": "2", "log": "3/2"}`, "2 ln 3/2" or "ln 2". */
export function readEpsilon(value: unknown, field: string): Epsilon {
  const given = typeof value === "string" ? shorthand(value, field) : value;
  if (typeof given === "number") throw refuse(field, `${howToWrite}, got the number ${show(given)}`);
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw refuse(field, `${howToWrite}, got ${show(given)}`);
  }
  const object = readObject(given, field, fieldsOf(fields));
  const times = readPositive(object.times, member(field, "times"));
  const log = readRational(object.log, member(field, "log"));
  if (compare(log, one) <= 0) throw refuse(member(field, "log"), `must be greater than 1, got ${show(object.log)}`);
  return { times, log };
}

const howToWrite = 'expected {"times": "t", "log": "b"} or "t ln b", meaning t·ln b';

function shorthand(text: string, field: string): { times: string; log: string } {
  const match = /^(?:(\S+) +)?ln +(\S+)$/.exec(text.trim());
  if (!match) throw refuse(field, `${howToWrite}, got ${show(text)}`);
  return { times: match[1] ?? "1", log: match[2]! };
}

export const printEpsilon = ({ times, log }: Epsilon): Json => ({
  times: printRational(times),
  log: printRational(log),
});

/**
 * Weights with more digits than this are not computed as integers: bringing all probabilities to lowest terms takes a
 * second at the limit, and ten times that for each further zero.
 */
export const weightDigitLimit = 200_000;

/** e^{ε·step} = log^(times·step). Throws InputError at `field` when that is irrational or has absurdly many digits. */
export function baseOf(epsilon: Epsilon, step: Rational, field?: string): Rational {
  const base = baseOrError(epsilon, step, field);
  if (base instanceof InputError) throw base;
  return base;
}

/** The same with the error as a value; `needing` says in it what needs the base to be rational. */
export function baseOrError(
  { times, log }: Epsilon,
  step: Rational,
  field = "parameters.epsilon",
  needing = "the weights of this mechanism need",
): Rational | InputError {
  const exponent = multiply(times, step);
  const digits = powerDigits(log, exponent.numerator / exponent.denominator + 1n);
  const name = field.slice(field.lastIndexOf(".") + 1);
  if (digits > weightDigitLimit) {
    return refuse(field, `e^(${name}·${brief(step)}) has ${printDigits(digits)}; the limit is ${weightDigitLimit}`);
  }
  const base = rationalPower(log, exponent);
  if (base !== undefined) return base;
  const multiple = divide(one, multiply(step, rational(perfectPower(log))));
  return refuse(
    field,
    `e^(${name}·${brief(step)}) = ${isInteger(log) ? brief(log) : `(${brief(log)})`}^(${brief(exponent)}) is ` +
      `irrational; ${needing} "times" to be a multiple of ${brief(multiple)}`,
  );
}

/** The integers as weights at this ε, for exponents that are multiples of step·ε. Throws InputError as `baseOf` does. */
export function ringFor(epsilon: Epsilon, step: Rational, field?: string): OrderedRing<bigint> {
  const base = baseOf(epsilon, step, field);
  return integers(base.numerator, base.denominator);
}

/** The degree of b^{step·times} in b: how often one step of the mechanism multiplies by b. Throws InputError if no integer. */
export function stepDegree({ times }: Epsilon, step: Rational, field = "parameters.epsilon"): number {
  const degree = multiply(times, step);
  if (isInteger(degree) && degree.numerator <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(degree.numerator);
  const reason = isInteger(degree)
    ? `must be less than 2^53, got ${brief(degree)}`
    : `must be an integer, got ${brief(degree)}; use a multiple of ${brief(divide(one, step))}`;
  throw refuse(member(field, "times"), `as a function of b, times·${brief(step)} ${reason}`);
}

/** About how many decimal digits base^degree has, never less: what decides whether weights are computed at all. */
export function powerDigits({ numerator, denominator }: Rational, degree: number | bigint): bigint {
  const longer = numerator > denominator ? numerator : denominator;
  const bits = (longer ** 16n).toString(2).length;
  return (BigInt(degree) * BigInt(bits) * 30103n) / 1600000n + 1n;
}

/** The answer of `powerDigits` in a message. */
export const printDigits = (digits: bigint): string =>
  digits > 10n ** 15n ? "more than 10^15 digits" : `about ${digits} digits`;

/** The largest m for which x = r^m with a rational r, for x > 1: prime roots are taken as long as there are any. */
function perfectPower(x: Rational): bigint {
  let [root, power] = [x, 1n];
  const bits = BigInt(x.numerator.toString(2).length);
  const primes: bigint[] = [];
  for (let degree = 2n; degree * power < bits; degree++) {
    if (primes.some((prime) => degree % prime === 0n)) continue;
    primes.push(degree);
    for (let next = rationalPower(root, rational(1n, degree)); next; next = rationalPower(root, rational(1n, degree))) {
      [root, power] = [next, power * degree];
    }
  }
  return power;
}
