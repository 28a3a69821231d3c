import type { Lottery } from "../../game/lottery.js";
import type { ReactionEnvironment } from "../../game/reaction-environment.js";
import type { Rational } from "../../number/rational.js";
import type { Ring } from "../../number/ring.js";
import { onOneDenominator } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";

/** The law P of the alternative: "uniform", or one probability an alternative. */
export interface Commitment {
  readonly P: "uniform" | readonly Rational[];
}

/** P as integer weights over their sum. */
export function weightsOf({ P }: Commitment, { alternatives }: Pick<ReactionEnvironment, "alternatives">) {
  if (P === "uniform") {
    return { weights: Array.from({ length: alternatives }, () => 1n), total: BigInt(alternatives) };
  }
  const { weights, common } = onOneDenominator(P);
  return { weights, total: common };
}

/** The alternatives of positive probability. */
export const supportOf = (commitment: Commitment, environment: ReactionEnvironment): readonly number[] =>
  weightsOf(commitment, environment).weights.flatMap((weight, s) => (weight === 0n ? [] : [s]));

/** The commitment mechanism: s ~ P whatever is announced, and everybody is held to the reaction selected at the announcements. */
export function commitmentLottery<S>(R: Ring<S>, commitment: Commitment, environment: ReactionEnvironment): Lottery<S> {
  const { weights, total } = weightsOf(commitment, environment);
  const imposed = weights.flatMap((weight, alternative) =>
    weight === 0n ? [] : [{ alternative, weight: R.integer(weight) }],
  );
  return { free: [], imposed, total: R.integer(total) };
}

/** The commitment mechanism M^P [NST, Section 3.2]. */
export const commitment: ReactionMechanism<Commitment> = fromLottery({
  id: "nst/commitment",
  citation: cite("nst", "Section 3.2"),
  summary: "an alternative drawn from P, and everybody held to her announced reaction",
  lottery: (R, parameters, environment) => commitmentLottery(R, parameters, environment),
});
