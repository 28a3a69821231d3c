import type { Check } from "../../src/claim/claim.js";
import type { Situation } from "../../src/game/situation.js";
import { baseOf, readEpsilon } from "../../src/instance/epsilon.js";
import { privacyRatios, tightestRatio } from "../../src/notions/differential-privacy.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient } from "../../src/number/ring.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Laws } from "./table-laws.js";

/*
 * Values of e^ε beside the privacy ratios of a mechanism: those that stand for all others, those that an example gives, and
 * how one stands to the largest ratio.
 */

/**
 * Values of e^ε that stand for all ε > 0 at which the situation is ε-differentially private: one beyond the largest
 * ratio, and that ratio itself where it is above 1; none when it is infinite.
 */
export function privateAt<O, S>(R: OrderedRing<S>, situation: Situation<number, O, S>): readonly Quotient<S>[] {
  const { ratio } = tightestRatio(R, situation);
  if (ratio === "infinity") return [];
  const beyond = { numerator: R.add(ratio.numerator, ratio.denominator), denominator: ratio.denominator };
  return compareQuotients(R, ratio, { numerator: R.one, denominator: R.one }) > 0 ? [beyond, ratio] : [beyond];
}

/** For claims without hypothesis (1): values of e^ε below a ratio, halfway between it and 1; none at infinite ratios. */
export function tooLittleNoise<O, S>(R: OrderedRing<S>, situation: Situation<number, O, S>): readonly Quotient<S>[] {
  const ratios = privacyRatios(R, situation).map(({ ratio }) => ratio);
  if (ratios.includes("infinity")) return [];
  return (ratios as readonly Quotient<S>[])
    .filter((ratio) => compareQuotients(R, ratio, { numerator: R.one, denominator: R.one }) > 0)
    .map(({ numerator, denominator }) => ({
      numerator: R.add(numerator, denominator),
      denominator: R.multiply(R.integer(2n), denominator),
    }));
}

/** e^ε: of `epsilon`, or unless given the largest ratio; 2 where that says nothing. */
export function boundOf(choices: JsonObject, { tightest }: Pick<Laws, "tightest">): Q.Rational {
  if (choices.epsilon !== undefined) {
    return baseOf(readEpsilon(choices.epsilon, "choices.epsilon"), Q.one, "choices.epsilon");
  }
  return tightest === "infinity" || Q.equals(tightest, Q.one) ? Q.rational(2n) : tightest;
}

export const printEpsilonOf = (bound: Q.Rational): JsonObject => ({ times: "1", log: Q.printRational(bound) });

/** How e^ε stands to the largest ratio. */
export function isPrivate({ tightest }: Laws, bound: Q.Rational): Check["hypotheses"] {
  if (tightest === "infinity") return "outside";
  const order = Q.compare(tightest, bound);
  return order > 0 ? "outside" : order === 0 ? "boundary" : "inside";
}

/** Values of e^ε at which an exhibit is tried: the next integer above the largest ratio, and that ratio. */
export function simpleBounds({ tightest }: Laws): readonly Q.Rational[] {
  if (tightest === "infinity") return [];
  const above = Q.rational(tightest.numerator / tightest.denominator + 1n);
  return Q.equals(tightest, Q.one) ? [above] : [above, tightest];
}

/** e^ε of a random example: 1 + (x − 1)·share for the largest ratio x, with 2 in its place where it is 1 or infinite. */
export function drawnBound({ tightest }: Laws, share: Q.Rational): Q.Rational {
  const x = tightest === "infinity" || Q.equals(tightest, Q.one) ? Q.rational(2n) : tightest;
  return Q.add(Q.one, Q.multiply(Q.subtract(x, Q.one), share));
}

/** The corners of ε and F. */
export const boundCorners = [
  "ε at the largest ratio",
  "ε above the largest ratio",
  "not ε-differentially private",
  "small epsilon",
  "large epsilon",
] as const;

export function boundCornersOf(laws: Laws, bound: Q.Rational): readonly string[] {
  const where = isPrivate(laws, bound);
  const met: Record<(typeof boundCorners)[number], boolean> = {
    "ε at the largest ratio": where === "boundary",
    "ε above the largest ratio": where === "inside",
    "not ε-differentially private": where === "outside",
    "small epsilon": Q.compare(bound, Q.rational(10n, 9n)) <= 0,
    "large epsilon": Q.compare(bound, Q.rational(10n)) >= 0,
  };
  return boundCorners.filter((corner) => met[corner]);
}
