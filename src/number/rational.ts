import { absolute, gcd, integerRoot, signOf } from "./integer.js";
import { checkPower, type OrderedRing, type Quotient, type Sign } from "./ring.js";

/** A rational number in lowest terms with a positive denominator. Make one with `rational`. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A rational or infinity. */
export type Extended = Rational | "infinity";

/** numerator/denominator in lowest terms. Throws RangeError on a zero denominator. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError("rational: expected a denominator other than 0");
  const common = gcd(numerator, denominator);
  const unit = denominator < 0n ? -common : common;
  return { numerator: numerator / unit, denominator: denominator / unit };
}

export const zero = rational(0n);
export const one = rational(1n);

export const add = (x: Rational, y: Rational): Rational =>
  rational(x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator);
export const negate = (x: Rational): Rational => ({ numerator: -x.numerator, denominator: x.denominator });
export const subtract = (x: Rational, y: Rational): Rational => add(x, negate(y));
export const multiply = (x: Rational, y: Rational): Rational =>
  rational(x.numerator * y.numerator, x.denominator * y.denominator);
/** Throws RangeError when y = 0. */
export const divide = (x: Rational, y: Rational): Rational =>
  rational(x.numerator * y.denominator, x.denominator * y.numerator);
export const compare = (x: Rational, y: Rational): Sign =>
  signOf(x.numerator * y.denominator - y.numerator * x.denominator);
export const equals = (x: Rational, y: Rational): boolean =>
  x.numerator === y.numerator && x.denominator === y.denominator;
export const signOfRational = (x: Rational): Sign => signOf(x.numerator);
export const maximum = (x: Rational, y: Rational): Rational => (compare(x, y) >= 0 ? x : y);
export const minimum = (x: Rational, y: Rational): Rational => (compare(x, y) <= 0 ? x : y);
export const isInteger = (x: Rational): boolean => x.denominator === 1n;

/** The quotient of two integers as a rational: how a law over the integers becomes probabilities. */
export const fromQuotient = (x: Quotient<bigint>): Rational => rational(x.numerator, x.denominator);

/** x^k for any integer k. Throws RangeError for 0 to a negative power. */
export function integerPower(x: Rational, k: bigint): Rational {
  const size = absolute(k);
  const raised = { numerator: x.numerator ** size, denominator: x.denominator ** size };
  return k < 0n ? rational(raised.denominator, raised.numerator) : raised;
}

/** x^exponent when that is rational, else undefined; for x > 0. */
export function rationalPower(x: Rational, exponent: Rational): Rational | undefined {
  if (x.numerator <= 0n) throw new RangeError(`rationalPower: expected a base > 0, got ${printRational(x)}`);
  if (exponent.denominator > 4096n) return equals(x, one) ? one : undefined;
  const degree = Number(exponent.denominator);
  const [p, q] = [integerRoot(x.numerator, degree), integerRoot(x.denominator, degree)];
  if (p ** exponent.denominator !== x.numerator || q ** exponent.denominator !== x.denominator) return undefined;
  return integerPower({ numerator: p, denominator: q }, exponent.numerator);
}

/** The greatest s > 0 of which both x > 0 and y > 0 are integer multiples. */
export const commonMeasure = (x: Rational, y: Rational): Rational =>
  rational(gcd(x.numerator * y.denominator, y.numerator * x.denominator), x.denominator * y.denominator);

/** "p/q", or "n" for an integer. */
export const printRational = (x: Rational): string =>
  x.denominator === 1n ? `${x.numerator}` : `${x.numerator}/${x.denominator}`;

export const printExtended = (x: Extended): string => (x === "infinity" ? x : printRational(x));

/** x ≤ y in [−∞, ∞]. */
export const atMost = (x: Extended, y: Extended): boolean =>
  y === "infinity" || (x !== "infinity" && compare(x, y) <= 0);

/** Reads "p/q", "n" and finite decimals such as "-0.25" exactly; undefined for any other text or a zero denominator. */
export function parseRational(text: string): Rational | undefined {
  const match = /^([+-]?)(\d+)(?:\/(\d+)|\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole, below, decimals] = match;
  const unit = sign === "-" ? -1n : 1n;
  if (below !== undefined) {
    const denominator = BigInt(below);
    return denominator === 0n ? undefined : rational(unit * BigInt(whole!), denominator);
  }
  const scale = 10n ** BigInt(decimals?.length ?? 0);
  return rational(unit * BigInt(`${whole}${decimals ?? ""}`), scale);
}

/** The simplest rational strictly between low and high (`undefined` high: no upper end): least denominator, then least size. */
export function simplestBetween(low: Rational, high?: Rational): Rational {
  if (high !== undefined && compare(low, high) >= 0) {
    throw new RangeError(`simplestBetween: expected low < high, got ${printRational(low)}, ${printRational(high)}`);
  }
  if (low.numerator < 0n && (high === undefined || high.numerator > 0n)) return zero;
  if (high !== undefined && high.numerator <= 0n) return negate(simplestBetween(negate(high), negate(low)));
  const next = low.numerator / low.denominator + 1n;
  if (high === undefined || compare(rational(next), high) < 0) return rational(next);
  // low and high lie in [next − 1, next]: the answer is next − 1 + 1/y for the simplest y in the reciprocal interval.
  const floor = rational(next - 1n);
  const [below, above] = [subtract(low, floor), subtract(high, floor)];
  const inner = simplestBetween(divide(one, above), below.numerator === 0n ? undefined : divide(one, below));
  return add(floor, divide(one, inner));
}

/** The field of rationals with base b > 0: `power(k, top)` = b^k. A slow second route for tests, and exact printing. */
export function rationals(base: Rational): OrderedRing<Rational> {
  return {
    zero,
    one,
    integer: (n) => rational(n),
    add,
    subtract,
    multiply,
    equals,
    power: (k, top) => {
      checkPower(k, top);
      return integerPower(base, BigInt(k));
    },
    sign: signOfRational,
  };
}
