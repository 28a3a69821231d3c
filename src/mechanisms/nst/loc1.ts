import type { Rational } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { type Sensitivity, stepOf } from "./exponential.js";
import type { FacilityEnvironment } from "./facility.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";
import { mixtureLottery } from "./mixture.js";

/** A mixture whose law P is part of the mechanism: q in [0, 1] is the probability of the commitment. */
export interface KnownCommitment extends Sensitivity {
  readonly q: Rational;
}

/** LOC1 [NST, Section 4.2]: the mixture whose commitment places every facility uniformly, p̃ = 1/(m + 1)^K. */
export const loc1: ReactionMechanism<KnownCommitment, FacilityEnvironment> = fromLottery<
  KnownCommitment,
  FacilityEnvironment
>({
  id: "nst/loc1",
  citation: cite("nst", "Section 4.2"),
  summary:
    "facility location: the exponential mechanism, or with probability q a uniform placing with imposed reactions",
  step: stepOf,
  lottery: (R, parameters, environment, announced) =>
    mixtureLottery(R, { ...parameters, P: "uniform" }, environment, announced),
});
