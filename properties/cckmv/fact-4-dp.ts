import type { Claim, Repair } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import { readChoice } from "../../src/instance/input.js";
import { candidates, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { differentialPrivacy, tightestRatio } from "../../src/notions/differential-privacy.js";
import * as Q from "../../src/number/rational.js";
import { probability } from "../../src/probability/law.js";
import { electionClaim } from "./election-claim.js";
import { type ElectionCase, everyMargin, expEpsilon, noisyElectionAt, type Subject } from "./elections.js";

const votes: readonly Vote[] = [...candidates, null];
const doubled = "e^(2ε)";

/**
 * Pr[M(θ′_i, θ_−i) = o] ≤ e^{kε}·Pr[M(θ″_i, θ_−i) = o] for all n ≥ 1, θ_−i, o, θ′_i, θ″_i, with k = 1 as in
 * [CCKMV, Definition 3.2]; the proof of Theorem 4.2 uses it of Mechanism 4.1. A change of a vote moves the margin by 2,
 * so the constant that holds is k = 2.
 */
export const electionPrivate = (
  under: Subject = noisyElectionAt(Q.one),
  changes: readonly string[] = [],
): Claim<ElectionCase> => {
  const k = changes.includes(doubled) ? 2 : 1;
  return electionClaim(under, {
    id: "cckmv/fact-4-dp",
    place: "Section 4, proof of Theorem 4.2 with Definition 3.2",
    statement:
      `Mechanism 4.1 is ${k === 1 ? "" : "2"}ε-differentially private: for all θ_{-i} and o, ` +
      `max over θ_i', θ_i'' of Pr[M(θ_i', θ_{-i}) = o] / Pr[M(θ_i'', θ_{-i}) = o] ≤ e^{${k === 1 ? "" : "2"}ε}.`,
    hypotheses: ["ε > 0"],
    readings: readingsOf({ neighbours: ["replace", "add-remove"] }),
    switchMeanings: {
      replace: "θ_i', θ_i'' are votes, as in Definition 3.2",
      "add-remove": "one of the two is an absent voter",
    },
    argument: everyMargin,
    decide(R, situation, _case, { neighbours }) {
      const bound = expEpsilon(R, under, k);
      if (neighbours === "replace") return differentialPrivacy(R, situation, bound);
      const findings = candidates.map((vote) => differentialPrivacy(R, situation, bound, [vote, null]));
      return findings.find((finding) => finding.conclusion === "fails") ?? findings[0]!;
    },
    choices: () => ({}),
    check({ R, situation, expEpsilon: power }, choices, { neighbours }) {
      const pairs = neighbours === "replace" ? [candidates] : candidates.map((vote) => [vote, null] as const);
      const worst = pairs
        .map((pair) => tightestRatio(R, situation, pair as readonly Vote[]))
        .map(({ outcome, largest, smallest, ratio }) => ({
          outcome,
          largest,
          smallest,
          value: ratio === "infinity" ? ratio : Q.divide(ratio.numerator, ratio.denominator),
        }))
        .reduce((most, next) => (Q.atMost(next.value, most.value) ? most : next));
      const outcome =
        choices.outcome === undefined ? worst.outcome : readChoice(choices.outcome, "choices.outcome", candidates);
      const read = (name: "largest" | "smallest") =>
        choices[name] === undefined ? worst[name] : readChoice(choices[name], `choices.${name}`, votes);
      const [largest, smallest] = [read("largest"), read("smallest")];
      const chance = (vote: Vote) => {
        const { numerator, denominator } = probability(R, situation.law(vote), outcome);
        return Q.divide(numerator, denominator);
      };
      const [high, low] = [chance(largest), chance(smallest)];
      const left: Q.Extended = Q.signOfRational(low) === 0 ? "infinity" : Q.divide(high, low);
      const right = power(k);
      return {
        hypotheses: "inside",
        holds: Q.atMost(left, right),
        inequality: `Pr[M(θ_i') = o] / Pr[M(θ_i'') = o] <= e^${k === 1 ? "ε" : "{2ε}"}`,
        left,
        right,
        larger: "right",
        choices: { ...choices, outcome, largest, smallest },
        explanation: `Pr[${outcome}] is ${Q.printRational(high)} if the voter reports ${largest ?? "nothing"} and ${Q.printRational(low)} if ${smallest ?? "nothing"}`,
        corners: [],
      };
    },
    repair: (reading: Reading): Repair<ElectionCase> | undefined =>
      reading.literal && changes.length === 0
        ? {
            statement: "Mechanism 4.1 is 2ε-differentially private: the bound e^ε becomes e^{2ε}.",
            changes: [doubled],
            reading,
            claim: (undone) => electionPrivate(under, undone === doubled ? [] : [doubled]),
          }
        : undefined,
  });
};
