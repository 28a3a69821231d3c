import { point } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { type Candidate, candidates, type Election } from "./election.js";

/** The candidate that wins whatever the reports are. */
export interface ConstantParameters {
  readonly outcome: Candidate;
}

/** The constant mechanism [CCKMV, Section 4, after the proof of Theorem 4.2]. */
export const constant: Election<ConstantParameters> = {
  id: "cckmv/constant",
  citation: cite("cckmv", "Section 4, after Theorem 4.2"),
  summary: "a fixed candidate wins, whatever the reports",
  outcomes: () => candidates,
  reports: () => candidates,
  law: (R, { outcome }) => point(R, outcome),
  coupled: (R, { outcome }) => point(R, [outcome, outcome] as const),
};
