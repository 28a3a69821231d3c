import { one, type Rational, rational, rationals, signOfRational } from "../../number/rational.js";
import { type Allocation, allocationsOf, boundOf, type Context, isSameAllocation, playersOf } from "./context.js";
import type { Stakes } from "./market.js";
import {
  type BlockPlay,
  gainAsNumber,
  headsUtility,
  playOf,
  type StakesIn,
  tailsUtility,
  unitOf,
  voteAlone,
  voteTogether,
} from "./market-plays.js";

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

/** Discount and δ as rationals. */
export const numericStakes = ({ discount, delta }: Stakes): StakesIn<Rational> => ({
  R: rationals(one),
  discount,
  delta,
  sign: signOfRational,
});

/**
 * Decides the root of M for one context and one partition of the players, over all announcements [ACM, Section 5].
 *
 * The quotient is exact: an announcement that step a sends away gives player 1 a unit less than (E, 0), whatever it is. For the
 * others every utility and every vote of an outside block depends on (A*, P*) through A* and the prices of its members, and
 * those of the block of player 1 through A* and the sum of its prices, which is minus the sum of the others'; within it prices
 * only move money between its members.
 */
export function rootPlay(stakes: Stakes, context: Context, partition: readonly (readonly number[])[]): RootPlay {
  // A common denominator of every utility, nB times: those of ε² and δ.
  const scale = stakes.discount.denominator ** 2n * stakes.delta.denominator;
  const scaled = ({ numerator, denominator }: Rational): bigint => numerator * (scale / denominator);
  let best = 0n;
  let byStatusQuo = true;
  let optimal: AnnouncementClass[] = [];
  const undecidedAt = visitClasses(numericStakes(stakes), context, partition, {
    zero: 0n,
    add: (x, y) => x + y,
    convert: scaled,
    visit(found, utility) {
      if (utility < best) return true;
      if (utility > best) {
        best = utility;
        byStatusQuo = false;
        optimal = [];
      }
      optimal.push(found());
      return true;
    },
  });
  return {
    ...(undecidedAt && { undecidedAt }),
    utility: rational(best, scale * unitOf(context)),
    byStatusQuo,
    optimal,
  };
}

/** How the utilities of the block of player 1 are added up, and what is done with each class. */
export interface ClassVisitor<T, U> {
  readonly zero: U;
  add(x: U, y: U): U;
  convert(x: T): U;
  /** The utility of the block of player 1, nB times. Tells whether to go on. */
  visit(found: () => AnnouncementClass, utility: U): boolean;
}

/**
 * Runs through every class of regular announcements. Returns the first after which some block has no strictly dominant strategy,
 * if there is one, and stops there.
 */
export function visitClasses<T, U>(
  stakes: StakesIn<T>,
  context: Context,
  partition: readonly (readonly number[])[],
  visitor: ClassVisitor<T, U>,
): AnnouncementClass | undefined {
  const plays = partition.map(playOf);
  const first = plays.find(({ hasFirst }) => hasFirst)!;
  const outside = plays.filter(({ hasFirst }) => !hasFirst);
  const limit = Number(2n * boundOf(context));
  const inside = (4n * boundOf(context) - 1n) ** BigInt(first.block.length - 1);
  const votes = plays.map((play) => memo((S) => [voteTogether(stakes, context, play, S)] as const));
  const heads = Array.from({ length: context.players }, (_, yes) =>
    memo((S) => visitor.convert(headsUtility(stakes, context, first, S, yes))),
  );
  const deciders = outside.flatMap((play) => play.block.map((w) => ({ w, play })));
  const prices = playersOf(context).map(() => 0);
  let undecidedAt: AnnouncementClass | undefined;

  for (const allocation of allocationsOf(context)) {
    const gains = playersOf(context).map((player) => gainAsNumber(context, allocation, player));
    const gainSums = plays.map(({ block }) => block.reduce((sum, player) => sum + gains[player - 1]!, 0));
    const own = ownTails(stakes, context, first, allocation, visitor);
    const alone = deciders.map(({ w, play }) =>
      Array.from({ length: 2 * limit }, (_, place) => {
        const at = { allocation, w, price: place - limit };
        const vote = voteAlone(stakes, context, play, at);
        if (vote === undefined) return undefined;
        return { utility: visitor.convert(tailsUtility(stakes, context, first, { ...at, isYes: vote })) };
      }),
    );
    const isEndowment = isSameAllocation(allocation, context.endowment);
    const here = (size: bigint): AnnouncementClass => ({ allocation, prices: [...prices], size });

    // With one price left at 0 the class may be (E, 0) alone, after which nobody decides.
    const isOnlyQuiet = (at: number): boolean =>
      isEndowment && inside === 1n && at === deciders.length - 1 && prices.every((price) => price === 0);

    const fill = (at: number, sum: number, tails: U): boolean => {
      const decider = deciders[at];
      if (decider === undefined) return leaf(sum, tails);
      for (let price = 1 - limit; price < limit; price++) {
        const node = alone[at]![price + limit];
        prices[decider.w - 1] = price;
        if (node === undefined && isOnlyQuiet(at)) continue;
        if (node === undefined) undecidedAt = here(inside);
        if (node === undefined || !fill(at + 1, sum + price, visitor.add(tails, node.utility))) return false;
      }
      prices[decider.w - 1] = 0;
      return true;
    };

    const leaf = (sum: number, tails: U): boolean => {
      const isQuiet = isEndowment && prices.every((price) => price === 0);
      const size = isQuiet ? inside - 1n : inside;
      if (size === 0n) return true;
      let yes = 0;
      for (let i = 0; i < plays.length; i++) {
        const { block, hasFirst, voters } = plays[i]!;
        let S = gainSums[i]!;
        if (hasFirst) S += sum;
        else for (const player of block) S -= prices[player - 1]!;
        const [vote] = votes[i]!(S);
        if (vote === undefined || own === undefined) {
          undecidedAt = here(size);
          return false;
        }
        if (vote) yes += voters.length;
      }
      const S = gainSums[plays.indexOf(first)]! + sum;
      return visitor.visit(() => here(size), visitor.add(heads[yes]!(S), visitor.add(own!, tails)));
    };

    if (!fill(0, 0, visitor.zero)) break;
  }
  return undecidedAt;
}

/** The same function, computed once an argument. */
function memo<V>(f: (S: number) => V): (S: number) => V {
  const known = new Map<number, V>();
  return (S) => {
    const found = known.get(S);
    if (found !== undefined) return found;
    const computed = f(S);
    known.set(S, computed);
    return computed;
  };
}

/** What the block of player 1 expects of step 3 where its own members decide; undefined where one of them is undecided. */
function ownTails<T, U>(
  stakes: StakesIn<T>,
  context: Context,
  first: BlockPlay,
  allocation: Allocation,
  { add, convert }: ClassVisitor<T, U>,
): U | undefined {
  let sum = convert(tailsUtility(stakes, context, first, { allocation, w: 1, price: 0, isYes: true }));
  for (const w of first.voters) {
    const vote = voteAlone(stakes, context, first, { allocation, w, price: 0 });
    if (vote === undefined) return undefined;
    sum = add(sum, convert(tailsUtility(stakes, context, first, { allocation, w, price: 0, isYes: vote })));
  }
  return sum;
}
