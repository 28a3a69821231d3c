import { type Reached, terminalLaw } from "../../src/game/extensive-form.js";
import { isStatusQuo, type Outcome } from "../../src/mechanisms/acm/context.js";
import { isSentAway, market } from "../../src/mechanisms/acm/market.js";
import { dominantProfile, membersOf, statusQuo } from "../../src/mechanisms/acm/market-optima.js";
import { add, compare, printRational, type Rational, zero } from "../../src/number/rational.js";
import { firstBlock, isSameClass } from "./claimed-set.js";
import { expectedUtility, type MarketWorld, printAnnouncement } from "./market-world.js";
import { announceable } from "./root-claim.js";

/** A best announcement of player 1's block, and what play then reaches when every block plays its strictly dominant strategy. */
export interface RootProfile {
  readonly announced: Outcome;
  readonly reached: readonly Reached<Outcome>[];
}

/** What is found once for an object. */
const onceFor = <K extends object, V>(find: (key: K) => V): ((key: K) => V) => {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: find(key) };
    known.set(key, found);
    return found.value;
  };
};

function* profilesOf(world: MarketWorld, isPlain: boolean): Generator<RootProfile> {
  const { stakes, context, partition } = world;
  const root = world.rootForAll();
  if (root.undecidedAt || root.mixed)
    throw new RangeError("root-profiles: the root is not decided for all legal stakes");
  if (root.byStatusQuo) {
    const quiet = statusQuo(context);
    yield { announced: quiet, reached: terminalLaw(market(stakes, context, quiet), new Map()) };
  }
  for (const found of root.optimal) {
    const profile = dominantProfile(stakes, context, partition, found);
    for (const announced of membersOf(context, partition, found)) {
      yield { announced, reached: terminalLaw(market(stakes, context, announced), profile) };
      if (isPlain) break;
    }
  }
}

/** Every root-profile by the closed form: the best announcements are best for all legal stakes, the play is at the instance's. */
export const rootProfiles = onceFor((world: MarketWorld): readonly RootProfile[] => [...profilesOf(world, false)]);

/** One a class: the others move money within player 1's block alone. */
export const plainRootProfiles = onceFor((world: MarketWorld): readonly RootProfile[] => [...profilesOf(world, true)]);

/**
 * Every root-profile at the instance's stakes by the game tree and the definition of strict dominance, over all announcements;
 * undefined where some block has no strictly dominant strategy after one of them.
 */
export const rootProfilesByTree = onceFor((world: MarketWorld): readonly RootProfile[] | undefined => {
  const first = firstBlock(world);
  let best: Rational | undefined;
  let found: RootProfile[] = [];
  for (const announced of announceable(world.context)) {
    const reached = world.played(announced);
    if (reached === undefined) return undefined;
    const utility = expectedUtility(world, reached, first);
    const order = best === undefined ? 1 : compare(utility, best);
    if (order > 0) [best, found] = [utility, []];
    if (order >= 0) found.push({ announced, reached });
  }
  return found;
});

/** More announcements are not all played by a check: whether one is best is then told by the closed form at these stakes. */
const fewEnough = 64;

/** Whether all announcements are played by a check. */
export const isFew = ({ context }: MarketWorld): boolean => announceable(context).length <= fewEnough;

/** The root-profile of an announcement for a check; undefined where it is none. */
export function profileOf(world: MarketWorld, announced: Outcome): RootProfile | undefined {
  const key = outcomeKey(announced);
  if (isFew(world)) {
    return rootProfilesByTree(world)?.find((profile) => outcomeKey(profile.announced) === key);
  }
  if (!isBest(world, announced)) return undefined;
  const reached = world.played(announced);
  return reached && { announced, reached };
}

function isBest(world: MarketWorld, announced: Outcome): boolean {
  const { context, partition } = world;
  const { undecidedAt, byStatusQuo, optimal } = world.root();
  if (undecidedAt) return false;
  if (isStatusQuo(context, announced)) return byStatusQuo;
  if (isSentAway(context, announced)) return false;
  const first = firstBlock({ partition });
  const prices = announced.prices.map(({ numerator }, i) => (first.includes(i + 1) ? 0 : Number(numerator)));
  return optimal.some((found) => isSameClass(found, { allocation: announced.allocation, prices, size: 1n }));
}

/** The announcements of root-profiles as choices, one a class where there are many. */
export function bestAnnouncements(world: MarketWorld) {
  const profiles = isFew(world) ? (rootProfilesByTree(world) ?? []) : plainRootProfiles(world);
  return profiles.map(({ announced }) => printAnnouncement(announced));
}

/** An outcome as text. */
export const outcomeKey = ({ allocation, prices }: Outcome): string =>
  `${allocation.join(",")}|${prices.map(printRational).join(",")}`;

/** A terminal of the whole tree: it tells what was announced too. */
export const nodeKey = (announced: Outcome, terminal: string): string => `${outcomeKey(announced)}|${terminal}`;

/** M(s): the probabilities of the outcomes. */
export function outcomeLaw({ reached }: RootProfile): ReadonlyMap<string, Rational> {
  const law = new Map<string, Rational>();
  for (const { terminal, probability } of reached) {
    const key = outcomeKey(terminal.outcome);
    law.set(key, add(law.get(key) ?? zero, probability));
  }
  return law;
}

/** M(s) as text, whatever the order. */
export const lawKey = (profile: RootProfile): string =>
  [...outcomeLaw(profile)]
    .map(([key, probability]) => `${key}: ${printRational(probability)}`)
    .toSorted()
    .join("; ");

/** The terminal of largest probability. */
export const heaviestOf = ({ reached }: RootProfile): Reached<Outcome> =>
  reached.reduce((best, next) => (compare(next.probability, best.probability) > 0 ? next : best));
