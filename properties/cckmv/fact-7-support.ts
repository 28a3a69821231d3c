import type { Claim } from "../../src/claim/claim.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Format } from "../../src/instance/format.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import type { PublicOutcome } from "../../src/mechanisms/cckmv/payment-information.js";
import type { NoisyValuesParameters } from "../../src/mechanisms/cckmv/welfare.js";
import * as Q from "../../src/number/rational.js";
import { sum } from "../../src/number/ring.js";
import { outcomeKey } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import { situationClaim } from "../situation-claim.js";
import { describeTotals, everyTotals, type TotalsByBudget, totalsCorners } from "./totals.js";
import { inOwnSteps } from "./vcg-cases.js";

const sizes: TotalsByBudget = {
  gate: [
    { outcomes: 1, maximum: 1, others: 1 },
    { outcomes: 2, maximum: 1, others: 3 },
    { outcomes: 2, maximum: 2, others: 2 },
    { outcomes: 3, maximum: 1, others: 1 },
  ],
  standard: [
    { outcomes: 1, maximum: 1, others: 1 },
    { outcomes: 1, maximum: 2, others: 1 },
    { outcomes: 2, maximum: 1, others: 12 },
    { outcomes: 2, maximum: 2, others: 6 },
    { outcomes: 2, maximum: 3, others: 4 },
    { outcomes: 3, maximum: 1, others: 4 },
    { outcomes: 3, maximum: 2, others: 2 },
  ],
  deep: [
    { outcomes: 1, maximum: 1, others: 1 },
    { outcomes: 1, maximum: 2, others: 1 },
    { outcomes: 2, maximum: 1, others: 40 },
    { outcomes: 2, maximum: 2, others: 20 },
    { outcomes: 2, maximum: 3, others: 12 },
    { outcomes: 3, maximum: 1, others: 8 },
    { outcomes: 3, maximum: 2, others: 4 },
    { outcomes: 4, maximum: 1, others: 2 },
  ],
};

type NoisyVcgFormat = Format<NoisyValuesParameters, Alternatives, Utilities, PublicOutcome>;

/** |O|·(M+1)^{|O|−1}: o*, and for each other alternative its gap, one of M, or that it is hidden. */
const allOutcomes = ({ outcomes, maximum }: Alternatives): bigint =>
  BigInt(outcomes) * BigInt(maximum + 1) ** BigInt(outcomes - 1);

/** Alternatives of (o*, π), o* among them, whose value is tied with one before it: with gaps in |O|-ths, equal ones. */
const tiesIn = ({ revealed }: PublicOutcome): number => revealed.length - new Set(revealed.map(([, gap]) => gap)).size;

/** Gaps, in |O|-ths, that are not o* − o modulo |O| or not from 0 to M. */
const strayIn = ({ outcomes: n, maximum }: Alternatives, { chosen, revealed }: PublicOutcome): number =>
  revealed.filter(([o, gap]) => BigInt(gap - chosen + o) % BigInt(n) !== 0n || gap < 0 || gap > n * maximum).length;

const facts = ["ties", "gaps", "support", "mass"] as const;

/**
 * No two V_o are ever equal; the gaps V_{o*} − V_o lie in (o* − o)/|O| + ℤ; and the law has exactly |O|·(M+1)^{|O|−1} outcomes, all of
 * positive probability, that add up to 1: nothing lies outside [CCKMV, Mechanism 7.1, steps (2) to (4)].
 */
