import { signOf } from "../number/integer.js";
import type { Polynomial } from "../number/polynomial.js";
import type { Rational } from "../number/rational.js";
import type { Sign } from "../number/ring.js";

/*
 * What the terms of a polynomial tell the checker by themselves: its sign at a rational number, bounds on an interval,
 * and an upper bound of its roots there.
 */

/** undefined if the terms ascend with coefficients other than 0, else one line. */
export function checkPolynomial(p: Polynomial): string | undefined {
  const { coefficients, exponents } = p;
  const ascends = exponents.every((e, i) => Number.isSafeInteger(e) && e > (exponents[i - 1] ?? -1));
  const fits = coefficients.length === exponents.length && coefficients.every((c) => c !== 0n);
  return ascends && fits ? undefined : "the polynomial's terms are malformed";
}

/** How often neighbours differ in sign, zeros left out. */
export const changesOfSign = (signs: readonly Sign[]): number => {
  const kept = signs.filter((s) => s !== 0);
  return kept.filter((s, i) => i > 0 && s !== kept[i - 1]).length;
};

/** The terms c·numerator^e·denominator^(top − e), top the last exponent. */
function termValues(coefficients: readonly bigint[], exponents: readonly number[], x: Rational): bigint[] {
  const gaps = exponents.map((e, i) => BigInt(e - (exponents[i - 1] ?? 0)));
  let up = 1n;
  const values = coefficients.map((c, i) => {
    up *= x.numerator ** gaps[i]!;
    return c * up;
  });
  let down = 1n;
  for (let i = exponents.length - 1; i >= 0; i--) {
    values[i]! *= down;
    down *= x.denominator ** gaps[i]!;
  }
  return values;
}

const homogeneousValue = (coefficients: readonly bigint[], exponents: readonly number[], x: Rational): bigint =>
  termValues(coefficients, exponents, x).reduce((total, value) => total + value, 0n);

/** The sign of p(x). */
export const valueSign = (p: Polynomial, x: Rational): Sign => signOf(homogeneousValue(p.coefficients, p.exponents, x));

/** The numbers from low to high ≥ low, which is one number where they are equal. */
export interface Interval {
  readonly low: Rational;
  readonly high: Rational;
}

/** A sign that p has on the whole interval, if the positive terms at one end outweigh the negative ones at the other. */
export function enclosedSign(p: Polynomial, interval: Interval): Sign | undefined {
  const { low, high } = onOneDenominator(interval);
  if (positivePart(p, low) + negativePart(p, high) > 0n) return 1;
  return positivePart(p, high) + negativePart(p, low) < 0n ? -1 : undefined;
}

/** Bounds of p on an interval of numbers > 0, as numerators of one denominator. */
export function boundsOn(p: Polynomial, interval: Interval): { low: bigint; high: bigint; denominator: bigint } {
  const { low, high } = onOneDenominator(interval);
  return {
    low: positivePart(p, low) + negativePart(p, high),
    high: positivePart(p, high) + negativePart(p, low),
    denominator: low.denominator ** BigInt(p.exponents.at(-1) ?? 0),
  };
}

/** The same ends, not in lowest terms. */
function onOneDenominator({ low, high }: Interval): Interval {
  const denominator = low.denominator * high.denominator;
  return {
    low: { numerator: low.numerator * high.denominator, denominator },
    high: { numerator: high.numerator * low.denominator, denominator },
  };
}

/** The sums of the positive and of the negative terms of p at x ≥ 0, times denominator^degree. */
const positivePart = (p: Polynomial, x: Rational): bigint =>
  homogeneousValue(
    p.coefficients.map((c) => (c > 0n ? c : 0n)),
    p.exponents,
    x,
  );
const negativePart = (p: Polynomial, x: Rational): bigint =>
  homogeneousValue(
    p.coefficients.map((c) => (c < 0n ? c : 0n)),
    p.exponents,
    x,
  );

/**
 * The signs at x > 0 of the chain that divides by the power of b and differentiates, as often as there are terms.
 * It loses as many changes between two points as p has roots there, or an even number more [Budan; Fourier].
 */
function chainSigns(p: Polynomial, x: Rational): Sign[] {
  const values = termValues(p.coefficients, p.exponents, x);
  let rest = p.exponents.map((e, i) => ({ e, value: values[i]! }));
  const signs: Sign[] = [];
  while (rest.length > 0) {
    const lowest = rest[0]!.e;
    signs.push(signOf(rest.reduce((total, { value }) => total + value, 0n)));
    // (c·b^{e − lowest})′ is a power of b times c·(e − lowest)·b^e; powers of b and x are positive.
    rest = rest.slice(1).map(({ e, value }) => ({ e, value: value * BigInt(e - lowest) }));
  }
  return signs;
}

const changesRightOf = (p: Polynomial, x: Rational): number => changesOfSign(chainSigns(p, x));

/** On the left of a zero a function and its derivative have opposite signs. */
function changesLeftOf(p: Polynomial, x: Rational): number {
  const signs = chainSigns(p, x);
  for (let j = signs.length - 2; j >= 0; j--) if (signs[j] === 0) signs[j] = signs[j + 1] === 1 ? -1 : 1;
  return changesOfSign(signs);
}

/** The changes lost between low and high > low; at infinity the chain has none. */
export const changesLost = (p: Polynomial, low: Rational, high: Rational | "infinity"): number =>
  changesRightOf(p, low) - (high === "infinity" ? 0 : changesLeftOf(p, high));
