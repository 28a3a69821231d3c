import type { Budget } from "../../src/claim/claim.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { upTo } from "./plain-table.js";

/** Cohorts by their values, a row for each member, a value for each vector of signals. */
interface Shape {
  readonly m: number;
  readonly N?: number;
  readonly signals?: number;
  readonly buyers?: "weak";
}

const cohorts = (
  { m, N = 1, signals = 2, buyers }: Shape,
  ...valuation: readonly (readonly string[])[]
): JsonObject => ({
  kind: "pricing",
  m,
  N,
  D: valuation.length,
  signals: upTo(signals),
  valuation,
  ...(buyers && { buyers }),
});

/** One buyer with two signals, both values multiples of 1/(2m), the second one larger: on the prices and half-way between. */
const everyTwoValues = (m: number): readonly JsonObject[] =>
  upTo(2 * m + 1).flatMap((low) =>
    upTo(2 * m + 1)
      .filter((high) => high > low)
      .map((high) => cohorts({ m }, [`${low}/${2 * m}`, `${high}/${2 * m}`])),
  );

/** Values by the number of high signals. */
const both = ["0", "1/2", "1/2", "1"];
const small: readonly JsonObject[] = [
  cohorts({ m: 1 }, ["0", "1"]),
  cohorts({ m: 4 }, ["0", "1"]),
  cohorts({ m: 4 }, ["0", "7/8"]),
  cohorts({ m: 4 }, ["1/8", "1"]),
  cohorts({ m: 4 }, ["1/8", "7/8"]),
  cohorts({ m: 4 }, ["99/400", "301/400"]),
  cohorts({ m: 4, buyers: "weak" }, ["0", "1"]),
  cohorts({ m: 4, buyers: "weak" }, ["99/400", "301/400"]),
  // On the edge of what the grid must be: V(X) = p + 2/m, or V(X̂) = p.
  cohorts({ m: 4 }, ["0", "3/4"]),
  cohorts({ m: 4 }, ["1/4", "1"]),
  // Falling in the signal, and not rising.
  cohorts({ m: 4 }, ["1", "0"]),
  cohorts({ m: 4 }, ["1/2", "1/2"]),
  cohorts({ m: 4, N: 2 }, ["0", "1"]),
  cohorts({ m: 8, signals: 3 }, ["0", "1/2", "1"]),
  cohorts({ m: 7 }, both, both),
];
const more: readonly JsonObject[] = [
  cohorts({ m: 8, signals: 3 }, ["1/1000", "1/2", "999/1000"]),
  cohorts({ m: 8, signals: 3 }, ["0", "99/100", "1"]),
  cohorts({ m: 8, N: 2, signals: 3 }, ["0", "1/2", "1"]),
  cohorts({ m: 8, N: 3 }, ["1/16", "15/16"]),
  cohorts({ m: 7, N: 2 }, both, both),
  cohorts({ m: 8 }, ["0", "2/5", "3/5", "1"], ["1/20", "9/20", "9/20", "19/20"]),
  cohorts({ m: 16, buyers: "weak" }, ["0", "1/4", "1/2", "1"], ["1/32", "13/32", "3/8", "31/32"]),
  // One member does not mind her own signal.
  cohorts({ m: 8 }, ["0", "1/2", "1/2", "1"], ["0", "0", "1", "1"]),
  cohorts({ m: 10 }, ...upTo(3).map(() => ["0", "7/20", "7/20", "13/20", "7/20", "13/20", "13/20", "1"])),
];
const most: readonly JsonObject[] = [
  cohorts({ m: 10, N: 2 }, ...upTo(3).map(() => ["0", "7/20", "7/20", "13/20", "7/20", "13/20", "13/20", "1"])),
  cohorts({ m: 20, signals: 3 }, ...upTo(2).map(() => ["0", "1/4", "1/2", "1/4", "1/2", "3/4", "1/2", "3/4", "1"])),
  cohorts({ m: 7, N: 3 }, both, both),
];

const cases: Readonly<Record<Budget, readonly JsonObject[]>> = {
  gate: small,
  standard: [...small, ...more, ...[1, 2, 3, 4, 5].flatMap(everyTwoValues)],
  deep: [...small, ...more, ...most, ...upTo(10).flatMap((m) => everyTwoValues(m + 1))],
};

/** Cohorts whose hypotheses are met, barely met and violated, smallest first within each number of buyers. */
export const pricingCases = (budget: Budget): readonly JsonObject[] => cases[budget];

/** The same in words. */
export const describePricing = (budget: Budget): string => {
  const named =
    "cohorts of 1, 2 and 3 members, 1 to 3 of them, 2 and 3 signals, on a grid as fine as needed, barely, and too coarse";
  if (budget === "gate")
    return `15 environments: ${named.replace(", 2 and 3 members, 1 to 3", " and 2 members, 1 and 2")}`;
  const [count, m] = budget === "standard" ? [24, 5] : [27, 10];
  return `${count} environments (${named}) and one buyer with two signals and any two values on the grid of 1/(2m), m = 1 to ${m}`;
};
