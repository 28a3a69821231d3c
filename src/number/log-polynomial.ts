import type { AlgebraicNumber, End } from "./algebraic.js";
import * as A from "./algebraic.js";
import * as E from "./enclosure.js";
import { signOf } from "./integer.js";
import * as L from "./log-form.js";
import type { Polynomial, PolynomialJson } from "./polynomial.js";
import * as P from "./polynomial.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import { signOnCell } from "./real-roots.js";
import type { Sign } from "./ring.js";

/**
 * The exact sign of f(b) = ln b·p(b) − q(b), for integer polynomials p and q that are not both 0, on b > 1.
 *
 * The only fact about ln that is needed: ln b is transcendental for algebraic b > 1 [Lindemann 1882]. So where p(b) ≠ 0,
 * f(b) ≠ 0, and where p(b) = 0 ≠ q(b), f(b) = −q(b) ≠ 0: with the common factor g of p and q divided out, the rest
 * ln b·p₁ − q₁ has no algebraic zero but perhaps 1, and f = g·(ln b·p₁ − q₁) has the algebraic zeros of g and
 * transcendental ones.
 *
 * Between neighbouring zeros of p₁ the sign of the rest is that of p₁ times that of h = ln b − q₁/p₁, whose derivative is
 *   (p₁² − b·(q₁′·p₁ − q₁·p₁′))/(b·p₁²).
 * Its numerator is not the zero polynomial, since ln b is not a rational function. Cut b > 1 at the zeros of p₁ and of
 * this numerator: on each piece h is strictly monotone, so it has one zero there if its signs at the two ends differ,
 * and none if they agree. They differ if and only if the signs of the rest itself at the ends differ.
 */

/** The coprime parts of ln b·p − q: `common`·(ln b·`p` − `q`). */
export interface LogPolynomial {
  readonly common: Polynomial;
  readonly p: Polynomial;
  readonly q: Polynomial;
}

/**
 * The only zero of ln b·p − q in [low, high] for coprime p and q: it is transcendental, it lies strictly between low > 1
 * and high, and ln b·p − q has the sign `left` at low and the opposite one at high.
 */
export interface LogRoot {
  readonly p: Polynomial;
  readonly q: Polynomial;
  readonly low: Rational;
  readonly high: Rational;
  readonly left: Sign;
}

/** An algebraic number, or the zero of a log polynomial. Both have `low` and `high`. */
export type LogNumber = AlgebraicNumber | LogRoot;

export type LogCell =
  | { readonly kind: "open"; readonly from: LogNumber; readonly to: LogNumber | "infinity" }
  | { readonly kind: "point"; readonly at: LogNumber };

/** The sign of f everywhere on the cell. */
export interface LogSign {
  readonly cell: LogCell;
  readonly sign: Sign;
}

/** The cuts of an interval into pieces on which h is monotone, and the signs of ln b·p₁ − q₁ that settle them. */
export interface LogPieces {
  /** f in its coprime parts. */
  readonly parts: LogPolynomial;
  /** p₁² − b·(q₁′·p₁ − q₁·p₁′); the zero polynomial where p₁ = 0, which makes ln b·p₁ − q₁ a constant. */
  readonly slope: Polynomial;
  /** The zeros of p₁ and of `slope` strictly inside the interval, ascending. */
  readonly cuts: readonly AlgebraicNumber[];
  /** The signs just right of the beginning, at each cut, and just left of the end or towards infinity: none is 0. */
  readonly signs: readonly Sign[];
}

const beginning = A.fromRational(Q.one);

/** Whether the number is a zero of a log polynomial, and so transcendental. */
export const isLogRoot = (x: LogNumber): x is LogRoot => "left" in x;

/** f = common·(ln b·p₁ − q₁) with p₁ and q₁ coprime. Throws RangeError for p = q = 0. */
export function coprimeParts(p: Polynomial, q: Polynomial): LogPolynomial {
  const common = P.gcd(p, q);
  if (P.isZero(common)) throw new RangeError("logPolynomial: expected p and q not both 0");
  return { common, p: P.exactQuotient(p, common)!, q: P.exactQuotient(q, common)! };
}

