import type { Claim } from "../../src/claim/claim.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Format } from "../../src/instance/format.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import type { PublicOutcome } from "../../src/mechanisms/cckmv/payment-information.js";
import { type NoisyValuesParameters, typesUpToShift } from "../../src/mechanisms/cckmv/welfare.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient, type Ring, sum } from "../../src/number/ring.js";
import { type Coupled, pivotal } from "../../src/probability/coupling.js";
import { totalVariation } from "../../src/probability/divergence.js";
import { isSame, type Law, sideBySide } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import { canonical, type Json } from "../../src/verdict/json.js";
import { situationClaim } from "../situation-claim.js";
import { describeTotals, everyTotals, type TotalsByBudget, totalsCorners } from "./totals.js";
import { inOwnSteps } from "./vcg-cases.js";

const sizes: TotalsByBudget = {
  gate: [
    { outcomes: 1, maximum: 1, others: 1 },
    { outcomes: 2, maximum: 1, others: 2 },
    { outcomes: 2, maximum: 2, others: 0 },
    { outcomes: 3, maximum: 1, others: 0 },
  ],
  standard: [
    { outcomes: 1, maximum: 1, others: 1 },
    { outcomes: 1, maximum: 2, others: 1 },
    { outcomes: 2, maximum: 1, others: 6 },
    { outcomes: 2, maximum: 2, others: 3 },
    { outcomes: 2, maximum: 3, others: 2 },
    { outcomes: 3, maximum: 1, others: 1 },
  ],
  deep: [
    { outcomes: 1, maximum: 1, others: 1 },
    { outcomes: 1, maximum: 2, others: 1 },
    { outcomes: 2, maximum: 1, others: 12 },
    { outcomes: 2, maximum: 2, others: 6 },
    { outcomes: 2, maximum: 3, others: 4 },
    { outcomes: 3, maximum: 1, others: 3 },
  ],
};

type NoisyVcgFormat = Format<NoisyValuesParameters, Alternatives, Utilities, PublicOutcome>;

/** Pr_r[M¹ differ] + Pr_r[M¹ same ∧ M² differ], the second term left out by a control. */
function splitChange<S>(R: Ring<S>, joint: Coupled<PublicOutcome, S>, withInformation: boolean): Quotient<S> {
  const chance = (event: (o: PublicOutcome, p: PublicOutcome) => boolean): S =>
    sum(
      R,
      joint.entries.filter(({ outcome: [o, p] }) => event(o, p)).map(({ weight }) => weight),
    );
  const chosen = chance((o, p) => o.chosen !== p.chosen);
  const information = withInformation ? chance((o, p) => o.chosen === p.chosen && !isSame(o, p)) : R.zero;
  return { numerator: R.add(chosen, information), denominator: joint.total };
}

/**
 * Whether P[o] − Q[o] ≤ Pr[the truth leads to o, the lie does not] for every o, which sums up to SD ≤ Pr[they differ]. Unlike
 * those of the differences P[o] − Q[o] themselves, these signs are the same at every ε.
 */
function isCovered<O, S>(R: OrderedRing<S>, P: Law<O, S>, Q: Law<O, S>, joint: Coupled<O, S>): boolean {
  return sideBySide(R, [P, Q]).every(({ outcome, weights: [p, q] }) => {
    const left = joint.entries.filter(({ outcome: [o, other] }) => isSame(o, outcome) && !isSame(other, outcome));
    const moved = sum(
      R,
      left.map(({ weight }) => weight),
    );
    const difference = R.subtract(R.multiply(p!, Q.total), R.multiply(q!, P.total));
    const room = R.subtract(R.multiply(moved, R.multiply(P.total, Q.total)), R.multiply(difference, joint.total));
    return R.sign(moved) >= 0 && R.sign(room) >= 0;
  });
}

/**
 * SD(M(θ_i), M(θ_i′)) ≤ Pr_r[M differ] ≤ Pr_r[M¹ differ] + Pr_r[M¹ same ∧ M² differ] [CCKMV, Section 7, before Lemma 7.3], where
 * M¹ is o*, M² is π, and r are the coins that both reports share. The second ≤ is an equation.
 */
