import type { Claim, Repair } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import { refuse } from "../../src/instance/input.js";
import { candidates } from "../../src/mechanisms/cckmv/election.js";
import { differentialPrivacy } from "../../src/notions/differential-privacy.js";
import * as Q from "../../src/number/rational.js";
import { repairOf } from "../repairs.js";
import { chance, electionClaim } from "./election-claim.js";
import { type ElectionCase, everyMargin, expEpsilon, noisyElectionAt, type Subject } from "./elections.js";

const doubled = "e^(2ε)";

/** high/low; 0/0 counts as 1, an outcome that neither report produces. */
const ratioOf = (high: Q.Rational, low: Q.Rational): Q.Extended =>
  Q.signOfRational(low) !== 0 ? Q.divide(high, low) : Q.signOfRational(high) === 0 ? Q.one : "infinity";

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
    check(setting, choices, { neighbours }) {
      const pairs = neighbours === "replace" ? [candidates] : candidates.map((vote) => [vote, null] as const);
      const ordered = pairs.flatMap(([x, y]) => [[x, y] as const, [y, x] as const]);
      const possible = candidates.flatMap((outcome) =>
        ordered.map(([largest, smallest]) => {
          const [high, low] = [chance(setting, largest!, outcome), chance(setting, smallest!, outcome)];
          return { outcome, largest: largest!, smallest: smallest!, high, low, ratio: ratioOf(high, low) };
        }),
      );
      // Choices that are left out are taken at their worst among those that agree with the ones given.
      const agreeing = possible.filter((choice) =>
        (["outcome", "largest", "smallest"] as const).every(
          (key) => choices[key] === undefined || choices[key] === choice[key],
        ),
      );
      if (agreeing.length === 0) {
        throw refuse(
          "choices",
          "expected an outcome, and two reports of neighbours under this reading as largest and smallest",
        );
      }
      const shown = agreeing.reduce((most, next) => (Q.atMost(next.ratio, most.ratio) ? most : next));
      const { outcome, largest, smallest, high, low, ratio: left } = shown;
      const right = setting.expEpsilon(k);
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
        ? repairOf(reading, {
            statement: "Mechanism 4.1 is 2ε-differentially private: the bound e^ε becomes e^{2ε}.",
            changes: [doubled],
            claim: (kept) => electionPrivate(under, kept),
          })
        : undefined,
  });
};
