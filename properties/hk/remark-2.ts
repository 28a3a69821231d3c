import type { Budget, Claim } from "../../src/claim/claim.js";
import { mcsherryTalwarFormat } from "../../src/instance/hk-exponential.js";
import { readList } from "../../src/instance/input.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient, type Ring, sum } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import { commonDenominator } from "../../src/probability/rational-law.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json } from "../../src/verdict/json.js";
import type { ExactSetting, Place, SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { halfStep, onFixedGrid } from "./charged.js";
import { mean } from "./divergence-forms.js";
import { chancesAt } from "./gain-ways.js";
import { everyRow, namedRows, names, numbers, type Row, rangeCorners, rowCases } from "./range-cases.js";

const grid = 2n;
const bits = ["0", "1"];

const typesOf: Readonly<Record<number, readonly Row[]>> = {
  1: everyRow(1, ["0", "1"]),
  2: [...everyRow(2, bits), ["1/2", "0"]],
  3: namedRows(3).slice(3),
};

/** Cycles of types v^1 → v^2 → … → v^1, each once: the first of them has the least place in the list. */
function cyclesOf<T>(types: readonly T[], most: number): readonly (readonly T[])[] {
  const longer = (cycle: readonly number[]): readonly (readonly number[])[] => {
    const next = types.flatMap((_, i) => (i > cycle[0]! && !cycle.includes(i) ? [[...cycle, i]] : []));
    return [...next, ...(cycle.length + 1 < most ? next.flatMap(longer) : [])];
  };
  return types.flatMap((_, i) => longer([i])).map((cycle) => cycle.map((i) => types[i]!));
}

const longest = 4;

const cyclesAt = ({ environment }: Place<Sharpness, Range, ValueRow>): readonly (readonly ValueRow[])[] =>
  cyclesOf(typesOf[environment.outcomes.length]!.map(numbers), longest);

const nobody = (m: number): Row => names(m).map(() => "0");

const casesAt = (budget: Budget): readonly SituationCase[] => {
  const gate = [
    ...[1, 2].flatMap((m) => rowCases(1, typesOf[m]!, [nobody(m)])),
    ...rowCases(2, typesOf[2]!, [nobody(2)]),
    ...rowCases(2, typesOf[3]!, [nobody(3)]).slice(0, 2),
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...rowCases(1, typesOf[3]!, [nobody(3)]),
    ...rowCases(2, typesOf[3]!, [nobody(3)]).slice(2),
    ...rowCases(3, everyRow(2, bits), [nobody(2)]),
  ];
  return budget === "standard" ? standard : [...standard, ...rowCases(3, typesOf[3]!, [nobody(3)])];
};

const describe = (budget: Budget): string =>
  "cycles of two, three and four types: values 0 and 1 over one outcome; values 0 and 1, and (1/2, 0), over two; on or off one outcome, and (1/2, 0, 1), over three; " +
  `up to ${budget === "gate" ? "one other player" : "two other players"} with such reports`;

/**
 * Remark 2: the allocation rule is cyclically monotone. For types v^1, …, v^L of agent i, v^{L+1} = v^1, and P_k the law at
 * (v^k, b_{−i}), Σ_k E_{P_k}[v^k − v^{k+1}] ≥ 0. Payments play no part.
 */
export const remark2 = (format = mcsherryTalwarFormat): Claim =>
  situationClaim(onFixedGrid(format, grid), {
    id: "hk/remark-2",
    citation: cite("hk", "Remark 2"),
    statement:
      "The exponential allocation rule is cyclically monotone: for all b_{-i}, ε > 0 and types v^1, …, v^L of agent i with v^{L+1} = v^1, Σ_k E_{r∼EXP(v^k, b_{-i})}[v^k(r) − v^{k+1}(r)] ≥ 0.",
    hypotheses: ["L ≥ 2", "ε > 0"],
    step: halfStep(grid),
    cases: casesAt,
    describe,
    argument:
      "All R, n, L and valuations: (ε/2)·E_{P_k}[v^k − v^{k+1}] = KL(P_k‖P_{k+1}) + ln Z_k − ln Z_{k+1}, and around a cycle the logarithms cancel: the sum is (2/ε)·Σ_k KL(P_k‖P_{k+1}) ≥ 0.",
    corners: {
      "one outcome": rangeCorners["one outcome"]!,
      "more than two outcomes": rangeCorners["more than two outcomes"]!,
      "nobody else": rangeCorners["nobody else"]!,
      "others of opposite kinds": ({ rest }) =>
        rest.some(({ report }) => report!.length > 1 && report!.some((value) => !Q.equals(value, report![0]!))),
      "the others indifferent": ({ rest }) =>
        rest.length > 0 && rest.every(({ report }) => report!.every((value) => Q.equals(value, report![0]!))),
    },
    reports: (place) => typesOf[place.environment.outcomes.length]!.map(numbers),
    decide(R, setting) {
      const { situation } = setting;
      const zero: Quotient<typeof R.zero> = { numerator: R.zero, denominator: R.one };
      const types = [...situation.reports] as ValueRow[];
      const total = (cycle: readonly ValueRow[]) =>
        cycle
          .map((type, k) =>
            expectedDifference(R, situation.law(type), type, cycle[k + 1 === cycle.length ? 0 : k + 1]!),
          )
          .reduce((x, y) => plus(R, x, y));
      const failing = cyclesOf(types, longest).find((cycle) => compareQuotients(R, total(cycle), zero) < 0);
      return {
        hypotheses: "inside",
        conclusion: failing ? "fails" : "holds",
        witness: failing ? { cycle: failing.map((type) => type.map(Q.printRational)) } : {},
      };
    },
    choices: {
      cycle: (setting, { cycle }): readonly Json[] =>
        cycle === undefined
          ? cyclesAt(setting).map((types) => types.map((type) => type.map(Q.printRational)))
          : [cycle],
    },
    sides(setting, { cycle }) {
      const types = readList(cycle, "choices.cycle", (row) => setting.readReport(row as Json)!);
      const left = types
        .map((type, k) => gapAt(setting, type, types[k + 1 === types.length ? 0 : k + 1]!))
        .reduce(Q.add, Q.zero);
      return {
        left,
        right: Q.zero,
        larger: "left",
        inequality: "Σ_k E[v^k(r) - v^{k+1}(r)] >= 0, r drawn at v^k",
        explanation: `the types of player ${setting.player} go round ${types.map((type) => `(${type.map(Q.printRational).join(", ")})`).join(" → ")}`,
      };
    },
    draws: { gate: 10, standard: 50, deep: 500 },
    evidence: () => ({
      equality: "The sum is 0 if and only if all types of the cycle differ by constants, for then all P_k are one law.",
      prices:
        "Along v^k = (k/K)·v the sums Σ_k E_{P_k}[v^{k+1} − v^k] tend to (2/ε)·ln(Z(v, b_{-i})/Z(0, b_{-i})) as K → ∞, short of it by (2/ε)·Σ_k KL(P_k‖P_{k+1}): the utility that Rochet's procedure gives is that of Figure 1.",
    }),
  });

/** E[v(r) − w(r)]. */
const gapAt = (setting: ExactSetting<Sharpness, Range, ValueRow, number>, v: ValueRow, w: ValueRow): Q.Rational =>
  mean(
    chancesAt(setting, v),
    v.map((value, r) => Q.subtract(value, w[r]!)),
  );

/** The same over any ring, for a law that is given. */
function expectedDifference<S>(R: Ring<S>, law: Law<number, S>, v: ValueRow, w: ValueRow): Quotient<S> {
  const differences = v.map((value, r) => Q.subtract(value, w[r]!));
  const unit = commonDenominator(differences);
  const terms = law.entries.map(({ outcome, weight }) => {
    const { numerator, denominator } = differences[outcome]!;
    return R.multiply(R.integer(numerator * (unit / denominator)), weight);
  });
  return { numerator: sum(R, terms), denominator: R.multiply(R.integer(unit), law.total) };
}

const plus = <S>(R: Ring<S>, x: Quotient<S>, y: Quotient<S>): Quotient<S> => ({
  numerator: R.add(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator)),
  denominator: R.multiply(x.denominator, y.denominator),
});
