import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { alternatives, type PublicOutcome } from "../../src/mechanisms/cckmv/payment-information.js";
import { noiseStep, relativeTotals } from "../../src/mechanisms/cckmv/welfare.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type Quotient, type Ring, safeInteger, sum } from "../../src/number/ring.js";
import type { Coupled } from "../../src/probability/coupling.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import type { Json } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { chanceOf, sumOfSwitches, type Worlds } from "./switch-sums.js";
import { type ValueChance, valueChances } from "./value-chances.js";
import {
  comparedReports,
  inOwnSteps,
  liesAt,
  manyAlternatives,
  type Others,
  shiftArgument,
  twoAlternatives,
  typeOf,
  vcgCases,
  vcgCorners,
  vectorOf,
} from "./vcg-cases.js";
import { seenByDefinition } from "./vcg-coins.js";
import { describeOthers } from "./vcg-comparison-claim.js";

/** What a control changes: the 2, or the mechanism. */
export interface DoubleCount {
  readonly times?: number;
  readonly format?: typeof noisyVcgFormat;
}

const overOthers = "k_{-o2} under the sum";

const gate: readonly Others[] = [
  ...manyAlternatives(1, 1, 0),
  ...twoAlternatives(1, 3),
  { environment: { outcomes: 2, maximum: 2 }, sums: [0, 1] },
  { environment: { outcomes: 3, maximum: 1 }, sums: [0, 0, 0] },
];
const others: Readonly<Record<Budget, readonly Others[]>> = {
  gate,
  standard: [...gate, ...twoAlternatives(2, 2), ...manyAlternatives(3, 1, 1)],
  deep: [
    ...gate,
    ...twoAlternatives(1, 9),
    ...twoAlternatives(2, 6),
    ...twoAlternatives(3, 5),
    ...manyAlternatives(3, 1, 2),
  ],
};

/** Where the printed reading is shown to fall, at every budget: few, and those with more alternatives beside others only. */
const fallen: readonly Others[] = [
  ...manyAlternatives(1, 1, 0),
  ...twoAlternatives(1, 3).filter(({ sums }) => sums.includes(3) || sums.every((sum) => sum === 0)),
  { environment: { outcomes: 2, maximum: 2 }, sums: [0, 1] },
  { environment: { outcomes: 3, maximum: 1 }, sums: [0, 0, 1] },
];

/** Whether the sum is over k_{−o2}, as the sentence before the display says, or over k_{o2}, as the display does. */
const isOverOthers = ({ index }: Switches, made: readonly string[]): boolean =>
  index === "corrected" || made.includes(overOthers);

/**
 * "The sum equals 2·Pr[M^1 differ]" [CCKMV, the last display in the proof of Lemma 7.4]. The display has k_{o2} under its
 * sum, on which no term depends: each term is added for every integer, and the sum is 0 or infinite. With k_{−o2} the terms
 * are chances of the noise law, summed here from its text, and the right side is that of the mechanism.
 */
export const doubleCount = (control: DoubleCount = {}, made: readonly string[] = []): Claim<SituationCase> =>
  inOwnSteps((step) => claimAt(control, made, step));

