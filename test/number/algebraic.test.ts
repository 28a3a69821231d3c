import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AlgebraicNumber,
  algebraicNumber,
  compare,
  compareEnds,
  compareRational,
  fromRational,
  isRational,
  parseAlgebraic,
  printAlgebraic,
  rationalOf,
  refine,
  refineBelow,
  signAt,
} from "../../src/number/algebraic.js";
import { multiply, type Polynomial, polynomial, zero } from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import { rational } from "../../src/number/rational.js";

const from = (...coefficients: number[]): Polynomial => polynomial(coefficients.map((c, e) => [BigInt(c), e]));
const settings = { seed: 1, numRuns: 100 };

/** √(n/d), as a root of d·b² − n times an optional further factor. */
const squareRoot = (n: bigint, d: bigint, factor: Polynomial = from(1)): AlgebraicNumber =>
  algebraicNumber(
    multiply(
      polynomial([
        [d, 2],
        [-n, 0],
      ]),
      factor,
    ),
    rational(1n, 1000n),
    rational(n + 1n),
  );

const quotients = fc.tuple(fc.bigInt({ min: 1n, max: 40n }), fc.bigInt({ min: 1n, max: 40n }));

describe("algebraicNumber", () => {
  it("takes the rational form exactly when the root is rational", () => {
    fc.assert(
      fc.property(quotients, ([n, d]) => {
        const x = squareRoot(n, d);
        const expected = Q.rationalPower(rational(n, d), rational(1n, 2n));
        expect(rationalOf(x)).toEqual(expected);
        expect(isRational(x)).toBe(expected !== undefined);
        if (expected !== undefined) expect(x).toEqual(fromRational(expected));
      }),
      settings,
    );
  });

  it("finds a rational root beside irrational ones, with a long denominator", () => {
    const p = multiply(
      polynomial([
        [99991n, 1],
        [-100003n, 0],
      ]),
      from(-2, 0, 1),
    );
    expect(rationalOf(algebraicNumber(p, rational(1n), rational(13n, 10n)))).toEqual(rational(100003n, 99991n));
    expect(rationalOf(algebraicNumber(p, rational(13n, 10n), rational(2n)))).toBeUndefined();
  });

  it("refuses an interval without a change of sign, or not in b > 0", () => {
    expect(() => algebraicNumber(from(-2, 0, 1), rational(2n), rational(3n))).toThrow(RangeError);
    expect(() => algebraicNumber(from(-2, 0, 1), rational(-2n), rational(1n))).toThrow(RangeError);
    expect(() => algebraicNumber(from(-2, 0, 1), rational(2n), rational(1n))).toThrow(RangeError);
  });
});

describe("order", () => {
  it("of square roots is that of the squares, equality included", () => {
    fc.assert(
      fc.property(quotients, quotients, ([a, b], [c, d]) => {
        const [x, y] = [squareRoot(a, b), squareRoot(c, d, from(7, 1, 1))];
        const expected = Q.compare(rational(a, b), rational(c, d));
        expect(compare(x, y)).toBe(expected);
        expect(compare(y, x)).toBe(0 - expected);
        expect(compareRational(x, rational(c, d))).toBe(Q.compare(rational(a, b), Q.integerPower(rational(c, d), 2n)));
      }),
      settings,
    );
  });

  it("sees one number behind different polynomials, and near numbers apart", () => {
    const root = squareRoot(2n, 1n);
    expect(compare(root, squareRoot(2n, 1n, multiply(from(5, 3, 1), from(1, 1))))).toBe(0);
    expect(compare(root, refine(root, 50))).toBe(0);
    // √(2 + 10^−60)
    const near = algebraicNumber(
      polynomial([
        [10n ** 60n, 2],
        [-2n * 10n ** 60n - 1n, 0],
      ]),
      rational(1n),
      rational(2n),
    );
    expect(compare(root, near)).toBe(-1);
    expect(compare(near, root)).toBe(1);
  });

  it("of √2 − 1 and √2, conjugates in one polynomial's reach, is right", () => {
    // (b² − 2)(b² + 2b − 1)
    const p = multiply(from(-2, 0, 1), from(-1, 2, 1));
    const [low, high] = [
      algebraicNumber(p, rational(1n, 5n), rational(1n)),
      algebraicNumber(p, rational(1n), rational(2n)),
    ];
    expect(compare(low, high)).toBe(-1);
    expect(compareEnds(high, "infinity")).toBe(-1);
    expect(compareEnds("infinity", "infinity")).toBe(0);
  });
});

