import type { Budget, Example } from "../../src/claim/claim.js";
import type { Reached } from "../../src/game/extensive-form.js";
import { printContext } from "../../src/instance/acm-context.js";
import { readObject } from "../../src/instance/input.js";
import type { Outcome } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { one, printRational, zero } from "../../src/number/rational.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { everyContext, type Size, withPartitions } from "./contexts.js";
import { rootInstance } from "./market-cases.js";
import {
  type MarketTree,
  type MarketWorld,
  marketWorld,
  printAnnouncement,
  readAnnouncement,
  usualStakes,
} from "./market-world.js";
import {
  bestAnnouncements,
  heaviestOf,
  lawKey,
  nodeKey,
  outcomeKey,
  profileOf,
  type RootProfile,
  rootProfiles,
} from "./root-profiles.js";
import { sharedWorld } from "./shared-world.js";

/** What is seen of a root-profile: the outcome and the node that belongs to it, or the laws over them, as text. */
interface Seen {
  readonly outcome: string;
  readonly node: string;
  /** The terminal. */
  readonly at: string;
}

const seenAt = ({ announced }: RootProfile, { terminal }: Reached<Outcome>): Seen => ({
  outcome: outcomeKey(terminal.outcome),
  node: nodeKey(announced, terminal.name),
  at: terminal.name,
});

const nodeLaw = ({ announced, reached }: RootProfile): string =>
  reached
    .map(({ terminal, probability }) => `${nodeKey(announced, terminal.name)}: ${printRational(probability)}`)
    .toSorted()
    .join("; ");

/** Who looks: at M(s) and M[s] as distributions, at the heaviest terminal, or at the terminal that a play ends in. */
const looks = {
  distributions: (profile: RootProfile): readonly Seen[] => [
    { outcome: lawKey(profile), node: nodeLaw(profile), at: "all" },
  ],
  heavy: (profile: RootProfile): readonly Seen[] => [seenAt(profile, heaviestOf(profile))],
  realized: (profile: RootProfile): readonly Seen[] => profile.reached.map((reached) => seenAt(profile, reached)),
};
export type Look = keyof typeof looks;

const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[1, 0, 1], [1, 1, 2], [2, 0, 1], [2, 1, 2]], // biome-ignore format: one line
  standard: [[1, 0, 1], [1, 1, 2], [1, 2, 2], [2, 0, 1], [2, 1, 2], [3, 0, 1], [3, 1, 2]], // biome-ignore format: one line
  deep: [[1, 0, 1], [1, 1, 2], [1, 2, 2], [2, 0, 1], [2, 1, 2], [2, 1, 3], [3, 0, 1], [3, 1, 2], [4, 1, 1]], // biome-ignore format: one line
};

const listed = new Map<string, readonly Example[]>();

/** Whether no renaming of the players other than 1 gives an endowment that comes earlier. */
const isFirstNamed = (endowment: readonly number[]): boolean => {
  let named = 1;
  return endowment.every((owner) => {
    if (owner === named + 1) named = owner;
    return owner <= named;
  });
};

/** All contexts and partitions of a size, at the same stakes; the players other than 1 are named in the order of their goods. */
function examplesOf(size: Size): readonly Example[] {
  const known = listed.get(size.join());
  if (known) return known;
  const found = withPartitions(everyContext(size).filter(({ endowment }) => isFirstNamed(endowment))).map(
    (environment) => ({
      instance: rootInstance(environment, usualStakes(size[0], size[2])[0]!),
      choices: {},
    }),
  );
  listed.set(size.join(), found);
  return found;
}

/** All contexts and partitions of the sizes of a budget. */
export const everyPublicPart = (budget: Budget): readonly Example[] => sizes[budget].flatMap(examplesOf);

/** The same in words. */
export const publicPartsSaid = (budget: Budget): string =>
  `all contexts and partitions of the sizes (n, m, k) = ${sizes[budget].map((size) => `(${size.join(", ")})`).join(", ")}, the endowments up to a renaming of the players other than 1`;

/** What is common knowledge: sizes, endowment and the stakes of M. */
const publicPart = ({ context: { players, goods, bits, endowment }, stakes }: MarketWorld): string =>
  canonical([players, goods, bits, [...endowment], printRational(stakes.discount), printRational(stakes.delta)]);

/** A context that yields a node, and a root-profile that does. */
interface Yield {
  readonly world: MarketWorld;
  readonly profile: RootProfile;
  readonly at: string;
}

/** By what is seen of the outcome and then of the node: the contexts that yield it. */
type Index = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<MarketWorld, Yield>>>;

const indices = new Map<string, Index>();

/** What every context with the public part of a world yields. */
function indexOf(world: MarketWorld, look: Look): Index {
  const part = publicPart(world);
  const known = indices.get(`${look} ${part}`);
  if (known) return known;
  const index = new Map<string, Map<string, Map<MarketWorld, Yield>>>();
  const { players, goods, bits } = world.context;
  for (const { instance } of examplesOf([players, goods, bits])) {
    const other = sharedWorld(instance);
    if (publicPart(other) !== part) continue;
    for (const profile of rootProfiles(other)) {
      for (const { outcome, node, at } of looks[look](profile)) {
        const nodes = index.get(outcome) ?? new Map<string, Map<MarketWorld, Yield>>();
        const yields = nodes.get(node) ?? new Map<MarketWorld, Yield>();
        index.set(outcome, nodes.set(node, yields));
        if (!yields.has(other)) yields.set(other, { world: other, profile, at });
      }
    }
  }
  indices.set(`${look} ${part}`, index);
  return index;
}

