import type { Rules } from "../../game/mechanism.js";
import type { ReactionEnvironment } from "../../game/reaction-environment.js";
import { type Rational, rational } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { type Commitment, weightsOf } from "./commitment.js";
import type { Sensitivity } from "./exponential.js";
import type { GenericSetting } from "./generic-setting.js";

/** The sensitivity that the mechanism assumes, and its law P. */
export interface Generic extends Sensitivity, Commitment {}

/**
 * The generic mechanism [NST, Section 3.3]: the mixture with ε* = √(p̃γd/n)·√ln(n·p̃γ|S|/(2d)) and q* = (2/(p̃γ))·ε*. Both are
 * irrational and no rational multiples of logarithms: it tells its parameters and no law. The mixture with rational e^ε and q
 * on both sides of them has one.
 */
export const generic: Rules<Generic, ReactionEnvironment, number | null> = {
  id: "nst/generic",
  citation: cite("nst", "Section 3.3"),
  summary: "the mixture whose ε and q follow from the gap, the commitment and the number of players; tells no law",
  reports: ({ types }, player = 0) => Array.from({ length: types[player]! }, (_, type) => type),
  mayBeAbsent: () => false,
};

/**
 * p̃ [NST, Section 3.2]: the least probability of an alternative of the separating set S̃. The paper leaves the choice of S̃
 * open, and instances do not name it: here it is the whole support of P, whether that separates or not. A smaller set may have a larger p̃.
 */
export function leastChance(commitment: Commitment, environment: Pick<ReactionEnvironment, "alternatives">): Rational {
  const { weights, total } = weightsOf(commitment, environment);
  const least = weights.filter((weight) => weight > 0n).reduce((x, y) => (x < y ? x : y), total);
  return rational(least, total);
}

/** What the thresholds of Section 3.3 depend on, beside the number of players. */
export const settingOf = (
  parameters: Generic,
  environment: Pick<ReactionEnvironment, "alternatives">,
  gamma: Rational,
): GenericSetting => ({
  d: parameters.d,
  pTilde: leastChance(parameters, environment),
  gamma,
  alternatives: BigInt(environment.alternatives),
});
