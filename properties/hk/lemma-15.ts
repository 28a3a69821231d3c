import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { multiItemSamplerFormat } from "../../src/instance/hk-items-sampler.js";
import { readObject } from "../../src/instance/input.js";
import { rowsOf } from "../../src/mechanisms/hk/multi-item.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type Quotient, sum } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import {
  itemCase,
  itemStep,
  printErrors,
  strideOf,
  tableCorners,
  tellingTables,
  valueTables,
  weigh,
  weighExactly,
} from "./item-cases.js";

const factor = "11/10";

/** One call of the first agent errs, or none does. */
const casesOf = (budget: Budget): readonly LawCase[] =>
  [...valueTables(1, 1), ...valueTables(2, 2), ...(budget === "gate" ? [] : [3, 4].flatMap(tellingTables))].flatMap(
    (table) =>
      ([-1, 0, 1] as const).map((sign) =>
        itemCase(table, {
          ownWeight: "no",
          factor,
          ...(sign !== 0 && table.length > 1 && { errors: printErrors([{ prefix: [], item: 0, sign }]) }),
        }),
      ),
  );

const cited =
  "cited from [19]: whether an algorithm is right with high probability, in polynomial time and for all matrices, is not decidable by finitely many cases";

/** Lemma 15 is cited; what can be decided is that the sampler's errors are those that it allows. */
export const lemma15 = (format = multiItemSamplerFormat): Claim =>
  lawClaim(format, {
    id: "hk/lemma-15",
    citation: cite("hk", "Lemma 15"),
    statement:
      "(Cited.) For any γ > 0 and δ ∈ (0, 1) there is an algorithm that computes the permanent of an arbitrary n × n matrix of non-negative entries up to a factor e^γ with probability at least 1 − δ, in time polynomial in n, γ^{−1}, log δ^{−1} and log(max a_ij/min a_ij).",
    hypotheses: ["ε > 0", "entries above 0, as e^{(ε/2)·v_ij} are"],
    readings: readingsOf({ of: ["cited", "model"] }),
    switchMeanings: {
      cited: "the lemma itself, which is not decided here",
      model:
        "only the model of the estimates in `hk/multi-item-sampler`: the first agent's calls return the permanents of the other rows, up to a factor in [e^{−γ}, e^γ] that is reached at both ends where a call errs",
    },
    step: itemStep,
    cases: casesOf,
    describe: (budget) =>
      `e^γ = ${factor}; every table of values 0 and 1 for one and two agents${budget === "gate" ? "" : ", telling tables for three and four"}; no error, and one of either sign`,
    argument: "The odds of two items in step (2) are those of their estimates, so that the law shows them.",
    exhaustive: true,
    corners: tableCorners,
    decide(R, setting, { of }) {
      if (of === "cited") return { hypotheses: "inside", conclusion: "undecided", reason: cited, witness: {} };
      const { environment, profile, outcomes, parameters } = setting;
      const own = coarser(R, strideOf(environment));
      const others = rowsOf(profile).map((row, i) => (i === 0 ? row.map(() => Q.zero) : row));
      const right = weigh(own, environment.grid, others, outcomes).terms;
      const drawn = setting.law().entries;
      const given = <T extends { outcome: readonly number[]; weight: unknown }>(list: readonly T[], item: number) =>
        list.flatMap(({ outcome, weight }) => (outcome[0] === item ? [weight as (typeof drawn)[0]["weight"]] : []));
      const bound = over(R.integer(parameters.factor.numerator), R.integer(parameters.factor.denominator));
      const errors = Array.from({ length: environment.items - 1 }, (_, k) => errorOf(k + 1));
      function errorOf(item: number): Quotient<(typeof drawn)[0]["weight"]> {
        return over(
          R.multiply(sum(R, given(drawn, 0)), sum(R, given(right, item))),
          R.multiply(sum(R, given(drawn, item)), sum(R, given(right, 0))),
        );
      }
      const sign = parameters.errors[0]?.sign ?? 0;
      const wanted = sign === 0 ? over(R.one, R.one) : sign === 1 ? bound : over(bound.denominator, bound.numerator);
      const wrong = errors.some((error) => compareQuotients(R, error, wanted) !== 0);
      return { hypotheses: "inside", conclusion: wrong ? "fails" : "holds", witness: {} };
    },
    choices: () => ({
      item: ({ environment: { items } }) => (items === 1 ? [0] : Array.from({ length: items - 1 }, (_, k) => k + 1)),
    }),
    completed: ["item"],
    sides(setting, choices, { of }) {
      const { profile, outcomes, parameters } = setting;
      readObject(choices, "choices", { required: ["item"] });
      const item = choices.item as number;
      const others = rowsOf(profile).map((row, i) => (i === 0 ? row.map(() => Q.zero) : row));
      const right = weighExactly(setting, others, outcomes).terms;
      const estimate = (j: number) =>
        setting.chances.map(({ outcome, chance }) => (outcome[0] === j ? chance : Q.zero)).reduce(Q.add);
      const exact = (j: number) =>
        right.map(({ outcome, weight }) => (outcome[0] === j ? weight : Q.zero)).reduce(Q.add);
      const error = Q.divide(Q.multiply(estimate(0), exact(item)), Q.multiply(estimate(item), exact(0)));
      const isErring = parameters.errors.some(
        ({ prefix, item: j, sign }) => prefix.length === 0 && j === 0 && sign !== 0,
      );
      const size = Q.maximum(error, Q.divide(Q.one, error));
      return {
        left: size,
        right: parameters.factor,
        larger: "right",
        holds:
          of === "cited" ||
          (isErring && item > 0 ? Q.equals(size, parameters.factor) : Q.compare(size, parameters.factor) <= 0),
        inequality:
          "the estimate of item 0 over that of another item, by the right ones, is e^{±γ} where a call errs, 1 where none does",
        explanation: of === "cited" ? "shows the model only; the lemma is not decided" : `the other item is ${item}`,
      };
    },
    draws: { gate: 5, standard: 30, deep: 100 },
    evidence: (_budget, { of }) =>
      of === "cited"
        ? {
            accuracy:
              "without the bound on the time there is such an algorithm: the sums over sets of items give the permanent exactly, in about n·2^n additions and products",
            zeroEntries:
              "for a matrix with an entry 0 the bound on the time, log(max a_ij/min a_ij), is infinite; A(v) has none, and there it is at most ε/2",
          }
        : { worst: "the law is monotone in each estimate, so that the ends of the interval are the worst" },
  });
