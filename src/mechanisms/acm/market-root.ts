import { type Rational, rational, signOfRational, subtract } from "../../number/rational.js";
import { type Allocation, allocationsOf, boundOf, type Context, isSameAllocation, playersOf } from "./context.js";
import type { Stakes } from "./market.js";
import { type BlockPlay, dominantVote, gainAsNumber, headsUtility, playOf, tailsUtility } from "./market-plays.js";

/**
 * Announcements that nobody's play tells apart: the same allocation, the same integer prices of the players outside the block of
 * player 1. The prices within that block are free integers of (−2B, 2B), and that of player 1 makes the sum 0.
 */
export interface AnnouncementClass {
  readonly allocation: Allocation;
  /** By player, 0 within the block of player 1. */
  readonly prices: readonly number[];
  /** How many announcements it holds. */
  readonly size: bigint;
}

/** What the block of player 1 can reach over all announcements, every block playing its strictly dominant strategy. */
export interface RootPlay {
  /** The announcement after which some block has no strictly dominant strategy, if there is one: then nothing else is told. */
  readonly undecidedAt?: AnnouncementClass;
  /** The greatest utility of the block of player 1, (E, 0) included, whose utility is 0. */
  readonly utility: Rational;
  /** Whether (E, 0) reaches it. */
  readonly byStatusQuo: boolean;
  /** The classes of regular announcements that reach it. */
  readonly optimal: readonly AnnouncementClass[];
}

/** How many classes of regular announcements there are: (n+1)^m·(4B − 1)^{n − |CC_1|}. */
export const countClasses = (context: Context, first: readonly number[]): bigint =>
  BigInt(context.players + 1) ** BigInt(context.goods) *
  (4n * boundOf(context) - 1n) ** BigInt(context.players - first.length);

/**
 * Decides the root of M for one context and one partition of the players, over all announcements [ACM, Section 5].
 *
 * The quotient is exact: an announcement that step a sends away gives player 1 a unit less than (E, 0), whatever it is. For the
 * others every utility and every vote of an outside block depends on (A*, P*) through A* and the prices of its members, and
 * those of the block of player 1 through A* and the sum of its prices, which is minus the sum of the others'; within it prices
 * only move money between its members.
 */
export function rootPlay(stakes: Stakes, context: Context, partition: readonly (readonly number[])[]): RootPlay {
  const plays = partition.map(playOf);
  const first = plays.find(({ hasFirst }) => hasFirst)!;
  const outside = plays.filter(({ hasFirst }) => !hasFirst);
  const scale = scaleOf(stakes, context);
  const limit = Number(2n * boundOf(context));
  const inside = (4n * boundOf(context) - 1n) ** BigInt(first.block.length - 1);
  const votes = new Map(plays.map((play) => [play, votesBy(stakes, context, play)]));
  const heads = memo((S, yes) => scaled(headsUtility(stakes, context, first, S, yes), scale));
  let best = 0n;
  let byStatusQuo = true;
  let optimal: AnnouncementClass[] = [];
  let undecidedAt: AnnouncementClass | undefined;

  const players = outside.flatMap(({ block }) => block);
  const prices = playersOf(context).map(() => 0);

  for (const allocation of allocationsOf(context)) {
    const gains = playersOf(context).map((player) => gainAsNumber(context, allocation, player));
    const ownGain = first.block.reduce((sum, player) => sum + gains[player - 1]!, 0);
    const own = ownTails(stakes, context, first, allocation);
    const alone = new Map(
      players.map((w) => [w, atNodes(stakes, context, { play: playWith(outside, w), first, w, allocation, limit })]),
    );
    const isEndowment = isSameAllocation(allocation, context.endowment);

    const visit = (at: number, sum: number, tails: Rational | bigint): boolean => {
      const w = players[at];
      if (w === undefined) return leaf(sum, tails as bigint);
      for (let price = 1 - limit; price < limit; price++) {
        const node = alone.get(w)![price + limit]!;
        prices[w - 1] = price;
        if (node === undefined) {
          undecidedAt = { allocation, prices: [...prices], size: inside };
          return false;
        }
        if (!visit(at + 1, sum + price, (tails as bigint) + node)) return false;
      }
      prices[w - 1] = 0;
      return true;
    };

    const leaf = (sum: number, tails: bigint): boolean => {
      const isQuiet = isEndowment && prices.every((price) => price === 0);
      const size = isQuiet ? inside - 1n : inside;
      if (size === 0n) return true;
      let yes = 0;
      let isDecided = own !== undefined;
      for (const play of plays) {
        const S = play.hasFirst
          ? ownGain + sum
          : play.block.reduce((total, player) => total + gains[player - 1]! - prices[player - 1]!, 0);
        const vote = votes.get(play)!(S);
        if (vote === undefined) isDecided = false;
        if (vote) yes += play.voters.length;
      }
      if (!isDecided) {
        undecidedAt = { allocation, prices: [...prices], size };
        return false;
      }
      const utility = heads(ownGain + sum, yes) + own! + tails;
      if (utility < best) return true;
      if (utility > best) {
        best = utility;
        byStatusQuo = false;
        optimal = [];
      }
      optimal.push({ allocation, prices: [...prices], size });
      return true;
    };

    if (!visit(0, 0, 0n)) break;
  }
  return { ...(undecidedAt && { undecidedAt }), utility: rational(best, scale), byStatusQuo, optimal };
}

