import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { publicProjectFormat } from "../../src/instance/hk-exponential.js";
import type { ProjectRange } from "../../src/mechanisms/hk/public-project.js";
import { type Sharpness, stepOf, stepsOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { coarser, type Quotient, safeInteger } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { type Finding, over } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase, LawPlace, LawSetting } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { operationsFor, type Worked, workedThrough } from "./counted-procedure.js";
import { figure1Payment, type RowPayment, rowsAt } from "./profile-cases.js";
import {
  choose,
  constantRow,
  describeSizes,
  type ProjectSize,
  projectCorners,
  projectsOf,
  rowOf,
  setsOf,
  sizeMeanings,
  sizeSwitch,
  sizesUpTo,
} from "./project-cases.js";

const step = Q.rational(1n, 2n);

const few = "k ≤ m/2";

const most: Readonly<Record<Budget, number>> = { gate: 4, standard: 6, deep: 8 };

/** The polynomial of the claim: 100·n·C(m, k)². */
const factor = 100n;

type Place = LawPlace<Sharpness, ProjectRange, ValueRow, number>;
type Setting<S> = LawSetting<Sharpness, ProjectRange, ValueRow, number, S>;

/** What "sufficiently small" is taken as, by the reading or by the repair. */
const asksForFew = ({ k }: Switches, made: readonly string[]): boolean => k === "small" || made.includes(few);

const isFew = ({ environment: { projects, limit } }: Place): boolean => 2 * limit <= projects;

const boundAt = (place: Place): bigint => {
  const { projects, limit } = place.environment;
  const sets = choose(projects, limit);
  return factor * BigInt(rowsAt(place).length) * sets * sets;
};

const sizes: Readonly<Record<Budget, readonly ProjectSize[]>> = {
  gate: sizesUpTo(most.gate),
  standard: sizesUpTo(most.standard),
  deep: sizesUpTo(most.deep),
};

const casesOf = (budget: Budget, switches: Switches): readonly LawCase[] =>
  sizes[budget].flatMap((size) => {
    const length = setsOf(size, switches).length;
    const one = rowOf(size, switches, (set) => (set.includes(0) ? "1" : "0"));
    const profiles = [
      [constantRow(length, "0")],
      [one, constantRow(length, "1")],
      [one, one, constantRow(length, "0")],
    ];
    return profiles.map((reports) => ({ environment: { ...projectsOf(size, switches) }, reports }));
  });

/** Whether the counted procedure draws and charges as the mechanism does, and took as many operations as its formula tells. */
function isFaithful<S>(R: LogRing<S>, setting: Setting<S>, worked: Worked<S>, payment: RowPayment): boolean {
  const { parameters, environment, outcomes } = setting;
  const own = coarser(R, safeInteger(Q.divide(stepOf(parameters, environment.grid), step).numerator, "step"));
  const equal = (x: Quotient<S>, y: Quotient<S>): boolean =>
    R.equals(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator));
  const law = setting.law();
  const rows = rowsAt(setting);
  return (
    BigInt(worked.operations) === operationsFor(BigInt(rows.length), BigInt(outcomes.length)) &&
    law.entries.every(({ weight }, r) =>
      equal(over(weight, law.total), over(worked.law.entries[r]!.weight, worked.law.total)),
    ) &&
    rows.every((row, i) => {
      const [paid, other] = [payment(own, setting, row), worked.payments[i]!];
      return equal(paid.value, other.value) && equal(paid.ratio, other.ratio);
    })
  );
}

/**
 * "The exponential mechanism for CPPP can be implemented in time polynomial in n and C(m, k)", as a count of operations on numbers:
 * at most 100·n·C(m, k)². The sentence is about "such cases", where k is sufficiently small: k ≤ m/2 here. `made` holds the change of
 * the repair of the reading without that restriction.
 */
