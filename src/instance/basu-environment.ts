import type { BayesianEnvironment, Sizes } from "../game/bayesian-environment.js";
import type { Rational } from "../number/rational.js";
import { checkDenominators, readDistribution } from "./distribution.js";
import { element, member, readCount, readIndex, readList, readObject, readRational, refuse } from "./input.js";
import { fieldsOf, indexSchema, type JsonSchema, objectSchema, rationalSchema } from "./schema.js";

/** Larger environments are refused: sums over counts of signals grow with a power of the number of signals. */
const limits = { states: 64, signals: 64, alternatives: 64 } as const;
const utilityLimit = 64;
/** Lists of more players than this are refused: large populations are given by the sizes of their groups. */
const playerLimit = 100_000;

type Dimension = keyof typeof limits;

const dimensionSchema = (most: number): JsonSchema => ({ type: "integer", minimum: 1, maximum: most });
const listOf = (items: JsonSchema): JsonSchema => ({ type: "array", items, minItems: 1 });

export const bayesianSchema = objectSchema(
  {
    states: dimensionSchema(limits.states),
    signals: dimensionSchema(limits.signals),
    alternatives: dimensionSchema(limits.alternatives),
    prior: listOf(rationalSchema),
    likelihood: listOf(listOf(rationalSchema)),
    utilities: listOf(listOf(listOf(rationalSchema))),
  },
  { players: listOf(indexSchema), groups: listOf(indexSchema) },
);

/** Who the players are: the utility of each, or how many have each. */
export type Players =
  | { readonly kind: "listed"; readonly utilities: readonly number[]; readonly sizes: Sizes }
  | { readonly kind: "grouped"; readonly sizes: Sizes };

/** What is read of an instance's environment. */
export interface Populated {
  readonly environment: BayesianEnvironment;
  /** Absent where nobody is named, as in questions about all populations. */
  readonly players?: Players;
}

/** Reads the environment; the players are left unread where a question ignores them. Throws InputError. */
export function readPopulated(value: unknown, ignoresPlayers: boolean): Populated {
  const fields = readObject(value, "environment", fieldsOf(bayesianSchema));
  const [states, signals, alternatives] = (["states", "signals", "alternatives"] as const).map((name) =>
    readDimension(fields[name], name),
  ) as [number, number, number];
  const prior = readPositives(fields.prior, "environment.prior", states, "state");
  const likelihood = sized(fields.likelihood, "environment.likelihood", states, "state", (row, at) =>
    readPositives(row, at, signals, "signal"),
  );
  const utilities = readList(fields.utilities, "environment.utilities", (table, at) =>
    sized(table, at, alternatives, "alternative", (row, field) => sized(row, field, states, "state", readRational)),
  );
  if (utilities.length === 0) throw refuse("environment.utilities", "expected at least one utility");
  if (utilities.length > utilityLimit) {
    throw refuse("environment.utilities", `at most ${utilityLimit} utilities, got ${utilities.length}`);
  }
  checkDenominators(likelihood.flat(), "environment.likelihood");
  checkDenominators(utilities.flat(2), "environment.utilities");
  const environment = { states, signals, alternatives, prior, likelihood, utilities };
  if (ignoresPlayers) return { environment };
  const players = readPlayers(fields, utilities.length);
  return { environment, ...(players && { players }) };
}

function readDimension(value: unknown, name: Dimension): number {
  const field = member("environment", name);
  const size = readCount(value, field);
  if (size < 1) throw refuse(field, "must be at least 1");
  if (size > limits[name]) throw refuse(field, `must be at most ${limits[name]}, got ${size}`);
  return size;
}

/** A list with one entry a thing. */
function sized<T>(
  value: unknown,
  field: string,
  length: number,
  what: string,
  read: (value: unknown, field: string) => T,
): readonly T[] {
  const list = readList(value, field, read);
  if (list.length === length) return list;
  throw refuse(field, `expected one entry for each ${what}, ${length} in all, got ${list.length}`);
}

/** Probabilities that are all positive and sum to 1. */
function readPositives(value: unknown, field: string, length: number, what: string): readonly Rational[] {
  const chances = readDistribution(value, field);
  if (chances.length !== length) {
    throw refuse(field, `expected one entry for each ${what}, ${length} in all, got ${chances.length}`);
  }
  const none = chances.findIndex(({ numerator }) => numerator === 0n);
  if (none >= 0) throw refuse(element(field, none), "must be positive: the paper asks for full support");
  return chances;
}

function readPlayers(fields: Readonly<Record<string, unknown>>, utilities: number): Players | undefined {
  if (fields.players !== undefined && fields.groups !== undefined) {
    throw refuse("environment.groups", "give the players or the sizes of the groups, not both");
  }
  if (fields.players !== undefined) {
    const listed = readList(fields.players, "environment.players", (index, field) =>
      readIndex(index, field, utilities, "utility"),
    );
    if (listed.length === 0) throw refuse("environment.players", "expected at least one player");
    if (listed.length > playerLimit) {
      throw refuse("environment.players", `lists more than ${playerLimit} players; give "groups" instead`);
    }
    return { kind: "listed", utilities: listed, sizes: sizesOf(listed, utilities) };
  }
  if (fields.groups === undefined) return undefined;
  return { kind: "grouped", sizes: readSizes(fields.groups, "environment.groups", utilities) };
}

/** The sizes of the groups, one a utility, with at least one player in all. */
export function readSizes(value: unknown, field: string, utilities: number): Sizes {
  const sizes = sized(value, field, utilities, "utility", readCount);
  const players = sizes.reduce((x, y) => x + y, 0);
  if (players === 0) throw refuse(field, "expected at least one player");
  if (!Number.isSafeInteger(players)) throw refuse(field, "more than 2^53 - 1 players");
  return sizes;
}

const sizesOf = (listed: readonly number[], utilities: number): Sizes => {
  const sizes = Array.from({ length: utilities }, () => 0);
  for (const u of listed) sizes[u]! += 1;
  return sizes;
};