/**
 * The choices that show how a node tells more than its outcome; undefined where none does. A realized terminal does where
 * another context yields the outcome and never the terminal; laws and heaviest terminals, where two belong to one outcome.
 */
export function giveaway(world: MarketWorld, look: Look): JsonObject | undefined {
  const index = indexOf(world, look);
  for (const profile of rootProfiles(world)) {
    for (const { outcome, node, at } of looks[look](profile)) {
      const nodes = index.get(outcome)!;
      const own = nodes.get(node)!;
      for (const [key, yields] of nodes) {
        if (key === node) continue;
        const found = [...yields.values()].find((entry) => look !== "realized" || !own.has(entry.world));
        if (found === undefined) continue;
        return {
          other: otherOf(found.world),
          announced: printAnnouncement(profile.announced),
          otherAnnounced: printAnnouncement(found.profile.announced),
          terminal: at,
          otherTerminal: found.at,
        };
      }
    }
  }
  return undefined;
}

const otherOf = ({ context, partition }: MarketWorld): JsonObject => {
  const { valuations } = printContext(context);
  return { valuations, coalitions: partition.map((block) => [...block]) } as unknown as JsonObject;
};

/** Second contexts of M, which many pairs share. */
const seconds = new Map<string, MarketWorld>();

/** The second context: of the same public part. Throws InputError. */
function otherWorld(world: MarketWorld, value: Json | undefined, tree: MarketTree): MarketWorld {
  const { valuations, coalitions } = readObject(value, "choices.other", { required: ["valuations", "coalitions"] });
  const environment = { ...printContext(world.context), valuations, coalitions } as unknown as JsonObject;
  const { discount, delta } = world.stakes;
  const instance = rootInstance(environment, { discount: printRational(discount), delta: printRational(delta) });
  if (tree !== market) return marketWorld(instance, tree);
  const key = canonical(instance);
  const found = seconds.get(key) ?? marketWorld(instance);
  seconds.set(key, found);
  return found;
}

/** Pairs of contexts and of what is seen of them; all contexts of the same size are tried where the second is not told. */
export function pairChoices(look: Look, tree: MarketTree): Choices<MarketWorld> {
  const terminalsOf = (world: MarketWorld, announced: Json | undefined): readonly string[] => {
    const profile = profileOf(world, readAnnouncement(announced, "choices.announced", world));
    return profile ? looks[look](profile).map(({ at }) => at) : [];
  };
  const told = (value: Json | undefined, all: () => readonly Json[]) => (value === undefined ? all() : [value]);
  return {
    other: ({ context: { players, goods, bits, endowment } }, given) =>
      told(given.other, () =>
        examplesOf([players, goods, bits])
          .map(({ instance }) => sharedWorld(instance))
          .filter(({ context }) => canonical([...context.endowment]) === canonical([...endowment]))
          .map(otherOf),
      ),
    announced: (world, given) => told(given.announced, () => bestAnnouncements(world)),
    otherAnnounced: (world, given) =>
      told(given.otherAnnounced, () => bestAnnouncements(otherWorld(world, given.other, tree))),
    terminal: (world, given) => told(given.terminal, () => terminalsOf(world, given.announced)),
    otherTerminal: (world, given) =>
      told(given.otherTerminal, () => terminalsOf(otherWorld(world, given.other, tree), given.otherAnnounced)),
  };
}

/** Whether the nodes of one outcome are told apart, at a pair of contexts. */
export function pairSides(world: MarketWorld, choices: JsonObject, look: Look, tree: MarketTree): WorstSides {
  const other = otherWorld(world, choices.other, tree);
  const announced = readAnnouncement(choices.announced, "choices.announced", world);
  const otherAnnounced = readAnnouncement(choices.otherAnnounced, "choices.otherAnnounced", world);
  const seen = (at: MarketWorld, x: Outcome, terminal: Json | undefined): Seen | undefined => {
    const profile = profileOf(at, x);
    return profile && looks[look](profile).find((entry) => entry.at === terminal);
  };
  const [here, there] = [seen(world, announced, choices.terminal), seen(other, otherAnnounced, choices.otherTerminal)];
  const isPair = here !== undefined && there !== undefined && here.outcome === there.outcome;
  const isElsewhere = (): boolean =>
    look !== "realized" || seen(other, announced, choices.terminal)?.node !== here?.node;
  return {
    left: isPair && here.node !== there.node && isElsewhere() ? one : zero,
    right: zero,
    larger: "right",
    hypotheses: isPair ? "inside" : "outside",
    inequality: looksSaid[look],
    explanation: isPair
      ? `the outcome ${here.outcome} belongs to ${here.node} in the context and to ${there.node} in the other one`
      : "the two contexts do not yield the same outcome in this way",
  };
}

const looksSaid: Readonly<Record<Look, string>> = {
  distributions: "[M(s) = M(s') and M[s] != M[s']] <= 0",
  heavy: "[the heaviest outcomes agree and the heaviest terminals do not] <= 0",
  realized: "[the other context yields the outcome and never the terminal] <= 0",
};
