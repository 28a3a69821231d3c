import type { Budget } from "../../src/claim/claim.js";
import { readContext } from "../../src/instance/acm-context.js";
import { readPlayerReports } from "../../src/instance/acm-reports.js";
import { readChoice, refuse } from "../../src/instance/input.js";
import { once } from "../../src/instance/once.js";
import type { Context, Outcome } from "../../src/mechanisms/acm/context.js";
import { utilityOf } from "../../src/mechanisms/acm/context.js";
import { type Pivot, vcg } from "../../src/mechanisms/acm/vcg.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type ContextJson, drawnContexts, everyContext, type Size } from "./contexts.js";
import { remainder, twoTo, upTo } from "./plain-naive.js";

export type Reports = readonly (readonly number[])[];

/** A true play of VCG: by the mechanism, and for checks by trying all allocations. */
export interface VcgWorld {
  readonly pivot: Pivot;
  readonly context: Context;
  readonly size: Size;
  readonly types: Reports;
  readonly endowment: readonly number[];
  outcome(reports: Reports): Outcome;
  /** What a player with these values gets. */
  utility(reports: Reports, player: number, type: readonly number[]): number;
  /** The same apart from the mechanism. */
  plainOutcome(reports: Reports): PlainOutcome;
  plainUtility(reports: Reports, player: number, type: readonly number[]): number;
}

/** Owners and prices. */
export interface PlainOutcome {
  readonly owners: readonly number[];
  readonly prices: readonly number[];
}

const mechanismOf = (pivot: Pivot): string => `acm/vcg-${pivot}`;

/** All players report their types. */
export const truthfulPlay = (pivot: Pivot, environment: ContextJson): JsonObject => ({
  mechanism: mechanismOf(pivot),
  environment,
  reports: environment.valuations.map((valuation, i) => ({ player: i + 1, valuation: [...valuation] })),
});

/** Reads a play in which all players report their types. Throws InputError. */
export function vcgWorld(instance: JsonObject): VcgWorld {
  const mechanism = readChoice(instance.mechanism, "instance.mechanism", [mechanismOf("clarke"), mechanismOf("exchange")]); // biome-ignore format: one line
  const pivot = mechanism === "acm/vcg-clarke" ? "clarke" : "exchange";
  const context = readContext(instance.environment);
  const reports = readPlayerReports(instance.reports, context, () => ["valuation"]);
  context.values.forEach((values, i) => {
    if (reports.get(i + 1)?.valuation?.join() !== values.join()) {
      throw refuse("instance.reports", `expected that player ${i + 1} reports her type`);
    }
  });
  const endowment = context.endowment;
  const plainOutcome = (said: Reports) => plainVcg(pivot, { goods: context.goods, endowment }, said);
  const outcome = (said: Reports) =>
    vcg(
      pivot,
      context,
      said.map((list) => list.map(BigInt)),
    );
  return {
    pivot,
    context,
    size: [context.players, context.goods, context.bits],
    types: context.values.map((list) => list.map(Number)),
    endowment,
    outcome,
    utility(said, player, type) {
      const values = context.values.map((list, i) => (i === player - 1 ? type.map(BigInt) : list));
      return Number(utilityOf({ ...context, values }, outcome(said), player).numerator);
    },
    plainOutcome,
    plainUtility(said, player, type) {
      const { owners, prices } = plainOutcome(said);
      return type[bundle(owners, player)]! - type[bundle(endowment, player)]! - prices[player - 1]!;
    },
  };
}

const bundle = (owners: readonly number[], player: number): number =>
  owners.reduce((sum, owner, g) => (owner === player ? sum + twoTo(g) : sum), 0);

/** Every allocation in ascending order of owners. */
const allocations = (goods: number, players: number): readonly (readonly number[])[] =>
  goods === 0
    ? [[]]
    : allocations(goods - 1, players).flatMap((owners) => upTo(players + 1).map((owner) => [...owners, owner]));

