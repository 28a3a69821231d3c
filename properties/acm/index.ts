import type { Claim } from "../../src/claim/claim.js";
import { naive1Any } from "./naive-1-any.js";
import { naive1Equilibrium } from "./naive-1-equilibrium.js";
import { naive1Mismatch } from "./naive-1-mismatch.js";
import { naive2FinedMismatch, naive2Mismatch } from "./naive-2-mismatch.js";
import { naive2Sequential } from "./naive-2-sequential.js";
import { naive2Truthful } from "./naive-2-truthful.js";
import { naive3UniqueBest } from "./naive-3-best.js";
import { naive3Grab } from "./naive-3-grab.js";
import { naive4Collusion } from "./naive-4-collusion.js";
import { naive4Independent } from "./naive-4-independent.js";
import { alwaysBalanced } from "./remark-always-budget-balanced.js";
import { boundIsMaximum } from "./remark-b-is-maximum.js";
import { gainsOffPath } from "./remark-budget-offpath.js";
import { balancedOnPath } from "./remark-budget-onpath.js";
import { communicationOverhead } from "./remark-communication.js";
import { computationOverhead } from "./remark-computation.js";
import { finesAndDestruction } from "./remark-fines.js";
import { lumpedPrice } from "./remark-lumped-price.js";
import { noOneSaysNo } from "./remark-no-one-says-no.js";
import { totalParticipation } from "./remark-participation.js";
import { rootUtility } from "./remark-root-utility.js";
import { twoEpsilon } from "./remark-two-epsilon.js";
import { vcgPrivacy } from "./vcg-privacy.js";
import { vcgBudget, vcgColluders, vcgFair } from "./vcg-sizes.js";
import { vcgParticipation, vcgTruthful } from "./vcg-truth.js";

/** The claims of *Budget-Balanced Maximization of Social Welfare Resilient to Unrestricted Collusion, Privacy, and Beliefs*, in the paper's order. */
// biome-ignore format: one claim a line
export const acm: readonly Claim[] = [
  gainsOffPath(),
  balancedOnPath(),
  alwaysBalanced(),
  finesAndDestruction(),
  twoEpsilon(),
  rootUtility(),
  totalParticipation(),
  communicationOverhead(),
  computationOverhead(),
  lumpedPrice(),
  noOneSaysNo(),
  boundIsMaximum(),
  naive1Equilibrium() as Claim,
  naive1Any() as Claim,
  naive1Mismatch() as Claim,
  naive2Truthful() as Claim,
  naive2Mismatch() as Claim,
  naive2FinedMismatch() as Claim,
  naive2Sequential() as Claim,
  naive3UniqueBest() as Claim,
  naive3Grab() as Claim,
  naive4Independent() as Claim,
  naive4Collusion() as Claim,
  vcgBudget() as Claim,
  vcgTruthful() as Claim,
  vcgColluders() as Claim,
  vcgPrivacy() as Claim,
  vcgParticipation() as Claim,
  vcgFair() as Claim,
];
