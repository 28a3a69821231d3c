import type { Claim } from "../src/claim/claim.js";
import { majorityTruthful } from "./cckmv/fact-2-majority-truthful.js";
import { electionPrivate } from "./cckmv/fact-4-dp.js";
import { posteriorFactor } from "./cckmv/fact-8-posterior-factor.js";
import { posteriorShift } from "./cckmv/fact-8-posterior-sd.js";
import { strategyIndependent } from "./cckmv/fact-8-strategy-independent.js";
import { proposition33 } from "./cckmv/proposition-3.3.js";
import { proposition431 } from "./cckmv/proposition-4.3.js";
import { dropout, proposition44 } from "./cckmv/proposition-4.4.js";
import { ignoredReport } from "./cckmv/remark-3-ignored.js";
import { vanishingCost } from "./cckmv/remark-3-limit.js";
import { notEachCoin } from "./cckmv/remark-3-not-each-coin.js";
import { randomizedOnly } from "./cckmv/remark-3-randomized-only.js";
import { constantTruthful, majorityOptimal } from "./cckmv/remark-4.js";
import { smallEpsilon } from "./cckmv/remark-4.2-small-eps.js";
import { pivotalVote, theorem42 } from "./cckmv/theorem-4.2.js";

/** Every claim that is built, in the order of the papers: what tests, campaigns and reports read. */
export const registry: readonly Claim[] = [
  majorityTruthful(),
  ignoredReport(),
  randomizedOnly(),
  proposition33(),
  vanishingCost(),
  notEachCoin(),
  electionPrivate(),
  theorem42(),
  pivotalVote(),
  smallEpsilon(),
  constantTruthful(),
  majorityOptimal(),
  proposition431(),
  proposition44(),
  dropout(),
  posteriorFactor(),
  posteriorShift(),
  strategyIndependent(),
];
