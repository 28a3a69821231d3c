import { type Fixed, lnFixed } from "./fixed-point.js";
import { bitLength, floorQuotient } from "./integer.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/** coefficient·ln(log) with coefficient ≠ 0 and log > 1. */
export interface LogTerm {
  readonly coefficient: Rational;
  readonly log: Rational;
}

/** The real number rational + Σ coefficient·ln(log): here what enclosures tell of it, its bounds and mostly its sign. */
export interface LogSum {
  readonly rational: Rational;
  readonly logs: readonly LogTerm[];
}

/** The sign that all terms share, 0 for no terms: every log is above 1. */
export function commonSign({ rational, logs }: LogSum): Sign | undefined {
  let common = Q.signOfRational(rational);
  for (const { coefficient } of logs) {
    const next = Q.signOfRational(coefficient);
    if (common !== 0 && next !== common) return undefined;
    common = next;
  }
  return common;
}

/** The sign shown by enclosures of doubling precision; undefined where the last does not tell. */
export function signBetween(sum: LogSum, first: number, last: number): Sign | undefined {
  for (let precision = first; precision <= last; precision *= 2) {
    const sign = signAt(sum, precision);
    if (sign !== undefined) return sign;
  }
  return undefined;
}

/** The sign shown by an enclosure at the precision, in units of 2^(e − precision), 2^e being about the largest coefficient. */
function signAt(sum: LogSum, precision: number): Sign | undefined {
  const { low, high } = fixedValue(sum, precision, greatestExponent(sum));
  return low > 0n ? 1 : high < 0n ? -1 : low === 0n && high === 0n ? 0 : undefined;
}

/** e such that 2^e is the largest coefficient or rational part, up to a factor of 2. */
function greatestExponent({ rational, logs }: LogSum): number {
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
    : bitLength(numerator < 0n ? -numerator : numerator) - bitLength(denominator);

/** Bounds of the sum, in units of 2^(exponent − precision). */
export function fixedValue({ rational, logs }: LogSum, precision: number, exponent: number): Fixed {
  const one = 1n << BigInt(precision);
  const start = scaled(rational, { low: one, high: one }, exponent);
  let { low, high } = start;
  for (const { coefficient, log } of logs) {
    const term = scaled(coefficient, lnFixed(log.numerator, log.denominator, precision), exponent);
    low += term.low;
    high += term.high;
  }
  return { low, high };
}

/** c·x/2^exponent, rounded outwards. */
function scaled({ numerator, denominator }: Rational, x: Fixed, exponent: number): Fixed {
  const [n, d] =
    exponent < 0 ? [numerator << BigInt(-exponent), denominator] : [numerator, denominator << BigInt(exponent)];
  const [least, most] = n < 0n ? [n * x.high, n * x.low] : [n * x.low, n * x.high];
  return d === 1n ? { low: least, high: most } : { low: floorQuotient(least, d), high: -floorQuotient(-most, d) };
}

/** Bounds of rational + Σ/(t·ln b), in units of 2^−precision; undefined where the precision does not tell ln b from 0. */
export function fixedOver(
  { rational, logs }: LogSum,
  precision: number,
  { times, log }: { readonly times: Rational; readonly log: Rational },
): Fixed | undefined {
  const one = 1n << BigInt(precision);
  const base = lnFixed(log.numerator, log.denominator, precision);
  if (base.low <= 0n) return undefined;
  const { low, high } = fixedValue({ rational: Q.zero, logs }, precision, 0);
  const quotient = {
    low: floorQuotient(low * one, low < 0n ? base.low : base.high),
    high: -floorQuotient(-high * one, high < 0n ? base.high : base.low),
  };
  const shared = scaled(Q.divide(Q.one, times), quotient, 0);
  const start = scaled(rational, { low: one, high: one }, 0);
  return { low: start.low + shared.low, high: start.high + shared.high };
}
