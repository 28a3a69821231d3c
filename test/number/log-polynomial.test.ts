import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlgebraicNumber, End } from "../../src/number/algebraic.js";
import * as A from "../../src/number/algebraic.js";
import * as E from "../../src/number/enclosure.js";
import { floorQuotient } from "../../src/number/integer.js";
import type { LogNumber } from "../../src/number/log-number.js";
import * as LN from "../../src/number/log-number.js";
import type { LogSign } from "../../src/number/log-polynomial.js";
import * as LP from "../../src/number/log-polynomial.js";
import { logPolynomialSignAt } from "../../src/number/log-polynomial-sign.js";
import * as P from "../../src/number/polynomial.js";
import { type Polynomial, polynomial } from "../../src/number/polynomial.js";
import { gcd } from "../../src/number/polynomial-gcd.js";
import * as Q from "../../src/number/rational.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { realRoots } from "../../src/number/real-roots.js";
import type { Sign } from "../../src/number/ring.js";
import { mpfr } from "./mpfr.js";

const oracle = await mpfr();

const from = (...coefficients: number[]): Polynomial => polynomial(coefficients.map((c, e) => [BigInt(c), e]));
const product = (...factors: Polynomial[]): Polynomial => factors.reduce(P.multiply, P.one);
const at = (n: bigint, d = 1n): AlgebraicNumber => A.fromRational(rational(n, d));
const squareRoot = (n: number): AlgebraicNumber => realRoots(from(-n, 0, 1), Q.zero)[0]!;

/** The sign of ln b·p(b) − q(b) by MPFR; undefined where 2000 bits do not tell. */
function signByOracle(p: Polynomial, q: Polynomial, b: Rational): Sign | undefined {
  const [x, y] = [P.valueAt(p, b), P.valueAt(q, b)];
  if (x.numerator === 0n) return Q.signOfRational(Q.negate(y));
  const quotient = Q.divide(y, x);
  for (const bits of [100, 400, 2000]) {
    const sign = E.compareRational(oracle.ln(b, bits), quotient);
    if (sign !== undefined) return (sign * Q.signOfRational(x)) as Sign;
  }
  return undefined;
}

/** Rational b > 1: close to 1, between the small integers, and far out. */
const grid: readonly Rational[] = [
  ...[2, 8, 20, 40].map((k) => rational(2n ** BigInt(k) + 1n, 2n ** BigInt(k))),
  ...Array.from({ length: 90 }, (_, i) => rational(BigInt(i) + 17n, 16n)),
  ...[8n, 9n, 12n, 20n, 50n, 1000n, 10n ** 9n].map((b) => rational(b)),
];

const isAbove = (x: LogNumber, b: Rational): boolean => Q.compare(x.low, b) > 0;
const isBelow = (x: LogNumber, b: Rational): boolean => Q.compare(x.high, b) < 0;

/** The sign that the list gives at b; undefined where b lies inside an end's enclosure. */
function signFrom(list: readonly LogSign[], b: Rational): Sign | undefined {
  for (const { cell, sign } of list) {
    if (cell.kind === "open") {
      if (isBelow(cell.from, b) && (cell.to === "infinity" || isAbove(cell.to, b))) return sign;
    } else if (Q.equals(cell.at.low, b) && Q.equals(cell.at.high, b)) return sign;
  }
  return undefined;
}

const signsOf = (list: readonly LogSign[]): Sign[] => list.map(({ sign }) => sign);
const zerosOf = (list: readonly LogSign[]): LogNumber[] =>
  list.flatMap(({ cell }) => (cell.kind === "point" ? [cell.at] : []));

const coefficient = fc.integer({ min: -9, max: 9 });
const small = fc.array(coefficient, { minLength: 1, maxLength: 5 }).map((cs) => from(...cs));
const pairs = fc.tuple(small, small).filter(([p, q]) => !(P.isZero(p) && P.isZero(q)));

