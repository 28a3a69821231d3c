import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { Types } from "../../src/game/reaction-environment.js";
import { exponentialFormat } from "../../src/instance/nst-mechanisms.js";
import type { Sensitivity } from "../../src/mechanisms/nst/exponential.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { type Outcome, typesOf } from "../../src/mechanisms/nst/lottery.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { type ExponentialFormat, type ExponentialPlace, lotteryOf, weightsIn } from "./announced.js";
import { step } from "./lemma-1.js";
import { caseOf, everyRow, scoreTable, votes } from "./score-tables.js";

const sizes: Readonly<Record<Budget, readonly (readonly [alternatives: number, most: number])[]>> = {
  gate: [
    [1, 0],
    [2, 2],
    [3, 1],
  ],
  standard: [
    [1, 0],
    [2, 4],
    [3, 3],
    [4, 2],
  ],
  deep: [
    [1, 0],
    [2, 8],
    [3, 5],
    [4, 4],
    [5, 2],
  ],
};

/** Every nF up to a constant and the order of S: ascending from 0. */
const ascending = (alternatives: number, most: number) =>
  everyRow(alternatives, most).filter(
    (row) => row[0] === 0 && row.every((score, s) => s === 0 || score >= row[s - 1]!),
  );

const casesOf = (budget: Budget): readonly LawCase[] => [
  ...sizes[budget].flatMap(([m, most]) =>
    ascending(m, most).flatMap((row) => ["1", "2"].map((d) => caseOf(scoreTable([row]), d))),
  ),
  caseOf(votes(2, 2)),
  caseOf(votes(3, 3), "1", [0, 1, 1]),
];

/** max F − F(t, s) by alternative, at the reports. */
function gapsAt({ environment, profile }: ExponentialPlace): readonly Q.Rational[] {
  const types: Types = typesOf(profile);
  const scores = Array.from({ length: environment.alternatives }, (_, s) => environment.score(types, s));
  const most = scores.reduce((x, y) => (x > y ? x : y));
  const unit = Q.divide(environment.scoreUnit, Q.rational(BigInt(types.length)));
  return scores.map((score) => Q.multiply(unit, Q.rational(most - score)));
}

/** The positive gaps, and 0 where there are none. */
const jumpsOf = (gaps: readonly Q.Rational[]): readonly Q.Rational[] => {
  const positive = gaps.filter((gap) => gap.numerator > 0n);
  return positive.length === 0
    ? [Q.zero]
    : positive.filter((gap, i) => positive.findIndex((one) => Q.equals(one, gap)) === i);
};

/** −nδ/(2d): the bound is e to this times ε. */
const exponentOf = ({ environment, parameters: { d } }: ExponentialPlace, delta: Q.Rational): Q.Rational =>
  Q.negate(Q.divide(Q.multiply(Q.rational(BigInt(environment.types.length)), delta), Q.multiply(Q.rational(2n), d)));

/** The alternatives of the event at the jump: those that F < max F − δ leaves for δ just below it. */
const eventAt = (gaps: readonly Q.Rational[], jump: Q.Rational): readonly number[] =>
  gaps.flatMap((gap, s) => (gap.numerator > 0n && Q.compare(gap, jump) >= 0 ? [s] : []));

