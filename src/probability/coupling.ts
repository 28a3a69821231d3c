import type { Quotient, Ring } from "../number/ring.js";
import { sum } from "../number/ring.js";
import { isSame, type Law, mapLaw } from "./law.js";

/**
 * The joint law of the outcomes of two reports of one player under the same coins, the other reports fixed.
 * Two outcome laws do not determine it: a mechanism writes it beside its law, from the same noise.
 */
export type Coupled<O, S> = Law<readonly [truth: O, lie: O], S>;

/** The pairs of different outcomes that some coins produce: Pr > 0. */
export function reachable<O, S>(R: Ring<S>, coupled: Coupled<O, S>): readonly (readonly [O, O])[] {
  return coupled.entries
    .filter(({ outcome: [o, p], weight }) => !isSame(o, p) && !R.equals(weight, R.zero))
    .map((entry) => entry.outcome);
}

/** Pr over the coins that the two reports lead to different outcomes. */
export function pivotal<O, S>(R: Ring<S>, coupled: Coupled<O, S>): Quotient<S> {
  const weights = coupled.entries.filter(({ outcome: [o, p] }) => !isSame(o, p)).map((entry) => entry.weight);
  return { numerator: sum(R, weights), denominator: coupled.total };
}

/** The law of the outcome under the truth, and under the lie. */
export const truthMarginal = <O, S>(R: Ring<S>, coupled: Coupled<O, S>): Law<O, S> => mapLaw(R, coupled, ([o]) => o);
/** The law of the outcome under the lie. */
export const lieMarginal = <O, S>(R: Ring<S>, coupled: Coupled<O, S>): Law<O, S> => mapLaw(R, coupled, ([, o]) => o);
