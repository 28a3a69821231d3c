/** Facility location on a grid a second time: every tuple of locations is tried, in fractions; nothing of the program. */
import Fraction from "fraction.js";
import { lists, one, zero } from "../second-route.js";

export interface FacilityWorld {
  readonly m: number;
  readonly K: number;
  /** Announcements. */
  readonly reports: readonly number[];
  /** e^{ε/(2dm)}: what a distance of 1/m divides a weight by. */
  readonly base: Fraction;
  readonly d: Fraction;
  readonly q: Fraction;
}

export const numbers = (size: number): readonly number[] => Array.from({ length: size }, (_, i) => i);

/** All alternatives. */
export const tuplesOf = ({ m, K }: Pick<FacilityWorld, "m" | "K">): readonly (readonly number[])[] => [
  ...lists(numbers(m + 1), K),
];

/** Where somebody at `from` goes: the nearest facility, of two the left one. */
export const nearestOf = (tuple: readonly number[], from: number): number =>
  [...tuple].sort((x, y) => Math.abs(x - from) - Math.abs(y - from) || x - y)[0]!;

/** u(t, s, r) as printed. */
export const utilityOf = (m: number, from: number, tuple: readonly number[], reaction: number): Fraction =>
  tuple.includes(reaction) ? new Fraction(-Math.abs(from - reaction), m) : one.neg();

/** Σ_i of the distances to the nearest facility, in units of 1/m. */
export const totalDistance = (tuple: readonly number[], reports: readonly number[]): number =>
  reports.reduce((sum, from) => sum + Math.min(...tuple.map((k) => Math.abs(k - from))), 0);

/** The chance of every tuple in the exponential part. */
export function exponentialChances(world: FacilityWorld): readonly Fraction[] {
  const weights = tuplesOf(world).map((tuple) => world.base.pow(-totalDistance(tuple, world.reports))!);
  const total = weights.reduce((x, y) => x.add(y), zero);
  return weights.map((weight) => weight.div(total));
}

/** P of LOC1 and of LOC2. */
export const uniformChances = (world: FacilityWorld): readonly Fraction[] =>
  tuplesOf(world).map((_, __, all) => one.div(all.length));
export const adjacentChances = (world: FacilityWorld): readonly Fraction[] =>
  tuplesOf(world).map(([first, ...others]) =>
    first! < world.m && others.every((k) => k === first! + 1) ? one.div(world.m) : zero,
  );

/** The entries of the mixture with a law P, as they should be printed. */
export function mixtureEntries(world: FacilityWorld, P: readonly Fraction[]) {
  const { q, reports } = world;
  const free = exponentialChances(world).map((chance, alternative) => ({
    outcome: { alternative, imposed: null },
    probability: chance.mul(one.sub(q)),
  }));
  const imposed = tuplesOf(world).map((tuple, alternative) => ({
    outcome: { alternative, imposed: reports.map((from) => nearestOf(tuple, from)) },
    probability: P[alternative]!.mul(q),
  }));
  return [...free, ...imposed]
    .filter(({ probability }) => !probability.equals(0))
    .map(({ outcome, probability }) => ({ outcome, probability: probability.toFraction() }));
}

/** The law of the set of locations in the exponential part, sets in lexicographic order. */
export function setEntries(world: FacilityWorld) {
  const chances = new Map<string, Fraction>();
  const tuples = tuplesOf(world);
  exponentialChances(world).forEach((chance, s) => {
    const key = JSON.stringify([...new Set(tuples[s])].sort((x, y) => x - y));
    chances.set(key, (chances.get(key) ?? zero).add(chance));
  });
  const compare = (x: readonly number[], y: readonly number[]): number => {
    const at = x.findIndex((k, i) => k !== y[i]);
    return at < 0 ? x.length - y.length : y[at] === undefined ? 1 : x[at]! - y[at]!;
  };
  return [...chances]
    .map(([key, chance]) => ({ outcome: JSON.parse(key) as number[], probability: chance.toFraction() }))
    .sort((x, y) => compare(x.outcome, y.outcome));
}

/** What a player at `from` expects who announces `reports[player]`: free, or held to the reaction of her announcement. */
export function expectedUtility(world: FacilityWorld, P: readonly Fraction[], player: number, from: number): Fraction {
  const { m, q, reports } = world;
  const chances = exponentialChances(world);
  return tuplesOf(world).reduce((sum, tuple, s) => {
    const free = utilityOf(m, from, tuple, nearestOf(tuple, from)).mul(chances[s]!).mul(one.sub(q));
    const held = utilityOf(m, from, tuple, nearestOf(tuple, reports[player]!)).mul(P[s]!).mul(q);
    return sum.add(free).add(held);
  }, zero);
}

/** How often each alternative is the first favourite of a player. */
export function dictatedCounts(world: FacilityWorld): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const from of world.reports) {
    const losses = tuplesOf(world).map((tuple) => Math.abs(nearestOf(tuple, from) - from));
    const best = losses.indexOf(Math.min(...losses));
    counts.set(best, (counts.get(best) ?? 0) + 1);
  }
  return new Map([...counts].sort(([s], [t]) => s - t));
}

const f = (text: string) => new Fraction(text);
const world = (m: number, K: number, reports: readonly number[], base = "3/2", q = "1/3", d = "1"): FacilityWorld => ({ m, K, reports, base: f(base), q: f(q), d: f(d) }); // biome-ignore format: one line

/** One player, all at one point, at the two ends, ties at midpoints, more facilities than players or than locations. */
export const facilityWorlds: readonly (readonly [name: string, world: FacilityWorld])[] = [
  ["one player, one facility", world(3, 1, [1])],
  ["a single step, one facility", world(1, 1, [0, 1, 1])],
  ["more facilities than locations", world(1, 3, [0, 1, 0], "2", "1/2")],
  ["more facilities than players", world(3, 3, [1, 3], "5/4", "2/7")],
  ["all at one point", world(4, 2, [2, 2, 2, 2], "2", "1/9", "2")],
  ["at the two ends", world(4, 2, [0, 4, 0, 4, 4])],
  ["at midpoints", world(4, 2, [1, 2, 3], "7/3", "1/2", "3/2")],
  ["no commitment", world(2, 2, [0, 1, 2], "2", "0")],
  ["nothing but the commitment", world(2, 3, [0, 1, 2], "2", "1")],
  ["three of them", world(3, 3, [0, 1, 1, 2, 3], "11/10", "1/100", "1/2")],
  ["epsilon near 0", world(3, 2, [0, 1, 3], "1001/1000", "1/2")],
];

/** A world as the parts of an instance. */
export function partsOf({ m, K, reports, base, d, q }: FacilityWorld) {
  const times = new Fraction(2 * m).mul(d).toFraction();
  return {
    epsilon: { times, log: base.toFraction() },
    d: d.toFraction(),
    q: q.toFraction(),
    environment: { kind: "facility-grid", n: reports.length, m, K },
    reports,
  };
}
