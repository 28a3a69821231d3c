import type { Budget, Claim, Repair } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import type { TrueRange } from "../../src/mechanisms/hk/exponential-third-term.js";
import { everyProfile } from "../cases.js";
import { repairedBy } from "../repairs.js";
import type { SituationCase } from "../setting.js";
import { type ChargedRange, figure1Charged, thirdTermCharged } from "./charged.js";
import { everyRow, names, type Row, rowCases } from "./range-cases.js";

/** Whose v_k stands in the third term of Figure 1. */
export const thirdTermReadings = { third: ["reports", "true"] } as const;

export const thirdTermMeanings: Readonly<Record<string, string>> = {
  reports:
    "v_k in the third term of Figure 1 is what the others report, as the proof says, which calls the term h_i(b_{-i})",
  true: "v_k in the third term of Figure 1 is what the others truly value, while they may report anything",
};

export const isTrue = ({ third }: Switches): boolean => third === "true";

/** Figure 1 on a grid, its third term at the reports or at the true valuations. */
export interface ByThirdTerm {
  reports(grid: bigint): ChargedRange;
  truly(grid: bigint): ChargedRange<TrueRange>;
}

export const bothTerms: ByThirdTerm = { reports: figure1Charged, truly: thirdTermCharged };

/** The repair of what falls where the third term takes the true valuations. */
export const thirdTermRepair = ({ name, switches }: Reading, claim: () => Claim): Repair<never> | undefined =>
  isTrue(switches)
    ? repairedBy({
        statement: "The third term takes what the others report: p_i = … + (2/ε)·ln Σ_r exp((ε/2)·Σ_{k≠i} b_k(r)).",
        changes: ["b_k for v_k"],
        of: [name],
        claim: (made) => (made.length > 0 ? onlyReports(claim(), switches) : claim()),
      })({ name, switches, literal: false })
    : undefined;

/** The claim without its repair, every reading decided with the third term at the reports. */
function onlyReports(claim: Claim, switches: Switches): Claim {
  const { repair: _repair, ...rest } = claim;
  const reports = { ...switches, third: "reports" };
  return {
    ...rest,
    domain: (budget) => claim.domain(budget, reports),
    decide: (R, c) => claim.decide(R, c, reports),
    cornersOf: (c) => claim.cornersOf(c, reports),
    exhibit: (c, base) => claim.exhibit(c, base, reports),
    check: (example) => claim.check(example, reports),
    alternatives: (example) => claim.alternatives?.(example, reports) ?? [],
    draw: () => claim.draw!(reports),
    evidence: (budget) => claim.evidence?.(budget, reports) ?? {},
  };
}

/** Every case of n players with these rows, where the others truly have any rows of the list. */
const casesOf = (n: number, rows: readonly Row[]): readonly SituationCase[] =>
  rowCases(n, rows).flatMap((c) =>
    everyProfile(
      rows.map((row) => [...row]),
      n - 1,
    ).map((others) => ({
      ...c,
      environment: { ...c.environment, trueValuations: [c.reports[0]!, ...others] },
    })),
  );

const corners = (m: number): readonly Row[] => everyRow(m, ["0", "1"]);

/** The cases of the third term at the true valuations. */
export const thirdTermCases = (budget: Budget): readonly SituationCase[] => [
  ...[1, 2].flatMap((n) => casesOf(n, everyRow(1, ["0", "1/2", "1"]))),
  ...[1, 2].flatMap((n) => casesOf(n, budget === "gate" ? gateTwo : [...corners(2), ["1/2", "0"]])),
  ...(budget === "gate" ? gateThree : standardThree),
  ...(budget === "deep" ? casesOf(2, corners(3)) : []),
];

const single = (m: number, at: number): Row => names(m).map((_, r) => (r === at ? "1" : "0"));
const off = (m: number, at: number): Row => names(m).map((_, r) => (r === at ? "0" : "1"));

const gateTwo: readonly Row[] = [
  ["0", "0"],
  ["0", "1"],
  ["1", "1"],
];
const zeros: Row = names(3).map(() => "0");
const gateThree = casesOf(2, [zeros, single(3, 0), off(3, 0)]);
const standardThree = [
  ...gateThree,
  ...casesOf(3, [single(3, 0), off(3, 0)]),
  ...casesOf(3, [zeros, off(3, 0)]),
  ...casesOf(2, [single(3, 1), off(3, 2), single(3, 0)]),
];

export const describeThirdTerm = (budget: Budget): string =>
  `every report and every true row of the others: one outcome with values 0, 1/2, 1 and two with ${budget === "gate" ? "(0, 0), (0, 1), (1, 1)" : "values 0 and 1 and the row (1/2, 0)"}, up to two players; ` +
  `three outcomes with rows of all 0, on or off one outcome, up to ${budget === "gate" ? "two" : "three"} players${budget === "deep" ? ", and every row of values 0 and 1 for two" : ""}`;
