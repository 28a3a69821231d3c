import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlgebraicNumber, rationalOf, refineBelow } from "../../src/number/algebraic.js";
import {
  isZero,
  multiply,
  one,
  type Polynomial,
  polynomial,
  termsOf,
  valueAt,
  zero,
} from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { realRoots } from "../../src/number/real-roots.js";

const from = (...coefficients: number[]): Polynomial => polynomial(coefficients.map((c, e) => [BigInt(c), e]));
const product = (factors: readonly Polynomial[]): Polynomial => factors.reduce(multiply, one);
/** The polynomial q·b − p with the root p/q. */
const linear = (x: Rational): Polynomial =>
  polynomial([
    [x.denominator, 1],
    [-x.numerator, 0],
  ]);
const rationalRoots = (roots: readonly AlgebraicNumber[]) => roots.map((x) => rationalOf(x));
const two = rational(2n);

/** Distinct roots in (low, high] by Sturm's chain over the rationals: a second route, sharing no code. */
function sturmCount(p: Polynomial, low: Rational, high: Rational): number {
  const dense: Rational[] = [];
  for (const [c, e] of termsOf(p)) {
    while (dense.length < e) dense.push(Q.zero);
    dense.push(rational(c));
  }
  const slope = dense.slice(1).map((c, i) => Q.multiply(c, rational(BigInt(i + 1))));
  const chain = [dense, slope];
  while (chain.at(-1)!.length > 0) chain.push(negatedRemainder(chain.at(-2)!, chain.at(-1)!));
  const changes = (x: Rational) => {
    const signs = chain
      .map((f) => Q.signOfRational(f.reduceRight((value, c) => Q.add(Q.multiply(value, x), c), Q.zero)))
      .filter((s) => s !== 0);
    return signs.filter((s, i) => i > 0 && s !== signs[i - 1]).length;
  };
  return changes(low) - changes(high);
}

function negatedRemainder(f: readonly Rational[], g: readonly Rational[]): Rational[] {
  const rest = [...f];
  while (rest.length >= g.length) {
    const factor = Q.divide(rest.at(-1)!, g.at(-1)!);
    const shift = rest.length - g.length;
    g.forEach((c, i) => {
      rest[shift + i] = Q.subtract(rest[shift + i]!, Q.multiply(factor, c));
    });
    rest.pop();
  }
  while (rest.length > 0 && Q.signOfRational(rest.at(-1)!) === 0) rest.pop();
  return rest.map(Q.negate);
}

