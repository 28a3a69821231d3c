import {
  type AlgebraicNumber,
  algebraicNumber,
  type Cell,
  compare,
  compareEnds,
  compareRational,
  constantSign,
  type End,
  fromRational,
  isRational,
  midpoint,
  refine,
  signAt,
} from "./algebraic.js";
import { absolute, gcd, signOf } from "./integer.js";
import {
  commonDegreeBound,
  degree,
  denseCoefficients,
  derivative,
  isZero,
  leadingCoefficient,
  lowestExponent,
  multiplicityOf,
  type Polynomial,
  primitivePart,
  scale,
  signAtRational,
  squareFreePart,
} from "./polynomial.js";
import type { Rational } from "./rational.js";
import * as Q from "./rational.js";
import type { Sign } from "./ring.js";

/**
 * Why a polynomial has one sign on a cell.
 *
 * - `zero`: it is the zero polynomial.
 * - `descartes`: its coefficients change sign as often as 1 is a root, so by Descartes' rule it has no other positive
 *   root; the cell lies in b > 1, and the sign is that of the leading coefficient.
 * - `variations`: the cell lies between `low` and `high`, and on each piece between neighbours of low, cuts, high
 *   either the terms' enclosure leaves out 0, or the chain (see `chainVariations`) loses no more changes of sign than
 *   the cell's own ends explain as roots; no cut inside the cell is a root. The sign is that at `at`.
 * - `no-root`: it has no root in the open cell; the sign is that at `at`.
 * - `point`: the cell is one number, and the sign is that of the value there.
 */
export type SignArgument =
  | { readonly kind: "zero" }
  | { readonly kind: "descartes"; readonly multiplicityAtOne: number }
  | {
      readonly kind: "variations";
      readonly low: Rational;
      readonly cuts: readonly Rational[];
      readonly high: Rational | "infinity";
      readonly at: Rational;
    }
  | { readonly kind: "no-root"; readonly at: Rational }
  | { readonly kind: "point" };

/** A sign on a whole cell, and why. */
export interface ConstantSign {
  readonly sign: Sign;
  readonly argument: SignArgument;
}

/** Chains are quadratic in the number of terms: beyond this many the dense transformation is the cheaper count. */
const chainTerms = 48;
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

/** The number of changes of sign in a sequence, zeros left out. */
export function variations(sequence: readonly bigint[]): number {
  let [count, last] = [0, 0];
  for (const c of sequence) {
    const sign = signOf(c);
    if (sign === 0 || sign === last) continue;
    if (last !== 0) count++;
    last = sign;
  }
  return count;
}

/** Whether (b − 1)^multiplicity divides p: Σ c·e(e − 1)…(e − j + 1) = 0 for all j below the multiplicity. */
export function isRootAtOne(p: Polynomial, multiplicity: number): boolean {
  let weighted = p.coefficients;
  for (let j = 0; j < multiplicity; j++) {
    if (weighted.reduce((total, c) => total + c, 0n) !== 0n) return false;
    weighted = weighted.map((c, i) => c * BigInt(p.exponents[i]! - j));
  }
  return true;
}

/**
 * The changes of sign, just right (side = 1) or just left (side = −1) of x, in the chain f₀ = p / b^e₀,
 * f_{j+1} = f_j′ divided by its power of b: as many members as p has terms. Between two points in b > 0 the chain loses
 * at least as many changes as p has roots there with multiplicity, and an even number more: the argument of Budan and
 * Fourier, which a positive factor does not disturb. At infinity all members have the sign of the leading coefficient.
 */
export function chainVariations(p: Polynomial, x: Rational, side: 1 | -1): number {
  const signs = x.numerator === 0n ? p.coefficients.map(signOf) : chainSigns(p, x);
  let count = 0;
  let next = signs.at(-1) ?? 0;
  for (let j = signs.length - 2; j >= 0; j--) {
    // Where a member is 0, beside x it has the sign of its derivative, or on the left the opposite one.
    const sign = signs[j] !== 0 ? signs[j]! : ((side * next) as Sign);
    if (sign !== next) count++;
    next = sign;
  }
  return count;
}

/** The signs of the chain at x > 0: member j is a positive factor times Σ_i c_i·(e_i − e_0)…(e_i − e_{j−1})·x^{e_i}. */
function chainSigns(p: Polynomial, x: Rational): Sign[] {
  const { exponents } = p;
  const values = termValues(p, x);
  const signs: Sign[] = [];
  for (let j = 0; j < values.length; j++) {
    let total = 0n;
    for (let i = j; i < values.length; i++) {
      total += values[i]!;
      values[i]! *= BigInt(exponents[i]! - exponents[j]!);
    }
    signs.push(signOf(total));
  }
  return signs;
}

