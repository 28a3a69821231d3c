import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlgebraicNumber, type Cell, fromRational } from "../../src/number/algebraic.js";
import { isZero, multiply, one, type Polynomial, polynomial, zero } from "../../src/number/polynomial.js";
import { type Rational, rational, one as unity } from "../../src/number/rational.js";
import { realRoots } from "../../src/number/real-roots.js";
import { cellsOf, wholeCell } from "../../src/number/real-set.js";
import type { Sign } from "../../src/number/ring.js";
import type { SignArgument } from "../../src/number/sign-argument.js";
import { signOnCell } from "../../src/number/sign-on-cell.js";
import { checkArgument, checkCell, checkSign } from "../../src/verdict/sign-checker.js";

const from = (...coefficients: number[]): Polynomial => polynomial(coefficients.map((c, e) => [BigInt(c), e]));
const product = (...factors: Polynomial[]): Polynomial => factors.reduce(multiply, one);
const number = (p: bigint, q = 1n): AlgebraicNumber => fromRational(rational(p, q));
const sqrt = (n: number): AlgebraicNumber => realRoots(from(-n, 0, 1), unity)[0]!;
const open = (low: AlgebraicNumber, high: AlgebraicNumber | "infinity"): Cell => ({
  kind: "open",
  from: low,
  to: high,
});
const at = (p: bigint, q = 1n) => rational(p, q);
const signs: readonly Sign[] = [-1, 0, 1];

/** Every cell of the line cut at the polynomial's own roots and at those of another. */
function piecesOf(p: Polynomial, other: Polynomial): Cell[] {
  const both = [p, other].filter((f) => !isZero(f));
  const roots = both.length === 0 ? [] : realRoots(product(...both), unity);
  return cellsOf(wholeCell, roots);
}

/** The argument the search gives, and one by Sturm where it gives a cheaper one: both must pass. */
function argumentsFor(p: Polynomial, cell: Cell): { sign: Sign; argument: SignArgument }[] {
  const found = signOnCell(p, cell);
  if (!("sign" in found)) throw new Error("a cell between roots has no constant sign");
  if (found.argument.kind !== "variations") return [found];
  return [found, { sign: found.sign, argument: { kind: "no-root", at: found.argument.at } }];
}

describe("checkSign accepts what the search finds, and no other sign", () => {
  const factor = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 })).map(([p, q]) => from(-p, q)),
    fc.constantFrom(from(-2, 0, 1), from(-3, 0, 1), from(-1, -1, 0, 1), from(1, 0, 1), from(2, -3, 2), from(-1), zero),
  );
  const anyProduct = fc.array(factor, { maxLength: 4 }).map((list) => product(...list));
  const dense = fc
    .array(fc.bigInt({ min: -9n, max: 9n }), { maxLength: 8 })
    .map((cs) => polynomial(cs.map((c, e) => [c, e])));

  it("on every cell between roots, and at the roots", () => {
    fc.assert(
      fc.property(fc.oneof(anyProduct, dense), anyProduct, (p, other) => {
        for (const cell of piecesOf(p, other)) {
          for (const { sign, argument } of argumentsFor(p, cell)) {
            expect(checkSign(p, cell, sign, argument)).toBeUndefined();
            for (const wrong of signs) {
              if (wrong !== sign) expect(checkSign(p, cell, wrong, argument)).toBeTypeOf("string");
            }
          }
        }
      }),
      { seed: 1, numRuns: 80 },
    );
  });

  it("and no argument for a cell that hides a root", () => {
    fc.assert(
      fc.property(anyProduct, fc.constantFrom(...signs), (p, sign) => {
        const found = signOnCell(p, wholeCell);
        if ("sign" in found) return;
        const claims: SignArgument[] = [
          { kind: "zero" },
          { kind: "point" },
          { kind: "variations", low: unity, cuts: [], high: "infinity", at: at(100n) },
          { kind: "no-root", at: at(100n) },
          { kind: "no-root", at: at(101n, 100n) },
        ];
        for (let m = 0; m < 6; m++) claims.push({ kind: "descartes", multiplicityAtOne: m });
        for (const claim of claims) expect(checkSign(p, wholeCell, sign, claim)).toBeTypeOf("string");
      }),
      { seed: 1, numRuns: 80 },
    );
  });
});

