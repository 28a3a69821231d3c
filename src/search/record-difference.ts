import type { Claim } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import type { RecordedReading } from "../claim/recorded.js";
import type { ReadingResult } from "../claim/result.js";
import { intersection, parseRealSet, type RealSetJson, equals as sameSet } from "../number/real-set.js";
import { canonical } from "../verdict/json.js";
import { printSide, violates } from "./score.js";
import { tryCheck } from "./try-check.js";

/** What of the record was not found again; undefined when everything was. */
export function recordDifference(
  claim: Claim,
  { switches }: Reading,
  recorded: RecordedReading,
  found: Pick<ReadingResult, "verdict" | "epsilons" | "repair">,
): string | undefined {
  if (recorded.verdict !== found.verdict) return `recorded "${recorded.verdict}", found "${found.verdict}"`;
  const set = compareSets(recorded.epsilons, found.epsilons);
  if (set) return set;
  const { counterexample, repair } = recorded;
  if (counterexample) {
    const check = tryCheck(claim, counterexample, switches);
    if (!check || !violates(check)) return "the recorded counterexample no longer violates the claim";
    const [before, now] = [
      [counterexample.lhs, counterexample.rhs],
      [printSide(check.left), printSide(check.right)],
    ].map((sides) => sides.map(canonical).join(" and "));
    if (before !== now) return `the recorded counterexample had the sides ${before}, now ${now}`;
  }
  if (repair?.verdict !== found.repair?.verdict) {
    return `its repair was recorded "${repair?.verdict ?? "absent"}", found "${found.repair?.verdict ?? "absent"}"`;
  }
  const needless = found.repair?.changes.find(
    (change) => !found.repair?.necessary.some(({ without }) => without === change),
  );
  if (needless !== undefined) return `its repair holds without the change "${needless}"`;
  return compareSets(repair?.epsilons, found.repair?.epsilons);
}

/** A smaller budget may find the claim to stand at more ε, never at fewer. */
function compareSets(recorded: RealSetJson | undefined, found: RealSetJson | undefined): string | undefined {
  const [before, now] = [recorded, found].map((set) => (set === undefined ? undefined : parseRealSet(set)));
  if (!before && !now) return undefined;
  // "all" and the empty set are the same in every unit of ε.
  const scaleOf = (set: RealSetJson | undefined) => (set === "all" || set?.b.length === 0 ? undefined : set?.times);
  const sameScale = [scaleOf(recorded), scaleOf(found)].includes(undefined) || scaleOf(recorded) === scaleOf(found);
  if (before && now && sameScale && sameSet(intersection(before, now), before)) return undefined;
  return `the set of epsilon was ${canonical(recorded ?? null)}, now ${canonical(found ?? null)}`;
}
