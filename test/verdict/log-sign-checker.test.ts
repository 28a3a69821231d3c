import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AlgebraicNumber,
  algebraicNumber,
  type Cell,
  type End,
  fromRational,
} from "../../src/number/algebraic.js";
import { signsOfLogPolynomial, slopeOf } from "../../src/number/log-polynomial.js";
import { isZero, multiply, one, type Polynomial, polynomial, zero } from "../../src/number/polynomial.js";
import { type Rational, rational, one as unity } from "../../src/number/rational.js";
import { realRoots } from "../../src/number/real-roots.js";
import { cellsOf, wholeCell } from "../../src/number/real-set.js";
import type { Sign } from "../../src/number/ring.js";
import type { SignArgument } from "../../src/number/sign-argument.js";
import { signOnCell } from "../../src/number/sign-on-cell.js";
import type { LogArgument } from "../../src/verdict/certificate.js";
import { logBounds } from "../../src/verdict/log-bounds.js";
import { checkLogSign } from "../../src/verdict/log-sign-checker.js";

type Open = Extract<Cell, { kind: "open" }>;

const from = (...coefficients: number[]): Polynomial => polynomial(coefficients.map((c, e) => [BigInt(c), e]));
const product = (...factors: Polynomial[]): Polynomial => factors.reduce(multiply, one);
const number = (p: bigint, q = 1n): AlgebraicNumber => fromRational(rational(p, q));
const sqrt = (n: number): AlgebraicNumber => realRoots(from(-n, 0, 1), unity)[0]!;
const open = (low: AlgebraicNumber, high: End): Open => ({ kind: "open", from: low, to: high });
const signs = [-1, 1] as const;

/** How the search argues; undefined where p or the slope has a root in the cell. */
function argumentFor(p: Polynomial, q: Polynomial, cell: Cell): LogArgument | undefined {
  const [first, slope] = [signOnCell(p, cell), signOnCell(slopeOf({ p, q }), cell)];
  return "sign" in first && "sign" in slope ? { p: first.argument, slope: slope.argument } : undefined;
}

const check = (p: Polynomial, q: Polynomial, cell: Cell, sign: Sign): string | undefined =>
  checkLogSign(p, q, cell, sign, argumentFor(p, q, cell)!);

/** The signs that the checker accepts. */
const accepted = (p: Polynomial, q: Polynomial, cell: Cell): Sign[] =>
  signs.filter((sign) => check(p, q, cell, sign) === undefined);

// 2·ln b − (b − 1) has the slope (2 − b)/b: it rises from 0 at 1 to b = 2 and falls through 0 at 3.5128…, which lies
// between √12 = 3.4641… (value 0.0208…) and √13 = 3.6055… (value −0.0406…).
const two = from(2);
const line = from(-1, 1);
const near = from(-12, 0, 1);
const beyond = from(-13, 0, 1);

