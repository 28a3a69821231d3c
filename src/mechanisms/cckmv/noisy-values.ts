import type { Rules } from "../../game/mechanism.js";
import { multiply, type Rational, rational } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { type Alternatives, everyType } from "./alternatives.js";
import { type NoisyValuesParameters, noiseStep, utilitiesOf, type ValueReport } from "./welfare.js";

/** Mechanism 7.1 that makes all values V_o public [CCKMV, Section 7, before Lemma 7.2]: infinitely many outcomes. */
export const noisyValues: Rules<NoisyValuesParameters, Alternatives, ValueReport> = {
  id: "cckmv/noisy-values",
  citation: cite("cckmv", "Section 7, before Lemma 7.2"),
  summary: "all sums of utilities with discrete Laplace noise are public",
  step: noiseStep,
  reports: everyType,
};

/**
 * The r for which sup_V Pr[V | θ]/Pr[V | θ′] = e^{rε}: a product of one ratio a^{−|u_o − u′_o|} for each alternative,
 * attained at every V beyond both means on the side of θ. The reports of the others do not enter.
 */
export function valuesRatioExponent(
  parameters: NoisyValuesParameters,
  environment: Alternatives,
  first: ValueReport,
  second: ValueReport,
): Rational {
  const [u, v] = [utilitiesOf(environment, first), utilitiesOf(environment, second)];
  const distance = u.reduce((sum, x, o) => sum + Math.max(x - v[o]!, v[o]! - x), 0);
  return multiply(noiseStep(parameters, environment), rational(BigInt(distance)));
}
