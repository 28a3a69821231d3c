import type { Budget } from "../../src/claim/claim.js";
import type { BinReport, Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import { histogram } from "../../src/mechanisms/cckmv/perturbed-median.js";
import * as Q from "../../src/number/rational.js";
import { everyHistogram, forPlayers } from "../cases.js";
import type { Place, SituationCase } from "../setting.js";
import { bins } from "./lines.js";

/** Players who each prefer one of a few places for a facility, as Theorem 6.3 and Proposition 6.4 speak of them. */

/** A case of a claim about Mechanism 6.1, whatever its parameters. */
export type FacilityPlace<P = unknown> = Place<P, Locations, number>;

/** How far a domain goes: the places by number of locations, and the players for each. */
export interface Reach {
  /** One list of locations a row; those with equally many have equally many players. */
  readonly places: readonly (readonly string[])[];
  /** The most players for 1, 2, 3, … locations. */
  readonly players: readonly number[];
}

export type ReachByBudget = Readonly<Record<Budget, Reach>>;

/** Every profile, up to the order of all but player 0, at each of the places. */
export const everyProfileOf = ({ places, players }: Reach): readonly SituationCase[] =>
  places.flatMap((locations) =>
    forPlayers(1, players[locations.length - 1] ?? 0, (n) => everyHistogram(bins(locations.length), n)).map(
      (reports) => ({ environment: { locations }, reports }),
    ),
  );

/** Every histogram, once: for claims in which no player is singled out. */
export const everyHistogramOf = (reach: Reach): readonly SituationCase[] =>
  everyProfileOf(reach).filter(({ reports: [first, ...rest] }) =>
    rest.every((report) => (first as number) <= (report as number)),
  );

export const describeReach = ({ places, players }: Reach): string => {
  const sizes = [...new Set(places.map(({ length }) => length))].sort((x, y) => x - y);
  const most = sizes.map((q) => `${players[q - 1]} players at ${q} ${q === 1 ? "location" : "locations"}`);
  return `by anonymity every histogram with 1 to ${most.join(", ")}; locations ${places.map((row) => `{${row.join(", ")}}`).join(", ")}`;
};

/** |ℓ_i − ℓ_j|. */
export function distance({ locations }: Locations, i: number, j: number): Q.Rational {
  const [low, high] = i < j ? [i, j] : [j, i];
  return Q.subtract(locations[high]!, locations[low]!);
}

/** max_{o'} Σ_i −|θ_i − o'| − Σ_i −|θ_i − o| for each bin o, from the counts of a histogram. */
export function lossesAt(environment: Locations, counts: readonly number[]): readonly Q.Rational[] {
  const costs = counts.map((_, o) =>
    counts
      .map((count, bin) => Q.multiply(Q.rational(BigInt(count)), distance(environment, bin, o)))
      .reduce(Q.add, Q.zero),
  );
  const least = costs.reduce(Q.minimum);
  return costs.map((cost) => Q.subtract(cost, least));
}

/** The histogram of everybody, the player of the case included. */
export const histogramOf = ({ environment, profile }: FacilityPlace): readonly number[] =>
  histogram(profile, environment.locations.length);

/** How many players are present. */
export const presentIn = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** The corners of section 6, by name. */
export const facilityCorners: Readonly<Record<string, (place: FacilityPlace) => boolean>> = {
  "one location": ({ environment: { locations } }) => locations.length === 1,
  "one player": ({ rest }) => rest.every(({ report }) => report === null),
  "everybody at one location": (place) => presentIn(histogramOf(place)) > 1 && occupied(place).length === 1,
  "empty location between occupied ones": (place) => {
    const all = occupied(place);
    return all.length > 0 && all[all.length - 1]! - all[0]! >= all.length;
  },
  "locations not at equal distances": ({ environment }) =>
    environment.locations.some(
      (_, k) => k > 1 && !Q.equals(distance(environment, k - 2, k - 1), distance(environment, k - 1, k)),
    ),
  "locations 0 and 1": ({ environment: { locations } }) =>
    locations.length > 1 && Q.equals(locations[0]!, Q.zero) && Q.equals(locations[locations.length - 1]!, Q.one),
};

const occupied = (place: FacilityPlace): readonly number[] =>
  histogramOf(place).flatMap((count, bin) => (count > 0 ? [bin] : []));

/** The corners that concern one player's report as well. */
export const playerCorners: Readonly<Record<string, (place: FacilityPlace) => boolean>> = {
  ...facilityCorners,
  "a player at an end": ({ type, environment: { locations } }) => type === 0 || type === locations.length - 1,
  "a player between locations": ({ type, environment: { locations } }) =>
    type !== null && type > 0 && type < locations.length - 1,
  "a player alone at her location": ({ type, rest }) =>
    !rest.some(({ report }: { report: BinReport }) => report === type),
};
