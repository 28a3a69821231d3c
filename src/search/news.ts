import type { Claim } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import type { RecordedReading } from "../claim/recorded.js";
import type { Counterexample } from "../verdict/counterexample.js";
import type { Hunt } from "./hunt.js";
import { compareExamples } from "./minimise.js";
import { counterexampleOf } from "./score.js";
import { tryCheck } from "./try-check.js";

/** What a hunt found that is not recorded. */
export interface News {
  readonly what: string;
  readonly counterexample: Counterexample;
}

/** A counterexample to a reading that is not recorded as refuted, or one smaller than the recorded one. */
export function newsOf(
  claim: Claim,
  reading: Reading,
  { smallest }: Hunt,
  recorded?: RecordedReading,
): News | undefined {
  if (!smallest) return undefined;
  const check = tryCheck(claim, smallest, reading.switches);
  if (!check) return undefined;
  const counterexample = counterexampleOf(claim.id, reading.name, smallest.instance, check);
  if (recorded?.verdict !== "refuted" || !recorded.counterexample) {
    return {
      what: `a counterexample, though the reading is recorded "${recorded?.verdict ?? "nowhere"}"`,
      counterexample,
    };
  }
  if (compareExamples(smallest, recorded.counterexample) >= 0) return undefined;
  return { what: "a counterexample smaller than the recorded one", counterexample };
}
