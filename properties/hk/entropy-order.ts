import * as Q from "../../src/number/rational.js";
import { type OrderedRing, type Sign, sum } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import { commonDenominator } from "../../src/probability/rational-law.js";
import type { Chances } from "./divergence-forms.js";

/**
 * Along P_a ∝ e^{a·Q} the entropy S = ln Z − a·E[Q] has the derivative −a·Var_a(Q): for a > 0 it falls, strictly unless Q is the
 * same at all outcomes, since all of them have positive chances.
 */
export const fallingEntropy =
  "S = ln Z − a·E_a[Q] along P_a ∝ e^{a·Q}, so that dS/da = −a·Var_a(Q) ≤ 0 for a > 0, and < 0 unless all scores are equal";

/** Whether Var(Q) > 0 under a law: two outcomes that may be drawn have different scores. */
export function hasSpread<S>(R: OrderedRing<S>, law: Law<number, S>, scores: readonly Q.Rational[]): boolean {
  const possible = law.entries.filter(({ weight }) => R.sign(weight) > 0).map(({ outcome }) => scores[outcome]!);
  return possible.some((score) => !Q.equals(score, possible[0]!));
}

/** The sign of Var(Q) under a law, from Z²·Var(Q) = Σ_{r<s} w_r·w_s·(Q(r) − Q(s))². */
export function varianceSign<S>(R: OrderedRing<S>, law: Law<number, S>, scores: readonly Q.Rational[]): Sign {
  const unit = commonDenominator(scores);
  const terms = law.entries.flatMap((x, i) =>
    law.entries.slice(i + 1).map((y) => {
      const gap = Q.multiply(Q.subtract(scores[x.outcome]!, scores[y.outcome]!), Q.rational(unit));
      return R.multiply(R.integer(gap.numerator * gap.numerator), R.multiply(x.weight, y.weight));
    }),
  );
  return R.sign(sum(R, terms));
}

/** P_{2a} from P_a: chances squared, normalised. */
export function twiceAsSharp(chances: Chances): Chances {
  const squares = chances.map((chance) => Q.multiply(chance, chance));
  const total = squares.reduce(Q.add, Q.zero);
  return squares.map((square) => Q.divide(square, total));
}
