import {
  type AlgebraicNumber,
  type Cell,
  compare,
  compareEnds,
  compareRational,
  constantSign,
  type End,
  isRational,
  midpoint,
  refine,
  signAt,
} from "./algebraic.js";
import { signOf } from "./integer.js";
import { derivative, isZero, leadingCoefficient, type Polynomial, signAtRational } from "./polynomial.js";
import { multiplicityOf } from "./polynomial-gcd.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import { realRoots, rootBound } from "./real-roots.js";
import type { Sign } from "./ring.js";
import type { SignArgument } from "./sign-argument.js";
import { chainTerms, chainVariations, isRootAtOne, variations } from "./sign-changes.js";

/*
 * The search for the sign of a polynomial on a cell: cheap arguments first, then its roots, then an argument for a cell
 * that is known to hold none.
 */

/** A sign on a whole cell, and why. */
export interface ConstantSign {
  readonly sign: Sign;
  readonly argument: SignArgument;
}

/** How often an argument's interval is halved before the argument is left to a Sturm chain. */
const greatestDepth = 48;

/**
 * The sign of p on the whole cell, with its argument; or, if p has roots inside the open cell, all of them, ascending.
 * Cells lie in b > 0.
 */
export function signOnCell(p: Polynomial, cell: Cell): ConstantSign | { readonly roots: readonly AlgebraicNumber[] } {
  if (isZero(p)) return { sign: 0, argument: { kind: "zero" } };
  if (cell.kind === "point") return { sign: signAt(p, cell.at), argument: { kind: "point" } };
  const { from, to } = cell;
  const known = signBeyondOne(p, from) ?? signByVariations(p, from, to);
  if (known !== undefined) return known;
  const roots = rootsInCell(p, from, to);
  if (roots.length > 0) return { roots };
  const at = simplestInside(from, to);
  return { sign: signAtRational(p, at), argument: argumentWithoutRoots(p, from, to, at) };
}

/** The cheap argument: as many changes of sign as roots at 1. */
function signBeyondOne(p: Polynomial, from: AlgebraicNumber): ConstantSign | undefined {
  const changes = variations(p.coefficients);
  if (!isRootAtOne(p, changes) || compareRational(from, Q.one) < 0) return undefined;
  return { sign: signOf(leadingCoefficient(p)), argument: { kind: "descartes", multiplicityAtOne: changes } };
}

/** The second cheap argument, for few terms: between the ends no changes of sign are lost but to roots at them. */
function signByVariations(p: Polynomial, from: AlgebraicNumber, to: End): ConstantSign | undefined {
  if (p.exponents.length > chainTerms) return undefined;
  const high = to === "infinity" ? to : to.high;
  const lost = chainVariations(p, from.low, 1) - (high === "infinity" ? 0 : chainVariations(p, high, -1));
  if (lost !== 0 && lost !== knownRoots(p, from) + knownRoots(p, to)) return undefined;
  const at = simplestInside(from, to);
  return { sign: signAtRational(p, at), argument: { kind: "variations", low: from.low, cuts: [], high, at } };
}

/** The multiplicity of an irrational end as a root of p, as far as its own polynomial shows it. */
const knownRoots = (p: Polynomial, end: End): number =>
  end === "infinity" || isRational(end) ? 0 : multiplicityOf(end.polynomial, p);

/** The argument for a cell known to hold no root: by pieces that enclosures and chains settle, else without data. */
function argumentWithoutRoots(p: Polynomial, from: AlgebraicNumber, to: End, at: Rational): SignArgument {
  const known = { from, to, atFrom: multiplicityAt(p, from), atTo: multiplicityAt(p, to) };
  const bound = to === "infinity" ? Q.add(Q.maximum(rootBound(p), from.high), Q.one) : to.high;
  const points = settledPoints(p, known, from.low, bound, greatestDepth);
  if (points === undefined) return { kind: "no-root", at };
  const [low, cuts, high] = [points[0]!, points.slice(1, -1), points.at(-1)!];
  // Beyond all roots of p and of its derivatives the chain loses nothing more.
  return to === "infinity"
    ? { kind: "variations", low, cuts: [...cuts, high], high: to, at }
    : { kind: "variations", low, cuts, high, at };
}

/** How often an irrational end is a root of p ≠ 0. At rational ends the chain looks at one side only. */
function multiplicityAt(p: Polynomial, end: End): number {
  if (end === "infinity" || isRational(end)) return 0;
  let count = 0;
  for (let f = p; signAt(f, end) === 0; f = derivative(f)) count++;
  return count;
}

interface KnownEnds {
  readonly from: AlgebraicNumber;
  readonly to: End;
  readonly atFrom: number;
  readonly atTo: number;
}

/** Points from low to high with settled pieces between, low and high drawn in towards the cell; undefined if too deep. */
function settledPoints(
  p: Polynomial,
  known: KnownEnds,
  low: Rational,
  high: Rational,
  depth: number,
): Rational[] | undefined {
  if (isSettled(p, known, low, high)) return [low, high];
  if (depth === 0) return undefined;
  const middle = midpoint(low, high);
  if (compareRational(known.from, middle) >= 0) return settledPoints(p, known, middle, high, depth - 1);
  if (known.to !== "infinity" && compareRational(known.to, middle) <= 0) {
    return settledPoints(p, known, low, middle, depth - 1);
  }
  const left = settledPoints(p, known, low, middle, depth - 1);
  const right = left && settledPoints(p, known, middle, high, depth - 1);
  return right && [...left, ...right.slice(1)];
}

function isSettled(p: Polynomial, { from, to, atFrom, atTo }: KnownEnds, low: Rational, high: Rational): boolean {
  if (constantSign(p, low, high) !== undefined) return true;
  const lost = chainVariations(p, low, 1) - chainVariations(p, high, -1);
  const between = (x: AlgebraicNumber) => compareRational(x, low) > 0 && compareRational(x, high) < 0;
  return lost <= (between(from) ? atFrom : 0) + (to !== "infinity" && between(to) ? atTo : 0);
}

/** The distinct roots of p ≠ 0 in the open cell, ascending. */
function rootsInCell(p: Polynomial, from: AlgebraicNumber, to: End): AlgebraicNumber[] {
  const roots = realRoots(p, from.low, to === "infinity" ? undefined : to.high);
  return roots.filter((root) => compare(from, root) < 0 && compareEnds(root, to) < 0);
}

/** The simplest rational strictly between the ends from < to. */
export function simplestInside(from: AlgebraicNumber, to: End): Rational {
  let [start, end] = [from, to];
  for (;;) {
    // An outer interval's simplest rational that lies inside is the simplest inside.
    const candidate = Q.simplestBetween(start.low, end === "infinity" ? undefined : end.high);
    if (compareRational(start, candidate) < 0 && (end === "infinity" || compareRational(end, candidate) > 0)) {
      return candidate;
    }
    [start, end] = [refine(start, 4), end === "infinity" ? end : refine(end, 4)];
  }
}
