import type { Claim } from "../src/claim/claim.js";
import { onlyReading, type Reading } from "../src/claim/reading.js";
import { cite, type PaperId } from "../src/verdict/citation.js";

/** What a claim says of itself in words, and the data that goes with its verdict. */
export interface Words {
  /** `<paper>/<claim>`. */
  readonly id: string;
  /** The place in the paper, such as "Lemma 3". */
  readonly place: string;
  readonly statement: string;
  readonly hypotheses?: readonly string[] | undefined;
  /** The literal one alone unless told. */
  readonly readings?: readonly Reading[] | undefined;
  readonly switchMeanings?: Readonly<Record<string, string>> | undefined;
  readonly evidence?: Claim["evidence"] | undefined;
}

/** The same as a claim of a paper has them. */
export const wordsOf = (
  paper: PaperId,
  { id, place, statement, hypotheses = [], readings = onlyReading, switchMeanings, evidence }: Words,
) => ({
  id,
  citation: cite(paper, place),
  statement,
  hypotheses,
  readings,
  ...(switchMeanings && { switchMeanings }),
  ...(evidence && { evidence }),
});
