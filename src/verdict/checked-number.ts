import type { AlgebraicNumber } from "../number/algebraic.js";
import { signOf } from "../number/integer.js";
import type { Polynomial } from "../number/polynomial.js";
import {
  add,
  compare,
  equals,
  maximum,
  minimum,
  multiply,
  printRational,
  type Rational,
  rational,
} from "../number/rational.js";
import type { Sign } from "../number/ring.js";
import {
  changesAt,
  commonFactor,
  type Dense,
  dense,
  primitive,
  quotient,
  signAtDense,
  signSumChain,
  squareFree,
  sturmChain,
} from "./sturm.js";
import { changesLost, checkPolynomial, enclosedSign, type Interval, valueSign } from "./term-signs.js";

/*
 * Algebraic numbers as the checker reads them: whether one is what it claims to be, the only root of its polynomial in
 * its interval; then its order, the sign of a polynomial there, and intervals that tell it from other roots.
 */

const half = rational(1n, 2n);
/** Halvings tried before a question goes to a Sturm chain. */
const halvings = 64;
/** Coefficients of two polynomials from which enclosures are tried before their Sturm chain. */
const longChain = 40;
/** How often an interval is halved to show it free of roots. */
const freeDepth = 16;

/** Whether the interval is one number. */
export const isPoint = ({ low, high }: Interval): boolean => equals(low, high);

/** undefined if the number's polynomial has just one root in its interval, of odd multiplicity, none at its ends. */
export function checkNumber(x: AlgebraicNumber): string | undefined {
  const { polynomial: q, low, high } = x;
  const malformed = checkPolynomial(q);
  if (malformed !== undefined || q.coefficients.length === 0) return malformed ?? "a number's polynomial is 0";
  if (isPoint(x)) return valueSign(q, low) === 0 ? undefined : `${printRational(low)} is not a root of its polynomial`;
  if (signOf(low.numerator) <= 0 || compare(low, high) > 0) return "a number's interval is not 0 < low < high";
  if (valueSign(q, low) * valueSign(q, high) !== -1) return "a number's polynomial does not change sign";
  if (holdsOneRoot(q, x)) return undefined;
  const chain = sturmChain(squareFree(dense(q)));
  const roots = changesAt(chain, low) - changesAt(chain, high);
  return roots === 1 ? undefined : `a number's interval holds ${roots} roots`;
}

/**
 * Whether chains and enclosures show that q, of opposite signs at the ends, has one root between: the half without a
 * change of sign is shown free of roots, until the other loses one change. False says nothing.
 */
function holdsOneRoot(q: Polynomial, x: Interval): boolean {
  let interval: Interval = x;
  for (let i = 0; i < halvings; i++) {
    if (changesLost(q, interval.low, interval.high) === 1) return true;
    const next = halved(dense(q), interval);
    const [low, high] = equals(next.low, interval.low) ? [next.high, interval.high] : [interval.low, next.low];
    if (isPoint(next) || !isFree(q, low, high, freeDepth)) return false;
    interval = next;
  }
  return false;
}

/** Whether chains and enclosures on pieces show that q, not 0 at low and high, has no root between. */
function isFree(q: Polynomial, low: Rational, high: Rational, depth: number): boolean {
  if (enclosedSign(q, { low, high }) !== undefined || changesLost(q, low, high) === 0) return true;
  const middle = multiply(add(low, high), half);
  if (depth === 0 || valueSign(q, middle) !== valueSign(q, low)) return false;
  return isFree(q, low, middle, depth - 1) && isFree(q, middle, high, depth - 1);
}

/** The sign of x − at. */
export function orderAgainst(x: AlgebraicNumber, at: Rational): Sign {
  if (isPoint(x)) return compare(x.low, at);
  if (compare(at, x.low) <= 0) return 1;
  if (compare(at, x.high) >= 0) return -1;
  const sign = valueSign(x.polynomial, at);
  return sign === 0 ? 0 : sign === valueSign(x.polynomial, x.low) ? 1 : -1;
}

