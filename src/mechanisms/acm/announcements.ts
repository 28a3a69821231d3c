import { rational } from "../../number/rational.js";
import { allocationsOf, boundOf, type Context, type Outcome } from "./context.js";

/** How many outcomes there are with integer prices of (−B, B) that sum to 0: what the naive forms let players announce. */
export function countBalanced({ players, goods, bits }: Pick<Context, "players" | "goods" | "bits">): bigint {
  // Prices plus B − 1 are n integers of [0, 2B − 2] with the sum n(B − 1): by inclusion and exclusion of those above.
  const B = boundOf({ bits });
  const n = BigInt(players);
  let count = 0n;
  for (let above = 0n; above <= n; above++) {
    const left = n * (B - 1n) - above * (2n * B - 1n);
    if (left < 0n) break;
    const ways = binomial(n, above) * binomial(left + n - 1n, n - 1n);
    count += above & 1n ? -ways : ways;
  }
  return (n + 1n) ** BigInt(goods) * count;
}

function binomial(n: bigint, k: bigint): bigint {
  let ways = 1n;
  for (let i = 1n; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
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