describe("descartes", () => {
  const p = polynomial([
    [1n, 4001],
    [-1n, 4000],
    [-1n, 1],
    [1n, 0],
  ]);

  it("is recounted", () => {
    expect(checkSign(p, wholeCell, 1, { kind: "descartes", multiplicityAtOne: 2 })).toBeUndefined();
    for (const multiplicityAtOne of [0, 1, 3]) {
      expect(checkSign(p, wholeCell, 1, { kind: "descartes", multiplicityAtOne })).toMatch(/change sign 2 times/);
    }
    // Two changes, and 1 is a simple root: 2 is the other root.
    expect(checkSign(from(2, -3, 1), wholeCell, 1, { kind: "descartes", multiplicityAtOne: 2 })).toMatch(
      /multiplicity 1 only/,
    );
    expect(checkSign(from(-2, 1), wholeCell, 1, { kind: "descartes", multiplicityAtOne: 1 })).toMatch(
      /multiplicity 0 only/,
    );
    expect(checkSign(p, wholeCell, -1, { kind: "descartes", multiplicityAtOne: 2 })).toMatch(/leading/);
  });

  it("holds beyond 1 only", () => {
    const below = open(number(1n, 2n), number(2n));
    expect(checkSign(from(-1, 1), below, 1, { kind: "descartes", multiplicityAtOne: 1 })).toMatch(/below 1/);
    expect(
      checkSign(from(-1, 1), { kind: "point", at: sqrt(2) }, 1, { kind: "descartes", multiplicityAtOne: 1 }),
    ).toMatch(/point/);
  });
});

describe("variations and no-root", () => {
  it("need a sample inside, and an outer interval", () => {
    const p = from(2, -3, 2);
    const cell = open(number(3n, 2n), number(2n));
    expect(checkSign(p, cell, 1, { kind: "no-root", at: at(7n, 4n) })).toBeUndefined();
    expect(checkSign(p, cell, 1, { kind: "no-root", at: at(2n) })).toMatch(/not inside/);
    expect(
      checkSign(p, cell, 1, { kind: "variations", low: at(1n), cuts: [], high: at(3n), at: at(5n, 3n) }),
    ).toBeUndefined();
    expect(checkSign(p, cell, 1, { kind: "variations", low: at(1n), cuts: [], high: at(3n), at: at(3n, 2n) })).toMatch(
      /not inside/,
    );
    expect(
      checkSign(p, cell, 1, { kind: "variations", low: at(5n, 3n), cuts: [], high: at(3n), at: at(7n, 4n) }),
    ).toMatch(/starts inside/);
    expect(
      checkSign(p, cell, 1, { kind: "variations", low: at(1n), cuts: [], high: at(7n, 4n), at: at(7n, 4n) }),
    ).toMatch(/ends inside/);
  });

  it("explain lost changes by roots at the ends, not by roots at a rational end beside which there is another", () => {
    const p = from(-2, 0, 1);
    const above = open(sqrt(2), "infinity");
    const argument: SignArgument = { kind: "variations", low: at(1n), cuts: [], high: "infinity", at: at(2n) };
    expect(checkSign(p, above, 1, argument)).toBeUndefined();
    expect(checkSign(multiply(p, from(-3, 1)), above, -1, argument)).toMatch(/changes of sign are lost/);
    expect(checkSign(multiply(p, from(-3, 1)), above, -1, { kind: "no-root", at: at(2n) })).toMatch(/1 roots inside/);
    // 2 as a number with a wide interval, its polynomial a divisor: the changes are lost right of 2 all the same.
    const wide: AlgebraicNumber = { polynomial: from(-2, 1), low: at(3n, 2n), high: at(5n, 2n) };
    const q = multiply(from(-2, 1), from(-3, 1));
    const claim: SignArgument = { kind: "variations", low: at(2n), cuts: [], high: "infinity", at: at(4n) };
    expect(checkSign(q, open(wide, "infinity"), 1, claim)).toMatch(/changes of sign are lost/);
    expect(checkSign(q, open(wide, number(3n)), -1, { kind: "no-root", at: at(5n, 2n) })).toBeUndefined();
    expect(checkSign(q, open(wide, number(4n)), -1, { kind: "no-root", at: at(5n, 2n) })).toMatch(/1 roots inside/);
  });

  it("see multiple roots, at the ends and inside", () => {
    const p = product(from(-2, 0, 1), from(-2, 0, 1), from(-3, 2), from(-3, 2));
    expect(checkSign(p, open(sqrt(2), number(3n, 2n)), 1, { kind: "no-root", at: at(10n, 7n) })).toBeUndefined();
    expect(checkSign(p, open(number(3n, 2n), "infinity"), 1, { kind: "no-root", at: at(2n) })).toBeUndefined();
    expect(checkSign(p, open(number(1n), number(3n, 2n)), 1, { kind: "no-root", at: at(10n, 7n) })).toMatch(
      /1 roots inside/,
    );
    expect(checkSign(p, open(sqrt(2), "infinity"), 1, { kind: "no-root", at: at(2n) })).toMatch(/1 roots inside/);
    expect(checkSign(p, wholeCell, 1, { kind: "no-root", at: at(2n) })).toMatch(/2 roots inside/);
  });
});

