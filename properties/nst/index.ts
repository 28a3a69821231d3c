import type { Claim } from "../../src/claim/claim.js";
import { eventPrivacy } from "./def-dp-events.js";
import { lemma1 } from "./lemma-1.js";
import { lemma2 } from "./lemma-2.js";
import { exponentialStep } from "./lemma-2-step.js";
import { lemma3 } from "./lemma-3.js";
import { lemma3Tail } from "./lemma-3-tail.js";
import { truthNearlyDominant } from "./remark-2eps-dominant.js";
import { footnote14 } from "./remark-footnote14.js";
import { lemma3Limit } from "./remark-lemma3-limit.js";

/** The claims of *Approximately Optimal Mechanism Design via Differential Privacy*, in the paper's order. */
// biome-ignore format: one claim a line
export const nst: readonly Claim[] = [
  lemma1(),
  eventPrivacy(),
  lemma2(),
  exponentialStep(),
  truthNearlyDominant(),
  lemma3(),
  lemma3Tail(),
  lemma3Limit(),
  footnote14(),
];
