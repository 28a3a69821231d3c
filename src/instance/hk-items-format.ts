import { size } from "../game/profile.js";
import { paymentForm, truthfulUtility } from "../mechanisms/hk/figure-1.js";
import type { Items } from "../mechanisms/hk/multi-item.js";
import { bestWelfare } from "../mechanisms/hk/multi-item-scores.js";
import type { ValueRow } from "../mechanisms/hk/range.js";
import type { LogForm } from "../number/log-form.js";
import { add, fromQuotient, printRational, type Rational, zero } from "../number/rational.js";
import { checkDenominators } from "./distribution.js";
import type { PartFormat } from "./format.js";
import { checkBest, checkExponents, figureOf, type ItemValues, itemLimit, squareRows } from "./hk-items-work.js";
import { onGrid, valuesSchema } from "./hk-range.js";
import { readCount, readList, readProbability, refuse } from "./input.js";
import type { Facts } from "./loaded.js";
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
    print: (report: ValueRow | null) => report?.map(printRational) ?? null,
  },
  complete: onGrid,
  check: checkRows,
};

/** One value of [0, 1] for each item. */
export function readRow(value: unknown, field: string, { items }: Pick<Items, "items">): ValueRow {
  const row = readList(value, field, readProbability);
  if (row.length !== items) throw refuse(field, `expected one value for each of ${items} items, got ${row.length}`);
  checkDenominators(row, field);
  return row;
}

function checkRows(values: ItemValues<unknown>): void {
  const { environment, profile } = values;
  const players = "players" in environment ? environment.players : environment.items;
  const rows = size(profile);
  if (rows !== players) throw refuse("reports", `expected one row for each of ${players} agents, got ${rows}`);
  checkExponents(environment.grid, players);
}

/** One answer for each agent who is no dummy. */
const eachPlayer = <A>({ profile }: ItemValues, answer: (player: number) => A): readonly A[] =>
  Array.from({ length: size(profile) }, (_, player) => answer(player));

/** What each agent pays. */
export function itemPayments(values: ItemValues): readonly LogForm[] {
  const { payment } = figureOf(values);
  return eachPlayer(values, (player) => paymentForm(payment(player), values.parameters));
}

/** Expected and largest welfare, and what each agent gets whose report is her true valuation. */
export const itemQuantities = (values: ItemValues): Facts => ({
  expectedObjective() {
    const { payment } = figureOf(values);
    return eachPlayer(values, (player) => fromQuotient(payment(player).value)).reduce(add, zero);
  },
  optimum(): Rational {
    checkBest(values);
    return bestWelfare(values.environment.grid, squareRows(values));
  },
  expectedUtilities() {
    const { payment } = figureOf(values);
    return eachPlayer(values, (player) => truthfulUtility(payment(player), values.parameters));
  },
});
