import type { Ring } from "./ring.js";

/** A matrix by its rows, all of one length. */
export type Matrix<T> = readonly (readonly T[])[];

/** A ring that can undo a multiplication: `exactQuotient(x·y, y)` is x for y ≠ 0, and nothing else is asked of it. */
export interface DividingRing<T> extends Ring<T> {
  exactQuotient(product: T, factor: T): T;
}

/** The integers, or any other ring of bigints, with exact quotients. */
export const dividing = <K extends Ring<bigint>>(R: K): K & DividingRing<bigint> => ({
  ...R,
  exactQuotient: (x, y) => x / y,
});

const canDivide = <T>(R: Ring<T>): R is DividingRing<T> => "exactQuotient" in R;

/**
 * The determinant of a square matrix: with exact quotients in O(n³) operations [Bareiss 1968], in which every number is a
 * minor of the matrix; in any other commutative ring without divisions in O(n⁴) [Bird 2011]. Of no rows it is 1. Throws
 * RangeError where the matrix is not square.
 */
export function determinant<T>(R: Ring<T> | DividingRing<T>, A: Matrix<T>): T {
  checkSquare(A);
  if (!canDivide(R)) return withoutDivision(R, A);
  return (isSymmetric(R, A) ? bySymmetricElimination(R, A) : undefined) ?? byElimination(R, A);
}

function checkSquare<T>(A: Matrix<T>): void {
  if (A.some((row) => row.length !== A.length)) throw new RangeError("determinant: expected a square matrix");
}

const isSymmetric = <T>(R: Ring<T>, A: Matrix<T>): boolean =>
  A.every((row, i) => row.every((entry, j) => j >= i || R.equals(entry, A[j]![i]!)));

/** Elimination that keeps the matrix symmetric, half of it; undefined where a pivot, which is a leading minor of A, is 0. */
function bySymmetricElimination<T>(R: DividingRing<T>, A: Matrix<T>): T | undefined {
  const n = A.length;
  const M = A.map((row) => [...row]);
  let last = R.one;
  for (let k = 0; k < n; k++) {
    const row = M[k]!;
    const pivot = row[k]!;
    if (R.equals(pivot, R.zero)) return undefined;
    for (let i = k + 1; i < n; i++) {
      for (let j = i; j < n; j++) {
        const minor = R.subtract(R.multiply(pivot, M[i]![j]!), R.multiply(row[i]!, row[j]!));
        M[i]![j] = k === 0 ? minor : R.exactQuotient(minor, last);
      }
    }
    last = pivot;
  }
  return last;
}

function byElimination<T>(R: DividingRing<T>, A: Matrix<T>): T {
  const n = A.length;
  const M = A.map((row) => [...row]);
  let last = R.one;
  let swapped = false;
  for (let k = 0; k < n; k++) {
    const found = M.findIndex((row, i) => i >= k && !R.equals(row[k]!, R.zero));
    if (found < 0) return R.zero;
    if (found !== k) {
      [M[k], M[found]] = [M[found]!, M[k]!];
      swapped = !swapped;
    }
    const [row, pivot] = [M[k]!, M[k]![k]!];
    for (let i = k + 1; i < n; i++) {
      const [other, factor] = [M[i]!, M[i]![k]!];
      for (let j = k + 1; j < n; j++) {
        const minor = R.subtract(R.multiply(pivot, other[j]!), R.multiply(factor, row[j]!));
        other[j] = k === 0 ? minor : R.exactQuotient(minor, last);
      }
    }
    last = pivot;
  }
  return swapped ? R.subtract(R.zero, last) : last;
}

/**
 * With μ(X) the part of X above the diagonal and −Σ_{j>i} x_jj in place i of the diagonal, the determinant is, up to the
 * sign (−1)^{n−1}, the first entry of the matrix that n − 1 steps X → μ(X)·A make of A.
 */
