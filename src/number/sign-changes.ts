import { signOf } from "./integer.js";
import type { Polynomial } from "./polynomial.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/*
 * Changes of sign, which bound the number of positive roots: among the coefficients by Descartes' rule, and between two
 * points by the argument of Budan and Fourier.
 */

/** Chains are quadratic in the number of terms: beyond this many the dense transformation is the cheaper count. */
export const chainTerms = 48;

/** The number of changes of sign in a sequence, zeros left out. */
export function variations(sequence: readonly bigint[]): number {
  let [count, last] = [0, 0];
  for (const c of sequence) {
    const sign = signOf(c);
    if (sign === 0 || sign === last) continue;
    if (last !== 0) count++;
    last = sign;
  }
  return count;
}

/** Whether (b − 1)^multiplicity divides p: Σ c·e(e − 1)…(e − j + 1) = 0 for all j below the multiplicity. */
export function isRootAtOne(p: Polynomial, multiplicity: number): boolean {
  let weighted = p.coefficients;
  for (let j = 0; j < multiplicity; j++) {
    if (weighted.reduce((total, c) => total + c, 0n) !== 0n) return false;
    weighted = weighted.map((c, i) => c * BigInt(p.exponents[i]! - j));
  }
  return true;
}

/**
 * The changes of sign, just right (side = 1) or just left (side = −1) of x, in the chain f₀ = p / b^e₀,
 * f_{j+1} = f_j′ divided by its power of b: as many members as p has terms. Between two points in b > 0 the chain loses
 * at least as many changes as p has roots there with multiplicity, and an even number more: the argument of Budan and
 * Fourier, which a positive factor does not disturb. At infinity all members have the sign of the leading coefficient.
 */
export function chainVariations(p: Polynomial, x: Rational, side: 1 | -1): number {
  const signs = x.numerator === 0n ? p.coefficients.map(signOf) : chainSigns(p, x);
  let count = 0;
  let next = signs.at(-1) ?? 0;
  for (let j = signs.length - 2; j >= 0; j--) {
    // Where a member is 0, beside x it has the sign of its derivative, or on the left the opposite one.
    const sign = signs[j] !== 0 ? signs[j]! : ((side * next) as Sign);
    if (sign !== next) count++;
    next = sign;
  }
  return count;
}

/** The signs of the chain at x > 0: member j is a positive factor times Σ_i c_i·(e_i − e_0)…(e_i − e_{j−1})·x^{e_i}. */
function chainSigns(p: Polynomial, x: Rational): Sign[] {
  const { exponents } = p;
  const values = termValues(p, x);
  const signs: Sign[] = [];
  for (let j = 0; j < values.length; j++) {
    let total = 0n;
    for (let i = j; i < values.length; i++) {
      total += values[i]!;
      values[i]! *= BigInt(exponents[i]! - exponents[j]!);
    }
    signs.push(signOf(total));
  }
  return signs;
}

/** The terms of p at x, all times one positive number that makes them integers. */
function termValues(p: Polynomial, x: Rational): bigint[] {
  const values = [...p.coefficients];
  if (Q.equals(x, Q.one)) return values;
  let [up, down] = [1n, 1n];
  for (let i = 1; i < values.length; i++) {
    up *= x.numerator ** BigInt(p.exponents[i]! - p.exponents[i - 1]!);
    values[i]! *= up;
  }
  for (let i = values.length - 2; i >= 0; i--) {
    down *= x.denominator ** BigInt(p.exponents[i + 1]! - p.exponents[i]!);
    values[i]! *= down;
  }
  return values;
}
