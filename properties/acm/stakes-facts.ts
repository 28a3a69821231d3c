import { isSociallyOptimal } from "../../src/instance/acm-root.js";
import { maxSocialWelfare, socialWelfare } from "../../src/mechanisms/acm/context.js";
import { statusQuo } from "../../src/mechanisms/acm/market-optima.js";
import {
  type AnnouncementClass,
  numericStakes,
  type RootPlay,
  rootPlay,
} from "../../src/mechanisms/acm/market-root.js";
import { compare, one, signOfRational, subtract } from "../../src/number/rational.js";
import { blockUtilities, firstBlock, isSameClass } from "./claimed-set.js";
import { rootFaults } from "./def-2.js";
import { type MarketTree, type MarketWorld, readAnnouncement } from "./market-world.js";
import { bestAnnouncements, heaviestOf, outcomeKey, profileOf } from "./root-profiles.js";

/** What goes wrong with M at concrete stakes, legal or not, by the closed form; undefined where nothing does. */
export function faultAtStakes(world: MarketWorld): string | undefined {
  const { context, partition, stakes } = world;
  const root = world.root();
  if (root.undecidedAt) return "a block has no strictly dominant strategy after some announcement";
  if (root.byStatusQuo && !isSociallyOptimal(context, statusQuo(context)))
    return "(E, 0) is best for the block of player 1 and not socially optimal";
  const most = maxSocialWelfare(context);
  const numeric = numericStakes(stakes);
  for (const found of root.optimal) {
    if (socialWelfare(context, found.allocation) !== most)
      return "what is best for the block of player 1 is not socially optimal";
    const utilities = blockUtilities(numeric, world, found)!;
    if (utilities.some(({ heads, tails }) => signOfRational(numeric.R.add(heads, tails)) < 0)) return "a block loses";
  }
  const first = firstBlock(world);
  const alone = [first, ...context.values.map((_, i) => [i + 1]).filter(([player]) => !first.includes(player!))];
  if (alone.length !== partition.length && !isSameSet(root, rootPlay(stakes, context, alone)))
    return "what is best for the block of player 1 depends on the other blocks";
  return undefined;
}

const isSameSet = (x: RootPlay, y: RootPlay): boolean =>
  y.undecidedAt === undefined &&
  x.byStatusQuo === y.byStatusQuo &&
  x.optimal.length === y.optimal.length &&
  x.optimal.every((found: AnnouncementClass) => y.optimal.some((other) => isSameClass(found, other)));

/** The same by the game tree and by listing announcements: what is wrong with Definitions 2 and 6 at the stakes of the world. */
export function faultsByTree(world: MarketWorld, tree: MarketTree): readonly string[] {
  const faults = [...rootFaults(world, tree)];
  if (faults.some((fault) => fault.startsWith("a block has no"))) return faults;
  for (const announced of bestAnnouncements(world)) {
    const profile = profileOf(world, readAnnouncement(announced, "announced", world))!;
    const { terminal, probability } = heaviestOf(profile);
    if (
      compare(probability, subtract(one, world.stakes.delta)) >= 0 &&
      isSociallyOptimal(world.context, terminal.outcome)
    )
      continue;
    faults.push(`no terminal has 1 − δ and an outcome of f(θ) after ${outcomeKey(profile.announced)}`);
  }
  return faults;
}
