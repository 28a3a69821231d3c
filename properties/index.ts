import type { Claim } from "../src/claim/claim.js";
import { majorityTruthful } from "./cckmv/fact-2-majority-truthful.js";
import { electionPrivate } from "./cckmv/fact-4-dp.js";
import { posteriorFactor } from "./cckmv/fact-8-posterior-factor.js";
import { posteriorShift } from "./cckmv/fact-8-posterior-sd.js";
import { strategyIndependent } from "./cckmv/fact-8-strategy-independent.js";
import { proposition33 } from "./cckmv/proposition-3.3.js";
import { proposition431 } from "./cckmv/proposition-4.3.js";
import { proposition432 } from "./cckmv/proposition-4.3-2.js";
import { dropout, proposition44 } from "./cckmv/proposition-4.4.js";
import { costChange, pivotalEps } from "./cckmv/remark-1-changes.js";
import { overallCost, pivotalSkewed } from "./cckmv/remark-1-skewed.js";
import { welfareLimit } from "./cckmv/remark-1-welfare-limit.js";
import { ignoredReport } from "./cckmv/remark-3-ignored.js";
import { vanishingCost } from "./cckmv/remark-3-limit.js";
import { notEachCoin } from "./cckmv/remark-3-not-each-coin.js";
import { randomizedOnly } from "./cckmv/remark-3-randomized-only.js";
import { smallEpsilon } from "./cckmv/remark-4.2-small-eps.js";
import { efficiencyAsymptotic } from "./cckmv/remark-4.3-asymptotic.js";
import { constantTruthful, majorityOptimal } from "./cckmv/remark-4.js";
import { privacyWelfare } from "./cckmv/remark-4-privacy-welfare.js";
import { skewedBalance } from "./cckmv/remark-5-skewed-balance.js";
import { majorityTwiceReveals, twiceNoisy } from "./cckmv/remark-8-twice.js";
import { unanimousLeak } from "./cckmv/remark-8-unanimous.js";
import { pivotalVote, theorem42 } from "./cckmv/theorem-4.2.js";

/** Every claim that is built, in the order of the papers: what tests, campaigns and reports read. */
export const registry: readonly Claim[] = [
  pivotalSkewed(),
  overallCost(),
  costChange(),
  pivotalEps(),
  welfareLimit(),
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
  proposition432(),
  efficiencyAsymptotic(),
  privacyWelfare(),
  proposition44(),
  dropout(),
  skewedBalance(),
  posteriorFactor(),
  posteriorShift(),
  strategyIndependent(),
  unanimousLeak(),
  majorityTwiceReveals(),
  twiceNoisy(),
];
