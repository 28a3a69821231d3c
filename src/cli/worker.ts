import { registry } from "../../properties/index.js";
import type { Budget } from "../claim/claim.js";
import { decideReading } from "../search/campaign.js";
import { countedAt } from "../search/pace.js";
import type { KeptReading, ReadingName } from "../store/pending.js";
import { loadRecord } from "../store/records.js";
import { propertiesFolder } from "./root.js";

/** One reading to be decided: names only, for the worker imports the registry itself. */
export interface Task extends ReadingName {
  readonly budget: Budget;
  readonly seed: number;
  /** Shared memory in which the cases that were gone through are counted, and this task's place in it. */
  readonly ticks: Int32Array;
  readonly place: number;
}

/**
 * Decides a reading in a thread of its own, and gives a `KeptReading` as JSON: a text that can be kept as it is, and
 * from which a run that goes on and one that was never stopped read the same values.
 */
export default function decideTask({ claim: id, reading: name, budget, seed, ticks, place }: Task): string {
  const started = performance.now();
  const claim = registry.find((candidate) => candidate.id === id)!;
  const reading = claim.readings.find((candidate) => candidate.name === name)!;
  const recorded = loadRecord(propertiesFolder(), id);
  const pace = countedAt(ticks, place);
  const { result, certificates } = decideReading(claim, reading, { budget, seed, pace, ...(recorded && { recorded }) });
  const milliseconds = Math.round(performance.now() - started);
  return JSON.stringify({ claim: id, milliseconds, result, certificates } satisfies KeptReading);
}
