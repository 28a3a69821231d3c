import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlgebraicNumber, type Cell, fromRational } from "../../src/number/algebraic.js";
import { multiply, one, type Polynomial, polynomial, valueAt, zero } from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { realRoots } from "../../src/number/real-roots.js";
import {
  all,
  cellsOf,
  complement,
  contains,
  empty,
  equals,
  fromCells,
  type Interval,
  intersection,
  isAll,
  isEmpty,
  nonNegativeSet,
  parseCell,
  parseRealSet,
  positiveSet,
  printCell,
  printRealSet,
  type RealSet,
  simplestIn,
  union,
  unionOf,
  wholeCell,
} from "../../src/number/real-set.js";

const from = (...coefficients: number[]): Polynomial => polynomial(coefficients.map((c, e) => [BigInt(c), e]));
const number = (p: bigint, q = 1n): AlgebraicNumber => fromRational(rational(p, q));
const sqrt = (n: number): AlgebraicNumber => realRoots(from(-n, 0, 1), Q.one)[0]!;
const interval = (low: AlgebraicNumber, high: AlgebraicNumber | "infinity", closed = "()"): Interval => ({
  from: { value: low, closed: closed[0] === "[" },
  to: { value: high, closed: closed[1] === "]" },
});

/** The probes: every k/6 up to 8, a grid that meets all rational ends used here and points between them. */
const grid: Rational[] = Array.from({ length: 42 }, (_, k) => rational(BigInt(k + 7), 6n));

/** Which probes the set holds. */
const held = (set: RealSet): boolean[] => grid.map((x) => contains(set, x));

const end = fc.integer({ min: 3, max: 15 }).map((k) => number(BigInt(k), 3n));
const brackets = fc.constantFrom("()", "[)", "(]", "[]");
const anyInterval = fc
  .tuple(end, end, brackets)
  .filter(([x, y]) => Q.compare(x.low, y.low) < 0)
  .map(([x, y, closed]) => interval(x, y, Q.equals(x.low, Q.one) ? `(${closed[1]}` : closed));
const point = end.filter((x) => !Q.equals(x.low, Q.one)).map((x) => interval(x, x, "[]"));
const anySet = fc.array(fc.oneof(anyInterval, point), { maxLength: 4 }).map(unionOf);

describe("unions of intervals", () => {
  it("hold what one of them holds", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyInterval, point), { maxLength: 4 }), (list) => {
        const set = unionOf(list);
        expect(held(set)).toEqual(grid.map((x) => list.some((i) => contains([i], x))));
        expect(equals(unionOf([...list].reverse()), set)).toBe(true);
        expect(equals(unionOf(set), set)).toBe(true);
      }),
      { seed: 1, numRuns: 80 },
    );
  });

  it("merge what touches, and only that", () => {
    const [a, b, c] = [number(3n, 2n), number(2n), number(3n)];
    expect(unionOf([interval(a, b, "()"), interval(b, c, "()")]).length).toBe(2);
    expect(unionOf([interval(a, b, "(]"), interval(b, c, "()")])).toEqual([interval(a, c)]);
    expect(unionOf([interval(b, c), interval(b, b, "[]"), interval(a, b)])).toEqual([interval(a, c)]);
    expect(unionOf([interval(a, "infinity"), interval(b, c)])).toEqual([interval(a, "infinity")]);
    const root = sqrt(2);
    const same = realRoots(multiply(from(-2, 0, 1), from(1, 1)), Q.one)[0]!;
    expect(unionOf([interval(number(1n), root, "(]"), interval(same, b)]).length).toBe(1);
  });

  it("stay inside b > 1 and refuse empty intervals", () => {
    for (const bad of [
      interval(number(1n, 2n), number(2n)),
      interval(number(1n), number(2n), "[)"),
      interval(number(3n), number(2n)),
      interval(number(2n), number(2n), "[)"),
      interval(number(2n), "infinity", "(]"),
    ]) {
      expect(() => unionOf([bad])).toThrow(RangeError);
    }
  });
});

describe("set operations", () => {
  it("act point by point, and obey complement laws", () => {
    fc.assert(
      fc.property(anySet, anySet, (x, y) => {
        const [inX, inY, rest] = [held(x), held(y), complement(x)];
        expect(held(intersection(x, y))).toEqual(inX.map((yes, i) => yes && inY[i]!));
        expect(held(union(x, y))).toEqual(inX.map((yes, i) => yes || inY[i]!));
        expect(held(rest)).toEqual(inX.map((yes) => !yes));
        expect(equals(complement(rest), x)).toBe(true);
        expect(isAll(union(x, rest))).toBe(true);
        expect(isEmpty(intersection(x, rest))).toBe(true);
        // On this grid sets differ exactly when a probe tells them apart.
        expect(equals(x, y)).toBe(inX.every((yes, i) => yes === inY[i]!));
      }),
      { seed: 1, numRuns: 80 },
    );
  });

  it("know all and nothing", () => {
    expect(isAll(all)).toBe(true);
    expect(complement(all)).toEqual(empty);
    expect(equals(complement(empty), all)).toBe(true);
    expect(isAll(fromCells([wholeCell]))).toBe(true);
    expect(contains(all, Q.one)).toBe(false);
    expect(isEmpty(all)).toBe(false);
  });
});

