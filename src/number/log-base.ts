import { coprimeFactors, type Factor } from "./coprime-factors.js";
import { gcd } from "./integer.js";
import type { LogSum, LogTerm } from "./log-sum.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";

/*
 * Sums of logarithms over a base of pairwise coprime integers, whose logarithms are linearly independent over the
 * rationals: there equal sums have equal coefficients.
 */

/** A positive multiple of the sum, over a coprime base: without denominators, which spares reductions to lowest terms. */
export function integerMultiple(sum: LogSum): LogSum {
  const by = commonDenominator(sum.logs);
  const factors = coprimeFactors(sum.logs.flatMap((term) => factorsOf(term, by, [1n])));
  const logs = factors.map(({ n, exponents }) => ({ coefficient: Q.rational(exponents[0]!), log: Q.rational(n) }));
  return { rational: Q.multiply(sum.rational, Q.rational(by)), logs };
}

/** The rational c with Σ coefficient·ln(log) = c·ln b, if there is one: the exponents of both in one coprime base tell. */
export function multipleOf(logs: readonly LogTerm[], b: Rational): Rational | undefined {
  const common = commonDenominator(logs);
  const factors = coprimeFactors([
    ...logs.flatMap((term) => factorsOf(term, common, [1n, 0n])),
    ...factorsOf({ coefficient: Q.one, log: b }, 1n, [0n, 1n]),
  ]);
  const [sum, unit] = factors.find(({ exponents }) => exponents[1] !== 0n)!.exponents as [bigint, bigint];
  const isMultiple = factors.every(({ exponents: [e, f] }) => e! * unit === f! * sum);
  return isMultiple ? Q.rational(sum, unit * common) : undefined;
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