const playWith = (outside: readonly BlockPlay[], player: number): BlockPlay =>
  outside.find(({ block }) => block.includes(player))!;

/** A common denominator of every utility: those of ε² and δ, n and B. */
const scaleOf = ({ discount, delta }: Stakes, context: Context): bigint =>
  discount.denominator ** 2n * delta.denominator * BigInt(context.players) * boundOf(context);

const scaled = ({ numerator, denominator }: Rational, scale: bigint): bigint => numerator * (scale / denominator);

/** The same function, computed once for each pair of arguments. */
function memo(f: (S: number, yes: number) => bigint): (S: number, yes: number) => bigint {
  const known = new Map<number, bigint[]>();
  return (S, yes) => {
    const row = known.get(S) ?? [];
    known.set(S, row);
    row[yes] ??= f(S, yes);
    return row[yes];
  };
}

/** The block's vote in step 2 by S, computed once. */
function votesBy(stakes: Stakes, context: Context, play: BlockPlay): (S: number) => boolean | undefined {
  const known = new Map<number, boolean | undefined>();
  const others = context.players - 1 - play.voters.length;
  return (S) => {
    if (!known.has(S)) {
      known.set(
        S,
        dominantVote((yes) => headsUtility(stakes, context, play, S, yes), play.voters.length, others),
      );
    }
    return known.get(S);
  };
}

/** What the block of player 1 expects of step 3 where its own members decide, scaled; undefined where one of them is undecided. */
function ownTails(stakes: Stakes, context: Context, first: BlockPlay, allocation: Allocation): bigint | undefined {
  const scale = scaleOf(stakes, context);
  let sum = scaled(tailsUtility(stakes, context, first, { allocation, w: 1, price: 0, isYes: true }), scale);
  for (const w of first.voters) {
    const vote = voteAlone(stakes, context, first, { allocation, w, price: 0 });
    if (vote === undefined) return undefined;
    sum += scaled(tailsUtility(stakes, context, first, { allocation, w, price: 0, isYes: vote }), scale);
  }
  return sum;
}

/** What the block of player 1 expects of step 3 where w decides, by w's price plus `limit`; undefined where w is undecided. */
function atNodes(
  stakes: Stakes,
  context: Context,
  {
    play,
    first,
    w,
    allocation,
    limit,
  }: {
    readonly play: BlockPlay;
    readonly first: BlockPlay;
    readonly w: number;
    readonly allocation: Allocation;
    readonly limit: number;
  },
): readonly (bigint | undefined)[] {
  const scale = scaleOf(stakes, context);
  return Array.from({ length: 2 * limit }, (_, place) => {
    const price = place - limit;
    const vote = voteAlone(stakes, context, play, { allocation, w, price });
    if (vote === undefined) return undefined;
    return scaled(tailsUtility(stakes, context, first, { allocation, w, price, isYes: vote }), scale);
  });
}

/** What w's block has her say in step 3; undefined where both answers are worth the same to it. */
export function voteAlone(
  stakes: Stakes,
  context: Context,
  play: BlockPlay,
  at: { readonly allocation: Allocation; readonly w: number; readonly price: number },
): boolean | undefined {
  const [yes, no] = [true, false].map((isYes) => tailsUtility(stakes, context, play, { ...at, isYes }));
  const sign = signOfRational(subtract(yes!, no!));
  return sign === 0 ? undefined : sign > 0;
}
