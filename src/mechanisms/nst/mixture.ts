import type { Lottery } from "../../game/lottery.js";
import type { ReactionEnvironment, Types } from "../../game/reaction-environment.js";
import type { Rational } from "../../number/rational.js";
import type { Ring } from "../../number/ring.js";
import { cite } from "../../verdict/citation.js";
import { type Commitment, commitmentLottery } from "./commitment.js";
import { exponentialLottery, type Sensitivity, stepOf } from "./exponential.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";

/** The lottery between the two mechanisms: q in [0, 1] is the probability of the commitment. */
export interface Mixture extends Sensitivity, Commitment {
  readonly q: Rational;
}

/** With probability 1 − q the exponential mechanism, with probability q the commitment mechanism. */
export function mixtureLottery<S>(
  R: Ring<S>,
  parameters: Mixture,
  environment: ReactionEnvironment,
  announced: Types,
): Lottery<S> {
  const { numerator: q, denominator } = parameters.q;
  if (q === 0n) return exponentialLottery(R, environment, announced);
  const commitment = commitmentLottery(R, parameters, environment);
  if (q === denominator) return commitment;
  const exponential = exponentialLottery(R, environment, announced);
  const freeShare = R.multiply(R.integer(denominator - q), commitment.total);
  const imposedShare = R.multiply(R.integer(q), exponential.total);
  return {
    free: exponential.free.map((draw) => ({ ...draw, weight: R.multiply(freeShare, draw.weight) })),
    imposed: commitment.imposed.map((draw) => ({ ...draw, weight: R.multiply(imposedShare, draw.weight) })),
    total: R.multiply(R.integer(denominator), R.multiply(exponential.total, commitment.total)),
  };
}

/** The generic combination M̄ of the two mechanisms [NST, Section 3.3]. */
export const mixture: ReactionMechanism<Mixture> = fromLottery({
  id: "nst/mixture",
  citation: cite("nst", "Section 3.3"),
  summary: "the exponential mechanism with probability 1 − q, the commitment mechanism with probability q",
  step: stepOf,
  lottery: mixtureLottery,
});
