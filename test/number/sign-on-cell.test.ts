import { describe, expect, it } from "vitest";
import { type AlgebraicNumber, type Cell, fromRational, rationalOf } from "../../src/number/algebraic.js";
import { multiply, one, type Polynomial, polynomial, zero } from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { realRoots } from "../../src/number/real-roots.js";
import { wholeCell } from "../../src/number/real-set.js";
import { signOnCell } from "../../src/number/sign-on-cell.js";

const from = (...coefficients: number[]): Polynomial => polynomial(coefficients.map((c, e) => [BigInt(c), e]));
const product = (factors: readonly Polynomial[]): Polynomial => factors.reduce(multiply, one);
const open = (low: Rational, high: Rational): Cell => ({
  kind: "open",
  from: fromRational(low),
  to: fromRational(high),
});
const rationalRoots = (roots: readonly AlgebraicNumber[]) => roots.map((x) => rationalOf(x));
const two = rational(2n);

describe("signOnCell", () => {
  it("counts variations against the multiplicity of 1", () => {
    // (b − 1)²·(b + 1)
    expect(signOnCell(from(1, -1, -1, 1), wholeCell)).toEqual({
      sign: 1,
      argument: { kind: "descartes", multiplicityAtOne: 2 },
    });
    expect(signOnCell(from(-3), wholeCell)).toEqual({
      sign: -1,
      argument: { kind: "descartes", multiplicityAtOne: 0 },
    });
    expect(signOnCell(zero, wholeCell)).toEqual({ sign: 0, argument: { kind: "zero" } });
    // Sparse and of high degree: Σ c = Σ c·e = 0.
    const long = polynomial([
      [1n, 2001],
      [1n, 2000],
      [-1n, 1999],
      [-1n, 1998],
      [-4n, 1],
      [4n, 0],
    ]);
    expect(signOnCell(long, wholeCell)).toEqual({ sign: 1, argument: { kind: "descartes", multiplicityAtOne: 2 } });
  });

  it("does not use that argument below 1", () => {
    expect(signOnCell(from(-1, 1), open(rational(1n, 2n), Q.one))).toMatchObject({ sign: -1 });
    expect(signOnCell(from(-1, 1), open(rational(1n, 2n), two))).toMatchObject({ roots: [fromRational(Q.one)] });
  });

  it("loses no variations where there are no roots, or only roots at the ends", () => {
    // 2b² − 3b + 2 has two changes and no real root.
    expect(signOnCell(from(2, -3, 2), wholeCell)).toMatchObject({ sign: 1, argument: { kind: "variations" } });
    const p = from(-2, 0, 1);
    const [root] = realRoots(p, Q.one);
    const below: Cell = { kind: "open", from: fromRational(Q.one), to: root! };
    const above: Cell = { kind: "open", from: root!, to: "infinity" };
    expect(signOnCell(p, below)).toMatchObject({ sign: -1, argument: { kind: "variations" } });
    expect(signOnCell(p, above)).toMatchObject({ sign: 1, argument: { kind: "variations" } });
    expect(signOnCell(p, { kind: "point", at: root! })).toEqual({ sign: 0, argument: { kind: "point" } });
    expect(signOnCell(from(-1, 1), { kind: "point", at: root! })).toEqual({ sign: 1, argument: { kind: "point" } });
  });

  it("isolates where the cheap arguments fail", () => {
    // (10b − 13)² + 1/100-like: no root, but a near miss.
    const near = polynomial([
      [10000n, 2],
      [-26000n, 1],
      [16901n, 0],
    ]);
    expect(signOnCell(near, wholeCell)).toMatchObject({ sign: 1, argument: { kind: "variations" } });
    const double = product([from(-13, 10), from(-13, 10)]);
    expect(signOnCell(double, wholeCell)).toEqual({ roots: [fromRational(rational(13n, 10n))] });
    const found = signOnCell(product([double, from(-2, 0, 1), from(-3, 1)]), wholeCell);
    expect("roots" in found && rationalRoots(found.roots)).toEqual([rational(13n, 10n), undefined, rational(3n)]);
  });

  it("finds roots strictly between algebraic ends only", () => {
    const p = product([from(-2, 0, 1), from(-3, 0, 1), from(-5, 0, 1)]);
    const [a, b, c] = realRoots(p, Q.one);
    const found = signOnCell(p, { kind: "open", from: a!, to: c! });
    expect("roots" in found && found.roots.map((r) => Q.printRational(r.high)).length).toBe(1);
    expect(signOnCell(p, { kind: "open", from: a!, to: b! })).toMatchObject({ sign: 1 });
    expect(signOnCell(p, { kind: "open", from: b!, to: c! })).toMatchObject({ sign: -1 });
  });
});
