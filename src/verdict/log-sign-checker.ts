import type { AlgebraicNumber, Cell } from "../number/algebraic.js";
import type { Polynomial } from "../number/polynomial.js";
import type { Sign } from "../number/ring.js";
import type { SignArgument } from "../number/sign-argument.js";
import type { LogArgument } from "./certificate.js";
import { halvedAround, isPoint, signAtNumber } from "./checked-number.js";
import { logBounds } from "./log-bounds.js";
import { checkArgument } from "./sign-checker.js";
import { boundsOn, checkPolynomial, type Interval } from "./term-signs.js";

/** How often the interval of an end is halved before the sign there counts as not shown. */
const halvings = 256;

/**
 * Checks that ln b·p − q has the sign on the whole cell, which `checkCell` has passed, sharing no code with the search
 * for it. g = ln b − q/p has the derivative (p² − b(q′p − qp′))/(bp²). If p and that numerator have one sign each on the
 * cell, g is strictly monotone there, and ln b·p − q = p·g. So g has the wanted sign everywhere if it has that sign, or
 * the limit 0, at the end from which it moves away: the beginning when it rises and shall be positive or falls and shall
 * be negative, else the other end. Returns undefined if all is well, else one line.
 */
export function checkLogSign(
  p: Polynomial,
  q: Polynomial,
  cell: Cell,
  sign: Sign,
  argument: LogArgument,
): string | undefined {
  if (cell.kind !== "open") return "the cell is a point";
  if (sign === 0) return "the sign is 0, which it is at no more than single points";
  const malformed = checkPolynomial(p) ?? checkPolynomial(q);
  if (malformed !== undefined) return malformed;
  const signOfP = shownSign(p, cell, argument.p);
  if (typeof signOfP === "string") return `p: ${signOfP}`;
  const slope = shownSign(slopeNumerator(p, q), cell, argument.slope);
  if (typeof slope === "string") return `the slope of ln b − q/p: ${slope}`;
  const { from, to } = cell;
  if (slope === sign * signOfP) return checkEnd(p, q, from, 1, sign);
  // As b grows, ln b outgrows q/p or a power of b in q/p outgrows ln b: g does not stay on one side of 0 as it nears it.
  return to === "infinity" ? "ln b − q/p moves to the other side of 0" : checkEnd(p, q, to, -1, sign);
}

/** The sign other than 0 that the argument shows for p on the cell, or what is wrong with it. */
function shownSign(p: Polynomial, cell: Cell, argument: SignArgument): 1 | -1 | string {
  const fault = checkArgument(p, cell, 1, argument);
  if (fault === undefined) return 1;
  return checkArgument(p, cell, -1, argument) === undefined ? -1 : fault;
}

/** p² − b·(q′p − qp′), term by term. */
function slopeNumerator(p: Polynomial, q: Polynomial): Polynomial {
  const terms = new Map<number, bigint>();
  const put = (c: bigint, e: number) => terms.set(e, (terms.get(e) ?? 0n) + c);
  for (const [c, e] of termsOf(p)) for (const [d, f] of termsOf(p)) put(c * d, e + f);
  // b·(q′p − qp′) has the terms c·d·(f − e)·b^(e+f), with c·b^e of p and d·b^f of q.
  for (const [c, e] of termsOf(p)) for (const [d, f] of termsOf(q)) put(-c * d * BigInt(f - e), e + f);
  const kept = [...terms].filter(([, c]) => c !== 0n).sort(([e], [f]) => e - f);
  return { coefficients: kept.map(([, c]) => c), exponents: kept.map(([e]) => e) };
}

const termsOf = ({ coefficients, exponents }: Polynomial): readonly (readonly [bigint, number])[] =>
  coefficients.map((c, i) => [c, exponents[i]!] as const);

/**
 * undefined if ln b·p − q has the sign next to x ≥ 1 on the side, 1 for right and −1 for left, or ln b − q/p has the
 * limit 0 there; else one line. Where p and q have a zero of order n or more in common, p = (b − x)^n·p̃ and likewise q,
 * with p̃(x) = p⁽ⁿ⁾(x)/n!: the sign is that of ln x·p⁽ⁿ⁾(x) − q⁽ⁿ⁾(x), turned n times on the left. For the first n at
 * which one of the two is not 0 this is not 0, but perhaps for x = 1: ln x is transcendental [Lindemann 1882]. At 1 it
 * is −q⁽ⁿ⁾(1), and where that is 0, p̃(1) is not, so that q/p and ln b both tend to 0.
 */
function checkEnd(p: Polynomial, q: Polynomial, x: AlgebraicNumber, side: 1 | -1, sign: 1 | -1): string | undefined {
  let [first, second, turn] = [p, q, 1];
  while (signAtNumber(first, x) === 0 && signAtNumber(second, x) === 0) {
    [first, second, turn] = [derivative(first), derivative(second), turn * side];
  }
  const value = isOne(x) ? ((0 - signAtNumber(second, x)) as Sign) : transcendentalSign(first, second, x);
  if (value === undefined) return "the sign at an end of the cell is not shown";
  return value === 0 || value * turn === sign ? undefined : `the sign at an end of the cell is ${value * turn}`;
}

const derivative = (f: Polynomial): Polynomial => {
  const kept = termsOf(f).filter(([, e]) => e > 0);
  return { coefficients: kept.map(([c, e]) => c * BigInt(e)), exponents: kept.map(([, e]) => e - 1) };
};

const isOne = (x: AlgebraicNumber): boolean => isPoint(x) && x.low.numerator === x.low.denominator;

/** The sign of ln x·p(x) − q(x) for x > 1, where p(x) and q(x) are not both 0; undefined if it is not shown. */
function transcendentalSign(p: Polynomial, q: Polynomial, x: AlgebraicNumber): 1 | -1 | undefined {
  let interval: Interval = x;
  for (let i = 0; i < halvings; i++, interval = halvedAround(x, interval)) {
    if (interval.low.numerator < interval.low.denominator) continue;
    const sign = enclosedSign(p, q, interval, 64 + 4 * i);
    if (sign !== undefined) return sign;
  }
  return undefined;
}

/** A sign that ln b·p − q has on the whole interval, low ≥ 1, by bounds of its three parts there. */
function enclosedSign(p: Polynomial, q: Polynomial, interval: Interval, bits: number): 1 | -1 | undefined {
  const [least, greatest] = [logBounds(interval.low, bits).low, logBounds(interval.high, bits).high];
  const [first, second] = [boundsOn(p, interval), boundsOn(q, interval)];
  // All three on one denominator. ln b ≥ 0, so that its least value belongs to the least p unless that is negative.
  const low = first.low * (first.low < 0n ? greatest : least) * second.denominator;
  const high = first.high * (first.high < 0n ? least : greatest) * second.denominator;
  const unit = first.denominator << BigInt(bits);
  if (low > second.high * unit) return 1;
  return high < second.low * unit ? -1 : undefined;
}
