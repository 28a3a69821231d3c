import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import type { Budget } from "../../src/claim/claim.js";
import { once } from "../../src/instance/once.js";
import { partitionsOf } from "../../src/notions/collusive-dominance.js";
import type { JsonObject } from "../../src/verdict/json.js";

/** Numbers of players, goods and bits. */
export type Size = readonly [players: number, goods: number, bits: number];

/** A context in the users' JSON, without coalitions. */
export interface ContextJson extends JsonObject {
  readonly players: number;
  readonly goods: number;
  readonly bits: number;
  readonly endowment: readonly number[];
  readonly valuations: readonly (readonly number[])[];
}

const range = (length: number): readonly number[] => Array.from({ length }, (_, i) => i);

/** 2^k as a count. */
export const powerOfTwo = (k: number): number => Number(1n << BigInt(k));

/** Every list of `length` items, the last fastest. */
function lists<T>(items: readonly T[], length: number): readonly (readonly T[])[] {
  let found: readonly (readonly T[])[] = [[]];
  for (let i = 0; i < length; i++) found = found.flatMap((list) => items.map((item) => [...list, item]));
  return found;
}

/** 0, 1, −1, … within (−B, B): small values first. */
const valuesOf = (bits: number): readonly number[] =>
  range(powerOfTwo(bits - 1)).flatMap((size) => (size === 0 ? [0] : [size, -size]));

/** Every context of a size: all endowments, all valuations. Their number is n^m·((2B − 1)^{2^m − 1})^n. */
export function everyContext([players, goods, bits]: Size): readonly ContextJson[] {
  const own = lists(valuesOf(bits), powerOfTwo(goods) - 1).map((list) => [0, ...list]);
  const endowments = lists(
    range(players).map((i) => i + 1),
    goods,
  );
  return lists(own, players).flatMap((valuations) =>
    endowments.map((endowment) => ({ players, goods, bits, endowment, valuations })),
  );
}

/** Every context of each size. */
export const everyOf = (...sizes: readonly Size[]): readonly ContextJson[] => sizes.flatMap(everyContext);

/** Contexts of a size: extreme values, negative ones and 0 are frequent. */
export const contextsOf = ([players, goods, bits]: Size): fc.Arbitrary<ContextJson> => {
  const most = powerOfTwo(bits - 1) - 1;
  const value = fc.oneof(fc.integer({ min: -most, max: most }), fc.constantFrom(0, most, -most));
  const listOf = <T>(item: fc.Arbitrary<T>, length: number) => fc.array(item, { minLength: length, maxLength: length });
  return fc
    .record({
      endowment: listOf(fc.integer({ min: 1, max: players }), goods),
      valuations: listOf(listOf(value, powerOfTwo(goods) - 1), players),
    })
    .map(({ endowment, valuations }) => ({
      players,
      goods,
      bits,
      endowment,
      valuations: valuations.map((list) => [0, ...list]),
    }));
};

/** `count` contexts of a size, the same for the same seed. */
export const drawnContexts = (size: Size, seed: number, count: number): readonly ContextJson[] =>
  sample(contextsOf(size), seed, count);

/** Every context with every partition of its players, as environments with coalitions. */
export const withPartitions = (contexts: readonly ContextJson[]): readonly JsonObject[] =>
  contexts.flatMap((context) =>
    partitionsOf(context.players).map((coalitions) => ({
      ...context,
      coalitions: coalitions.map((block) => [...block]),
    })),
  );

/** Every context with independent players. */
export const independent = (contexts: readonly ContextJson[]): readonly JsonObject[] =>
  contexts.map((context) => ({ ...context, coalitions: range(context.players).map((i) => [i + 1]) }));

/** What there is at each budget, worked out once. */
export const onceEach = <V>(of: (budget: Budget) => V): Readonly<Record<Budget, () => V>> => ({
  gate: once(() => of("gate")),
  standard: once(() => of("standard")),
  deep: once(() => of("deep")),
});