describe("cuts", () => {
  // (10b − 13)² + 1/100, times 100
  const near = polynomial([
    [10000n, 2],
    [-26000n, 1],
    [16901n, 0],
  ]);
  const along = (...cuts: Rational[]): SignArgument => ({
    kind: "variations",
    low: unity,
    cuts,
    high: "infinity",
    at: at(2n),
  });

  it("settle a near miss, each piece for itself", () => {
    const found = signOnCell(near, wholeCell);
    if (!("sign" in found) || found.argument.kind !== "variations") throw new Error("expected variations");
    expect(found.argument.cuts.length).toBeGreaterThan(1);
    expect(checkSign(near, wholeCell, 1, found.argument)).toBeUndefined();
    expect(checkSign(near, wholeCell, 1, { ...found.argument, cuts: [] })).toMatch(/lost/);
    // The same cuts do not settle a touching root.
    expect(checkSign(from(169, -260, 100), wholeCell, 1, found.argument)).toBeTypeOf("string");
  });

  it("must ascend, and be no roots inside the cell", () => {
    expect(checkSign(from(169, -260, 100), wholeCell, 1, along(at(13n, 10n)))).toMatch(/13\/10 is a root inside/);
    expect(checkSign(from(2, 1), wholeCell, 1, along(at(3n), at(2n)))).toMatch(/do not ascend/);
    expect(checkSign(from(2, 1), wholeCell, 1, along(at(2n), at(3n)))).toBeUndefined();
  });

  it("settle long polynomials, whose roots are found by the dense count", () => {
    const long = polynomial(Array.from({ length: 50 }, (_, e): [bigint, number] => [BigInt((e % 7) + 1), e]));
    const p = product(long, from(-3, 2), from(-8, 5), from(-2, 0, 1), near, from(-31, 3), from(-31, 3));
    const pieces = piecesOf(p, from(-1, -1, 0, 1));
    expect(pieces.length).toBe(11);
    for (const cell of pieces) {
      const found = signOnCell(p, cell);
      if (!("sign" in found)) throw new Error("a cell between roots has no constant sign");
      expect(found.argument.kind).not.toBe("no-root");
      expect(checkSign(p, cell, found.sign, found.argument)).toBeUndefined();
      for (const wrong of signs) {
        if (wrong !== found.sign) expect(checkArgument(p, cell, wrong, found.argument)).toBeTypeOf("string");
      }
    }
  });
});

