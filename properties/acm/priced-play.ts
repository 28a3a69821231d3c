import type { Allocation, Context } from "../../src/mechanisms/acm/context.js";
import {
  gainAsNumber,
  headsUtility,
  playOf,
  type StakesIn,
  tailsUtility,
  voteAlone,
  voteTogether,
} from "../../src/mechanisms/acm/market-plays.js";
import type { MarketWorld } from "./market-world.js";

/** A regular announcement: an allocation with integer prices that sum to 0, player 1 first. */
export interface Priced {
  readonly allocation: Allocation;
  readonly prices: readonly number[];
}

/** What the players other than 1 say where every block plays its strictly dominant strategy, player 2 first. */
export interface Votes {
  /** In step 2. */
  readonly together: readonly boolean[];
  /** In step 3, where the player decides alone. */
  readonly alone: readonly boolean[];
}

/** The votes after a regular announcement, by the closed form; undefined where some block has no strictly dominant strategy. */
export function votesAfter<T>(
  stakes: StakesIn<T>,
  { context, partition }: Pick<MarketWorld, "context" | "partition">,
  { allocation, prices }: Priced,
): Votes | undefined {
  const [together, alone]: [boolean[], boolean[]] = [[], []];
  for (const play of partition.map(playOf)) {
    const vote = voteTogether(stakes, context, play, surplusOf(context, { allocation, prices }, play.block));
    for (const w of play.voters) {
      const own = voteAlone(stakes, context, play, { allocation, w, price: prices[w - 1]! });
      if (vote === undefined || own === undefined) return undefined;
      together[w - 2] = vote;
      alone[w - 2] = own;
    }
  }
  return { together, alone };
}

/** Σ_{i∈C}(d_i(A*) − P*_i). */
const surplusOf = (context: Context, { allocation, prices }: Priced, group: readonly number[]): number =>
  group.reduce((sum, player) => sum + gainAsNumber(context, allocation, player) - prices[player - 1]!, 0);

/** What a group of players gets, nB-fold: under Heads, (1 − δ) included, and at each node w of step 3, δ/n included. */
export interface GroupUtility<T> {
  readonly heads: T;
  /** By w, player 1 first. */
  readonly tails: readonly T[];
}

/** The utility of any group at these votes: of a block, of one of its members. */
export function groupUtility<T>(
  stakes: StakesIn<T>,
  context: Context,
  priced: Priced,
  { together, alone }: Votes,
  group: readonly number[],
): GroupUtility<T> {
  const play = playOf(group);
  const yes = together.filter((vote) => vote).length;
  const { allocation, prices } = priced;
  return {
    heads: headsUtility(stakes, context, play, surplusOf(context, priced, group), yes),
    tails: [true, ...alone].map((isYes, i) =>
      tailsUtility(stakes, context, play, { allocation, w: i + 1, price: prices[i]!, isYes }),
    ),
  };
}

/** The same with the coin at Heads for sure, to speak of what is expected there. */
export const atHeads = <T>(stakes: StakesIn<T>): StakesIn<T> => ({ ...stakes, delta: stakes.R.zero });
