import type { Claim } from "../../src/claim/claim.js";
import { majorityFormat } from "../../src/instance/cckmv.js";
import { type Candidate, opponent, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { truthful } from "../../src/notions/truthfulness.js";
import * as Q from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";
import { electionClaim, sureWinner, typeOf } from "./election-claim.js";
import { type ElectionCase, type Subject, subject } from "./elections.js";

/** U(θ, o) = 1 if o = θ, else 0: up to scale and shift every utility of a voter who prefers θ. */
const preference =
  <S>(R: Ring<S>) =>
  (type: Vote, _report: Vote, outcome: Candidate): S =>
    type === outcome ? R.one : R.zero;

/**
 * U_i(θ_i, M(θ_i, θ_−i)) ≥ U_i(θ_i, M(θ′_i, θ_−i)) for deterministic majority [CCKMV, Section 2, inequality (1)]:
 * all n ≥ 1, ties included, and every U_i(θ_i, ·) that prefers θ_i.
 */
export const majorityTruthful = (under: Subject = subject(majorityFormat, {})): Claim<ElectionCase> =>
  electionClaim(under, {
    id: "cckmv/fact-2-majority-truthful",
    place: "Section 2, after inequality (1)",
    statement:
      "Standard majority voting is truthful: U_i(θ_i, M(θ_i, θ_{-i})) ≥ U_i(θ_i, M(θ_i', θ_{-i})) for all i, θ_i, θ_i' and θ_{-i}.",
    hypotheses: ["M outputs A iff #A ≥ #B", "U_i(θ_i, ·) prefers θ_i"],
    argument:
      "More voters: at a margin of the others of at least 1 (at most -2) the winner is A (is B) under both votes. " +
      "A utility that prefers θ_i is 1[o = θ_i] up to scale and shift.",
    decide: (R, situation, { truth }) => truthful(R, { ...situation, payoff: preference(R) }, truth, opponent(truth)),
    choices: ({ truth }) => ({ truth, lie: opponent(truth), outcomeUtility: { [truth]: "1", [opponent(truth)]: "0" } }),
    check(setting, choices) {
      const truth = typeOf(setting, choices);
      const [honest, dishonest] = [truth, opponent(truth)].map((vote) => sureWinner(setting, vote));
      const [left, right] = [honest, dishonest].map((winner) => (winner === truth ? Q.one : Q.zero)) as [
        Q.Rational,
        Q.Rational,
      ];
      return {
        hypotheses: "inside",
        holds: Q.compare(left, right) >= 0,
        inequality: "U_i(θ_i, M(θ_i)) >= U_i(θ_i, M(θ_i'))",
        left,
        right,
        larger: "left",
        explanation: `a voter for ${truth} makes ${honest} win by voting ${truth} and ${dishonest} by voting ${opponent(truth)}`,
        corners: [],
      };
    },
  });
