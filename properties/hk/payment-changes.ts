import type { Budget, Example } from "../../src/claim/claim.js";
import { type Range, rateOf, type Sharpness, type ValueRow } from "../../src/mechanisms/hk/range.js";
import { equals, rational } from "../../src/number/rational.js";
import type { Place, SituationCase } from "../setting.js";
import { gridOfValues } from "./own-steps.js";
import { everyRow, namedRows, rangeCorners, rowCases } from "./range-cases.js";
import { liesAt } from "./theorem-2.js";

const bits = ["0", "1"];
const thirds = ["0", "1/2", "1"];

/** Profiles at which one player changes what she values. */
export const changeCases = (budget: Budget, least = 1): readonly SituationCase[] =>
  casesAt(budget).filter(({ reports }) => reports.length >= least);

const casesAt = (budget: Budget): readonly SituationCase[] => {
  const gate = [
    ...[1, 2].flatMap((n) => rowCases(n, everyRow(1, thirds))),
    ...rowCases(1, everyRow(2, thirds)),
    ...rowCases(2, [...everyRow(2, bits), ["1/2", "0"]]),
    ...rowCases(2, namedRows(3).slice(3, 6)),
    ...rowCases(1, namedRows(6).slice(3, 6)),
    ...rowCases(3, onTwo),
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...rowCases(2, everyRow(2, thirds)),
    ...rowCases(3, everyRow(2, bits)),
    ...rowCases(4, onTwo),
  ];
  if (budget === "standard") return standard;
  return [...standard, ...rowCases(2, namedRows(4)), ...rowCases(3, namedRows(3)), ...rowCases(5, onTwo)];
};

const onTwo = [
  ["1", "0"],
  ["0", "1"],
];

export const describeChanges = (budget: Budget): string =>
  "values 0, 1/2, 1: every profile of up to two players over one outcome, of one over two; two players over two outcomes with values 0 and 1 and the row (1/2, 0), over three with rows on " +
  "or off one outcome; one over six with such rows; three over two, each on one of them" +
  (budget === "gate"
    ? ""
    : "; every profile of two players over two outcomes; values 0 and 1: three players over two outcomes; four over two, each on one of them") +
  (budget === "deep"
    ? "; two players over four outcomes and three over three with the rows of all 0, all 1, all 1/2, on or off one outcome; five over two, each on one of them"
    : "") +
  "; every change of the player to a row on the grid up to two outcomes, to rows of these kinds beyond";

/** The valuations on the grid of the place that the player may change to. */
export const changesAt = (place: Pick<Place<unknown, Range, ValueRow>, "environment">): readonly ValueRow[] =>
  liesAt(place).filter((row) => row.every(({ denominator }) => place.environment.grid % denominator === 0n));

/** Whether the mechanism is the paper's: weights e^{(ε/2)·welfare}. */
export const isAsPrinted = ({ parameters, environment }: Place<Sharpness, Range, ValueRow>): "inside" | "outside" =>
  equals(rateOf(parameters), half) && environment.prior === undefined ? "inside" : "outside";

const half = rational(1n, 2n);

/** 2·grid, for weights e^{(ε/2)·Q}, of an example in which a player changes. */
export const timesOfChange = ({ instance, choices }: Example): bigint =>
  2n * gridOfValues(instance.reports, choices.other);

const names = [
  "one outcome",
  "more than two outcomes",
  "two outcomes alike for everybody",
  "everybody indifferent",
  "nobody else",
  "two others or more",
  "she values nothing",
  "she values everything at 1",
  "she is single-minded",
  "she values all but one outcome",
  "values between 0 and 1",
  "equal rows",
  "opposing rows",
  "the others all on one outcome",
  "the others all off one outcome",
] as const;

/** The corners of `changeCases` with at least so many players. */
export const changeCorners = (least = 1): typeof rangeCorners =>
  Object.fromEntries(
    names.filter((name) => least === 1 || name !== "nobody else").map((name) => [name, rangeCorners[name]!]),
  );
