import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { implicitPaymentFormat } from "../../src/instance/hk-payments.js";
import { spanningTreeFormat } from "../../src/instance/hk-trees.js";
import { figure1, type LogPayment } from "../../src/mechanisms/hk/figure-1.js";
import { partition, powerSum } from "../../src/mechanisms/hk/gibbs-weights.js";
import { expectedCharge, expectedRebate } from "../../src/mechanisms/hk/implicit-payment.js";
import { type Range, rateOf, type Sharpness, type ValueRow, welfareSteps } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Quotient } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { ExactSetting, Place, Setting, SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { halfStep, onFixedGrid } from "./charged.js";
import { explicitPayment, type Heading, implicitEdges } from "./implicit-edges.js";
import { everyRow, namedRows, rowCases } from "./range-cases.js";

/** Values are multiples of 1/2, and halves of them of 1/4. */
const grid = 4n;
const half = Q.rational(1n, 2n);
const parts = [Q.zero, half, Q.one];

type At = Place<Sharpness, Range, ValueRow>;
type Exact = ExactSetting<Sharpness, Range, ValueRow, number>;
type Over<S> = Setting<Sharpness, Range, ValueRow, number, S>;

const casesAt = (budget: Budget): readonly SituationCase[] => {
  const gate = [
    ...rowCases(1, everyRow(1, ["0", "1/2", "1"])),
    ...rowCases(1, everyRow(2, ["0", "1/2", "1"])),
    ...rowCases(2, [...everyRow(2, ["0", "1"]), ["1/2", "0"]]),
    ...rowCases(3, everyRow(2, ["0", "1"])),
  ];
  if (budget === "gate") return gate;
  const standard = [...gate, ...rowCases(2, everyRow(2, ["0", "1/2", "1"])), ...rowCases(2, namedRows(3))];
  return budget === "standard" ? standard : [...standard, ...rowCases(3, namedRows(3)), ...rowCases(2, namedRows(5))];
};

const describe = (budget: Budget): string =>
  "values 0, 1/2, 1: one player over one and two outcomes; two players over two outcomes with values 0 and 1 and the row (1/2, 0), three with values 0 and 1" +
  (budget === "gate" ? "" : "; every two players over two outcomes; rows by name for two players over three") +
  (budget === "deep" ? "; for three over three and two over five" : "");

const corners: Readonly<Record<string, (place: At) => boolean>> = {
  "nobody else": ({ rest }) => rest.length === 0,
  "two others or more": ({ rest }) => rest.reduce((count, group) => count + group.count, 0) > 1,
  "she reports 0": ({ type }) => type!.every(({ numerator }) => numerator === 0n),
  "she reports 1": ({ type }) => type!.every((value) => Q.equals(value, Q.one)),
  "reports between 0 and 1": ({ type }) => type!.some(({ denominator }) => denominator > 1n),
};

/** What the mechanism says of its payments; wrong in controls. */
export interface Implicit {
  readonly charge: typeof expectedCharge;
  readonly rebate: typeof expectedRebate;
}

const isSame = <S>(R: OrderedRing<S>, x: Quotient<S>, y: Quotient<S>): boolean =>
  R.equals(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator));

/** E[b_i(r′) | s]·a is the derivative of ln Z(s): Σ_r b_i(r)·w_r(s) over Z(s), here term by term. */
function isGradient<S>(R: OrderedRing<S>, { environment, rest, type }: Over<S>, { rebate }: Implicit): boolean {
  return parts.every((s) => {
    const part = type!.map((value) => Q.multiply(s, value));
    const exponents = welfareSteps(environment, [...rest, { report: part, count: 1 }]);
    const Z = partition(R, exponents);
    const own = type!.map((value) => value.numerator * (grid / value.denominator));
    const slope = { numerator: powerSum(R, exponents, own, Z), denominator: R.multiply(R.integer(grid), Z.total) };
    return isSame(R, rebate(R, environment, rest, type!, s), slope);
  });
}

const agree = <S>(R: OrderedRing<S>, x: LogPayment<S>, y: LogPayment<S>): boolean =>
  isSame(R, x.value, y.value) && isSame(R, x.ratio, y.ratio);

/** The number of Figure 1 as printed, its entropy summed outcome by outcome. */
function printedPayment({ parameters, rest, outcomes, chance, type, power }: Exact): L.LogForm {
  const a = rateOf(parameters);
  const others = (r: number) =>
    rest.map(({ report, count }) => Q.multiply(Q.rational(BigInt(count)), report![r]!)).reduce(Q.add, Q.zero);
  const chances = outcomes().map((r) => ({ r, p: chance(type, r) }));
  const welfare = chances.map(({ r, p }) => Q.multiply(p, others(r))).reduce(Q.add, Q.zero);
  const entropy = L.sum(chances.map(({ p }) => L.scale(L.ln(p), Q.negate(p))));
  const aside = L.ln(
    outcomes()
      .map((r) => power(Q.multiply(a, others(r))))
      .reduce(Q.add, Q.zero),
  );
  const logs = L.overEpsilon(L.scale(L.subtract(aside, entropy), Q.divide(Q.one, a)));
  return L.subtract(logs, L.fromRational(welfare));
}