/** The tail of Lemma 3's proof. `rate` multiplies its exponent: a control. */
export const lemma3Tail = (format: ExponentialFormat = exponentialFormat, rate = Q.one): Claim =>
  lawClaim<Sensitivity, KnownEnvironment, number, Outcome>(format, {
    id: "nst/lemma-3-tail",
    citation: cite("nst", "Lemma 3, in the proof"),
    statement:
      "For every t and δ ≥ 0, with Ŝ = {s ∈ S : F(t, s) < max_s F(t, s) − δ}: M^{ε/(2d)}(t)(Ŝ) ≤ |Ŝ|·e^{−nεδ/(2d)} ≤ |S|·e^{−nεδ/(2d)}.",
    hypotheses: ["d > 0", "ε > 0", "δ ≥ 0"],
    readings: readingsOf({ size: ["own", "all"] }),
    switchMeanings: { own: "|Ŝ|, the first bound", all: "|S|, the second bound" },
    step,
    cases: casesOf,
    describe: (budget) =>
      `every n·F of one player, up to a constant and the order of S: ${sizes[budget].map(([m, most]) => `|S| = ${m}, values 0 to ${most}`).join("; ")}; d = 1 and 2; votes of 2 and 3 players; every δ ≥ 0`,
    argument:
      "All δ: between two jumps of Ŝ only the bound falls, so that its limit at the next jump is the worst. All n, S and F in any range: each s ∈ Ŝ has a weight of at most e^{−nεδ/(2d)} times that of the best one, which is a part of the sum.",
    corners: {
      "one alternative": ({ environment }) => environment.alternatives === 1,
      "F constant": (place) => gapsAt(place).every((gap) => gap.numerator === 0n),
      "several best alternatives": (place) =>
        place.environment.alternatives > 1 && gapsAt(place).filter((gap) => gap.numerator === 0n).length > 1,
      "several jumps": (place) => jumpsOf(gapsAt(place)).length > 1,
      "more players": ({ environment }) => environment.types.length > 1,
    },
    draws: { gate: 2, standard: 60, deep: 500 },
    decide(R, setting, { size }) {
      const { environment } = setting;
      const lottery = lotteryOf(setting.ring(), format, setting, typesOf(setting.profile));
      const weights = weightsIn(R, lottery, environment.alternatives);
      const gaps = gapsAt(setting);
      const holds = jumpsOf(gaps).every((jump) => {
        const event = eventAt(gaps, jump);
        const mass = over(event.map((s) => weights[s]!).reduce(R.add, R.zero), lottery.total);
        const fall = setting.expEpsilon(Q.multiply(rate, exponentOf(setting, jump)));
        const count = R.integer(BigInt(size === "own" ? event.length : environment.alternatives));
        return compareQuotients(R, mass, { ...fall, numerator: R.multiply(count, fall.numerator) }) <= 0;
      });
      return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
    },
    choices: () => ({ delta: (setting) => jumpsOf(gapsAt(setting)).map(Q.printRational) }),
    completed: ["delta"],
    sides(setting, choices, { size }) {
      const gaps = gapsAt(setting);
      const jump = jumpsOf(gaps).find((gap) => Q.printRational(gap) === choices.delta)!;
      const event = eventAt(gaps, jump);
      // By the table of F, and once more by the law of the mechanism: where the two differ the tail is not that of M(t).
      const weights = gaps.map((gap) => setting.power(exponentOf(setting, gap)));
      const left = Q.divide(event.map((s) => weights[s]!).reduce(Q.add, Q.zero), weights.reduce(Q.add));
      const told = setting.chances
        .filter(({ outcome }) => event.includes(outcome.alternative))
        .reduce((sum, { chance }) => Q.add(sum, chance), Q.zero);
      const isTheLaw = Q.equals(left, told);
      const count = Q.rational(BigInt(size === "own" ? event.length : gaps.length));
      const right = Q.multiply(count, setting.power(Q.multiply(rate, exponentOf(setting, jump))));
      return {
        left,
        right,
        holds: isTheLaw && Q.compare(left, right) <= 0,
        larger: "right",
        inequality: `M(t)(Ŝ) <= ${size === "own" ? "|Ŝ|" : "|S|"} e^{-nεδ/(2d)}, in the limit where δ rises to the next jump of Ŝ`,
        explanation: `Ŝ = {${event.join(", ")}}, δ rises to ${Q.printRational(jump)}${isTheLaw ? "" : `; the mechanism has ${Q.printRational(told)}, which is not the exponential law of F`}`,
      };
    },
    evidence: () => ({
      attained:
        "never, for M(t)(Ŝ) ≤ |Ŝ|·x/(1 + |Ŝ|·x) with x = e^{−nεδ/(2d)}, which one best alternative and all others at δ attain; the ratio to |Ŝ|·x tends to 1 as nεδ/(2d) → ∞",
    }),
  });
