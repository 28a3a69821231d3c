import type { Budget } from "../../src/claim/claim.js";
import type { SituationCase } from "../setting.js";
import { comparedReports, manyAlternatives, type Others, twoAlternatives, vcgCases, vcgCorners } from "./vcg-cases.js";

/** How far apart the sums of the others are, at most, for each |O| and M. */
interface Spread {
  readonly outcomes: number;
  readonly maximum: number;
  readonly spread: number;
}

const spreads: Readonly<Record<Budget, readonly Spread[]>> = {
  gate: [
    { outcomes: 1, maximum: 1, spread: 0 },
    { outcomes: 2, maximum: 1, spread: 3 },
  ],
  standard: [
    { outcomes: 1, maximum: 1, spread: 0 },
    { outcomes: 2, maximum: 1, spread: 4 },
    { outcomes: 2, maximum: 2, spread: 0 },
    { outcomes: 3, maximum: 1, spread: 0 },
  ],
  deep: [
    { outcomes: 1, maximum: 1, spread: 0 },
    { outcomes: 2, maximum: 1, spread: 16 },
    { outcomes: 2, maximum: 2, spread: 8 },
    { outcomes: 2, maximum: 3, spread: 5 },
    { outcomes: 3, maximum: 1, spread: 3 },
    { outcomes: 3, maximum: 2, spread: 0 },
    { outcomes: 4, maximum: 1, spread: 0 },
  ],
};

const othersAt = ({ outcomes, maximum, spread }: Spread): readonly Others[] =>
  outcomes === 2 ? twoAlternatives(maximum, spread) : manyAlternatives(outcomes, maximum, spread);

/** Every type of player 0, up to a constant, beside others whose sums lie no further apart. */
const bidderCases = (budget: Budget): readonly SituationCase[] =>
  spreads[budget].flatMap((at) => vcgCases(othersAt(at)));

/** The domain of `bidderCases` in words. */
const describeBidders = (budget: Budget): string =>
  `every type, every lie, and every profile of the others whose sums lie at most d apart: ${spreads[budget]
    .map(({ outcomes, maximum, spread }) => `|O| = ${outcomes}, M = ${maximum}, d = ${spread}`)
    .join("; ")}`;

/** The domain of the claims about the player of Theorem 7.5. */
export const bidderDomain = {
  cases: bidderCases,
  describe: describeBidders,
  draws: { gate: 4, standard: 30, deep: 300 },
  corners: vcgCorners,
  reports: comparedReports,
} as const;
