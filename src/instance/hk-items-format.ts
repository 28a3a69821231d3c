import { size } from "../game/profile.js";
import { paymentForm, truthfulUtility } from "../mechanisms/hk/figure-1.js";
import type { Items } from "../mechanisms/hk/multi-item.js";
import { bestWelfare } from "../mechanisms/hk/multi-item-scores.js";
import type { Valuation } from "../mechanisms/hk/range.js";
import type { LogForm } from "../number/log-form.js";
import { add, fromQuotient, printRational, type Rational, zero } from "../number/rational.js";
import { checkDenominators } from "./distribution.js";
import { checkBest, checkExponents, figureOf, type ItemValues, itemLimit, squareRows } from "./hk-items-work.js";
import { onGrid, valuesSchema } from "./hk-range.js";
import { readCount, readList, readProbability, refuse } from "./input.js";
import type { Facts, PartFormat } from "./loaded.js";
import { type JsonSchema, objectSchema } from "./schema.js";

/** How a number of items or of agents is written. */
export const countSchema: JsonSchema = { type: "integer", minimum: 1, maximum: itemLimit };

/** A number of items or of agents; there is at least one. */
export function readItemCount(value: unknown, field: string): number {
  const count = readCount(value, field);
  if (count < 1) throw refuse(field, "must be at least 1");
  if (count > itemLimit) throw refuse(field, `must be at most ${itemLimit}, got ${count}`);
  return count;
}

/** As many items as agents. */
export const itemsFormat: PartFormat<Items> = {
  schema: objectSchema({ items: countSchema }),
  read: ({ items }) => ({ items: readItemCount(items, "environment.items"), grid: 1n }),
  print: ({ items }) => ({ items }),
};

/** What every auction of items shares: a row of values for each agent, all rows on one grid. */
export const rowsFormat = {
  report: {
    schema: valuesSchema,
    read: readRow,
    print: (report: Valuation | null) => report?.map(printRational) ?? null,
  },
  complete: onGrid,
  check: checkRows,
};

/** One value of [0, 1] for each item. */
export function readRow(value: unknown, field: string, { items }: Pick<Items, "items">): Valuation {
  const row = readList(value, field, readProbability);
  if (row.length !== items) throw refuse(field, `expected one value for each of ${items} items, got ${row.length}`);
  checkDenominators(row, field);
  return row;
}

function checkRows(values: ItemValues<unknown>): void {
  const { environment, profile } = values;
  const agents = "agents" in environment ? environment.agents : environment.items;
  const rows = size(profile);
  if (rows !== agents) throw refuse("reports", `expected one row for each of ${agents} agents, got ${rows}`);
  checkExponents(environment.grid, agents);
}

/** One answer for each agent who is no dummy. */
const eachAgent = <A>({ profile }: ItemValues, answer: (agent: number) => A): readonly A[] =>
  Array.from({ length: size(profile) }, (_, agent) => answer(agent));

/** What each agent pays. */
export function itemPayments(values: ItemValues): readonly LogForm[] {
  const { payment } = figureOf(values);
  return eachAgent(values, (agent) => paymentForm(payment(agent), values.parameters));
}

/** Expected and largest welfare, and what each agent gets whose report is her true valuation. */
export const itemQuantities = (values: ItemValues): Facts => ({
  expectedObjective() {
    const { payment } = figureOf(values);
    return eachAgent(values, (agent) => fromQuotient(payment(agent).value)).reduce(add, zero);
  },
  optimum(): Rational {
    checkBest(values);
    return bestWelfare(values.environment.grid, squareRows(values));
  },
  expectedUtilities() {
    const { payment } = figureOf(values);
    return eachAgent(values, (agent) => truthfulUtility(payment(agent), values.parameters));
  },
});
