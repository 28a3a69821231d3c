import { type Types, withType } from "../../src/game/reaction-environment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { buy, notBuy } from "../../src/mechanisms/nst/posted-price.js";
import { optimalReactions, type TypeChange, typeChanges } from "../../src/notions/reactions.js";

/** What the claims of Section 4.1 ask of the environment itself. */

/** V in units of 1/utilityGrid: what she gets who buys at price 0. */
export const worthOf = (environment: KnownEnvironment, types: Types, player: number): bigint =>
  environment.utility(types, player, 0, buy);

/**
 * Whether V(X) > p + 2/m > p > V(X̂) for some price p, for every X > X̂ that differ in one signal, which is for all: a chain of
 * such steps leads from X̂ to X. Values that do not rise with each signal are not.
 */
export function isFinelyPriced(environment: KnownEnvironment): boolean {
  const { utilityGrid, alternatives } = environment;
  const m = BigInt(alternatives - 1);
  for (const { player, types, lie } of cohortPairs(environment)) {
    const [low, high] = [types, withType(types, player, lie)];
    for (const member of environment.influences(player)) {
      // The least price above V(X̂), and two prices further.
      const k = (worthOf(environment, low, member) * m) / utilityGrid + 1n;
      if (worthOf(environment, high, member) * m <= (k + 2n) * utilityGrid) return false;
    }
  }
  return true;
}

/** Every player, profile and higher signal of hers. */
function* cohortPairs(environment: KnownEnvironment): Generator<TypeChange> {
  for (const pair of typeChanges(environment)) if (pair.lie > pair.types[pair.player]!) yield pair;
}

/** Whether a reaction is optimal at a price; the only one where `alone`. */
export function isOptimal(
  environment: KnownEnvironment,
  {
    types,
    player,
    price,
    reaction,
  }: { readonly types: Types; readonly player: number; readonly price: number; readonly reaction: number },
  alone: boolean,
): boolean {
  const best = optimalReactions(environment, types, player, price);
  return best.includes(reaction) && !(alone && best.length > 1);
}

/** An end of the prices: the highest at which Buy is optimal, the lowest at which Not buy is. */
export interface PriceEnd {
  readonly reaction: number;
  /** Who announces so reacts the other way: a lower value, or a higher one. */
  readonly isAway: (own: bigint, other: bigint) => boolean;
  /** From the end into the prices at which the reaction is optimal. */
  readonly inward: -1 | 1;
}

export const highestBuy: PriceEnd = { reaction: buy, isAway: (own, other) => other < own, inward: -1 };
export const lowestNotBuy: PriceEnd = { reaction: notBuy, isAway: (own, other) => other > own, inward: 1 };

/** The prices at which the reaction of an end is optimal, the end first. */
export function pricesFrom(
  environment: KnownEnvironment,
  { reaction, inward }: PriceEnd,
  types: Types,
  player: number,
  alone: boolean,
): readonly number[] {
  const prices = Array.from({ length: environment.alternatives }, (_, price) => price);
  const ordered = inward === 1 ? prices : prices.reverse();
  return ordered.filter((price) => isOptimal(environment, { types, player, price, reaction }, alone));
}
