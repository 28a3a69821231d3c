import type { Check, Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { type Candidate, opponent, type Vote } from "../../src/mechanisms/cckmv/election.js";
import * as Q from "../../src/number/rational.js";
import { type OrderedRing, sum } from "../../src/number/ring.js";
import type { Coupled } from "../../src/probability/coupling.js";
import { electionClaim, typeOf } from "./election-claim.js";
import type { ElectionCase, ElectionSetting, Subject } from "./elections.js";

/** A claim about the pairs of outcomes (o, o′) that some coins r lead to, o under the truth and o′ under another report. */
export interface SameCoinsClaim {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly argument: string;
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  readonly other: (truth: Candidate) => Vote;
  /** Whether a pair of different outcomes is one that the claim allows. */
  readonly allows: (truth: Candidate, pair: readonly [Candidate, Candidate]) => boolean;
  readonly inequality: string;
}

/** The claim "Pr[o ≠ o′ and (o, o′) is not allowed] = 0" at every profile. */
export const sameCoinsClaim = (under: Subject, parts: SameCoinsClaim): Claim<ElectionCase> => {
  const { other, allows, inequality, ...rest } = parts;
  /** Pr[(o, o′) differ and are not allowed], over the coins; in expectation only the two laws are compared. */
  const forbidden = <S>(R: OrderedRing<S>, coupled: Coupled<Candidate, S>, truth: Candidate, switches: Switches): S => {
    const bad = coupled.entries.filter(({ outcome }) => outcome[0] !== outcome[1] && !allows(truth, outcome));
    if (switches.truthfulness !== "expectation")
      return sum(
        R,
        bad.map((entry) => entry.weight),
      );
    // The laws differ by what moves from A to B, less what moves from B to A.
    const moved = sum(
      R,
      bad.map(({ outcome, weight }) => (outcome[0] === "A" ? weight : R.subtract(R.zero, weight))),
    );
    return R.sign(moved) < 0 ? R.subtract(R.zero, moved) : moved;
  };
  return electionClaim(under, {
    ...rest,
    hypotheses: ["the other votes are fixed", "both outcomes come from the same coins r"],
    decide(R, situation, { truth }, switches) {
      const coupled = situation.coupled!(truth, other(truth));
      const mass = forbidden(R, coupled, truth, switches);
      return {
        hypotheses: "inside",
        conclusion: R.sign(mass) === 0 ? "holds" : "fails",
        witness: { truth, other: other(truth) },
        sides: {
          left: { numerator: mass, denominator: coupled.total },
          right: { numerator: R.zero, denominator: R.one },
        },
      };
    },
    choices: ({ truth }) => ({ truth, lie: other(truth) }),
    check(setting, choices, switches): Omit<Check, "choices"> {
      const truth = typeOf(setting, choices, other);
      const left = forbiddenAt(setting, truth, forbidden, switches, other(truth));
      return {
        hypotheses: "inside",
        holds: Q.signOfRational(left) === 0,
        inequality,
        left,
        right: Q.zero,
        larger: "right",
        explanation: `a voter for ${truth} reports ${truth} or ${other(truth) ?? "nothing"}; the outcomes under the same coins are ${printPairs(setting, truth, other(truth))}`,
        corners: [],
      };
    },
  });
};

const forbiddenAt = (
  { R, situation }: ElectionSetting,
  truth: Candidate,
  forbidden: <S>(R: OrderedRing<S>, coupled: Coupled<Candidate, S>, truth: Candidate, switches: Switches) => S,
  switches: Switches,
  other: Vote,
): Q.Rational => {
  const coupled = situation.coupled!(truth, other);
  return Q.divide(forbidden(R, coupled, truth, switches), coupled.total);
};

function printPairs({ situation }: ElectionSetting, truth: Candidate, other: Vote): string {
  const coupled = situation.coupled!(truth, other);
  return coupled.entries
    .filter(({ weight }) => Q.signOfRational(weight) > 0)
    .map(
      ({ outcome: [o, p], weight }) =>
        `(${o}, ${p}) with probability ${Q.printRational(Q.divide(weight, coupled.total))}`,
    )
    .join(", ");
}

/** The vote's own candidate under the truth, the other one otherwise. */
export const fromPreferredToOther = (truth: Candidate, [o, p]: readonly [Candidate, Candidate]): boolean =>
  o === truth && p === opponent(truth);
