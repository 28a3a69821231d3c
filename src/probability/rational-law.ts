import { gcd } from "../number/integer.js";
import type { Rational } from "../number/rational.js";
import type { Ring } from "../number/ring.js";
import type { Law } from "./law.js";

/** The least common denominator, 1 for none. */
export const commonDenominator = (values: readonly Rational[]): bigint =>
  values.reduce((common, { denominator }) => (common / gcd(common, denominator)) * denominator, 1n);

/** Each value times the common denominator: integers. */
export function integerWeights(values: readonly Rational[]): readonly bigint[] {
  const common = commonDenominator(values);
  return values.map(({ numerator, denominator }) => numerator * (common / denominator));
}

/** The law over any ring that gives outcome i the probability chances[i]; these sum to 1. Outcomes are all different. */
export const rationalLaw = <O, S>(R: Ring<S>, outcomes: readonly O[], chances: readonly Rational[]): Law<O, S> => {
  const weights = integerWeights(chances);
  return {
    entries: outcomes.map((outcome, i) => ({ outcome, weight: R.integer(weights[i]!) })),
    total: R.integer(commonDenominator(chances)),
  };
};
