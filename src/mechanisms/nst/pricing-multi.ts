import { profilesOf, type Types } from "../../game/reaction-environment.js";
import { add, multiply, type Rational, rational, subtract, zero } from "../../number/rational.js";
import { commonDenominator } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";
import type { JsonObject } from "../../verdict/json.js";
import { stepOf } from "./exponential.js";
import type { KnownEnvironment } from "./known-environment.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";
import { type Mixture, mixtureLottery } from "./mixture.js";
import { unitOfSums } from "./score-unit.js";
import { measureOf } from "./tabular.js";

/** Buyers of several digital goods [NST, Section 4.1, "A Multi Parameter Extension"]. A bundle is the set of the bits of its number. */
export interface Goods {
  readonly n: number;
  /** G. */
  readonly goods: number;
  /** What each good may cost, not negative. */
  readonly prices: readonly Rational[];
  /** The value of each of the 2^G bundles, by type. */
  readonly types: readonly (readonly Rational[])[];
}

/** The environment of the goods, and how much one buyer matters to the revenue. */
export interface MultiPricingEnvironment extends KnownEnvironment {
  /**
   * The least d for which the average revenue is d-sensitive: the largest difference between what two types pay at the same
   * prices, as nobody's purchase depends on the others.
   */
  readonly leastSensitivity: Rational;
}

/**
 * The environment of the goods. Alternatives are the G-tuples of prices in lexicographic order, in the order in which the prices
 * are given; the reactions are the bundles, and the lowest optimal one is selected. n·F is the revenue.
 */
export function multiPricing({ n, goods, prices, types }: Goods, source: JsonObject = {}): MultiPricingEnvironment {
  const vectors = [...profilesOf(Array.from({ length: goods }, () => prices.length))];
  const costs = vectors.map((places) => costsAt(places.map((place) => prices[place]!)));
  const utilityGrid = commonDenominator([...prices, ...types.flat()]);
  const utilities = types.map((values) =>
    costs.map((row) => row.map((cost, bundle) => onGrid(subtract(values[bundle]!, cost), utilityGrid))),
  );
  const selected = utilities.map((rows) => rows.map(firstLargest));
  const payments = selected.map((row) => row.map((bundle, s) => costs[s]![bundle]!));
  const measure = measureOf(payments.flat());
  const paid = payments.map((row) => row.map((cost) => inUnits(cost, measure)));
  const unit = unitOfSums(
    BigInt(n),
    costs.map((_, s) => paid.map((row) => row[s]!)),
  );
  return {
    types: Array.from({ length: n }, () => types.length),
    alternatives: vectors.length,
    reactions: Array.from({ length: n }, () => costs[0]!.length),
    utility: (profile, player, s, bundle) => utilities[profile[player]!]![s]![bundle]!,
    utilityGrid,
    selection: (profile, player, s) => selected[profile[player]!]![s]!,
    score: (profile: Types, s) => profile.reduce((revenue, type) => revenue + paid[type]![s]!, 0n) / unit,
    scoreUnit: multiply(measure, rational(unit)),
    influences: (player) => [player],
    leastSensitivity: multiply(rational(largestDifference(paid)), measure),
    source,
  };
}

/** The price of every bundle. */
function costsAt(prices: readonly Rational[]): readonly Rational[] {
  let costs: readonly Rational[] = [zero];
  // The bundles that hold the next good follow those that do not.
  for (const price of prices) costs = [...costs, ...costs.map((cost) => add(cost, price))];
  return costs;
}

const onGrid = (value: Rational, grid: bigint): bigint => value.numerator * (grid / value.denominator);

const inUnits = (value: Rational, unit: Rational): bigint =>
  (value.numerator * unit.denominator) / (value.denominator * unit.numerator);

function firstLargest(row: readonly bigint[]): number {
  let best = 0;
  row.forEach((value, i) => {
    if (value > row[best]!) best = i;
  });
  return best;
}

/** The largest difference between two entries of one column. */
function largestDifference(rows: readonly (readonly bigint[])[]): bigint {
  let most = 0n;
  for (let s = 0; s < rows[0]!.length; s++) {
    let [low, high] = [rows[0]![s]!, rows[0]![s]!];
    for (const row of rows) {
      if (row[s]! < low) low = row[s]!;
      if (row[s]! > high) high = row[s]!;
    }
    if (high - low > most) most = high - low;
  }
  return most;
}

/** Pricing of several goods: the mixture with the uniform commitment. Its d is the least one unless told. */
export const multiPricingMechanism: ReactionMechanism<Mixture, MultiPricingEnvironment> = fromLottery<
  Mixture,
  MultiPricingEnvironment
>({
  id: "nst/pricing-multi",
  citation: cite("nst", "Section 4.1, multi parameter extension"),
  summary:
    "a price for each good: the exponential mechanism, or with probability q uniform prices and imposed reactions",
  step: stepOf,
  lottery: mixtureLottery,
});
