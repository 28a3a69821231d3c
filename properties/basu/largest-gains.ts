import { type BayesianEnvironment, playersOf, type Sizes } from "../../src/game/bayesian-environment.js";
import { compositionsOf, posteriorGains } from "../../src/instance/basu-thresholds.js";
import { allTails } from "../../src/mechanisms/basu/affinity-tail.js";
import { posteriorPrice } from "../../src/mechanisms/basu/posterior-price.js";
import type { Tie } from "../../src/mechanisms/basu/tie.js";
import { largestGain } from "../../src/notions/approximate-incentives.js";
import { allGains, type Gain } from "../../src/notions/interim-incentives.js";
import { sqrt } from "../../src/number/enclosure.js";
import { compareSum, exactSum, type QuotientSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";
import { type GeometricTail, settledFrom } from "./event-tail.js";
import { remembered } from "./remembered.js";
import { compareLength, type Length } from "./utility-length.js";

const largest = remembered<QuotientSum | undefined>();

/** The largest gain of n players over all compositions, found once; undefined where no lie gains anything. */
export const largestGainAt = (environment: BayesianEnvironment, tie: Tie, players: number): QuotientSum | undefined =>
  largest(environment, `${tie} ${players}`, () =>
    largestGain(posteriorGains(environment, tie, players, compositionsOf(environment, players))),
  );

/** x ≥ 0 rounded up to a multiple of 2^−64: sums of many such have no long denominators. */
const roundedUp = ({ numerator, denominator }: Q.Rational): Q.Rational =>
  Q.rational((numerator << 64n) / denominator + 1n, 1n << 64n);

const tails = remembered<readonly GeometricTail[]>();

/** The least n from which on no gain exceeds a bound > 0, whatever the composition and the tie. */
export function gainsSettledFrom(environment: BayesianEnvironment, bound: Q.Rational): number {
  const found = tails(environment, "", () =>
    allTails(environment).map((terms) => ({
      start: terms.map(({ factor }) => roundedUp(factor)).reduce(Q.add),
      rate: terms.map(({ affinity }) => affinity).reduce(Q.maximum),
    })),
  );
  return settledFrom(found, bound) + 1;
}

/** A length rounded down and up. */
export const lengthWithin = ({ square, exact }: Length): { readonly low: Q.Rational; readonly high: Q.Rational } =>
  exact ? { low: exact, high: exact } : sqrt(square, 96);

/** The sign of a gain less a length, with an exact sum where an enclosure of the length does not tell. */
export function compareGain(gain: QuotientSum, length: Length): Sign {
  const { low, high } = lengthWithin(length);
  const least = compareSum(gain, low);
  if (least <= 0) return length.exact ? least : -1;
  if (compareSum(gain, high) > 0) return 1;
  return compareLength(Q.fromQuotient(exactSum(gain)), length);
}

/** A composition of n players, and a gain above a length in it; undefined where there is none. */
export function gainAbove(
  environment: BayesianEnvironment,
  tie: Tie,
  players: number,
  length: Length,
): (Gain & { readonly sizes: Sizes }) | undefined {
  for (const sizes of compositionsOf(environment, players)) {
    const population = { ...environment, sizes };
    const gain = allGains(population, posteriorPrice(population, tie)).find((found) => compareGain(found, length) > 0);
    if (gain && playersOf(sizes) === players) return { ...gain, sizes };
  }
  return undefined;
}