/** The terms of p at x, all times one positive number that makes them integers. */
function termValues(p: Polynomial, x: Rational): bigint[] {
  const values = [...p.coefficients];
  if (Q.equals(x, Q.one)) return values;
  let [up, down] = [1n, 1n];
  for (let i = 1; i < values.length; i++) {
    up *= x.numerator ** BigInt(p.exponents[i]! - p.exponents[i - 1]!);
    values[i]! *= up;
  }
  for (let i = values.length - 2; i >= 0; i--) {
    down *= x.denominator ** BigInt(p.exponents[i + 1]! - p.exponents[i]!);
    values[i]! *= down;
  }
  return values;
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

/**
 * The distinct roots of p ≠ 0 in the open interval (low, high), ascending; `high` undefined is infinity.
 * Bisection until each piece holds none or one (see `rootCount`). Throws RangeError unless 0 ≤ low < high and p ≠ 0.
 */
export function realRoots(p: Polynomial, low: Rational, high?: Rational): AlgebraicNumber[] {
  if (isZero(p)) throw new RangeError("realRoots: expected a polynomial other than 0");
  if (Q.signOfRational(low) < 0 || (high !== undefined && Q.compare(low, high) >= 0)) {
    throw new RangeError(`realRoots: expected 0 <= low < high, got low = ${Q.printRational(low)}`);
  }
  const f = primitivePart(scale(p, 1n, -lowestExponent(p)));
  const end = high ?? rootBound(f);
  if (Q.compare(low, end) >= 0) return [];
  const count = rootCount(f, low, end);
  if (count === 0) return [];
  if (count === 1) return [rootBetween(f, low, end)];
  return rootsBetween(withSimpleRoots(f, low), low, end);
}

function rootsBetween(f: Polynomial, low: Rational, high: Rational): AlgebraicNumber[] {
  const count = rootCount(f, low, high);
  if (count === 0) return [];
  if (count === 1) return [rootBetween(f, low, high)];
  const middle = midpoint(low, high);
  const here = signAtRational(f, middle) === 0 ? [fromRational(middle)] : [];
  return [...rootsBetween(f, low, middle), ...here, ...rootsBetween(f, middle, high)];
}

/** A polynomial with the roots of f in b > low, all simple. What repeats only at 1 ≤ low may stay: f has few terms. */
function withSimpleRoots(f: Polynomial, low: Rational): Polynomial {
  const slope = derivative(f);
  if (isZero(slope)) return f;
  const repeated = commonDegreeBound(f, slope);
  // 1 is a root of the gcd with f′ one time less than of f, and the gcd has no other root if that is its degree.
  if (repeated === 0) return f;
  if (Q.compare(low, Q.one) >= 0 && isRootAtOne(f, repeated + 1)) return f;
  return squareFreePart(f);
}

/** A power of two above all roots of f: Fujiwara's bound 2·max |c_i/c_n|^{1/(n−i)}, rounded up. */
function rootBound(f: Polynomial): Rational {
  const length = (c: bigint) => BigInt(absolute(c).toString(2).length);
  const [top, leading] = [degree(f), length(leadingCoefficient(f))];
  let exponent = 0n;
  for (let i = 0; i < f.exponents.length - 1; i++) {
    const gap = BigInt(top - f.exponents[i]!);
    // |c_i/c_n| < 2^excess, and excess/gap is rounded up.
    const excess = length(f.coefficients[i]!) - leading + 1n;
    const needed = excess <= 0n ? 0n : (excess + gap - 1n) / gap;
    if (needed > exponent) exponent = needed;
  }
  return Q.rational(2n ** (exponent + 1n));
}

/** How many roots f has in (low, high): 0 or 1 (then simple), or undefined where the interval must be cut. */
const rootCount = (f: Polynomial, low: Rational, high: Rational): 0 | 1 | undefined =>
  f.exponents.length <= chainTerms ? sparseCount(f, low, high) : denseCount(f, low, high);

/** By the chain; where that keeps too many changes, by enclosures of f and f′, one of which ends on short intervals. */
function sparseCount(f: Polynomial, low: Rational, high: Rational): 0 | 1 | undefined {
  const lost = chainVariations(f, low, 1) - chainVariations(f, high, -1);
  if (lost === 0 || lost === 1) return lost;
  if (constantSign(f, low, high) !== undefined) return 0;
  if (constantSign(derivative(f), low, high) === undefined) return undefined;
  return signAtRational(f, low) * signAtRational(f, high) === -1 ? 1 : 0;
}

/**
 * By Descartes' rule for the interval [Vincent; Collins and Akritas]: the changes of sign in
 * (1 + y)^n·f((low + high·y)/(1 + y)). On short intervals around simple roots it counts exactly.
 */
function denseCount(f: Polynomial, low: Rational, high: Rational): 0 | 1 | undefined {
  const onUnit = movedToUnit(denseCoefficients(f), low, high);
  const count = variations(shifted(onUnit.reverse(), 1n));
  return count === 0 || count === 1 ? count : undefined;
}

/** The coefficients of d^n·f(low + (high − low)·z), d the common denominator of the ends. */
function movedToUnit(f: bigint[], low: Rational, high: Rational): bigint[] {
  const common = gcd(low.denominator, high.denominator);
  const start = low.numerator * (high.denominator / common);
  const width = high.numerator * (low.denominator / common) - start;
  const denominator = low.denominator * (high.denominator / common);
  let scaleUp = 1n;
  for (let i = f.length - 1; i >= 0; i--) {
    f[i]! *= scaleUp;
    scaleUp *= denominator;
  }
  const moved = shifted(f, start);
  let step = 1n;
  for (let i = 0; i < moved.length; i++) {
    moved[i]! *= step;
    step *= width;
  }
  return moved;
}

/** The coefficients of f(y + by), in place. */
function shifted(f: bigint[], by: bigint): bigint[] {
  if (by === 0n) return f;
  for (let i = 0; i < f.length - 1; i++) {
    for (let j = f.length - 2; j >= i; j--) f[j]! += by === 1n ? f[j + 1]! : by * f[j + 1]!;
  }
  return f;
}

/** The only root of f in (low, high), simple; f may vanish at the ends. */
function rootBetween(f: Polynomial, low: Rational, high: Rational): AlgebraicNumber {
  const left = signRightOf(f, low);
  let [from, to] = [low, high];
  while (from.numerator === 0n || signAtRational(f, from) === 0 || signAtRational(f, to) === 0) {
    const middle = midpoint(from, to);
    const sign = signAtRational(f, middle);
    if (sign === 0) return fromRational(middle);
    if (sign === left) from = middle;
    else to = middle;
  }
  return algebraicNumber(f, from, to);
}

/** The sign of f ≠ 0 just right of x: that of its first derivative that is not 0 there. */
function signRightOf(f: Polynomial, x: Rational): Sign {
  for (let g = f; ; g = derivative(g)) {
    const sign = signAtRational(g, x);
    if (sign !== 0) return sign;
  }
}

/** A sign argument as certificates write it. */
export type SignArgumentJson =
  | { readonly kind: "zero" | "point" }
  | { readonly kind: "descartes"; readonly multiplicityAtOne: number }
  | {
      readonly kind: "variations";
      readonly low: string;
      readonly cuts: readonly string[];
      readonly high: string;
      readonly at: string;
    }
  | { readonly kind: "no-root"; readonly at: string };

/** The argument as certificates write it. */
export function printArgument(argument: SignArgument): SignArgumentJson {
  switch (argument.kind) {
    case "zero":
    case "point":
    case "descartes":
      return argument;
    case "no-root":
      return { kind: argument.kind, at: Q.printRational(argument.at) };
    case "variations": {
      const { kind, low, cuts, high, at } = argument;
      return {
        kind,
        low: Q.printRational(low),
        cuts: cuts.map(Q.printRational),
        high: high === "infinity" ? high : Q.printRational(high),
        at: Q.printRational(at),
      };
    }
  }
}

/** Reads what `printArgument` writes; undefined for any other shape. */
export function parseArgument(json: unknown): SignArgument | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { kind, multiplicityAtOne, at: sample, ...rest } = json as Record<string, unknown>;
  if (kind === "zero" || kind === "point") return { kind };
  if (kind === "descartes") {
    return typeof multiplicityAtOne === "number" ? { kind, multiplicityAtOne } : undefined;
  }
  const at = parsePoint(sample);
  if (at === undefined) return undefined;
  if (kind === "no-root") return { kind, at };
  const low = parsePoint(rest.low);
  const high = rest.high === "infinity" ? rest.high : parsePoint(rest.high);
  const cuts = Array.isArray(rest.cuts) ? rest.cuts.map(parsePoint) : [undefined];
  if (kind !== "variations" || low === undefined || high === undefined || !cuts.every((x) => x !== undefined)) {
    return undefined;
  }
  return { kind, low, cuts, high, at };
}

const parsePoint = (text: unknown): Rational | undefined =>
  typeof text === "string" ? Q.parseRational(text) : undefined;
