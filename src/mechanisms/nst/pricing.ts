import type { Types } from "../../game/reaction-environment.js";
import { divide, multiply, type Rational, rational } from "../../number/rational.js";
import { commonDenominator } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";
import type { JsonObject } from "../../verdict/json.js";
import { stepOf } from "./exponential.js";
import type { KnownEnvironment } from "./known-environment.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";
import { type Mixture, mixtureLottery } from "./mixture.js";
import { buy, notBuy } from "./posted-price.js";

/** Cohorts whose members value a digital good by the signals of all of them [NST, Section 4.1]. */
export interface Cohorts {
  /** The prices are 0, 1/m, …, 1. */
  readonly m: number;
  readonly cohorts: number;
  /** D, the members of each cohort. */
  readonly members: number;
  readonly signals: number;
  /** V_d by member and vector of the cohort's signals, in lexicographic order; in [0, 1]. */
  readonly valuation: readonly (readonly Rational[])[];
  /** Whether a member whose value is the price does not buy, as F is printed, or does. */
  readonly buyers: "strict" | "weak";
}

export interface PricingEnvironment extends KnownEnvironment {
  /** D. */
  readonly members: number;
}

/**
 * The environment of the cohorts: player i is member i mod D of cohort ⌊i/D⌋, her type is her signal. She gets V − p where she
 * buys, which is negative where p > V, and 0 where she does not; n·F is the revenue.
 */
export function pricing(setting: Cohorts, source: JsonObject = {}): PricingEnvironment {
  const { m, cohorts, members, signals, valuation } = setting;
  const players = Array.from({ length: cohorts * members }, (_, player) => player);
  const cohortOf = (player: number): number => (player - (player % members)) / members;
  const utilityGrid = commonDenominator([rational(1n, BigInt(m)), ...valuation.flat()]);
  const values = valuation.map((row) => row.map((v) => v.numerator * (utilityGrid / v.denominator)));
  const priceStep = utilityGrid / BigInt(m);
  const buyersAt = buyersOf(setting);
  const vectorAt = (types: Types, cohort: number): number => {
    let vector = 0;
    for (let i = cohort * members; i < (cohort + 1) * members; i++) vector = vector * signals + types[i]!;
    return vector;
  };
  const surplus = (types: Types, player: number, price: number): bigint =>
    values[player % members]![vectorAt(types, cohortOf(player))]! - priceStep * BigInt(price);
  const isBuyer = ((strict) => (value: bigint) => (strict ? value > 0n : value >= 0n))(setting.buyers === "strict");
  return {
    types: players.map(() => signals),
    alternatives: m + 1,
    reactions: players.map(() => 2),
    utility: (types, player, price, reaction) => (reaction === buy ? surplus(types, player, price) : 0n),
    utilityGrid,
    selection: (types, player, price) => (isBuyer(surplus(types, player, price)) ? buy : notBuy),
    score(types, price) {
      let count = 0;
      for (let cohort = 0; cohort < cohorts; cohort++) count += buyersAt(vectorAt(types, cohort), price);
      return BigInt(price) * BigInt(count);
    },
    scoreUnit: rational(1n, BigInt(m)),
    influences: (player) => players.slice(cohortOf(player) * members, (cohortOf(player) + 1) * members),
    members,
    source,
  };
}

/** How many members of a cohort with these signals buy at k/m. */
function buyersOf({ m, valuation, buyers }: Cohorts): (vector: number, price: number) => number {
  // She buys at the prices below this many.
  const reach = valuation.map((row) => row.map((v) => pricesBelow(multiply(v, rational(BigInt(m))), buyers)));
  return (vector, price) => reach.reduce((count, row) => count + (BigInt(price) < row[vector]! ? 1 : 0), 0);
}

/** How many k = 0, 1, … are below x, or at most x. */
function pricesBelow({ numerator, denominator }: Rational, buyers: Cohorts["buyers"]): bigint {
  const floor = numerator / denominator;
  return buyers === "strict" && floor * denominator === numerator ? floor : floor + 1n;
}

/** n·F at every price in units of 1/m, where so many cohorts have each vector of signals: one count a vector. */
export function pricingScores(setting: Cohorts, counts: readonly bigint[]): readonly bigint[] {
  const buyersAt = buyersOf(setting);
  return Array.from({ length: setting.m + 1 }, (_, price) => {
    const count = counts.reduce((sum, cohorts, vector) => sum + cohorts * BigInt(buyersAt(vector, price)), 0n);
    return BigInt(price) * count;
  });
}

/**
 * Whether the price grid is fine enough [NST, Section 4.1]: for any two vectors of signals X > X′ and each member there is a
 * price p with V(X) > p + 2/m > p > V(X′).
 */
export function hasFineGrid({ m, members, signals, valuation }: Cohorts): boolean {
  const two = divide(rational(2n), rational(BigInt(m)));
  const fits = (high: Rational, low: Rational): boolean =>
    // The lowest price above V(X′) is the best one.
    pricesBelow(multiply(low, rational(BigInt(m))), "weak") * high.denominator + multiply(two, rational(BigInt(m))).numerator * high.denominator <
    high.numerator * BigInt(m);
  return pairsInOrder(signals, members).every(([above, below]) =>
    valuation.every((row) => fits(row[above]!, row[below]!)),
  );
}

/** Whether every valuation strictly rises in the product order of the signals. */
export const isMonotone = ({ members, signals, valuation }: Cohorts): boolean =>
  pairsInOrder(signals, members).every(([above, below]) =>
    valuation.every((row) => row[above]!.numerator * row[below]!.denominator > row[below]!.numerator * row[above]!.denominator),
  );

