import type { Budget, Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { mcsherryTalwarFormat } from "../../src/instance/hk-exponential.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { type Quotient, type Ring, sum } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import { commonDenominator } from "../../src/probability/rational-law.js";
import { cite } from "../../src/verdict/citation.js";
import { canonical, type Json } from "../../src/verdict/json.js";
import { byReading } from "../by-reading.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { onFixedGrid } from "./charged.js";
import { mean } from "./divergence-forms.js";
import { boundSide, type GainBound, isWithin, printBound } from "./gain-bounds.js";
import { chancesAt } from "./gain-ways.js";
import { anyRuleClaim } from "./private-rule-gain.js";
import { everyRow, namedRows, rangeCorners, rowCases } from "./range-cases.js";
import { liesAt } from "./theorem-2.js";

const grid = 2n;
const step = Q.rational(1n, 4n);
const bits = ["0", "1"];
const values = ["0", "1/2", "1"];

const casesAt = (budget: Budget): readonly SituationCase[] => {
  const gate = [
    ...rowCases(1, everyRow(1, values)),
    ...rowCases(1, everyRow(2, values)),
    ...rowCases(2, [...everyRow(2, bits), ["1/2", "0"]]),
    ...rowCases(1, namedRows(3)),
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...rowCases(2, namedRows(3).slice(3)),
    ...rowCases(3, [
      ["0", "1"],
      ["1", "0"],
      ["1/2", "0"],
    ]),
  ];
  return budget === "standard"
    ? standard
    : [...standard, ...rowCases(2, everyRow(2, values)), ...rowCases(2, namedRows(3)), ...rowCases(2, namedRows(4))];
};

const describe = (budget: Budget): string =>
  "values 0, 1/2, 1: one player over one and two outcomes; two players over two outcomes with values 0 and 1 and the row (1/2, 0); one player over three with the rows of all 0, all 1, " +
  "all 1/2, on or off one outcome, and (1/2, 0, 1)" +
  (budget === "gate"
    ? ""
    : "; two players over three outcomes with some of these, three over two with (0, 1), (1, 0), (1/2, 0)") +
  (budget === "deep" ? "; two players over two outcomes with all rows, over three and four with all rows by name" : "");

const bounds: Readonly<Record<string, GainBound>> = {
  epsilon: { kind: "epsilon", factor: Q.one },
  sharp: { kind: "epsilon", factor: Q.rational(1n, 32n) },
  exponential: { kind: "exponential" },
  tanh: { kind: "tanh" },
};

const readings: readonly Reading[] = [
  ...readingsOf({ rule: ["exponential", "any"], bound: ["epsilon", "exponential", "tanh"] }),
  ...readingsOf({ rule: ["exponential"], bound: ["sharp"] }).map((reading) => ({ ...reading, literal: false })),
];

const sharpArgument =
  "All R, n and valuations: along v + s(b − v) the expectation of v changes by (ε/2)·Cov(v, b − v) ds, and Cov(v, b) − Var(v) ≤ E|v − E[v]|/2 − E|v − E[v]|² ≤ 1/16, so that no lie gains " +
  "more than ε/32.";

/** After Theorem 8: the exponential mechanism of McSherry and Talwar, without payments, is ε-IC. */
export const approximatelyTruthful = (format = mcsherryTalwarFormat, bound = bounds): Claim => {
  const shared = {
    id: "hk/dp-approximate-truthfulness",
    citation: cite("hk", "Section 5.2, after Theorem 8"),
    statement:
      "The instantiation of the exponential mechanism by McSherry and Talwar is ε-IC: without payments no agent gains more than ε by a lie, for all ε > 0. (That it is ε-differentially private is hk/theorem-1-privacy.)",
    hypotheses: ["v_i: R → [0, 1]", "ε > 0"],
    readings,
    switchMeanings: {
      exponential: "the draw of Figure 1 without payments; as a bound: the gain is at most e^ε − 1",
      any: "any ε-differentially private rule without payments, as in Section 1",
      epsilon: "the gain is at most ε",
      tanh: "the gain is at most tanh(ε/2) = (e^ε − 1)/(e^ε + 1)",
      sharp: "the gain is at most ε/32",
    },
    step,
  };
  return byReading(shared, (switches) => {
    const at = bound[switches.bound!]!;
    return switches.rule === "any"
      ? anyRuleClaim({ ...shared, statement: "", bound: at })
      : drawClaim(shared, format, at, switches);
  });
};

type Shared = Parameters<typeof anyRuleClaim>[0];

const drawClaim = (
  shared: Omit<Shared, "bound">,
  format: typeof mcsherryTalwarFormat,
  bound: GainBound,
  switches: Switches,
): Claim<SituationCase> =>
  situationClaim<Sharpness, Range, ValueRow, number>(onFixedGrid(format, grid), {
    ...shared,
    statement: "",
    step,
    // With more players ε/32 is no longer monotone against the gain, and its sign is not certified.
    cases: (budget) => casesAt(switches.bound === "sharp" ? "gate" : budget),
    describe: (budget) => describe(switches.bound === "sharp" ? "gate" : budget),
    argument: sharpArgument,
    corners: {
      "one outcome": rangeCorners["one outcome"]!,
      "more than two outcomes": rangeCorners["more than two outcomes"]!,
      "values between 0 and 1": rangeCorners["values between 0 and 1"]!,
      "one report leads nowhere else": ({ type }) => type!.every((value) => Q.equals(value, type![0]!)),
    },
    reports: (place) => liesAt(place),
    decide(R, setting) {
      const { situation, type } = setting;
      const truth = expected(R, situation.law(type), type!);
      const power = setting.expEpsilon(Q.one);
      const failing = situation.reports.find((lie) => {
        const lied = expected(R, situation.law(lie), type!);
        return !isWithin(R, step, power, difference(R, lied, truth), bound);
      });
      return {
        hypotheses: "inside",
        conclusion: failing ? "fails" : "holds",
        witness: failing ? { lie: failing.map(Q.printRational) } : {},
      };
    },
    choices: { lie: (setting): readonly Json[] => setting.situation.reports.map(setting.printReport) },
    sides(setting, choices) {
      const { type } = setting;
      const [honest, lied] = [type!, setting.readReport(choices.lie)!].map((report) =>
        mean(chancesAt(setting, report), type!),
      ) as [Q.Rational, Q.Rational];
      return {
        left: Q.subtract(lied, honest),
        right: boundSide(setting.epsilon!, () => setting.power(Q.one), bound),
        larger: "right",
        inequality: `E[v_i(r)] at b_i - E[v_i(r)] at v_i <= ${printBound(bound)}`,
        explanation: `player ${setting.player} of type ${canonical(setting.printReport(type))} expects ${Q.printRational(honest)} from the truth and ${Q.printRational(lied)} from reporting ${canonical(choices.lie!)}`,
      };
    },
    draws: { gate: 5, standard: 40, deep: 400 },
    evidence: () =>
      switches.bound === "tanh" || switches.bound === "exponential"
        ? { looseness: "the mechanism gains at most ε/32, where any ε-differentially private rule may gain tanh(ε/2)" }
        : {
            bestConstant:
              "1/32, which no smaller one replaces for all ε: over two outcomes v = (1/2, 0) and b = (1, 0) gain (σ(ε/2) − σ(ε/4))/2, σ(x) = 1/(1 + e^{−x}), which is ε/32 to first order as ε → 0",
            largeEpsilon:
              "no bound below 1 holds for all ε: v = (1 − δ, 0) and b = (1, 0), where the others prefer the second outcome by 1 − δ/2, gain nearly 1 − δ as ε·δ → ∞",
          },
  });

/** E[v(r)] for a law over any ring. */
function expected<S>(R: Ring<S>, law: Law<number, S>, v: ValueRow): Quotient<S> {
  const unit = commonDenominator(v);
  const terms = law.entries.map(({ outcome, weight }) =>
    R.multiply(R.integer(v[outcome]!.numerator * (unit / v[outcome]!.denominator)), weight),
  );
  return { numerator: sum(R, terms), denominator: R.multiply(R.integer(unit), law.total) };
}

const difference = <S>(R: Ring<S>, x: Quotient<S>, y: Quotient<S>): Quotient<S> => ({
  numerator: R.subtract(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator)),
  denominator: R.multiply(x.denominator, y.denominator),
});
