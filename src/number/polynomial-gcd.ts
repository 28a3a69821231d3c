import { gcd as integerGcd } from "./integer.js";
import {
  add,
  degree,
  derivative,
  equals,
  exactQuotient,
  fromArray,
  isZero,
  leadingCoefficient,
  one,
  type Polynomial,
  primitivePart,
} from "./polynomial.js";

/*
 * Common and repeated factors of polynomials, by images modulo small primes.
 */

/**
 * The primitive greatest common divisor over the rationals, with a positive leading coefficient; gcd(0, 0) = 0.
 * Images modulo primes are joined by the Chinese remainder theorem until the joined polynomial divides both.
 * An image has at least the degree of the gcd, so a common divisor of the least degree seen is the gcd.
 */
export function gcd(x: Polynomial, y: Polynomial): Polynomial {
  if (isZero(x) || isZero(y)) return primitivePart(add(x, y));
  const [f, g] = [primitivePart(x), primitivePart(y)];
  if (equals(f, g)) return f;
  const leading = integerGcd(leadingCoefficient(f), leadingCoefficient(g));
  let joined: Joined | undefined;
  for (const prime of usablePrimes(f, g)) {
    const image = gcdModulo(residues(f, prime), residues(g, prime), prime);
    if (image.length === 1) return one;
    if (joined !== undefined && image.length > joined.coefficients.length) continue;
    const before = joined?.coefficients.length === image.length ? joined : undefined;
    joined = join(before, image, BigInt(prime), leading);
    if (!joined.steady) continue;
    const candidate = primitivePart(fromArray(joined.coefficients));
    if (exactQuotient(f, candidate) !== undefined && exactQuotient(g, candidate) !== undefined) return candidate;
  }
  throw new RangeError("gcd: the coefficients are too long for the primes below 2^15");
}

/** An upper bound of the degree of gcd(x, y), for x and y not 0: the degree modulo one prime. */
export function commonDegreeBound(x: Polynomial, y: Polynomial): number {
  for (const prime of usablePrimes(x, y)) {
    return gcdModulo(residues(x, prime), residues(y, prime), prime).length - 1;
  }
  return degree(x) < degree(y) ? degree(x) : degree(y);
}

/** The product of the distinct irreducible factors of p ≠ 0, primitive. */
export function squareFreePart(p: Polynomial): Polynomial {
  const f = primitivePart(p);
  const repeated = gcd(f, derivative(f));
  return degree(repeated) < 1 ? f : primitivePart(exactQuotient(f, repeated)!);
}

/** How often q of degree ≥ 1 divides p ≠ 0, over the rationals. */
export function multiplicityOf(q: Polynomial, p: Polynomial): number {
  const divisor = primitivePart(q);
  let rest = exactQuotient(primitivePart(p), divisor);
  let count = 0;
  for (; rest !== undefined; rest = exactQuotient(rest, divisor)) count++;
  return count;
}

/** Coefficients modulo `modulus`, of least absolute value; `steady` when the last prime changed nothing. */
interface Joined {
  readonly coefficients: readonly bigint[];
  readonly modulus: bigint;
  readonly steady: boolean;
}

function join(before: Joined | undefined, image: readonly number[], prime: bigint, leading: bigint): Joined {
  const modulus = (before?.modulus ?? 1n) * prime;
  const inverse = BigInt(inverseModulo(Number((before?.modulus ?? 1n) % prime), Number(prime)));
  let steady = before !== undefined;
  const coefficients = image.map((r, i) => {
    const old = before?.coefficients[i] ?? 0n;
    const step = (((BigInt(r) * leading - old) % prime) * inverse) % prime;
    if (step === 0n) return old;
    steady = false;
    const value = old + step * (modulus / prime);
    return 2n * value > modulus ? value - modulus : 2n * value < -modulus ? value + modulus : value;
  });
  return { coefficients, modulus, steady };
}

/** The odd primes below 2^15, falling, that divide neither leading coefficient. */
function* usablePrimes(x: Polynomial, y: Polynomial): Generator<number> {
  const leading = leadingCoefficient(x) * leadingCoefficient(y);
  for (let n = 32767; n > 2; n -= 2) if (isPrime(n) && leading % BigInt(n) !== 0n) yield n;
}

function isPrime(odd: number): boolean {
  for (let d = 3; d * d <= odd; d += 2) if (odd % d === 0) return false;
  return true;
}

// Residues are numbers below 2^15: every product plus a residue stays below 2^31, exact and in the fast range.

function residues(p: Polynomial, prime: number): number[] {
  const m = BigInt(prime);
  const array = new Array<number>(degree(p) + 1).fill(0);
  for (let i = 0; i < p.exponents.length; i++) array[p.exponents[i]!] = Number(((p.coefficients[i]! % m) + m) % m);
  return array;
}

/** The monic gcd modulo a prime, of arrays with a leading entry other than 0. Overwrites both. */
function gcdModulo(x: number[], y: number[], prime: number): number[] {
  let [a, b] = [x, y];
  while (b.length > 0) {
    makeMonic(b, prime);
    reduceModulo(a, b, prime);
    [a, b] = [b, a];
  }
  return a;
}

function reduceModulo(a: number[], monic: readonly number[], prime: number): void {
  const top = monic.length - 1;
  for (let i = a.length - 1; i >= top; i--) {
    if (a[i] === 0) continue;
    const factor = prime - a[i]!;
    for (let j = 0; j < top; j++) a[i - top + j] = (a[i - top + j]! + factor * monic[j]!) % prime;
  }
  if (a.length > top) a.length = top;
  while (a.at(-1) === 0) a.pop();
}

function makeMonic(a: number[], prime: number): void {
  const inverse = inverseModulo(a.at(-1)!, prime);
  for (let i = 0; i < a.length; i++) a[i] = (a[i]! * inverse) % prime;
}

/** x^(prime − 2), the inverse of x modulo the prime. */
function inverseModulo(x: number, prime: number): number {
  let [result, square] = [1, x];
  for (let k = prime - 2; k > 0; k >>= 1) {
    if (k & 1) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}
