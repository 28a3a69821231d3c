import type { Lottery } from "../../game/lottery.js";
import { equals, type Rational } from "../../number/rational.js";
import type { Ring } from "../../number/ring.js";
import { cite } from "../../verdict/citation.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";
import { ascendingPrices, type TwoPriceEnvironment } from "./two-price.js";

/** How the optimal price is chosen and mixed. */
export interface OptimalPrice {
  /** The probability of the uniform price, in [0, 1]. */
  readonly q: Rational;
  /** Which one of several prices of the largest revenue is chosen. */
  readonly tiePrice: "lowest" | "highest";
  /** Whether reactions are imposed at the optimal price, too. */
  readonly imposeAlways: boolean;
}

/** The price of the largest revenue; of several the lowest or the highest one, the first in the list where it stands there twice. */
export function optimalPrice(
  prices: readonly Rational[],
  scores: readonly bigint[],
  tiePrice: OptimalPrice["tiePrice"],
): number {
  const most = scores.reduce((x, y) => (x > y ? x : y));
  const best = ascendingPrices(prices).filter((s) => scores[s] === most);
  if (tiePrice === "lowest") return best[0]!;
  const [highest] = best.slice(-1);
  return best.find((s) => equals(prices[s]!, prices[highest!]!))!;
}

/** With probability 1 − q the optimal price, with probability q a uniform one, from the revenue n·F of every price. */
export function optimalPriceLottery<S>(
  R: Ring<S>,
  { q, tiePrice, imposeAlways }: OptimalPrice,
  prices: readonly Rational[],
  scores: readonly bigint[],
): Lottery<S> {
  const size = BigInt(prices.length);
  const chosen = optimalPrice(prices, scores, tiePrice);
  const share = (q.denominator - q.numerator) * size;
  const imposed = prices.flatMap((_, alternative) => {
    const weight = q.numerator + (imposeAlways && alternative === chosen ? share : 0n);
    return weight === 0n ? [] : [{ alternative, weight: R.integer(weight) }];
  });
  const free = imposeAlways || share === 0n ? [] : [{ alternative: chosen, weight: R.integer(share) }];
  return { free, imposed, total: R.integer(q.denominator * size) };
}

/** The optimal price at the announcements, mixed with a uniform one and imposed reactions [NST, Example 3]. */
export const optimalPriceMechanism: ReactionMechanism<OptimalPrice, TwoPriceEnvironment> = fromLottery<
  OptimalPrice,
  TwoPriceEnvironment
>({
  id: "nst/optimal-price",
  citation: cite("nst", "Example 3"),
  summary: "the price of the largest revenue, or with probability q a uniform price and imposed reactions",
  lottery: (R, parameters, { prices, score }, announced) =>
    optimalPriceLottery(
      R,
      parameters,
      prices,
      prices.map((_, s) => score(announced, s)),
    ),
});
