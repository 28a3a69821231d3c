/**
 * Dictionaries of arithmetic. Values stay plain data (bigint, polynomial, …); the operations travel in a record
 * that is passed along as `R`. A mechanism is written once over `Ring<T>` and runs over every ring.
 *
 * Every exponent of a mechanism is a multiple of sε for one rational step s. The ring is made for the base e^{sε},
 * and `power(k, top)` is the weight of e^{sεk}, counted in steps and made homogeneous of degree `top`: over the
 * integers with base p/q it is p^k·q^(top−k), over polynomials it is b^k. Only quotients of equal degree mean
 * anything, so all weights of one law and its total share one `top`.
 */
export interface Ring<T> {
  readonly zero: T;
  readonly one: T;
  /** The image of an integer: a constant of degree 0, to multiply weights with. */
  integer(n: bigint): T;
  add(x: T, y: T): T;
  subtract(x: T, y: T): T;
  multiply(x: T, y: T): T;
  equals(x: T, y: T): boolean;
  /** The weight of base^k as a form of degree `top`. Throws unless 0 ≤ k ≤ top and both are safe integers. */
  power(k: number, top: number): T;
}

/** The sign of a number. */
export type Sign = -1 | 0 | 1;

/** A ring whose elements have a sign: what notions and claims take, because they compare. */
export interface OrderedRing<T> extends Ring<T> {
  sign(x: T): Sign;
}

/** numerator/denominator of two ring elements of equal degree; the denominator is positive unless a docstring says otherwise. */
export interface Quotient<T> {
  readonly numerator: T;
  readonly denominator: T;
}

/** A quotient in [0, ∞]: "infinity" is positive/0. */
export type Ratio<T> = Quotient<T> | "infinity";

/** The sign of x − y for quotients with positive denominators, by cross-multiplication. */
export function compareQuotients<T>(R: OrderedRing<T>, x: Quotient<T>, y: Quotient<T>): Sign {
  return R.sign(R.subtract(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator)));
}

/** base^k as a quotient of degree |k|, for any integer k. */
export function powerQuotient<T>(R: Ring<T>, k: number): Quotient<T> {
  const size = k < 0 ? -k : k;
  const over = { numerator: R.power(size, size), denominator: R.power(0, size) };
  return k < 0 ? { numerator: over.denominator, denominator: over.numerator } : over;
}

/** Sum of a list. */
export function sum<T>(R: Ring<T>, terms: Iterable<T>): T {
  let total = R.zero;
  for (const term of terms) total = R.add(total, term);
  return total;
}

/** The same ring seen from a coarser base: one of its steps is `factor` steps of R. */
export function coarser<T, K extends Ring<T>>(R: K, factor: number): K {
  if (factor === 1) return R;
  return { ...R, power: (k: number, top: number) => R.power(k * factor, top * factor) };
}

/** The one place where an exponent or count becomes a JavaScript number. Throws if it is not a safe integer. */
export function safeInteger(value: bigint | number, what: string): number {
  const n = Number(value);
  if (!Number.isSafeInteger(n)) throw new RangeError(`${what}: expected a safe integer, got ${value}`);
  return n;
}

/** Throws unless 0 ≤ k ≤ top are safe integers. */
export function checkPower(k: number, top: number): void {
  if (!Number.isSafeInteger(k) || !Number.isSafeInteger(top) || k < 0 || k > top) {
    throw new RangeError(`power: expected safe integers 0 <= k <= top, got k = ${k}, top = ${top}`);
  }
}
