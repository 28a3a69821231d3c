import { others, size } from "../../game/profile.js";
import { mapLaw, product } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { candidates } from "./election.js";
import { type NoisyElectionParameters, noisyElection } from "./noisy-election.js";
import {
  type ElectionTwice,
  restOfFirstRun,
  type TwiceParameters,
  twice,
  twiceOutcomes,
  voteInFirstRun,
} from "./twice.js";

/**
 * Mechanism 4.1 run twice with independent noise, first without one player, and both winners released [CCKMV,
 * Section 8, last remark].
 */
export const noisyElectionTwice: ElectionTwice<NoisyElectionParameters & TwiceParameters> = {
  id: "cckmv/noisy-election-twice",
  citation: cite("cckmv", "Section 8"),
  summary: "the noisy election without one player and then with her, independent noise, both winners released",
  step: ({ rate }) => rate,
  outcomes: () => twiceOutcomes,
  reports: () => candidates,

  law(R, parameters, environment, profile) {
    const first = noisyElection.law(R, parameters, environment, others(profile, parameters.player));
    const second = noisyElection.law(R, parameters, environment, profile);
    return mapLaw(R, product(R, first, second), ([without, withAll]) => twice(without, withAll));
  },

  // Each run has its own noise, and the two worlds of truth and lie share both.
  coupled(R, parameters, environment, rest, truth, lie, player = size(rest)) {
    const seen = restOfFirstRun(rest, parameters.player, player);
    const [seenTruth, seenLie] = [truth, lie].map((vote) => voteInFirstRun(vote, parameters.player, player));
    const first = noisyElection.coupled(R, parameters, environment, seen, seenTruth!, seenLie!);
    const second = noisyElection.coupled(R, parameters, environment, rest, truth, lie);
    return mapLaw(R, product(R, first, second), ([[o1, p1], [o2, p2]]) => [twice(o1, o2), twice(p1, p2)] as const);
  },
};
