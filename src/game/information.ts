import type { Ring } from "../number/ring.js";
import { sum } from "../number/ring.js";
import { type Law, mapLaw } from "../probability/law.js";

/**
 * Bayes' rule: the law of x given an event that has the probability chance(x)/c at x, for one constant c > 0;
 * undefined where the event has probability 0. The weights are prior·chance, and their sum is the total.
 */
export function given<X, S>(R: Ring<S>, prior: Law<X, S>, chance: (x: X) => S): Law<X, S> | undefined {
  const entries = prior.entries.map(({ outcome, weight }) => ({
    outcome,
    weight: R.multiply(weight, chance(outcome)),
  }));
  const total = sum(
    R,
    entries.map(({ weight }) => weight),
  );
  return R.equals(total, R.zero) ? undefined : { entries, total };
}

/** The law of the type, from the joint law of type and report that a prior and a strategy make. */
export const typeMarginal = <T, A, S>(R: Ring<S>, joint: Law<readonly [type: T, report: A], S>): Law<T, S> =>
  mapLaw(R, joint, ([type]) => type);