/** The scheme for reports on outcomes: its expected charge is the payment of Figure 1. */
const implicitOutcomes = (heading: Heading, implicit: Implicit, format: typeof implicitPaymentFormat) =>
  situationClaim<Sharpness, Range, ValueRow, number>(onFixedGrid(format, grid), {
    ...heading,
    cases: casesAt,
    describe,
    argument:
      "All R, n, valuations and priors: given s the expected rebate is (1/a)·d ln Z(s)/ds with Z(s) = Σ_r e^{a(s·b_i + Σ_{k≠i} b_k)(r)}, so that its mean over s in [0, 1] is (1/a)·ln(Z(b)/Z(0, b_{-i})).",
    corners,
    hypothesesAt: ({ environment }) => (environment.prior ? "outside" : "inside"),
    reports: () => [],
    draws: { gate: 4, standard: 30, deep: 300 },
    decide(R, setting) {
      const { environment, profile, rest, type } = setting;
      const charge = implicit.charge(R, environment, rest, type!);
      const holds =
        agree(R, charge, figure1(R, environment, profile).payment(type!)) && isGradient(R, setting, implicit);
      return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
    },
    sides(setting) {
      const { epsilon, parameters, environment, profile, player, outcomes, chance, type } = setting;
      const values = { epsilon: epsilon!, parameters, environment, profile, byCounts: false };
      const left = format.payments!(values)[player] as L.LogForm;
      const right = printedPayment(setting);
      const rebates = parts.map((s) => {
        const part = type!.map((value) => Q.multiply(s, value));
        return outcomes()
          .map((r) => Q.multiply(chance(part, r), type![r]!))
          .reduce(Q.add, Q.zero);
      }) as [Q.Rational, Q.Rational, Q.Rational];
      // The rebate rises with s: its mean lies between two sums of halves.
      const [least, middle, most] = rebates;
      const chargeAt = (rebate: Q.Rational) =>
        L.fromRational(Q.subtract(most, Q.multiply(half, Q.add(rebate, middle))));
      const isBetween = L.compare(left, chargeAt(most), epsilon) >= 0 && L.compare(left, chargeAt(least), epsilon) <= 0;
      return {
        left,
        right,
        larger: "left",
        holds: isBetween && L.equals(left, right, epsilon),
        inequality: "E[b_i(r) - b_i(r')] = p_i of Figure 1",
        explanation: `E[b_i(r')] given s = 0, 1/2, 1 is ${rebates.map(Q.printRational).join(", ")}; the expected charge ${isBetween ? "lies" : "does not lie"} between the bounds that these tell`,
      };
    },
    evidence: () => ({
      expectation: "E[b_i] − (2/ε)·ln(Z(b)/Z(0, b_{-i})) exactly, at every ε: the payment itself",
      spread: "one draw is b_i(r) − b_i(r′), between −1 and 1, and may be negative; so IC and IR hold in expectation",
      paths: "s·b_i runs from 0 to b_i through valuations: the type space is convex, as Kleinberg's remark asks",
    }),
  });

/**
 * Section 5.3: the implicit payment scheme gives an unbiased estimate of the payment, for reports on outcomes and for the costs of
 * edges; and the exact payment for trees, which the paper calls unclear, by determinants.
 */
export const implicitUnbiased = (
  implicit: Implicit = { charge: expectedCharge, rebate: expectedRebate },
  format = implicitPaymentFormat,
  trees = spanningTreeFormat,
): Claim => {
  const heading = {
    id: "hk/implicit-payment-unbiased",
    citation: cite("hk", "Section 5.3, Implicit Payment Scheme"),
    statement:
      "It is not clear how to compute the exact payment explicitly; but the implicit payment scheme of Babaioff, Kleinberg and Slivkins computes an unbiased estimator for the payment of the exponential mechanism.",
    step: halfStep(grid),
  };
  return byReading<SituationCase>(
    {
      ...heading,
      hypotheses: ["ε > 0"],
      readings: readingsOf({ scheme: ["outcomes", "edges", "explicit"] }),
      switchMeanings: {
        outcomes:
          "the scheme for reports on outcomes, multi-parameter: s uniform in [0, 1], charge b_i(r) − b_i(r′), r′ drawn at s·b_i; its expectation is the number of Figure 1",
        edges:
          "the single-parameter scheme for the tree auction: s uniform in [c_e, cap], pay c_e·1[e ∈ T] + (cap − c_e)·1[e ∈ T_s]; its expectation is the payment with the pivot at the cap",
        explicit:
          "the question whether the exact payment is explicit: c_e·Pr[e ∈ T] + (2/ε)·ln(Z(c)/Z(0, c_{-e})), by determinants, is minus the number of Figure 1",
      },
    },
    ({ scheme }) =>
      scheme === "outcomes"
        ? implicitOutcomes(heading, implicit, format)
        : scheme === "edges"
          ? implicitEdges(heading, trees)
          : explicitPayment(heading, trees),
  );
};