export const projectTime = (
  format = publicProjectFormat,
  payment: RowPayment = figure1Payment,
  made: readonly string[] = [],
): Claim =>
  lawClaim<Sharpness, ProjectRange, ValueRow, number>(format, {
    id: "hk/cppp-running-time",
    citation: cite("hk", "Section 5.1, after Theorem 7"),
    statement:
      "Where k is sufficiently small, the exponential mechanism for CPPP can be implemented in time polynomial in n and C(m, k). Decided as: for k ≤ m/2, which stands for 'sufficiently small', Figure 1, worked through set by set, takes at most 100·n·C(m, k)² additions, subtractions, multiplications and powers.",
    hypotheses: [
      "m ≥ k ≥ 1",
      "values are on a grid, so that weights are powers of one number",
      "k small: k ≤ m/2",
      ...made,
    ],
    readings: readingsOf({ range: sizeSwitch, k: ["small", "any"] }),
    switchMeanings: {
      ...sizeMeanings,
      small: "k is sufficiently small ('In some scenarios … In such cases …'), taken as k ≤ m/2",
      any: "every k from 1 to m, without that restriction",
    },
    step,
    cases: casesOf,
    describe: (budget) => `${describeSizes(sizes[budget])}, one to three agents`,
    argument:
      "All n, m, k: with N = |R| sets the procedure takes (6n + 1)·N − 2n − 1 operations, at most 7·n·N, and as many evaluations of valuations as there are, n·N. N = C(m, k) for sets of exactly k; for sets of at most k ≤ m/2, N ≤ (k + 1)·C(m, k) ≤ C(m, k)². With values in steps of 1/d all numbers are powers of e^{ε/(2d)} up to the exponent n·d, or sums of N of them.",
    corners: { ...projectCorners, "at most half of the projects": isFew },
    hypothesesAt: (place, switches) => (asksForFew(switches, made) && !isFew(place) ? "outside" : "inside"),
    draws: { gate: 2, standard: 20, deep: 200 },
    decide<S>(R: LogRing<S>, setting: Setting<S>): Finding<S> {
      const { environment, parameters } = setting;
      const rows = rowsAt(setting).map((row) => row.map((value) => Number(stepsOf(value, environment.grid))));
      const own = coarser(R, safeInteger(Q.divide(stepOf(parameters, environment.grid), step).numerator, "step"));
      const worked = workedThrough(own, rows, environment.grid);
      const [count, bound] = [BigInt(worked.operations), boundAt(setting)];
      const holds = count <= bound && isFaithful(R, setting, worked, payment);
      return {
        hypotheses: "inside",
        conclusion: holds ? "holds" : "fails",
        witness: {},
        sides: { left: over(R.integer(count), R.one), right: over(R.integer(bound), R.one), larger: "right" },
      };
    },
    sides(setting) {
      const { projects: m, limit: k } = setting.environment;
      const n = rowsAt(setting).length;
      return {
        left: Q.rational(operationsFor(BigInt(n), BigInt(setting.outcomes.length))),
        right: Q.rational(boundAt(setting)),
        larger: "right",
        inequality: "operations <= 100·n·C(m, k)²",
        explanation: `n = ${n}, m = ${m}, k = ${k}: ${setting.outcomes.length} sets, C(m, k) = ${choose(m, k)}`,
      };
    },
    evidence: (_budget, { range, k }) => ({
      operations: "(6n + 1)·|R| − 2n − 1",
      ...(range === "at-most" &&
        k === "small" && {
          linear: "at most 7·n·(k + 1)·C(m, k): |R| ≤ (k + 1)·C(m, k) for k ≤ m/2",
        }),
      ...(range === "at-most" &&
        k === "any" && {
          family:
            "k = m: |R| = 2^m and C(m, m) = 1, so that no polynomial in n and C(m, k) bounds the operations, nor the 2^m values that each agent reports; k = m − 1 is no better: 2^m − 1 sets, and C(m, m − 1) = m",
          linear: "with |R| in the place of C(m, k) it holds for every k: at most 7·n·|R|",
        }),
      ...(range === "exactly" && { linear: "at most 7·n·C(m, k)" }),
    }),
    repair: repairedBy({
      statement: "For k ≤ m/2, sets of at most k projects: at most 100·n·C(m, k)² operations.",
      changes: [few],
      of: ["at-most+any"],
      claim: (changes) => projectTime(format, payment, changes),
    }),
  });
