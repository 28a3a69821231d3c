import { quotients } from "../number/module.js";
import { compareQuotients, type OrderedRing, type Quotient } from "../number/ring.js";
import type { Law } from "../probability/law.js";
import type { Finding } from "../verdict/finding.js";

/** What a player's report brings her, payments included, in one state of what she does not know. */
export type StatePayoff<X, S> = (state: X) => Quotient<S>;

/**
 * E[honest(x)] ≥ E[dishonest(x)] over a belief about the state x: no gain from one lie at the interim stage, when a player
 * knows her own type and everybody else is truthful. For all players, types of positive probability and lies it is
 * truthfulness in Bayes–Nash equilibrium [CCKMV, Section 7].
 */
export function truthfulAtBelief<X, S>(
  R: OrderedRing<S>,
  belief: Law<X, S>,
  honest: StatePayoff<X, S>,
  dishonest: StatePayoff<X, S>,
): Finding<S> {
  const [left, right] = [honest, dishonest].map((payoff) => expectedPayoff(R, belief, payoff)) as [
    Quotient<S>,
    Quotient<S>,
  ];
  return {
    hypotheses: "inside",
    conclusion: compareQuotients(R, left, right) >= 0 ? "holds" : "fails",
    witness: {},
    sides: { left, right, larger: "left" },
  };
}

/** Σ weight·payoff over the total of the weights; states of weight 0 are not asked for their payoff. */
export function expectedPayoff<X, S>(R: OrderedRing<S>, belief: Law<X, S>, payoff: StatePayoff<X, S>): Quotient<S> {
  const M = quotients(R);
  const { numerator, denominator } = belief.entries
    .filter(({ weight }) => R.sign(weight) !== 0)
    .map(({ outcome, weight }) => M.scale(payoff(outcome), weight))
    .reduce((x, y) => M.add(x, y), M.zero);
  return { numerator, denominator: R.multiply(denominator, belief.total) };
}
