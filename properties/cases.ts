import type { Json } from "../src/verdict/json.js";

/** Every list of reports of so many players: what a claim about players who are not alike enumerates. */
export const everyProfile = <T extends Json>(reports: readonly T[], players: number): readonly (readonly T[])[] =>
  players === 0 ? [[]] : everyProfile(reports, players - 1).flatMap((list) => reports.map((last) => [...list, last]));

/**
 * Every list of reports of so many players, up to the order of all but player 0: what a claim about player 0 of a
 * mechanism that treats players alike enumerates. Her own report may be held to some of the reports, where the claim
 * is about all of them at once.
 */
export const everyHistogram = <T extends Json>(
  reports: readonly T[],
  players: number,
  own: readonly T[] = reports,
): readonly (readonly T[])[] =>
  own.flatMap((first) => multisets(reports, players - 1).map((others) => [first, ...others]));

/** Every multiset of so many elements, in the order of the list. */
const multisets = <T>(elements: readonly T[], size: number): readonly (readonly T[])[] =>
  size === 0
    ? [[]]
    : elements.flatMap((first, i) => multisets(elements.slice(i), size - 1).map((rest) => [first, ...rest]));

/** For each number of players from `least` to `most`, what `of` gives for it: fewest players first. */
export const forPlayers = <V>(least: number, most: number, of: (players: number) => readonly V[]): readonly V[] =>
  Array.from({ length: most - least + 1 }, (_, i) => of(least + i)).flat();
