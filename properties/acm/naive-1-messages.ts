import { balancedOutcomes, countBalanced } from "../../src/mechanisms/acm/announcements.js";
import { allocationsOf, boundOf, type Context, type Outcome, playersOf } from "../../src/mechanisms/acm/context.js";
import { naive1 } from "../../src/mechanisms/acm/naive-1.js";
import { outcomeKey } from "./root-profiles.js";

/** Contexts with more announcements are not looked at. */
export const isShort = (context: Context): boolean => countBalanced(context) <= 40n;

const known = new Map<string, bigint>();

/**
 * How many announcements of a player Naive-1 tells apart: two of them where the others can say something, one and all the same,
 * with which they lead to different outcomes. That many a player must be able to send, whatever the others send. The fewest over
 * all players.
 */
export function toldApart(context: Context, mechanism = naive1): bigint {
  const { players, goods, bits, endowment } = context;
  const key = [players, goods, bits, ...endowment].join();
  const before = mechanism === naive1 ? known.get(key) : undefined;
  if (before !== undefined) return before;
  const all = [...balancedOutcomes(context)];
  const seen = (player: number, said: Outcome): string =>
    all
      .map((others) => {
        const announced = playersOf(context).map((i) => (i === player ? said : others));
        return outcomeKey(mechanism(context, announced).outcome);
      })
      .join(" ");
  const counts = playersOf(context).map((player) => BigInt(new Set(all.map((said) => seen(player, said))).size));
  const found = counts.reduce((x, y) => (y < x ? y : x));
  if (mechanism === naive1) known.set(key, found);
  return found;
}

/** The outcomes with integer prices of (−B, B) that sum to 0, counted one by one: what a message of one outcome must tell. */
export function countPlainly(context: Context): bigint {
  const B = Number(boundOf(context));
  const from = (left: number, sum: number): bigint => {
    if (left === 0) return sum === 0 ? 1n : 0n;
    let found = 0n;
    for (let price = 1 - B; price < B; price++) found += from(left - 1, sum + price);
    return found;
  };
  return BigInt([...allocationsOf(context)].length) * from(context.players, 0);
}