export const differenceSplit = (format: NoisyVcgFormat = noisyVcgFormat, withInformation = true): Claim =>
  inOwnSteps((step) =>
    situationClaim(format, {
      id: "cckmv/fact-7-sd-split",
      citation: cite("cckmv", "Section 7, before Lemma 7.3"),
      statement:
        "SD(M(θ_i, θ_{-i}), M(θ_i', θ_{-i})) ≤ Pr_r[M(θ_i, θ_{-i}; r) ≠ M(θ_i', θ_{-i}; r)] ≤ Pr_r[M¹(θ_i, θ_{-i}; r) ≠ M¹(θ_i', θ_{-i}; r)] + " +
        "Pr_r[M¹(θ_i, θ_{-i}; r) = M¹(θ_i', θ_{-i}; r) ∧ M²(θ_i, θ_{-i}; r) ≠ M²(θ_i', θ_{-i}; r)], where M = (M¹, M²) = (o*, π) is Mechanism 7.1.",
      hypotheses: ["ε > 0", "M ≥ 1", "|O| ≥ 1"],
      step,
      cases: (budget) => everyTotals(sizes[budget]),
      describe: (budget) => `${describeTotals(sizes[budget])}; every two types up to a constant`,
      argument:
        "All |O|, M and θ_{-i}: M(θ_i; r) and M(θ_i'; r) are a coupling of the two laws, so that their difference on every event is at most the chance that they differ; " +
        "and they differ in o*, or in π alone. A constant added to a type changes neither.",
      corners: totalsCorners,
      reports: ({ environment }) => typesUpToShift(environment),
      draws: { gate: 4, standard: 40, deep: 400 },
      decide(R, { situation }) {
        const { reports, law, coupled } = situation;
        for (const [i, truth] of reports.entries()) {
          for (const lie of reports.slice(i + 1)) {
            const [P, Q, joint] = [law(truth), law(lie), coupled!(truth, lie)];
            const differ = pivotal(R, joint);
            const isFirst = isCovered(R, P, Q, joint) || compareQuotients(R, totalVariation(R, P, Q), differ) <= 0;
            if (isFirst && compareQuotients(R, differ, splitChange(R, joint, withInformation)) <= 0) continue;
            return { hypotheses: "inside", conclusion: "fails", witness: { truth, lie } };
          }
        }
        return { hypotheses: "inside", conclusion: "holds", witness: {} };
      },
      choices: {
        truth: ({ situation, printReport }) => situation.reports.map(printReport),
        lie: ({ situation, printReport }, { truth }): readonly Json[] => {
          const all = situation.reports.map(printReport);
          return all.length === 1 ? all : all.filter((report) => canonical(report) > canonical(truth!));
        },
      },
      sides({ R, situation, readReport, outcomes, chance }, choices) {
        const [truth, lie] = [readReport(choices.truth), readReport(choices.lie)];
        const masses = ({ entries, total }: Law<readonly [PublicOutcome, PublicOutcome], Q.Rational>) =>
          entries.map(({ outcome: [o, p], weight }) => ({ o, p, mass: Q.divide(weight, total) }));
        const of = (event: (o: PublicOutcome, p: PublicOutcome) => boolean): Q.Rational =>
          sum(
            R,
            masses(situation.coupled!(truth, lie)).flatMap(({ o, p, mass }) => (event(o, p) ? [mass] : [])),
          );
        const isInformation = (o: PublicOutcome, p: PublicOutcome) =>
          canonical([...o.revealed]) !== canonical([...p.revealed]);
        const chosen = of((o, p) => o.chosen !== p.chosen);
        const information = of((o, p) => o.chosen === p.chosen && isInformation(o, p));
        const differ = of((o, p) => o.chosen !== p.chosen || isInformation(o, p));
        const apart = outcomes()
          .map((o) => Q.subtract(chance(truth, o), chance(lie, o)))
          .map((difference) => Q.maximum(difference, Q.zero))
          .reduce(Q.add);
        const split = withInformation ? Q.add(chosen, information) : chosen;
        return {
          left: apart,
          right: split,
          larger: "right",
          holds: Q.compare(apart, differ) <= 0 && Q.compare(differ, split) <= 0,
          inequality: `SD(M(θ_i), M(θ_i')) <= Pr_r[M differ] <= Pr_r[M¹ differ]${withInformation ? " + Pr_r[M¹ same, M² differ]" : ""}`,
          explanation:
            `reporting ${canonical(choices.truth!)} or ${canonical(choices.lie!)}: SD = ${Q.printRational(apart)}, Pr_r[M differ] = ${Q.printRational(differ)}; o* differs with probability ` +
            `${Q.printRational(chosen)}, π alone with ${Q.printRational(information)}`,
        };
      },
      evidence: () => ({
        best:
          "The constant 1 before the sum is best: as ε → ∞ the noise vanishes, and for one player, |O| = 2, the truth (0, 0) and the lie (1, 0) both sides tend to 1. " +
          "The second inequality is an equation.",
      }),
    }),
  );
