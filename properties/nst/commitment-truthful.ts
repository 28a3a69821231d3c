import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { supportOf } from "../../src/mechanisms/nst/commitment.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { LawCase } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { deviationClaim } from "./deviation-claim.js";
import { byNotions } from "./environment-facts.js";
import { commitmentCases, commitmentCorners, describeCommitments, isPrivate, theCommitment } from "./lemma-4.js";
import { firstProfile, tableOf } from "./table-cases.js";

const privateReactions = "private reactions";

/** Environments in which nothing separates two of the types, so that no P is separating. */
const withoutSeparation: readonly LawCase[] = [1, 2].map((players) => {
  const environment = tableOf({
    types: Array.from({ length: players }, () => 3),
    alternatives: 2,
    reactions: 2,
    utility: (player, types, s, r) => (s === 0 && r === (types[player] === 0 ? 0 : 1) ? "1" : "0"),
  });
  return {
    parameters: { P: players === 1 ? ["1", "0"] : ["1/2", "1/2"] },
    environment,
    reports: firstProfile(environment),
  };
});

const cases = (budget: Budget): readonly LawCase[] => [...withoutSeparation, ...commitmentCases(budget, false)];

/** Section 3.2: players do not influence the choice of s in M^P and so are weakly better off being truthful. */
export const commitmentTruthful = (subject = theCommitment, made: readonly string[] = []): Claim => {
  const shared = {
    id: "nst/remark-commitment-weakly-truthful",
    citation: cite("nst", "Section 3.2"),
    statement:
      "Players do not influence the choice of s in M^P and so they are (weakly) better off being truthful: E_{M^P(t_i, b_−i)}[u_i(t, s)] ≥ E_{M^P(b_i, b_−i)}[u_i(t, s)].",
    hypotheses: made,
    readings: readingsOf({ others: ["truth", "anything"] }),
    switchMeanings: {
      truth: "the others announce their types, b_−i = t_−i",
      anything: "whatever the others announce",
    },
  };
  const repair = repairedBy({
    statement: "With private reactions it holds whatever the others announce.",
    changes: [privateReactions],
    of: ["anything"],
    claim: (changes) => commitmentTruthful(subject, changes),
  });
  return byReading({ ...shared, ...(made.length === 0 && { repair }) }, ({ others }) =>
    deviationClaim(subject, {
      ...shared,
      others: others === "truth" ? "truth" : "anything",
      isInside: (facts, place) => !made.includes(privateReactions) || isPrivate(facts, place, "any"),
      cases,
      describe: (budget) => `${describeCommitments(budget)}; and two trivial environments, where P is not separating`,
      corners: {
        ...commitmentCorners,
        "P not separating": ({ environment, parameters }) =>
          !byNotions.isSeparating(environment, supportOf(parameters, environment)),
      },
      draws: { gate: 0, standard: 10, deep: 200 },
      argument:
        "All environments, P and selections: the law of s is the same whatever is announced. The reaction imposed after the truth is optimal at (t_i, b_−i): at the true profile where the others are truthful, and at every profile with t_i where reactions are private.",
      evidence: () => ({
        falls:
          "one alternative, the right reaction of player 0 is the parity of both types: if the other player lies, truth has the wrong reaction imposed, loss 1, all that there is",
        paper: "the second half of Corollary 1 has private reactions among its hypotheses; the remark has none",
      }),
    }),
  );
};
