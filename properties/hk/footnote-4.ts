import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { multiItemRectangularFormat } from "../../src/instance/hk-items.js";
import { readObject } from "../../src/instance/input.js";
import { rowsOf } from "../../src/mechanisms/hk/multi-item.js";
import { multiItemFigure } from "../../src/mechanisms/hk/multi-item-figure.js";
import { type Market, type PartialAssignment, withDummies } from "../../src/mechanisms/hk/multi-item-rectangular.js";
import { rateOf, stepsOf } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type Quotient, type Ring, sum } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { factorial, itemStep, strideOf, type ValueTable, valueTables, weigh, weighExactly } from "./item-cases.js";

type Size = readonly [players: number, items: number];

const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[1, 2], [2, 1], [1, 3]],
  standard: [[1, 2], [2, 1], [1, 3], [3, 1], [2, 3], [3, 2], [1, 4], [2, 4], [4, 2]],
  deep: [[1, 2], [2, 1], [1, 3], [3, 1], [2, 3], [3, 2], [1, 4], [2, 4], [4, 2], [3, 4], [4, 3], [3, 5]],
}; // biome-ignore format: one line a budget

const marketCase = (table: ValueTable): LawCase => ({
  environment: { agents: table.length, items: table[0]!.length },
  reports: table,
});

/** Whether nobody wants more than one item. */
const isSingleMinded = (table: ValueTable): boolean =>
  table.every((row) => row.filter((value) => value === "1").length <= 1);

/** Tables of values 0 and 1, fewer of them where they are large. */
const casesOf = (budget: Budget): readonly LawCase[] =>
  sizes[budget].flatMap(([n, m]) => {
    const tables = valueTables(n, m);
    const small = n * m <= 6 ? tables : tables.filter(isSingleMinded);
    return small.map(marketCase);
  });

/** Every way to give items to agents, some of either left over; all of them are given if it is `full`. */
function assignments({ players, items }: Market, full: boolean): readonly PartialAssignment[] {
  let lists: readonly PartialAssignment[] = [[]];
  const all = Array.from({ length: items }, (_, j) => j);
  for (let i = 0; i < players; i++) {
    lists = lists.flatMap((list) => [...all.filter((j) => !list.includes(j)), null].map((item) => [...list, item]));
  }
  const most = players < items ? players : items;
  return full ? lists.filter((list) => list.filter((item) => item !== null).length === most) : lists;
}

const onlyFull = "a real item goes unused only where every real agent has one";
const divided = "divided by |n − m|!";
const changeOf: Readonly<Record<string, string>> = { "free-disposal": onlyFull, size: divided };

const larger = ({ players, items }: Market): number => (players > items ? players : items);
const apart = ({ players, items }: Market): number => (players > items ? players - items : items - players);

/** The number of outcomes that a reading's bound has in its logarithm. */
const boundSize = (market: Market, made: readonly string[]): bigint =>
  factorial(larger(market)) / (made.includes(divided) ? factorial(apart(market)) : 1n);

