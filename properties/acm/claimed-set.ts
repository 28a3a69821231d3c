import {
  allocationsOf,
  gainOf,
  isSameAllocation,
  maxSocialWelfare,
  playersOf,
  socialWelfare,
} from "../../src/mechanisms/acm/context.js";
import {
  gainAsNumber,
  headsUtility,
  playOf,
  type StakesIn,
  tailsUtility,
  voteAlone,
  voteTogether,
} from "../../src/mechanisms/acm/market-plays.js";
import type { AnnouncementClass } from "../../src/mechanisms/acm/market-root.js";
import type { MarketWorld } from "./market-world.js";

type Placed = Pick<MarketWorld, "context" | "partition">;

/** Whether E itself maximises social welfare. */
export const isEndowmentBest = ({ context }: Pick<MarketWorld, "context">): boolean =>
  socialWelfare(context, context.endowment) === maxSocialWelfare(context);

/** The block of player 1. */
export const firstBlock = ({ partition }: Pick<MarketWorld, "partition">): readonly number[] =>
  partition.find((block) => block.includes(1))!;

/** Everybody for herself. */
export const isNonCollusive = ({ partition }: Pick<MarketWorld, "partition">): boolean =>
  partition.every((block) => block.length === 1);

/**
 * The semi-truthful announcements by classes [ACM, Definition 8]: an allocation of maximal social welfare at prices d_i for the
 * players outside the block of player 1. With independent players these are the truthful ones [ACM, Definition 7].
 */
export function semiTruthful({ context, partition }: Placed): readonly AnnouncementClass[] {
  const first = firstBlock({ partition });
  const most = maxSocialWelfare(context);
  const inside = (4n * (1n << BigInt(context.bits - 1)) - 1n) ** BigInt(first.length - 1);
  return [...allocationsOf(context)]
    .filter((allocation) => socialWelfare(context, allocation) === most)
    .map((allocation) => ({
      allocation,
      prices: playersOf(context).map((i) => (first.includes(i) ? 0 : Number(gainOf(context, allocation, i)))),
      size: inside,
    }));
}

export const isSameClass = (x: AnnouncementClass, y: AnnouncementClass): boolean =>
  isSameAllocation(x.allocation, y.allocation) && x.prices.every((price, i) => price === y.prices[i]);

/**
 * What each block gets after an announcement of the class with every block at its strictly dominant strategy, nB-fold: what the
 * coin's sides add, (1 − δ) and δ included. By the closed form; undefined where some block has no such strategy.
 */
export function blockUtilities<T>(
  stakes: StakesIn<T>,
  { context, partition }: Placed,
  { allocation, prices }: AnnouncementClass,
): readonly { readonly heads: T; readonly tails: T }[] | undefined {
  const { R } = stakes;
  const plays = partition.map(playOf);
  const outside = prices.reduce((sum, price) => sum + price, 0);
  const sums = plays.map(({ block, hasFirst }) => {
    const gain = block.reduce((sum, player) => sum + gainAsNumber(context, allocation, player), 0);
    return hasFirst ? gain + outside : gain - block.reduce((sum, player) => sum + prices[player - 1]!, 0);
  });
  let yes = 0;
  const nodes: { readonly w: number; readonly price: number; readonly isYes: boolean }[] = [
    { w: 1, price: 0, isYes: true },
  ];
  for (const [i, play] of plays.entries()) {
    const together = voteTogether(stakes, context, play, sums[i]!);
    if (together === undefined) return undefined;
    if (together) yes += play.voters.length;
    for (const w of play.voters) {
      const price = prices[w - 1]!;
      const isYes = voteAlone(stakes, context, play, { allocation, w, price });
      if (isYes === undefined) return undefined;
      nodes.push({ w, price, isYes });
    }
  }
  return plays.map((play, i) => ({
    heads: headsUtility(stakes, context, play, sums[i]!, yes),
    tails: nodes.map((node) => tailsUtility(stakes, context, play, { allocation, ...node })).reduce(R.add),
  }));
}