/** The sign of ln b·p(b) − q(b) at a rational b ≥ 1. Throws RangeError for b < 1. */
export function logPolynomialSignAt(p: Polynomial, q: Polynomial, b: Rational): Sign {
  if (Q.compare(b, Q.one) < 0) throw new RangeError(`logPolynomial: expected b >= 1, got ${Q.printRational(b)}`);
  const shown = signOnInterval({ p, q }, b, b, 64) ?? signOnInterval({ p, q }, b, b, 192);
  if (shown !== undefined) return shown;
  const form = L.subtract(L.scale(L.ln(b), P.valueAt(p, b)), L.fromRational(P.valueAt(q, b)));
  return L.sign(form);
}

/**
 * The sign of f in the open interval from < b < to, piece by piece, ascending: open cells, and between them the points
 * where f is 0. Neighbouring open cells may have one sign, where f only touches 0. Throws RangeError unless
 * 1 ≤ from < to, and for p = q = 0.
 */
export function signsOfLogPolynomial(
  p: Polynomial,
  q: Polynomial,
  from: AlgebraicNumber = beginning,
  to: End = "infinity",
): LogSign[] {
  return signsByPieces(piecesOf(p, q, from, to), from, to);
}

function signsByPieces(pieces: LogPieces, from: AlgebraicNumber, to: End): LogSign[] {
  const { common, p, q } = pieces.parts;
  const zeros = [...rootsInside(common, from, to), ...logRoots(pieces, from, to)].sort(compareLogNumbers);
  const ends = [from, ...zeros, to];
  return ends.slice(0, -1).flatMap((start, i): LogSign[] => {
    const [left, right] = [start as LogNumber, ends[i + 1]!];
    const b = rationalBetween(left, right);
    const sign = (P.signAtRational(common, b) * logPolynomialSignAt(p, q, b)) as Sign;
    const open: LogSign = { cell: { kind: "open", from: left, to: right }, sign };
    return i === 0 ? [open] : [{ cell: { kind: "point", at: left }, sign: 0 }, open];
  });
}

/** The monotone pieces of from < b < to. Throws RangeError as `signsOfLogPolynomial` does. */
export function piecesOf(p: Polynomial, q: Polynomial, from: AlgebraicNumber, to: End): LogPieces {
  if (A.compareRational(from, Q.one) < 0 || A.compareEnds(from, to) >= 0) {
    throw new RangeError("logPolynomial: expected an interval with 1 <= from < to");
  }
  const parts = coprimeParts(p, q);
  const slope = slopeOf(parts);
  const roots = [parts.p, slope].flatMap((f) => rootsInside(f, from, to)).sort(A.compare);
  const cuts = roots.filter((root, i) => i === 0 || !A.equalNumbers(roots[i - 1]!, root));
  const signs = [signRightOf(parts, from), ...cuts.map((cut) => signAt(parts, cut)), signLeftOf(parts, to)];
  return { parts, slope, cuts, signs };
}

/** p₁² − b·(q₁′·p₁ − q₁·p₁′). */
export function slopeOf({ p, q }: Pick<LogPolynomial, "p" | "q">): Polynomial {
  const turn = P.subtract(P.multiply(P.derivative(q), p), P.multiply(q, P.derivative(p)));
  return P.subtract(P.multiply(p, p), P.scale(turn, 1n, 1));
}

/** The zeros of a polynomial strictly inside the interval, ascending; none for the zero polynomial. */
function rootsInside(f: Polynomial, from: AlgebraicNumber, to: End): readonly AlgebraicNumber[] {
  const found = signOnCell(f, { kind: "open", from, to });
  return "roots" in found ? found.roots : [];
}

/** The sign of ln b·p₁ − q₁ just right of an algebraic number ≥ 1. */
const signRightOf = (parts: LogPolynomial, x: AlgebraicNumber): Sign =>
  A.compareRational(x, Q.one) === 0 ? signRightOfOne(parts) : signAt(parts, x);