describe("realRoots", () => {
  const root = fc
    .tuple(fc.bigInt({ min: 1n, max: 60n }), fc.bigInt({ min: 1n, max: 12n }))
    .map(([p, q]) => rational(p, q));
  // Without real roots, with roots −3 and −1/2, and with the root 0.
  const decoys = [from(1, 0, 1), from(3, 7, 2), from(0, 1), from(5, -4, 1)];

  it("of a product of known factors are the known roots, whatever their multiplicity", () => {
    fc.assert(
      fc.property(fc.array(root, { maxLength: 5 }), fc.subarray(decoys), root, (roots, extra, low) => {
        const p = product([...roots.map(linear), ...extra]);
        const inside = roots.filter((x) => Q.compare(x, low) > 0).sort(Q.compare);
        const distinct = inside.filter((x, i) => i === 0 || !Q.equals(x, inside[i - 1]!));
        expect(rationalRoots(realRoots(p, low))).toEqual(distinct);
        const high = Q.add(low, two);
        expect(rationalRoots(realRoots(p, low, high))).toEqual(distinct.filter((x) => Q.compare(x, high) < 0));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("are as many as Sturm's chain says, each in its own interval with a change of sign", () => {
    const coefficients = fc.array(fc.bigInt({ min: -20n, max: 20n }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(coefficients, root, root, (cs, x, y) => {
        const p = polynomial(cs.map((c, e) => [c, e]));
        if (isZero(p) || Q.equals(x, y)) return;
        const [low, high] = [Q.minimum(x, y), Q.maximum(x, y)];
        if (Q.signOfRational(valueAt(p, low)) === 0 || Q.signOfRational(valueAt(p, high)) === 0) return;
        const roots = realRoots(p, low, high);
        expect(roots.length).toBe(sturmCount(p, low, high));
        for (const r of roots) if (Q.compare(r.low, r.high) < 0) expect(sturmCount(p, r.low, r.high)).toBe(1);
      }),
      { seed: 1, numRuns: 120 },
    );
  });

  it("with more than 48 terms, where the dense count works, are the same", () => {
    // A decoy with 60 terms and no positive root.
    const long = polynomial(Array.from({ length: 60 }, (_, e): [bigint, number] => [BigInt((e % 7) + 1), e]));
    const known = [rational(3n, 2n), rational(8n, 5n), rational(2n), rational(2n), rational(31n, 3n)];
    const p = product([long, ...known.map(linear), from(-2, 0, 1)]);
    const roots = realRoots(p, Q.one);
    expect(p.exponents.length).toBeGreaterThan(48);
    expect(rationalRoots(roots)).toEqual([undefined, rational(3n, 2n), rational(8n, 5n), two, rational(31n, 3n)]);
    expect(rationalRoots(realRoots(p, rational(3n, 2n), two))).toEqual([rational(8n, 5n)]);
    expect(realRoots(p, rational(11n))).toEqual([]);
  });

  it("separate Mignotte's close pair b^n − 2(ab − 1)^2, sparse and dense", () => {
    // The pair sits beside 1/a < 1, at a distance of about a^{−(n+2)/2}: the search starts at 0.
    for (const [n, a] of [
      [8, 10n],
      [30, 10n],
      [80, 5n],
    ] as const) {
      const p = polynomial([
        [1n, n],
        [-2n * a * a, 2],
        [4n * a, 1],
        [-2n, 0],
      ]);
      const roots = realRoots(p, Q.zero);
      expect(roots.length).toBe(3);
      const [first, second] = roots.map((r) => refineBelow(r, rational(1n, a ** BigInt(n))));
      expect(Q.compare(first!.high, rational(1n, a))).toBeLessThanOrEqual(0);
      expect(Q.compare(second!.low, rational(1n, a))).toBeGreaterThanOrEqual(0);
      const filled = multiply(p, polynomial(Array.from({ length: 60 }, (_, e): [bigint, number] => [1n, e])));
      if (n < 80) expect(realRoots(filled, Q.zero).length).toBe(3);
    }
  });

  it("take neither end of the interval", () => {
    const p = product([rational(1n), rational(3n, 2n), two].map(linear));
    expect(rationalRoots(realRoots(p, Q.one, two))).toEqual([rational(3n, 2n)]);
    expect(realRoots(p, rational(3n, 2n), two)).toEqual([]);
    expect(rationalRoots(realRoots(p, rational(3n, 2n)))).toEqual([two]);
    expect(realRoots(from(1, 0, 1), Q.zero)).toEqual([]);
    expect(realRoots(from(5), Q.zero)).toEqual([]);
    expect(() => realRoots(zero, Q.zero)).toThrow(RangeError);
    expect(() => realRoots(p, two, Q.one)).toThrow(RangeError);
  });

  it("may repeat beside a root at 1, simple or not", () => {
    const [r, s] = [rational(13n, 10n), rational(17n, 3n)];
    for (const ones of [0, 1, 2, 3]) {
      const p = product([...Array.from({ length: ones }, () => Q.one), r, r, s, s, s].map(linear));
      expect(rationalRoots(realRoots(p, Q.one))).toEqual([r, s]);
      expect(rationalRoots(realRoots(multiply(p, from(-2, 0, 1)), Q.one))).toEqual([r, undefined, s]);
      const once = product([...Array.from({ length: ones }, () => Q.one), r, r].map(linear));
      expect(rationalRoots(realRoots(once, Q.one))).toEqual([r]);
    }
  });

  it("include the plastic number 1.324717957244746…", () => {
    const [plastic, ...others] = realRoots(from(-1, -1, 0, 1), Q.one);
    expect(others).toEqual([]);
    const { low, high } = refineBelow(plastic!, rational(1n, 10n ** 16n));
    expect(Q.compare(low, Q.parseRational("1.3247179572447461")!)).toBe(-1);
    expect(Q.compare(high, Q.parseRational("1.3247179572447459")!)).toBe(1);
  });

  it("of few terms and degree 2000 stay cheap, and keep few terms", () => {
    // (b − 1)²·(…) would be long; the root beside the double root at 1 comes with the short polynomial.
    const p = polynomial([
      [1n, 2001],
      [-3n, 1000],
      [2n, 999],
      [-999n, 1],
      [999n, 0],
    ]);
    for (const root of realRoots(p, Q.one)) expect(root.polynomial.exponents.length).toBeLessThanOrEqual(5);
    expect(
      realRoots(
        polynomial([
          [1n, 2000],
          [-1n, 1999],
          [-1n, 0],
        ]),
        Q.one,
      ).length,
    ).toBe(1);
    expect(
      realRoots(
        polynomial([
          [1n, 2000],
          [-3n, 1000],
          [1n, 0],
        ]),
        Q.one,
      ).length,
    ).toBe(1);
    expect(
      realRoots(
        polynomial([
          [1n, 2000],
          [-10n, 1500],
          [10n, 1000],
          [-1n, 1],
          [1n, 0],
        ]),
        Q.one,
      ).length,
    ).toBe(2);
  });
});
