import type { ReadingResult } from "../claim/result.js";

/** The literal reading, then the others in their order. */
export const literalFirst = (readings: readonly ReadingResult[]): readonly [ReadingResult, ...ReadingResult[]] =>
  [...readings].sort((x, y) => Number(y.literal) - Number(x.literal)) as [ReadingResult, ...ReadingResult[]];

/** "firstCandidate" as "first candidate". */
export const switchName = (name: string): string =>
  name.replace(/(?<=\p{Ll})\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
