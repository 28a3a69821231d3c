import { lnFixed } from "./fixed-point.js";
import { absolute, gcd, signOf } from "./integer.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Real } from "./real.js";
import * as reals from "./real.js";
import type { Quotient, Sign } from "./ring.js";

/**
 * Quotients of polynomials in y = 1/ln b, for one rational b > 1: what integrals of b^{linear} over simplices are, and their
 * quotients. Order and equality are exact, because ln b is transcendental [Lindemann 1882]: a polynomial is 0 at y only if it
 * is the zero polynomial, and otherwise enclosures of ln b show its sign in the end.
 */

/** c_0 + c_1·y + …: the last coefficient is not 0, and the zero polynomial has none. Make one with `polynomial`. */
export type InversePolynomial = readonly bigint[];

/** numerator/denominator at y = 1/ln log, the denominator positive there. Make one with `inverseLog`. */
export interface InverseLog extends Quotient<InversePolynomial> {
  readonly log: Rational;
}

/** The polynomial with these coefficients, c_0 first. */
export function polynomial(coefficients: readonly bigint[]): InversePolynomial {
  const degree = coefficients.findLastIndex((c) => c !== 0n);
  return coefficients.slice(0, degree + 1);
}

/** The sign of the polynomial at y = 1/ln b. Throws RangeError unless b > 1. */
export function signAt(p: InversePolynomial, b: Rational): Sign {
  checkLog(b);
  if (p.length < 2) return signOf(p[0] ?? 0n);
  for (let bits = 64; ; bits *= 2) {
    const { low, high } = boundsAt(p, b, bits);
    if (low > 0n) return 1;
    if (high < 0n) return -1;
  }
}

/**
 * Bounds of L^d·p(1/L) = Σ c_k·L^{d−k} for L = ln b > 0 and the degree d, in units of 2^{−bits·d}: the powers of L grow
 * with L, so each term is bounded by itself.
 */
function boundsAt(p: InversePolynomial, b: Rational, bits: number): { readonly low: bigint; readonly high: bigint } {
  const ln = lnFixed(b.numerator, b.denominator, bits);
  const [least, most] = [ln.low < 0n ? 0n : ln.low, ln.high];
  let [low, high] = [0n, 0n];
  p.forEach((c, k) => {
    const [power, unit] = [BigInt(p.length - 1 - k), BigInt(bits * k)];
    const [small, large] = [(c * least ** power) << unit, (c * most ** power) << unit];
    low += c < 0n ? large : small;
    high += c < 0n ? small : large;
  });
  return { low, high };
}

function checkLog(b: Rational): void {
  if (Q.compare(b, Q.one) <= 0) throw new RangeError(`inverseLog: expected b > 1, got ${Q.printRational(b)}`);
}

/**
 * numerator/denominator at y = 1/ln b, brought to integers without a common factor and without a common power of y. Throws
 * RangeError for a denominator 0, and unless b > 1.
 */
export function inverseLog(b: Rational, numerator: readonly bigint[], denominator: readonly bigint[]): InverseLog {
  const [above, below] = [polynomial(numerator), polynomial(denominator)];
  const sign = signAt(below, b);
  if (sign === 0) throw new RangeError("inverseLog: expected a denominator other than 0");
  const powers = [...below.keys()].find((k) => below[k] !== 0n || (above[k] ?? 0n) !== 0n)!;
  const content = [...below, ...above].reduce((d, c) => (d === 1n ? d : gcd(d, c)), 0n);
  const unit = sign < 0 ? -content : content;
  const reduced = (p: InversePolynomial) => p.slice(powers).map((c) => c / unit);
  return { log: b, numerator: reduced(above), denominator: reduced(below) };
}

/** The rational x as a number in 1/ln log. */
export const fromRational = (x: Rational, log: Rational): InverseLog => inverseLog(log, [x.numerator], [x.denominator]);

function sum(p: InversePolynomial, q: InversePolynomial): InversePolynomial {
  const [long, short] = p.length < q.length ? [q, p] : [p, q];
  return polynomial(long.map((c, k) => c + (short[k] ?? 0n)));
}

function product(p: InversePolynomial, q: InversePolynomial): InversePolynomial {
  const total = Array<bigint>(p.length + q.length).fill(0n);
  p.forEach((c, i) => {
    q.forEach((d, j) => {
      total[i + j]! += c * d;
    });
  });
  return polynomial(total);
}

const times = (p: InversePolynomial, c: bigint): InversePolynomial => polynomial(p.map((d) => c * d));

