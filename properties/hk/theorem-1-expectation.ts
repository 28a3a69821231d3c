import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import type { Law } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { describeGaps, gapCorners, gapSizes, gapsOf, welfareCase } from "./score-cases.js";

/** e^{ε/2} is base^6: the worst ε for 202 outcomes is nearly (6 ln 2)·2. */
const step = Q.rational(1n, 12n);
const half = Q.rational(1n, 2n);
const two = Q.rational(2n);

/** One best outcome and so many others at the distance 1: the least number at which the printed bound falls, and the one before. */
const wide: Readonly<Record<Budget, readonly number[]>> = {
  gate: [201, 202],
  standard: [64, 201, 202],
  deep: [64, 201, 202, 256, 1024],
};

const casesOf = (budget: Budget): readonly LawCase[] => [
  ...gapsOf(gapSizes[budget]).map(welfareCase),
  ...wide[budget].map((m) => welfareCase(Array.from({ length: m }, (_, r) => (r === 0 ? 0 : 1)))),
];

/** A law in numbers: how far each outcome is from the best welfare, and its chance. */
type Chances = readonly { readonly gap: Q.Rational; readonly chance: Q.Rational }[];

const lossOf = (chances: Chances): Q.Rational =>
  chances.map(({ gap, chance }) => Q.multiply(gap, chance)).reduce(Q.add, Q.zero);

/** ε times what the loss is said to be at most: k·(ln|R| + 1), or 2·S(P). */
function boundAt(chances: Chances, { bound }: Switches, factor: Q.Rational): L.LogForm {
  if (bound === "tail") return L.scale(L.add(L.ln(Q.rational(BigInt(chances.length))), L.fromRational(Q.one)), factor);
  const entropies = chances.map(({ chance }) => L.scale(L.ln(chance), Q.negate(chance)));
  return L.scale(L.sum(entropies), two);
}

/**
 * Whether 2x(m − 1)/(m − 1 + e^x) ≤ ln m + 1 for every x, m = |R|: with y = e^x and any a > 0, x ≤ ln a + y/a − 1, and the line in y
 * stays below if 2(m − 1) ≤ a·(ln m + 1) and 2·ln a ≤ ln m + 3. The a here is the least that meets the first, to 40 bits.
 */
function isEnough(outcomes: number): boolean {
  if (outcomes === 1) return true;
  const ln = L.ln(Q.rational(BigInt(outcomes)));
  const a = Q.divide(Q.rational(2n * BigInt(outcomes - 1)), Q.add(L.enclosure(ln, 40).low, Q.one));
  const room = L.subtract(L.add(ln, L.fromRational(Q.rational(3n))), L.scale(L.ln(a), two));
  return L.sign(room) >= 0;
}

/** The law at the one ε of a ring over the integers; undefined over other rings. */
function chancesIn<S>(R: LogRing<S>, { entries, total }: Law<number, S>, gaps: readonly Q.Rational[]) {
  if (typeof R.one !== "bigint") return undefined;
  const chances = entries.map(({ weight }, r) => ({
    gap: gaps[r]!,
    chance: Q.rational(weight as bigint, total as bigint),
  }));
  const log = Q.rational(R.power(1, 1) as bigint, R.power(0, 1) as bigint);
  return { chances, epsilon: { times: Q.divide(Q.one, step), log } };
}

/**
 * What follows for the expected welfare from Theorem 1 as printed, E[Σ v_i] ≥ opt − (ln|R| + 1)/ε, and from Lemma 4,
 * E[Σ v_i] ≥ opt − (2/ε)·S(P). The paper prints no (ln|R| + 1)/ε: it is the integral of the printed tail. `made`
 * holds "2" where the repair puts 2/ε in the place of 1/ε.
 */
