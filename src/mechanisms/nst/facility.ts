import type { Types } from "../../game/reaction-environment.js";
import { type Rational, rational, zero } from "../../number/rational.js";
import type { KnownEnvironment } from "./known-environment.js";

/** n players and K facilities on the locations 0, 1/m, …, 1; all three positive. */
export interface FacilityGrid {
  readonly n: number;
  readonly m: number;
  readonly K: number;
}

/** Where facilities are placed; locations are numbers k from 0 to m, for k/m. */
export interface FacilityEnvironment extends KnownEnvironment, FacilityGrid {
  /** The set of locations that an alternative builds on, ascending. */
  locations(alternative: number): readonly number[];
  /** The law P "adjacent": see `adjacentLaw`. */
  readonly adjacent: readonly Rational[];
}

/**
 * Facility location on a grid [NST, Section 4.2]: types and reactions are locations, alternatives all K-tuples of locations in
 * lexicographic order. A player who goes to location r loses |t_i − r|, or 1 where no facility stands at r; selected is the
 * nearest facility, the left one of two. The objective is the average utility. Units: 1/m.
 */
export function facilityGrid({ n, m, K }: FacilityGrid): FacilityEnvironment {
  const sets = tuples(m + 1, K).map((tuple) => [...new Set(tuple)].sort((x, y) => x - y));
  const reached = reachedFrom(sets, m);
  const counted = rememberedCounts(m);
  const players = (size: number): readonly number[] => Array.from({ length: n }, () => size);
  return {
    n,
    m,
    K,
    types: players(m + 1),
    alternatives: sets.length,
    reactions: players(m + 1),
    utility: (types, player, s, reaction) =>
      BigInt(sets[s]!.includes(reaction) ? -distance(types[player]!, reaction) : -m),
    utilityGrid: BigInt(m),
    selection: (types, player, s) => reached(s, types[player]!),
    score(types, s) {
      let total = 0;
      if (types.length <= m) for (const type of types) total += distance(reached(s, type), type);
      else
        counted(types).forEach((count, k) => {
          total += count * distance(reached(s, k), k);
        });
      return BigInt(-total);
    },
    scoreUnit: rational(1n, BigInt(m)),
    influences: (player) => [player],
    locations: (s) => sets[s]!,
    adjacent: adjacentLaw(m, K, sets.length),
    source: { kind: "facility-grid", n, m, K },
  };
}

/** (m + 1)^K; beyond `most` only that it is more. */
export function countOfPlacings({ m, K }: Omit<FacilityGrid, "n">, most: bigint): bigint {
  let count = 1n;
  for (let k = 0; k < K && count <= most; k++) count *= BigInt(m) + 1n;
  return count;
}

/** Whether an environment is of this kind. */
export const isFacilityGrid = (environment: KnownEnvironment): environment is FacilityEnvironment =>
  environment.source.kind === "facility-grid";

/**
 * What LOC2 commits to: one facility at j and the others at j + 1, for j = 0, …, m − 1 with probability 1/m each. A single
 * facility stands at j.
 */
function adjacentLaw(m: number, K: number, alternatives: number): readonly Rational[] {
  const share = rational(1n, BigInt(m));
  const law = Array.from({ length: alternatives }, () => zero);
  for (let j = 0; j < m; j++) law[placing(m + 1, [j, ...Array.from({ length: K - 1 }, () => j + 1)])] = share;
  return law;
}

/** The index of a tuple of locations. */
const placing = (size: number, tuple: readonly number[]): number =>
  tuple.reduce((index, location) => index * size + location, 0);

/** All tuples of numbers below `size`, the last one fastest. */
function tuples(size: number, length: number): readonly (readonly number[])[] {
  let all: readonly (readonly number[])[] = [[]];
  for (let k = 0; k < length; k++) {
    all = all.flatMap((tuple) => Array.from({ length: size }, (_, location) => [...tuple, location]));
  }
  return all;
}

const distance = (x: number, y: number): number => (x < y ? y - x : x - y);

/** The nearest of the ascending locations, the left one of two. */
function nearest(locations: readonly number[], from: number): number {
  let best = locations[0]!;
  for (const location of locations) if (distance(location, from) < distance(best, from)) best = location;
  return best;
}

/** So many nearest facilities are kept at most. */
const keptLimit = 2_000_000;

/** The nearest facility from a location, for each alternative; looked up in a table where that is not too large. */
function reachedFrom(sets: readonly (readonly number[])[], m: number): (s: number, from: number) => number {
  if (sets.length * (m + 1) > keptLimit) return (s, from) => nearest(sets[s]!, from);
  const rows: number[][] = [];
  return (s, from) => {
    rows[s] ??= Array.from({ length: m + 1 }, (_, k) => nearest(sets[s]!, k));
    return rows[s][from]!;
  };
}

/** How many players are at location 0, 1, …, m. */
export function countsOf(m: number, types: Types): readonly number[] {
  const counts = Array.from({ length: m + 1 }, () => 0);
  for (const type of types) counts[type]! += 1;
  return counts;
}

/** The same, kept for the profile that was asked about last: one profile is asked about for every alternative. */
function rememberedCounts(m: number): (types: Types) => readonly number[] {
  let known: { readonly types: Types; readonly counts: readonly number[] } | undefined;
  return (types) => {
    if (known?.types !== types) known = { types, counts: countsOf(m, types) };
    return known.counts;
  };
}
