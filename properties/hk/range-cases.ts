import { reportOf, size } from "../../src/game/profile.js";
import type { Range, ValueRow } from "../../src/mechanisms/hk/range.js";
import {
  compare,
  equals,
  one,
  parseRational,
  printRational,
  type Rational,
  subtract,
  zero,
} from "../../src/number/rational.js";
import { everyHistogram, everyProfile } from "../cases.js";
import type { Place, SituationCase } from "../setting.js";

/** A valuation as users write it. */
export type Row = readonly string[];

/** The names of so many outcomes. */
export const names = (m: number): readonly string[] => ["a", "b", "c", "d", "e", "f", "g", "h"].slice(0, m);

/** Every valuation of m outcomes with these values. */
export const everyRow = (m: number, values: readonly string[]): readonly Row[] => everyProfile(values, m);

/** Valuations by name for any number of outcomes: all 0, all 1, all 1/2, only one outcome, all but one, and values between. */
export const namedRows = (m: number): readonly Row[] => {
  const row = (of: (r: number) => string): Row => names(m).map((_, r) => of(r));
  const between = ["1/2", "0", "1"];
  const all = [
    row(() => "0"),
    row(() => "1"),
    row(() => "1/2"),
    row((r) => (r === 0 ? "1" : "0")),
    row((r) => (r === m - 1 ? "1" : "0")),
    row((r) => (r === 0 ? "0" : "1")),
    row((r) => between[r < 3 ? r : 2]!),
  ];
  return distinct(all);
};

/** The rows without repetitions. */
export const distinct = (rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.map((row) => [row.join(), row])).values(),
];

/** Every case of n players with these rows, player 0 first and the others by anonymity as a multiset. */
export const rowCases = (
  n: number,
  rows: readonly Row[],
  own: readonly Row[] = rows,
  environment: { readonly prior?: readonly string[] } = {},
): readonly SituationCase[] =>
  everyHistogram(rows, n, own).map((reports) => ({
    environment: { outcomes: names(reports[0]!.length), ...environment },
    reports,
  }));

/** A row as numbers. */
export const numbers = (row: Row): readonly Rational[] => row.map((value) => parseRational(value)!);

type RangePlace<E extends Range> = Place<unknown, E, ValueRow>;

const rowsOf = ({ profile }: RangePlace<Range>): readonly ValueRow[] =>
  Array.from({ length: size(profile) }, (_, i) => reportOf(profile, i)!);
const othersOf = (place: RangePlace<Range>): readonly ValueRow[] =>
  place.rest.flatMap(({ report, count }) => Array.from({ length: count }, () => report!));

const isConstant = (row: ValueRow): boolean => row.every((value) => equals(value, row[0]!));
const isAll = (value: Rational) => (row: ValueRow) => row.every((x) => equals(x, value));
const countOf = (row: ValueRow, value: Rational): number => row.filter((x) => equals(x, value)).length;
const isExtreme = (row: ValueRow): boolean => countOf(row, zero) + countOf(row, one) === row.length;
const text = (row: ValueRow): string => row.map(printRational).join();
const allOn = (rows: readonly ValueRow[]): boolean =>
  rows.length > 0 &&
  rows.every((row) => row.length > 1 && countOf(row, one) === 1 && isExtreme(row) && text(row) === text(rows[0]!));
const allOff = (rows: readonly ValueRow[]): boolean =>
  rows.length > 0 &&
  rows.every((row) => row.length > 2 && countOf(row, zero) === 1 && isExtreme(row) && text(row) === text(rows[0]!));

/** The corners of claims about one player of a mechanism over a list of outcomes. */
export const rangeCorners: Readonly<Record<string, (place: RangePlace<Range>) => boolean>> = {
  "one outcome": ({ environment }) => environment.outcomes.length === 1,
  "more than two outcomes": ({ environment }) => environment.outcomes.length > 2,
  "two outcomes alike for everybody": (place) => {
    const columns = place.environment.outcomes.map((_, r) =>
      rowsOf(place)
        .map((row) => printRational(row[r]!))
        .join(),
    );
    return new Set(columns).size < columns.length;
  },
  "everybody indifferent": (place) => rowsOf(place).every(isConstant),
  "nobody else": ({ rest }) => rest.length === 0,
  "two others or more": (place) => othersOf(place).length > 1,
  "she values nothing": ({ type }) => isAll(zero)(type!),
  "she values everything at 1": ({ type }) => isAll(one)(type!),
  "she is single-minded": ({ type }) => type!.length > 1 && countOf(type!, one) === 1 && isExtreme(type!),
  "she values all but one outcome": ({ type }) => type!.length > 2 && countOf(type!, zero) === 1 && isExtreme(type!),
  "values between 0 and 1": ({ type }) => !isExtreme(type!),
  "room for a shift of the truth by a constant": ({ type }) =>
    type!.every((value) => compare(value, one) < 0) && !isConstant(type!),
  "equal rows": (place) => othersOf(place).some((row) => text(row) === text(place.type!)),
  "opposing rows": (place) =>
    othersOf(place).some(
      (row) => !isConstant(row) && row.every((value, r) => equals(value, subtract(one, place.type![r]!))),
    ),
  "the others all on one outcome": (place) => allOn(othersOf(place)),
  "the others all off one outcome": (place) => allOff(othersOf(place)),
};
