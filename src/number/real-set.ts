import {
  type AlgebraicJson,
  type AlgebraicNumber,
  type Cell,
  compareEnds,
  compareRational,
  type End,
  fromRational,
  isRational,
  parseAlgebraic,
  printAlgebraic,
} from "./algebraic.js";
import { type Polynomial, signAtRational } from "./polynomial.js";
import { one, type Rational } from "./rational.js";
import type { Sign } from "./ring.js";
import { signOnCell, simplestInside } from "./sign-on-cell.js";

export type { Cell, End } from "./algebraic.js";

/** From one end to the other, a single number when both are that number and closed. Infinity is open. */
export interface Interval {
  readonly from: { readonly value: AlgebraicNumber; readonly closed: boolean };
  readonly to: { readonly value: End; readonly closed: boolean };
}

/** A finite union of intervals inside (1, ∞): ascending, not empty, and apart (no two touch). Make one with `unionOf`. */
export type RealSet = readonly Interval[];

export type EndJson = { readonly value: AlgebraicJson; readonly closed: boolean };
/** Everything, or the intervals of b, where ε = times·ln b. */
export type RealSetJson =
  | "all"
  | { readonly times: string; readonly b: readonly { readonly from: EndJson; readonly to: EndJson }[] };

const beginning = fromRational(one);

/** b > 1 as one cell: every ε > 0. */
export const wholeCell: Cell & { readonly kind: "open" } = { kind: "open", from: beginning, to: "infinity" };
export const all: RealSet = [{ from: { value: beginning, closed: false }, to: { value: "infinity", closed: false } }];
export const empty: RealSet = [];

const intervalOf = (cell: Cell): Interval =>
  cell.kind === "point"
    ? { from: { value: cell.at, closed: true }, to: { value: cell.at, closed: true } }
    : { from: { value: cell.from, closed: false }, to: { value: cell.to, closed: false } };

/** The union of cells, in any order, overlapping or not. Throws RangeError for a cell that leaves b > 1. */
export const fromCells = (cells: readonly Cell[]): RealSet => unionOf(cells.map(intervalOf));

/** The union of intervals, in any order. Throws RangeError for one that leaves b > 1, or is empty. */
export function unionOf(intervals: readonly Interval[]): RealSet {
  for (const interval of intervals) checkInterval(interval);
  const merged: Interval[] = [];
  for (const next of [...intervals].sort(byStart)) {
    const last = merged.at(-1);
    if (last === undefined || !reaches(last, next)) merged.push(next);
    else merged[merged.length - 1] = { from: last.from, to: laterEnd(last.to, next.to) };
  }
  return merged;
}

function checkInterval({ from, to }: Interval): void {
  const start = compareRational(from.value, one);
  if (start < 0 || (start === 0 && from.closed)) throw new RangeError("unionOf: expected intervals inside b > 1");
  const order = compareEnds(from.value, to.value);
  if (order > 0 || (order === 0 && !(from.closed && to.closed)) || (to.value === "infinity" && to.closed)) {
    throw new RangeError("unionOf: expected intervals with from < to, or a closed point");
  }
}

function byStart(x: Interval, y: Interval): number {
  const order = compareEnds(x.from.value, y.from.value);
  return order !== 0 ? order : Number(y.from.closed) - Number(x.from.closed);
}

/** Whether y, which does not start before x, starts inside x or where x ends. */
function reaches(x: Interval, y: Interval): boolean {
  const order = compareEnds(x.to.value, y.from.value);
  return order > 0 || (order === 0 && (x.to.closed || y.from.closed));
}

function laterEnd(x: Interval["to"], y: Interval["to"]): Interval["to"] {
  const order = compareEnds(x.value, y.value);
  return order !== 0 ? (order > 0 ? x : y) : { value: x.value, closed: x.closed || y.closed };
}

export const union = (x: RealSet, y: RealSet): RealSet => unionOf([...x, ...y]);

/** What of b > 1 is not in the set. */
export function complement(set: RealSet): RealSet {
  const gaps: Interval[] = [];
  let from: Interval["from"] = { value: beginning, closed: false };
  for (const interval of set) {
    pushUnlessEmpty(gaps, { from, to: { value: interval.from.value, closed: !interval.from.closed } });
    if (interval.to.value === "infinity") return gaps;
    from = { value: interval.to.value, closed: !interval.to.closed };
  }
  return [...gaps, { from, to: { value: "infinity", closed: false } }];
}

function pushUnlessEmpty(into: Interval[], interval: Interval): void {
  const order = compareEnds(interval.from.value, interval.to.value);
  if (order < 0 || (order === 0 && interval.from.closed && interval.to.closed)) into.push(interval);
}

export const intersection = (x: RealSet, y: RealSet): RealSet => complement(union(complement(x), complement(y)));

export const isEmpty = (set: RealSet): boolean => set.length === 0;

