import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { others } from "../../src/game/profile.js";
import type { Format } from "../../src/instance/format.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import type { RangeFormat } from "../../src/instance/hk-range.js";
import { gibbsFormat } from "../../src/instance/hk-scores.js";
import { readIndex } from "../../src/instance/input.js";
import { type Deviation, deviationOf, drawn } from "../../src/mechanisms/hk/deviation.js";
import type { LogPayment } from "../../src/mechanisms/hk/figure-1.js";
import { type GibbsWeights, quotientOfPartitions } from "../../src/mechanisms/hk/gibbs-weights.js";
import { type Range, rateOf, type Sharpness, stepOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type Quotient, type Ring, safeInteger, sum } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import { byReading } from "../by-reading.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { LawCase, LawPlace, LawSetting } from "../law-setting.js";
import { chargeForm, signAt, unproved } from "./consequence.js";
import { distanceOf, distanceOver, listedChances } from "./distances.js";
import { describeEnergies, energyCases } from "./energy-cases.js";
import {
  describeProfilesOf,
  figure1Payment,
  gapsIn,
  paymentOf,
  profileGrid,
  profilesOf,
  type RowPayment,
  rowsAt,
} from "./profile-cases.js";
import { gapCorners } from "./score-cases.js";

const quarter = Q.rational(1n, 4n);
const half = Q.rational(1n, 2n);

/** e^{εD/4} for a spread D in sixths; e^{D/(2·k_B·T)} for one in halves. */
const step = Q.rational(1n, 4n * profileGrid);

/** (x − 1)/(x + 1) for x = top/under: tanh of half the logarithm. */
const tanhOf = <S>(R: Ring<S>, { numerator, denominator }: Quotient<S>): Quotient<S> => ({
  numerator: R.subtract(numerator, denominator),
  denominator: R.add(numerator, denominator),
});

const tanhAt = (x: Q.Rational): Q.Rational => Q.divide(Q.subtract(x, Q.one), Q.add(x, Q.one));

const scoresAt = <P, E, T>(format: Format<P, E, T, number>, place: LawPlace<P, E, T, number>): readonly Q.Rational[] =>
  place.outcomes.map((r) => format.objective!(place, r));

/** D: the largest score less the least. */
const spreadAt = <P, E, T>(format: Format<P, E, T, number>, place: LawPlace<P, E, T, number>): Q.Rational =>
  gapsIn(scoresAt(format, place)).reduce(Q.maximum);

const cornersOf = <P, E, T>(format: Format<P, E, T, number>): LawClaim<P, E, T, number>["corners"] =>
  gapCorners((place: LawPlace<P, E, T, number>) => scoresAt(format, place));

type Words = Pick<LawClaim<never, never, never, never>, "id" | "citation" | "statement" | "step">;

