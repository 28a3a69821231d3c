import type { Budget } from "../../src/claim/claim.js";
import { type Alternatives, everyType, type Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import type { PriorEnvironment } from "../../src/mechanisms/cckmv/expected-externality.js";
import { gcd } from "../../src/number/integer.js";
import { rational } from "../../src/number/rational.js";

/**
 * A prior over profiles of types by integer weights with greatest common divisor 1: profiles[k], one type a player, has the
 * probability weights[k] over their sum. Types are utility vectors over `outcomes` alternatives.
 */
export interface PriorCase {
  readonly outcomes: number;
  readonly maximum: number;
  readonly profiles: readonly (readonly Utilities[])[];
  readonly weights: readonly number[];
}

/** The environment of a case. */
export function environmentOf({ outcomes, maximum, profiles, weights }: PriorCase): PriorEnvironment {
  const total = BigInt(sumOf(weights));
  const chances = weights.map((weight) => rational(BigInt(weight), total));
  return { outcomes, maximum, prior: { profiles, chances } };
}

const sumOf = (weights: readonly number[]): number => weights.reduce((x, y) => x + y, 0);

/** A list with a weight ≥ 1 each. */
type Weighted<X> = readonly (readonly [X, number])[];

/** All choices of elements with weights of sum at most `most` and greatest common divisor 1. */
export function weightings<X>(elements: readonly X[], most: number): readonly Weighted<X>[] {
  const found: Weighted<X>[] = [];
  const extend = (from: number, left: number, chosen: Weighted<X>): void => {
    const common = chosen.reduce((divisor, [, weight]) => gcd(divisor, BigInt(weight)), 0n);
    if (common === 1n) found.push(chosen);
    for (let i = from; i < elements.length; i++) {
      for (let weight = 1; weight <= left; weight++) extend(i + 1, left - weight, [...chosen, [elements[i]!, weight]]);
    }
  };
  extend(0, most, []);
  return found;
}

/** What one family of priors has: see `describePriors`. */
interface Family {
  readonly players: number;
  readonly outcomes: number;
  readonly maximum: number;
  /** The largest sum of weights of a prior, and of a player's marginal where her types are drawn independently. */
  readonly joint: number;
  readonly marginal: number;
}

const family = (players: number, outcomes: number, maximum: number, joint: number, marginal: number): Family => ({
  players,
  outcomes,
  maximum,
  joint,
  marginal,
});

const gateFamilies = [
  family(1, 2, 1, 2, 0),
  family(2, 2, 1, 2, 2),
  family(2, 2, 2, 2, 0),
  family(2, 3, 1, 1, 0),
  family(3, 2, 1, 1, 0),
];
const standardFamilies = [
  family(1, 2, 1, 2, 0),
  family(2, 2, 1, 3, 3),
  family(2, 2, 2, 2, 2),
  family(2, 3, 1, 1, 0),
  family(3, 2, 1, 2, 1),
  family(2, 2, 1, 4, 4),
  family(2, 2, 2, 3, 2),
  family(2, 3, 1, 2, 1),
  family(3, 2, 1, 2, 2),
];
const deepFamilies = [
  family(2, 2, 2, 4, 3),
  family(2, 2, 3, 2, 2),
  family(2, 3, 1, 2, 2),
  family(3, 2, 1, 3, 2),
  family(3, 2, 2, 2, 1),
];
const families: Readonly<Record<Budget, readonly Family[]>> = {
  gate: gateFamilies,
  standard: standardFamilies,
  deep: [...standardFamilies, ...deepFamilies],
};

/**
 * The types whose least utility is 0. A type shifted by a constant leads to the same choice and to the same externality,
 * whoever reports it, so that of the types that differ by a shift one is enough.
 */
export const leastTypes = (sizes: Alternatives): readonly Utilities[] =>
  everyType(sizes).filter((type) => Math.min(...type) === 0);

/** All priors of a family: any with few weights, and products of marginals with few weights; up to the names of players. */
function priorsOf({ players, outcomes, maximum, joint, marginal }: Family): readonly PriorCase[] {
  const types = leastTypes({ outcomes, maximum });
  const correlated = weightings(tuples(types, players), joint);
  const products = tuples(weightings(types, marginal), players).map(productOf);
  const seen = new Map<string, PriorCase>();
  for (const weighted of [...correlated, ...products]) {
    const [key, sorted] = renamed(weighted, players);
    if (seen.has(key)) continue;
    seen.set(key, {
      outcomes,
      maximum,
      profiles: sorted.map(([profile]) => profile),
      weights: sorted.map(([, weight]) => weight),
    });
  }
  return [...seen.values()];
}

/** All lists of so many elements. */
export const tuples = <X>(elements: readonly X[], length: number): readonly (readonly X[])[] =>
  length === 0 ? [[]] : tuples(elements, length - 1).flatMap((list) => elements.map((last) => [...list, last]));

/** Types drawn independently, each player's from her own marginal. */
function productOf(marginals: readonly Weighted<Utilities>[]): Weighted<readonly Utilities[]> {
  let found: Weighted<readonly Utilities[]> = [[[], 1]];
  for (const marginal of marginals) {
    found = found.flatMap(([profile, w]) => marginal.map(([type, v]) => [[...profile, type], w * v] as const));
  }
  return found;
}

/** The first in the order of texts among the priors that differ in the names of players only, with its text. */
function renamed(
  prior: Weighted<readonly Utilities[]>,
  players: number,
): readonly [key: string, Weighted<readonly Utilities[]>] {
  return orders(players)
    .map((order) => {
      const entries = prior.map(([profile, weight]) => [order.map((player) => profile[player]!), weight] as const);
      const texts = entries.map((entry) => [JSON.stringify(entry), entry] as const);
      const sorted = texts.sort(([x], [y]) => (x < y ? -1 : 1));
      return [sorted.map(([text]) => text).join(), sorted.map(([, entry]) => entry)] as const;
    })
    .reduce((least, next) => (next[0] < least[0] ? next : least));
}

/** All orders of the players. */
const orders = (players: number): readonly (readonly number[])[] =>
  players === 0
    ? [[]]
    : orders(players - 1).flatMap((order) =>
        Array.from({ length: players }, (_, place) => [...order.slice(0, place), players - 1, ...order.slice(place)]),
      );

/** The priors of a budget with at least so many players, the simplest first; enumerated once. */
export function priorCases(budget: Budget, leastPlayers = 1): readonly PriorCase[] {
  const all = enumerated.get(budget) ?? enumerate(budget);
  enumerated.set(budget, all);
  return leastPlayers === 1 ? all : all.filter(({ profiles }) => profiles[0]!.length >= leastPlayers);
}

const enumerated = new Map<Budget, readonly PriorCase[]>();

function enumerate(budget: Budget): readonly PriorCase[] {
  const cases = new Map(families[budget].flatMap(priorsOf).map((c) => [JSON.stringify(c), c]));
  return [...cases.values()]
    .map((c) => ({ c, size: [c.profiles[0]!.length, c.outcomes, c.profiles.length, sumOf(c.weights), c.maximum] }))
    .sort((x, y) => x.size.map((n, i) => n - y.size[i]!).find((difference) => difference !== 0) ?? 0)
    .map(({ c }) => c);
}

/** The families of a budget in words. */
export const describePriors = (budget: Budget, leastPlayers = 1): string =>
  `every prior over types whose least utility is 0, by integer weights, and every report of such a type: ${families[
    budget
  ]
    .filter(({ players }) => players >= leastPlayers)
    .map(
      ({ players, outcomes, maximum, joint, marginal }) =>
        `${players} ${players === 1 ? "player" : "players"}, |O| = ${outcomes}, M = ${maximum}, weights of sum at most ${joint}` +
        (marginal > 0 ? `, and products of marginals with weights of sum at most ${marginal}` : ""),
    )
    .join("; ")}; up to the names of players`;