/** The same just left of an algebraic number > 1, where it is not 0; or towards infinity, by the higher degree. */
function signLeftOf(parts: LogPolynomial, x: End): Sign {
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
function signRightOfOne({ p, q }: LogPolynomial): Sign {
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
 * The sign of ln b·p₁ − q₁ at an algebraic b > 1: never 0, so enclosures of doubling precision show it in the end.
 */
function signAt(parts: LogPolynomial, b: AlgebraicNumber): Sign {
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
function signOnInterval(
  { p, q }: Pick<LogPolynomial, "p" | "q">,
  low: Rational,
  high: Rational,
  bits: number,
): Sign | undefined {
  if (Q.compare(low, Q.one) < 0) return undefined;
  const precision = E.wholeDigits(bits);
  const [from, to] = [fixedOf(low, precision), fixedOf(high, precision)];
  const b = { low: from.low, high: to.high };
  const log = {
    low: E.lnFixed(low.numerator, low.denominator, precision).low,
    high: E.lnFixed(high.numerator, high.denominator, precision).high,
  };
  const first = productOf(log, polynomialFixed(p, b, precision));
  const second = polynomialFixed(q, b, precision);
  const unit = BigInt(precision);
  if (first.low > second.high << unit) return 1;
  return first.high < second.low << unit ? -1 : undefined;
}

const fixedOf = (x: Rational, precision: number): E.Fixed => {
  const scaled = x.numerator << BigInt(precision);
  return { low: scaled / x.denominator, high: (scaled + x.denominator - 1n) / x.denominator };
};

/** The least and the greatest product of ends, in squared units. */
function productOf(x: E.Fixed, y: E.Fixed): E.Fixed {
  const products = [x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high];
  return {
    low: products.reduce((least, z) => (z < least ? z : least)),
    high: products.reduce((most, z) => (z > most ? z : most)),
  };
}

/** Bounds of f on 0 ≤ b.low ≤ b.high, term by term: powers are monotone there, and each is rounded outwards. */
function polynomialFixed(f: Polynomial, b: E.Fixed, precision: number): E.Fixed {
  const unit = BigInt(precision);
  let power: E.Fixed = { low: 1n << unit, high: 1n << unit };
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
function timesPower(x: E.Fixed, b: E.Fixed, k: number, unit: bigint): E.Fixed {
  const times = (y: E.Fixed, z: E.Fixed): E.Fixed => ({
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

/** The zeros of ln b·p₁ − q₁ inside the interval, one in each piece whose ends have opposite signs. */
function logRoots({ parts, cuts, signs }: LogPieces, from: AlgebraicNumber, to: End): LogRoot[] {
  const ends: readonly End[] = [from, ...cuts, to];
  return signs.slice(1).flatMap((right, i) => {
    const left = signs[i]!;
    return left === right ? [] : [logRootBetween(parts, ends[i] as AlgebraicNumber, ends[i + 1]!, left)];
  });
}

function logRootBetween({ p, q }: LogPolynomial, from: AlgebraicNumber, to: End, left: Sign): LogRoot {
  const shows = (x: Rational, sign: Sign) => logPolynomialSignAt(p, q, x) === sign;
  const low = rationalRightOf(from, to, (x) => shows(x, left));
  const high = rationalLeftOf(to, from, (x) => shows(x, (0 - left) as Sign));
  return { p, q, low, high, left };
}

/** A rational in from < x < to with the property, which all numbers close enough to `from` have. */
function rationalRightOf(from: AlgebraicNumber, to: End, has: (x: Rational) => boolean): Rational {
  let narrow = from;
  for (let step = Q.one; ; step = Q.multiply(step, half), narrow = A.refine(narrow, 1)) {
    const x = A.isRational(narrow) ? Q.add(narrow.high, step) : narrow.high;
    if ((to === "infinity" || A.compareRational(to, x) > 0) && has(x)) return x;
  }
}

/** A rational in from < x < to with the property, which all numbers close enough to `to` have. */
function rationalLeftOf(to: End, from: AlgebraicNumber, has: (x: Rational) => boolean): Rational {
  if (to === "infinity") {
    for (let x = Q.rational(2n); ; x = Q.multiply(x, two)) if (A.compareRational(from, x) < 0 && has(x)) return x;
  }
  let narrow = to;
  for (let step = Q.one; ; step = Q.multiply(step, half), narrow = A.refine(narrow, 1)) {
    const x = A.isRational(narrow) ? Q.subtract(narrow.low, step) : narrow.low;
    if (A.compareRational(from, x) < 0 && has(x)) return x;
  }
}

const half = Q.rational(1n, 2n);
const two = Q.rational(2n);

/** The same zero in an interval `steps` times halved. */
export function refineLogRoot(root: LogRoot, steps = 1): LogRoot {
  let { low, high } = root;
  for (let i = 0; i < steps; i++) {
    const middle = A.midpoint(low, high);
    if (logPolynomialSignAt(root.p, root.q, middle) === root.left) low = middle;
    else high = middle;
  }
  return { ...root, low, high };
}

/** The same number in an interval `steps` times halved. */
export const refineLogNumber = (x: LogNumber, steps = 1): LogNumber =>
  isLogRoot(x) ? refineLogRoot(x, steps) : A.refine(x, steps);

/**
 * The sign of x − y. A transcendental number is no algebraic one. If two log polynomials have a common transcendental
 * zero z, then q/p takes the value ln z for both, so that p·q̂ − q·p̂ is 0 at z and hence everywhere: the log polynomials
 * are proportional, and the numbers are equal if and only if a zero lies in both intervals. So the refinement ends.
 */
export function compareLogNumbers(x: LogNumber, y: LogNumber): Sign {
  if (!isLogRoot(x) && !isLogRoot(y)) return A.compare(x, y);
  if (x === y || (isLogRoot(x) && isLogRoot(y) && areOne(x, y))) return 0;
  let [a, c] = [x, y];
  while (overlap(a, c)) [a, c] = [refineLogNumber(a, 4), refineLogNumber(c, 4)];
  return Q.compare(a.high, c.low) <= 0 ? -1 : 1;
}

const overlap = (x: LogNumber, y: LogNumber): boolean => Q.compare(x.low, y.high) < 0 && Q.compare(y.low, x.high) < 0;

function areOne(x: LogRoot, y: LogRoot): boolean {
  if (!overlap(x, y) || !P.equals(P.multiply(x.p, y.q), P.multiply(x.q, y.p))) return false;
  const signOf = (b: Rational) => logPolynomialSignAt(x.p, x.q, b);
  return signOf(Q.maximum(x.low, y.low)) !== signOf(Q.minimum(x.high, y.high));
}

/** The simplest rational strictly between neighbouring ends of one list, at least of their enclosures as they stand. */
function rationalBetween(from: LogNumber, to: LogNumber | "infinity"): Rational {
  if (to === "infinity") return Q.simplestBetween(from.high);
  let [a, c] = [from, to];
  while (Q.compare(a.high, c.low) >= 0) [a, c] = [refineLogNumber(a, 2), refineLogNumber(c, 2)];
  return Q.simplestBetween(a.high, c.low);
}

/** Whether ln b·p(b) ≥ q(b) for all b > 1, with what settles it; if not, a rational b where it fails. */
export type NonNegative =
  | { readonly holds: true; readonly pieces: LogPieces; readonly signs: readonly LogSign[] }
  | { readonly holds: false; readonly at: Rational; readonly pieces: LogPieces; readonly signs: readonly LogSign[] };

/** Whether ln b·p(b) − q(b) ≥ 0 for all b > 1. Throws RangeError for p = q = 0. */
export function isNonNegative(p: Polynomial, q: Polynomial): NonNegative {
  const pieces = piecesOf(p, q, beginning, "infinity");
  const signs = signsByPieces(pieces, beginning, "infinity");
  const negative = signs.find(({ sign }) => sign < 0);
  // f is continuous, so a point is never the only place where it is negative.
  if (negative === undefined || negative.cell.kind === "point") return { holds: true, pieces, signs };
  return { holds: false, at: rationalBetween(negative.cell.from, negative.cell.to), pieces, signs };
}

export type LogRootJson = {
  readonly p: PolynomialJson;
  readonly q: PolynomialJson;
  readonly low: string;
  readonly high: string;
};

/** {"p", "q", "low", "high"}: the only zero of ln b·p − q in [low, high]. */
export const printLogRoot = ({ p, q, low, high }: LogRoot): LogRootJson => ({
  p: P.printPolynomial(p),
  q: P.printPolynomial(q),
  low: Q.printRational(low),
  high: Q.printRational(high),
});

/** The pieces in words: what a reader must check to believe the signs. */
export function explainLogPieces({ parts, slope, cuts, signs }: LogPieces): string[] {
  const text = (f: Polynomial) => JSON.stringify(P.printPolynomial(f));
  return [
    `ln b·p − q = g·(ln b·p1 − q1) with g = ${text(parts.common)}, p1 = ${text(parts.p)}, q1 = ${text(parts.q)}`,
    `ln b − q1/p1 has a derivative of the sign of ${text(slope)} wherever p1 is not 0`,
    `p1 and that polynomial are 0 inside the interval at ${cuts.length === 0 ? "no b" : cuts.map((c) => JSON.stringify(A.printAlgebraic(c))).join(", ")}`,
    `at the beginning, there, and at the end ln b·p1 − q1 has the signs ${signs.join(", ")}: one zero between neighbours that differ, none between others`,
  ];
}
