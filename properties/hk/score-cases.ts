import type { Budget } from "../../src/claim/claim.js";
import { equals, maximum, type Rational, subtract } from "../../src/number/rational.js";
import type { LawCase } from "../law-setting.js";

/**
 * Scores up to the order of the outcomes and a common shift, neither of which a law proportional to e^{a·Q} sees: the gaps
 * max Q − Q(r), which are 0 = g_1 ≤ … ≤ g_m.
 */
export type Gaps = readonly number[];

/** How many outcomes there are, and how large gaps may be. */
export type GapSize = readonly [outcomes: number, largest: number];

/** Every list of gaps of one size, ascending. */
const everyGaps = (outcomes: number, largest: number, least = 0): readonly Gaps[] =>
  outcomes === 1
    ? [[0]]
    : everyGaps(outcomes - 1, largest, least).flatMap((gaps) =>
        Array.from({ length: largest - gaps.at(-1)! + 1 }, (_, k) => [...gaps, gaps.at(-1)! + k]),
      );

/** Every list of gaps of these sizes, fewest outcomes and smallest gaps first. */
export const gapsOf = (sizes: readonly GapSize[]): readonly Gaps[] =>
  sizes.flatMap(([outcomes, largest]) =>
    everyGaps(outcomes, largest)
      .map((gaps) => ({ gaps, sum: gaps.reduce((x, y) => x + y, 0) }))
      .sort((x, y) => x.sum - y.sum)
      .map(({ gaps }) => gaps),
  );

/** Such sizes in words. */
export const describeGaps = (sizes: readonly GapSize[]): string =>
  sizes.map(([outcomes, largest]) => `|R| = ${outcomes}, gaps up to ${largest}`).join("; ");

/** The sizes of each budget. */
export const gapSizes: Readonly<Record<Budget, readonly GapSize[]>> = {
  gate: [
    [1, 0],
    [2, 2],
    [3, 1],
  ],
  standard: [
    [1, 0],
    [2, 4],
    [3, 4],
    [4, 3],
    [6, 2],
    [8, 1],
  ],
  deep: [
    [1, 0],
    [2, 8],
    [3, 6],
    [4, 5],
    [6, 3],
    [8, 2],
    [16, 1],
  ],
};

/** Names for so many outcomes: letters, then numbered. */
export const outcomeNames = (m: number): readonly string[] =>
  Array.from({ length: m }, (_, r) => (r < 26 ? String.fromCharCode(97 + r) : `r${r}`));

/** Scores of a quality function with these gaps, the best ones last to be 0 at worst. */
export const qualityCase = (gaps: Gaps, parameters: LawCase["parameters"] = {}): LawCase => ({
  parameters,
  environment: { outcomes: outcomeNames(gaps.length), quality: gaps.map((gap) => `${largest(gaps) - gap}`) },
  reports: [],
});

/** The fewest agents with values 0 and 1 whose welfare has these gaps; at least one. */
export const welfareCase = (gaps: Gaps): LawCase => ({
  environment: { outcomes: outcomeNames(gaps.length) },
  reports: Array.from({ length: largest(gaps) || 1 }, (_, i) =>
    gaps.map((gap) => (largest(gaps) - gap > i ? "1" : "0")),
  ),
});

const largest = (gaps: Gaps): number => gaps.at(-1)!;

/** The corners of these domains, by the scores of all outcomes. */
export const gapCorners = <P>(
  scoresAt: (place: P) => readonly Rational[],
): Readonly<Record<string, (place: P) => boolean>> => {
  const gapsAt = (place: P): readonly Rational[] => {
    const scores = scoresAt(place);
    const best = scores.reduce(maximum);
    return scores.map((score) => subtract(best, score));
  };
  const bestOf = (gaps: readonly Rational[]): number => gaps.filter(({ numerator }) => numerator === 0n).length;
  return {
    "one outcome": (place) => gapsAt(place).length === 1,
    "more than two outcomes": (place) => gapsAt(place).length > 2,
    "all outcomes equally good": (place) => {
      const gaps = gapsAt(place);
      return gaps.length > 1 && bestOf(gaps) === gaps.length;
    },
    "a tie of the best, others worse": (place) => {
      const gaps = gapsAt(place);
      return bestOf(gaps) > 1 && bestOf(gaps) < gaps.length;
    },
    "one best, all others equally far": (place) => {
      const gaps = gapsAt(place);
      const positive = gaps.filter(({ numerator }) => numerator > 0n);
      return gaps.length > 2 && bestOf(gaps) === 1 && positive.every((gap) => equals(gap, positive[0]!));
    },
    "a gap above 1": (place) => gapsAt(place).some((gap) => gap.numerator > gap.denominator),
  };
};
