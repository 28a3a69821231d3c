import type { Claim, Example } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import { atMost, type Extended, parseRational, printExtended } from "../number/rational.js";
import { compareExamples, minimise, movesOf } from "./minimise.js";
import { deriveSeed } from "./random.js";
import { violates } from "./score.js";
import { climb, type Scored, scoredOf } from "./targeted.js";
import { tryCheck } from "./try-check.js";

/** What a hunt has seen so far: plain data, so that the next one goes on from there. */
export interface Hunt {
  readonly runs: number;
  /** How many batches were drawn: the next batch has the next seed. */
  readonly batches: number;
  readonly hypothesesMet: number;
  readonly violations: number;
  /** The smallest violation, minimised. */
  readonly smallest?: Example;
  /** The example with the largest score, and the score as text. */
  readonly worst?: { readonly example: Example; readonly score: string };
}

/** Nothing seen yet. */
export const noHunt: Hunt = { runs: 0, batches: 0, hypothesesMet: 0, violations: 0 };

const climbingSteps = 40;

/** One more batch of `count` random examples, and a climb from the one with the largest score. */
export function hunt(claim: Claim, reading: Reading, seed: number, before: Hunt, count: number): Hunt {
  const check = (example: Example) => tryCheck(claim, example, reading.switches);
  const drawn =
    claim.draw?.(reading.switches).sample(deriveSeed(seed, claim.id, reading.name, "hunt", before.batches), count) ??
    [];
  let [hypothesesMet, violations] = [before.hypothesesMet, before.violations];
  let smallest = before.smallest;
  let top: Scored | undefined;
  const look = (example: Example) => {
    const checked = check(example);
    if (!checked || checked.hypotheses === "outside") return;
    const whole = { instance: example.instance, choices: checked.choices };
    const scored = scoredOf(whole, checked);
    if (scored && (!top || !atMost(scored.score, top.score))) top = scored;
    if (!violates(checked)) return;
    if (!smallest || compareExamples(whole, smallest) < 0) smallest = minimise(whole, check, movesOf(claim, reading));
  };
  for (const example of drawn) {
    const checked = check(example);
    if (checked && checked.hypotheses !== "outside") hypothesesMet++;
    if (checked && violates(checked)) violations++;
    look(example);
  }
  if (top) {
    top = climb(top, check, climbingSteps);
    look(top.example);
  }
  return {
    runs: before.runs + drawn.length,
    batches: before.batches + 1,
    hypothesesMet,
    violations,
    ...(smallest && { smallest }),
    ...worstOf(before, top),
  };
}

const parseExtended = (text: string): Extended | undefined => (text === "infinity" ? text : parseRational(text));

function worstOf(before: Hunt, top: Scored | undefined): Pick<Hunt, "worst"> {
  const score = before.worst && parseExtended(before.worst.score);
  if (!top || (score !== undefined && atMost(top.score, score))) return before.worst ? { worst: before.worst } : {};
  return { worst: { example: top.example, score: printExtended(top.score) } };
}
