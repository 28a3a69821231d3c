import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { publicProjectFormat } from "../../src/instance/hk-exponential.js";
import type { ProjectRange } from "../../src/mechanisms/hk/public-project.js";
import type { Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import {
  choose,
  constantRow,
  type ProjectSize,
  powerOf,
  projectCorners,
  projectsOf,
  setsOf,
  sizeMeanings,
  sizeSwitch,
  sizesUpTo,
} from "./project-cases.js";

const most: Readonly<Record<Budget, number>> = { gate: 4, standard: 8, deep: 10 };

const sum = "Σ_{j ≤ k} C(m, j)";
const two = "2·m^k";

/** What the size of the range is compared with. */
function boundAt([m, k]: ProjectSize, { says }: Switches, made: readonly string[]): bigint {
  if (says === "count") {
    return made.includes(sum)
      ? Array.from({ length: k + 1 }, (_, j) => choose(m, j)).reduce((x, y) => x + y)
      : choose(m, k);
  }
  return (says === "order" || made.includes(two) ? 2n : 1n) * powerOf(m, k);
}

/**
 * "The size of the range of outcomes is C(m, k) = O(m^k)", for sets 'of size at most k' or of size k. ε does not matter. `made`
 * are the changes of the repairs.
 */
export const projectCount = (format = publicProjectFormat, made: readonly string[] = []): Claim =>
  withoutEpsilon(
    lawClaim<Sharpness, ProjectRange, ValueRow, number>(format, {
      id: "hk/cppp-range",
      citation: cite("hk", "Section 5.1, before Theorem 7"),
      statement: "The size of the range of outcomes of the combinatorial public project problem is C(m, k) = O(m^k).",
      hypotheses: ["m ≥ k ≥ 1"],
      readings: readingsOf({ range: sizeSwitch, says: ["count", "one", "order"] }),
      switchMeanings: {
        ...sizeMeanings,
        count: "|R| = C(m, k)",
        one: "|R| ≤ m^k: O(m^k) with the constant 1",
        order: "|R| ≤ 2·m^k: O(m^k) with the constant 2",
      },
      step: Q.rational(1n, 2n),
      cases: (budget, switches) =>
        sizesUpTo(most[budget]).map((size) => ({
          environment: { ...projectsOf(size, switches) },
          reports: [constantRow(setsOf(size, switches).length, "0")],
        })),
      describe: (budget) => `every 1 ≤ k ≤ m ≤ ${most[budget]}, the sets listed and counted`,
      argument:
        "All m ≥ k ≥ 1: every set of 1 to k projects is the image of a list of k projects, so that there are at most m^k of them, and with the empty set at most m^k + 1 ≤ 2·m^k. For k ≥ 2 and m ≥ 2 a set of two projects is the image of two lists, so that |R| ≤ m^k; for k = 1, |R| = m + 1.",
      corners: projectCorners,
      draws: { gate: 0, standard: 20, deep: 100 },
      decide(R, setting, switches) {
        const { projects, limit } = setting.environment;
        const bound = boundAt([projects, limit], switches, made);
        const count = BigInt(setting.outcomes.length);
        const holds = switches.says === "count" ? count === bound : count <= bound;
        const side = (x: bigint) => over(R.integer(x), R.one);
        return {
          hypotheses: "inside",
          conclusion: holds ? "holds" : "fails",
          witness: {},
          sides: { left: side(count), right: side(bound), larger: "right" },
        };
      },
      sides({ outcomes, environment: { projects: m, limit: k } }, _choices, switches) {
        // C(m, j) by Pascal's triangle, m^k by repeated multiplication.
        const row = Array.from({ length: m }).reduce<readonly bigint[]>(
          (last) => [...last, 0n].map((x, j) => x + (last[j - 1] ?? 0n)),
          [1n],
        );
        const power = Array.from({ length: k }).reduce<bigint>((product) => product * BigInt(m), 1n);
        const isCount = switches.says === "count";
        const isTwice = switches.says === "order" || made.includes(two);
        const counted = made.includes(sum) ? row.slice(0, k + 1).reduce((x, y) => x + y) : row[k]!;
        const [left, right] = [BigInt(outcomes.length), isCount ? counted : isTwice ? 2n * power : power];
        return {
          left: Q.rational(left),
          right: Q.rational(right),
          larger: "right",
          holds: isCount ? left === right : left <= right,
          inequality: isCount ? `|R| = ${made.includes(sum) ? sum : "C(m, k)"}` : `|R| <= ${isTwice ? "2·" : ""}m^k`,
          explanation: `m = ${m}, k = ${k}`,
        };
      },
      evidence: (_budget, { range, says }) =>
        range === "exactly"
          ? {
              best:
                says === "count"
                  ? "C(m, k) sets"
                  : "1 is the best constant, attained at k = 1; for k ≥ 2, m^k/k! is one",
            }
          : {
              count: `|R| = ${sum}: larger than C(m, k) for every k ≥ 1, by C(m, k − 1) at least; at k = m it is 2^m, and C(m, m) = 1`,
              best: "2 is the best constant for all m ≥ k ≥ 1, attained at m = k = 1; 1 is too little for k = 1 alone, where |R| = m + 1",
            },
      repair: repairedBy(
        {
          statement: `|R| = ${sum} for sets of at most k projects.`,
          changes: [sum],
          of: ["at-most+count"],
          claim: (changes) => projectCount(format, changes),
        },
        {
          statement: "|R| ≤ 2·m^k for sets of at most k projects; m^k is enough for k ≥ 2.",
          changes: [two],
          of: ["at-most+one"],
          claim: (changes) => projectCount(format, changes),
        },
      ),
    }),
  );

/** Sizes know no ε: the claim is decided once a case, and its instances have an ε only because the mechanism needs one. */
const withoutEpsilon = ({ step: _step, ...claim }: Claim<LawCase>): Claim<LawCase> => ({
  ...claim,
  exhibit: (c, _base, switches) => claim.exhibit(c, Q.rational(2n), switches),
});