describe("checkLogSign", () => {
  it("looks at the end from which ln b − q/p moves away", () => {
    expect(accepted(two, line, open(number(1n), number(2n)))).toEqual([1]);
    expect(accepted(two, line, open(number(2n), sqrt(12)))).toEqual([1]);
    expect(accepted(two, line, open(number(2n), number(7n, 2n)))).toEqual([1]);
    expect(accepted(two, line, open(sqrt(13), "infinity"))).toEqual([-1]);
    expect(accepted(two, line, open(number(18n, 5n), sqrt(14)))).toEqual([-1]);
  });

  it("refuses both signs on a cell with a zero inside", () => {
    for (const cell of [
      open(sqrt(12), "infinity"),
      open(sqrt(12), sqrt(13)),
      open(number(2n), sqrt(13)),
      open(number(7n, 2n), number(18n, 5n)),
    ]) {
      expect(check(two, line, cell, -1)).toMatch(/the sign at an end of the cell is 1/);
      expect(check(two, line, cell, 1)).toMatch(/the sign at an end of the cell is -1|other side of 0/);
    }
  });

  it("refuses a cell on which the slope turns, whatever is said of it", () => {
    const cell = open(number(1n), number(3n));
    const p = (signOnCell(two, cell) as { argument: SignArgument }).argument;
    for (const slope of [p, ...argumentsOf(4)]) {
      for (const sign of signs) expect(checkLogSign(two, line, cell, sign, { p, slope })).toMatch(/^the slope/);
    }
  });

  it("refuses a cell on which p changes sign", () => {
    // (b − 3)·ln b + 1 is positive on both sides of 3 and beyond; its argument is not the simple one.
    const [p, q, cell] = [from(-3, 1), from(-1), open(number(2n), number(4n))];
    for (const claim of argumentsOf(3)) {
      expect(checkLogSign(p, q, cell, 1, { p: claim, slope: claim })).toMatch(/^p:/);
    }
  });

  it("turns with a factor in common that is 0 at the end, as often as it is", () => {
    for (let n = 0; n < 4; n++) {
      const [below, above] = [Array(n).fill(near), Array(n).fill(beyond)];
      const timesBelow = (f: Polynomial) => product(f, ...below);
      const timesAbove = (f: Polynomial) => product(f, ...above);
      expect(accepted(timesBelow(two), timesBelow(line), open(number(2n), sqrt(12)))).toEqual([n % 2 === 0 ? 1 : -1]);
      expect(accepted(timesBelow(two), timesBelow(line), open(sqrt(12), "infinity"))).toEqual([]);
      expect(accepted(timesAbove(two), timesAbove(line), open(sqrt(13), "infinity"))).toEqual([-1]);
      expect(accepted(timesAbove(two), timesAbove(line), open(number(2n), sqrt(13)))).toEqual([]);
    }
  });

  it("holds where p is 0 at the end, and q is not", () => {
    // (b² − 3)·ln b − 1 is negative below √3, and from −1 at √3 it rises beyond 0.
    const p = from(-3, 0, 1);
    expect(accepted(p, one, open(number(1n), sqrt(3)))).toEqual([-1]);
    expect(accepted(p, one, open(sqrt(3), "infinity"))).toEqual([]);
    expect(accepted(p, from(-1), open(sqrt(3), number(2n)))).toEqual([1]);
  });

  it("narrows an end that is known in a wide interval, from below 1 too", () => {
    for (const low of [rational(1n, 4n), unity, rational(2n)]) {
      const wide = algebraicNumber(beyond, low, rational(5n));
      expect(accepted(two, line, open(wide, "infinity"))).toEqual([-1]);
      expect(accepted(two, line, open(number(2n), wide))).toEqual([]);
      // ln √13 = 1.28…: −2·ln b + 1 < 0 and −2·ln b + 3 > 0 there, though not everywhere between 1 and 5.
      expect(accepted(from(-2), from(-1), open(wide, "infinity"))).toEqual([-1]);
      expect(accepted(from(-2), from(-3), open(number(2n), wide))).toEqual([1]);
    }
  });

  it("holds from 1, where p and q vanish there too", () => {
    // (b − 1)^n·((b + 1)·ln b − 2(b − 1)) > 0, since ln b > 2(b − 1)/(b + 1); ln b·(b − 1) − 1 begins below 0.
    for (let n = 0; n < 4; n++) {
      const power = product(...Array<Polynomial>(n).fill(line));
      expect(accepted(multiply(power, from(1, 1)), multiply(power, from(-2, 2)), wholeCell)).toEqual([1]);
      expect(accepted(multiply(power, line), power, wholeCell)).toEqual([]);
      expect(accepted(multiply(power, line), power, open(number(1n), number(2n)))).toEqual([-1]);
    }
  });

  it("says of a point, of the sign 0 and of a zero p that they are none of its matters", () => {
    const argument: LogArgument = { p: { kind: "zero" }, slope: { kind: "zero" } };
    expect(checkLogSign(two, line, { kind: "point", at: sqrt(13) }, -1, argument)).toMatch(/a point/);
    expect(checkLogSign(two, line, open(sqrt(13), "infinity"), 0, argument)).toMatch(/the sign is 0/);
    expect(checkLogSign(zero, line, open(sqrt(13), "infinity"), -1, argument)).toMatch(/^p:/);
    const unordered = { coefficients: [1n, 1n], exponents: [1, 0] };
    expect(checkLogSign(two, unordered, open(sqrt(13), "infinity"), -1, argument)).toMatch(/malformed/);
  });

  it("accepts a bound on E[loss] beyond an algebraic number, and no zero in its cell", () => {
    // With x = b⁶ it is x(x − 1)·(2(2x² + x + 1)·ln x − (x + 1)³), beyond the root x = 7.42… of x⁴ − 8x³ + 4x² + 3.
    // There 2·118.7·2.00… = 475… < 597… = 8.42…³, and the difference over 2x² + x + 1 falls.
    const [p, q] = [from6([-12, 1], [-12, 3], [24, 4]), from6([-1, 1], [-2, 2], [2, 4], [1, 5])];
    const cell = open(realRoots(from6([3, 0], [4, 2], [-8, 3], [1, 4]), unity).at(-1)!, "infinity");
    expect(accepted(p, q, cell)).toEqual([-1]);
    // Forged: half as much again of the logarithm, 712… > 597…, and the sign changes beyond.
    const [more, same] = [multiply(p, from(3)), multiply(q, from(2))];
    expect(check(more, same, cell, -1)).toMatch(/the sign at an end of the cell is 1/);
    expect(accepted(more, same, cell)).toEqual([]);
  });
});