function plainVcg(
  pivot: Pivot,
  { goods, endowment }: { readonly goods: number; readonly endowment: readonly number[] },
  reports: Reports,
): PlainOutcome {
  const n = reports.length;
  const all = allocations(goods, n);
  const sum = (owners: readonly number[], without: number): number =>
    reports.reduce((total, list, i) => (i + 1 === without ? total : total + list[bundle(owners, i + 1)]!), 0);
  const most = Math.max(...all.map((owners) => sum(owners, 0)));
  const owners = all.find((one) => sum(one, 0) === most)!;
  const prices = upTo(n).map((i) => {
    const player = i + 1;
    const open = all.filter((one) => pivot === "clarke" || bundle(one, player) === bundle(endowment, player));
    return Math.max(...open.map((one) => sum(one, player))) - sum(owners, player);
  });
  return { owners, prices };
}

/** All types at a size: the lists of values. */
export const typesAt = ([, goods, bits]: Size): Reports =>
  everyContext([1, goods, bits]).map(({ valuations }) => valuations[0]!);

/** The reports with those of one player replaced. */
export const withReport = (reports: Reports, player: number, report: readonly number[]): Reports =>
  reports.map((own, i) => (i === player - 1 ? report : own));

/** Values 0, or `value` for all sets with good 1. */
const valued = (goods: number, value: number): readonly number[] =>
  upTo(twoTo(goods)).map((set) => (remainder(set, 2) === 1 ? value : 0));

/** The context of a size in which the first players value the sets with good 1 so much; all goods are with one player. */
export const firstGood = ([players, goods, bits]: Size, owner: number, ...values: readonly number[]): ContextJson => ({
  players,
  goods,
  bits,
  endowment: upTo(goods).map(() => Math.min(owner, players)),
  valuations: upTo(players).map((i) => valued(goods, bits > 1 ? (values[i] ?? 0) : 0)),
});

const contexts: Readonly<Record<Budget, () => readonly ContextJson[]>> = {
  gate: once(() => [
    ...everyContext([1, 0, 1]),
    ...everyContext([1, 1, 2]),
    ...everyContext([2, 1, 1]),
    ...everyContext([2, 1, 2]),
    ...drawnContexts([2, 2, 2], 4, 2),
    ...drawnContexts([3, 1, 2], 4, 4),
  ]),
  standard: once(() => [
    ...everyContext([1, 0, 1]),
    ...everyContext([1, 1, 2]),
    ...everyContext([1, 1, 3]),
    ...everyContext([2, 1, 1]),
    ...everyContext([2, 1, 2]),
    ...drawnContexts([2, 1, 3], 4, 20),
    ...drawnContexts([2, 2, 2], 4, 12),
    ...everyContext([3, 1, 2]),
  ]),
  deep: once(() => [
    ...everyContext([1, 0, 1]),
    ...everyContext([1, 1, 2]),
    ...everyContext([1, 1, 3]),
    ...everyContext([2, 1, 1]),
    ...everyContext([2, 1, 2]),
    ...everyContext([2, 1, 3]),
    ...drawnContexts([2, 2, 2], 4, 300),
    ...everyContext([3, 1, 2]),
    ...drawnContexts([4, 1, 2], 4, 60),
    ...drawnContexts([3, 2, 2], 4, 60),
  ]),
};

/** The contexts of VCG, fewest players first. */
export const vcgContexts = (budget: Budget): readonly ContextJson[] => contexts[budget]();

/** What these are. */
export const vcgSaid = (budget: Budget): string =>
  ({
    gate: "all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 2), (2, 1, 1), (2, 1, 2), and drawn with seed 4: 2 of (2, 2, 2), 4 of (3, 1, 2)",
    standard:
      "all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 2), (1, 1, 3), (2, 1, 1), (2, 1, 2), (3, 1, 2), and drawn with seed 4: 20 of (2, 1, 3), 12 of (2, 2, 2)",
    deep: "all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 2), (1, 1, 3), (2, 1, 1), (2, 1, 2), (2, 1, 3), (3, 1, 2), and drawn with seed 4: 300 of (2, 2, 2), 60 each of (4, 1, 2) and (3, 2, 2)",
  })[budget];

/** What the pivots are. */
export const pivotMeanings: Readonly<Record<string, string>> = {
  clarke: "h_i is the most that the others can have by any allocation",
  exchange: "h_i is the most that the others can have where i keeps her endowment",
};
