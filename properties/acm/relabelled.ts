import type { Budget, Example } from "../../src/claim/claim.js";
import { printContext } from "../../src/instance/acm-context.js";
import { playersOf } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { printRational } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { contextsSaid, marketCases, rootInstance, type Structures } from "./market-cases.js";
import { type MarketTree, type MarketWorld, marketWorld } from "./market-world.js";

/** M where nature has drawn a player for the role of player 1: the context in which the two have changed names. */
export interface Drawn {
  readonly world: MarketWorld;
  /** A set of players under its names there. */
  renamed(group: readonly number[]): readonly number[];
}

const known = new WeakMap<MarketWorld, readonly Drawn[]>();

/** Every draw of M-fair, by the player drawn. */
export function drawsOf(world: MarketWorld, tree: MarketTree): readonly Drawn[] {
  if (tree !== market) return drawn(world, tree);
  const found = known.get(world) ?? drawn(world, tree);
  known.set(world, found);
  return found;
}

const drawn = ({ context, partition, stakes }: MarketWorld, tree: MarketTree): readonly Drawn[] =>
  playersOf(context).map((role) => {
    const place = (player: number): number => (player === role ? 1 : player === 1 ? role : player);
    const renamed = (group: readonly number[]) => group.map(place).toSorted((x, y) => x - y);
    const environment = printContext({
      ...context,
      endowment: context.endowment.map(place),
      values: playersOf(context).map((player) => context.values[place(player) - 1]!),
      coalitions: partition.map(renamed),
    }) as unknown as JsonObject;
    const { discount, delta } = stakes;
    const instance = rootInstance(environment, { discount: printRational(discount), delta: printRational(delta) });
    return { world: marketWorld(instance, tree), renamed };
  });

/** The usual contexts; those with many announcements at the deep budget alone, as each is decided once a draw. */
export const drawnCases = (budget: Budget, structures: Structures): readonly Example[] =>
  marketCases(budget, structures).filter(({ instance }) => {
    const { players, goods, bits } = instance.environment as { players: number; goods: number; bits: number };
    return budget === "deep" || (players + goods <= 4 && players + bits <= 5);
  });

/** The same in words. */
export const drawnSaid = (budget: Budget, structures: Structures): string =>
  `${contextsSaid(budget, structures)}${budget === "deep" ? "" : "; of these those with n + m <= 4 and n + k <= 5"}`;
