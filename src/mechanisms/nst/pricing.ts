import type { Types } from "../../game/reaction-environment.js";
import { multiply, type Rational, rational } from "../../number/rational.js";
import { safeInteger } from "../../number/ring.js";
import { commonDenominator } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";
import type { JsonObject } from "../../verdict/json.js";
import { stepOf } from "./exponential.js";
import type { KnownEnvironment } from "./known-environment.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";
import { type Mixture, mixtureLottery } from "./mixture.js";
import { buy, notBuy } from "./posted-price.js";
import { unitOfSums } from "./score-unit.js";

/** Cohorts whose members value a digital good by the signals of all of them [NST, Section 4.1]. */
export interface Cohorts {
  /** The prices are 0, 1/m, …, 1. */
  readonly m: number;
  readonly cohorts: number;
  /** D, the members of each cohort. */
  readonly members: number;
  readonly signals: number;
  /** V_d by member and vector of the cohort's signals, in lexicographic order; in [0, 1]. */
  readonly values: readonly (readonly Rational[])[];
  /** Whether a member whose value is the price does not buy, as F is printed, or does. */
  readonly buyers: "strict" | "weak";
}

/** The environment of the cohorts. */
export interface PricingEnvironment extends KnownEnvironment {
  /** D. */
  readonly members: number;
}

/**
 * The environment of the cohorts: player i is member i mod D of cohort ⌊i/D⌋, her type is her signal. She gets V − p where she
 * buys, which is negative where p > V, and 0 where she does not; n·F is the revenue.
 */
export function pricing(setting: Cohorts, source: JsonObject = {}): PricingEnvironment {
  const { m, cohorts, members, signals, values } = setting;
  const groups = Array.from({ length: cohorts }, (_, cohort) =>
    Array.from({ length: members }, (_member, member) => cohort * members + member),
  );
  const players = groups.flatMap((group, cohort) => group.map((_, member) => ({ cohort, member })));
  const utilityGrid = commonDenominator([rational(1n, BigInt(m)), ...values.flat()]);
  const worth = values.map((row) => row.map((v) => v.numerator * (utilityGrid / v.denominator)));
  const priceStep = utilityGrid / BigInt(m);
  const buyersAt = buyersOf(setting);
  const unit = unitOfSums(BigInt(cohorts), paymentsOf(setting), BigInt(m));
  const vectorAt = (types: Types, cohort: number): number => {
    let vector = 0;
    for (const player of groups[cohort]!) vector = vector * signals + types[player]!;
    return vector;
  };
  const surplus = (types: Types, player: number, price: number): bigint => {
    const { cohort, member } = players[player]!;
    return worth[member]![vectorAt(types, cohort)]! - priceStep * BigInt(price);
  };
  const least = setting.buyers === "strict" ? 1n : 0n;
  return {
    types: players.map(() => signals),
    alternatives: m + 1,
    reactions: players.map(() => 2),
    utility: (types, player, price, reaction) => (reaction === buy ? surplus(types, player, price) : 0n),
    utilityGrid,
    selection: (types, player, price) => (surplus(types, player, price) >= least ? buy : notBuy),
    score(types, price) {
      let count = 0;
      for (let cohort = 0; cohort < cohorts; cohort++) count += buyersAt(vectorAt(types, cohort), price);
      return (BigInt(price) * BigInt(count)) / unit;
    },
    scoreUnit: rational(unit, BigInt(m)),
    influences: (player) => groups[players[player]!.cohort]!,
    members,
    source,
  };
}

/** How many members of a cohort with these signals buy at k/m. */
function buyersOf({ m, values, buyers }: Omit<Cohorts, "cohorts">): (vector: number, price: number) => number {
  // She buys at the prices below this many.
  const reach = values.map((row) => row.map((v) => pricesBelow(multiply(v, rational(BigInt(m))), buyers)));
  return (vector, price) => reach.filter((row) => price < row[vector]!).length;
}

/** What one cohort may pay in units of 1/m, by vector of signals: a row for each price. */
function* paymentsOf(setting: Cohorts): Generator<readonly bigint[]> {
  const buyersAt = buyersOf(setting);
  for (let price = 1; price <= setting.m; price++) {
    yield setting.values[0]!.map((_, vector) => BigInt(price) * BigInt(buyersAt(vector, price)));
  }
}

/** How many k = 0, 1, … are below x, or at most x. */
function pricesBelow({ numerator, denominator }: Rational, buyers: Cohorts["buyers"]): number {
  const floor = numerator / denominator;
  const excluded = buyers === "strict" && floor * denominator === numerator;
  return safeInteger(excluded ? floor : floor + 1n, "price");
}

/** n·F at every price in units of 1/m, where so many cohorts have each vector of signals: one count a vector. */
export function pricingScores(setting: Omit<Cohorts, "cohorts">, counts: readonly bigint[]): readonly bigint[] {
  const buyersAt = buyersOf(setting);
  return Array.from({ length: setting.m + 1 }, (_, price) => {
    const count = counts.reduce((sum, cohorts, vector) => sum + cohorts * BigInt(buyersAt(vector, price)), 0n);
    return BigInt(price) * count;
  });
}

/** The pricing mechanism M_dg [NST, Section 4.1]: the mixture with the uniform commitment. Its d is D unless told. */
export const pricingMechanism: ReactionMechanism<Mixture, PricingEnvironment> = fromLottery<
  Mixture,
  PricingEnvironment
>({
  id: "nst/pricing",
  citation: cite("nst", "Section 4.1"),
  summary:
    "one price for buyers in cohorts: the exponential mechanism, or with probability q a uniform price and imposed reactions",
  step: stepOf,
  lottery: mixtureLottery,
});
