import type { Situation } from "../game/situation.js";
import type { OrderedRing } from "../number/ring.js";
import { expectation } from "../probability/law.js";
import { type Finding, over, undecided } from "../verdict/finding.js";

/**
 * E[U(t, M(t))] ≥ E[U(t, M(t′))] for one type t and one deviation t′, over the coins of the mechanism
 * [CCKMV, Section 2]. For a deterministic mechanism this is plain truthfulness, inequality (1).
 */
export function truthfulInExpectation<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  truth: T,
  lie: T,
): Finding<S> {
  const { payoff } = situation;
  if (!payoff) return undecided("the mechanism states no payoffs");
  const honest = expectation(R, situation.law(truth), (outcome) => payoff(truth, truth, outcome));
  const dishonest = expectation(R, situation.law(lie), (outcome) => payoff(truth, lie, outcome));
  const gain = R.subtract(
    R.multiply(honest.numerator, dishonest.denominator),
    R.multiply(dishonest.numerator, honest.denominator),
  );
  return {
    hypotheses: "inside",
    conclusion: R.sign(gain) >= 0 ? "holds" : "fails",
    witness: { truth, lie },
    sides: { left: honest, right: dishonest, larger: "left" },
  };
}

/** Plain truthfulness of a deterministic mechanism [CCKMV, inequality (1)]; undecided when the outcome is random. */
export function truthful<T, O, S>(R: OrderedRing<S>, situation: Situation<T, O, S>, truth: T, lie: T): Finding<S> {
  const random = [truth, lie].some(
    (report) => situation.law(report).entries.filter(({ weight }) => R.sign(weight) !== 0).length > 1,
  );
  if (random) return undecided("the outcome is random: ask for truthfulness in expectation or universal truthfulness");
  return truthfulInExpectation(R, situation, truth, lie);
}

/**
 * U(t, M(t; r)) ≥ U(t, M(t′; r)) for all coins r of positive probability, for one type t and one deviation t′
 * [CCKMV, Section 2]. Needs the coupled law.
 */
export function universallyTruthful<T, O, S>(
  R: OrderedRing<S>,
  situation: Situation<T, O, S>,
  truth: T,
  lie: T,
): Finding<S> {
  const { payoff, coupled } = situation;
  if (!payoff) return undecided("the mechanism states no payoffs");
  if (!coupled) return undecided("the mechanism does not tell its outcomes under common coins");
  const pairs = coupled(truth, lie).entries.filter(({ weight }) => R.sign(weight) > 0);
  const sides = pairs.map(({ outcome: [o, p] }) => ({
    pair: [o, p] as const,
    left: payoff(truth, truth, o),
    right: payoff(truth, lie, p),
  }));
  const loss = (side: (typeof sides)[number]) => R.subtract(side.right, side.left);
  const worst = sides.reduce((most, next) => (R.sign(R.subtract(loss(next), loss(most))) > 0 ? next : most));
  return {
    hypotheses: "inside",
    conclusion: R.sign(loss(worst)) <= 0 ? "holds" : "fails",
    witness: { truth, lie, pair: worst.pair },
    sides: { left: over(worst.left, R.one), right: over(worst.right, R.one), larger: "left" },
  };
}
