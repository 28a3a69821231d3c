import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { exponentialQualityFormat } from "../../src/instance/hk-scores.js";
import { readList, readProbability, refuse } from "../../src/instance/input.js";
import type { ScoredRange } from "../../src/mechanisms/hk/exponential-quality.js";
import type { Sharpness } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Quotient } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json } from "../../src/verdict/json.js";
import { lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawCase } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { outcomeNames } from "./score-cases.js";

/** Laws on so many outcomes whose probabilities are multiples of 1/parts. */
type Size = readonly [outcomes: number, parts: number];

const [gate, more, most]: readonly (readonly Size[])[] = [
  [
    [1, 1],
    [2, 2],
    [3, 2],
  ],
  [
    [2, 4],
    [3, 3],
    [4, 2],
  ],
  [
    [2, 8],
    [3, 4],
    [4, 3],
    [5, 2],
  ],
];
const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate: gate!,
  standard: [...gate!, ...more!],
  deep: [...gate!, ...more!, ...most!],
};

/** Every way to write `parts` as a sum of so many counts. */
const compositions = (outcomes: number, parts: number): readonly (readonly number[])[] =>
  outcomes === 1
    ? [[parts]]
    : Array.from({ length: parts + 1 }, (_, first) =>
        compositions(outcomes - 1, parts - first).map((rest) => [first, ...rest]),
      ).flat();

/** Every set of indices below m, the empty one first. */
const everySet = (m: number): readonly (readonly number[])[] =>
  m === 0 ? [[]] : everySet(m - 1).flatMap((set) => [set, [...set, m - 1]]);

/** A law P: scores that are all equal, with P as prior. */
const casesOf = (budget: Budget): readonly LawCase[] =>
  sizes[budget].flatMap(([m, parts]) =>
    compositions(m, parts).map((counts) => ({
      parameters: { exponent: "1" },
      environment: {
        outcomes: outcomeNames(m),
        quality: counts.map(() => "0"),
        prior: counts.map((count) => `${count}`),
      },
      reports: [],
    })),
  );

/** P′ as a list of integers over one total. */
interface Other {
  readonly counts: readonly bigint[];
  readonly total: bigint;
}

const othersAt = (at: { readonly environment: ScoredRange }): readonly Other[] => {
  const { weights } = at.environment.prior!;
  const total = weights.reduce((x, y) => x + y, 0n);
  return compositions(weights.length, Number(total)).map((counts) => ({ counts: counts.map(BigInt), total }));
};

type Reading = "pure" | "least" | "single";
const readingOf = ({ delta }: Switches): Reading => delta as Reading;

/** P(S) − e^ε·P′(S) for every outcome alone. */
const excesses = <S>(
  R: OrderedRing<S>,
  P: readonly S[],
  total: S,
  { counts, total: parts }: Other,
  expEpsilon: Quotient<S>,
): readonly S[] =>
  P.map((weight, r) =>
    R.subtract(
      R.multiply(R.multiply(weight, R.integer(parts)), expEpsilon.denominator),
      R.multiply(R.multiply(R.integer(counts[r]!), total), expEpsilon.numerator),
    ),
  );

/** Whether the reading holds for the signed measure P − e^ε·P′, `factor` times the largest single excess in "single". */
function holdsFor<S>(R: OrderedRing<S>, parts: readonly S[], reading: Reading, factor: bigint): boolean {
  const sum = (set: readonly number[]): S => set.map((r) => parts[r]!).reduce(R.add, R.zero);
  const sets = everySet(parts.length).map(sum);
  const positive = parts.filter((part) => R.sign(part) > 0);
  if (reading === "pure") return positive.length > 0 || sets.every((part) => R.sign(part) <= 0);
  const least = positive.reduce(R.add, R.zero);
  if (reading === "least") {
    return sets.every((part) => R.sign(R.subtract(part, least)) <= 0) && sets.some((part) => R.equals(part, least));
  }
  // The largest excess of an outcome is at least each of them; the claim bounds every event by it.
  return (
    positive.length === 0 ||
    positive.some((part) => R.sign(R.subtract(least, R.multiply(R.integer(factor), part))) <= 0)
  );
}

/**
 * Definitions 1 and 2 over events and over single outcomes, for two laws P and P′ on a range: whether
 * P(S) ≤ e^ε·P′(S) for all S if it is so for all S of one outcome; that the least δ of Definition 2 is
 * Σ_r max(0, P(r) − e^ε·P′(r)); and whether δ for single outcomes is enough for events.
 */