export function equals(x: RealSet, y: RealSet): boolean {
  if (x.length !== y.length) return false;
  return x.every(({ from, to }, i) => sameEnd(from, y[i]!.from) && sameEnd(to, y[i]!.to));
}

const sameEnd = (x: Interval["to"], y: Interval["to"]): boolean =>
  x.closed === y.closed && compareEnds(x.value, y.value) === 0;

export const isAll = (set: RealSet): boolean => equals(set, all);

/** Whether the rational x is in the set. */
export const contains = (set: RealSet, x: Rational): boolean =>
  set.some(({ from, to }) => {
    const [low, high] = [compareRational(from.value, x), to.value === "infinity" ? 1 : compareRational(to.value, x)];
    return (low < 0 || (low === 0 && from.closed)) && (high > 0 || (high === 0 && to.closed));
  });

/** A cell cut at ascending numbers inside it: open cells and points by turns. A point stays whole. */
export function cellsOf(cell: Cell, cuts: readonly AlgebraicNumber[]): Cell[] {
  if (cell.kind === "point") return [cell];
  const cells: Cell[] = [];
  let { from } = cell;
  for (const at of cuts) {
    cells.push({ kind: "open", from, to: at }, { kind: "point", at });
    from = at;
  }
  return [...cells, { kind: "open", from, to: cell.to }];
}

/** The simplest rational in the cell; undefined for an irrational point. */
export function simplestIn(cell: Cell): Rational | undefined {
  if (cell.kind === "open") return simplestInside(cell.from, cell.to);
  return isRational(cell.at) ? cell.at.low : undefined;
}

/** The exact set of b in the cell with p(b) ≥ 0. */
export const nonNegativeSet = (p: Polynomial, cell: Cell): RealSet => signSet(p, cell, (sign) => sign >= 0);

/** The exact set of b in the cell with p(b) > 0. */
export const positiveSet = (p: Polynomial, cell: Cell): RealSet => signSet(p, cell, (sign) => sign > 0);

/** The exact set of b in the cell where p has a wanted sign. */
export function signSet(p: Polynomial, cell: Cell, wanted: (sign: Sign) => boolean): RealSet {
  const found = signOnCell(p, cell);
  if ("sign" in found) return wanted(found.sign) ? fromCells([cell]) : empty;
  return fromCells(cellsOf(cell, found.roots).filter((piece) => wanted(signOnPiece(p, piece))));
}

/** The sign of p on a piece between neighbouring roots of p, or at one of them. */
function signOnPiece(p: Polynomial, piece: Cell): Sign {
  if (piece.kind === "point") return 0;
  return signAtRational(p, simplestInside(piece.from, piece.to));
}

/** The set in its JSON form; `times` is the text of t in ε = t·ln b. */
export function printRealSet(set: RealSet, times: string): RealSetJson {
  if (isAll(set)) return "all";
  const end = ({ value, closed }: Interval["to"]): EndJson => ({
    value: value === "infinity" ? value : printAlgebraic(value),
    closed,
  });
  return { times, b: set.map(({ from, to }) => ({ from: end(from), to: end(to) })) };
}

/** Reads what `printRealSet` writes, but for `times`; undefined for any other shape, or for a set outside b > 1. */
export function parseRealSet(json: unknown): RealSet | undefined {
  if (json === "all") return all;
  const list = typeof json === "object" && json !== null ? (json as { b?: unknown }).b : undefined;
  if (!Array.isArray(list)) return undefined;
  const intervals: Interval[] = [];
  for (const item of list) {
    const [from, to] = [parseEnd(item?.from), parseEnd(item?.to)];
    if (from === undefined || to === undefined || from.value === "infinity") return undefined;
    intervals.push({ from: { value: from.value, closed: from.closed }, to });
  }
  try {
    return unionOf(intervals);
  } catch {
    return undefined;
  }
}

function parseEnd(json: unknown): Interval["to"] | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { value, closed } = json as Record<string, unknown>;
  const end = value === "infinity" ? value : parseAlgebraic(value);
  return end !== undefined && typeof closed === "boolean" ? { value: end, closed } : undefined;
}

export type CellJson = { readonly from: AlgebraicJson; readonly to: AlgebraicJson } | { readonly at: AlgebraicJson };

export function printCell(cell: Cell): CellJson {
  if (cell.kind === "point") return { at: printAlgebraic(cell.at) };
  return { from: printAlgebraic(cell.from), to: cell.to === "infinity" ? cell.to : printAlgebraic(cell.to) };
}

/** Reads what `printCell` writes; undefined for any other shape, or unless from < to. */
export function parseCell(json: unknown): Cell | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { at, from, to } = json as Record<string, unknown>;
  if (at !== undefined) {
    const point = parseAlgebraic(at);
    return point && { kind: "point", at: point };
  }
  const start = parseAlgebraic(from);
  const end = to === "infinity" ? to : parseAlgebraic(to);
  if (start === undefined || end === undefined || compareEnds(start, end) >= 0) return undefined;
  return { kind: "open", from: start, to: end };
}
