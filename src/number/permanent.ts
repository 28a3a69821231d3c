import type { Ring } from "./ring.js";
import { safeInteger } from "./ring.js";

/** What a permanent needs of its entries: a ring, or the largest sum in place of the sum. */
export type Summable<S> = Pick<Ring<S>, "one" | "integer" | "add" | "multiply" | "equals">;

/** Row by row. */
export type Matrix<S> = readonly (readonly S[])[];

/** The permanent of a square matrix, and of the matrix without row i and column j, for all i and j. */
export interface Permanents<S> {
  readonly permanent: S;
  readonly minors: Matrix<S>;
}

/**
 * Σ over the permutations π of Π_i matrix[i][π(i)], by sums over the sets of columns that the first rows may take; these
 * and the sets that the last rows may take meet in the middle. About n·2^n additions and products, fewer where columns (or
 * rows) are equal: see `stateCount`. The empty matrix has the permanent 1. Throws RangeError unless the matrix is square.
 */
export function permanent<S>(R: Summable<S>, matrix: Matrix<S>): S {
  const table = tableOf(R, matrix);
  const middle = table.levels.findIndex((_, level) => 2 * level >= matrix.length);
  const [first, last] = [beginnings(R, table, middle), endings(R, table, middle)];
  const terms = table.levels[middle]!.map((s) => {
    const ways = table.waysOf(s);
    const product = R.multiply(first[s]!, last[s]!);
    return ways === 1n ? product : R.multiply(R.integer(ways), product);
  });
  return terms.reduce((x, y) => R.add(x, y));
}

/** The permanent and all n² minors, in about three times the time of the permanent. Throws as `permanent` does. */
export function permanents<S>(R: Summable<S>, matrix: Matrix<S>): Permanents<S> {
  const table = tableOf(R, matrix);
  const last = endings(R, table, 0);
  const first = beginnings(R, table, matrix.length - 1);
  const { classOf, transposed } = table;
  const minors = matrix.map((_, row) => {
    const byClass = minorsOf(R, table, first, last, row);
    return classOf.map((c) => byClass[c]!);
  });
  return { permanent: last[0]!, minors: transposed ? transpose(minors) : minors };
}

/** The minors of one row, one for each class of columns: the rows before it and those after it join in all possible ways. */
function minorsOf<S>(R: Summable<S>, table: Table<S>, first: readonly S[], last: readonly S[], row: number): S[] {
  const { sizes, strides, levels, counts, waysOf } = table;
  const classes = sizes.length;
  const minors: S[] = [];
  for (const s of levels[row]!) {
    const ways = waysOf(s);
    for (let c = 0; c < classes; c++) {
      const free = sizes[c]! - counts[s * classes + c]!;
      if (free === 0) continue;
      const product = R.multiply(first[s]!, last[s + strides[c]!]!);
      // Of the sets with these counts, the share free/size leaves out one given column of the class.
      const share = ways === 1n ? ways : (ways * BigInt(free)) / BigInt(sizes[c]!);
      const term = share === 1n ? product : R.multiply(R.integer(share), product);
      const sum = minors[c];
      minors[c] = sum === undefined ? term : R.add(sum, term);
    }
  }
  return minors;
}

/**
 * How many sets of columns, told apart by how many columns of each class of equal ones they hold, the sums go through:
 * 2^n where all columns differ. Rows take the place of columns where that gives fewer.
 */
export const stateCount = <S>(matrix: Matrix<S>, equals: (x: S, y: S) => boolean): bigint =>
  orientation(matrix, equals).states;

/** first[s]: the first rows into one set of columns of state s, for the states of the levels up to `to`. */
function beginnings<S>(R: Summable<S>, { multiples, strides, levels, counts, states }: Table<S>, to: number): S[] {
  const classes = strides.length;
  const first = new Array<S>(states).fill(R.one);
  for (let level = 1; level <= to; level++) {
    const row = multiples[level - 1]!;
    for (const s of levels[level]!) {
      const at = s * classes;
      let total: S | undefined;
      for (let c = 0; c < classes; c++) {
        const used = counts[at + c]!;
        if (used === 0) continue;
        const term = R.multiply(row[c]![used]!, first[s - strides[c]!]!);
        total = total === undefined ? term : R.add(total, term);
      }
      first[s] = total!;
    }
  }
  return first;
}

/** last[s]: the other rows into the columns that a set of state s leaves, for the states of the levels from `from` on. */
function endings<S>(
  R: Summable<S>,
  { multiples, sizes, strides, levels, counts, states }: Table<S>,
  from: number,
): S[] {
  const classes = strides.length;
  const last = new Array<S>(states).fill(R.one);
  for (let level = levels.length - 2; level >= from; level--) {
    const row = multiples[level]!;
    for (const s of levels[level]!) {
      const at = s * classes;
      let total: S | undefined;
      for (let c = 0; c < classes; c++) {
        const free = sizes[c]! - counts[at + c]!;
        if (free === 0) continue;
        const term = R.multiply(row[c]![free]!, last[s + strides[c]!]!);
        total = total === undefined ? term : R.add(total, term);
      }
      last[s] = total!;
    }
  }
  return last;
}

