import { rational } from "../../number/rational.js";
import { allocationsOf, boundOf, type Context, type Outcome } from "./context.js";

/** How many outcomes there are with integer prices of (−B, B) that sum to 0: what the naive forms let players announce. */
export function countBalanced(context: Context): bigint {
  // By sums: how many price vectors of the players so far have each sum.
  const B = boundOf(context);
  let counts = new Map<bigint, bigint>([[0n, 1n]]);
  for (let player = 0; player < context.players; player++) {
    const next = new Map<bigint, bigint>();
    for (const [sum, count] of counts) {
      for (let price = 1n - B; price < B; price++) next.set(sum + price, (next.get(sum + price) ?? 0n) + count);
    }
    counts = next;
  }
  return BigInt(context.players + 1) ** BigInt(context.goods) * (counts.get(0n) ?? 0n);
}

/** The same outcomes by ascending owners, then prices. */
export function* balancedOutcomes(context: Context): Generator<Outcome> {
  for (const allocation of allocationsOf(context)) {
    for (const prices of balancedPrices(context.players, boundOf(context))) {
      yield { allocation, prices: prices.map((price) => rational(price)) };
    }
  }
}

/** Integer vectors of (−B, B) that sum to 0, lexicographically. */
function* balancedPrices(players: number, B: bigint, before: readonly bigint[] = []): Generator<readonly bigint[]> {
  const sum = before.reduce((x, y) => x + y, 0n);
  if (before.length === players - 1) {
    if (sum > -B && sum < B) yield [...before, -sum];
    return;
  }
  for (let price = 1n - B; price < B; price++) yield* balancedPrices(players, B, [...before, price]);
}
