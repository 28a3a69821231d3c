import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../../src/claim/reading.js";
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
import type { LogEpsilon } from "../../src/number/log-form.js";
import { compare, multiply, rational, signOfRational, zero } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import type { WorstSides } from "../worst-choices.js";
import { firstBlock, isEndowmentBest } from "./claimed-set.js";
import { contextsSaid, marketCases, type Structures } from "./market-cases.js";
import { type MarketTree, type MarketWorld, marketWorld, printAnnouncement, readAnnouncement } from "./market-world.js";
import { sharedWorld } from "./shared-world.js";

/** What deciding a context says; "outside" where the hypotheses are not met there. */
export type RootFinding =
  | { readonly holds: true }
  | { readonly outside: true }
  /** An announcement that shows it; left out where the check is to find one. */
  | { readonly holds: false; readonly at?: AnnouncementClass | Outcome };

/** What a claim about rational play of M has to say for itself; `rootClaim` supplies the rest. */
export interface RootClaim {
  readonly id: string;
  /** Such as "Lemma 3". */
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  /** Who colludes in the contexts of a reading. */
  structures(switches: Switches): Structures;
  /** Cases of its own in the place of the usual contexts. */
  examples?(budget: Budget, switches: Switches): readonly Example[];
  describe?(budget: Budget, switches: Switches): string;
  argument?(switches: Switches): string | undefined;
  /** The stakes that the claim speaks of; the legal ones unless told. */
  admits?(world: MarketWorld, switches: Switches): boolean;
  /** Corners in the place of the usual ones. */
  readonly corners?: Readonly<Record<string, (world: MarketWorld) => boolean>>;
  /** Decides the context for all legal stakes and all announcements. */
  decide(world: MarketWorld, switches: Switches): RootFinding;
  /** Both sides after one announcement at the stakes of the instance, by the game tree. */
  sides(world: MarketWorld, announced: Outcome, switches: Switches): WorstSides;
  /** What may be announced where an example does not say so; all of `announceable` unless told. */
  announceable?(world: MarketWorld, switches: Switches): readonly Outcome[];
  readonly evidence?: Claim["evidence"];
  readonly repair?: Claim["repair"];
}

/** Corners that every claim about contexts and partitions meets. */
export const marketCorners: Readonly<Record<string, (world: MarketWorld) => boolean>> = {
  "one player": ({ context }) => context.players === 1,
  "no goods": ({ context }) => context.goods === 0,
  "only values 0": ({ context }) => context.values.every((list) => list.every((value) => value === 0n)),
  "a negative value": ({ context }) => context.values.some((list) => list.some((value) => value < 0n)),
  "E maximises social welfare": (world) => isEndowmentBest(world),
  "E does not": (world) => !isEndowmentBest(world),
};

/** Corners where players may collude. */
export const collusiveCorners: Readonly<Record<string, (world: MarketWorld) => boolean>> = {
  ...marketCorners,
  "everybody in one block": ({ context, partition }) => context.players > 1 && partition.length === 1,
  "player 1 in a block with some": (world) =>
    firstBlock(world).length > 1 && firstBlock(world).length < world.context.players,
  "a block of others": ({ partition }) => partition.some((block) => block.length > 1 && !block.includes(1)),
};

/**
 * A claim about rational play of M. `decide` works in closed form for every legal discount and δ at once; the check takes one
 * announcement at concrete stakes, and the strictly dominant strategies from the game tree by their definition. Another
 * mechanism may be put in the place of M there.
 */
export function rootClaim(parts: RootClaim, tree: MarketTree = market): Claim {
  const broken = new WeakMap<JsonObject, MarketWorld>();
  const worldOf = (instance: JsonObject): MarketWorld => {
    if (tree === market) return sharedWorld(instance);
    const world = broken.get(instance) ?? marketWorld(instance, tree);
    broken.set(instance, world);
    return world;
  };
  const mayAnnounce = (world: MarketWorld, switches: Switches) =>
    parts.announceable?.(world, switches) ?? announceable(world.context);
  const sides = (world: MarketWorld, choices: JsonObject, switches: Switches): WorstSides => {
    const found = parts.sides(world, readAnnouncement(choices.announced, "choices.announced", world), switches);
    return (parts.admits ?? areLegal)(world, switches) ? found : { ...found, hypotheses: "outside" };
  };
  return exampleClaim<MarketWorld & { readonly epsilon?: LogEpsilon }>(worldOf, {
    id: parts.id,
    citation: cite("acm", parts.place),
    statement: parts.statement,
    hypotheses: parts.hypotheses,
    readings: parts.readings ?? onlyReading,
    switchMeanings: parts.switchMeanings ?? {},
    examples: (budget, switches) =>
      parts.examples?.(budget, switches) ?? marketCases(budget, parts.structures(switches)),
    describe: (budget, switches) =>
      parts.describe?.(budget, switches) ??
      `${contextsSaid(budget, parts.structures(switches))}: all announcements, all 0 < ε < 1/(5n) and 0 < δ < ε/B at once`,
    argument: (switches) => parts.argument?.(switches),
    corners: parts.corners ?? marketCorners,
    decide(world, _, switches) {
      const found = parts.decide(world, switches);
      return {
        left: zero,
        right: zero,
        larger: "right",
        hypotheses: "outside" in found ? "outside" : "inside",
        holds: "outside" in found || found.holds,
      };
    },
    exhibit(world, example, switches) {
      const found = parts.decide(world, switches);
      if (!("holds" in found) || found.holds || found.at === undefined) return example;
      const choices = { announced: printAnnouncement(memberOf(world, found.at)) };
      return { ...example, choices };
    },
    sides,
    choices: (switches) => ({
      announced: (world, given) =>
        given.announced === undefined
          ? mayAnnounce(world, switches).map(printAnnouncement)
          : [printAnnouncement(readAnnouncement(given.announced, "choices.announced", world))],
    }),
    completed: ["announced"],
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(parts.repair && { repair: parts.repair as NonNullable<Claim<Example>["repair"]> }),
  }) as Claim;
}

/** 0 < ε < 1/(5n) and 0 < δ < ε/B. */
export const areLegal = ({ stakes: { discount, delta }, context }: MarketWorld): boolean =>
  signOfRational(discount) > 0 &&
  compare(discount, rational(1n, 5n * BigInt(context.players))) < 0 &&
  signOfRational(delta) > 0 &&
  compare(multiply(delta, rational(boundOf(context))), discount) < 0;

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