describe("points", () => {
  const point = (x: AlgebraicNumber): Cell => ({ kind: "point", at: x });

  it("are decided beside a root and at it", () => {
    const near = polynomial([
      [10n ** 40n, 2],
      [-2n * 10n ** 40n - 1n, 0],
    ]);
    expect(checkSign(near, point(sqrt(2)), -1, { kind: "point" })).toBeUndefined();
    expect(checkSign(near, point(sqrt(2)), 0, { kind: "point" })).toMatch(/is -1, not 0/);
    expect(checkSign(from(-2, 0, 1), point(sqrt(2)), 0, { kind: "point" })).toBeUndefined();
    expect(checkSign(from(-2, 0, 1), point(sqrt(2)), 1, { kind: "point" })).toMatch(/is 0, not 1/);
    const reducible = realRoots(product(from(-2, 0, 1), from(-1, -1, 0, 1)), unity)[1]!;
    expect(checkSign(multiply(from(-2, 0, 1), from(5, 1)), point(reducible), 0, { kind: "point" })).toBeUndefined();
    expect(checkSign(zero, point(sqrt(2)), 0, { kind: "zero" })).toBeUndefined();
    expect(checkSign(zero, point(sqrt(2)), 0, { kind: "point" })).toMatch(/polynomial is 0/);
  });

  it("of high degree are decided by enclosure", () => {
    const p = polynomial([
      [1n, 1000],
      [-3n, 500],
      [-1n, 0],
    ]);
    expect(checkSign(p, point(sqrt(2)), 1, { kind: "point" })).toBeUndefined();
    expect(checkSign(p, point(sqrt(2)), -1, { kind: "point" })).toMatch(/is 1, not -1/);
    expect(checkSign(multiply(p, from(-2, 0, 1)), point(sqrt(2)), 0, { kind: "point" })).toBeUndefined();
  });
});

describe("checkCell", () => {
  const faulty = (x: Partial<AlgebraicNumber>): Cell => ({ kind: "point", at: { ...sqrt(2), ...x } });

  it("accepts numbers that are what they claim", () => {
    expect(checkCell(wholeCell)).toBeUndefined();
    expect(checkCell(open(sqrt(2), sqrt(3)))).toBeUndefined();
    const high = realRoots(
      polynomial([
        [1n, 2000],
        [-1n, 1999],
        [-1n, 0],
      ]),
      unity,
    )[0]!;
    expect(checkCell(open(number(1n), high))).toBeUndefined();
  });

  it("rejects the others", () => {
    expect(checkCell(faulty({ low: at(3n, 2n) }))).toMatch(/does not change sign/);
    expect(checkCell(faulty({ low: at(-1n) }))).toMatch(/not 0 < low < high/);
    expect(checkCell(faulty({ low: at(2n), high: at(2n) }))).toMatch(/not a root/);
    expect(checkCell(faulty({ polynomial: zero }))).toMatch(/polynomial is 0/);
    expect(checkCell(faulty({ polynomial: { coefficients: [1n, -2n], exponents: [2, 0] } }))).toMatch(/malformed/);
    const three = product(from(-2, 0, 1), from(-3, 0, 1), from(-3, 2));
    expect(checkCell(faulty({ polynomial: three, low: at(1n), high: at(3n) }))).toMatch(/holds 3 roots/);
    // In the half without a change of sign: two roots, and a double root.
    const pair = product(from(-3, 0, 1), from(-11, 10), from(-6, 5));
    expect(checkCell(faulty({ polynomial: pair, low: at(1n), high: at(2n) }))).toMatch(/holds 3 roots/);
    const double = product(from(-3, 0, 1), from(-11, 10), from(-11, 10));
    expect(checkCell(faulty({ polynomial: double, low: at(1n), high: at(2n) }))).toMatch(/holds 2 roots/);
  });

  it("rejects ends out of order, equal ends too", () => {
    expect(checkCell(open(sqrt(3), sqrt(2)))).toMatch(/not in order/);
    expect(checkCell(open(number(2n), number(2n)))).toMatch(/not in order/);
    const again = realRoots(multiply(from(-2, 0, 1), from(1, 1)), unity)[0]!;
    expect(checkCell(open(sqrt(2), again))).toMatch(/not in order/);
  });
});

it("malformed polynomials are rejected", () => {
  for (const bad of [
    { coefficients: [1n], exponents: [0, 1] },
    { coefficients: [0n], exponents: [0] },
    { coefficients: [1n, 1n], exponents: [1, 1] },
    { coefficients: [1n], exponents: [-1] },
  ]) {
    expect(checkSign(bad, wholeCell, 1, { kind: "descartes", multiplicityAtOne: 0 })).toMatch(/malformed/);
  }
  expect(checkSign(from(1), wholeCell, 0, { kind: "zero" })).toMatch(/not 0/);
  expect(checkSign(zero, wholeCell, 1, { kind: "zero" })).toMatch(/not 0/);
});
