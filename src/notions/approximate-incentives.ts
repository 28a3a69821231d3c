import type { Population } from "../game/bayesian-environment.js";
import type { DirectMechanism } from "../game/direct-mechanism.js";
import { compareSum, compareSums, type QuotientSum, signOfSum } from "../number/quotient-sum.js";
import type { Rational } from "../number/rational.js";
import { allGains } from "./interim-incentives.js";

/** ε-Bayesian incentive compatibility, ε ≥ 0: no gain is above ε [Basu, Definition 1]. The gain from the truth, 0, never is. */
export const isApproximatelyTruthful = (population: Population, mechanism: DirectMechanism, slack: Rational): boolean =>
  allGains(population, mechanism).every((gain) => compareSum(gain, slack) <= 0);

/** The largest gain, or undefined where no lie gains anything: the truth gains 0. */
export function largestGain<G extends QuotientSum>(gains: readonly G[]): G | undefined {
  let best: G | undefined;
  for (const gain of gains) {
    if (best === undefined ? signOfSum(gain) > 0 : compareSums(gain, best) > 0) best = gain;
  }
  return best;
}
