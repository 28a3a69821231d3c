import type { Claim, Example } from "../../src/claim/claim.js";
import type { Reached } from "../../src/game/extensive-form.js";
import { boundOf, isStatusQuo, type Outcome, playersOf, utilityOf } from "../../src/mechanisms/acm/context.js";
import { isSentAway, market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { statusQuo } from "../../src/mechanisms/acm/market-optima.js";
import type { AnnouncementClass } from "../../src/mechanisms/acm/market-root.js";
import {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  rational,
  signOfRational,
  subtract,
  zero,
} from "../../src/number/rational.js";
import type { Affine } from "../../src/number/triangle.js";
import type { WorstSides } from "../worst-choices.js";
import { firstBlock, isSameClass } from "./claimed-set.js";
import { type MarketTree, type MarketWorld, marketWorld, stakesAt } from "./market-world.js";
import { type Priced, type Votes, votesAfter } from "./priced-play.js";
import { announcedAt, type RootClaim, type RootFinding, rootClaim } from "./root-claim.js";
import { isFew, profileOf, rootProfilesByTree } from "./root-profiles.js";

/** Rational play after one best announcement, for all legal stakes at once. */
export type BestPlay =
  /** (E, 0): nothing happens. */
  "status quo" | { readonly priced: Priced; readonly votes: Votes };

/**
 * What a claim says about every best announcement and what every block then does. Prices within the block of player 1 are free,
 * and utilities affine in each: of these announcements one stands for all at price 0, and those at both ends.
 */
export interface PlayClaim extends Omit<RootClaim, "decide" | "sides" | "announceable"> {
  /** Whether the context meets the hypotheses; it does unless told. */
  isInside?(world: MarketWorld, switches: RootSwitches): boolean;
  /** For all legal stakes. */
  holdsFor(world: MarketWorld, play: BestPlay, switches: RootSwitches): boolean;
  /** What is compared at what play reaches, at the stakes of the instance; the worst is shown. */
  bounds(
    world: MarketWorld,
    reached: readonly Reached<Outcome>[],
    switches: RootSwitches,
    announced: Outcome,
  ): readonly Bounded[];
  /** The inequality as a formula. */
  formula(switches: RootSwitches): string;
}

type RootSwitches = Parameters<RootClaim["decide"]>[1];

/** A quantity that must lie between two numbers. */
export interface Bounded {
  readonly value: Rational;
  readonly low?: Rational;
  readonly high?: Rational;
  /** Whose, or where. */
  readonly of: string;
}

/** A claim about best announcements; a failing context is shown with ε = 1/(10n) and δ = ε/(2B). */
export function playClaim(parts: PlayClaim, tree: MarketTree = market): Claim {
  const claim = rootClaim(aboutBestPlay(parts, tree === market), tree);
  return {
    ...claim,
    exhibit(example, base, switches) {
      const { instance, choices } = claim.exhibit(example as Example, base, switches);
      const { players, bits } = marketWorld(instance).context;
      return { instance: { ...instance, parameters: stakesAt(players, bits, [1, 2], [1, 2]) }, choices };
    },
  };
}

/**
 * `decide`, `sides` and `announceable` of a claim about best announcements. Where these are few the check finds the best ones of M
 * by the game tree; for another mechanism in the place of M they remain those of M.
 */
const aboutBestPlay = (
  { isInside = () => true, holdsFor, bounds, formula, ...parts }: PlayClaim,
  isM: boolean,
): RootClaim => ({
  ...parts,
  decide(world, switches): RootFinding {
    if (!isInside(world, switches)) return { outside: true };
    const { undecidedAt, mixed, byStatusQuo, optimal } = world.rootForAll();
    const unclear = undecidedAt ?? mixed;
    if (unclear) return { holds: false, at: unclear };
    if (byStatusQuo && !holdsFor(world, "status quo", switches)) return { holds: false, at: statusQuo(world.context) };
    for (const priced of optimal.flatMap((found) => tried(world, found))) {
      const votes = votesAfter(allLegalStakes(world.context), world, priced);
      if (votes === undefined || !holdsFor(world, { priced, votes }, switches)) {
        return { holds: false, at: asOutcome(priced) };
      }
    }
    return { holds: true };
  },
  announceable: (world) => bestAnnouncements(world, isM),
  sides(world, announced, switches): WorstSides {
    const inside = isLegal(world) && isInside(world, switches) && isBest(world, announced, isM);
    const reached = inside ? world.played(announced) : [];
    const said = `player 1 announces [${announced.allocation.join(", ")}] at prices ${announced.prices.map(shown).join(", ")}`;
    const found = inside && reached ? worstOf(bounds(world, reached, switches, announced)) : undefined;
    return {
      hypotheses: inside ? "inside" : "outside",
      holds: !inside || (found !== undefined && found.excess <= 0),
      left: found?.left ?? zero,
      right: found?.right ?? zero,
      larger: "right",
      inequality: formula(switches),
      explanation:
        reached === undefined
          ? `${said}; a block has no strictly dominant strategy`
          : `${said}${found?.of ? `; ${found.of}` : ""}`,
    };
  },
});

const shown = ({ numerator, denominator }: Rational): string =>
  denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;

/** Of everything that is compared what exceeds its bound by the most; where both bounds are one number, what differs from it by the most. */
function worstOf(bounds: readonly Bounded[]): { left: Rational; right: Rational; excess: number; of: string } {
  const sides = bounds.flatMap(({ value, low, high, of }) => {
    if (low && high && compare(low, high) === 0) return [{ left: value, right: high, over: distance(value, high), of }];
    return [
      ...(low ? [{ left: low, right: value, over: subtract(low, value), of }] : []),
      ...(high ? [{ left: value, right: high, over: subtract(value, high), of }] : []),
    ];
  });
  const worst = sides.reduce((most, next) => (compare(next.over, most.over) > 0 ? next : most), {
    ...(sides[0] ?? { left: zero, right: zero, over: zero, of: "" }),
  });
  return { ...worst, excess: signOfRational(worst.over) };
}

const distance = (x: Rational, y: Rational): Rational => (compare(x, y) < 0 ? subtract(y, x) : subtract(x, y));

/** Announcements of a class: all prices in the block of player 1 at 0, or as high or low as they may be. */
function tried(world: MarketWorld, { allocation, prices }: AnnouncementClass): readonly Priced[] {
  const first = firstBlock(world);
  const most = Number(2n * boundOf(world.context)) - 1;
  return (first.length === 1 ? [0] : [0, most, -most])
    .map((own) => {
      const others = prices.slice(1).map((price, i) => (first.includes(i + 2) ? own : price));
      return { allocation, prices: [-others.reduce((sum, price) => sum + price, 0), ...others] };
    })
    .filter((priced) => !isStatusQuo(world.context, asOutcome(priced)));
}

const asOutcome = ({ allocation, prices }: Priced): Outcome => announcedAt(allocation, prices.slice(1));

/** The best announcements at the stakes of the instance: all of them by the game tree where they are few, else as `tried` has them. */
function bestAnnouncements(world: MarketWorld, isM: boolean): readonly Outcome[] {
  // Outside of what is legal nothing is claimed, whatever is announced.
  if (!isLegal(world)) return [statusQuo(world.context)];
  const played = isM && isFew(world) ? rootProfilesByTree(world) : undefined;
  if (played) return played.map(({ announced }) => announced);
  const { undecidedAt, byStatusQuo, optimal } = world.root();
  if (undecidedAt) return [asOutcome(tried(world, undecidedAt)[0]!)];
  return [
    ...(byStatusQuo ? [statusQuo(world.context)] : []),
    ...optimal.flatMap((found) => tried(world, found).map(asOutcome)),
  ];
}

/** Whether nothing is better for the block of player 1 at the stakes of the instance. */
function isBest(world: MarketWorld, announced: Outcome, isM: boolean): boolean {
  const { undecidedAt, byStatusQuo, optimal } = world.root();
  if (undecidedAt) return true;
  if (isM && isFew(world)) return profileOf(world, announced) !== undefined;
  if (isStatusQuo(world.context, announced)) return byStatusQuo;
  if (isSentAway(world.context, announced)) return false;
  const first = firstBlock(world);
  const prices = announced.prices.map(({ numerator }, i) => (first.includes(i + 1) ? 0 : Number(numerator)));
  return optimal.some((found) => isSameClass(found, { allocation: announced.allocation, prices, size: 1n }));
}

/** Whether 0 < ε < 1/(5n) and 0 < δ < ε/B. */
export function isLegal({ stakes: { discount, delta }, context }: MarketWorld): boolean {
  const most = rational(1n, 5n * BigInt(context.players));
  return (
    signOfRational(discount) > 0 &&
    compare(discount, most) < 0 &&
    signOfRational(delta) > 0 &&
    compare(delta, divide(discount, rational(boundOf(context)))) < 0
  );
}

/** What one player gets, as a list: at each terminal that is reached, or in expectation over those that `isMeant`. */
export function utilitiesAt(
  { context }: MarketWorld,
  reached: readonly Reached<Outcome>[],
  player: number,
  over: "expected" | "heads" | "terminals",
): readonly { readonly value: Rational; readonly at: string }[] {
  const each = reached.map(({ terminal: { name, outcome }, probability }) => ({
    name,
    probability,
    value: utilityOf(context, outcome, player),
  }));
  if (over === "terminals") return each.map(({ name, value }) => ({ value, at: ` at terminal ${name}` }));
  const meant = over === "heads" ? each.filter(({ name }) => !/^[ijk]/.test(name)) : each;
  const mass = meant.reduce((sum, { probability }) => add(sum, probability), zero);
  const total = meant.reduce((sum, { probability, value }) => add(sum, multiply(probability, value)), zero);
  return [{ value: divide(total, mass), at: over === "heads" ? " under Heads" : " in expectation" }];
}

/** The players of a context other than 1. */
export const others = ({ context }: Pick<MarketWorld, "context">): readonly number[] => playersOf(context).slice(1);

/** Whether x ≥ 0 for all legal stakes. */
export const isNeverNegative = (world: Pick<MarketWorld, "context">, x: Affine): boolean => {
  const sign = allLegalStakes(world.context).sign(x);
  return sign !== undefined && sign >= 0;
};

/** Whether everybody says YES everywhere. */
export const isUnanimous = ({ together, alone }: Votes): boolean => [...together, ...alone].every((vote) => vote);

/** The probability of the terminals that are meant. */
export const massOf = (
  reached: readonly Reached<Outcome>[],
  isMeant: (terminal: Reached<Outcome>["terminal"]) => boolean,
): Rational =>
  reached.reduce((sum, { terminal, probability }) => (isMeant(terminal) ? add(sum, probability) : sum), zero);
