import { maxSocialWelfare, type Outcome, playersOf, socialWelfare } from "../../src/mechanisms/acm/context.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import type { AnnouncementClass } from "../../src/mechanisms/acm/market-root.js";
import * as Q from "../../src/number/rational.js";
import { type Affine, affines } from "../../src/number/triangle.js";
import type { WorstSides } from "../worst-choices.js";
import { bestAllocation, isSemiTruthful } from "./claimed-best.js";
import { blockUtilities, isSameClass, semiTruthful } from "./claimed-set.js";
import type { MarketWorld } from "./market-world.js";
import { inStakes, type PartFacts, plainUtilities, slackOf } from "./proof-part.js";
import { product, termsOf, total, whole } from "./proof-terms.js";

/** D, as a number of its own. */
export const gainInWelfare = ({ context }: MarketWorld): bigint =>
  maxSocialWelfare(context) - socialWelfare(context, context.endowment);

/** nB·u_1 as displayed, given θ_1(E_1). */
export const displayedFirst = ({ n, B }: PartFacts, D: bigint, kept: bigint): Affine => {
  const [unit, reward] = [n * B, 2n * (n - 1n) * n * B];
  return inStakes([
    [unit * D, 0, 0],
    [-reward, 1, 0],
    [-unit * D + B * D - B * (n - 1n) * kept, 0, 1],
    [reward - B * (n * n - 1n), 1, 1],
  ]);
};
/** nB·u_i as displayed, i ≠ 1, given θ_i(E_i). */
export const displayedOther = ({ n, B }: PartFacts, kept: bigint): Affine =>
  inStakes([
    [2n * n * B, 1, 0],
    [-B * (n - 1n) * kept, 0, 1],
    [B * (n + 1n) - 2n * n * B, 1, 1],
  ]);

/** The truthful announcements of a context, and what player 1 gets after the first. */
export function truthfulIn(world: MarketWorld): Truthful {
  const found = known.get(world);
  if (found) return found;
  const all = semiTruthful(world);
  const [first] = blockUtilities(allLegalStakes(world.context), world, all[0]!)!;
  const truthful = { all, first: first! };
  known.set(world, truthful);
  return truthful;
}

interface Truthful {
  readonly all: readonly AnnouncementClass[];
  readonly first: { readonly heads: Affine; readonly tails: Affine };
}

const known = new WeakMap<MarketWorld, Truthful>();

/** Whether the announcement is truthful [ACM, Definition 7]. */
export const isTruthful = ({ world, found }: PartFacts): boolean =>
  truthfulIn(world).all.some((other) => isSameClass(other, found));

/** The same by trying all allocations. */
export const isTruthfulPlainly = (world: MarketWorld, announced: Outcome): boolean =>
  isSemiTruthful(world, announced, bestAllocation(world).most);

/** The utility of every player by the closed form, nB-fold. */
export const utilitiesOf = ({ world, found }: PartFacts): readonly Affine[] | undefined =>
  blockUtilities(allLegalStakes(world.context), world, found)?.map(({ heads, tails }) => affines.add(heads, tails));

/** The chain for each of the players 2, …, n: the first that breaks, else that of player 2; undefined where there is none. */
export function everyOther(
  world: MarketWorld,
  announced: Outcome,
  chain: (player: number, utility: Q.Rational | undefined) => WorstSides,
): WorstSides | undefined {
  const found = playersOf(world.context)
    .slice(1)
    .map((player) => chain(player, plainUtilities(world, announced, player)?.whole));
  return found.find(({ holds }) => !holds) ?? found[0];
}

/** d_i = P_i for all players but 1. */
export const isPriced = (world: MarketWorld, announced: Outcome): boolean =>
  slackOf(world, announced).every((slack) => Q.signOfRational(slack) === 0);

/** D by trying all allocations. */
export const displayedD = (world: MarketWorld): Q.Rational =>
  whole(bestAllocation(world).most - socialWelfare(world.context, world.context.endowment));

/** u_1 as displayed, in rationals. */
export function printedFirst(world: MarketWorld): Q.Rational {
  const { n, others, discount, delta, rest, kept } = termsOf(world);
  const D = displayedD(world);
  const square = product(others, Q.add(n, Q.one), discount);
  const tails = Q.divide(total(D, product(whole(-1n), others, kept(1)), product(whole(-1n), square)), n);
  return total(product(rest, Q.subtract(D, product(whole(2n), others, discount))), product(delta, tails));
}
