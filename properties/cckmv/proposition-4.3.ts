import { deltas } from "../../generators/private-voters.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { readRational } from "../../src/instance/input.js";
import { type Candidate, candidates } from "../../src/mechanisms/cckmv/election.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients } from "../../src/number/ring.js";
import { probability } from "../../src/probability/law.js";
import { repairOf } from "../repairs.js";
import { chance, electionClaim, typeOf } from "./election-claim.js";
import {
  type ElectionCase,
  expEpsilon,
  minorityOf,
  noisyElectionAt,
  type Subject,
  supporters,
  supportersIn,
} from "./elections.js";

const nonzero = "Δ ≠ 0";

/**
 * Proposition 4.3 (1): for every profile, Pr[#{i : θ_i = o} ≤ max_o′ #{i : θ_i = o′} − Δ] < e^{−εΔ}, strictly, with no
 * range of Δ stated. The loss is 0 or D = |#A − #B|, so the left side is a step function of Δ: 1 for Δ ≤ 0, Pr[the
 * minority wins] for 0 < Δ ≤ D, and 0 beyond; the right side falls in Δ. So Δ = 0 and Δ = D decide for all real Δ:
 * below 0 the right side exceeds 1, beyond D it is positive.
 */
export const proposition431 = (
  under: Subject = noisyElectionAt(Q.one),
  changes: readonly string[] = [],
): Claim<ElectionCase> =>
  electionClaim(under, {
    id: "cckmv/proposition-4.3-1",
    place: "Proposition 4.3 (1)",
    statement:
      "For every profile θ ∈ Θ^n of reports, if o is selected by Mechanism 4.1, then " +
      "Pr[#{i : θ_i = o} ≤ max_{o' ∈ {A,B}} #{i : θ_i = o'} − Δ] < e^{−εΔ}" +
      (changes.includes(nonzero) ? " for every real Δ ≠ 0." : "."),
    hypotheses: ["ε > 0", ...changes],
    readings: readingsOf({ delta: ["real", "positive"] }),
    switchMeanings: { real: "Δ is any real number: the text states no range", positive: "Δ > 0" },
    argument:
      "All Δ: the two jumps of the step function decide. More voters: divided by e^{−εD}, the inequality at Δ = D is the " +
      "same for every margin D of the same sign.",
    decide(R, situation, c, { delta }) {
      const { minority, lead: D } = minorityOf((o) => supporters(c, o));
      const law = situation.law(c.truth);
      const one = { numerator: R.one, denominator: R.one };
      const none = { numerator: R.zero, denominator: R.one };
      const jumps = [
        ...(delta === "real" && !changes.includes(nonzero) ? [{ at: 0, left: one }] : []),
        ...(D > 0 ? [{ at: D, left: probability(R, law, minority) }] : [{ at: 1, left: none }]),
      ].map((jump) => ({ ...jump, right: expEpsilon(R, under, -jump.at) }));
      const failing = jumps.find(({ left, right }) => compareQuotients(R, left, right) >= 0);
      const { at, left, right } = failing ?? jumps[jumps.length - 1]!;
      return {
        hypotheses: "inside",
        conclusion: failing ? "fails" : "holds",
        witness: { Delta: `${at}` },
        sides: { left, right },
      };
    },
    choices(c, _base, { delta }) {
      const { lead } = minorityOf((o) => supporters(c, o));
      return { Delta: delta === "real" && !changes.includes(nonzero) ? "0" : `${lead}` };
    },
    check(setting, choices, { delta }) {
      const truth = typeOf(setting);
      const count = (o: Candidate) => supportersIn(setting, o);
      const { minority, lead: D } = minorityOf(count);
      const Delta = readRational(choices.Delta ?? `${D}`, "choices.Delta");
      const lost = (o: Candidate) => (o === minority ? Q.rational(BigInt(D)) : Q.zero);
      const event = candidates.filter((o) => Q.compare(lost(o), Delta) >= 0);
      const p = event.map((o) => chance(setting, truth, o)).reduce(Q.add, Q.zero);
      // e^{−εΔ} may be irrational for a fraction Δ = u/v: both sides are then raised to the power v.
      const v = Delta.denominator;
      const left = Q.integerPower(p, v);
      const right = Q.integerPower(setting.expEpsilon(1), -Delta.numerator);
      const sign = Q.signOfRational(Delta);
      const outside = (delta === "positive" && sign <= 0) || (changes.includes(nonzero) && sign === 0);
      const power = v === 1n ? "" : `^${v}`;
      return {
        hypotheses: outside ? "outside" : "inside",
        holds: Q.compare(left, right) < 0,
        inequality: `Pr[#{i : θ_i = o} <= max #{i : θ_i = o'} - Δ]${power} < e^{-εΔ${v === 1n ? "" : `·${v}`}}`,
        left,
        right,
        larger: "right",
        choices: { ...choices, Delta: Q.printRational(Delta) },
        explanation: `${count("A")} voters prefer A and ${count("B")} prefer B; the event is that ${event.join(" or ") || "no candidate"} wins, with probability ${Q.printRational(p)}`,
        corners: cornersOf(Delta, D),
      };
    },
    drawnCorners: ["Δ < 0", "Δ = 0", "Δ fractional", "Δ integer", "Δ beyond the margin"],
    drawChoices: () => deltas.map((Delta) => () => ({ Delta: Q.printRational(Delta) })),
    repair: (reading) =>
      reading.literal && changes.length === 0
        ? repairOf(reading, {
            statement: "As printed, for every real Δ ≠ 0.",
            changes: [nonzero],
            claim: (kept) => proposition431(under, kept),
          })
        : undefined,
  });

function cornersOf(Delta: Q.Rational, D: number): readonly string[] {
  const sign = Q.signOfRational(Delta);
  return [
    ...(sign < 0 ? ["Δ < 0"] : sign === 0 ? ["Δ = 0"] : []),
    Q.isInteger(Delta) ? "Δ integer" : "Δ fractional",
    ...(Q.compare(Delta, Q.rational(BigInt(D))) > 0 ? ["Δ beyond the margin"] : []),
  ];
}