/** Whether x < y: by halving until their intervals are apart, once a Sturm chain has shown that they differ. */
export function isBelow(x: AlgebraicNumber, y: AlgebraicNumber): boolean {
  const [p, q] = [dense(x.polynomial), dense(y.polynomial)];
  let [a, b]: [Interval, Interval] = [x, y];
  for (let i = 0; ; i++) {
    if (compare(a.high, b.low) <= 0) return !(isPoint(a) && isPoint(b) && equals(a.low, b.low));
    if (compare(b.high, a.low) <= 0) return false;
    if (i === halvings && haveCommonRoot(p, q, a, b)) return false;
    [a, b] = [halved(p, a), halved(q, b)];
  }
}

/** Whether p and q share a root in the overlap of the two intervals, each of which holds one root of its polynomial. */
function haveCommonRoot(p: Dense, q: Dense, a: Interval, b: Interval): boolean {
  const chain = sturmChain(squareFree(commonFactor(p, q)));
  return changesAt(chain, maximum(a.low, b.low)) - changesAt(chain, minimum(a.high, b.high)) === 1;
}

/** The half of the interval with the change of sign of q, or the middle if it is the root; a point stays. */
function halved(q: Dense, { low, high }: Interval): Interval {
  if (equals(low, high)) return { low, high };
  const middle = multiply(add(low, high), half);
  const sign = signAtDense(q, middle);
  if (sign === 0) return { low: middle, high: middle };
  return sign === signAtDense(q, low) ? { low: middle, high } : { low, high: middle };
}

/** The half that holds x of an interval around it, within that of x itself. */
export const halvedAround = (x: AlgebraicNumber, interval: Interval): Interval => halved(dense(x.polynomial), interval);

/** The sign of p at a number that is what it claims to be. */
export const signAtNumber = (p: Polynomial, x: AlgebraicNumber): Sign =>
  isPoint(x) ? valueSign(p, x.low) : signAtRoot(p, x);

/**
 * The sign of p at a root x of q alone in its interval: with a divisor q it is 0; else the chain of q and q′·p loses
 * that sign.
 */
function signAtRoot(p: Polynomial, x: AlgebraicNumber): Sign {
  const [f, q] = [primitive(dense(p)), primitive(dense(x.polynomial))];
  if (quotient(f, q) !== undefined) return 0;
  if (f.length + q.length > longChain) {
    const sign = refinedSign(p, q, x);
    if (sign !== undefined) return sign;
  }
  const chain = signSumChain(q, f);
  return signOf(BigInt(changesAt(chain, x.low) - changesAt(chain, x.high)));
}

/** By enclosures on ever shorter intervals, which show every sign but 0 in the end. */
function refinedSign(p: Polynomial, q: Dense, x: Interval): Sign | undefined {
  let interval: Interval = x;
  for (let i = 0; i < halvings; i++) {
    const sign = enclosedSign(p, interval);
    if (sign !== undefined) return sign;
    interval = halved(q, interval);
  }
  return undefined;
}

/** An interval around a number, and whether the number is a root of what the interval is free of besides. */
export interface Isolated {
  readonly interval: Interval;
  readonly isRoot: boolean;
}

/** An interval around the number that holds no root of the chain's polynomial, unless the number itself is one. */
export function isolatedFrom(chain: readonly Dense[], x: AlgebraicNumber): Isolated {
  const [p, q] = [chain[0]!, dense(x.polynomial)];
  if (isPoint(x)) return { interval: x, isRoot: signAtDense(p, x.low) === 0 };
  const shared = sturmChain(squareFree(commonFactor(p, q)));
  const isRoot = changesAt(shared, x.low) - changesAt(shared, x.high) === 1;
  let interval: Interval = x;
  const roots = () => changesAt(chain, interval.low) - changesAt(chain, interval.high);
  const crowded = () => signAtDense(p, interval.low) === 0 || roots() > (isRoot ? 1 : 0);
  while (!isPoint(interval) && crowded()) interval = halved(q, interval);
  return { interval, isRoot };
}
