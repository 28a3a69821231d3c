import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainIntegers } from "../../src/number/integer.js";
import { type DividingRing, determinant, dividing, type Matrix, symmetricAdjugate } from "../../src/number/matrix.js";
import { exactQuotient, type Polynomial, polynomial, polynomials, valueAt } from "../../src/number/polynomial.js";
import { type Rational, rational, rationals } from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";

/** The sum over all permutations, with their signs [Leibniz]. */
function byPermutations<T>(R: Ring<T>, A: Matrix<T>, columns: readonly number[] = A.map((_, j) => j)): T {
  const [row, ...rest] = A;
  if (row === undefined) return R.one;
  return columns.reduce((sum, column, place) => {
    const others = columns.filter((other) => other !== column);
    const product = R.multiply(row[column]!, byPermutations(R, rest, others));
    return place % 2 === 0 ? R.add(sum, product) : R.subtract(sum, product);
  }, R.zero);
}

const product = <T>(R: Ring<T>, A: Matrix<T>, B: Matrix<T>): Matrix<T> =>
  A.map((row) => B.map((_, j) => row.reduce((sum, entry, k) => R.add(sum, R.multiply(entry, B[k]![j]!)), R.zero)));

const scalar = <T>(R: Ring<T>, n: number, x: T): Matrix<T> =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? x : R.zero)));

const divides = dividing(plainIntegers);
const symbols = polynomials();
const dividingSymbols: DividingRing<Polynomial> = { ...symbols, exactQuotient: (x, y) => exactQuotient(x, y)! };

const square = <T>(entry: fc.Arbitrary<T>, most: number): fc.Arbitrary<Matrix<T>> =>
  fc
    .integer({ min: 0, max: most })
    .chain((n) => fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }));
const mirrored = <T>(A: Matrix<T>): Matrix<T> => A.map((row, i) => row.map((entry, j) => (j < i ? A[j]![i]! : entry)));

/** Zeros are frequent, so that pivots vanish. */
const small = fc.bigInt({ min: -2n, max: 2n });
const long = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const terms = fc.array(fc.tuple(small, fc.nat({ max: 3 })), { maxLength: 3 }).map((list) => polynomial(list));
const runs = { seed: 1, numRuns: 150 };

describe("the determinant", () => {
  it("is the sum over permutations, with quotients and without, pivots of 0 or not", () => {
    fc.assert(
      fc.property(square(fc.oneof(small, long), 5), (A) => {
        const expected = byPermutations(plainIntegers, A);
        expect(determinant(divides, A)).toBe(expected);
        expect(determinant(plainIntegers, A)).toBe(expected);
        const symmetric = mirrored(A);
        expect(determinant(divides, symmetric)).toBe(byPermutations(plainIntegers, symmetric));
        expect(determinant(plainIntegers, symmetric)).toBe(byPermutations(plainIntegers, symmetric));
      }),
      runs,
    );
  });

  it("over polynomials, too, and it is the determinant at every value of the variable", () => {
    fc.assert(
      fc.property(square(terms, 4), (A) => {
        const expected = byPermutations(symbols, A);
        expect(determinant(dividingSymbols, A)).toEqual(expected);
        expect(determinant(symbols, A)).toEqual(expected);
        const b = rational(3n, 2n);
        const numbers: Matrix<Rational> = A.map((row) => row.map((entry) => valueAt(entry, b)));
        expect(determinant(rationals(b), numbers)).toEqual(valueAt(expected, b));
      }),
      { ...runs, numRuns: 60 },
    );
  });

  it("is 1 of no rows, 0 of equal rows, and refuses what is not square", () => {
    for (const R of [plainIntegers, divides]) {
      expect(determinant(R, [])).toBe(1n);
      expect(determinant(R, [[-7n]])).toBe(-7n);
      expect(determinant(R, [[1n, 2n, 3n], [1n, 2n, 3n], [0n, 1n, 5n]])).toBe(0n); // biome-ignore format: one line
      // A pivot of 0 and one exchange of rows.
      expect(determinant(R, [[0n, 1n], [1n, 0n]])).toBe(-1n); // biome-ignore format: one line
      expect(() => determinant(R, [[1n, 2n]])).toThrow("expected a square matrix");
    }
  });
});

describe("the adjugate", () => {
  const isAdjugate = <T>(R: Ring<T>, A: Matrix<T>, adjugate: Matrix<T>, det: T): boolean =>
    JSON.stringify(product(R, A, adjugate), text) === JSON.stringify(scalar(R, A.length, det), text);
  const text = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);
  const cofactors = (A: Matrix<bigint>): Matrix<bigint> =>
    A.map((_, i) =>
      A.map((_, j) => {
        const rest = A.filter((_, row) => row !== j).map((row) => row.filter((_, column) => column !== i));
        return (i + j) % 2 === 0 ? byPermutations(plainIntegers, rest) : -byPermutations(plainIntegers, rest);
      }),
    );

  it("of a symmetric matrix is the matrix of cofactors, leading minors 0 or not", () => {
    fc.assert(
      fc.property(square(fc.oneof(small, long), 5).map(mirrored), (A) => {
        const expected = { determinant: byPermutations(plainIntegers, A), adjugate: cofactors(A) };
        expect(symmetricAdjugate(divides, A)).toEqual(expected);
        expect(symmetricAdjugate(plainIntegers, A)).toEqual(expected);
      }),
      runs,
    );
  });

  it("makes the determinant with the matrix, over polynomials", () => {
    fc.assert(
      fc.property(square(terms, 4).map(mirrored), (A) => {
        for (const R of [symbols, dividingSymbols]) {
          const found = symmetricAdjugate(R, A);
          expect(isAdjugate(symbols, A, found.adjugate, found.determinant)).toBe(true);
        }
      }),
      { ...runs, numRuns: 60 },
    );
  });

  it("would be told from the matrix with one sign or entry off", () => {
    const A = [[2n, -1n, 0n], [-1n, 3n, -1n], [0n, -1n, 2n]]; // biome-ignore format: one line
    const { adjugate, determinant: det } = symmetricAdjugate(divides, A);
    expect(isAdjugate(plainIntegers, A, adjugate, det)).toBe(true);
    const signOff = adjugate.map((row, i) => row.map((entry, j) => ((i + j) % 2 === 0 ? entry : -entry)));
    const entryOff = adjugate.map((row, i) => row.map((entry, j) => (i === 0 && j === 2 ? entry + 1n : entry)));
    for (const wrong of [signOff, entryOff]) expect(isAdjugate(plainIntegers, A, wrong, det)).toBe(false);
    expect(isAdjugate(plainIntegers, A, adjugate, det + 1n)).toBe(false);
  });

  it("is asked of symmetric matrices only", () => {
    expect(() => symmetricAdjugate(divides, [[1n, 2n], [3n, 4n]])).toThrow("expected a symmetric matrix"); // biome-ignore format: one line
  });
});
