import type { Rules } from "../../game/mechanism.js";
import * as I from "../../number/inverse-log.js";
import { multiply, one, type Rational, subtract } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import type { Line } from "./line.js";
import { heldDistance, type LineCommitment } from "./line-commitment.js";
import {
  expectedDistance,
  type LineEpsilon,
  type LineExponential,
  type LineLaw,
  lineStep,
  locationsOn,
} from "./line-exponential.js";

/** q in [0, 1] is the probability of the commitment. */
export interface LineMixture extends LineExponential, LineCommitment {
  readonly q: Rational;
}

/** (1 − q)·M^{ε/2} + q·M^P on the line [NST, Section 5.4]. */
export const lineMixture: Rules<LineMixture, Line, Rational | null> = {
  id: "nst/line-mixture",
  citation: cite("nst", "Section 5.4"),
  summary: "the exponential mechanism on the line with probability 1 − q, its commitment mechanism with probability q",
  step: (_, line) => lineStep(line),
  reports: locationsOn,
  mayBeAbsent: () => false,
};

/** The expected distance of a player at `truth` who reports `report`; the law is that at all reports, hers among them. */
export function mixedDistance(
  parameters: LineMixture,
  epsilon: LineEpsilon,
  law: LineLaw,
  truth: Rational,
  report: Rational,
): I.InverseLog {
  const free = I.scale(expectedDistance(epsilon, law, truth), subtract(one, parameters.q));
  const held = multiply(heldDistance(parameters, law.line.K, truth, report), parameters.q);
  return I.add(free, I.fromRational(held, epsilon.log));
}
