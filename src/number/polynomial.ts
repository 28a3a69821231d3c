import { gcd, signOf } from "./integer.js";
import { kroneckerProduct } from "./kronecker.js";
import { type Rational, rational } from "./rational.js";
import { checkPower, type Ring, type Sign, safeInteger } from "./ring.js";

/**
 * Σ coefficients[i]·b^exponents[i]: an integer polynomial in one variable b, by its terms.
 * Exponents ascend and are ≥ 0, no coefficient is 0, and the zero polynomial has no terms. Make one with `polynomial`.
 */
export interface Polynomial {
  readonly coefficients: readonly bigint[];
  readonly exponents: readonly number[];
}

/** JSON form: [["coefficient", exponent], …], ascending. */
export type PolynomialJson = readonly (readonly [string, number])[];

export const zero: Polynomial = { coefficients: [], exponents: [] };
export const one: Polynomial = { coefficients: [1n], exponents: [0] };

/** The sum of the terms [coefficient, exponent], in any order. Throws RangeError unless exponents are safe integers ≥ 0. */
export function polynomial(terms: Iterable<readonly [bigint, number]>): Polynomial {
  const total = new Map<number, bigint>();
  for (const [c, e] of terms) {
    if (!Number.isSafeInteger(e) || e < 0) throw new RangeError(`polynomial: expected an exponent >= 0, got ${e}`);
    total.set(e, (total.get(e) ?? 0n) + c);
  }
  return fromTotals(total);
}

/** c·b^e. */
export const monomial = (c: bigint, e: number): Polynomial => polynomial([[c, e]]);
export const constant = (c: bigint): Polynomial => (c === 0n ? zero : { coefficients: [c], exponents: [0] });

/** The terms [coefficient, exponent], ascending. */
export const termsOf = (p: Polynomial): [bigint, number][] => p.coefficients.map((c, i) => [c, p.exponents[i]!]);

export const isZero = (p: Polynomial): boolean => p.exponents.length === 0;
/** The highest exponent; −1 for the zero polynomial. */
export const degree = (p: Polynomial): number => p.exponents.at(-1) ?? -1;
/** The lowest exponent; 0 for the zero polynomial. */
export const lowestExponent = (p: Polynomial): number => p.exponents[0] ?? 0;
/** The coefficient of the highest power; 0 for the zero polynomial. */
export const leadingCoefficient = (p: Polynomial): bigint => p.coefficients.at(-1) ?? 0n;

export function equals(x: Polynomial, y: Polynomial): boolean {
  if (x === y) return true;
  if (x.exponents.length !== y.exponents.length) return false;
  return x.exponents.every((e, i) => e === y.exponents[i] && x.coefficients[i] === y.coefficients[i]);
}

export const negate = (p: Polynomial): Polynomial => ({
  coefficients: p.coefficients.map((c) => -c),
  exponents: p.exponents,
});
export const add = (x: Polynomial, y: Polynomial): Polynomial => merge(x, y, false);
export const subtract = (x: Polynomial, y: Polynomial): Polynomial => merge(x, y, true);

function merge(x: Polynomial, y: Polynomial, minus: boolean): Polynomial {
  if (isZero(y)) return x;
  if (isZero(x)) return minus ? negate(y) : y;
  const coefficients: bigint[] = [];
  const exponents: number[] = [];
  let [i, j] = [0, 0];
  while (i < x.exponents.length || j < y.exponents.length) {
    const [d, e] = [x.exponents[i] ?? Infinity, y.exponents[j] ?? Infinity];
    let c = 0n;
    if (d <= e) c = x.coefficients[i++]!;
    if (e <= d) c = minus ? c - y.coefficients[j++]! : c + y.coefficients[j++]!;
    if (c === 0n) continue;
    coefficients.push(c);
    exponents.push(d < e ? d : e);
  }
  return { coefficients, exponents };
}

