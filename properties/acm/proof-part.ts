import {
  allocationsOf,
  boundOf,
  gainOf,
  isSameAllocation,
  type Outcome,
  playersOf,
  worthOf,
} from "../../src/mechanisms/acm/context.js";
import { isSentAway } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import {
  gainAsNumber,
  headsUtility,
  playOf,
  type StakesIn,
  tailsUtility,
} from "../../src/mechanisms/acm/market-plays.js";
import type { AnnouncementClass } from "../../src/mechanisms/acm/market-root.js";
import { polynomial } from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import { type Affine, affine, affines } from "../../src/number/triangle.js";
import type { WorstSides } from "../worst-choices.js";
import { expectedUtility, type MarketWorld } from "./market-world.js";
import type { RootFinding } from "./root-claim.js";

/** A regular announcement with independent players who vote by Corollary 1: what the proofs of Lemmas 3 and 4 speak of. */
export interface PartFacts {
  readonly world: MarketWorld;
  readonly found: AnnouncementClass;
  /** n and B. */
  readonly n: bigint;
  readonly B: bigint;
  /** θ_1(E_1). */
  readonly kept: bigint;
  /** How many of the others say YES. */
  readonly yes: number;
  /** The least d_i − P*_i over the others, and the greatest; 0 where there are none. */
  readonly least: number;
  readonly most: number;
  /** nB(1 − δ)·u_1 given Heads, and nBδ·u_1 given Tails. */
  readonly heads: Affine;
  readonly tails: Affine;
  /** Whether the sign of y − x is positive, or not negative, for all legal stakes. */
  less(x: Affine, y: Affine): boolean;
  atMost(x: Affine, y: Affine): boolean;
}

/** A displayed step of a proof. */
export interface ProofPart {
  readonly meaning: string;
  /** Whether it speaks of the context. */
  admits(world: MarketWorld): boolean;
  /** Whether it holds after the announcement for all legal stakes; undefined where it does not speak of it. */
  decide(facts: PartFacts): boolean | undefined;
  /** The same at the stakes of the instance, by the game tree; undefined where it does not speak of the announcement. */
  sides(world: MarketWorld, announced: Outcome): WorstSides | undefined;
}

/** Σ c·ε^a·δ^b over the terms [c, a, b], b at most 1. */
export const inStakes = (terms: readonly (readonly [c: bigint, a: number, b: 0 | 1])[]): Affine => {
  const of = (power: 0 | 1) => polynomial(terms.filter(([, , b]) => b === power).map(([c, a]) => [c, a] as const));
  return affine(of(0), of(1));
};

/** The steps of a proof speak of the same announcements. */
const known = new WeakMap<MarketWorld, readonly PartFacts[]>();

/** Decides the part over every regular announcement. */
export function decidePart(part: ProofPart, world: MarketWorld): RootFinding {
  if (!part.admits(world)) return { outside: true };
  let met = false;
  const all = known.get(world) ?? [...factsOf(world)];
  known.set(world, all);
  for (const facts of all) {
    const holds = part.decide(facts);
    if (holds === false) return { holds: false, at: facts.found };
    if (holds) met = true;
  }
  return met ? { holds: true } : { outside: true };
}

/** The part at one announcement; outside where it does not speak of it. */
export const partSides = (part: ProofPart, world: MarketWorld, announced: Outcome): WorstSides =>
  (part.admits(world) && isRegular(world, announced) ? part.sides(world, announced) : undefined) ?? {
    left: Q.zero,
    right: Q.zero,
    larger: "right",
    hypotheses: "outside",
    holds: true,
    inequality: part.meaning,
    explanation: "it does not speak of this announcement at this context",
  };

const isRegular = ({ context }: MarketWorld, announced: Outcome): boolean =>
  !isSentAway(context, announced) &&
  !(
    isSameAllocation(announced.allocation, context.endowment) &&
    announced.prices.every((price) => Q.signOfRational(price) === 0)
  );

