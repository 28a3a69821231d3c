import type { Budget, Claim } from "../../src/claim/claim.js";
import { multiItemFormat } from "../../src/instance/hk-items.js";
import { readObject } from "../../src/instance/input.js";
import { partitionFunction } from "../../src/mechanisms/hk/gibbs-weights.js";
import { type Assignment, type Items, rowsOf } from "../../src/mechanisms/hk/multi-item.js";
import { marginals, multiItemFigure } from "../../src/mechanisms/hk/multi-item-figure.js";
import { rateOf, type Sharpness, stepsOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type Quotient, type Ring, sum } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json } from "../../src/verdict/json.js";
import { lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawCase } from "../law-setting.js";
import {
  drawnTables,
  itemCase,
  itemStep,
  strideOf,
  tableCorners,
  tellingTables,
  valueTables,
  type Weighed,
  weigh,
  weighExactly,
} from "./item-cases.js";

const tables: Readonly<Record<Budget, { readonly every: readonly number[]; readonly telling: readonly number[] }>> = {
  gate: { every: [1, 2], telling: [3] },
  standard: { every: [1, 2, 3], telling: [2, 3, 4, 5] },
  deep: { every: [1, 2, 3], telling: [2, 3, 4, 5, 6] },
};

const casesOf = (budget: Budget): readonly LawCase[] => [
  ...tables[budget].every.flatMap((n) => valueTables(n, n)),
  ...tables[budget].telling.flatMap(tellingTables),
].map((table) => itemCase(table)); // biome-ignore format: one list

/** What the claim says, and what the sums over all permutations give. */
interface Compared<S> {
  readonly told: Quotient<S>;
  readonly counted: Quotient<S>;
}

/** Everything that is told by permanents, beside its sum over all permutations. */
function comparisons<S>(
  R: Ring<S>,
  grid: bigint,
  rows: readonly ValueRow[],
  all: Weighed<S, Assignment>,
): readonly Compared<S>[] {
  const figure = multiItemFigure(R, grid, rows);
  const top = Number(grid);
  const share = (numerator: S): Quotient<S> => ({ numerator, denominator: all.total });
  const normalizer = {
    told: partitionFunction(R, figure.drawn),
    counted: { numerator: all.total, denominator: R.power(0, top * rows.length) },
  };
  const each = rows.flatMap((row, i) => {
    const { value, ratio } = figure.payment(i);
    const items = marginals(figure.itemOf(i, row)).map((told, j) => ({
      told,
      counted: share(sum(R, all.terms.flatMap(({ outcome, weight }) => (outcome[i] === j ? [weight] : [])))),
    })); // biome-ignore format: one line
    const steps = all.terms.map(({ outcome, weight }) =>
      R.multiply(R.integer(stepsOf(row[outcome[i]!]!, grid)), weight),
    );
    const silent = weigh(R, grid, rows.with(i, row.map(() => Q.zero)), all.terms.map(({ outcome }) => outcome)); // biome-ignore format: one line
    return [
      ...items,
      { told: value, counted: { numerator: sum(R, steps), denominator: R.multiply(R.integer(grid), all.total) } },
      { told: ratio, counted: { numerator: all.total, denominator: silent.total } },
    ];
  });
  return [normalizer, ...each];
}

type Setting = ExactLawSetting<Sharpness, Items, ValueRow, Assignment>;

/** The normalizer, each marginal and each payment, as they are named among the choices. */
const quantities = ({ environment: { items } }: Setting): readonly Json[] => {
  const upTo = Array.from({ length: items }, (_, i) => i);
  return [
    "normalizer",
    ...upTo.flatMap((i) => upTo.map((j) => ({ agent: i, item: j }))),
    ...upTo.map((i) => ({ payment: i })),
  ];
};

/**
 * Section 5.2 and Appendix A: what the exponential mechanism for the multi-item auction draws and charges, by permanents of
 * A(v) = (e^{(ε/2)·v_ij}).
 */