/** Footnote 4: dummy items or dummy agents make as many items as agents. `made` are the changes of the repairs. */
export const dummiesSuffice = (format = multiItemRectangularFormat, made: readonly string[] = []): Claim => {
  const isFull = ({ range }: Switches): boolean => range !== "free-disposal" || made.includes(onlyFull);
  return lawClaim(format, {
    id: "hk/footnote-4",
    citation: cite("hk", "Section 5.2, footnote 4"),
    statement:
      "The case when the number m of items is not the number n of agents can be reduced to n = m by adding dummy items or dummy agents, so that the setting is without loss of generality: what the real agents get has the law of the exponential mechanism on the range of the n × m auction, and they pay what it charges, for all n ≠ m, v and ε > 0.",
    hypotheses: ["ε > 0", "n ≠ m", "nobody has a value for a dummy item, a dummy agent has none for anything"],
    readings: readingsOf({ range: ["injections", "free-disposal", "size"] }),
    switchMeanings: {
      injections: "the range is every way to give out as many items as there can be, min(n, m)",
      "free-disposal": "the range has also the ways in which an item and an agent are both left over",
      size: "max(n, m)!, which stands in the bound of Theorem 8 after the reduction, is the size of the range of injections, which Theorem 1 has there",
    },
    step: itemStep,
    cases: casesOf,
    describe: (budget) =>
      `every table of values 0 and 1 up to the order of the items and constants added to rows, beyond six entries those in which nobody wants more than one item, for (n, m) = ${sizes[budget].map((size) => `(${size.join(", ")})`).join(", ")}`,
    argument:
      "All n ≠ m: an injection is extended by the dummies in |n − m|! ways, all of the weight of the real agents alone, and Z and Z_{−i} both have that factor. A range with free disposal has outcomes that no permutation of max(n, m) gives.",
    corners: {
      "more items than agents": ({ environment: { players, items } }) => items > players,
      "more agents than items": ({ environment: { players, items } }) => players > items,
      "two or more dummies": ({ environment }) => apart(environment) > 1,
      "one agent": ({ environment }) => environment.players === 1,
      "one item": ({ environment }) => environment.items === 1,
      "nobody prefers an item": ({ profile }) =>
        rowsOf(profile).every((row) => row.every((value) => Q.equals(value, row[0]!))),
    },
    decide(R, setting, switches) {
      const { environment, profile } = setting;
      const range = assignments(environment, isFull(switches));
      if (switches.range === "size") {
        const [left, right] = [R.integer(BigInt(range.length)), R.integer(boundSize(environment, made))];
        const conclusion = R.equals(left, right) ? "holds" : "fails";
        return {
          hypotheses: "inside",
          conclusion,
          witness: {},
          sides: { left: over(left, R.one), right: over(right, R.one) },
        };
      }
      const own = coarser(R, strideOf(environment));
      const rows = rowsOf(profile);
      const all = weigh(own, environment.grid, rows, range);
      const { entries, total } = setting.law();
      const given = new Map(entries.map(({ outcome, weight }) => [`${outcome.map(nameOf)}`, weight]));
      const figure = multiItemFigure(own, environment.grid, withDummies(environment, rows));
      const pairs: (readonly [Quotient<unknown>, Quotient<unknown>])[] = [];
      for (const { outcome, weight } of all.terms) {
        pairs.push([over(given.get(`${outcome.map(nameOf)}`) ?? R.zero, total), over(weight, all.total)]);
      }
      rows.forEach((row, i) => {
        const { value, ratio } = figure.payment(i);
        const silent = weigh(own, environment.grid, rows.with(i, row.map(() => Q.zero)), range); // biome-ignore format: one line
        pairs.push([value, meanOf(own, environment.grid, all.terms.map(({ outcome, weight }) => ({ weight, value: worth(row, outcome[i]!) })), all.total)]); // biome-ignore format: one line
        pairs.push([ratio, over(all.total, silent.total)]);
      });
      const wrong = (pairs as (readonly [Quotient<typeof total>, Quotient<typeof total>])[]).find(
        ([left, right]) => compareQuotients(R, left, right) !== 0,
      );
      return {
        hypotheses: "inside",
        conclusion: wrong ? "fails" : "holds",
        witness: {},
        sides: { left: (wrong ?? (pairs[0]! as never))[0], right: (wrong ?? (pairs[0]! as never))[1] },
      };
    },
    choices: ({ range }) => ({
      of: ({ environment }) =>
        range === "size"
          ? ["size"]
          : [
              ...assignments(environment, isFull({ range: range! })).map((outcome) => ({ outcome })),
              ...Array.from({ length: environment.players }, (_, i) => ({ payment: i })),
            ],
    }),
    completed: ["of"],
    sides(setting, choices, switches) {
      const { environment, profile, epsilon, parameters } = setting;
      const range = assignments(environment, isFull(switches));
      if (switches.range === "size") {
        const [left, right] = [Q.rational(BigInt(range.length)), Q.rational(boundSize(environment, made))];
        return {
          left,
          right,
          larger: "right",
          holds: Q.equals(left, right),
          inequality: `|R| = max(n, m)!${made.includes(divided) ? " / |n - m|!" : ""}`,
          explanation: `n = ${environment.players}, m = ${environment.items}`,
        };
      }
      const rows = rowsOf(profile);
      const all = weighExactly(setting, rows, range);
      const { outcome, payment } = readObject(choices.of, "choices.of", { optional: ["outcome", "payment"] });
      if (payment === undefined) {
        const name = `${(outcome as PartialAssignment).map(nameOf)}`;
        const chanceIn = (list: readonly { outcome: PartialAssignment; chance: Q.Rational }[]) =>
          list.find((entry) => `${entry.outcome.map(nameOf)}` === name)?.chance ?? Q.zero;
        const [left, right] = [
          chanceIn(setting.chances),
          chanceIn(all.terms.map((term) => ({ outcome: term.outcome, chance: Q.divide(term.weight, all.total) }))),
        ];
        return {
          left,
          right,
          larger: "right",
          holds: Q.equals(left, right),
          inequality: "Pr[what the real agents get with dummies] = Pr[the same on the range of the n x m auction]",
          explanation: `${setting.chances.length} outcomes with dummies, ${range.length} in the range`,
        };
      }
      const i = payment as number;
      const silent = weighExactly(setting, rows.with(i, rows[i]!.map(() => Q.zero)), range); // biome-ignore format: one line
      const value = all.terms.map((term) => Q.multiply(term.weight, worth(rows[i]!, term.outcome[i]!))).reduce(Q.add);
      const logs = L.scale(L.ln(Q.divide(silent.total, all.total)), Q.divide(Q.one, rateOf(parameters)));
      const right = L.add(L.fromRational(Q.divide(value, all.total)), L.overEpsilon(logs));
      const left = format.payments!(setting)[i] as L.LogForm;
      return {
        left,
        right,
        larger: "right",
        holds: L.equals(left, right, epsilon),
        inequality: "the payment with dummies = the payment on the range of the n x m auction",
        explanation: `agent ${i}`,
      };
    },
    evidence: (_budget, { range }) =>
      range === "injections"
        ? {
            bound:
              "the reduction puts ln max(n, m)! in the place of ln(max(n, m)!/|n − m|!): more than is needed by ln |n − m|!",
          }
        : range === "size"
          ? {
              ratio:
                "|n − m|!, 1 for |n − m| ≤ 1; as an upper bound max(n, m)! is right, so that a tail bound with it holds where that with |R| does",
            }
          : {
              dummies:
                "dummies for all, n + m of each, do not give free disposal either: an outcome that gives out k items then stands for n!·m!/k! permutations, which depends on k",
            },
    repair: (reading) =>
      repairedBy({
        statement:
          reading.name === "size"
            ? "|R| = max(n, m)!/|n − m|!."
            : "The reduction is right for the range of the ways to give out min(n, m) items.",
        changes: [changeOf[reading.name] ?? ""],
        of: ["free-disposal", "size"],
        claim: (changes) => dummiesSuffice(format, changes),
      })(reading),
  });
};

const nameOf = (item: number | null): string => (item === null ? "-" : `${item}`);
const worth = (row: readonly Q.Rational[], item: number | null): Q.Rational => (item === null ? Q.zero : row[item]!);

/** The mean of values on the grid, by the weights. */
const meanOf = <S>(
  R: Ring<S>,
  grid: bigint,
  terms: readonly { readonly weight: S; readonly value: Q.Rational }[],
  total: S,
): Quotient<S> =>
  over(
    sum(R, terms.map(({ weight, value }) => R.multiply(R.integer(stepsOf(value, grid)), weight))), // biome-ignore format: one line
    R.multiply(R.integer(grid), total),
  );