function* factsOf(world: MarketWorld): Generator<PartFacts> {
  const { context } = world;
  const stakes = allLegalStakes(context);
  const limit = Number(2n * boundOf(context));
  const common = {
    world,
    n: BigInt(context.players),
    B: boundOf(context),
    kept: worthOf(context, context.endowment, 1),
    less: (x: Affine, y: Affine) => stakes.sign(affines.subtract(y, x)) === 1,
    atMost: (x: Affine, y: Affine) => (stakes.sign(affines.subtract(y, x)) ?? -1) >= 0,
  };
  for (const allocation of allocationsOf(context)) {
    const gains = playersOf(context).map((player) => gainAsNumber(context, allocation, player));
    for (const others of pricesBelow(limit, context.players - 1)) {
      const isEndowment = isSameAllocation(allocation, context.endowment);
      if (isEndowment && others.every((price) => price === 0)) continue;
      const slack = others.map((price, i) => gains[i + 1]! - price);
      const found = { allocation, prices: [0, ...others], size: 1n };
      const utilities = firstUtility(stakes, world, found, slack);
      const yes = slack.filter((x) => x >= 0).length;
      const [least, most] = [
        slack.reduce((x, y) => (y < x ? y : x), slack[0] ?? 0),
        slack.reduce((x, y) => (y > x ? y : x), slack[0] ?? 0),
      ];
      yield { ...common, ...utilities, found, yes, least, most };
    }
  }
}

function* pricesBelow(limit: number, count: number, before: readonly number[] = []): Generator<readonly number[]> {
  if (before.length === count) {
    yield before;
    return;
  }
  for (let price = 1 - limit; price < limit; price++) yield* pricesBelow(limit, count, [...before, price]);
}

function firstUtility<T>(
  stakes: StakesIn<T>,
  { context }: MarketWorld,
  { allocation, prices }: AnnouncementClass,
  slack: readonly number[],
): { readonly heads: T; readonly tails: T } {
  const play = playOf([1]);
  const S = gainAsNumber(context, allocation, 1) + prices.reduce((sum, price) => sum + price, 0);
  const tails = playersOf(context).map((w) =>
    tailsUtility(stakes, context, play, { allocation, w, price: prices[w - 1]!, isYes: w === 1 || slack[w - 2]! >= 0 }),
  );
  return {
    heads: headsUtility(stakes, context, play, S, slack.filter((x) => x >= 0).length),
    tails: tails.reduce(stakes.R.add),
  };
}

/** What the tree says of a player after an announcement: given Heads, given Tails, and in all. */
export interface PlainUtilities {
  readonly heads: Q.Rational;
  readonly tails: Q.Rational;
  readonly whole: Q.Rational;
}

/** Undefined where somebody has no strictly dominant strategy. */
export function plainUtilities(world: MarketWorld, announced: Outcome, player: number): PlainUtilities | undefined {
  const reached = world.played(announced);
  if (reached === undefined) return undefined;
  const isHeads = (name: string) => ["d", "e", "f", "g"].includes(name);
  const given = (side: boolean) => {
    const part = reached.filter(({ terminal }) => isHeads(terminal.name) === side);
    const mass = part.map(({ probability }) => probability).reduce(Q.add, Q.zero);
    return Q.divide(expectedUtility(world, part, [player]), mass);
  };
  return { heads: given(true), tails: given(false), whole: expectedUtility(world, reached, [player]) };
}

/** d_i − P*_i of the players 2, …, n. */
export const slackOf = ({ context }: MarketWorld, announced: Outcome): readonly Q.Rational[] =>
  playersOf(context)
    .slice(1)
    .map((i) => Q.subtract(Q.rational(gainOf(context, announced.allocation, i)), announced.prices[i - 1]!));

/** A chain of values, each with how it stands to the next: the first link that breaks, else the first. */
export function chainSides(
  links: readonly (readonly [value: Q.Rational | undefined, label: string, order?: "<" | "≤" | "=" | ">"])[],
  explanation: string,
): WorstSides {
  const pairs = links.slice(1).map(([right, label], i) => {
    const [left, before, order = "<"] = links[i]!;
    return { left, right, order, inequality: `${before} ${order} ${label}` };
  });
  const holds = ({ left, right, order }: (typeof pairs)[number]): boolean => {
    if (left === undefined || right === undefined) return false;
    const sign = Q.compare(left, right);
    return order === "<" ? sign < 0 : order === ">" ? sign > 0 : order === "=" ? sign === 0 : sign <= 0;
  };
  const shown = pairs.find((pair) => !holds(pair)) ?? pairs[0]!;
  return {
    left: shown.left ?? Q.one,
    right: shown.right ?? Q.zero,
    larger: shown.order === ">" ? "left" : "right",
    holds: holds(shown),
    inequality: shown.inequality,
    explanation,
  };
}
