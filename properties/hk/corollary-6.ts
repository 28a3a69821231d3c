import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import { cite } from "../../src/verdict/citation.js";
import type { SituationCase } from "../setting.js";
import { type ChargedRange, figure1Charged, halfStep } from "./charged.js";
import { gainForms, gainsAgree } from "./gain-ways.js";
import { everyRow, namedRows, type Row, rangeCorners, rowCases } from "./range-cases.js";
import { liesAt } from "./theorem-2.js";
import { utilityClaim } from "./utility-claim.js";

const grid = 2n;

const priorsOf: Readonly<Record<number, readonly Row[]>> = {
  1: [["1"], ["3"]],
  2: [
    ["1/2", "1/2"],
    ["1/3", "2/3"],
    ["1", "0"],
    ["5", "1"],
  ],
  3: [
    ["1/2", "1/3", "1/6"],
    ["1/2", "0", "1/2"],
    ["0", "1", "0"],
    ["2", "7", "1"],
  ],
  4: [
    ["1/4", "1/4", "0", "1/2"],
    ["4", "1", "1", "1"],
  ],
};

const withPriors = (n: number, rows: readonly Row[], priors = priorsOf[rows[0]!.length]!): readonly SituationCase[] =>
  priors.flatMap((prior) => rowCases(n, rows, rows, { prior }));

const cases = (budget: Budget): readonly SituationCase[] => {
  const gate = [
    ...[1, 2].flatMap((n) => withPriors(n, everyRow(1, ["0", "1"]))),
    ...withPriors(1, [...everyRow(2, ["0", "1"]), ["1/2", "0"]]),
    ...withPriors(
      2,
      [
        ["0", "1"],
        ["1", "0"],
        ["1/2", "0"],
      ],
      priorsOf[2]!.slice(1, 3),
    ),
    ...withPriors(2, namedRows(3).slice(3, 6), priorsOf[3]!.slice(0, 2)),
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...withPriors(2, [...everyRow(2, ["0", "1"]), ["1/2", "0"]]),
    ...withPriors(2, namedRows(3).slice(0, 6)),
    ...withPriors(3, namedRows(3).slice(3, 6), priorsOf[3]!.slice(0, 2)),
    ...withPriors(2, namedRows(4).slice(3), priorsOf[4]!),
  ];
  return budget === "standard"
    ? standard
    : [...standard, ...withPriors(3, namedRows(3)), ...withPriors(2, everyRow(3, ["0", "1/2", "1"]))];
};

const describe = (budget: Budget): string =>
  "priors uniform, skewed, with zeros, on one outcome, and not normalised: up to two players over one outcome, one player over two with values 0, 1 and the row (1/2, 0), two players " +
  "over two and three outcomes with a few rows" +
  (budget === "gate"
    ? ""
    : "; two players over two outcomes with all these rows, over three with the rows of all 0, 1, 1/2, on or off one outcome, three players over three, two over four") +
  (budget === "deep"
    ? "; three players over three outcomes with all such rows, two with all rows of values 0, 1/2, 1"
    : "");

const massesOf = ({ prior }: Range): readonly bigint[] => prior?.weights ?? [];

/** Corollary 6: with a prior, and Figure 1's payments with −KL(P‖μ) for S(P) and μ in every sum, the mechanism is IC and IR. */
export const corollary6 = (charged: ChargedRange = figure1Charged(grid)): Claim =>
  utilityClaim<Sharpness, Range, ValueRow, number>(charged, {
    id: "hk/corollary-6",
    citation: cite("hk", "Corollary 6"),
    statement:
      "For social welfare and any prior distribution μ over R, the generalized exponential mechanism with respect to μ is IC and IR with the payments " +
      "p_i = −E[Σ_{k≠i} b_k(r)] + (2/ε)·KL(EXP_μ(b)‖μ) + (2/ε)·ln Σ_r μ(r)·exp((ε/2)·Σ_{k≠i} b_k(r)).",
    hypotheses: ["v_i, b_i: R → [0, 1]", "ε > 0", "μ a distribution on R; other masses are normalised"],
    step: halfStep(grid),
    against: ["lies", "nothing"],
    reports: liesAt,
    alsoHolds: gainsAgree,
    sameGain: gainForms,
    cases,
    describe,
    argument:
      "All R, n, μ and valuations: P_lie(r)·e^{(ε/2)(v_i − b_i)(r)}·Z(b_i, b_{-i}) = P_truth(r)·Z(v_i, b_{-i}), the prior being in both sides, so the truth gains " +
      "(2/ε)·KL(P_lie‖P_truth) ≥ 0, and its utility is (2/ε)·ln(Z(v_i, b_{-i})/Z(0, b_{-i})) ≥ 0.",
    draws: { gate: 3, standard: 25, deep: 300 },
    corners: {
      "one outcome": rangeCorners["one outcome"]!,
      "more than two outcomes": rangeCorners["more than two outcomes"]!,
      "nobody else": rangeCorners["nobody else"]!,
      "two others or more": rangeCorners["two others or more"]!,
      "values between 0 and 1": rangeCorners["values between 0 and 1"]!,
      "uniform prior": ({ environment }) => new Set(massesOf(environment)).size === 1,
      "skewed prior": ({ environment }) => new Set(massesOf(environment)).size > 1,
      "prior with a zero": ({ environment }) => massesOf(environment).includes(0n),
      "prior on one outcome": ({ environment }) =>
        environment.outcomes.length > 1 && massesOf(environment).filter((mass) => mass > 0n).length === 1,
      "prior not normalised": ({ environment: { prior } }) =>
        massesOf({ prior } as Range).reduce((sum, mass) => sum + mass, 0n) !== prior?.denominator,
    },
    evidence: () => ({
      equality:
        "The truth gains nothing if and only if b_i − v_i is the same for all outcomes to which μ gives mass; her utility is 0 if and only if v_i is 0 there.",
    }),
  });
