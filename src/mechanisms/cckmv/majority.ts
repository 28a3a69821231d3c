import { point } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { type Candidate, candidates, type Election, lean, margin } from "./election.js";

/** The winner at margin d = #A − #B: A in a tie. */
export const winner = (d: number): Candidate => (d >= 0 ? "A" : "B");

/** Deterministic majority: A if #A − #B ≥ 0, else B [CCKMV, Section 2; Mechanism 4.1 without noise]. */
export const majority: Election<Record<string, never>> = {
  id: "cckmv/majority",
  citation: cite("cckmv", "Section 2"),
  summary: "deterministic majority of two candidates, ties to A",
  outcomes: () => candidates,
  reports: () => candidates,
  law: (R, _parameters, _environment, profile) => point(R, winner(margin(profile))),
  coupled: (R, _parameters, _environment, rest, truth, lie) =>
    point(R, [winner(margin(rest) + lean(truth)), winner(margin(rest) + lean(lie))] as const),
};