export const eventPrivacy = (
  format = exponentialQualityFormat,
  made: readonly string[] = [],
  slack = Q.zero,
): Claim => {
  const factorAt = (outcomes: number): bigint => (made.length > 0 && outcomes > 1 ? BigInt(outcomes - 1) : 1n);
  return lawClaim<Sharpness, ScoredRange, never, number>(format, {
    id: "hk/def-dp-events",
    citation: cite("hk", "Definitions 1 and 2"),
    statement:
      "P(S) ≤ e^ε·P'(S) for all S ⊆ R if and only if P(r) ≤ e^ε·P'(r) for all r ∈ R; and the least δ with P(S) ≤ e^ε·P'(S) + δ for all S ⊆ R is Σ_r max(0, P(r) − e^ε·P'(r)).",
    hypotheses: ["ε > 0", "R finite"],
    readings: readingsOf({ delta: ["pure", "least", "single"] }),
    switchMeanings: {
      pure: "Definition 1: events and single outcomes say the same",
      least: "Definition 2: the least δ over all events is the sum of the positive P(r) − e^ε·P'(r)",
      single: "Definition 2 asked of single outcomes only gives it for all events with the same δ",
    },
    step: Q.one,
    cases: casesOf,
    describe: (budget) =>
      `every two laws with probabilities that are multiples of 1/d: ${sizes[budget].map(([m, parts]) => `|R| = ${m}, d = ${parts}`).join("; ")}`,
    argument:
      'All R and laws: P(S) − e^ε·P\'(S) is the sum of P(r) − e^ε·P\'(r) over r ∈ S, at most the sum of the positive ones, which S = {r: P(r) > e^ε·P\'(r)} attains. Not all of them are positive, since both laws sum to 1 < e^ε: at most |R| − 1 are. So "pure" and "least" are theorems about events, true of any two laws whatever the mechanism: no mechanism could make them fail. Only "single" could be false, and is.',
    corners: {
      "one outcome": ({ outcomes }) => outcomes.length === 1,
      "more than two outcomes": ({ outcomes }) => outcomes.length > 2,
      "a point mass": ({ environment }) => environment.prior!.weights.filter((weight) => weight > 0n).length === 1,
      "an impossible outcome": ({ environment }) => environment.prior!.weights.some((weight) => weight === 0n),
      "all equally likely": ({ environment }) =>
        environment.prior!.weights.every((weight) => weight === environment.prior!.weights[0]),
    },
    draws: { gate: 5, standard: 40, deep: 400 },
    decide(R, setting, switches) {
      const { entries, total } = setting.law();
      const weights = entries.map(({ weight }) => weight);
      const failing = othersAt(setting).some(
        (other) =>
          !holdsFor(
            R,
            excesses(R, weights, total, other, setting.expEpsilon(Q.one)),
            readingOf(switches),
            factorAt(weights.length),
          ),
      );
      return { hypotheses: "inside", conclusion: failing ? "fails" : "holds", witness: {} };
    },
    choices: () => ({
      other: (setting, { other }) => (other === undefined ? othersAt(setting).map(printOther) : [other]),
    }),
    completed: ["other"],
    sides(setting, choices, switches) {
      const other = readList(choices.other, "choices.other", readProbability);
      const mass = other.reduce(Q.add, Q.zero);
      if (other.length !== setting.outcomes.length || !Q.equals(mass, Q.one)) {
        throw refuse("choices.other", "expected one probability an outcome, which sum to 1");
      }
      return sidesAt(setting, other, readingOf(switches), factorAt(other.length), slack);
    },
    evidence: (_budget, switches) => evidence[readingOf(switches)],
    repair: repairedBy({
      statement:
        "If P(r) ≤ e^ε·P'(r) + δ for all r ∈ R, then P(S) ≤ e^ε·P'(S) + (|R| − 1)·δ for all S ⊆ R, where |R| ≥ 2.",
      changes: ["(|R| − 1)·δ"],
      of: ["single"],
      claim: (changes) => eventPrivacy(format, changes),
    }),
  });
};

const printOther = ({ counts, total }: Other): Json => counts.map((count) => Q.printRational(Q.rational(count, total)));

/** By every event, in rationals. */
function sidesAt(
  setting: ExactLawSetting<Sharpness, ScoredRange, never, number>,
  other: readonly Q.Rational[],
  reading: Reading,
  factor: bigint,
  slack: Q.Rational,
) {
  const bound = setting.power(Q.one);
  const chances = setting.chances.map(({ chance }) => chance);
  const excess = (set: readonly number[]): Q.Rational =>
    set.map((r) => Q.subtract(chances[r]!, Q.multiply(bound, other[r]!))).reduce(Q.add, Q.zero);
  const worst = everySet(other.length)
    .map((set) => ({ set, value: excess(set) }))
    .reduce((most, next) => (Q.compare(next.value, most.value) > 0 ? next : most));
  const singles = other.map((_, r) => Q.maximum(Q.zero, excess([r])));
  const single = singles.reduce(Q.maximum);
  const sum = Q.subtract(singles.reduce(Q.add, Q.zero), slack);
  const isPure = single.numerator === 0n;
  const named = worst.set.map((r) => setting.environment.outcomes[r]!).join(", ");
  const explanation = `P = (${chances.map(Q.printRational).join(", ")}), P' = (${other.map(Q.printRational).join(", ")}); P(S) - e^ε P'(S) is largest at S = {${named}}, outcome by outcome it is at most ${Q.printRational(single)}`;
  const left = worst.value;
  if (reading === "least") {
    return {
      left,
      right: sum,
      larger: "right" as const,
      holds: Q.equals(left, sum),
      inequality: "max over S of P(S) - e^ε P'(S) = Σ_r max(0, P(r) - e^ε P'(r))",
      explanation,
    };
  }
  return {
    hypotheses: reading === "pure" && !isPure ? ("outside" as const) : ("inside" as const),
    left,
    right: reading === "pure" ? Q.zero : Q.multiply(Q.rational(factor), single),
    larger: "right" as const,
    inequality:
      reading === "pure"
        ? "max over S of P(S) - e^ε P'(S) <= 0 where P(r) <= e^ε P'(r) for all r"
        : `max over S of P(S) - e^ε P'(S) <= ${factor === 1n ? "" : `${factor} `}max over r of P(r) - e^ε P'(r)`,
    explanation,
  };
}

const evidence = {
  pure: { readings: "Definition 1 over events and over single outcomes is one definition" },
  least: { attained: "by S = {r: P(r) > e^ε·P'(r)}" },
  single: {
    bestConstant:
      "|R| − 1: P uniform on all outcomes but one and P' all on that one give δ = 1/(|R| − 1) for single outcomes and 1 for events, for every ε",
    agree: "for |R| ≤ 2, where at most one outcome has a positive excess",
  },
};