describe("signs of ln b·p − q", () => {
  it("are MPFR's at many b, for random p and q", () => {
    let [asked, changing] = [0, 0];
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const list = LP.signsOfLogPolynomial(p, q);
        if (list.length > 1) changing++;
        for (const b of grid) {
          const [expected, found] = [signByOracle(p, q, b), signFrom(list, b)];
          if (expected === undefined || found === undefined) continue;
          asked++;
          if (found !== expected) expect.fail(`at ${Q.printRational(b)}: ${found}, MPFR says ${expected}`);
          expect(logPolynomialSignAt(p, q, b)).toBe(expected);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
    expect(asked).toBeGreaterThan(8_000);
    expect(changing).toBeGreaterThan(30);
  });

  it("cover the interval: open cells with a sign, between them points with none, each zero inside its enclosure", () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const list = LP.signsOfLogPolynomial(p, q);
        list.forEach(({ cell, sign }, i) => {
          expect(cell.kind).toBe(i % 2 === 0 ? "open" : "point");
          expect(sign === 0).toBe(i % 2 === 1);
        });
        for (const zero of zerosOf(list)) {
          if (!LN.isLogRoot(zero)) {
            expect(A.signAt(p, zero)).toBe(0);
            expect(A.signAt(q, zero)).toBe(0);
            continue;
          }
          const fine = LN.refineLogRoot(zero, 30);
          expect(Q.compare(zero.low, fine.low) <= 0 && Q.compare(fine.high, zero.high) <= 0).toBe(true);
          expect(signByOracle(zero.p, zero.q, fine.low)).toBe(zero.left);
          expect(signByOracle(zero.p, zero.q, fine.high)).toBe(0 - zero.left);
        }
      }),
      { seed: 2, numRuns: 80 },
    );
  });

  it("find the zeros of 3·ln b = b", () => {
    const list = LP.signsOfLogPolynomial(from(3), from(0, 1));
    expect(signsOf(list)).toEqual([-1, 0, 1, 0, -1]);
    const known = ["1.857183860207835336456980982", "4.536403654973527421690219034"];
    zerosOf(list).forEach((zero, i) => {
      const { low, high } = LN.refineLogNumber(zero, 70);
      const value = Q.parseRational(known[i]!)!;
      const unit = rational(1n, 10n ** 18n);
      expect(Q.compare(Q.subtract(value, unit), low) < 0 && Q.compare(high, Q.add(value, unit)) < 0).toBe(true);
    });
  });

  it("follow the order of vanishing at 1", () => {
    // The diagonal Padé approximations of ln: ln b·p − q vanishes to the order 3, 5 and 7.
    const pade: [Polynomial, Polynomial][] = [
      [from(1, 1), from(-2, 2)],
      [from(1, 4, 1), from(-3, 0, 3)],
      [from(3, 27, 27, 3), from(-11, -27, 27, 11)],
    ];
    for (const [p, q] of pade) {
      expect(signsOf(LP.signsOfLogPolynomial(p, q))).toEqual([1]);
      expect(signsOf(LP.signsOfLogPolynomial(P.negate(p), P.negate(q)))).toEqual([-1]);
      // One unit off in q: the sign beside 1 turns, and turns back at a transcendental zero.
      const scaled = [p, q].map((f) => P.scale(f, 1000n)) as [Polynomial, Polynomial];
      const more = P.add(scaled[1], from(-1, 1));
      const list = LP.signsOfLogPolynomial(scaled[0], more);
      expect(signsOf(list)).toEqual([-1, 0, 1]);
      expect(LN.isLogRoot(zerosOf(list)[0]!)).toBe(true);
    }
    expect(signsOf(LP.signsOfLogPolynomial(from(1), from(-1, 1)))).toEqual([-1]);
    expect(signsOf(LP.signsOfLogPolynomial(from(0, 1), from(-1, 1)))).toEqual([1]);
  });

  it("have the algebraic zeros of the common factor, of any multiplicity", () => {
    const g = product(from(-2, 1), from(-2, 1), from(-2, 0, 1));
    const list = LP.signsOfLogPolynomial(P.multiply(from(3), g), P.multiply(from(0, 1), g));
    // √2, then 1.857…, then 2 where nothing changes, then 4.536…
    expect(zerosOf(list).map(LN.isLogRoot)).toEqual([false, true, false, true]);
    expect(signsOf(list)).toEqual([1, 0, -1, 0, 1, 0, 1, 0, -1]);
  });

  it("include the cases without p or without q", () => {
    expect(signsOf(LP.signsOfLogPolynomial(P.zero, from(-3, 1)))).toEqual([1, 0, -1]);
    expect(signsOf(LP.signsOfLogPolynomial(from(-3, 1), P.zero))).toEqual([-1, 0, 1]);
    expect(signsOf(LP.signsOfLogPolynomial(from(1), P.zero))).toEqual([1]);
    expect(() => LP.signsOfLogPolynomial(P.zero, P.zero)).toThrow(RangeError);
  });

  it("are those of the smaller interval, rational, algebraic or endless", () => {
    const [p, q] = [from(3), from(0, 1)];
    const expected: [AlgebraicNumber, End, Sign[]][] = [
      [at(1n), at(3n, 2n), [-1]],
      [at(3n, 2n), at(4n), [-1, 0, 1]],
      [at(2n), at(4n), [1]],
      [squareRoot(2), squareRoot(5), [-1, 0, 1]],
      [squareRoot(5), squareRoot(7), [1]],
      [squareRoot(5), "infinity", [1, 0, -1]],
      [squareRoot(23), "infinity", [-1]],
      [at(1n), squareRoot(23), [-1, 0, 1, 0, -1]],
    ];
    for (const [low, high, signs] of expected) {
      expect(signsOf(LP.signsOfLogPolynomial(p, q, low, high))).toEqual(signs);
    }
    expect(() => LP.signsOfLogPolynomial(p, q, at(1n, 2n))).toThrow(RangeError);
    expect(() => LP.signsOfLogPolynomial(p, q, at(3n), at(3n))).toThrow(RangeError);
  });

  it("hold at algebraic ends that are nearly zeros", () => {
    const [p, q] = [from(3), from(0, 1)];
    const zero = LN.refineLogNumber(zerosOf(LP.signsOfLogPolynomial(p, q))[0]!, 200);
    // Square roots a little below and above the zero: irrational, and closer to it than 10^-40.
    const scale = 10n ** 80n;
    const near = [zero.low, zero.high].map((x, i) => {
      const square = floorQuotient(x.numerator ** 2n * scale, x.denominator ** 2n) + (i === 0 ? -1n : 2n);
      return realRoots(
        polynomial([
          [-square, 0],
          [scale, 2],
        ]),
        Q.zero,
      )[0]!;
    }) as [AlgebraicNumber, AlgebraicNumber];
    expect(signsOf(LP.signsOfLogPolynomial(p, q, near[0], near[1]))).toEqual([-1, 0, 1]);
    expect(signsOf(LP.signsOfLogPolynomial(p, q, near[1], at(4n)))).toEqual([1]);
    expect(signsOf(LP.signsOfLogPolynomial(p, q, at(1n), near[0]))).toEqual([-1]);
  });

  it("are found for many and high powers", () => {
    // ln b·(b^200 + 1) − (b^200 − 1): below 0 until past e, then above.
    const [p, q] = [
      polynomial([
        [1n, 200],
        [1n, 0],
      ]),
      polynomial([
        [1n, 200],
        [-1n, 0],
      ]),
    ];
    const list = LP.signsOfLogPolynomial(p, q);
    for (const b of grid) {
      const found = signFrom(list, b);
      if (found !== undefined) expect(found).toBe(signByOracle(p, q, b));
    }
    const last = LN.refineLogNumber(zerosOf(list).at(-1)!, 60);
    const e = oracle.exp(Q.one, 100);
    expect(Q.compare(last.low, e.high) < 0 && Q.compare(Q.subtract(e.low, last.high), rational(1n, 1000n)) < 0).toBe(
      true,
    );
  });
});

