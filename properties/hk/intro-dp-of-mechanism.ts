import type { Budget, Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import { size } from "../../src/game/profile.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import { privatePaymentsFormat, publicPaymentsFormat } from "../../src/instance/hk-payments.js";
import type { RangeFormat } from "../../src/instance/hk-range.js";
import { corners as everyCorner } from "../../src/mechanisms/hk/exponential.js";
import type { Range, ValueRow } from "../../src/mechanisms/hk/range.js";
import { equals, one, rational, zero } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { repairOf } from "../repairs.js";
import type { Place, SituationCase } from "../setting.js";
import { everyRow, rowCases } from "./range-cases.js";
import { type Release, releaseClaim } from "./release-claim.js";

/** ε = 6·ln 2 is the least at which two players and two outcomes are enough, among the powers of 2. */
const step = rational(1n, 6n);

const bits = ["0", "1"];
const onAndOff = [
  ["1", "0", "0"],
  ["0", "1", "1"],
];
const zeros = (m: number) => [Array.from({ length: m }, () => "0")];

/** Everybody's rows but her own, which does not matter. */
const casesOf = (budget: Budget, isPrivate: boolean): readonly SituationCase[] => {
  const gate = [
    ...[1, 2].flatMap((n) => [
      ...rowCases(n, everyRow(1, bits), zeros(1)),
      ...rowCases(n, everyRow(2, bits), zeros(2)),
    ]),
    ...rowCases(2, onAndOff, zeros(3)),
    ...rowCases(3, everyRow(2, bits).slice(1, 3), zeros(2)),
  ];
  const standard = [...gate, ...rowCases(3, everyRow(2, bits), zeros(2)), ...rowCases(1, zeros(3))];
  const deep = [
    ...standard,
    ...rowCases(2, everyRow(3, bits), zeros(3)),
    ...rowCases(4, everyRow(2, bits), zeros(2)),
    ...rowCases(3, everyRow(3, bits).slice(1, 4), zeros(3)),
  ];
  const all = budget === "gate" ? gate : budget === "standard" ? standard : deep;
  const once = [...new Map(all.map((c) => [JSON.stringify(c), c])).values()];
  return isPrivate ? once.filter(({ reports }) => reports.length > 1) : once;
};

const describe = (budget: Budget, isPrivate: boolean): string =>
  `values 0 and 1: every profile of ${isPrivate ? "two" : "one and two"} players over one and two outcomes; ` +
  "two over three outcomes with the other on one or off one, three over two" +
  (budget === "gate" ? " with single-minded others" : "") +
  (budget === "deep" ? "; two over three, four over two, three over three with single-minded others" : "") +
  "; every two reports of the player";

type At = Place<unknown, Range, ValueRow>;
const othersOf = ({ rest }: At): readonly ValueRow[] => rest.map(({ report }) => report!);
const isConstant = (row: ValueRow): boolean => row.every((value) => equals(value, row[0]!));

const corners: Readonly<Record<string, (place: At) => boolean>> = {
  "one outcome": ({ environment }) => environment.outcomes.length === 1,
  "more than two outcomes": ({ environment }) => environment.outcomes.length > 2,
  "another player who is indifferent": (place) => othersOf(place).some(isConstant),
  "another player who wants one outcome": (place) =>
    othersOf(place).some((row) => !isConstant(row) && row.filter((value) => equals(value, one)).length === 1),
  "another player who wants all but one outcome": (place) =>
    othersOf(place).some((row) => row.length > 2 && row.filter((value) => equals(value, zero)).length === 1),
  "two others": ({ rest }) => size(rest) > 1,
};

const noise = "Laplace noise of scale n/ε";
const doubled = "2ε";

/** The mechanisms by what is seen of their payments; controls take broken ones. */
export interface Releases {
  readonly exponential: RangeFormat;
  readonly publicPayments: RangeFormat;
  readonly privatePayments: RangeFormat;
}
const honest: Releases = {
  exponential: exponentialFormat,
  publicPayments: publicPaymentsFormat,
  privatePayments: privatePaymentsFormat,
};

/**
 * Section 1: the mechanism is incentive compatible and individually rational "while preserving differential privacy". Of the
 * outcome alone, as Definition 1 has it; of the outcome with the payments as they are; and with payments as Theorems 13 and 14
 * publish them, at the level ε in all.
 */
export const wholePrivate = (formats: Releases = honest, made: readonly string[] = []): Claim => {
  const repair = (reading: Reading) =>
    reading.name === "outcome"
      ? undefined
      : repairOf(reading, {
          statement:
            reading.name === "exact"
              ? "The outcome together with all payments, each with independent Laplace noise of scale n/ε, is 2ε-differentially private."
              : "The outcome together with what is seen of the noisy payments is 2ε-differentially private: ε for the outcome, ε for the payments.",
          changes: reading.name === "exact" ? [noise, doubled] : [doubled],
          claim: (changes) => wholePrivate(formats, changes),
        });
  const shared = {
    id: "hk/intro-dp-of-mechanism",
    citation: cite("hk", "Section 1"),
    statement:
      "The exponential mechanism of Figure 1 preserves differential privacy: when one agent's valuation changes, the probability of what is seen of the mechanism changes by a factor of at most e^ε.",
    hypotheses: ["ε > 0", "R finite"],
    readings: readingsOf({ seen: ["outcome", "exact", "public", "private"] }),
    switchMeanings: {
      outcome: "the outcome only, as in Definition 1",
      exact: "the outcome and all payments as they are",
      public: "the outcome and all payments p_j + LAP(n/ε), as in Theorem 13, at the level ε in all",
      private:
        "the outcome and, by agent j alone, p_j + LAP(1/ε), as in Theorem 14, at the level ε in all; another agent's valuation changes",
    },
    step,
    repair,
  };
  return byReading(shared, ({ seen }) => {
    const release: Release = seen === "exact" && made.includes(noise) ? "public" : (seen as Release);
    const isPrivate = release === "private";
    const format = {
      outcome: formats.exponential,
      exact: formats.exponential,
      public: formats.publicPayments,
      private: formats.privatePayments,
    }[release];
    return releaseClaim(format, {
      ...shared,
      release,
      level: rational(made.includes(doubled) ? 2n : 1n),
      cases: (budget) => casesOf(budget, isPrivate),
      describe: (budget) => describe(budget, isPrivate),
      corners,
      reports: ({ environment }) => everyCorner(environment.outcomes.length),
      argument: argumentOf[release],
      draws: { gate: 2, standard: 6, deep: 60 },
      evidence: () => evidence[seen!]!,
    });
  });
};

const argumentOf: Readonly<Record<Release, string>> = {
  outcome: "All n, R and valuations: Theorem 1.",
  exact: "Payments are functions of the reports: who sees two different ones tells the profiles apart for certain.",
  public:
    "The level is max_r ln(P(r)/P'(r)) + (ε/n)·Σ_j |p_j − p_j'| exactly, as the noise is independent of the outcome. At the level 2ε, all n, R and valuations: Theorem 1 and Lemma 12, 0 ≤ p_j ≤ 1.",
  private:
    "The level is max_r ln(P(r)/P'(r)) + ε·|p_j − p_j'| exactly, as the noise is independent of the outcome. At the level 2ε, all n, R and valuations: Theorem 1 and Lemma 12, 0 ≤ p_j ≤ 1.",
};

const evidence: Readonly<Record<string, { readonly [key: string]: string }>> = {
  outcome: { more: "hk/theorem-1-privacy has the exact worst ratio" },
  exact: {
    level: "infinite wherever a report changes the law at all: p_i is 0 for the report 0, and positive otherwise",
  },
  public: {
    bestConstant:
      "2ε: n = 1, v = 1 on one outcome, v' = 1 on all others, |R| = m, e^{ε/2} = c·m: for m → ∞ the level over ε goes to 1 + c/(1 + c)",
    smallest: "two players and two outcomes at ε = 6·ln 2: (1, 0) becomes (0, 1) beside (0, 1)",
  },
  private: {
    bestConstant:
      "2ε: the other values all outcomes but one, v = 1 on that one, v' = 1 on all others, |R| = m: for ε → ∞ the level over ε goes to 2 − 1/m",
    smallest: "two players and two outcomes at ε = 6·ln 2: (1, 0) becomes (0, 1) beside (0, 1)",
  },
};
