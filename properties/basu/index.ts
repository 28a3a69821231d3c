import type { Claim } from "../../src/claim/claim.js";
import { hypothesis1 } from "./hypothesis-1.js";
import { continuousE } from "./proof-E-continuous.js";
import { intervalE } from "./proof-E-interval.js";
import { levelBelowOne } from "./proof-e-below-1.js";
import { disagreement } from "./remark-disagreement.js";
import { finiteLibrary } from "./remark-finite-U.js";
import { sameOrdinal } from "./remark-same-ordinal.js";
import { uniqueMaximiser } from "./remark-unique-maximiser.js";

/** The claims of *Optimal Mechanism Design with Approximate Incentive Compatibility and Many Players*, in the paper's order. */
// biome-ignore format: one claim a line
export const basu: readonly Claim[] = [
  hypothesis1(),
  intervalE(),
  continuousE(),
  levelBelowOne(),
  uniqueMaximiser(),
  sameOrdinal(),
  disagreement(),
  finiteLibrary(),
];