/** A polynomial in b⁶. */
const from6 = (...terms: [number, number][]): Polynomial => polynomial(terms.map(([c, e]) => [BigInt(c), 6 * e]));

/** Arguments with the sample that someone may put forward on a cell around it. */
function argumentsOf(at: number): SignArgument[] {
  const sample = [rational(BigInt(2 * at + 1), 2n), rational(BigInt(2 * at - 1), 2n)];
  return [
    { kind: "zero" },
    { kind: "point" },
    ...[0, 1, 2, 3].map((multiplicityAtOne): SignArgument => ({ kind: "descartes", multiplicityAtOne })),
    ...sample.map((x): SignArgument => ({ kind: "no-root", at: x })),
    ...sample.map((x): SignArgument => ({ kind: "variations", low: unity, cuts: [], high: "infinity", at: x })),
  ];
}

describe("checkLogSign beside the search", () => {
  const factor = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 })).map(([a, c]) => from(-a, c)),
    fc.constantFrom(line, from(-2, 0, 1), from(-1, -1, 0, 1), from(1, 0, 1), from(-1), from(3)),
  );
  const dense = fc
    .array(fc.bigInt({ min: -9n, max: 9n }), { maxLength: 5 })
    .map((cs) => polynomial(cs.map((c, e) => [c, e])));
  const anyProduct = fc.array(factor, { maxLength: 3 }).map((list) => product(...list));

  it("accepts its sign and no other wherever its argument holds, and nothing where the sign changes", () => {
    const met = { signed: 0, changing: 0 };
    const any = fc.oneof(dense, anyProduct);
    fc.assert(
      fc.property(any, any, anyProduct, anyProduct, (first, second, common, other) => {
        const [p, q] = [multiply(first, common), multiply(second, common)];
        if (isZero(p)) return;
        const roots = realRoots(product(p, slopeOf({ p, q }), other), unity);
        for (const cell of cellsOf(wholeCell, roots)) {
          if (cell.kind === "point") continue;
          const found = signsOfLogPolynomial(p, q, cell.from, cell.to);
          met[found.length === 1 ? "signed" : "changing"]++;
          expect(accepted(p, q, cell)).toEqual(found.length === 1 ? [found[0]!.sign] : []);
        }
      }),
      { seed: 1, numRuns: 150 },
    );
    expect(met.signed).toBeGreaterThan(200);
    expect(met.changing).toBeGreaterThan(20);
  });
});

describe("logBounds", () => {
  const asNumber = ({ numerator, denominator }: Rational) => Number(numerator) / Number(denominator);

  it("are narrow around the logarithm", () => {
    const above = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 6n }));
    fc.assert(
      fc.property(above, ([n, d]) => {
        const x = rational(n + d, d);
        const { low, high } = logBounds(x, 64);
        expect(low <= high && high - low < 1n << 14n).toBe(true);
        expect(Math.abs(Number(low) / 2 ** 64 - Math.log(asNumber(x)))).toBeLessThan(1e-12);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("hold ln 2 and ln 10 to 60 decimals, and 0 for 1", () => {
    // https://oeis.org/A002162 and https://oeis.org/A002392.
    const known: [bigint, bigint][] = [
      [2n, 693147180559945309417232121458176568075500134360255254120680n],
      [10n, 2302585092994045684017991454684364207601101488628772976033327n],
    ];
    for (const [x, digits] of known) {
      const { low, high } = logBounds(rational(x), 256);
      // digits ≤ ln x·10^60 < digits + 1.
      expect(low * 10n ** 60n < (digits + 1n) << 256n).toBe(true);
      expect(high * 10n ** 60n >= digits << 256n).toBe(true);
      expect(high - low).toBeLessThan(1n << 20n);
    }
    expect(logBounds(unity, 64)).toEqual({ low: 0n, high: 0n });
  });

  it("are rounded outwards: fewer digits hold what more digits give", () => {
    for (let n = 1n; n <= 400n; n++) {
      const x = rational(100n + n * n, 100n);
      const exact = logBounds(x, 256);
      for (const bits of [2, 3, 5, 8, 13, 40, 100]) {
        const { low, high } = logBounds(x, bits);
        const more = BigInt(256 - bits);
        expect(low << more <= exact.low && exact.high <= high << more).toBe(true);
      }
    }
  });

  it("start at 1", () => {
    expect(() => logBounds(rational(1n, 2n), 64)).toThrow(/>= 1/);
  });
});
