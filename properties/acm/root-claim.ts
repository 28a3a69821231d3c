import type { Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import {
  allocationsOf,
  boundOf,
  type Context,
  gainOf,
  isSameAllocation,
  type Outcome,
  playersOf,
} from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { membersOf, statusQuo } from "../../src/mechanisms/acm/market-optima.js";
import type { AnnouncementClass } from "../../src/mechanisms/acm/market-root.js";
import { rational } from "../../src/number/rational.js";
import type { WorstSides } from "../worst-choices.js";
import { contextsSaid } from "./market-cases.js";
import { announcedFrom, areLegal, type MarketClaim, marketClaim } from "./market-claim.js";
import { type MarketTree, type MarketWorld, printAnnouncement, readAnnouncement } from "./market-world.js";

/** What deciding a context says; "outside" where the hypotheses are not met there. */
export type RootFinding =
  | { readonly holds: true }
  | { readonly outside: true }
  /** An announcement that shows it; left out where the check is to find one. */
  | { readonly holds: false; readonly at?: AnnouncementClass | Outcome };

/** What a claim about rational play of M has to say for itself; `rootClaim` supplies the rest. */
export interface RootClaim extends MarketClaim {
  /** The stakes that the claim speaks of; the legal ones unless told. */
  admits?(world: MarketWorld, switches: Switches): boolean;
  /** Decides the context for all legal stakes and all announcements. */
  decide(world: MarketWorld, switches: Switches): RootFinding;
  /** Both sides after one announcement at the stakes of the instance, by the game tree. */
  sides(world: MarketWorld, announced: Outcome, switches: Switches): WorstSides;
  /** What may be announced where an example does not say so; all of `announceable` unless told. */
  announceable?(world: MarketWorld, switches: Switches): readonly Outcome[];
}

/**
 * A claim about rational play of M. `decide` works in closed form for every legal discount and δ at once; the check takes one
 * announcement at concrete stakes, and the strictly dominant strategies from the game tree by their definition. Another
 * mechanism may be put in the place of M there.
 */
export const rootClaim = (parts: RootClaim, tree: MarketTree = market): Claim =>
  marketClaim(
    parts,
    {
      describe: (budget, switches) =>
        parts.describe?.(budget, switches) ??
        `${contextsSaid(budget, parts.structures(switches))}: all announcements, all 0 < ε < 1/(5n) and 0 < δ < ε/B at once`,
      decide(world, _, switches) {
        const found = parts.decide(world, switches);
        return "outside" in found ? { hypotheses: "outside", holds: true } : { holds: found.holds };
      },
      exhibit(world, example, switches) {
        const found = parts.decide(world, switches);
        if (!("holds" in found) || found.holds || found.at === undefined) return example;
        const choices = { announced: printAnnouncement(memberOf(world, found.at)) };
        return { ...example, choices };
      },
      sides(world, choices, switches) {
        const found = parts.sides(world, readAnnouncement(choices.announced, "choices.announced", world), switches);
        return (parts.admits ?? areLegal)(world, switches) ? found : { ...found, hypotheses: "outside" };
      },
      choices: (switches) => ({
        announced: announcedFrom((world) =>
          (parts.announceable?.(world, switches) ?? announceable(world.context)).map(printAnnouncement),
        ),
      }),
      completed: ["announced"],
    },
    tree,
  );

/** A class's plainest announcement. */
export function memberOf({ context, partition }: MarketWorld, found: AnnouncementClass | Outcome): Outcome {
  if (!("size" in found)) return found;
  const [member] = membersOf(context, partition, found);
  return member!;
}

/** More announcements are not all tried by a check that was given none. */
const fewEnough = 512n;

/**
 * What player 1 may announce: (E, 0), one announcement that step a sends away, and all regular ones; where these are more than
 * 512, those whose prices differ from the players' gains by at most 1.
 */
export function announceable(context: Context): readonly Outcome[] {
  const B = boundOf(context);
  const limit = Number(2n * B);
  const others = BigInt(context.players - 1);
  const isAll = BigInt(context.players + 1) ** BigInt(context.goods) * (4n * B - 1n) ** others <= fewEnough;
  const everyPrice = Array.from({ length: 2 * limit - 1 }, (_, i) => i + 1 - limit);
  const quiet = statusQuo(context);
  const regular = [...allocationsOf(context)].flatMap((allocation) => {
    let lists: readonly (readonly number[])[] = [[]];
    for (const player of playersOf(context).slice(1)) {
      const gain = Number(gainOf(context, allocation, player));
      const near = everyPrice.filter((price) => price >= gain - 1 && price <= gain + 1);
      lists = lists.flatMap((list) => (isAll ? everyPrice : near).map((price) => [...list, price]));
    }
    const isEndowment = isSameAllocation(allocation, context.endowment);
    return lists
      .filter((list) => !isEndowment || list.some((price) => price !== 0))
      .map((list) => announcedAt(allocation, list));
  });
  return [quiet, { ...quiet, prices: quiet.prices.map((price, i) => (i === 0 ? rational(1n) : price)) }, ...regular];
}

/** The announcement with these prices of the players 2, …, n. */
export const announcedAt = (allocation: Outcome["allocation"], others: readonly number[]): Outcome => ({
  allocation,
  prices: [-others.reduce((sum, price) => sum + price, 0), ...others].map((price) => rational(BigInt(price))),
});
