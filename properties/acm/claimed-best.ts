import type { Outcome } from "../../src/mechanisms/acm/context.js";
import {
  bundleOf,
  gainOf,
  isStatusQuo,
  playersOf,
  socialWelfare,
  totalPrice,
} from "../../src/mechanisms/acm/context.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { statusQuo } from "../../src/mechanisms/acm/market-optima.js";
import { compare, type Rational, rational, signOfRational, zero } from "../../src/number/rational.js";
import { affines } from "../../src/number/triangle.js";
import type { WorstSides } from "../worst-choices.js";
import { blockUtilities, firstBlock, isEndowmentBest, isSameClass, semiTruthful } from "./claimed-set.js";
import { expectedUtility, type MarketWorld } from "./market-world.js";
import type { RootFinding } from "./root-claim.js";

/** Whether (E, 0) alone is best for the block of player 1, for all legal stakes; it gives every block 0 by what it is. */
export function quietAloneBest(world: MarketWorld): RootFinding {
  if (!isEndowmentBest(world)) return { outside: true };
  const { undecidedAt, mixed, byStatusQuo, optimal } = world.rootForAll();
  const at = undecidedAt ?? mixed ?? optimal[0];
  return at === undefined && byStatusQuo ? { holds: true } : { holds: false, ...(at && { at }) };
}

/**
 * Whether exactly the semi-truthful announcements are best for the block of player 1, for all legal stakes, and no block loses by
 * them. Those that step a sends away give it −1 or nothing, (E, 0) gives 0.
 */
export function semiTruthfulBest(world: MarketWorld): RootFinding {
  if (isEndowmentBest(world)) return { outside: true };
  const { undecidedAt, mixed, byStatusQuo, optimal } = world.rootForAll();
  const claimed = semiTruthful(world);
  const at =
    undecidedAt ??
    mixed ??
    optimal.find((found) => !claimed.some((other) => isSameClass(found, other))) ??
    claimed.find((found) => !optimal.some((other) => isSameClass(found, other)));
  if (at || byStatusQuo) return { holds: false, ...(at && { at }) };
  const stakes = allLegalStakes(world.context);
  const loses = claimed.find((found) =>
    blockUtilities(stakes, world, found)!.some(({ heads, tails }) => {
      const sign = stakes.sign(affines.add(heads, tails));
      return sign === undefined || sign < 0;
    }),
  );
  return loses ? { holds: false, at: loses } : { holds: true };
}

/** Whether the announcement is semi-truthful, by the definition. */
export function isSemiTruthful({ context, partition }: MarketWorld, announced: Outcome, most: bigint): boolean {
  const first = firstBlock({ partition });
  const limit = rational(2n << BigInt(context.bits - 1));
  return (
    socialWelfare(context, announced.allocation) === most &&
    signOfRational(totalPrice(announced)) === 0 &&
    playersOf(context).every((player) => {
      const price = announced.prices[player - 1]!;
      if (!first.includes(player)) return compare(price, rational(gainOf(context, announced.allocation, player))) === 0;
      if (player === 1) return true;
      return price.denominator === 1n && compare(price, limit) < 0 && compare(price, rational(-limit.numerator)) > 0;
    })
  );
}

const noStrategy = (inequality: string): WorstSides => ({
  left: rational(1n),
  right: zero,
  larger: "right",
  holds: false,
  inequality,
  explanation: "some block has no strictly dominant strategy after the announcement",
});

const first = (world: MarketWorld, announced: Outcome): Rational | undefined => {
  const reached = world.played(announced);
  return reached && expectedUtility(world, reached, firstBlock(world));
};

/** An inequality outside of which the announcement stands. */
const outside = (inequality: string): WorstSides => ({
  left: zero,
  right: zero,
  larger: "right",
  hypotheses: "outside",
  holds: true,
  inequality,
  explanation: "the hypotheses are not met at this context",
});

