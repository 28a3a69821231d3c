import { beside, others, type Profile, size } from "../../game/profile.js";
import { point } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { candidates, margin, type Vote } from "./election.js";
import { winner } from "./majority.js";
import { type ElectionTwice, type Twice, type TwiceParameters, twice, twiceOutcomes } from "./twice.js";

const winners = (profile: Profile<Vote>, leftOut: number): Twice =>
  twice(winner(margin(others(profile, leftOut))), winner(margin(profile)));

/**
 * Deterministic majority run twice, first without one player, and both winners released [CCKMV, Section 8, last
 * remark]: where they differ, her vote is known.
 */
export const majorityTwice: ElectionTwice<TwiceParameters> = {
  id: "cckmv/majority-twice",
  citation: cite("cckmv", "Section 8"),
  summary: "deterministic majority without one player and then with her, both winners released",
  outcomes: () => twiceOutcomes,
  reports: () => candidates,
  law: (R, { player: leftOut }, _environment, profile) => point(R, winners(profile, leftOut)),
  coupled: (R, { player: leftOut }, _environment, rest, truth, lie, player = size(rest)) =>
    point(R, [winners(beside(rest, player, truth), leftOut), winners(beside(rest, player, lie), leftOut)] as const),
};
