import { cite } from "../../verdict/citation.js";
import { stepOf } from "./exponential.js";
import type { FacilityEnvironment } from "./facility.js";
import type { KnownCommitment } from "./loc1.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";
import { mixtureLottery } from "./mixture.js";

/** LOC2 [NST, Section 4.2]: the mixture whose commitment builds at two neighbouring locations, p̃ = 1/m. */
export const loc2: ReactionMechanism<KnownCommitment, FacilityEnvironment> = fromLottery<
  KnownCommitment,
  FacilityEnvironment
>({
  id: "nst/loc2",
  citation: cite("nst", "Section 4.2"),
  summary:
    "facility location: the exponential mechanism, or with probability q neighbouring locations with imposed reactions",
  step: stepOf,
  lottery: (R, parameters, environment, announced) =>
    mixtureLottery(R, { ...parameters, P: environment.adjacent }, environment, announced),
});