/** The total variation from the uniform law is at most tanh(rate·D/2) where weights are e^{rate·score}. */
const uniformLimit = <P, E, T>(
  format: Format<P, E, T, number>,
  rate: Q.Rational,
  words: Words,
  cases: Pick<LawClaim<P, E, T, number>, "cases" | "describe">,
): Claim<LawCase> =>
  lawClaim<P, E, T, number>(format, {
    ...words,
    ...cases,
    corners: cornersOf(format),
    argument:
      "All scores: with Λ the largest weight over the least one, the distance of P from the uniform law is largest where all weights are one of these two, a share s of the outcomes having the larger one: s(1 − s)(Λ − 1)/(1 − s + sΛ) ≤ (√Λ − 1)/(√Λ + 1), attained at s = 1/(1 + √Λ).",
    draws: { gate: 5, standard: 50, deep: 500 },
    decide(R, setting) {
      const even = {
        entries: setting.outcomes.map((outcome) => ({ outcome, weight: R.one })),
        total: R.integer(BigInt(setting.outcomes.length)),
      };
      const left = distanceOver(R, setting.law(), even);
      const right = tanhOf(R, setting.expEpsilon(Q.multiply(Q.multiply(half, rate), spreadAt(format, setting))));
      const conclusion = compareQuotients(R, left, right) <= 0 ? "holds" : "fails";
      return { hypotheses: "inside", conclusion, witness: {}, sides: { left, right, larger: "right" } };
    },
    sides(setting) {
      const spread = spreadAt(format, setting);
      const even = Q.rational(1n, BigInt(setting.outcomes.length));
      return {
        left: distanceOf(
          listedChances(setting),
          setting.outcomes.map(() => even),
        ),
        right: tanhAt(setting.power(Q.multiply(Q.multiply(half, rate), spread))),
        larger: "right",
        inequality: `total variation from the uniform law <= (x - 1)/(x + 1), x = e^{${Q.printRational(Q.multiply(half, rate))}·β·D}`,
        explanation: `the scores lie within D = ${Q.printRational(spread)}; β is ε, or 1/(k_B·T)`,
      };
    },
    evidence: () => ({
      best: "(√Λ − 1)/(√Λ + 1), Λ = e^{βD} or e^{εD/2}, is the least upper bound for all ranges: attained where a share 1/(1 + √Λ) of the outcomes is D above all others",
      firstTerm: "Pr[r] = 1/m + (a/m)·(Q(r) − mean Q) + O(a²): it falls like a, a = ε/2",
    }),
  });

/** E[b_i], i's own report, where outcomes have these weights. */
function meanOver<S>(R: Ring<S>, { truth, grid }: Deviation, { weights, total }: GibbsWeights<S>): Quotient<S> {
  const terms = weights.map((weight, r) => R.multiply(R.integer(BigInt(truth[r]!)), weight));
  return { numerator: sum(R, terms), denominator: R.multiply(R.integer(grid), total) };
}

/** 0 ≤ p_i ≤ tanh(ε/8) for every payment of Figure 1. */
const paymentLimit = (format: RangeFormat, payment: RowPayment, words: Words): Claim<LawCase> =>
  lawClaim<Sharpness, Range, ValueRow, number>(format, {
    ...words,
    cases: profilesOf,
    describe: describeProfilesOf,
    corners: cornersOf(format),
    argument:
      "All profiles: with a = ε/2, a·p_i = KL(P_b‖P_0) ≥ 0, P_0 the law where i reports 0, and by Jensen's inequality (1/a)·ln(Z/Z_{-i}) ≥ E_{P_0}[b_i], so that p_i ≤ E_{P_b}[b_i] − E_{P_0}[b_i]. That difference is decided: P_b is P_0 tilted by e^{a·b_i}, b_i ∈ [0, 1], and it is largest for values 0 and 1, where it is s(1 − s)(e^a − 1)/(1 − s + s·e^a) ≤ tanh(a/4).",
    draws: { gate: 5, standard: 50, deep: 500 },
    decide<S>(R: LogRing<S>, setting: LawSetting<Sharpness, Range, ValueRow, number, S>): Finding<S> {
      const room = tanhOf(R, setting.expEpsilon(quarter));
      const found = rowsAt(setting).map((row, i) => decidePayment(R, setting, payment, row, i, room));
      const finding = { hypotheses: "inside", conclusion: "holds", witness: {} } as const;
      if (found.includes("fails")) return { ...finding, conclusion: "fails" };
      return found.includes("undecided") ? { ...finding, ...unproved } : finding;
    },
    choices: () => ({ player: (setting) => rowsAt(setting).map((_, i) => i) }),
    completed: ["player"],
    sides(setting, choices) {
      const player = readIndex(choices.player, "choices.player", rowsAt(setting).length, "player");
      const left = paymentOf(format, setting, player);
      const right = tanhAt(setting.power(quarter));
      return {
        left,
        right,
        larger: "right",
        holds: L.sign(left, setting.epsilon) >= 0 && L.compare(left, L.fromRational(right), setting.epsilon) <= 0,
        inequality: "0 <= p_i <= (x - 1)/(x + 1), x = e^{ε/4}",
        explanation: `player ${player} reports ${rowsAt(setting)[player]!.map(Q.printRational).join(", ")}`,
      };
    },
    evidence: () => ({
      sharper:
        "p_i = (1/a)·∫_0^a s·Var_{P_s}[b_i] ds ≤ a/8 = ε/16, P_s the law where i reports (s/a)·b_i: a variance in [0, 1] is at most 1/4",
      bestConstant:
        "p_i/ε → 1/16 as ε → 0 for b_i = (1, 0) where nobody else cares; in general p_i/ε → Var_{P_0}[b_i]/4",
    }),
  });

