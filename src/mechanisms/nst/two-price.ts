import { compare, multiply, type Rational, rational, subtract, zero } from "../../number/rational.js";
import type { Quotient, Ring } from "../../number/ring.js";
import { commonDenominator } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";
import type { JsonObject } from "../../verdict/json.js";
import { exponentialLottery, lotteryByScores, type Sensitivity, stepOf } from "./exponential.js";
import type { KnownEnvironment } from "./known-environment.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";
import { buy, notBuy } from "./posted-price.js";
import { unitOfSums } from "./score-unit.js";
import { measureOf } from "./tabular.js";

/** Buyers of one of two values and a price for all [NST, Examples 2 and 3]. */
export interface TwoValues {
  readonly n: number;
  /** The low value, type 0, and the high one, type 1. */
  readonly values: readonly [low: Rational, high: Rational];
  readonly prices: readonly Rational[];
  /** What a buyer does whose value is the price. */
  readonly tieReaction: "Buy" | "Not buy";
}

/** The environment of the buyers, and the prices themselves. */
export interface TwoPriceEnvironment extends KnownEnvironment {
  readonly prices: readonly Rational[];
}

/** The environment of the buyers: she gets V − p where she buys, 0 where she does not; n·F is the revenue. */
export function twoPrice(setting: TwoValues, source: JsonObject = {}): TwoPriceEnvironment {
  const { n, prices } = setting;
  const { utilityGrid, measure, steps, surplus, buys } = factsOf(setting);
  const unit = unitOfSums(
    BigInt(n),
    steps.map((step, price) => [buys(0, price) ? step : 0n, step]),
  );
  const everybody = (size: number): readonly number[] => Array.from({ length: n }, () => size);
  return {
    types: everybody(2),
    alternatives: prices.length,
    reactions: everybody(2),
    utility: (types, player, price, reaction) => (reaction === buy ? surplus(types[player]!, price) : 0n),
    utilityGrid,
    selection: (types, player, price) => (buys(types[player]!, price) ? buy : notBuy),
    score(types, price) {
      const high = types.reduce((count, type) => count + type, 0);
      return revenue(setting, price, BigInt(types.length - high), BigInt(high)) / unit;
    },
    scoreUnit: multiply(measure, rational(unit)),
    influences: (player) => [player],
    prices,
    source,
  };
}

/** What does not depend on n, worked out once. */
function factsOf(setting: Pick<TwoValues, "values" | "prices" | "tieReaction">): Facts {
  const known = facts.get(setting);
  if (known) return known;
  const { values, prices, tieReaction } = setting;
  const utilityGrid = commonDenominator([...values, ...prices]);
  const table = values.map((value) =>
    prices.map((price) => {
      const { numerator, denominator } = subtract(value, price);
      return numerator * (utilityGrid / denominator);
    }),
  );
  const least = tieReaction === "Buy" ? 0n : 1n;
  const surplus = (type: number, price: number): bigint => table[type]![price]!;
  const buys = (type: number, price: number): boolean => surplus(type, price) >= least;
  const paid = prices.map((price, s) => (buys(1, s) ? price : zero));
  const measure = measureOf(paid);
  const steps = paid.map((p) => (p.numerator * measure.denominator) / (p.denominator * measure.numerator));
  const found = { utilityGrid, measure, steps, surplus, buys };
  facts.set(setting, found);
  return found;
}

interface Facts {
  readonly utilityGrid: bigint;
  /** Every price at which anybody buys is a multiple of it. */
  readonly measure: Rational;
  /** The prices in units of the measure, 0 where nobody ever buys. */
  readonly steps: readonly bigint[];
  /** V − p in units of 1/utilityGrid. */
  readonly surplus: (type: number, price: number) => bigint;
  readonly buys: (type: number, price: number) => boolean;
}

const facts = new WeakMap<object, Facts>();

function revenue(setting: Omit<TwoValues, "n">, price: number, low: bigint, high: bigint): bigint {
  const { steps, buys } = factsOf(setting);
  return steps[price]! * ((buys(0, price) ? low : 0n) + (buys(1, price) ? high : 0n));
}

/** n·F at every price, in units of `twoPriceUnit`, where k of n buyers are high. The step of a ring is that unit over 2d. */
export const twoPriceScores = (setting: Omit<TwoValues, "n">, n: bigint, k: bigint): readonly bigint[] =>
  setting.prices.map((_, price) => revenue(setting, price, n - k, k));

/** The largest rational of which every price is a multiple at which anybody buys; 1 where that is none. */
export const twoPriceUnit = (setting: Omit<TwoValues, "n">): Rational => factsOf(setting).measure;

/** The chance of every price in the exponential mechanism, where k of n buyers announce the high value. */
export function twoPriceChances<S>(
  R: Ring<S>,
  setting: Omit<TwoValues, "n">,
  n: bigint,
  k: bigint,
): readonly Quotient<S>[] {
  const { free, total } = lotteryByScores(R, twoPriceScores(setting, n, k));
  return free.map(({ weight }) => ({ numerator: weight, denominator: total }));
}

/** The expected utility of a buyer of this type, free, in the exponential mechanism where k of n announce the high value. */
export function twoPriceUtility<S>(
  R: Ring<S>,
  setting: Omit<TwoValues, "n">,
  n: bigint,
  k: bigint,
  type: 0 | 1,
): Quotient<S> {
  const { utilityGrid, surplus, buys } = factsOf(setting);
  const { free, total } = lotteryByScores(R, twoPriceScores(setting, n, k));
  let numerator = R.zero;
  for (const { alternative, weight } of free) {
    if (!buys(type, alternative)) continue;
    numerator = R.add(numerator, R.multiply(R.integer(surplus(type, alternative)), weight));
  }
  return { numerator, denominator: R.multiply(R.integer(utilityGrid), total) };
}

/** The prices from the lowest to the highest, as indices; equal ones in their order. */
export const ascendingPrices = (prices: readonly Rational[]): readonly number[] =>
  prices.map((_, s) => s).sort((s, r) => compare(prices[s]!, prices[r]!) || s - r);

/** The exponential mechanism of Example 2 alone. */
export const twoPriceMechanism: ReactionMechanism<Sensitivity, TwoPriceEnvironment> = fromLottery<
  Sensitivity,
  TwoPriceEnvironment
>({
  id: "nst/two-price",
  citation: cite("nst", "Example 2"),
  summary: "one of the prices drawn by the exponential mechanism",
  step: stepOf,
  lottery: (R, _, environment, announced) => exponentialLottery(R, environment, announced),
});
