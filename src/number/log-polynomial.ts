import type { AlgebraicNumber, End } from "./algebraic.js";
import * as A from "./algebraic.js";
import { compareLogNumbers, type LogNumber, type LogRoot, rationalBetween } from "./log-number.js";
import { type LogDifference, logPolynomialSignAt, signAt, signLeftOf, signRightOf } from "./log-polynomial-sign.js";
import type { Polynomial } from "./polynomial.js";
import * as P from "./polynomial.js";
import { gcd } from "./polynomial-gcd.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";
import { signOnCell } from "./sign-on-cell.js";

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
export interface LogPolynomial extends LogDifference {
  readonly common: Polynomial;
}

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

/** f = common·(ln b·p₁ − q₁) with p₁ and q₁ coprime. Throws RangeError for p = q = 0. */
export function coprimeParts(p: Polynomial, q: Polynomial): LogPolynomial {
  const common = gcd(p, q);
  if (P.isZero(common)) throw new RangeError("logPolynomial: expected p and q not both 0");
  return { common, p: P.exactQuotient(p, common)!, q: P.exactQuotient(q, common)! };
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
export function slopeOf({ p, q }: LogDifference): Polynomial {
  const turn = P.subtract(P.multiply(P.derivative(q), p), P.multiply(q, P.derivative(p)));
  return P.subtract(P.multiply(p, p), P.scale(turn, 1n, 1));
}

/** The zeros of a polynomial strictly inside the interval, ascending; none for the zero polynomial. */
function rootsInside(f: Polynomial, from: AlgebraicNumber, to: End): readonly AlgebraicNumber[] {
  const found = signOnCell(f, { kind: "open", from, to });
  return "roots" in found ? found.roots : [];
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
