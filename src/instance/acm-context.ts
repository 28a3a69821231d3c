import { boundOf, type Context } from "../mechanisms/acm/context.js";
import { element, member, readCount, readList, readObject, refuse, show } from "./input.js";
import { fieldsOf, type JsonSchema, objectSchema } from "./schema.js";

/** More players, goods or bits are refused: what is decided about a context runs through all allocations and many votes. */
const limits = { players: 8, goods: 8, bits: 30 } as const;

/** A context, and its collusion structure where a question needs one. */
export interface Colluding extends Context {
  readonly coalitions?: readonly (readonly number[])[];
}

const integers: JsonSchema = { type: "array", items: { type: "integer" } };

export const contextSchema = objectSchema(
  {
    players: { type: "integer", minimum: 1, maximum: limits.players },
    goods: { type: "integer", minimum: 0, maximum: limits.goods },
    bits: { type: "integer", minimum: 1, maximum: limits.bits },
    endowment: { type: "array", items: { type: "integer", minimum: 1 } },
    valuations: { type: "array", items: integers },
  },
  { coalitions: { type: "array", items: { type: "array", items: { type: "integer", minimum: 1 }, minItems: 1 } } },
);

/** Reads the environment. Throws InputError. */
export function readContext(value: unknown): Colluding {
  const fields = readObject(value, "environment", fieldsOf(contextSchema));
  const players = readSize(fields.players, "players", 1);
  const goods = readSize(fields.goods, "goods", 0);
  const bits = readSize(fields.bits, "bits", 1);
  const endowment = readAllocation(fields.endowment, "environment.endowment", { players, goods, bits }, 1);
  const lists = readList(fields.valuations, "environment.valuations", (list, field) =>
    readValues(list, field, { goods, bits }),
  );
  if (lists.length !== players) {
    throw refuse("environment.valuations", `expected one list for each of ${players} players, got ${lists.length}`);
  }
  const context = { players, goods, bits, endowment, values: lists };
  if (fields.coalitions === undefined) return context;
  return { ...context, coalitions: readPartition(fields.coalitions, "environment.coalitions", players) };
}

function readSize(value: unknown, name: keyof typeof limits, least: number): number {
  const field = member("environment", name);
  const size = readCount(value, field);
  if (size < least) throw refuse(field, `must be at least ${least}`);
  if (size > limits[name]) throw refuse(field, `must be at most ${limits[name]}, got ${size}`);
  return size;
}

/** One owner a good, from `least` (0 where goods may be destroyed) to the number of players. */
export function readAllocation(
  value: unknown,
  field: string,
  { players, goods }: Pick<Context, "players" | "goods" | "bits">,
  least = 0,
): readonly number[] {
  const owners = readList(value, field, (owner, at) => {
    if (owner !== 0) return readPlayer(owner, at, players);
    if (least > 0) throw refuse(at, `the endowment destroys no goods; expected a player from 1 to ${players}`);
    return 0;
  });
  if (owners.length !== goods)
    throw refuse(field, `expected one owner for each of ${goods} goods, got ${owners.length}`);
  return owners;
}

/** A player, from 1 on. */
export function readPlayer(value: unknown, field: string, players: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= players) return value;
  throw refuse(field, `expected a player from 1 to ${players}, got ${show(value)}`);
}

/** One value of (−B, B) a set of goods by its bit mask; 0 for the empty set. */
export function readValues(
  value: unknown,
  field: string,
  { goods, bits }: Pick<Context, "goods" | "bits">,
): readonly bigint[] {
  const B = boundOf({ bits });
  const values = readList(value, field, (item, at) => {
    if (typeof item !== "number" || !Number.isSafeInteger(item))
      throw refuse(at, `expected an integer, got ${show(item)}`);
    const worth = BigInt(item);
    if (worth <= -B || worth >= B) throw refuse(at, `must lie strictly between ${-B} and ${B}, got ${worth}`);
    return worth;
  });
  const sets = 1 << goods;
  if (values.length !== sets)
    throw refuse(field, `expected one value for each of ${sets} sets of goods, got ${values.length}`);
  if (values[0] !== 0n) throw refuse(element(field, 0), `the empty set is worth 0, got ${values[0]}`);
  return values;
}

/** A partition of the players 1, …, n; blocks ascending, by their first players. */
export function readPartition(value: unknown, field: string, players: number): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const blocks = readList(value, field, (block, at) => {
    const found = readList(block, at, (player, place) => {
      const one = readPlayer(player, place, players);
      if (seen.has(one)) throw refuse(place, `player ${one} stands in two places`);
      seen.add(one);
      return one;
    });
    if (found.length === 0) throw refuse(at, "expected at least one player");
    return found.toSorted((x, y) => x - y);
  });
  for (let player = 1; player <= players; player++) {
    if (!seen.has(player)) throw refuse(field, `player ${player} is left out`);
  }
  return blocks.toSorted((x, y) => x[0]! - y[0]!);
}

/** The context as the users write it. */
export const printContext = ({ players, goods, bits, endowment, values, coalitions }: Colluding) => ({
  players,
  goods,
  bits,
  endowment,
  valuations: values.map((list) => list.map(Number)),
  ...(coalitions && { coalitions }),
});
