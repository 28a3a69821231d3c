import type { Budget } from "../../src/claim/claim.js";
import type { Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import { printRational, rational } from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { everyHistogram, forPlayers } from "../cases.js";
import type { Place, SituationCase } from "../setting.js";

/** How far a domain of players on a line goes. */
export interface LineSizes {
  readonly locations: number;
  readonly players: number;
}

/** How far it goes at each budget. */
export type SizesByBudget = Readonly<Record<Budget, LineSizes>>;

/** The values of a case on a line. */
export type LinePlace<P> = Place<P, Locations, number>;

/** 0, …, count − 1. */
export const bins = (count: number): readonly number[] => Array.from({ length: count }, (_, bin) => bin);

/** An environment with q locations at equal distances, from 0 to 1. */
export const equispaced = (q: number): JsonObject => ({
  locations: bins(q).map((bin): Json => printRational(rational(BigInt(bin), BigInt(Math.max(q - 1, 1))))),
});

/**
 * Every histogram of the others beside player 0, for each number of locations and players: for claims to which neither
 * her own report nor where the locations are matters.
 */
export const everyLine = ({ locations, players }: LineSizes, parameters?: JsonObject): readonly SituationCase[] =>
  forPlayers(1, locations, (q) =>
    forPlayers(1, players, (n) => everyHistogram(bins(q), n, [0])).map((reports) => ({
      ...(parameters && { parameters }),
      environment: equispaced(q),
      reports,
    })),
  );

/** The domain of `everyLine` in words. */
export const describeLines = ({ locations, players }: LineSizes): string =>
  `1 to ${locations} locations and 1 to ${players} players, by anonymity every histogram of the others`;

/** The corners of such a domain. */
export const lineCorners = {
  "one player": ({ rest }: LinePlace<unknown>) => rest.length === 0,
  "one location": ({ environment }: LinePlace<unknown>) => environment.locations.length === 1,
  "two locations": ({ environment }: LinePlace<unknown>) => environment.locations.length === 2,
  "all others at one location": ({ rest }: LinePlace<unknown>) => new Set(rest.map(({ report }) => report)).size === 1,
};
