import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type * as Q from "../../src/number/rational.js";
import { lossClaim } from "./expected-loss.js";
import type { TableCase } from "./tables.js";

/**
 * Section 1.2, citing Dwork, Rothblum and Vadhan: every ε-differentially private mechanism has expected privacy loss
 * O(ε²). The loss of an outcome is ln(Pr[M(θ_i) = o]/Pr[M(θ_i′) = o]), its expectation over M(θ_i) is KL. As a finite
 * inequality: KL ≤ ε²/2 for every ε > 0, and 1/2 is the best constant; the other reading is what lies below it.
 */
export const epsilonSquared = (factor?: Q.Rational): Claim<TableCase> =>
  lossClaim({
    id: "cckmv/remark-1-eps-squared",
    place: "Section 1.2",
    statement:
      "Every ε-differentially private mechanism has expected privacy loss O(ε²). Decided as: for all θ_{-i}, θ_i and θ_i', " +
      "KL(M(θ_i, θ_{-i}) || M(θ_i', θ_{-i})) ≤ ε²/2 for every ε > 0.",
    readings: readingsOf({ order: ["quadratic", "sharp"] }),
    switchMeanings: { quadratic: "the bound is ε²/2", sharp: "the bound is ε(e^ε − 1)/(e^ε + 1)" },
    ...(factor && { factor }),
  });
