import { cite } from "../../verdict/citation.js";
import { stepOf } from "./exponential.js";
import { fromLottery, type ReactionMechanism } from "./lottery.js";
import { type Mixture, mixtureLottery } from "./mixture.js";
import type { RetrainingEnvironment } from "./retraining.js";

/** The scheme of Example 1: the mixture with the uniform commitment. Its d is the least one unless told. */
export const retrainingScheme: ReactionMechanism<Mixture, RetrainingEnvironment> = fromLottery<
  Mixture,
  RetrainingEnvironment
>({
  id: "nst/retraining-scheme",
  citation: cite("nst", "Example 1"),
  summary: "a pair of programs: the exponential mechanism, or with probability q a uniform pair and imposed reactions",
  step: stepOf,
  lottery: mixtureLottery,
});
