import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { type Commitment, supportOf } from "../../src/mechanisms/nst/commitment.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { type DeviationPlace, deviationClaim } from "./deviation-claim.js";
import { byNotions, type EnvironmentFacts, playersOf } from "./environment-facts.js";
import {
  commitmentCases,
  commitmentCorners,
  describeCommitments,
  selectionMeanings,
  theCommitment,
} from "./lemma-4.js";

const isSeparating = (facts: EnvironmentFacts, { environment, parameters }: DeviationPlace<Commitment>): boolean =>
  facts.isSeparating(environment, supportOf(parameters, environment));

const draws = { gate: 0, standard: 10, deep: 200 } as const;

/** Corollary 1, first part: truthfulness is an ex-post Nash equilibrium of M^P. */
export const corollary1a = (subject = theCommitment): Claim =>
  deviationClaim(subject, {
    id: "nst/corollary-1a",
    citation: cite("nst", "Corollary 1, first part"),
    statement:
      "Truthfulness is an ex-post Nash equilibrium of M^P: for all i, t and b_i, E_{M^P(t)}[u_i(t, s)] ≥ E_{M^P(b_i, t_−i)}[u_i(t, s)].",
    hypotheses: ["the environment is non-trivial", "P is separating"],
    others: "truth",
    isInside: isSeparating,
    cases: (budget) => commitmentCases(budget, false),
    describe: describeCommitments,
    corners: commitmentCorners,
    draws,
    argument:
      "All environments and P: whatever is announced s has the same law, and the reaction that is imposed after the truth is optimal at the true profile.",
    evidence: () => ({
      hypotheses:
        "neither is needed for an equilibrium; with both it is strict: some s in the support of P separates t_i from b_i at t_−i",
      without: "it does not rest on Lemma 4, whose constant falls",
    }),
  });

/** Corollary 1, second part: truthfulness is strictly dominant in M^P for a player with private reactions. */
export const corollary1b = (subject = theCommitment): Claim => {
  const shared = {
    id: "nst/corollary-1b",
    citation: cite("nst", "Corollary 1, second part"),
    statement:
      "If player i has private reactions then truthfulness is a strictly dominant strategy for i in M^P: for all t, all announcements b_−i of the others and b_i ≠ t_i, E_{M^P(t_i, b_−i)}[u_i(t, s)] > E_{M^P(b_i, b_−i)}[u_i(t, s)].",
    hypotheses: ["the environment is non-trivial", "P is separating", "player i has private reactions"],
    readings: readingsOf({ selection: ["own", "turning"] }),
    switchMeanings: selectionMeanings,
  };
  const speaksOf =
    (selection: string) => (facts: EnvironmentFacts, environment: Place["environment"], player: number) =>
      facts.hasPrivateReactions(environment, player) &&
      (selection === "turning" || facts.hasPrivateSelection(environment, player));
  const of = (selection: string) =>
    deviationClaim(subject, {
      ...shared,
      others: "anything",
      strict: true,
      isInside: isSeparating,
      speaksOf: speaksOf(selection),
      cases: (budget) => commitmentCases(budget, false),
      describe: describeCommitments,
      corners: {
        ...commitmentCorners,
        "another player without private reactions": ({ environment }) => isMixed(environment),
      },
      draws,
      argument:
        "All environments and P: the reaction imposed after the truth is optimal for t_i, that imposed after b_i is optimal for b_i, whatever the others announce; some s in the support of P separates them, there the second is not optimal for t_i.",
      evidence: () => ({
        privateReactions:
          "needed: where the right reaction is the parity of both types and the other player lies, truth is imposed the wrong one",
        others: "only player i needs private reactions",
        selection:
          "any selection will do, also one that turns with the announcements of the others: the loss is positive, but may be less than p̃γ",
      }),
    });
  return byReading(shared, ({ selection }) => of(selection!));
};

type Place = DeviationPlace<Commitment>;

const isMixed = (environment: Place["environment"]): boolean => {
  const found = playersOf(environment).map((player) => byNotions.hasPrivateReactions(environment, player));
  return found.includes(true) && found.includes(false);
};