export const outcomeSupport = (format: NoisyVcgFormat = noisyVcgFormat): Claim =>
  inOwnSteps((step) =>
    situationClaim(format, {
      id: "cckmv/fact-7-support",
      citation: cite("cckmv", "Mechanism 7.1, steps (2) to (4)"),
      statement:
        "For all θ and r no two of the V_o of Mechanism 7.1 are equal, and every V_{o*} − V_o lies in (o* − o)/|O| + ℤ. For all θ exactly |O|·(M + 1)^{|O| − 1} outcomes (o*, π) have " +
        "Pr[M(θ) = (o*, π)] > 0.",
      hypotheses: ["ε > 0", "M ≥ 1", "|O| ≥ 1"],
      step,
      cases: (budget) => everyTotals(sizes[budget]),
      describe: (budget) => describeTotals(sizes[budget]),
      argument:
        "All |O|, M and θ: V_o − V_o' lies in (o − o')/|O| + ℤ, which leaves out 0 for o ≠ o'. Given o*, the gap of each o ≠ o* is (o* − o)/|O| + c with c ≥ 0 if o < o* and c ≥ 1 if " +
        "o > o*; it is at most M for M of these c, and every list of gaps has noises that lead to it, each of positive probability.",
      corners: totalsCorners,
      draws: { gate: 4, standard: 40, deep: 400 },
      decide(R, { environment, law }) {
        const { entries, total } = law();
        const possible = entries.filter(({ weight }) => R.sign(weight) > 0);
        const mass = sum(
          R,
          entries.map(({ weight }) => weight),
        );
        const wrong = possible.filter(({ outcome }) => tiesIn(outcome) > 0 || strayIn(environment, outcome) > 0);
        const different = new Set(possible.map(({ outcome }) => outcomeKey(outcome))).size;
        const holds = wrong.length === 0 && BigInt(different) === allOutcomes(environment) && R.equals(mass, total);
        return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
      },
      choices: { fact: () => facts },
      sides({ environment: { outcomes, maximum }, outcomes: seen, chance, type, printOutcome }, { fact }) {
        if (fact === "mass") {
          const mass = seen().reduce((all, o) => Q.add(all, chance(type, o)), Q.zero);
          return {
            left: mass,
            right: Q.one,
            larger: "right",
            holds: Q.equals(mass, Q.one),
            inequality: "Σ Pr[M(θ) = (o*, π)] = 1",
            explanation: `the probabilities of the outcomes add up to ${Q.printRational(mass)}`,
          };
        }
        const possible = seen().filter((o) => Q.signOfRational(chance(type, o)) > 0);
        const shown = possible.map((o) => printOutcome(o) as unknown as Shown);
        const count = (n: number): Q.Rational => Q.rational(BigInt(n));
        if (fact === "support") {
          const right = Array.from({ length: outcomes - 1 }).reduce<number>((n) => n * (maximum + 1), outcomes);
          return {
            left: count(shown.length),
            right: count(right),
            larger: "right",
            holds: shown.length === right,
            inequality: "#{(o*, π): Pr[M(θ) = (o*, π)] > 0} = |O|·(M + 1)^{|O| - 1}",
            explanation: `${shown.length} outcomes have positive probability`,
          };
        }
        const wrong = shown.filter(fact === "ties" ? isTied : (o) => isStray(o, outcomes, maximum));
        return {
          left: count(wrong.length),
          right: Q.zero,
          larger: "right",
          inequality: `#{(o*, π): ${fact === "ties" ? "two values V_o in it are equal" : "a gap V_{o*} - V_o is not in (o* - o)/|O| + ℤ or not from 0 to M"}} <= 0`,
          explanation: wrong.length === 0 ? "there is none" : `${JSON.stringify(wrong[0])} has positive probability`,
        };
      },
    }),
  );

/** An outcome as it is printed. */
interface Shown {
  readonly chosen: number;
  readonly revealed: readonly (readonly [number, string])[];
}

const isTied = ({ revealed }: Shown): boolean =>
  revealed.some(([, gap], i) => revealed.some(([, other], j) => i < j && gap === other));

const isStray = ({ chosen, revealed }: Shown, outcomes: number, maximum: number): boolean =>
  revealed.some(([o, text]) => {
    const gap = Q.parseRational(text)!;
    const rest = Q.subtract(gap, Q.rational(BigInt(chosen - o), BigInt(outcomes)));
    return !Q.isInteger(rest) || Q.compare(gap, Q.zero) < 0 || Q.compare(gap, Q.rational(BigInt(maximum))) > 0;
  });
