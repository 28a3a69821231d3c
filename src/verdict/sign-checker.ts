import type { AlgebraicNumber, Cell, End } from "../number/algebraic.js";
import { signOf } from "../number/integer.js";
import type { Polynomial } from "../number/polynomial.js";
import { compare, one, printRational, type Rational } from "../number/rational.js";
import type { Sign } from "../number/ring.js";
import type { SignArgument } from "../number/sign-argument.js";
import {
  checkNumber,
  type Isolated,
  isBelow,
  isolatedFrom,
  isPoint,
  orderAgainst,
  signAtNumber,
} from "./checked-number.js";
import {
  changesAt,
  commonFactor,
  dense,
  derivative,
  primitive,
  quotient,
  signAtDense,
  squareFree,
  sturmChain,
} from "./sturm.js";
import { changesLost, changesOfSign, checkPolynomial, enclosedSign, valueSign } from "./term-signs.js";

/*
 * The second reader of sign arguments. It shares no code with the search for roots: its own reading of terms, its own
 * arithmetic on dense coefficient lists, and Sturm chains instead of bisection. All numbers it accepts are checked
 * too: that a polynomial has the one root its interval claims.
 */

/** undefined if p has the sign on all of the cell and the argument shows it, else one line saying what is wrong. */
export function checkSign(p: Polynomial, cell: Cell, sign: Sign, argument: SignArgument): string | undefined {
  return checkCell(cell) ?? checkArgument(p, cell, sign, argument);
}

/** undefined if the cell's numbers are what they claim to be and lie in order in b ≥ 1, else one line. */
export function checkCell(cell: Cell): string | undefined {
  if (cell.kind === "point") return checkNumber(cell.at);
  const fault = checkNumber(cell.from) ?? (cell.to === "infinity" ? undefined : checkNumber(cell.to));
  if (fault !== undefined) return fault;
  if (orderAgainst(cell.from, one) < 0) return "the cell starts below 1";
  return cell.to === "infinity" || isBelow(cell.from, cell.to) ? undefined : "the cell's ends are not in order";
}

/** As `checkSign`, for a cell that `checkCell` has passed. */
export function checkArgument(p: Polynomial, cell: Cell, sign: Sign, argument: SignArgument): string | undefined {
  const malformed = checkPolynomial(p);
  if (malformed !== undefined) return malformed;
  if (argument.kind === "zero") {
    return p.coefficients.length === 0 && sign === 0 ? undefined : "the polynomial or the sign is not 0";
  }
  if (p.coefficients.length === 0) return "the polynomial is 0";
  if (cell.kind === "point") return checkPoint(p, cell.at, sign, argument);
  switch (argument.kind) {
    case "descartes":
      return checkDescartes(p, sign, argument.multiplicityAtOne);
    case "variations":
      return checkVariations(p, cell, argument) ?? checkSample(p, cell, sign, argument.at);
    case "no-root":
      return checkSample(p, cell, sign, argument.at) ?? checkNoRoot(p, cell);
    case "point":
      return "the argument is for a point, the cell is not";
  }
}

/** Descartes: V changes of sign and a root at 1 of multiplicity ≥ V leave no other positive root. */
function checkDescartes(p: Polynomial, sign: Sign, multiplicity: number): string | undefined {
  const changes = changesOfSign(p.coefficients.map(signOf));
  if (changes !== multiplicity) return `the coefficients change sign ${changes} times, not ${multiplicity}`;
  // One derivative after another at 1; a factor b put back each time changes no zero there.
  let terms = p.coefficients.map((c, i) => ({ c, e: BigInt(p.exponents[i]!) }));
  for (let j = 0n; j < BigInt(changes); j++) {
    let value = 0n;
    for (const { c } of terms) value += c;
    if (value !== 0n) return `1 is a root of multiplicity ${j} only, not ${multiplicity}`;
    terms = terms.map(({ c, e }) => ({ c: c * (e - j), e }));
  }
  return sign === signOf(p.coefficients.at(-1)!) ? undefined : "the sign is not that of the leading coefficient";
}

type Open = Extract<Cell, { kind: "open" }>;

function checkSample(p: Polynomial, cell: Open, sign: Sign, at: Rational): string | undefined {
  const inside = orderAgainst(cell.from, at) < 0 && (cell.to === "infinity" || orderAgainst(cell.to, at) > 0);
  if (!inside) return `${printRational(at)} is not inside the cell`;
  return valueSign(p, at) === sign ? undefined : `the sign at ${printRational(at)} is not ${sign}`;
}