describe("pieces", () => {
  it("are cut at the zeros of p and of the numerator of the derivative, with the signs that settle them", () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const { parts, slope, cuts, signs } = LP.piecesOf(p, q, at(1n), "infinity");
        expect(P.equals(P.multiply(parts.common, parts.p), p)).toBe(true);
        expect(P.equals(P.multiply(parts.common, parts.q), q)).toBe(true);
        expect(P.degree(gcd(parts.p, parts.q))).toBe(0);
        expect(signs.length).toBe(cuts.length + 2);
        expect(signs.every((sign) => sign !== 0)).toBe(true);
        for (const cut of cuts) expect(A.signAt(parts.p, cut) === 0 || A.signAt(slope, cut) === 0).toBe(true);
        // h = ln b − q/p rises where the slope is positive: differences of h at neighbouring b of the grid.
        grid.slice(4, 60).forEach((b, i) => {
          const next = grid[i + 5]!;
          const inside = cuts.some((c) => A.compareRational(c, b) >= 0 && A.compareRational(c, next) <= 0);
          const [x, y] = [P.valueAt(parts.p, b), P.valueAt(parts.p, next)];
          if (inside || P.isZero(slope) || Q.signOfRational(x) === 0 || Q.signOfRational(y) === 0) return;
          const rise = Q.subtract(Q.divide(P.valueAt(parts.q, next), y), Q.divide(P.valueAt(parts.q, b), x));
          const found = E.compareRational(oracle.ln(Q.divide(next, b), 100), rise);
          expect(found).toBe(P.signAtRational(slope, b));
        });
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("explain themselves", () => {
    const text = LP.explainLogPieces(LP.piecesOf(from(3), from(0, 1), at(1n), "infinity"));
    expect(text.length).toBe(4);
    // 9 − b·3: h rises until 3 and falls after.
    expect(text[1]).toContain('[["9",0],["-3",1]]');
    expect(text[2]).toContain('"3"');
    expect(text[3]).toContain("-1, 1, -1");
  });
});

describe("isNonNegative", () => {
  it("holds, or fails at a rational b", () => {
    expect(LP.isNonNegative(from(0, 1), from(-1, 1)).holds).toBe(true);
    expect(LP.isNonNegative(P.zero, from(0, -1)).holds).toBe(true);
    const squared = P.multiply(from(-2, 1), from(-2, 1));
    expect(LP.isNonNegative(P.multiply(squared, from(1)), P.zero).holds).toBe(true);
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const answer = LP.isNonNegative(p, q);
        if (answer.holds) {
          for (const b of grid) expect(logPolynomialSignAt(p, q, b)).not.toBe(-1);
        } else {
          expect(Q.compare(answer.at, Q.one)).toBe(1);
          expect(signByOracle(p, q, answer.at)).toBe(-1);
        }
      }),
      { seed: 4, numRuns: 80 },
    );
  });
});