/** c·b^e·p. */
export function scale(p: Polynomial, c: bigint, e = 0): Polynomial {
  if (c === 0n) return zero;
  return {
    coefficients: c === 1n ? p.coefficients : p.coefficients.map((a) => a * c),
    exponents: e === 0 ? p.exponents : p.exponents.map((d) => d + e),
  };
}

export function multiply(x: Polynomial, y: Polynomial): Polynomial {
  if (x.exponents.length > y.exponents.length) return multiply(y, x);
  if (isZero(x)) return zero;
  if (x.exponents.length === 1) return scale(y, x.coefficients[0]!, x.exponents[0]!);
  if (isDense(x) && isDense(y)) return denseProduct(x, y);
  const span = degree(x) + degree(y) - lowestExponent(x) - lowestExponent(y);
  return span > 8 * x.exponents.length * y.exponents.length ? sparseProduct(x, y) : spreadProduct(x, y, span);
}

/** Terms collected by exponent: for few terms far apart. */
function sparseProduct(x: Polynomial, y: Polynomial): Polynomial {
  const total = new Map<number, bigint>();
  for (let i = 0; i < x.exponents.length; i++) {
    const [c, e] = [x.coefficients[i]!, x.exponents[i]!];
    for (let j = 0; j < y.exponents.length; j++) {
      const at = e + y.exponents[j]!;
      total.set(at, (total.get(at) ?? 0n) + c * y.coefficients[j]!);
    }
  }
  return fromTotals(total);
}

/** Terms collected in an array over the whole span. */
function spreadProduct(x: Polynomial, y: Polynomial, span: number): Polynomial {
  const shift = lowestExponent(x) + lowestExponent(y);
  const total = new Array<bigint>(span + 1).fill(0n);
  for (let i = 0; i < x.exponents.length; i++) {
    const [c, e] = [x.coefficients[i]!, x.exponents[i]! - shift];
    for (let j = 0; j < y.exponents.length; j++) total[e + y.exponents[j]!]! += c * y.coefficients[j]!;
  }
  return fromArray(total, shift);
}

const isDense = (p: Polynomial): boolean =>
  p.exponents.length >= 16 && degree(p) - lowestExponent(p) < 4 * p.exponents.length;

/** By one product of long integers. */
const denseProduct = (x: Polynomial, y: Polynomial): Polynomial =>
  fromArray(kroneckerProduct(arrayOf(x), arrayOf(y), x.exponents.length), lowestExponent(x) + lowestExponent(y));

/** All coefficients from the lowest exponent to the highest, zeros included. */
function arrayOf(p: Polynomial, shift = lowestExponent(p)): bigint[] {
  const array = new Array<bigint>(degree(p) - shift + 1).fill(0n);
  for (let i = 0; i < p.exponents.length; i++) array[p.exponents[i]! - shift] = p.coefficients[i]!;
  return array;
}

/** All coefficients of b^0, b^1, …, up to the degree. */
export const denseCoefficients = (p: Polynomial): bigint[] => arrayOf(p, 0);

/** Σ array[i]·b^(i + shift). */
export function fromArray(array: readonly bigint[], shift = 0): Polynomial {
  const coefficients: bigint[] = [];
  const exponents: number[] = [];
  for (let i = 0; i < array.length; i++) {
    if (array[i] === 0n) continue;
    coefficients.push(array[i]!);
    exponents.push(i + shift);
  }
  return { coefficients, exponents };
}

function fromTotals(total: Map<number, bigint>): Polynomial {
  const exponents: number[] = [];
  for (const [e, c] of total) if (c !== 0n) exponents.push(e);
  exponents.sort((d, e) => d - e);
  return { coefficients: exponents.map((e) => total.get(e)!), exponents };
}

export function derivative(p: Polynomial): Polynomial {
  const start = p.exponents[0] === 0 ? 1 : 0;
  const exponents = p.exponents.slice(start);
  const coefficients = p.coefficients.slice(start).map((c, i) => c * BigInt(exponents[i]!));
  return { coefficients, exponents: exponents.map((e) => e - 1) };
}

