import { gcd } from "../number/integer.js";
import type { Rational } from "../number/rational.js";
import type { Ring } from "../number/ring.js";
import type { Law } from "./law.js";

/** The least common denominator, 1 for none. */
export const commonDenominator = (values: readonly Rational[]): bigint =>
  values.reduce((common, { denominator }) => (common / gcd(common, denominator)) * denominator, 1n);

/** The law over any ring that gives outcome i the probability chances[i]; these sum to 1. Outcomes are all different. */
export const rationalLaw = <O, S>(R: Ring<S>, outcomes: readonly O[], chances: readonly Rational[]): Law<O, S> => {
  const { weights, common } = onOneDenominator(chances);
  return {
    entries: outcomes.map((outcome, i) => ({ outcome, weight: R.integer(weights[i]!) })),
    total: R.integer(common),
  };
};

/** Rationals as integer weights over their least common denominator. */
export interface OnOneDenominator {
  readonly weights: readonly bigint[];
  readonly common: bigint;
}

/** The coins of a mechanism are one list that every law of it asks about: brought to one denominator once. */
export function onOneDenominator(values: readonly Rational[]): OnOneDenominator {
  const known = denominators.get(values);
  if (known) return known;
  const common = commonDenominator(values);
  const found = { common, weights: values.map(({ numerator, denominator }) => numerator * (common / denominator)) };
  denominators.set(values, found);
  return found;
}

const denominators = new WeakMap<readonly Rational[], OnOneDenominator>();