describe("zeros", () => {
  it("are ordered across log polynomials, and equal where those are proportional", () => {
    const [x, y] = zerosOf(LP.signsOfLogPolynomial(from(3), from(0, 1))) as [LogNumber, LogNumber];
    const [u] = zerosOf(LP.signsOfLogPolynomial(from(-6), from(0, -2), at(3n, 2n), at(2n))) as [LogNumber];
    const [v] = zerosOf(LP.signsOfLogPolynomial(from(3_000_001), from(0, 1_000_000), at(3n, 2n), at(2n))) as [
      LogNumber,
    ];
    const list: LogNumber[] = [at(1n), v, x, at(2n), squareRoot(5), y, at(5n)];
    list.forEach((a, i) => {
      list.forEach((c, j) => {
        expect(LN.compareLogNumbers(a, c)).toBe(Math.sign(i - j));
      });
    });
    expect(LN.compareLogNumbers(x, u)).toBe(0);
    expect(LN.compareLogNumbers(u, y)).toBe(-1);
    expect(LN.compareLogNumbers(LN.refineLogNumber(x, 50), u)).toBe(0);
  });

  it("are asked for at b >= 1 only", () => {
    expect(logPolynomialSignAt(from(1), from(2, -2), Q.one)).toBe(0);
    expect(logPolynomialSignAt(from(1), from(-1), Q.one)).toBe(1);
    expect(() => logPolynomialSignAt(from(1), from(1), rational(1n, 2n))).toThrow(RangeError);
  });
});
