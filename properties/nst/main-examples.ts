import type { Budget, Example } from "../../src/claim/claim.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import {
  gapElsewhere,
  mainInstance,
  matchingByAverage,
  matchingForOne,
  matchingOf,
  matchingOfSums,
  selectionByOthers,
} from "./main-tables.js";

/** d, P and the environment. */
type Row = readonly [d: string, P: Json, environment: JsonObject];

const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [
    ["1/20", ["1", "0"], gapElsewhere],
    ["1/20", "uniform", selectionByOthers],
    ["1/20", "uniform", matchingOf(3, 3, 2)],
    ["1/1000", "uniform", matchingForOne(3, 2)],
  ],
  standard: [
    ["1", "uniform", matchingOf(3, 3, 2)],
    // β is 0.669: both halves say something, and F depends on the types.
    ["3/1000", "uniform", matchingOf(3, 3, 2, 2, 1000)],
    ["1/20", "uniform", matchingOfSums(3)],
    ["1/20", ["0", "1"], matchingOf(3, 2, 2)],
    ["1/20", ["0", "1/4", "3/4"], matchingOf(3, 1, 3)],
    ["1/10", "uniform", matchingOf(4, 2, 2)],
    ["1/100", "uniform", matchingForOne(4, 2)],
    ["1/20", ["0", "1"], matchingOf(3, 2, 2, 3)],
    ["1", "uniform", matchingByAverage(70, 2)],
  ],
  deep: [
    ["1/12", ["0", "1"], matchingOf(5, 5, 2)],
    ["1/200", "uniform", matchingForOne(5, 3)],
    ["1/15", ["1/5", "4/5"], matchingOfSums(4)],
    ["1", ["0", "1"], matchingByAverage(120, 3)],
  ],
};

/** Instances of the generic mechanism, those of the smaller budgets first. */
export const mainExamples = (budget: Budget): readonly Example[] =>
  [...rows.gate, ...(budget === "gate" ? [] : rows.standard), ...(budget === "deep" ? rows.deep : [])].map((row) => ({
    instance: mainInstance(...row),
    choices: {},
  }));
