import type { AlgebraicNumber, End } from "./algebraic.js";
import * as A from "./algebraic.js";
import { type Fixed, lnFixed, wholeDigits } from "./fixed-point.js";
import { signOf } from "./integer.js";
import * as L from "./log-form.js";
import type { Polynomial } from "./polynomial.js";
import * as P from "./polynomial.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/** ln b·p − q, here its sign at one b or right beside it. Where p and q are coprime it is not 0 at an algebraic b > 1. */
export interface LogDifference {
  readonly p: Polynomial;
  readonly q: Polynomial;
}

/** The sign of ln b·p(b) − q(b) at a rational b ≥ 1. Throws RangeError for b < 1. */
export function logPolynomialSignAt(p: Polynomial, q: Polynomial, b: Rational): Sign {
  if (Q.compare(b, Q.one) < 0) throw new RangeError(`logPolynomial: expected b >= 1, got ${Q.printRational(b)}`);
  const shown = signOnInterval({ p, q }, b, b, 64) ?? signOnInterval({ p, q }, b, b, 192);
  if (shown !== undefined) return shown;
  const form = L.subtract(L.scale(L.ln(b), P.valueAt(p, b)), L.fromRational(P.valueAt(q, b)));
  return L.sign(form);
}

/** The sign of ln b·p − q just right of an algebraic number ≥ 1. */
export const signRightOf = (parts: LogDifference, x: AlgebraicNumber): Sign =>
  A.compareRational(x, Q.one) === 0 ? signRightOfOne(parts) : signAt(parts, x);

/** The same just left of an algebraic number > 1, where it is not 0; or towards infinity, by the higher degree. */
export function signLeftOf(parts: LogDifference, x: End): Sign {
  if (x !== "infinity") return signAt(parts, x);
  // ln b grows without bound, so it wins where the degrees are equal.
  return P.isZero(parts.p) || P.degree(parts.p) < P.degree(parts.q)
    ? signOf(-P.leadingCoefficient(parts.q))
    : signOf(P.leadingCoefficient(parts.p));
}

/**
 * The sign of ln b·p − q just right of 1: that of the first coefficient other than 0 in powers of s = b − 1, where
 * ln(1 + s) = s − s²/2 + s³/3 − …, so that the coefficient of s^n is Σ_{k=1}^{n} (−1)^{k+1}/k·p_{n−k} − q_n. There is
 * one, because ln b is not a rational function.
 */
function signRightOfOne({ p, q }: LogDifference): Sign {
  const [shiftedP, shiftedQ] = [coefficientsAtOne(p), coefficientsAtOne(q)];
  const known: bigint[] = [];
  for (let n = 0; ; n++) {
    let total = Q.rational(-(shiftedQ.next().value ?? 0n));
    for (let k = 1; k <= n; k++) {
      const c = known[n - k]!;
      if (c !== 0n) total = Q.add(total, Q.rational(k % 2 === 0 ? -c : c, BigInt(k)));
    }
    if (total.numerator !== 0n) return Q.signOfRational(total);
    known.push(shiftedP.next().value ?? 0n);
  }
}

/** The coefficients of f(1 + s) at s^0, s^1, …: Σ c_e·C(e, j). Ends after the degree. */
function* coefficientsAtOne(f: Polynomial): Generator<bigint, undefined> {
  let weighted = [...f.coefficients];
  for (let j = 0; j <= P.degree(f); j++) {
    yield weighted.reduce((total, c) => total + c, 0n);
    weighted = weighted.map((c, i) => (c * BigInt(f.exponents[i]! - j)) / BigInt(j + 1));
  }
  return undefined;
}

/**
 * The sign of ln b·p − q at an algebraic b > 1: never 0, so enclosures of doubling precision show it in the end.
 */
export function signAt(parts: LogDifference, b: AlgebraicNumber): Sign {
  if (A.isRational(b)) return logPolynomialSignAt(parts.p, parts.q, b.low);
  let x = b;
  for (let bits = 16; ; bits *= 2) {
    x = A.refineBelow(x, Q.rational(1n, 1n << BigInt(bits)));
    if (A.isRational(x)) return logPolynomialSignAt(parts.p, parts.q, x.low);
    const sign = signOnInterval(parts, x.low, x.high, bits + 32);
    if (sign !== undefined) return sign;
  }
}

/** The sign that ln b·p − q shows on all of [low, high], in fixed point; undefined where the bounds do not tell. */
function signOnInterval({ p, q }: LogDifference, low: Rational, high: Rational, bits: number): Sign | undefined {
  if (Q.compare(low, Q.one) < 0) return undefined;
  const precision = wholeDigits(bits);
  const [from, to] = [fixedOf(low, precision), fixedOf(high, precision)];
  const b = { low: from.low, high: to.high };
  const log = {
    low: lnFixed(low.numerator, low.denominator, precision).low,
    high: lnFixed(high.numerator, high.denominator, precision).high,
  };
  const first = productOf(log, polynomialFixed(p, b, precision));
  const second = polynomialFixed(q, b, precision);
  const unit = BigInt(precision);
  if (first.low > second.high << unit) return 1;
  return first.high < second.low << unit ? -1 : undefined;
}

const fixedOf = (x: Rational, precision: number): Fixed => {
  const scaled = x.numerator << BigInt(precision);
  return { low: scaled / x.denominator, high: (scaled + x.denominator - 1n) / x.denominator };
};

/** The least and the greatest product of ends, in squared units. */
function productOf(x: Fixed, y: Fixed): Fixed {
  const products = [x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high];
  return {
    low: products.reduce((least, z) => (z < least ? z : least)),
    high: products.reduce((most, z) => (z > most ? z : most)),
  };
}

/** Bounds of f on 0 ≤ b.low ≤ b.high, term by term: powers are monotone there, and each is rounded outwards. */
function polynomialFixed(f: Polynomial, b: Fixed, precision: number): Fixed {
  const unit = BigInt(precision);
  let power: Fixed = { low: 1n << unit, high: 1n << unit };
  let [low, high, last] = [0n, 0n, 0];
  for (let i = 0; i < f.exponents.length; i++) {
    power = timesPower(power, b, f.exponents[i]! - last, unit);
    last = f.exponents[i]!;
    const c = f.coefficients[i]!;
    low += c * (c < 0n ? power.high : power.low);
    high += c * (c < 0n ? power.low : power.high);
  }
  return { low, high };
}

/** x·b^k by repeated squaring, for x, b ≥ 0, each product rounded outwards. */
function timesPower(x: Fixed, b: Fixed, k: number, unit: bigint): Fixed {
  const times = (y: Fixed, z: Fixed): Fixed => ({
    low: (y.low * z.low) >> unit,
    high: -((-y.high * z.high) >> unit),
  });
  let [result, square] = [x, b];
  for (let rest = BigInt(k); rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = times(result, square);
    if (rest > 1n) square = times(square, square);
  }
  return result;
}
