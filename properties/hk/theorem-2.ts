import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { once } from "../../src/instance/once.js";
import type { TrueRange } from "../../src/mechanisms/hk/exponential-third-term.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import { rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { Place, SituationCase } from "../setting.js";
import { halfStep } from "./charged.js";
import { gainForms, gainsAgree } from "./gain-ways.js";
import { always, inOwnSteps, timesOfRows } from "./own-steps.js";
import { distinct, everyRow, namedRows, numbers, rangeCorners, rowCases } from "./range-cases.js";
import {
  type ByThirdTerm,
  bothTerms,
  describeThirdTerm,
  isTrue,
  thirdTermCases,
  thirdTermMeanings,
  thirdTermReadings,
  thirdTermRepair,
} from "./third-term.js";
import { utilityClaim } from "./utility-claim.js";

const grid = 2n;
const step = halfStep(grid);
const values = ["0", "1/2", "1"];
const bits = ["0", "1"];

/** Profiles of Figure 1 on the grid {0, 1/2, 1}; see `describeProfiles`. */
export const profileCases = (budget: Budget): readonly SituationCase[] => {
  const gate = [
    ...[1, 2].flatMap((n) => rowCases(n, everyRow(1, values))),
    ...rowCases(1, everyRow(2, values)),
    ...rowCases(2, [...everyRow(2, bits), ["1/2", "0"]]),
    ...rowCases(1, namedRows(3)),
    ...rowCases(2, namedRows(3).slice(0, 6)),
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...rowCases(2, everyRow(2, values)),
    ...rowCases(2, everyRow(3, bits)),
    ...rowCases(3, everyRow(2, bits)),
    ...rowCases(3, namedRows(3)),
    ...[4, 8].flatMap((m) => rowCases(2, namedRows(m))),
  ];
  if (budget === "standard") return standard;
  return [...standard, ...rowCases(2, everyRow(3, values)), ...rowCases(4, namedRows(4)), ...rowCases(3, namedRows(5))];
};

export const describeProfiles = (budget: Budget): string =>
  "values 0, 1/2, 1: every profile of up to two players over one outcome, of one over two; two players over two outcomes with values 0 and 1 and the row (1/2, 0), up to two over " +
  "three with the rows of all 0, all 1, all 1/2, on one outcome, off one outcome" +
  (budget === "gate"
    ? ""
    : "; every profile of two players over two outcomes; values 0 and 1: two players over three outcomes, three over two; such rows and (1/2, 0, 1) for three players over three outcomes, two over four and eight") +
  (budget === "deep"
    ? "; every profile of two players over three outcomes; such rows for four players over four, three over five"
    : "");

/**
 * What a player may report instead: every row on the grid up to two outcomes; all of values 0 and 1, their halves, and those by name
 * for three; those by name beyond. So she may shift or scale the truth, or change it at one outcome.
 */
export const liesAt = ({ environment }: Pick<Place<unknown, Range, ValueRow>, "environment">): readonly ValueRow[] =>
  lieRows[environment.outcomes.length]!();

const lieRows = [
  ...[0, 1, 2].map((m) => () => everyRow(m, values)),
  () => distinct([...everyRow(3, bits), ...everyRow(3, ["0", "1/2"]), ...namedRows(3)]),
  ...[4, 5, 6, 7, 8].map((m) => () => namedRows(m)),
].map((rows) => once(() => rows().map(numbers)));

const argument =
  "All R, n, valuations on any grid, and real ones by continuity: P_lie(r)·e^{(ε/2)(v_i − b_i)(r)}·Z(b_i, b_{-i}) = P_truth(r)·Z(v_i, b_{-i}), so that the truth gains " +
  "(2/ε)·KL(P_lie‖P_truth), which is never negative by Gibbs' inequality, and 0 if and only if b_i − v_i is constant.";