function checkVariations(
  p: Polynomial,
  { from, to }: Open,
  { low, high, cuts }: Extract<SignArgument, { kind: "variations" }>,
): string | undefined {
  if (signOf(low.numerator) <= 0 || orderAgainst(from, low) < 0) return "the argument starts inside the cell";
  if (high !== "infinity" && (to === "infinity" || orderAgainst(to, high) > 0)) {
    return "the argument ends inside the cell";
  }
  const stops: (Rational | "infinity")[] = [...cuts, high];
  let start = low;
  for (const stop of stops) {
    const fault = checkPiece(p, from, to, start, stop);
    if (fault !== undefined) return fault;
    if (stop !== "infinity") start = stop;
  }
  return undefined;
}

/** No root of p in the cell between start and stop, and none at stop if that is inside the cell. */
function checkPiece(
  p: Polynomial,
  from: AlgebraicNumber,
  to: End,
  start: Rational,
  stop: Rational | "infinity",
): string | undefined {
  if (stop !== "infinity" && compare(start, stop) >= 0) return "the argument's cuts do not ascend";
  const inside =
    stop !== "infinity" && orderAgainst(from, stop) < 0 && (to === "infinity" || orderAgainst(to, stop) > 0);
  if (inside && valueSign(p, stop) === 0) return `${printRational(stop)} is a root inside the cell`;
  if (stop !== "infinity" && enclosedSign(p, { low: start, high: stop }) !== undefined) return undefined;
  const lost = changesLost(p, start, stop);
  if (lost === 0) return undefined;
  // An end strictly between the two is outside the open cell: its multiplicity explains some of the loss.
  const ends = [from, ...(to === "infinity" ? [] : [to])].filter(
    (x) => orderAgainst(x, start) > 0 && (stop === "infinity" || orderAgainst(x, stop) < 0),
  );
  for (const multiplicity of [multiplicityByDivision, multiplicityByDerivatives]) {
    const explained = ends.reduce((total, x) => total + multiplicity(p, x), 0);
    if (lost <= explained) return undefined;
  }
  return `${lost} changes of sign are lost after ${printRational(start)}`;
}

/** How often the polynomial of x divides p: x is a root of p that often, at least. */
function multiplicityByDivision(p: Polynomial, x: AlgebraicNumber): number {
  const q = primitive(dense(x.polynomial));
  let [count, rest] = [0, quotient(primitive(dense(p)), q)];
  for (; rest !== undefined; rest = quotient(rest, q)) count++;
  return count;
}

/** How many of p, p′, p″, … vanish at x one after another, as far as changes of sign of common factors show it. */
function multiplicityByDerivatives(p: Polynomial, x: AlgebraicNumber): number {
  const q = dense(x.polynomial);
  let count = 0;
  for (let f = dense(p); f.length > 1; f = derivative(f)) {
    const shared = commonFactor(f, q);
    if (signAtDense(shared, x.low) === signAtDense(shared, x.high)) break;
    count++;
  }
  return count;
}

/** No root in the open cell: the Sturm count over an outer rational interval is that of the roots at its ends. */
function checkNoRoot(p: Polynomial, { from, to }: Open): string | undefined {
  const chain = sturmChain(squareFree(dense(p)));
  const start = isolatedFrom(chain, from);
  const end = to === "infinity" ? undefined : isolatedFrom(chain, to);
  const inside =
    changesAt(chain, start.interval.low) - changesAt(chain, end?.interval.high ?? "infinity") - countOf(start, end);
  return inside === 0 ? undefined : `the polynomial has ${inside} roots inside the cell`;
}

/** The roots of the chain's polynomial in (low of the start, high of the end] that are the ends themselves. */
function countOf(start: Isolated, end: Isolated | undefined): number {
  // The Sturm count leaves out a root at low, and counts one at high.
  const atStart = start.isRoot && !isPoint(start.interval) ? 1 : 0;
  return atStart + (end?.isRoot ? 1 : 0);
}

function checkPoint(p: Polynomial, at: AlgebraicNumber, sign: Sign, argument: SignArgument): string | undefined {
  if (argument.kind !== "point") return "the cell is a point, the argument is not for one";
  const found = signAtNumber(p, at);
  return found === sign ? undefined : `the sign at the point is ${found}, not ${sign}`;
}