/** (E, 0) against an announcement by the tree; at (E, 0) itself what the block that gets most in absolute value gets. */
export function quietSides(world: MarketWorld, announced: Outcome): WorstSides {
  const inequality = "u_CC1(s^x') < u_CC1(s^(E,0))";
  if (!isEndowmentBestPlainly(world)) return outside(inequality);
  const quiet = statusQuo(world.context);
  const right = first(world, quiet);
  if (isStatusQuo(world.context, announced)) {
    const reached = world.played(quiet)!;
    const some = world.partition
      .map((block) => expectedUtility(world, reached, block))
      .find((utility) => signOfRational(utility) !== 0);
    return {
      left: some ?? zero,
      right: zero,
      larger: "right",
      holds: some === undefined,
      inequality: "u_C(s^(E,0)) = 0",
      explanation: "the utility of a block after (E, 0), by the game tree",
    };
  }
  const left = first(world, announced);
  if (left === undefined || right === undefined) return noStrategy(inequality);
  return {
    left,
    right,
    larger: "right",
    holds: compare(left, right) < 0,
    inequality,
    explanation: "the utility of the block of player 1 after x' and after (E, 0), by the game tree",
  };
}

/** A semi-truthful announcement against another by the tree; what the worst block gets where both are semi-truthful. */
export function semiTruthfulSides(world: MarketWorld, announced: Outcome): WorstSides {
  const inequality = "u_CC1(s^x') < u_CC1(s^x), x semi-truthful";
  if (isEndowmentBestPlainly(world)) return outside(inequality);
  const { most, at } = bestAllocation(world);
  const { context } = world;
  const prices = playersOf(context).map((player) => (player === 1 ? 0n : gainOf(context, at, player)));
  const x: Outcome = {
    allocation: at,
    prices: [-prices.reduce((sum, price) => sum + price, 0n), ...prices.slice(1)].map((price) => rational(price)),
  };
  const [left, right] = [first(world, announced), first(world, x)];
  if (left === undefined || right === undefined) return noStrategy(inequality);
  if (!isSemiTruthful(world, announced, most)) {
    return {
      left,
      right,
      larger: "right",
      holds: compare(left, right) < 0,
      inequality,
      explanation: "the utility of the block of player 1 after x' and after a semi-truthful x, by the game tree",
    };
  }
  if (compare(left, right) !== 0) {
    return {
      left,
      right,
      larger: "right",
      holds: false,
      inequality: "u_CC1(s^x') = u_CC1(s^x), both semi-truthful",
      explanation: "by the game tree",
    };
  }
  const reached = world.played(announced)!;
  const least = world.partition
    .map((block) => expectedUtility(world, reached, block))
    .reduce((worst, next) => (compare(next, worst) < 0 ? next : worst));
  return {
    left: least,
    right: zero,
    larger: "left",
    inequality: "u_C(s^x) ≥ 0 for every block",
    explanation: "the least utility of a block after a semi-truthful x, by the game tree",
  };
}

/** The greatest social welfare and where it is, by trying all allocations. */
export function bestAllocation({ context }: Pick<MarketWorld, "context">): {
  readonly most: bigint;
  readonly at: Outcome["allocation"];
} {
  const { players, goods, values } = context;
  const owners = Array.from({ length: players + 1 }, (_, owner) => owner);
  let all: readonly (readonly number[])[] = [[]];
  for (let good = 0; good < goods; good++) all = all.flatMap((at) => owners.map((owner) => [...at, owner]));
  let best: { readonly most: bigint; readonly at: readonly number[] } | undefined;
  for (const at of all) {
    const most = values.reduce((sum, list, i) => sum + list[bundleOf(at, i + 1)]!, 0n);
    if (best === undefined || most > best.most) best = { most, at };
  }
  return best!;
}

/** The same as `isEndowmentBest`, by trying all allocations. */
export const isEndowmentBestPlainly = (world: MarketWorld): boolean =>
  bestAllocation(world).most === socialWelfare(world.context, world.context.endowment);
