import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Format } from "../../src/instance/format.js";
import { multiItemFormat } from "../../src/instance/hk-items.js";
import { multiItemSamplerFormat } from "../../src/instance/hk-items-sampler.js";
import { type Assignment, type Items, permutations, rowsOf } from "../../src/mechanisms/hk/multi-item.js";
import type { SamplerParameters } from "../../src/mechanisms/hk/multi-item-sampler.js";
import type { Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { LawPlace } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import {
  drawnTables,
  errorsToward,
  factorial,
  itemCase,
  itemStep,
  printErrors,
  tableCorners,
  tellingTables,
  type ValueTable,
  valueTables,
  welfareAt,
} from "./item-cases.js";
import { tailClaim } from "./tail-claim.js";

const two = "2/ε in the place of 1/ε";
const ownWeight = "the own weight e^{(ε/2)·v_ij} in step (2)";
const plusDelta = "e^{−t} + δ in the place of e^{−t}";
const changesOf: Readonly<Record<string, readonly string[]>> = {
  exact: [two],
  sampler: [two],
  letter: [two, ownWeight],
  failures: [two, plusDelta],
};

/** The chance of a failure of the cases. */
const delta = Q.rational(1n, 100n);

type ItemFormat = Format<Sharpness, Items, ValueRow, Assignment>;

/** The mechanism whose run fails with probability δ, and then gives the worst matching. */
const failing = (format: ItemFormat): ItemFormat => ({
  ...format,
  mechanism: {
    ...format.mechanism,
    law(R, parameters, environment, profile) {
      const { entries, total } = format.mechanism.law(R, parameters, environment, profile);
      const welfare = entries.map(({ outcome }) => welfareAt(rowsOf(profile), outcome));
      const worst = welfare.indexOf(welfare.reduce(Q.minimum));
      const succeeded = R.integer(delta.denominator - delta.numerator);
      const failed = R.multiply(R.integer(delta.numerator), total);
      return {
        total: R.multiply(R.integer(delta.denominator), total),
        entries: entries.map(({ outcome, weight }, k) => {
          const share = R.multiply(succeeded, weight);
          return { outcome, weight: k === worst ? R.add(share, failed) : share };
        }),
      };
    },
  },
});

const tablesOf = (budget: Budget): readonly ValueTable[] => [
  ...[1, 2].flatMap((n) => valueTables(n, n)),
  ...(budget === "gate" ? [] : budget === "standard" ? tellingTables(3).slice(0, 7) : valueTables(3, 3)),
];

/** e^{γ/(2n)} may be as large as 1 + γ/(2n), a number: here γ = 1/(2n), so that γ·n = 1/2. */
const factorAt = (n: number): string => Q.printRational(Q.add(Q.one, Q.rational(1n, BigInt(4 * n * n))));

const samplerCase = (table: ValueTable, own: boolean, errors: ReturnType<typeof errorsToward>) =>
  itemCase(table, {
    ownWeight: own ? "yes" : "no",
    factor: factorAt(table.length),
    ...(errors.length > 0 && { errors: printErrors(errors) }),
  });

const samplerCases = (budget: Budget, own: boolean) =>
  tablesOf(budget).flatMap((table) => {
    const n = table.length;
    const towards = n === 1 ? [] : n === 2 || budget === "deep" ? permutations(n) : permutations(n).slice(-1);
    return [[], ...towards.flatMap((to) => [errorsToward(to, 1), errorsToward(to, -1)])].map((errors) =>
      samplerCase(table, own, errors),
    );
  });

const tables = (budget: Budget): string =>
  `every table of values 0 and 1 for one and two agents${budget === "gate" ? "" : budget === "deep" ? ", and for three" : ", telling tables for three"}`;

/** Theorem 8, the tail of the welfare; `made` are the changes of the repairs. */
export const theorem8Utility = (
  exact = multiItemFormat,
  sampler = multiItemSamplerFormat,
  made: readonly string[] = [],
): Claim => {
  const factor = () => Q.rational(made.includes(two) ? 2n : 1n);
  const shared = {
    id: "hk/theorem-8-utility",
    citation: cite("hk", "Theorem 8"),
    statement:
      "The approximate implementation of the exponential mechanism for the multi-item auction ensures Pr[Σ_i v_i(r) < opt − γ·n − ln(n!)/ε − t/ε] ≤ e^{−t} for any δ ∈ (0, 1), ε > 0, γ > 0 and t ≥ 0.",
    hypotheses: [
      "ε > 0",
      "t ≥ 0",
      "γ ≥ 0, γ = 0 as the limit in which nothing is approximate",
      "as many items as agents",
    ],
    readings: readingsOf({ implementation: ["exact", "sampler", "letter", "failures"] }),
    switchMeanings: {
      exact: "γ → 0: the exponential mechanism itself",
      sampler:
        "the sampler with own weights where all calls succeed, γ = 1/(2n), calls right up to 1 + γ/(2n) ≤ e^{γ/(2n)}",
      letter: "the same by step (2) to the letter, Pr[j] ∝ x_j",
      failures: "γ → 0, but a run fails with probability δ = 1/100 and then gives the worst matching",
    },
    step: itemStep,
    repair: ((reading: { name: string }) =>
      repairedBy({
        statement:
          "Pr[welfare < opt − γ·n − 2·(ln(n!) + t)/ε] ≤ e^{−t} + δ, δ the probability that a call fails, if items are drawn with their own weight.",
        changes: changesOf[reading.name]!,
        of: Object.keys(changesOf),
        claim: (changes) => theorem8Utility(exact, sampler, changes),
      })(reading as never)) as never,
  };
  const parts = {
    ...shared,
    corners: tableCorners,
    size: ({ environment: { items } }: { environment: Items }) => Q.rational(factorial(items)),
    factor,
    scoreName: "Σ_i v_i(r)",
    score: ({ profile }: LawPlace<unknown, unknown, ValueRow, Assignment>, outcome: Assignment) =>
      welfareAt(rowsOf(profile), outcome),
    draws: { gate: 5, standard: 40, deep: 400 },
    argument:
      "All n and v, with the factor 2 and own weights: Pr[EXP has gap ≥ g] ≤ (n! − 1)·e^{−εg/2} for g > 0 (Theorem 1 with its factor 2); the sampler's probability is at most e^γ times that, and e^γ ≤ e^{εγn/2} for ε ≥ 2/n; " +
      "for ε < 2/n a gap above 2·ln(n!)/ε > n·ln(n!) there is not for n ≥ 3, where gaps are at most n; the cases show n ≤ 2. Of the failures each adds at most its probability.",
    evidence: (_budget: Budget, { implementation }: Switches) => ({
      ...evidence,
      ...(implementation === "failures" && ofFailures),
    }),
  };
  return byReading(shared, (switches) => {
    const which = switches.implementation!;
    if (which === "exact" || which === "failures") {
      const format = which === "exact" || made.includes(plusDelta) ? exact : failing(exact);
      return tailClaim<Sharpness, Items, ValueRow, Assignment>(format, {
        ...parts,
        cases: (budget) => tablesOf(budget).map((table) => itemCase(table)),
        describe: tables,
        draw: () => drawnTables(3).map((table) => itemCase(table)),
      });
    }
    const own = which === "sampler" || made.includes(ownWeight);
    return tailClaim<SamplerParameters, Items, ValueRow, Assignment>(sampler, {
      ...parts,
      cases: (budget) => samplerCases(budget, own),
      describe: (budget) =>
        `γ = 1/(2n), no errors and those that make an outcome most or least likely; ${tables(budget)}`,
      allowance: () => Q.rational(1n, 2n),
      hypothesesAt: ({ parameters, environment: { items } }) =>
        // The allowance is that of one accuracy.
        Q.printRational(parameters.factor) === factorAt(items) ? "inside" : "outside",
    });
  });
};

const evidence = {
  asPrinted:
    "it is Theorem 1 with its missing factor 2: for two agents of whom each wants another item the worst matching has the gap 2, and the tail e^{−εg/2} is all there is",
  bestConstant:
    "with the factor 2, n! − 1 may stand in the place of n!; for γ → 0 no other factor k < 2 does for all ε",
};
const ofFailures = {
  delta:
    "e^{−t} alone falls for every δ > 0 once t is large and ε so large that the event is still possible; with + δ it is right",
};
