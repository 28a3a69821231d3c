import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { type Candidate, opponent } from "../../src/mechanisms/cckmv/election.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient, type Ratio } from "../../src/number/ring.js";
import { pivotal } from "../../src/probability/coupling.js";
import { compareRatios } from "../../src/probability/divergence.js";
import { type Finding, over } from "../../src/verdict/finding.js";
import { repairOf } from "../repairs.js";
import { caseOf, chanceOfChange, epsilonOf, everyElectorate, familyClaim, signOfEpsilon } from "./election-family.js";
import { type ElectionCase, everyMargin, expEpsilon, noisyElectionAt, type Subject } from "./elections.js";

const place = "Section 1.2, analysis of the noisy majority vote";

/** What a repair multiplies ε with: the best constant of its reading. */
const constants = { "ln two-signed": 4, "ln cost": 2, "epsilon two-signed": 2, "epsilon cost": 1 } as const;
const best = ({ F, sign }: Switches): 1 | 2 | 4 => constants[`${F} ${sign}` as keyof typeof constants];
const larger = (k: number): string => `${k}ε in the place of ε`;

/**
 * The expected change in privacy cost of a player who changes her report is bounded by ε times the probability that the
 * outcome changes [CCKMV, Section 1.2].
 *
 * Where the outcomes o ≠ o′ differ, her privacy utility changes by up to F(x_o) + F(x_{o′}) (two-signed) or the larger of
 * the two (a cost). For F = ln a vote moves the margin by 2, one outcome has x = e^{2ε} and the other less, so that the
 * changes are below 4ε and at most 2ε; where each privacy cost is bounded by ε they are 2ε and ε. These constants
 * are the best: 2ε, 2ε and ε are attained at every profile, 4ε is approached as ε → 0 where the others are tied.
 */
export const costChange = (
  under: Subject = noisyElectionAt(Q.one),
  changes: readonly string[] = [],
): Claim<ElectionCase> =>
  familyClaim(under, {
    id: "cckmv/remark-1-cost-change",
    place,
    statement:
      "The expected change in privacy cost experienced by a player that changes her report is bounded by " +
      `${changes.length > 0 ? "the constant of the reading times ε" : "ε"} times the probability that the outcome changes: ` +
      "E_r[|U^priv(o) − U^priv(o')|] ≤ ε·Pr_r[o ≠ o'], with o = M(θ_i, θ_{-i}; r) and o' = M(θ_i', θ_{-i}; r).",
    hypotheses: ["ε > 0", "privacy utilities are bounded per outcome, as the reading says", ...changes],
    readings: readingsOf({ F: ["ln", "epsilon"], sign: ["two-signed", "cost"] }),
    switchMeanings: {
      ln: "|U^priv(o)| ≤ F(x_o) with F = ln, the case in which Dwork et al. [2010] is generalised",
      epsilon: "|U^priv(o)| ≤ ε for every outcome o",
      "two-signed": "U^priv of either sign",
      cost: "U^priv is a cost of one sign",
    },
    argument:
      "More voters: with d the margin of the others, x_B = e^{2ε} at every d ≥ 0 and x_A falls as d grows, because a larger " +
      "share of a sure winner is mixed into both laws; at d < 0 the same with A and B exchanged. The probability cancels.",
    family: () => everyElectorate,
    decide(R, situation, { truth }, switches): Finding<never> {
      const lie = opponent(truth);
      const finding = { hypotheses: "inside", witness: { truth, lie } } as const;
      const mass = pivotal(R, situation.coupled!(truth, lie)).numerator;
      if (R.sign(mass) === 0) return { ...finding, conclusion: "holds" };
      const k = changes.includes(larger(best(switches))) ? best(switches) : 1;
      // Both sides are Pr[o ≠ o'] times the change at the pair {A, B}, the only one.
      const isSmall =
        switches.F === "epsilon"
          ? (switches.sign === "cost" ? 1 : 2) <= k
          : compareRatios(R, changeOfLogs(R, situation, switches), expEpsilon(R, under, k)) <= 0;
      return { ...finding, conclusion: isSmall ? "holds" : "fails" };
    },
    choices: ({ truth }) => ({ truth, lie: opponent(truth) }),
    check(setting, choices, switches) {
      const { truth } = caseOf(setting, choices);
      const chance = chanceOfChange(setting, truth, opponent(truth));
      const bound = (o: Candidate) => (switches.F === "epsilon" ? epsilonOf(setting) : logRatio(o));
      const logRatio = (o: Candidate): L.LogForm | "infinity" => {
        const [p, q] = ([truth, opponent(truth)] as const).map((vote) => chanceOf(setting.situation.law(vote), o));
        if (Q.signOfRational(p!) * Q.signOfRational(q!) === 0) return "infinity";
        return L.ln(Q.compare(p!, q!) > 0 ? Q.divide(p!, q!) : Q.divide(q!, p!));
      };
      const [F, G] = [bound("A"), bound("B")];
      const k = changes.includes(larger(best(switches))) ? best(switches) : 1;
      const right = L.scale(epsilonOf(setting), Q.multiply(Q.rational(BigInt(k)), chance));
      const infinite = Q.signOfRational(chance) > 0 && (F === "infinity" || G === "infinity");
      const change = F === "infinity" || G === "infinity" ? L.zero : together(F, G, switches);
      const left = infinite ? "infinity" : L.scale(change, chance);
      return {
        hypotheses: "inside",
        holds: left !== "infinity" && L.compare(left, right) <= 0,
        inequality: `E[|U_priv(o) - U_priv(o')|] <= ${k === 1 ? "" : k}ε·Pr[o != o']`,
        left,
        right,
        larger: "right",
        explanation: `a voter for ${truth} reports ${truth} or ${opponent(truth)}; the outcome changes with probability ${Q.printRational(chance)}`,
        corners: [],
      };
    },
    repair: (reading) => {
      const change = larger(best(reading.switches));
      if (best(reading.switches) === 1 || changes.length > 0) return undefined;
      return repairOf(reading, {
        statement: `As printed, with ${change}.`,
        changes: [change],
        claim: (kept) => costChange(under, kept),
      });
    },
  });