/** A matrix by classes of equal columns, and the states: how many columns of each class a set holds. */
interface Table<S> {
  readonly transposed: boolean;
  /** One entry a class. */
  readonly rows: Matrix<S>;
  /** multiples[i][c][k] = k·rows[i][c], for k up to the size of the class. */
  readonly multiples: readonly Matrix<S>[];
  readonly classOf: readonly number[];
  readonly sizes: readonly number[];
  /** One column more of class c is `strides[c]` states on. */
  readonly strides: readonly number[];
  /** How many states there are. */
  readonly states: number;
  /** The states by how many columns they hold. */
  readonly levels: readonly (readonly number[])[];
  /** counts[s·classes + c]: how many columns of class c the sets of state s hold. */
  readonly counts: Uint16Array;
  /** How many sets of columns have the counts of the state. */
  waysOf(state: number): bigint;
}

function tableOf<S>(R: Summable<S>, matrix: Matrix<S>): Table<S> {
  if (matrix.some((row) => row.length !== matrix.length)) throw new RangeError("permanent: expected a square matrix");
  const { transposed, classOf, states } = orientation(matrix, R.equals);
  const turned = transposed ? transpose(matrix) : matrix;
  const firsts = classOf.flatMap((c, j) => (classOf.indexOf(c) === j ? [j] : []));
  const sizes = firsts.map((_, c) => classOf.filter((other) => other === c).length);
  const rows = turned.map((row) => firsts.map((j) => row[j]!));
  const multiples = rows.map((row) =>
    row.map((x, c) =>
      Array.from({ length: sizes[c]! + 1 }, (_, k) => (k === 1 ? x : R.multiply(R.integer(BigInt(k)), x))),
    ),
  );
  return { transposed, rows, multiples, classOf, sizes, ...statesOf(sizes, safeInteger(states, "states")) };
}

function statesOf(
  sizes: readonly number[],
  states: number,
): Pick<Table<never>, "strides" | "states" | "levels" | "counts" | "waysOf"> {
  const classes = sizes.length;
  const strides: number[] = [];
  let stride = 1;
  for (const size of sizes) {
    strides.push(stride);
    stride *= size + 1;
  }
  const counts = new Uint16Array(states * classes);
  const levels: number[][] = Array.from({ length: sizes.reduce((x, y) => x + y, 0) + 1 }, () => []);
  levels[0]!.push(0);
  let level = 0;
  for (let s = 1; s < states; s++) {
    const at = s * classes;
    counts.copyWithin(at, at - classes, at);
    let c = 0;
    for (; counts[at + c] === sizes[c]; c++) {
      level -= sizes[c]!;
      counts[at + c] = 0;
    }
    counts[at + c]! += 1;
    level += 1;
    levels[level]!.push(s);
  }
  const choices = sizes.map(binomialRow);
  const grouped = sizes.some((size) => size > 1);
  return {
    strides,
    levels,
    states,
    counts,
    waysOf: (state) =>
      grouped ? choices.reduce((product, row, c) => product * row[counts[state * classes + c]!]!, 1n) : 1n,
  };
}

/** C(n, 0), …, C(n, n). */
function binomialRow(n: number): bigint[] {
  const row = [1n];
  for (let k = 1; k <= n; k++) row.push((row[k - 1]! * BigInt(n - k + 1)) / BigInt(k));
  return row;
}

const transpose = <S>(matrix: Matrix<S>): Matrix<S> => matrix.map((_, j) => matrix.map((row) => row[j]!));

/** Which of rows and columns are grouped: those with fewer states. */
function orientation<S>(matrix: Matrix<S>, equals: (x: S, y: S) => boolean) {
  const [upright, turned] = [false, true].map((transposed) => {
    const classOf = classesOf(transposed ? matrix : transpose(matrix), equals);
    const sizes = new Map<number, bigint>();
    for (const c of classOf) sizes.set(c, (sizes.get(c) ?? 0n) + 1n);
    const states = [...sizes.values()].reduce((product, size) => product * (size + 1n), 1n);
    return { transposed, classOf, states };
  });
  return turned!.states < upright!.states ? turned! : upright!;
}

/** The class of each line, equal lines in one, numbered in order of first appearance. */
function classesOf<S>(lines: Matrix<S>, equals: (x: S, y: S) => boolean): readonly number[] {
  const firsts: (readonly S[])[] = [];
  return lines.map((line) => {
    const known = firsts.findIndex((other) => other.every((x, i) => equals(x, line[i]!)));
    return known >= 0 ? known : firsts.push(line) - 1;
  });
}
