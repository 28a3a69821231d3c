import type { Claim } from "../../src/claim/claim.js";
import * as Q from "../../src/number/rational.js";
import type { Changes } from "../repairs.js";
import { marginOf, plainTwoPrice, type TwoPricePlace } from "./two-price-cases.js";

const half = Q.rational(1n, 2n);

/** Whether values and prices are those of Example 3 with μ < 1/2, and μ > 0 unless it may be anything below. */
export function isExample3(place: TwoPricePlace, isAnyMargin = false): boolean {
  const { n, values, prices } = plainTwoPrice(place);
  const share = Q.rational(1n, BigInt(n));
  const mu = marginOf(place);
  return (
    (isAnyMargin || Q.compare(mu, Q.zero) > 0) &&
    Q.compare(mu, half) < 0 &&
    Q.equals(values[0]!, share) &&
    prices.length === 2 &&
    Q.equals(prices[0]!, share) &&
    Q.equals(prices[1]!, Q.one)
  );
}

/** The corners of Example 3. */
export const example3Corners: Readonly<Record<string, (place: TwoPricePlace) => boolean>> = {
  "one buyer: both prices are 1": ({ environment }) => environment.types.length === 1,
  "two buyers": ({ environment }) => environment.types.length === 2,
  "three buyers or more": ({ environment }) => environment.types.length > 2,
  "μ near 0": (place) => Q.compare(marginOf(place), Q.rational(1n, 20n)) < 0,
  "μ near 1/2": (place) => Q.compare(marginOf(place), Q.rational(9n, 20n)) > 0,
};

/** The changes that repair a reading. */
export type Repairs = Readonly<Record<string, readonly string[]>>;

/** The repairs of a claim by reading. */
export const repairsOf = (
  repairs: Repairs,
  statement: string,
  claim: (changes: readonly string[]) => Claim,
): readonly Changes[] =>
  Object.entries(repairs).map(([name, changes]) => ({
    statement: `${statement}, given: ${changes.join("; ")}.`,
    changes,
    of: [name],
    claim,
  }));