/** e to the largest change of U^priv between the two outcomes, for F = ln: the product of x_A and x_B, or the larger one. */
function changeOfLogs<S>(
  R: OrderedRing<S>,
  situation: Parameters<typeof privacyRatios<unknown, Candidate, S>>[1],
  { sign }: Switches,
): Ratio<S> {
  const ratios = privacyRatios(R, situation).map(({ ratio }) => ratio);
  if (ratios.includes("infinity")) return "infinity";
  const [x, y] = ratios as [Quotient<S>, Quotient<S>];
  if (sign === "cost") return compareQuotients(R, x, y) > 0 ? x : y;
  return over(R.multiply(x.numerator, y.numerator), R.multiply(x.denominator, y.denominator));
}

const together = (F: L.LogForm, G: L.LogForm, { sign }: Switches): L.LogForm =>
  sign === "two-signed" ? L.add(F, G) : L.compare(F, G) > 0 ? F : G;

const chanceOf = (
  law: { entries: readonly { outcome: Candidate; weight: Q.Rational }[]; total: Q.Rational },
  o: Candidate,
) => Q.divide(law.entries.find(({ outcome }) => outcome === o)?.weight ?? Q.zero, law.total);

/**
 * The probability that the outcome changes is always at most O(ε) [CCKMV, Section 1.2]. As a finite statement it is less
 * than ε, for every n and every ε. The constant 1 is the best: 1 − e^{−ε}, the chance where the others are tied or A is
 * one behind, is ε·(1 − o(1)) as ε → 0.
 */
export const pivotalEps = (under: Subject = noisyElectionAt(Q.one)): Claim<ElectionCase> =>
  familyClaim(under, {
    id: "cckmv/remark-1-pivotal-eps",
    place,
    statement:
      "The probability that the outcome changes when a player changes her report is always at most O(ε): " +
      "Pr_r[M(θ_i, θ_{-i}; r) ≠ M(θ_i', θ_{-i}; r)] < ε for all θ_i, θ_i' and θ_{-i}.",
    hypotheses: ["ε > 0"],
    readings: readingsOf({ affects: ["change", "dropout"] }),
    switchMeanings: {
      change: "she votes for the other candidate instead; the constant 1 is the best",
      dropout: "she stays out instead; the least constant is then 1/2, and the bound is the same",
    },
    argument: everyMargin,
    family: () => everyElectorate,
    decide(R, situation, { truth }, { affects }): Finding<never> {
      const other = affects === "dropout" ? null : opponent(truth);
      const { numerator, denominator } = pivotal(R, situation.coupled!(truth, other));
      return {
        hypotheses: "inside",
        conclusion: signOfEpsilon(R, under, denominator, numerator) > 0 ? "holds" : "fails",
        witness: { truth, lie: other },
      };
    },
    choices: ({ truth }, _base, { affects }) => ({ truth, lie: affects === "dropout" ? null : opponent(truth) }),
    check(setting, choices, { affects }) {
      const instead = affects === "dropout" ? () => null : opponent;
      const { truth } = caseOf(setting, choices, instead);
      const left = L.fromRational(chanceOfChange(setting, truth, instead(truth)));
      const right = epsilonOf(setting);
      return {
        hypotheses: "inside",
        holds: L.compare(left, right) < 0,
        inequality: "Pr[o != o'] < ε",
        left,
        right,
        larger: "right",
        explanation: `a voter for ${truth} changes the outcome with this probability`,
        corners: [],
      };
    },
  });
