import type { AlgebraicNumber, Cell, End } from "../number/algebraic.js";
import { absolute, gcd, signOf } from "../number/integer.js";
import type { Polynomial } from "../number/polynomial.js";
import {
  add,
  compare,
  equals,
  maximum,
  minimum,
  multiply,
  one,
  printRational,
  type Rational,
  rational,
} from "../number/rational.js";
import type { SignArgument } from "../number/real-roots.js";
import type { Sign } from "../number/ring.js";

/*
 * The second reader of sign arguments. It shares no code with the search for roots: its own arithmetic on dense
 * coefficient lists, and Sturm chains instead of Descartes' rule and bisection. All numbers it accepts are checked
 * here too: that a polynomial has the one root its interval claims.
 */

/** Coefficients of b^0, b^1, …, the last one not 0; [] is the zero polynomial. */
type Dense = readonly bigint[];

const half = rational(1n, 2n);
/** Halvings tried before a question goes to a Sturm chain. */
const halvings = 64;
/** Coefficients of two polynomials from which enclosures are tried before their Sturm chain. */
const longChain = 40;
/** How often an interval is halved to show it free of roots. */
const freeDepth = 16;

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

/** undefined if the terms ascend with coefficients other than 0, else one line. */
export function checkPolynomial(p: Polynomial): string | undefined {
  const { coefficients, exponents } = p;
  const ascends = exponents.every((e, i) => Number.isSafeInteger(e) && e > (exponents[i - 1] ?? -1));
  const fits = coefficients.length === exponents.length && coefficients.every((c) => c !== 0n);
  return ascends && fits ? undefined : "the polynomial's terms are malformed";
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

interface Isolated {
  readonly interval: Interval;
  readonly isRoot: boolean;
}

/** The numbers from low to high ≥ low, which is one number where they are equal. */
export interface Interval {
  readonly low: Rational;
  readonly high: Rational;
}

/** Whether the interval is one number. */
export const isPoint = ({ low, high }: Interval): boolean => equals(low, high);

/** An interval around the number that holds no root of the chain's polynomial, unless the number itself is one. */
function isolatedFrom(chain: readonly Dense[], x: AlgebraicNumber): Isolated {
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

function checkPoint(p: Polynomial, at: AlgebraicNumber, sign: Sign, argument: SignArgument): string | undefined {
  if (argument.kind !== "point") return "the cell is a point, the argument is not for one";
  const found = signAtNumber(p, at);
  return found === sign ? undefined : `the sign at the point is ${found}, not ${sign}`;
}

/** The sign of p at a number that is what it claims to be. */
export const signAtNumber = (p: Polynomial, x: AlgebraicNumber): Sign =>
  isPoint(x) ? valueSign(p, x.low) : signAtRoot(p, x);

/**
 * The sign of p at a root x of q alone in its interval: with a divisor q it is 0; else the Sturm chain of q and
 * q′·p loses Σ sign p over the roots of q in the interval [Tarski; Sylvester].
 */
function signAtRoot(p: Polynomial, x: AlgebraicNumber): Sign {
  const [f, q] = [primitive(dense(p)), primitive(dense(x.polynomial))];
  if (quotient(f, q) !== undefined) return 0;
  if (f.length + q.length > longChain) {
    const sign = refinedSign(p, q, x);
    if (sign !== undefined) return sign;
  }
  const chain = signedRemainders(q, remainder(product(derivative(q), f), q));
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

/** A sign that p has on the whole interval, if the positive terms at one end outweigh the negative ones at the other. */
function enclosedSign(p: Polynomial, interval: Interval): Sign | undefined {
  const { low, high } = onOneDenominator(interval);
  if (positivePart(p, low) + negativePart(p, high) > 0n) return 1;
  return positivePart(p, high) + negativePart(p, low) < 0n ? -1 : undefined;
}

/** Bounds of p on an interval of numbers > 0, as numerators of one denominator. */
export function boundsOn(p: Polynomial, interval: Interval): { low: bigint; high: bigint; denominator: bigint } {
  const { low, high } = onOneDenominator(interval);
  return {
    low: positivePart(p, low) + negativePart(p, high),
    high: positivePart(p, high) + negativePart(p, low),
    denominator: low.denominator ** BigInt(p.exponents.at(-1) ?? 0),
  };
}

/** The same ends, not in lowest terms. */
function onOneDenominator({ low, high }: Interval): Interval {
  const denominator = low.denominator * high.denominator;
  return {
    low: { numerator: low.numerator * high.denominator, denominator },
    high: { numerator: high.numerator * low.denominator, denominator },
  };
}

/** The sums of the positive and of the negative terms of p at x ≥ 0, times denominator^degree. */
const positivePart = (p: Polynomial, x: Rational): bigint =>
  homogeneousValue(
    p.coefficients.map((c) => (c > 0n ? c : 0n)),
    p.exponents,
    x,
  );
const negativePart = (p: Polynomial, x: Rational): bigint =>
  homogeneousValue(
    p.coefficients.map((c) => (c < 0n ? c : 0n)),
    p.exponents,
    x,
  );

/** undefined if the number's polynomial has just one root in its interval, of odd multiplicity, none at its ends. */
function checkNumber(x: AlgebraicNumber): string | undefined {
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
function orderAgainst(x: AlgebraicNumber, at: Rational): Sign {
  if (isPoint(x)) return compare(x.low, at);
  if (compare(at, x.low) <= 0) return 1;
  if (compare(at, x.high) >= 0) return -1;
  const sign = valueSign(x.polynomial, at);
  return sign === 0 ? 0 : sign === valueSign(x.polynomial, x.low) ? 1 : -1;
}

/** Whether x < y: by halving until their intervals are apart, once a Sturm chain has shown that they differ. */
function isBelow(x: AlgebraicNumber, y: AlgebraicNumber): boolean {
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

// Signs and their changes.

const changesOfSign = (signs: readonly Sign[]): number => {
  const kept = signs.filter((s) => s !== 0);
  return kept.filter((s, i) => i > 0 && s !== kept[i - 1]).length;
};

/** The terms c·numerator^e·denominator^(top − e), top the last exponent. */
function termValues(coefficients: readonly bigint[], exponents: readonly number[], x: Rational): bigint[] {
  const gaps = exponents.map((e, i) => BigInt(e - (exponents[i - 1] ?? 0)));
  let up = 1n;
  const values = coefficients.map((c, i) => {
    up *= x.numerator ** gaps[i]!;
    return c * up;
  });
  let down = 1n;
  for (let i = exponents.length - 1; i >= 0; i--) {
    values[i]! *= down;
    down *= x.denominator ** gaps[i]!;
  }
  return values;
}

const homogeneousValue = (coefficients: readonly bigint[], exponents: readonly number[], x: Rational): bigint =>
  termValues(coefficients, exponents, x).reduce((total, value) => total + value, 0n);

const valueSign = (p: Polynomial, x: Rational): Sign => signOf(homogeneousValue(p.coefficients, p.exponents, x));

/**
 * The signs at x > 0 of the chain that divides by the power of b and differentiates, as often as there are terms.
 * It loses as many changes between two points as p has roots there, or an even number more [Budan; Fourier].
 */
function chainSigns(p: Polynomial, x: Rational): Sign[] {
  const values = termValues(p.coefficients, p.exponents, x);
  let rest = p.exponents.map((e, i) => ({ e, value: values[i]! }));
  const signs: Sign[] = [];
  while (rest.length > 0) {
    const lowest = rest[0]!.e;
    signs.push(signOf(rest.reduce((total, { value }) => total + value, 0n)));
    // (c·b^{e − lowest})′ is a power of b times c·(e − lowest)·b^e; powers of b and x are positive.
    rest = rest.slice(1).map(({ e, value }) => ({ e, value: value * BigInt(e - lowest) }));
  }
  return signs;
}

const changesRightOf = (p: Polynomial, x: Rational): number => changesOfSign(chainSigns(p, x));

/** On the left of a zero a function and its derivative have opposite signs. */
function changesLeftOf(p: Polynomial, x: Rational): number {
  const signs = chainSigns(p, x);
  for (let j = signs.length - 2; j >= 0; j--) if (signs[j] === 0) signs[j] = signs[j + 1] === 1 ? -1 : 1;
  return changesOfSign(signs);
}

/** The changes lost between low and high > low; at infinity the chain has none. */
const changesLost = (p: Polynomial, low: Rational, high: Rational | "infinity"): number =>
  changesRightOf(p, low) - (high === "infinity" ? 0 : changesLeftOf(p, high));

// Sturm chains on dense coefficients.

function dense(p: Polynomial): Dense {
  const array = new Array<bigint>((p.exponents.at(-1) ?? -1) + 1).fill(0n);
  p.exponents.forEach((e, i) => {
    array[e] = p.coefficients[i]!;
  });
  return array;
}

function signAtDense(f: Dense, x: Rational): Sign {
  let [value, below] = [0n, 1n];
  for (let i = f.length - 1; i >= 0; i--) {
    value = value * x.numerator + f[i]! * below;
    below *= x.denominator;
  }
  return signOf(value);
}

function trimmed(f: bigint[]): Dense {
  while (f.at(-1) === 0n) f.pop();
  return f;
}

/** f over its content; signs stay. */
function primitive(f: Dense): Dense {
  const common = f.reduce((c, x) => (c === 1n ? c : gcd(c, x)), 0n);
  return common <= 1n ? f : f.map((c) => c / common);
}

const derivative = (f: Dense): Dense => f.slice(1).map((c, i) => c * BigInt(i + 1));

function product(f: Dense, g: Dense): Dense {
  const total = new Array<bigint>(f.length + g.length - 1).fill(0n);
  f.forEach((x, i) => {
    g.forEach((y, j) => {
      total[i + j]! += x * y;
    });
  });
  return total;
}

/** The remainder of f by g, times |leading coefficient of g|^(deg f − deg g + 1); f itself if it is the shorter. */
function remainder(f: Dense, g: Dense): Dense {
  const rest = [...f];
  const [leading, shift] = [g.at(-1)!, g.length - 1];
  for (let i = rest.length - 1; i >= shift; i--) {
    const factor = leading < 0n ? -rest[i]! : rest[i]!;
    for (let j = 0; j < i; j++) rest[j]! *= absolute(leading);
    for (let j = 0; j < shift; j++) rest[i - shift + j]! -= factor * g[j]!;
    rest.pop();
  }
  return trimmed(rest);
}

/**
 * f, g, −rem(f, g), …: each the negated remainder of the two before, up to positive factors, for deg f ≥ deg g.
 * The divisors that keep the numbers short are those of the subresultants [Collins; Brown], without their signs.
 */
function signedRemainders(f: Dense, g: Dense): Dense[] {
  const chain = [primitive(f)];
  let next = primitive(g);
  let [leading, height] = [1n, 1n];
  while (next.length > 0) {
    const before = chain.at(-1)!;
    chain.push(next);
    const gap = BigInt(before.length - next.length);
    const divisor = leading * height ** gap;
    leading = absolute(next.at(-1)!);
    const rest = remainder(before, next);
    if (gap > 0n) height = leading ** gap / height ** (gap - 1n);
    next = rest.map((c) => -c / divisor);
  }
  return chain;
}

const sturmChain = (f: Dense): Dense[] => signedRemainders(f, derivative(f));

/** The primitive greatest common divisor, of either sign. */
const commonFactor = (f: Dense, g: Dense): Dense =>
  primitive((f.length < g.length ? signedRemainders(g, f) : signedRemainders(f, g)).at(-1)!);

/** f without repeated factors. */
const squareFree = (f: Dense): Dense => {
  const repeated = commonFactor(f, derivative(f));
  return repeated.length <= 1 ? f : quotient(primitive(f), repeated)!;
};

/** Changes of sign along a chain; between low and high a Sturm chain loses the number of roots in (low, high]. */
function changesAt(chain: readonly Dense[], x: Rational | "infinity"): number {
  return changesOfSign(chain.map((f) => (x === "infinity" ? signOf(f.at(-1)!) : signAtDense(f, x))));
}

/** f / g for primitive f and g of degree ≥ 1 when it is a polynomial, else undefined. By Gauss it is then integer. */
function quotient(f: Dense, g: Dense): Dense | undefined {
  const rest = [...f];
  const result: bigint[] = [];
  for (let i = f.length - 1; i >= g.length - 1; i--) {
    const factor = rest[i]! / g.at(-1)!;
    if (factor * g.at(-1)! !== rest[i]) return undefined;
    result.unshift(factor);
    if (factor === 0n) continue;
    for (let j = 0; j < g.length; j++) rest[i - g.length + 1 + j]! -= factor * g[j]!;
  }
  return rest.every((c) => c === 0n) ? result : undefined;
}