describe("cells", () => {
  it("are cut at numbers and united again", () => {
    const cells = cellsOf(wholeCell, [sqrt(2), number(3n, 2n), sqrt(3)]);
    expect(cells.map((c) => c.kind).join()).toBe("open,point,open,point,open,point,open");
    expect(isAll(fromCells(cells))).toBe(true);
    const opens = cells.filter((c) => c.kind === "open");
    expect(fromCells(opens).length).toBe(4);
    expect(complement(fromCells(opens)).length).toBe(3);
    expect(cellsOf({ kind: "point", at: number(2n) }, [])).toEqual([{ kind: "point", at: number(2n) }]);
  });

  it("have a simplest rational", () => {
    expect(simplestIn(wholeCell)).toEqual(rational(2n));
    expect(simplestIn({ kind: "open", from: sqrt(2), to: sqrt(3) })).toEqual(rational(3n, 2n));
    expect(simplestIn({ kind: "open", from: number(3n, 2n), to: sqrt(3) })).toEqual(rational(5n, 3n));
    expect(simplestIn({ kind: "open", from: sqrt(3), to: "infinity" })).toEqual(rational(2n));
    expect(simplestIn({ kind: "open", from: number(2n), to: "infinity" })).toEqual(rational(3n));
    expect(simplestIn({ kind: "point", at: number(5n, 3n) })).toEqual(rational(5n, 3n));
    expect(simplestIn({ kind: "point", at: sqrt(2) })).toBeUndefined();
    // 2 would be simplest in the outer interval of √(2 + tiny) … √(9/4 + tiny).
    expect(simplestIn({ kind: "open", from: sqrt(2), to: number(3n, 2n) })).toEqual(rational(10n, 7n));
  });
});

describe("nonNegativeSet", () => {
  it("holds the rationals where the value is not negative", () => {
    const factor = fc.oneof(
      end.map((x) => x.polynomial),
      fc.constantFrom(from(-2, 0, 1), from(-3, 0, 1), from(-1, -1, 0, 1), from(1, 0, 1), from(-1)),
    );
    const cells: Cell[] = [
      wholeCell,
      { kind: "open", from: number(4n, 3n), to: number(7n, 2n) },
      { kind: "open", from: sqrt(2), to: "infinity" },
    ];
    fc.assert(
      fc.property(fc.array(factor, { maxLength: 5 }), fc.constantFrom(...cells), (factors, cell) => {
        const p = factors.reduce(multiply, one);
        const signs = grid.map((x) => Q.signOfRational(valueAt(p, x)));
        const inside = held(fromCells([cell]));
        expect(held(nonNegativeSet(p, cell))).toEqual(inside.map((yes, i) => yes && signs[i]! >= 0));
        expect(held(positiveSet(p, cell))).toEqual(inside.map((yes, i) => yes && signs[i]! > 0));
      }),
      { seed: 1, numRuns: 80 },
    );
  });

  it("has exact ends", () => {
    // (b² − 2)(b − 3)² ≥ 0
    const p = multiply(from(-2, 0, 1), from(9, -6, 1));
    expect(equals(nonNegativeSet(p, wholeCell), [interval(sqrt(2), "infinity", "[)")])).toBe(true);
    expect(positiveSet(p, wholeCell).length).toBe(2);
    const touching = nonNegativeSet(from(-9, 6, -1), wholeCell);
    expect(equals(touching, [interval(number(3n), number(3n), "[]")])).toBe(true);
    expect(nonNegativeSet(zero, wholeCell)).toEqual(all);
    expect(positiveSet(zero, wholeCell)).toEqual(empty);
    expect(nonNegativeSet(from(-2, 0, 1), { kind: "point", at: sqrt(2) }).length).toBe(1);
    expect(positiveSet(from(-2, 0, 1), { kind: "point", at: sqrt(2) }).length).toBe(0);
  });
});

describe("the JSON form", () => {
  const roundTrip = (set: RealSet) => parseRealSet(JSON.parse(JSON.stringify(printRealSet(set, "1/2"))));

  it('is "all", or ends with times', () => {
    expect(printRealSet(all, "1")).toBe("all");
    expect(printRealSet(empty, "1")).toEqual({ times: "1", b: [] });
    expect(
      printRealSet(unionOf([interval(sqrt(2), number(5n, 2n), "[)"), interval(number(3n), "infinity")]), "2"),
    ).toEqual({
      times: "2",
      b: [
        {
          from: {
            value: {
              polynomial: [
                ["-2", 0],
                ["1", 2],
              ],
              low: "1",
              high: "4",
            },
            closed: true,
          },
          to: { value: "5/2", closed: false },
        },
        { from: { value: "3", closed: false }, to: { value: "infinity", closed: false } },
      ],
    });
  });

  it("is read back", () => {
    fc.assert(
      fc.property(anySet, (set) => {
        expect(roundTrip(set)).toEqual(set);
      }),
      { seed: 1, numRuns: 50 },
    );
    expect(roundTrip(all)).toEqual(all);
    const odd = unionOf([interval(sqrt(2), sqrt(3), "[]"), interval(sqrt(5), "infinity")]);
    expect(roundTrip(odd)).toEqual(odd);
    for (const cell of [wholeCell, ...cellsOf(wholeCell, [sqrt(2), number(3n)])]) {
      expect(parseCell(JSON.parse(JSON.stringify(printCell(cell))))).toEqual(cell);
    }
  });

  it("is refused in any other shape", () => {
    const good = { value: "2", closed: false };
    for (const bad of [
      null,
      "none",
      { times: "1" },
      { b: [{}] },
      { b: [{ from: good, to: { value: "3" } }] },
      { b: [{ from: good, to: { value: "1", closed: false } }] },
      { b: [{ from: { value: "infinity", closed: false }, to: good }] },
      { b: [{ from: { value: "1/2", closed: false }, to: good }] },
    ]) {
      expect(parseRealSet(bad)).toBeUndefined();
    }
    for (const bad of [null, {}, { at: 3 }, { from: "2", to: "1" }, { from: "2", to: "2" }]) {
      expect(parseCell(bad)).toBeUndefined();
    }
  });
});