function withoutDivision<T>(R: Ring<T>, A: Matrix<T>): T {
  const n = A.length;
  if (n === 0) return R.one;
  let X: Matrix<T> = A;
  for (let step = 1; step < n; step++) {
    const diagonal: T[] = new Array(n).fill(R.zero);
    for (let i = n - 2; i >= 0; i--) diagonal[i] = R.subtract(diagonal[i + 1]!, X[i + 1]![i + 1]!);
    X = X.map((row, i) =>
      A.map((_, j) => {
        let entry = R.multiply(diagonal[i]!, A[i]![j]!);
        for (let k = i + 1; k < n; k++) entry = R.add(entry, R.multiply(row[k]!, A[k]![j]!));
        return entry;
      }),
    );
  }
  const first = X[0]![0]!;
  return (n & 1) === 1 ? first : R.subtract(R.zero, first);
}

/** The determinant of a matrix beside the transposed matrix of its cofactors, so that their product is the determinant times 1. */
export interface Adjugate<T> {
  readonly determinant: T;
  readonly adjugate: Matrix<T>;
}

/**
 * The adjugate of a symmetric matrix. With exact quotients it takes about n³ products, if all leading minors are other
 * than 0; else each cofactor is a determinant. Throws RangeError where the matrix is not square and symmetric.
 */
export function symmetricAdjugate<T>(R: Ring<T> | DividingRing<T>, A: Matrix<T>): Adjugate<T> {
  checkSquare(A);
  if (!isSymmetric(R, A)) throw new RangeError("symmetricAdjugate: expected a symmetric matrix");
  return (canDivide(R) ? bySweeps(R, A) : undefined) ?? byCofactors(R, A);
}

/**
 * Sweeps [Goodnight 1979] without fractions. Sweeping row k of a matrix that stands for M/d, with the pivot p = m_kk, makes
 * it M′/p with m′_ij = (p·m_ij − m_ik·m_kj)/d outside row and column k, m′_ik = m_ik within, and m′_kk = −d. All entries are
 * minors of A, so the quotients are exact. Once every row is swept, d is the determinant and M is −adj A. The matrices stay
 * symmetric, so half of each is computed. undefined where a pivot, which is a leading minor of A, is 0.
 */
function bySweeps<T>(R: DividingRing<T>, A: Matrix<T>): Adjugate<T> | undefined {
  const n = A.length;
  const M = A.map((row) => [...row]);
  let last = R.one;
  for (let k = 0; k < n; k++) {
    const pivotRow = [...M[k]!];
    const pivot = pivotRow[k]!;
    if (R.equals(pivot, R.zero)) return undefined;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const row = M[i]!;
      for (let j = i; j < n; j++) {
        if (j === k) continue;
        const minor = R.subtract(R.multiply(pivot, row[j]!), R.multiply(pivotRow[i]!, pivotRow[j]!));
        row[j] = k === 0 ? minor : R.exactQuotient(minor, last);
        M[j]![i] = row[j]!;
      }
    }
    M[k]![k] = R.subtract(R.zero, last);
    last = pivot;
  }
  return { determinant: last, adjugate: M.map((row) => row.map((entry) => R.subtract(R.zero, entry))) };
}

function byCofactors<T>(R: Ring<T> | DividingRing<T>, A: Matrix<T>): Adjugate<T> {
  const cofactor = (i: number, j: number): T => {
    const rest = A.filter((_, row) => row !== i).map((row) => row.filter((_, column) => column !== j));
    const minor = determinant(R, rest);
    return ((i + j) & 1) === 0 ? minor : R.subtract(R.zero, minor);
  };
  const half = A.map((_, i) => A.slice(0, i + 1).map((_, j) => cofactor(i, j)));
  return {
    determinant: determinant(R, A),
    adjugate: A.map((_, i) => A.map((_, j) => (j <= i ? half[i]![j]! : half[j]![i]!))),
  };
}