/** The greatest common divisor of the coefficients, not negative. */
export function content(p: Polynomial): bigint {
  let common = 0n;
  for (const c of p.coefficients) {
    common = gcd(common, c);
    if (common === 1n) break;
  }
  return common;
}

/** p over its content, with the sign that makes the leading coefficient positive. */
export function primitivePart(p: Polynomial): Polynomial {
  const divisor = leadingCoefficient(p) < 0n ? -content(p) : content(p);
  if (divisor === 1n || divisor === 0n) return p;
  return { coefficients: p.coefficients.map((c) => c / divisor), exponents: p.exponents };
}

/** Σ c_e·numerator^e·denominator^(degree − e): for x.denominator > 0 it has the sign of p(x). */
export function homogeneousAt(p: Polynomial, x: Rational): bigint {
  let value = 0n;
  let below = 1n;
  let last = degree(p);
  for (let i = p.exponents.length - 1; i >= 0; i--) {
    const gap = BigInt(last - p.exponents[i]!);
    last = p.exponents[i]!;
    if (x.denominator !== 1n) below *= x.denominator ** gap;
    value = value * x.numerator ** gap + p.coefficients[i]! * below;
  }
  return last > 0 ? value * x.numerator ** BigInt(last) : value;
}

export const valueAt = (p: Polynomial, x: Rational): Rational =>
  isZero(p) ? rational(0n) : rational(homogeneousAt(p, x), x.denominator ** BigInt(degree(p)));
export const signAtRational = (p: Polynomial, x: Rational): Sign => signOf(homogeneousAt(p, x));

/** p/q when that has integer coefficients, else undefined. Throws RangeError for q = 0. */
export function exactQuotient(p: Polynomial, q: Polynomial): Polynomial | undefined {
  if (isZero(q)) throw new RangeError("exactQuotient: expected a divisor other than 0");
  const [rest, leading, top] = [denseCoefficients(p), leadingCoefficient(q), degree(q)];
  const quotient: [bigint, number][] = [];
  for (let i = degree(p); i >= top; i--) {
    if (rest[i] === 0n) continue;
    if (rest[i]! % leading !== 0n) return undefined;
    const factor = rest[i]! / leading;
    quotient.push([factor, i - top]);
    for (let j = 0; j < q.exponents.length; j++) rest[i - top + q.exponents[j]!]! -= factor * q.coefficients[j]!;
  }
  return rest.every((c) => c === 0n) ? polynomial(quotient) : undefined;
}

export const printPolynomial = (p: Polynomial): PolynomialJson => termsOf(p).map(([c, e]) => [`${c}`, e]);

/** Reads what `printPolynomial` writes; undefined for any other shape. */
export function parsePolynomial(json: unknown): Polynomial | undefined {
  if (!Array.isArray(json)) return undefined;
  const terms: [bigint, number][] = [];
  for (const term of json) {
    if (!Array.isArray(term) || term.length !== 2) return undefined;
    const [c, e] = term;
    if (typeof c !== "string" || !/^-?[1-9]\d*$/.test(c)) return undefined;
    if (!Number.isSafeInteger(e) || e <= (terms.at(-1)?.[1] ?? -1)) return undefined;
    terms.push([BigInt(c), e]);
  }
  return polynomial(terms);
}

/** A text that two polynomials share exactly when they are equal. */
export const polynomialKey = (p: Polynomial): string =>
  p.coefficients.map((c, i) => `${c}b${p.exponents[i]}`).join(",");

/** The polynomials in b as weights: `power(k, top)` = b^(k·stepExponent). */
export function polynomials(stepExponent = 1): Ring<Polynomial> {
  return {
    zero,
    one,
    integer: constant,
    add,
    subtract,
    multiply,
    equals,
    power: (k, top) => {
      checkPower(k, top);
      return { coefficients: [1n], exponents: [safeInteger(k * stepExponent, "power")] };
    },
  };
}