export const theorem1Expectation = (format = exponentialFormat, made: readonly string[] = []): Claim => {
  const factor = made.includes("2") ? two : Q.one;
  return lawClaim(format, {
    id: "hk/theorem-1-expectation",
    citation: cite("hk", "Consequences of Theorem 1 and of Lemma 4, not printed"),
    statement:
      "A consequence of Theorem 1 as printed, itself not printed, the integral of its tail: the exponential mechanism for welfare loses at most (ln|R| + 1)/ε in expectation, E[Σ_i v_i(r)] ≥ max_r Σ_i v_i(r) − (ln|R| + 1)/ε, for every R, valuations and ε > 0; and, by Lemma 4, at most (2/ε)·S(P), where P is the law of its outcome.",
    hypotheses: ["ε > 0", "R finite"],
    readings: readingsOf({ bound: ["tail", "entropy"] }),
    switchMeanings: {
      tail: "(ln|R| + 1)/ε, which the paper does not print: the integral of the printed tail, (1/ε)·(ln|R| + ∫ e^{−t} dt); where it falls, Theorem 1 as printed falls",
      entropy: "(2/ε)·S(P): Lemma 4 against the best outcome",
    },
    step,
    cases: casesOf,
    describe: (budget) =>
      `every welfare by its gaps, made by as few agents with values 0 and 1 as can be: ${describeGaps(gapSizes[budget])}; one best outcome among ${wide[budget].join(", ")}, all others 1 below`,
    argument:
      "All R and valuations: with Z_0 = Σ_r e^{−(ε/2)·gap(r)}, S(P) = (ε/2)·E[gap] + ln Z_0, and Z_0 ≥ 1; S(P) ≤ ln|R| by Gibbs' inequality. And for |R| = m the largest ε·E[gap] is 2·max_x x(m − 1)/(m − 1 + e^x): where it is largest all positive gaps are equal, as its derivatives say (ε/2)·gap(r) = 1 + (ε/2)·E[gap].",
    corners: {
      ...gapCorners((place) => place.outcomes.map((r) => format.objective!(place, r))),
      "more than 201 outcomes": ({ outcomes }) => outcomes.length > 201,
    },
    draws: { gate: 5, standard: 40, deep: 400 },
    decide(R, setting, switches) {
      const scores = setting.outcomes.map((r) => format.objective!(setting, r));
      const best = scores.reduce(Q.maximum);
      const gaps = scores.map((score) => Q.subtract(best, score));
      const law = setting.law();
      const top = law.entries[gaps.findIndex(({ numerator }) => numerator === 0n)]!.weight;
      const isOfTheArgument =
        R.sign(R.subtract(law.total, top)) >= 0 &&
        law.entries.every(({ weight }, r) => {
          const power = setting.expEpsilon(Q.multiply(half, gaps[r]!));
          return R.equals(R.multiply(weight, power.numerator), R.multiply(top, power.denominator));
        });
      const isProved = switches.bound === "entropy" || factor === two || isEnough(gaps.length);
      if (isOfTheArgument && isProved) return { hypotheses: "inside", conclusion: "holds", witness: {} };
      const at = chancesIn(R, law, gaps);
      if (!at) return { hypotheses: "inside", conclusion: "undecided", reason: "precision", witness: {} };
      const lost = L.timesEpsilon(L.fromRational(lossOf(at.chances)), at.epsilon);
      const holds = L.compare(lost, boundAt(at.chances, switches, factor)) <= 0;
      return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
    },
    sides(setting, _choices, switches) {
      const scores = setting.outcomes.map((r) => format.objective!(setting, r));
      const best = scores.reduce(Q.maximum);
      const chances = setting.chances.map(({ outcome, chance }) => ({
        gap: Q.subtract(best, scores[outcome]!),
        chance,
      }));
      const loss = lossOf(chances);
      return {
        left: L.timesEpsilon(L.fromRational(loss), setting.epsilon),
        right: boundAt(chances, switches, factor),
        larger: "right",
        inequality: `ε·(opt - E[Σ_i v_i(r)]) <= ${switches.bound === "entropy" ? "2·S(P)" : `${factor === two ? "2·" : ""}(ln ${chances.length} + 1)`}`,
        explanation: `${chances.length} outcomes; the expected loss is ${Q.printRational(loss)}`,
      };
    },
    evidence: (_budget, { bound }) => (bound === "tail" ? tailEvidence : entropyEvidence),
    repair: repairedBy({
      statement: "E[Σ_i v_i(r)] ≥ opt − 2·(ln|R| + 1)/ε: 2/ε takes the place of 1/ε, as in the tail.",
      changes: ["2"],
      claim: (changes) => theorem1Expectation(format, changes),
    }),
  });
};

const tailEvidence = {
  exactWorst:
    "max over ε and valuations of ε·(opt − E) = 2w with w·e^{w+1} = |R| − 1 (w is Lambert's function of (|R| − 1)/e), at one best outcome, all others 2(1 + w)/ε below",
  integralOfTheTail:
    "holds for all ε and valuations if and only if |R| ≤ 201; with 202 outcomes it falls near ε·gap = 12·ln 2",
  better: "2·ln|R|/ε holds, without the 1; asymptotically 2·(ln|R| − ln ln|R|)/ε is lost",
};
const entropyEvidence = {
  difference:
    "(2/ε)·S(P) − (opt − E) = (2/ε)·ln Z_0, Z_0 = Σ_r e^{−(ε/2)·gap(r)}: 0 if and only if |R| = 1, in the limit also for ε → ∞ with one best outcome",
  anyQuality: "for weights e^{εQ/(2Δ)} the same with 2Δ/ε",
};
