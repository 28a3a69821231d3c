import { profileOf, size } from "../game/profile.js";
import { rowOf, type TableEnvironment, table } from "../mechanisms/cckmv/table.js";
import { printRational } from "../number/rational.js";
import { distributionSchema, readDistribution } from "./distribution.js";
import { type Format, nothing, type PartFormat } from "./format.js";
import { member, readCount, readIndex, readList, readMembers, refuse, show } from "./input.js";
import { privacyBoundSchema } from "./privacy-bound.js";
import { indexSchema, type JsonSchema, objectSchema } from "./schema.js";

/** Tables with more profiles than this are refused. */
const profileLimit = 100_000;

const sizeSchema: JsonSchema = { type: "integer", minimum: 1 };
const entrySchema: JsonSchema = { type: ["string", "integer"] };

/** The types of all players of one row, "0,1": the inverse of `rowOf`. */
const profileKey = (types: number, players: number, row: number): string =>
  Array.from({ length: players }, (_, i) => Math.floor(row / types ** (players - 1 - i)) % types).join(",");

const environment: PartFormat<TableEnvironment> = {
  schema: objectSchema({
    types: sizeSchema,
    players: sizeSchema,
    coins: distributionSchema,
    outcome: {
      description: 'one entry a coin for every profile, "0,1" being type 0 for player 0 and type 1 for player 1',
      type: "object",
      propertyNames: { pattern: "^(0|[1-9][0-9]*)(,(0|[1-9][0-9]*))*$" },
      additionalProperties: { type: "array", items: entrySchema, minItems: 1 },
    },
  }),

  read(fields) {
    const types = readSize(fields.types, "environment.types");
    const players = readSize(fields.players, "environment.players");
    if (types ** players > profileLimit || players > profileLimit) {
      throw refuse("environment", `${types} types and ${players} players make more than ${profileLimit} profiles`);
    }
    const coins = readDistribution(fields.coins, "environment.coins");
    return { types, players, coins, ...readRows(fields.outcome, "environment.outcome", types, players, coins.length) };
  },

  print: ({ types, players, coins, outcomes, rows }) => ({
    types,
    players,
    coins: coins.map(printRational),
    outcome: Object.fromEntries(
      rows.map((row, i) => [profileKey(types, players, i), row.map((outcome) => outcomes[outcome]!)]),
    ),
  }),
};

function readSize(value: unknown, field: string): number {
  const count = readCount(value, field);
  if (count === 0) throw refuse(field, "must be at least 1");
  return count;
}

/** Outcomes are numbered as they first appear in the text; the string "1" and the integer 1 are two outcomes. */
function readRows(
  value: unknown,
  field: string,
  types: number,
  players: number,
  coins: number,
): Pick<TableEnvironment, "outcomes" | "rows"> {
  const numbers = new Map<string, number>();
  const outcomes: (string | number)[] = [];
  const numberOf = (entry: string | number): number => {
    const key = JSON.stringify(entry);
    if (!numbers.has(key)) numbers.set(key, outcomes.push(entry) - 1);
    return numbers.get(key)!;
  };
  const rows: (readonly number[])[] = [];
  for (const [key, entries] of readMembers(value, field, (list, at) => readList(list, at, readEntry))) {
    const at = member(field, key);
    if (entries.length !== coins)
      throw refuse(at, `expected one outcome for each of ${coins} coins, got ${entries.length}`);
    rows[readRow(key, at, types, players)] = entries.map(numberOf);
  }
  for (let row = 0; row < types ** players; row++) {
    if (rows[row] === undefined) {
      const missing = member(field, profileKey(types, players, row));
      throw refuse(missing, "missing; every profile needs one outcome a coin");
    }
  }
  return { outcomes, rows };
}

function readRow(key: string, field: string, types: number, players: number): number {
  const reports = key.split(",").map(Number);
  if (reports.length === players && reports.every((report) => report >= 0 && report < types)) {
    const row = rowOf(types, profileOf(reports));
    if (profileKey(types, players, row) === key) return row;
  }
  const first = show(profileKey(types, players, 0));
  throw refuse(field, `expected a profile of ${players} types from 0 to ${types - 1}, such as ${first}`);
}

function readEntry(value: unknown, field: string): string | number {
  if (typeof value === "string") return value;
  if (Number.isSafeInteger(value)) return (value as number) + 0;
  throw refuse(field, `expected a string or an integer, got ${show(value)}`);
}

const twoTypes = { player: indexSchema, truth: indexSchema, lie: indexSchema };

export const tableFormat: Format<Record<string, never>, TableEnvironment, number, number> = {
  mechanism: table,
  parameters: nothing,
  environment,
  report: {
    schema: indexSchema,
    read: (value, field, { types }) => readIndex(value, field, types, "type"),
    print: (type) => type,
  },
  printOutcome: (outcome, { outcomes }) => outcomes[outcome]!,
  questions: {
    coupled: objectSchema(twoTypes),
    neededGap: objectSchema({ ...twoTypes, F: privacyBoundSchema }),
  },
  check({ environment: { players }, profile }) {
    if (size(profile) === players) return;
    throw refuse("reports", `expected ${players} reports, one a player, got ${size(profile)}`);
  },
};
