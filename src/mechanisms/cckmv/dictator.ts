import { beside, type Profile, reportOf, size } from "../../game/profile.js";
import { point } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { type Candidate, candidates, type Election, type Vote } from "./election.js";

/** The player whose report wins; she must be present. */
export interface DictatorParameters {
  readonly player: number;
}

function choiceOf(profile: Profile<Vote>, player: number): Candidate {
  const choice = reportOf(profile, player);
  if (choice === null) throw new RangeError(`dictator: expected player ${player} to be present`);
  return choice;
}

/**
 * One player decides. A foil that is not in the paper: truthful in the sense of CCKMV, Section 2, and without any
 * privacy, because the outcome is her report.
 */
export const dictator: Election<DictatorParameters> = {
  id: "cckmv/dictator",
  citation: cite("cckmv", "Section 2"),
  summary: "the candidate that one given player reports wins",
  outcomes: () => candidates,
  reports: () => candidates,
  mayBeAbsent: ({ player: decider }, player) => player !== decider,
  law: (R, { player: decider }, _environment, profile) => point(R, choiceOf(profile, decider)),
  coupled: (R, { player: decider }, _environment, rest, truth, lie, player = size(rest)) =>
    point(R, [choiceOf(beside(rest, player, truth), decider), choiceOf(beside(rest, player, lie), decider)] as const),
};