/** One payment: proved where it is that of Figure 1, and by the sign of its logarithms at one ε elsewhere. */
function decidePayment<S>(
  R: LogRing<S>,
  setting: LawSetting<Sharpness, Range, ValueRow, number, S>,
  payment: RowPayment,
  row: ValueRow,
  player: number,
  room: Quotient<S>,
): "holds" | "fails" | "undecided" {
  const { environment, parameters, profile } = setting;
  const own = coarser(R, safeInteger(Q.divide(stepOf(parameters, environment.grid), step).numerator, "step"));
  const paid = payment(own, setting, row);
  const deviation = deviationOf(environment, others(profile, player), row, row);
  const [reported, silent] = [drawn(own, deviation, "truth"), drawn(own, deviation)];
  const expected = meanOver(own, deviation, reported);
  const isFigure1 =
    areEqual(R, paid.value, expected) && areEqual(R, paid.ratio, quotientOfPartitions(own, reported, silent));
  if (isFigure1) {
    const low = meanOver(own, deviation, silent);
    const raised = {
      numerator: R.add(R.multiply(low.numerator, room.denominator), R.multiply(room.numerator, low.denominator)),
      denominator: R.multiply(low.denominator, room.denominator),
    };
    if (compareQuotients(R, expected, raised) <= 0) return "holds";
  }
  const charge = () => chargeForm(paid as LogPayment<bigint>, rateOf(parameters));
  const most = () => L.fromRational(Q.fromQuotient(room as Quotient<bigint>));
  const signs = [signAt(R, step, charge), signAt(R, step, () => L.subtract(most(), charge()))];
  return signs.includes(undefined) ? "undecided" : signs.includes(-1) ? "fails" : "holds";
}

const areEqual = <S>(R: Ring<S>, x: Quotient<S>, y: Quotient<S>): boolean =>
  R.equals(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator));

/**
 * "If T → +∞, all states are equally likely", its analogue for ε → 0, and what follows for payments, as rates for all ε: with D the
 * largest score less the least, the total variation from the uniform law is at most tanh(D/(4·k_B·T)), or tanh(εD/8), and every
 * payment lies between 0 and tanh(ε/8).
 */
export const zeroLimit = (
  states = gibbsFormat,
  format = exponentialFormat,
  payment: RowPayment = figure1Payment,
): Claim => {
  const words = {
    id: "hk/eps-zero-limit",
    citation: cite("hk", "Section 3.1, after Definition 3"),
    statement:
      "If T → +∞, then all states are equally likely to appear; so are all outcomes as ε → 0, and all payments go to 0. Decided as rates for all T and ε: total variation from the uniform law ≤ tanh(D/(4·k_B·T)) and tanh(εD/8), D the spread of the energies or the welfare; 0 ≤ p_i ≤ tanh(ε/8).",
    hypotheses: ["finitely many states or outcomes, the same prior mass on all"],
    readings: readingsOf({ of: ["states", "outcomes", "payments"] }),
    switchMeanings: {
      states: "the Gibbs measure as T → +∞",
      outcomes: "the law of the exponential mechanism as ε → 0",
      payments: "the payments of Figure 1 as ε → 0",
    },
    step,
  };
  return byReading<LawCase>(words, ({ of }) => {
    if (of === "states") return uniformLimit(states, Q.one, words, { cases: energyCases, describe: describeEnergies });
    if (of === "payments") return paymentLimit(format, payment, words);
    return uniformLimit(format, half, words, { cases: profilesOf, describe: describeProfilesOf });
  });
};
