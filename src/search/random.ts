import seedrandom from "seedrandom";
import type { Check, Claim, Example } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import type { Extended } from "../number/rational.js";
import { atMost } from "../number/rational.js";
import { compareExamples } from "./minimise.js";
import { type Pace, unpaced } from "./pace.js";
import { scoreOf, violates } from "./score.js";

/** What a random search saw: how the hypotheses were met, which corners, the smallest and the worst violation. */
export interface RandomSearch {
  readonly drawn: number;
  readonly inside: number;
  readonly boundary: number;
  readonly outside: number;
  /** Among the examples outside the hypotheses, how many would violate the claim: how much the hypotheses exclude. */
  readonly failingOutside: number;
  readonly corners: ReadonlyMap<string, number>;
  readonly smallest?: Example;
  readonly tightest?: { readonly example: Example; readonly check: Check; readonly score: Extended };
}

/** A 32-bit seed that depends on all parts, so that every claim and reading has its own stream. */
export const deriveSeed = (...parts: readonly (string | number)[]): number => seedrandom(parts.join("/")).int32();

/** Draws `count` examples of the claim from `generators/` with fast-check and checks each at its worst choices. */
export function searchAtRandom(
  claim: Claim,
  reading: Reading,
  seed: number,
  count: number,
  pace: Pace = unpaced,
): RandomSearch {
  const examples =
    claim.draw?.(reading.switches).sample(deriveSeed(seed, claim.id, reading.name, "random"), count) ?? [];
  const met = { inside: 0, boundary: 0, outside: 0 };
  const corners = new Map<string, number>();
  let failingOutside = 0;
  let smallest: Example | undefined;
  let tightest: RandomSearch["tightest"];
  for (const drawn of examples) {
    pace.tick();
    const check = claim.check(drawn, reading.switches);
    const example = { instance: drawn.instance, choices: check.choices };
    met[check.hypotheses]++;
    for (const corner of check.corners) corners.set(corner, (corners.get(corner) ?? 0) + 1);
    if (check.hypotheses === "outside") {
      if (!check.holds) failingOutside++;
      continue;
    }
    if (violates(check) && (!smallest || compareExamples(example, smallest) < 0)) smallest = example;
    const score = scoreOf(check);
    if (score !== undefined && (!tightest || !atMost(score, tightest.score))) tightest = { example, check, score };
  }
  return {
    drawn: examples.length,
    ...met,
    failingOutside,
    corners,
    ...(smallest && { smallest }),
    ...(tightest && { tightest }),
  };
}
