import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integers } from "../../src/number/integer.js";
import { permanent, permanents, stateCount } from "../../src/number/permanent.js";
import { polynomials, valueAt } from "../../src/number/polynomial.js";
import { rational } from "../../src/number/rational.js";

/** The definition, by expansion along the first row: the second route. */
const byExpansion = (matrix: readonly (readonly bigint[])[]): bigint =>
  matrix.length === 0 ? 1n : matrix[0]!.reduce((total, x, j) => total + x * byExpansion(without(matrix, 0, j)), 0n);

const without = <S>(matrix: readonly (readonly S[])[], i: number, j: number): S[][] =>
  matrix.flatMap((row, k) => (k === i ? [] : [row.filter((_, l) => l !== j)]));

const R = integers(3n, 2n);
const same = (x: unknown, y: unknown): boolean => x === y;

/** Square matrices with negative entries and zeros, long entries, and equal rows or columns. */
const matrices = fc.integer({ min: 0, max: 6 }).chain((n) =>
  fc
    .record({
      rows: fc.array(
        fc.array(fc.oneof(fc.bigInt({ min: -2n, max: 2n }), fc.bigInt({ min: 0n, max: 2n ** 70n })), {
          minLength: n,
          maxLength: n,
        }),
        { minLength: n, maxLength: n },
      ),
      copies: fc.array(fc.nat({ max: Math.max(n - 1, 0) }), { minLength: n, maxLength: n }),
      kind: fc.constantFrom("any", "rows", "columns"),
    })
    .map(({ rows, copies, kind }) => {
      if (kind === "rows") return rows.map((_, i) => rows[copies[i]!]!);
      return kind === "columns" ? rows.map((row) => row.map((_, j) => row[copies[j]!]!)) : rows;
    }),
);

describe("permanents", () => {
  it("are those of the definition, and so are all minors", () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        expect(permanent(R, matrix)).toBe(byExpansion(matrix));
        const all = permanents(R, matrix);
        expect(all.permanent).toBe(byExpansion(matrix));
        expect(all.minors).toEqual(matrix.map((row, i) => row.map((_, j) => byExpansion(without(matrix, i, j)))));
      }),
      { numRuns: 120 },
    );
  });

  it("have the same value for polynomials", () => {
    const X = polynomials();
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }),
        (steps) => {
          const found = permanent(X, steps.map((row) => row.map((k) => X.power(k, k)))); // biome-ignore format: one line
          expect(valueAt(found, rational(5n))).toEqual(rational(byExpansion(steps.map((row) => row.map((k) => 5n ** BigInt(k)))))); // biome-ignore format: one line
        },
      ),
    );
  });

  it("count: of ones n!, of the identity 1, of ones without the diagonal the derangements", () => {
    const ones = (n: number, diagonal: bigint, other: bigint) =>
      Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? diagonal : other)));
    expect(permanent(R, ones(20, 1n, 1n))).toBe(2432902008176640000n);
    expect(permanent(R, ones(9, 1n, 0n))).toBe(1n);
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((n) => permanent(R, ones(n, 0n, 1n)))).toEqual([0n, 1n, 2n, 9n, 44n, 265n, 1854n, 14833n]); // biome-ignore format: one line
    expect(permanent(R, [])).toBe(1n);
  });

  it("take the states of the fewer classes of equal rows or columns", () => {
    const rows = [[1, 2, 3], [1, 2, 3], [4, 5, 6]]; // biome-ignore format: a matrix
    expect(stateCount(rows, same)).toBe(6n);
    expect(stateCount(rows[0]!.map((_, j) => rows.map((row) => row[j]!)), same)).toBe(6n); // biome-ignore format: one line
    expect(stateCount([[1, 2], [3, 4]], same)).toBe(4n); // biome-ignore format: one line
    const equal = Array.from({ length: 200 }, () => Array.from({ length: 200 }, (_, j) => BigInt(j % 2)));
    expect(stateCount(equal, same)).toBe(201n);
    // Every permutation meets a column of zeros.
    expect(permanent(R, equal)).toBe(0n);
  });

  it("refuse what is not square", () => {
    expect(() => permanent(R, [[1n, 2n]])).toThrow(RangeError);
    expect(() => permanents(R, [[1n], [2n]])).toThrow(RangeError);
  });
});