const claimAt = (control: DoubleCount, made: readonly string[], step: Q.Rational): Claim<SituationCase> => {
  const { times = 2, format = noisyVcgFormat } = control;
  return situationClaim(format, {
    id: "cckmv/fact-7.4-double-count",
    citation: cite("cckmv", "Section 7, proof of Lemma 7.4"),
    statement:
      "Σ over o1 ≠ o2 and k_{o2} of Pr_r[λ_{-o2} = k_{-o2} ∧ M^1(θ_i; r) ≠ M^1(θ_i'; r) ∧ M^1(θ_i; r) ∈ {o1, o2} ∧ M^1(θ_i'; r) ∈ {o1, o2}] " +
      "= 2·Pr_r[M^1(θ_i; r) ≠ M^1(θ_i'; r)] for all θ_i, θ_i' and θ_{-i}.",
    hypotheses: ["ε > 0", ...made],
    readings: readingsOf({ index: ["printed", "corrected"] }),
    switchMeanings: {
      printed:
        "the sum is over o1 ≠ o2 and all integers k_{o2}, as printed, k_{-o2} being as it was fixed in the proof",
      corrected: "the sum is over o1 ≠ o2 and k_{-o2}, as the sentence before the display says",
    },
    step,
    cases: (budget, switches) => vcgCases(isOverOthers(switches, made) ? others[budget] : fallen),
    describe: (budget, switches) =>
      `every truth and lie, the others' sums: ${describeOthers(isOverOthers(switches, made) ? others[budget] : fallen)}`,
    argument:
      `${shiftArgument} Every θ_{-i}, |O| and M under k_{-o2}: the events of all k_{-o2} are disjoint and make up the one without λ_{-o2} = k_{-o2}, and a change ` +
      "from x to y counts for (o1, o2) = (x, y) and for (y, x).",
    corners: vcgCorners,
    reports: comparedReports,
    draws: { gate: 5, standard: 25, deep: 250 },
    decide(R, setting, switches) {
      const { environment, situation, rest } = setting;
      const truth = typeOf(setting);
      const stride = Q.divide(noiseStep({ rate: Q.one }, environment), step);
      const ownRing = coarser(R, safeInteger(stride.numerator, "step"));
      const sums = relativeTotals(environment, rest);
      const isFailing = (lie: Utilities): boolean => {
        const right = timesOf(R, times, chanceOfChange(R, situation.coupled!(truth, lie)));
        // Some term is positive or none: added for every integer that is infinite or 0.
        if (!isOverOthers(switches, made)) return !R.equals(right.numerator, R.zero);
        const left = chanceOf(
          ownRing,
          environment.outcomes,
          sumOfSwitches({ environment, sums, reports: [truth, lie] }),
        );
        return compareQuotients(R, left, right) !== 0;
      };
      const lie = liesAt(setting).find(isFailing);
      return lie === undefined
        ? { hypotheses: "inside", conclusion: "holds", witness: {} }
        : { hypotheses: "inside", conclusion: "fails", witness: { lie } };
    },
    choices: { lie: (setting): readonly Json[] => liesAt(setting) },
    sides(setting, choices, switches) {
      const { environment, situation, rest, R } = setting;
      const [truth, lie] = [typeOf(setting), vectorOf(choices.lie)];
      const worlds: Worlds = { environment, sums: relativeTotals(environment, rest), reports: [truth, lie] };
      const a = setting.power(Q.negate(noiseStep({ rate: Q.one }, environment)));
      const changes = quotientOf(chanceOfChange(R, situation.coupled!(truth, lie)));
      const isOver = isOverOthers(switches, made);
      const left = isOver ? countedChance(worlds, a) : hasTermAtZero(worlds) ? "infinity" : Q.zero;
      const right = Q.multiply(Q.rational(BigInt(times)), changes);
      return {
        left,
        right,
        larger: "right",
        holds: left !== "infinity" && Q.equals(left, right),
        inequality: `sum over o1 != o2 and ${isOver ? "k_-o2" : "k_o2"} of Pr[λ_-o2 = k_-o2, o* != o', both in {o1, o2}] = ${times} Pr[o* != o']`,
        explanation:
          `truth (${truth.join(", ")}), lie (${lie.join(", ")}): the outcome changes with probability ${Q.printRational(changes)}` +
          (left === "infinity" ? "; with k_-o2 = 0 a term is positive, and it is added for every integer k_o2" : ""),
      };
    },
    evidence: () => ({
      misprint:
        "The display sums over k_{o2}, on which no term depends: the sum is infinite as soon as the pair can change the outcome. The sentence before it has k_{-o2}.",
    }),
    repair: (reading) =>
      made.length > 0 || isOverOthers(reading.switches, [])
        ? undefined
        : repairOf(reading, {
            statement: `As printed, with ${overOthers}.`,
            changes: [overOthers],
            claim: (kept) => doubleCount(control, kept),
          }),
  });
};

/** Pr_r[M^1 differ], by the coupled law of the mechanism. */
function chanceOfChange<S>(R: Ring<S>, { entries, total }: Coupled<PublicOutcome, S>): Quotient<S> {
  const changed = entries.filter(({ outcome: [o, p] }) => o.chosen !== p.chosen);
  return over(
    sum(
      R,
      changed.map(({ weight }) => weight),
    ),
    total,
  );
}

const timesOf = <S>(R: Ring<S>, k: number, { numerator, denominator }: Quotient<S>): Quotient<S> =>
  over(R.multiply(R.integer(BigInt(k)), numerator), denominator);

const quotientOf = ({ numerator, denominator }: Quotient<Q.Rational>): Q.Rational => Q.divide(numerator, denominator);

/** The two alternatives that are chosen at values W_o, by the definitions. */
const chosenAt = ({ environment, reports }: Worlds, values: readonly number[]): readonly number[] =>
  reports.map((report) => seenByDefinition(environment, values, report).chosen);

/** The lies beside one truth share the chances of the coins. */
let last: { readonly key: string; readonly chances: readonly ValueChance[] } | undefined;
function valueChancesOnce(environment: Alternatives, sums: readonly number[], a: Q.Rational): readonly ValueChance[] {
  const key = `${environment.outcomes} ${environment.maximum} ${sums.join()} ${Q.printRational(a)}`;
  if (last?.key !== key) last = { key, chances: valueChances(environment, sums, a) };
  return last.chances;
}

/** The chances of all coins, each as often as there are o1 ≠ o2 for which it counts. */
function countedChance(worlds: Worlds, a: Q.Rational): Q.Rational {
  const { environment, sums } = worlds;
  const all = alternatives(environment);
  return valueChancesOnce(environment, sums, a)
    .map(({ values, chance }) => {
      const [o, p] = chosenAt(worlds, values);
      const isIn = (first: number, second: number) => [o, p].every((x) => x === first || x === second);
      const pairs = all.flatMap((first) => all.filter((second) => o !== p && first !== second && isIn(first, second)));
      return Q.multiply(Q.rational(BigInt(pairs.length)), chance);
    })
    .reduce(Q.add, Q.zero);
}

/** Whether some λ_{o2} changes the outcome between o2 and another, all other noises being 0. */
function hasTermAtZero(worlds: Worlds): boolean {
  const { environment, sums } = worlds;
  const reach = sums.reduce((x, y) => Math.max(x, y)) + environment.maximum + 1;
  const noises = Array.from({ length: reach + reach + 1 }, (_, i) => i - reach);
  return alternatives(environment).some((second) =>
    noises.some((noise) => {
      const [o, p] = chosenAt(worlds, sums.with(second, sums[second]! + noise));
      return o !== p && (o === second || p === second);
    }),
  );
}