export const multiItemPermanent = (format = multiItemFormat): Claim =>
  lawClaim(format, {
    id: "hk/multi-item-permanent",
    citation: cite("hk", "Section 5.2, with Appendix A.1 and A.2"),
    statement:
      "With A(v) = (e^{(ε/2)·v_ij}): Σ_r e^{(ε/2)·Σ_i v_i(r)} = perm A(v); Pr[agent i gets item j] = e^{(ε/2)·v_ij}·perm A_{−i,−j}(v)/perm A(v); and p_i = E[v_i(r)] − (2/ε)·ln perm A(v_i, v_{−i}) + (2/ε)·ln perm A(0, v_{−i}), for all n, v and ε > 0.",
    hypotheses: ["ε > 0", "as many items as agents", "values in [0, 1]"],
    step: itemStep,
    cases: casesOf,
    describe: (budget) =>
      `every table of values 0 and 1 for n = ${tables[budget].every.join(", ")}, up to the order of the items and constants added to rows; telling tables with values 0, 1/2, 1 for n = ${tables[budget].telling.join(", ")}: nobody cares, all want one item, another item each, all but one, chains`,
    argument:
      "All n and v: the products e^{(ε/2)·Σ_i v_i(π)} are the terms of the permanent, those with π(i) = j are A_ij times the terms of perm A_{−i,−j}, and a row of zeros is one of ones in A.",
    corners: tableCorners,
    decide(R, setting) {
      const { environment, profile, outcomes } = setting;
      const own = coarser(R, strideOf(environment));
      const all = weigh(own, environment.grid, rowsOf(profile), outcomes);
      const { entries, total } = setting.law();
      const drawn = entries.map(({ weight }, k) => ({
        told: { numerator: weight, denominator: total },
        counted: { numerator: all.terms[k]!.weight, denominator: all.total },
      }));
      const compared = [...comparisons(own, environment.grid, rowsOf(profile), all), ...drawn];
      const wrong = compared.find(({ told, counted }) => compareQuotients(R, told, counted) !== 0);
      return { hypotheses: "inside", conclusion: wrong ? "fails" : "holds", witness: {} };
    },
    choices: () => ({ quantity: quantities }),
    completed: ["quantity"],
    sides(setting, choices) {
      const { environment, profile, outcomes, epsilon, parameters } = setting;
      const rows = rowsOf(profile);
      const all = weighExactly(setting, rows, outcomes);
      const found = (left: Q.Rational | L.LogForm, right: Q.Rational | L.LogForm, inequality: string) => {
        const form = (side: typeof left) => ("logs" in side ? side : L.fromRational(side));
        const holds = L.sign(L.subtract(form(left), form(right)), epsilon) === 0;
        return {
          left,
          right,
          larger: "right" as const,
          holds,
          inequality,
          explanation: "left by permanents, right by the sum over all permutations",
        };
      };
      const facts = format.extras!(setting);
      if (choices.quantity === "normalizer") {
        return found(facts.normalizer!() as Q.Rational, all.total, "perm A(v) = Σ_r e^{(ε/2)·Σ_i v_i(r)}");
      }
      const { agent, item, payment } = readObject(choices.quantity, "choices.quantity", {
        optional: ["agent", "item", "payment"],
      });
      if (payment === undefined) {
        const [i, j] = [agent as number, item as number];
        const told = (facts.marginals!() as readonly (readonly Q.Rational[])[])[i]![j]!;
        const counted = all.terms.map(({ outcome, weight }) => (outcome[i] === j ? weight : Q.zero)).reduce(Q.add);
        return found(told, Q.divide(counted, all.total), "A_ij·perm A_{-i,-j}/perm A = Pr[agent i gets item j]");
      }
      const i = payment as number;
      const silent = weighExactly(
        setting,
        rows.with(
          i,
          rows[i]!.map(() => Q.zero),
        ),
        outcomes,
      );
      const value = all.terms.map(({ outcome, weight }) => Q.multiply(weight, rows[i]![outcome[i]!]!)).reduce(Q.add);
      const logs = L.scale(L.ln(Q.divide(silent.total, all.total)), Q.divide(Q.one, rateOf(parameters)));
      const counted = L.add(L.fromRational(Q.divide(value, all.total)), L.overEpsilon(logs));
      const told = format.payments!({ ...setting, environment })[i]!;
      return found(told, counted, "p_i = E[v_i(r)] - (2/ε) ln perm A(v) + (2/ε) ln perm A(0, v_{-i})");
    },
    draw: () => drawnTables(3).map((table) => itemCase(table)),
    draws: { gate: 10, standard: 60, deep: 600 },
    evidence: () => ({
      size: "perm A has n! terms; sums over sets of items take about n·2^n additions and products",
      printed:
        "the proof writes perm(A_{−1,−j}) for the agent whose turn it is; v_i = (v_i1, …, v_ik) has k = n entries",
    }),
  });