/** Theorem 2, IC: at the payments of Figure 1 no lie does better than the truth, whatever the others report. */
export const theorem2Ic = (mechanisms: ByThirdTerm = bothTerms): Claim =>
  byReading(
    {
      ...shared,
      id: "hk/theorem-2-ic",
      statement:
        "The exponential mechanism with the pricing scheme of Figure 1 is incentive compatible: for every range R, ε > 0, agent i, v_i, b_i and b_{-i}, " +
        "E[v_i(x(v_i, b_{-i})) − p_i(v_i, b_{-i})] ≥ E[v_i(x(b_i, b_{-i})) − p_i(b_i, b_{-i})].",
    },
    (switches) => {
      const parts = {
        ...shared,
        id: "hk/theorem-2-ic",
        statement: "",
        step,
        against: ["lies"] as const,
        corners: rangeCorners,
        reports: liesAt,
        alsoHolds: gainsAgree,
        sameGain: gainForms,
        argument,
        draws: { gate: 2, standard: 25, deep: 500 },
        evidence: () => ({
          equality:
            "The truth gains exactly (2/ε)·KL(P_lie‖P_truth): nothing if and only if b_i − v_i is the same for all outcomes, since then and only then the two laws are one.",
          waysToTheGain:
            "three formal sums with equal coefficients in every case: Figure 1 as printed, the short form of its payments, and the divergence",
        }),
      };
      return isTrue(switches)
        ? utilityClaim<Sharpness, TrueRange, ValueRow, number>(mechanisms.truly(grid), {
            ...parts,
            cases: thirdTermCases,
            describe: describeThirdTerm,
          })
        : utilityClaim<Sharpness, Range, ValueRow, number>(mechanisms.reports(grid), {
            ...parts,
            cases: profileCases,
            describe: describeProfiles,
          });
    },
  );

const shared = {
  citation: cite("hk", "Theorem 2"),
  hypotheses: ["v_i, b_i: R → [0, 1]", "ε > 0"],
  readings: readingsOf(thirdTermReadings),
  switchMeanings: thirdTermMeanings,
  step,
};

/** Theorem 2, IR: an agent who reports her valuation expects at least 0, whatever the others report. */
export const theorem2Ir = (mechanisms: ByThirdTerm = bothTerms): Claim =>
  inOwnSteps((times) => rationalAt(mechanisms, times), 2n * grid, timesOfRows);

const rationalAt = (mechanisms: ByThirdTerm, times: bigint): Claim => {
  const own = { ...shared, step: rational(1n, times) };
  const parts = {
    ...own,
    id: "hk/theorem-2-ir",
    statement: "",
    against: ["nothing"] as const,
    corners: rangeCorners,
    reports: () => [],
    hypothesesAt: always,
  };
  return byReading(
    {
      ...own,
      id: "hk/theorem-2-ir",
      statement:
        "The exponential mechanism with the pricing scheme of Figure 1 is individually rational: for every range R, ε > 0, agent i, v_i and b_{-i}, " +
        "E[v_i(x(v_i, b_{-i})) − p_i(v_i, b_{-i})] ≥ 0.",
      repair: (reading) => thirdTermRepair(reading, () => theorem2Ir(mechanisms)),
    },
    (switches) =>
      isTrue(switches)
        ? utilityClaim<Sharpness, TrueRange, ValueRow, number>(mechanisms.truly(times / 2n), {
            ...parts,
            cases: thirdTermCases,
            describe: describeThirdTerm,
          })
        : utilityClaim<Sharpness, Range, ValueRow, number>(mechanisms.reports(times / 2n), {
            ...parts,
            cases: profileCases,
            describe: describeProfiles,
            argument:
              "All R, n and valuations: the utility is (2/ε)·ln(Z(v_i, b_{-i})/Z(0, b_{-i})), and no term of Z falls when values of 0 become v_i ≥ 0. It is 0 if and only if v_i = 0.",
            evidence: () => ({
              best: "0 is attained, by v_i = 0 and by nothing else; the utility is at most max_r v_i(r), attained by constant valuations.",
            }),
          }),
  );
};
