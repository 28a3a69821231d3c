import type { Budget } from "../../src/claim/claim.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { relativeTotals } from "../../src/mechanisms/cckmv/welfare.js";
import type { Place, SituationCase } from "../setting.js";

/**
 * How many players a domain has beside player 0, for each number of alternatives and each maximum. A mechanism of the VCG family
 * sees their sums S_o only through differences, so that one list of reports stands for all with the same differences.
 */
export interface TotalsSize extends Alternatives {
  readonly others: number;
}
export type TotalsByBudget = Readonly<Record<Budget, readonly TotalsSize[]>>;

/** 0 to `most`, for each alternative. */
export const vectors = (length: number, most: number): readonly (readonly number[])[] =>
  length === 0
    ? [[]]
    : vectors(length - 1, most).flatMap((head) => Array.from({ length: most + 1 }, (_, last) => [...head, last]));

/** The vectors up to `most` whose least entry is 0: each difference once. */
export const differences = (length: number, most: number): readonly (readonly number[])[] =>
  vectors(length, most).filter((vector) => vector.includes(0));

/** The fewest reports that sum up to these S_o ≥ 0. */
export function reportsFor({ maximum }: Alternatives, sums: readonly number[]): readonly Utilities[] {
  const left = [...sums];
  const reports: Utilities[] = [];
  while (left.some((sum) => sum > 0)) {
    const report = left.map((sum) => Math.min(sum, maximum));
    for (const [o, utility] of report.entries()) left[o]! -= utility;
    reports.push(report);
  }
  return reports;
}

/** Every difference of the sums of the others; player 0 reports ⊥, which does not matter to claims about all her reports. */
export const everyTotals = (sizes: readonly TotalsSize[]): readonly SituationCase[] =>
  sizes.flatMap(({ others, outcomes, maximum }) =>
    differences(outcomes, maximum * others).map((sums) => ({
      environment: { outcomes, maximum },
      reports: [Array.from({ length: outcomes }, () => 0), ...reportsFor({ outcomes, maximum }, sums)],
    })),
  );

/** The domain of `everyTotals` in words. */
export const describeTotals = (sizes: readonly TotalsSize[]): string =>
  `every profile of the others, up to what does not change the differences of their sums: ${sizes
    .map(
      ({ others, outcomes, maximum }) =>
        `|O| = ${outcomes}, M = ${maximum}, up to ${others} ${others === 1 ? "other" : "others"}`,
    )
    .join("; ")}`;

/** Every M·|O| of the domains divides this, so that all their noises have exponents that are multiples of ε/12. */
export const commonSteps = 12n;

const spreadOf = ({ environment, rest }: Place<unknown, Alternatives, Utilities>): number =>
  relativeTotals(environment, rest).reduce((x, y) => Math.max(x, y));

/** The corners of these domains. */
export const totalsCorners: Readonly<Record<string, (place: Place<unknown, Alternatives, Utilities>) => boolean>> = {
  "one alternative": ({ environment }) => environment.outcomes === 1,
  "more than two alternatives": ({ environment }) => environment.outcomes > 2,
  "maximum above 1": ({ environment }) => environment.maximum > 1,
  "single player": ({ rest }) => rest.length === 0,
  "sums of the others all equal": (place) => spreadOf(place) === 0,
  "one alternative dominates by more than M": (place) => spreadOf(place) > place.environment.maximum,
};
