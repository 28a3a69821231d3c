import {
  allocationsOf,
  boundOf,
  type Context,
  gainOf,
  isSameAllocation,
  maxSocialWelfare,
  type Outcome,
  playersOf,
  socialWelfare,
  totalPrice,
  utilityOf,
} from "../mechanisms/acm/context.js";
import type { Stakes } from "../mechanisms/acm/market.js";
import { membersOf, type Optimum, optimaOf, statusQuo } from "../mechanisms/acm/market-optima.js";
import { type AnnouncementClass, countClasses, type RootPlay, rootPlay } from "../mechanisms/acm/market-root.js";
import { add, compare, maximum, minimum, type Rational, signOfRational } from "../number/rational.js";
import type { Colluding } from "./acm-context.js";
import { expected } from "./acm-play.js";
import { printOutcome } from "./acm-reports.js";
import { refuse } from "./input.js";

type Partition = readonly (readonly number[])[];

/** The decision of the root of M at one context and partition, and what rational play reaches. */
export interface SolvedRoot {
  readonly context: Context;
  readonly partition: Partition;
  readonly play: RootPlay;
  /** One a class. */
  readonly optima: readonly Optimum[];
}

/** Announcements up to price shifts within the block of player 1, at most: about a minute. */
const classLimit = 1n << 24n;

/** Prices of single players, each at every allocation, at most: about a minute; what is found for each is kept. */
const priceLimit = 1n << 21n;

/** Allocations, at most: less than a minute where all are among the best. */
const allocationLimit = 1n << 16n;

/** Throws InputError where no coalitions are given or the scan would take too long. */
export function solveRoot(stakes: Stakes, context: Colluding, partition = context.coalitions): SolvedRoot {
  if (partition === undefined) throw refuse("environment.coalitions", "missing; give a partition of the players");
  const allocations = BigInt(context.players + 1) ** BigInt(context.goods);
  if (allocations > allocationLimit) {
    throw refuse("environment.goods", `make ${allocations} allocations; the limit is ${allocationLimit}`);
  }
  const first = partition.find((block) => block.includes(1))!;
  const prices = allocations * (4n * boundOf(context) - 1n) * BigInt(context.players - first.length);
  if (prices > priceLimit) {
    throw refuse("environment.bits", `make ${prices} prices to decide about; the limit is ${priceLimit}`);
  }
  const count = countClasses(context, first);
  if (count > classLimit) {
    throw refuse("environment", `${count} announcements are too many to decide; the limit is ${classLimit}`);
  }
  const play = rootPlay(stakes, context, partition);
  return { context, partition, play, optima: play.undecidedAt ? [] : [...optimaOf(stakes, context, partition, play)] };
}

/** Σ_{i ∈ C} u_i in expectation. */
const coalitionUtility = (context: Context, { reached }: Optimum, block: readonly number[]): Rational =>
  expected(reached, (outcome) => block.map((player) => utilityOf(context, outcome, player)).reduce(add));

/** Whether the outcome is in f(θ): of maximal social welfare, with prices that sum to 0. */
export const isSociallyOptimal = (context: Context, outcome: Outcome): boolean =>
  socialWelfare(context, outcome.allocation) === maxSocialWelfare(context) && signOfRational(totalPrice(outcome)) === 0;

/** Whether E itself is socially optimal. */
export const isEndowmentOptimal = (context: Context): boolean =>
  socialWelfare(context, context.endowment) === maxSocialWelfare(context);

/** The utility of each block at the optima; undefined where they differ from optimum to optimum. */
export const utilitiesAtOptima = ({ context, partition, optima }: SolvedRoot): readonly (Rational | undefined)[] =>
  partition.map((block) => {
    const [first, ...rest] = optima.map((optimum) => coalitionUtility(context, optimum, block));
    return rest.every((other) => compare(other, first!) === 0) ? first! : undefined;
  });

/** The least utility of a block over the optima. */
export const leastUtility = ({ context, optima }: SolvedRoot, block: readonly number[]): Rational =>
  optima.map((optimum) => coalitionUtility(context, optimum, block)).reduce(minimum);

/** The greatest. */
export const greatestUtility = ({ context, optima }: SolvedRoot, block: readonly number[]): Rational =>
  optima.map((optimum) => coalitionUtility(context, optimum, block)).reduce(maximum);

/** The terminal of largest probability, the first of several. */
export const heaviest = ({ reached }: Optimum) =>
  reached.reduce((best, next) => (compare(next.probability, best.probability) > 0 ? next : best));

/** Whether prices sum to 0 wherever play leads. */
export const isBalancedOnPath = ({ optima }: SolvedRoot): boolean =>
  optima.every(({ reached }) => reached.every(({ terminal }) => signOfRational(totalPrice(terminal.outcome)) === 0));

/** The number of announcements in the claimed set: (E, 0) alone, or the semi-truthful ones [ACM, Section 5]. */
export function claimedSetSize({ context, partition }: SolvedRoot): bigint {
  return isEndowmentOptimal(context) ? 1n : BigInt(claimedClasses(context).length) * insideCount(context, partition);
}

const insideCount = (context: Context, partition: Partition): bigint =>
  (4n * boundOf(context) - 1n) ** BigInt(partition.find((block) => block.includes(1))!.length - 1);

/** The socially optimal allocations. */
const claimedClasses = (context: Context) => {
  const most = maxSocialWelfare(context);
  return [...allocationsOf(context)].filter((allocation) => socialWelfare(context, allocation) === most);
};

/** Whether the best announcements are exactly the claimed set. */
export function isClaimedSet({ context, partition, play }: SolvedRoot): boolean {
  if (isEndowmentOptimal(context)) return play.byStatusQuo && play.optimal.length === 0;
  const claimed = claimedClasses(context);
  const first = partition.find((block) => block.includes(1))!;
  const isClaimed = ({ allocation, prices }: AnnouncementClass): boolean =>
    claimed.some((other) => isSameAllocation(other, allocation)) &&
    playersOf(context).every(
      (player) => first.includes(player) || BigInt(prices[player - 1]!) === gainOf(context, allocation, player),
    );
  return !play.byStatusQuo && play.optimal.length === claimed.length && play.optimal.every(isClaimed);
}

/** How many announcements are best. */
export const optimalCount = ({ play }: SolvedRoot): bigint =>
  play.optimal.reduce((sum, { size }) => sum + size, play.byStatusQuo ? 1n : 0n);

/** The best announcements by allocation and prices; null where there are more than `limit`. */
export function optimalList(root: SolvedRoot, limit: bigint) {
  if (optimalCount(root) > limit) return null;
  const { context, partition, play } = root;
  const all = [
    ...(play.byStatusQuo ? [statusQuo(context)] : []),
    ...play.optimal.flatMap((found) => [...membersOf(context, partition, found)]),
  ];
  return all.toSorted(inOrder).map(printOutcome);
}

/** By allocation and then prices. */
export function inOrder(x: Outcome, y: Outcome): number {
  const at = x.allocation.findIndex((owner, good) => owner !== y.allocation[good]);
  if (at >= 0) return x.allocation[at]! - y.allocation[at]!;
  const differs = x.prices.findIndex((price, i) => compare(price, y.prices[i]!) !== 0);
  return differs < 0 ? 0 : compare(x.prices[differs]!, y.prices[differs]!);
}