describe("refine", () => {
  it("keeps the number and shortens the interval", () => {
    const x = squareRoot(2n, 1n);
    const y = refineBelow(x, rational(1n, 10n ** 30n));
    expect(Q.compare(Q.subtract(y.high, y.low), rational(1n, 10n ** 30n))).toBe(-1);
    const square = (r: Q.Rational) => Q.multiply(r, r);
    expect(Q.compare(square(y.low), rational(2n))).toBe(-1);
    expect(Q.compare(square(y.high), rational(2n))).toBe(1);
    expect(refine(fromRational(rational(3n)), 5)).toEqual(fromRational(rational(3n)));
  });
});

describe("signAt", () => {
  it("at √n is decided by squaring: sign of u·√n + v", () => {
    const coefficient = fc.bigInt({ min: -30n, max: 30n });
    fc.assert(
      fc.property(fc.bigInt({ min: 2n, max: 30n }), coefficient, coefficient, (n, u, v) => {
        const difference = u * u * n - v * v;
        const [su, sv, sd] = [u, v, difference].map((x) => (x > 0n ? 1 : x < 0n ? -1 : 0));
        const expected = su === sv || sv === 0 ? su : su === 0 ? sv : sd! > 0 ? su : sd! < 0 ? sv : 0;
        expect(
          signAt(
            polynomial([
              [u, 1],
              [v, 0],
            ]),
            squareRoot(n, 1n),
          ),
        ).toBe(expected);
      }),
      settings,
    );
  });

  it("is 0 exactly at roots", () => {
    const x = squareRoot(3n, 1n);
    expect(signAt(zero, x)).toBe(0);
    expect(signAt(multiply(from(-3, 0, 1), from(4, -7, 1)), x)).toBe(0);
    expect(signAt(multiply(from(-3, 0, 1), from(-3, 0, 1)), x)).toBe(0);
    expect(
      signAt(
        polynomial([
          [10n ** 50n, 2],
          [-3n * 10n ** 50n + 1n, 0],
        ]),
        x,
      ),
    ).toBe(1);
    expect(
      signAt(
        polynomial([
          [10n ** 50n, 2],
          [-3n * 10n ** 50n - 1n, 0],
        ]),
        x,
      ),
    ).toBe(-1);
    expect(signAt(from(-3, 2), fromRational(rational(3n, 2n)))).toBe(0);
  });
});

describe("the JSON form", () => {
  it("is text for a rational and a polynomial with its interval otherwise, and is read back", () => {
    expect(printAlgebraic(fromRational(rational(7n, 5n)))).toBe("7/5");
    const plastic = algebraicNumber(from(-1, -1, 0, 1), rational(1n), rational(2n));
    const json = {
      polynomial: [
        ["-1", 0],
        ["-1", 1],
        ["1", 3],
      ],
      low: "1",
      high: "2",
    };
    expect(printAlgebraic(plastic)).toEqual(json);
    expect(parseAlgebraic(JSON.parse(JSON.stringify(json)))).toEqual(plastic);
    expect(parseAlgebraic("7/5")).toEqual(fromRational(rational(7n, 5n)));
  });

  it("is refused in any other shape", () => {
    const polynomialJson = [
      ["-2", 0],
      ["1", 2],
    ];
    const bad = [3, null, "x", {}, { polynomial: polynomialJson, low: "2", high: "3" }];
    bad.push({ polynomial: polynomialJson, low: "-2", high: "1" }, { polynomial: polynomialJson, low: "1", high: "1" });
    for (const json of bad) expect(parseAlgebraic(json)).toBeUndefined();
  });
});
