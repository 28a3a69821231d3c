import type { Types } from "../../game/reaction-environment.js";
import { type Ring, safeInteger, sum } from "../../number/ring.js";
import type { Law } from "../../probability/law.js";
import { countsOf, type FacilityEnvironment } from "./facility.js";

/**
 * Facility location by SETS of locations: the objective does not depend on which facility stands where, nor on who lives
 * where. Players are given by `counts`: how many announce location 0, 1, …, m.
 */
export interface FacilitySet {
  /** Ascending; at least one, at most K. */
  readonly locations: readonly number[];
  /** Σ_i min_k |t_i − s_k| in units of 1/m: −n·F. */
  readonly distance: number;
  /** How many of the (m + 1)^K tuples of locations have this set: the surjections of the K facilities onto it. */
  readonly tuples: bigint;
}

/** Every set of at most K locations, in lexicographic order, each at a cost of O(1) beside its list. */
export function facilitySets(K: number, counts: readonly number[]): readonly FacilitySet[] {
  const { toFirst, between, fromLast } = distancesOf(counts);
  const tuples = surjections(K);
  const sets: FacilitySet[] = [];
  // `settled`: the distances of all who live at or left of the last location.
  const extend = (locations: readonly number[], last: number, settled: number): void => {
    const distance = safeInteger(settled + fromLast(last), "distance");
    sets.push({ locations, distance, tuples: tuples[locations.length]! });
    if (locations.length === K) return;
    for (let next = last + 1; next < counts.length; next++) {
      extend([...locations, next], next, settled + between(last, next));
    }
  };
  for (let first = 0; first < counts.length; first++) extend([first], first, toFirst(first));
  return sets;
}

/**
 * How many tuples of locations have each total distance: Σ_s e^{−(ε/(2d))·distance(s)/m}, the normaliser of the exponential
 * mechanism, by its exponents.
 */
export function tuplesByDistance(sets: readonly FacilitySet[]): ReadonlyMap<number, bigint> {
  const counted = new Map<number, bigint>();
  for (const { distance, tuples } of sets) counted.set(distance, (counted.get(distance) ?? 0n) + tuples);
  return counted;
}

/** The law of the set of locations that the exponential mechanism builds on. A step of the ring is a distance of 1/m. */
export function setLaw<S>(R: Ring<S>, K: number, counts: readonly number[]): Law<readonly number[], S> {
  const sets = facilitySets(K, counts);
  const farthest = sets.reduce((most, { distance }) => (distance > most ? distance : most), 0);
  const least = sets.reduce((fewest, { distance }) => (distance < fewest ? distance : fewest), farthest);
  const entries = sets.map(({ locations, distance, tuples }) => ({
    outcome: locations,
    weight: R.multiply(R.integer(tuples), R.power(farthest - distance, farthest - least)),
  }));
  return { entries, total: sum(R, entries.map(({ weight }) => weight)) }; // biome-ignore format: one line
}

/** The law of the set of locations in the exponential part alone, at a profile of announcements. */
export const lawBySet = <S>(
  R: Ring<S>,
  environment: FacilityEnvironment,
  announced: Types,
): Law<readonly number[], S> => setLaw(R, environment.K, countsOf(environment.m, announced));

/** Total distances of those who live left of the first facility, between two neighbouring ones, right of the last one. */
function distancesOf(counts: readonly number[]) {
  // Of those at locations below k: how many they are, and the sum of their locations.
  const [people, sums] = [[0], [0]];
  counts.forEach((count, k) => {
    people.push(people[k]! + count);
    sums.push(sums[k]! + count * k);
  });
  const last = counts.length;
  // ⌊k/2⌋ by k.
  const half = [0, 0];
  for (let k = 2; k < 2 * last; k++) half.push(half[k - 2]! + 1);
  // Σ (k − to) over from ≤ k < until, negative where they live left of `to`.
  const offset = (from: number, until: number, to: number): number =>
    sums[until]! - sums[from]! - to * (people[until]! - people[from]!);
  return {
    toFirst: (first: number) => -offset(0, first, first),
    between(left: number, right: number) {
      const middle = half[left + right]! + 1;
      return offset(left, middle, left) - offset(middle, right, right);
    },
    fromLast: (location: number) => offset(location, last, location),
  };
}

/** How many functions of K things reach all of j others, for j = 0, …, K: j·(onto j before the last thing, or onto j − 1). */
function surjections(K: number): readonly bigint[] {
  let row: readonly bigint[] = [1n];
  for (let k = 1; k <= K; k++) {
    const before = row;
    row = Array.from({ length: k + 1 }, (_, j) => BigInt(j) * ((before[j] ?? 0n) + (before[j - 1] ?? 0n)));
  }
  return row;
}
