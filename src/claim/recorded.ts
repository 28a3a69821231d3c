import type { RealSetJson } from "../number/real-set.js";
import type { Counterexample } from "../verdict/counterexample.js";
import type { VerdictWord } from "../verdict/verdict.js";
import type { ClaimResult, ReadingResult } from "./result.js";

/** The committed verdict of a claim, reading by reading: what the gate compares with, in both directions. */
export interface RecordedClaim {
  readonly claim: string;
  readonly readings: Readonly<Record<string, RecordedReading>>;
}

/** What is recorded of one reading. */
export interface RecordedReading {
  readonly verdict: VerdictWord;
  readonly epsilons?: RealSetJson;
  readonly counterexample?: Counterexample;
  readonly repair?: { readonly verdict: VerdictWord; readonly epsilons?: RealSetJson };
}

/** The record of a decided claim. */
export const recordOf = ({ id, readings }: ClaimResult): RecordedClaim => ({
  claim: id,
  readings: Object.fromEntries(readings.map((reading) => [reading.name, recordOfReading(reading)])),
});

function recordOfReading({ verdict, epsilons, counterexample, repair }: ReadingResult): RecordedReading {
  return {
    verdict,
    ...(epsilons !== undefined && { epsilons }),
    ...(counterexample && { counterexample }),
    ...(repair && {
      repair: { verdict: repair.verdict, ...(repair.epsilons !== undefined && { epsilons: repair.epsilons }) },
    }),
  };
}

/** The file of a claim's record below `properties/`. */
export const recordPath = (id: string): string => {
  const [paper, name] = id.split("/") as [string, string];
  return `${paper}/recorded/${name}.json`;
};
