import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { boundOf } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { compare, multiply, rational, signOfRational } from "../../src/number/rational.js";
import type { Json } from "../../src/verdict/json.js";
import { exampleClaim, type InstanceClaim } from "../instance-claim.js";
import { type Words, wordsOf } from "../words.js";
import type { Choices } from "../worst-choices.js";
import { firstBlock, isEndowmentBest } from "./claimed-set.js";
import { marketCases, type Structures } from "./market-cases.js";
import { type MarketTree, type MarketWorld, printAnnouncement, readAnnouncement } from "./market-world.js";
import { worldsOf } from "./shared-world.js";

/** What every claim about M says for itself that is decided context by context. */
export interface MarketClaim extends Words {
  /** Who colludes in the contexts of a reading. */
  structures(switches: Switches): Structures;
  /** Cases in the place of the usual contexts. */
  examples?(budget: Budget, switches: Switches): readonly Example[];
  /** Cases in words that are not the usual ones; what is decided at them may follow. */
  describe?(budget: Budget, switches: Switches): string;
  argument?(switches: Switches): string | undefined;
  /** Corners in the place of the usual ones. */
  readonly corners?: Readonly<Record<string, (world: MarketWorld) => boolean>>;
  readonly repair?: Claim<Example>["repair"];
}

/** How such a claim is decided and checked. */
type Ways = Pick<InstanceClaim<MarketWorld>, "describe" | "decide" | "exhibit" | "sides" | "choices" | "completed">;

/** A claim about M. Another mechanism may be put in the place of M in its check. */
export const marketClaim = (parts: MarketClaim, ways: Ways, tree: MarketTree = market): Claim =>
  exampleClaim<MarketWorld>(worldsOf(tree), {
    ...wordsOf("acm", parts),
    switchMeanings: parts.switchMeanings ?? {},
    examples: (budget, switches) =>
      parts.examples?.(budget, switches) ?? marketCases(budget, parts.structures(switches)),
    argument: (switches) => parts.argument?.(switches),
    corners: parts.corners ?? marketCorners,
    ...ways,
    ...(parts.repair && { repair: parts.repair }),
  });

/** The announcement as a choice: the one given, read and written again; those of a list where none is. */
export const announcedFrom =
  (list: (world: MarketWorld) => readonly Json[]): Choices<MarketWorld>[string] =>
  (world, { announced }) =>
    announced === undefined
      ? list(world)
      : [printAnnouncement(readAnnouncement(announced, "choices.announced", world))];

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

/** 0 < ε < 1/(5n) and 0 < δ < ε/B. */
export const areLegal = ({ stakes: { discount, delta }, context }: MarketWorld): boolean =>
  signOfRational(discount) > 0 &&
  compare(discount, rational(1n, 5n * BigInt(context.players))) < 0 &&
  signOfRational(delta) > 0 &&
  compare(multiply(delta, rational(boundOf(context))), discount) < 0;
