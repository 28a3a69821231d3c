import type { Budget } from "../../src/claim/claim.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { everyProfile } from "../cases.js";
import type { SituationCase } from "../setting.js";
import { printPriced } from "./priced-rule.js";

/** Every table of two reports with so many equally likely coins and these alternatives and payments. */
function tablesOf(
  alternatives: readonly string[],
  payments: readonly string[],
  coins: number,
): readonly SituationCase[] {
  const outcomes = alternatives.flatMap((name) => payments.map((payment) => printPriced(name, payment)));
  const columns = everyProfile(outcomes, 2);
  const chosen = (count: number, from: number): readonly (readonly (readonly string[])[])[] =>
    count === 0
      ? [[]]
      : columns.flatMap((column, i) => (i < from ? [] : chosen(count - 1, i).map((rest) => [column, ...rest])));
  return chosen(coins, 0).map((list) => {
    const outcome: JsonObject = { "0": list.map(([nothing]) => nothing!), "1": list.map(([, some]) => some!) };
    return {
      environment: { types: 2, players: 1, coins: list.map(() => (coins === 1 ? "1" : `1/${coins}`)), outcome },
      reports: [0],
    };
  });
}

/** The tables of each budget; see `describePriced`. */
export const pricedCases = (budget: Budget): readonly SituationCase[] => [
  ...[1, 2].flatMap((coins) => tablesOf(["a"], ["0", "1/2", "-1"], coins)),
  ...tablesOf(["a", "b"], ["0", "1/2"], 1),
  ...(budget === "gate" ? [] : tablesOf(["a", "b"], ["0", "1/2"], 2)),
  ...(budget === "gate" ? [] : [1, 2].flatMap((coins) => tablesOf(["a", "b"], ["0", "-1"], coins))),
  ...(budget === "deep" ? tablesOf(["a", "b"], ["0", "1/2"], 3) : []),
  truthfulAndFree,
  truthfulAndPaid,
];

/** Report 1 makes b likelier, 2/3 instead of 1/3, and nobody pays. */
const truthfulAndFree: SituationCase = {
  environment: {
    types: 2,
    players: 1,
    coins: ["1/3", "1/3", "1/3"],
    outcome: { "0": ["a pays 0", "a pays 0", "b pays 0"], "1": ["a pays 0", "b pays 0", "b pays 0"] },
  },
  reports: [0],
};

/** Report 1 makes a likelier, 2/3 instead of 1/3, and pays 1/2 where a is drawn: what it is worth in expectation to v = (1, 0). */
const truthfulAndPaid: SituationCase = {
  environment: {
    types: 2,
    players: 1,
    coins: ["1/3", "2/3"],
    outcome: { "0": ["a pays 0", "b pays 0"], "1": ["b pays 0", "a pays 1/2"] },
  },
  reports: [0],
};

export const describePriced = (budget: Budget): string =>
  "tables of one agent, the others fixed: a report of who values nothing, and one of who values alternatives at 0, 1/2, 1, not all at 0; one alternative, payments 0, 1/2, −1, up to two equally likely " +
  `coins; two alternatives, payments 0, 1/2${budget === "gate" ? ", one coin" : ", or 0, −1, up to two coins"}${budget === "deep" ? ", 0, 1/2 and three coins" : ""}; and two where a report raises the chance of an alternative ` +
  "from 1/3 to 2/3, for nothing or for its expected worth";