/** The log of both. Throws RangeError where they differ. */
function commonLog(x: InverseLog, y: InverseLog): Rational {
  if (Q.equals(x.log, y.log)) return x.log;
  throw new RangeError(`inverseLog: expected one b, got ${Q.printRational(x.log)} and ${Q.printRational(y.log)}`);
}

/** x + y. Throws RangeError, as all that follow do, where the logs differ. */
export const add = (x: InverseLog, y: InverseLog): InverseLog =>
  inverseLog(
    commonLog(x, y),
    sum(product(x.numerator, y.denominator), product(y.numerator, x.denominator)),
    product(x.denominator, y.denominator),
  );

/** c·x. */
export const scale = (x: InverseLog, c: Rational): InverseLog =>
  inverseLog(x.log, times(x.numerator, c.numerator), times(x.denominator, c.denominator));

/** −x. */
export const negate = (x: InverseLog): InverseLog => ({ ...x, numerator: times(x.numerator, -1n) });

/** x − y. */
export const subtract = (x: InverseLog, y: InverseLog): InverseLog => add(x, negate(y));

/** x·y. */
export const multiply = (x: InverseLog, y: InverseLog): InverseLog =>
  inverseLog(commonLog(x, y), product(x.numerator, y.numerator), product(x.denominator, y.denominator));

/** x/y. Throws RangeError for y = 0. */
export const divide = (x: InverseLog, y: InverseLog): InverseLog =>
  inverseLog(commonLog(x, y), product(x.numerator, y.denominator), product(x.denominator, y.numerator));

/** The sign of x, exact. */
export const sign = (x: InverseLog): Sign => signAt(x.numerator, x.log);

/** The sign of x − y, exact. */
export const compare = (x: InverseLog, y: InverseLog): Sign =>
  signAt(sum(product(x.numerator, y.denominator), times(product(y.numerator, x.denominator), -1n)), commonLog(x, y));

/** x = y, exact. */
export const equals = (x: InverseLog, y: InverseLog): boolean => compare(x, y) === 0;

/** The number as a rational; undefined where it is none, that is where the polynomials are not proportional. */
export function rationalValue({ numerator, denominator }: InverseLog): Rational | undefined {
  if (numerator.length === 0) return Q.zero;
  const [top, bottom] = [numerator.at(-1)!, denominator.at(-1)!];
  if (numerator.length !== denominator.length) return undefined;
  return numerator.every((c, k) => c * bottom === denominator[k]! * top) ? Q.rational(top, bottom) : undefined;
}

/** The number for comparing with others, such as logarithms and roots. */
export function realOf(x: InverseLog): Real {
  const exact = rationalValue(x);
  if (exact !== undefined) return reals.fromRational(exact);
  const y = reals.divide(reals.fromInteger(1n), reals.ln(reals.fromRational(x.log)));
  const valueAtY = (p: InversePolynomial) =>
    p.reduceRight((value, c) => reals.add(reals.multiply(value, y), reals.fromInteger(c)), reals.fromInteger(0n));
  return reals.divide(valueAtY(x.numerator), valueAtY(x.denominator));
}

/** JSON form: coefficients c_0, c_1, … of both polynomials. */
export interface InverseLogJson {
  readonly variable: "1/ln(b)";
  readonly numerator: readonly string[];
  readonly denominator: readonly string[];
}

/** Integers, or rationals over the denominator 1 where there is only a polynomial. The zero polynomial is ["0"]. */
export function printInverseLog({ numerator, denominator }: InverseLog): InverseLogJson {
  const unit = denominator.length === 1 ? absolute(denominator[0]!) : 1n;
  const print = (p: InversePolynomial) => (p.length === 0 ? [0n] : p).map((c) => Q.printRational(Q.rational(c, unit)));
  return { variable: "1/ln(b)", numerator: print(numerator), denominator: print(denominator) };
}

/** Reads what `printInverseLog` writes, for this b; undefined for any other shape, or a denominator 0. */
export function parseInverseLog(json: unknown, log: Rational): InverseLog | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { variable, numerator, denominator } = json as Record<string, unknown>;
  const [above, below] = [readCoefficients(numerator), readCoefficients(denominator)];
  if (variable !== "1/ln(b)" || above === undefined || below === undefined) return undefined;
  const common = [...above, ...below].reduce((d, c) => (d / gcd(d, c.denominator)) * c.denominator, 1n);
  const integers = (list: readonly Rational[]) => list.map((c) => c.numerator * (common / c.denominator));
  return below.every((c) => c.numerator === 0n) ? undefined : inverseLog(log, integers(above), integers(below));
}

function readCoefficients(json: unknown): readonly Rational[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const read = json.map((c) => (typeof c === "string" ? Q.parseRational(c) : undefined));
  return read.every((c) => c !== undefined) ? read : undefined;
}
