import type { Budget, Claim } from "../../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import type { PublicOutcome } from "../../src/mechanisms/cckmv/payment-information.js";
import type { NoisyValuesParameters } from "../../src/mechanisms/cckmv/welfare.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import type { Quotient, Ring } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { type Finding, over } from "../../src/verdict/finding.js";
import type { Json } from "../../src/verdict/json.js";
import type { Setting, SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import {
  comparedReports,
  inOwnSteps,
  liesAt,
  manyAlternatives,
  type Others,
  shiftArgument,
  twoAlternatives,
  typeOf,
  vcgCases,
  vcgCorners,
  vectorOf,
} from "./vcg-cases.js";
import { type Comparison, comparisonOf, exactComparison } from "./vcg-comparison.js";

/** What is particular to one claim left ≤ constant·right about two reports to Mechanism 7.1. */
export interface ComparisonClaim {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  readonly argument: string;
  readonly inequality: (switches: Switches) => string;
  /** Where the last payment of the gain is taken: "S" unless told. */
  payment?(switches: Switches): "L" | "S";
  left<S>(comparison: Comparison<S>): S;
  /** No less than the left side, where that is cheaper to have: what is at most the right side proves the claim. */
  leftAtMost?<S>(R: Ring<S>, comparison: Comparison<S>, environment: Alternatives): S | undefined;
  right<S>(comparison: Comparison<S>): S;
  constant<S>(
    R: Ring<S>,
    environment: Alternatives,
    expEpsilon: (k: Q.Rational) => Quotient<S>,
    switches: Switches,
  ): Quotient<S>;
  /** Which of the others a reading with the payment S is about: all unless told. */
  isAbout?(others: Others, switches: Switches): boolean;
  /** All of `vcgCorners` unless told. */
  readonly corners?: Partial<typeof vcgCorners>;
  readonly evidence?: Claim["evidence"];
  readonly repair?: Claim<SituationCase>["repair"];
}

const others: Readonly<Record<Budget, readonly Others[]>> = {
  gate: [
    ...manyAlternatives(1, 1, 0),
    ...twoAlternatives(1, 3),
    ...twoAlternatives(2, 1),
    ...manyAlternatives(3, 1, 0),
  ],
  standard: [
    ...manyAlternatives(1, 1, 0),
    ...twoAlternatives(1, 8),
    ...twoAlternatives(2, 5),
    ...twoAlternatives(3, 3),
    ...manyAlternatives(3, 1, 1),
  ],
  deep: [
    ...manyAlternatives(1, 1, 0),
    ...twoAlternatives(1, 16),
    ...twoAlternatives(2, 12),
    ...twoAlternatives(3, 8),
    ...manyAlternatives(3, 1, 2),
  ],
};

/**
 * Where a reading that falls is shown to, at every budget. They are few, as the search for the smallest counterexample
 * starts from every failing case with the fewest players.
 */
const fallen: readonly Others[] = [
  ...manyAlternatives(1, 1, 0),
  ...twoAlternatives(1, 3).filter(({ sums }) => sums.includes(3) || sums.every((sum) => sum === 0)),
  ...twoAlternatives(2, 1),
  { environment: { outcomes: 3, maximum: 1 }, sums: [0, 0, 1] },
];

/** The most that an alternative leads by, for each |O| and M. */
export function describeOthers(listed: readonly Others[]): string {
  const spreads = new Map<string, number>();
  for (const { environment, sums } of listed) {
    const key = `|O| = ${environment.outcomes}, M = ${environment.maximum}`;
    spreads.set(
      key,
      sums.reduce((x, y) => Math.max(x, y), spreads.get(key) ?? 0),
    );
  }
  const few = listed === fallen ? "some " : "";
  return [...spreads].map(([key, spread]) => `${key}: ${few}differences up to ${spread}`).join("; ");
}

/** Pairs of reports that are near each other come closest to the bounds: how far a lie is from the truth, up to a constant. */
function distance(truth: Utilities, lie: Utilities): number {
  const moves = truth.map((u, o) => lie[o]! - u);
  return moves.reduce((x, y) => Math.max(x, y)) - moves.reduce((x, y) => Math.min(x, y));
}

/** A claim left ≤ constant·right about every two reports of a player to Mechanism 7.1. */
export const comparisonClaim = (parts: ComparisonClaim): Claim<SituationCase> =>
  inOwnSteps((step) => claimAt(parts, step));

const claimAt = (parts: ComparisonClaim, step: Q.Rational): Claim<SituationCase> => {
  const { isAbout = () => true, payment = () => "S" } = parts;
  const othersAt = (budget: Budget, switches: Switches) =>
    payment(switches) === "L" ? fallen : others[budget].filter((at) => isAbout(at, switches));
  const known = new Map<string, readonly SituationCase[]>();
  const sidesOf = <S>(R: Ring<S>, c: Comparison<S>, { numerator, denominator }: Quotient<S>, left = parts.left(c)) => ({
    left: R.multiply(left, denominator),
    right: R.multiply(parts.right(c), numerator),
    total: R.multiply(c.total, denominator),
  });
  return situationClaim(noisyVcgFormat, {
    id: parts.id,
    citation: cite("cckmv", parts.place),
    statement: parts.statement,
    hypotheses: parts.hypotheses,
    readings: parts.readings ?? onlyReading,
    ...(parts.switchMeanings && { switchMeanings: parts.switchMeanings }),
    step,
    cases(budget, switches) {
      const listed = othersAt(budget, switches);
      const key = `${budget} ${payment(switches)} ${listed.length}`;
      const cases = known.get(key) ?? vcgCases(listed);
      known.set(key, cases);
      return cases;
    },
    describe: (budget, switches) =>
      `every truth and lie, the others' sums: ${describeOthers(othersAt(budget, switches))}`,
    argument: `${shiftArgument} ${parts.argument}`,
    corners: parts.corners ?? vcgCorners,
    reports: comparedReports,
    draws: { gate: 5, standard: 25, deep: 250 },
    decide<S>(
      R: LogRing<S>,
      setting: Setting<NoisyValuesParameters, Alternatives, Utilities, PublicOutcome, S>,
      switches: Switches,
    ): Finding<S> {
      const { environment } = setting;
      const truth = typeOf(setting);
      const at = payment(switches);
      const constant = parts.constant(R, environment, setting.expEpsilon, switches);
      let nearest: { lie: Utilities; far: number; sides: ReturnType<typeof sidesOf<S>> } | undefined;
      for (const lie of liesAt(setting)) {
        const comparison = comparisonOf(R, setting, lie, at);
        const most = parts.leftAtMost?.(R, comparison, environment);
        if (most !== undefined) {
          const { left, right } = sidesOf(R, comparison, constant, most);
          if (R.sign(R.subtract(right, left)) >= 0) continue;
        }
        const sides = sidesOf(R, comparison, constant);
        const far = distance(truth, lie);
        if (R.sign(R.subtract(sides.right, sides.left)) < 0) {
          return { hypotheses: "inside", conclusion: "fails", witness: { lie } };
        }
        if (far > 0 && (nearest === undefined || far < nearest.far)) nearest = { lie, far, sides };
      }
      if (nearest === undefined) return { hypotheses: "inside", conclusion: "holds", witness: {} };
      const { lie, sides } = nearest;
      return {
        hypotheses: "inside",
        conclusion: "holds",
        witness: { lie },
        ...(at === "S" && {
          sides: {
            left: over(sides.left, sides.total),
            right: over(sides.right, sides.total),
            larger: "right" as const,
          },
        }),
      };
    },
    choices: { lie: (setting): readonly Json[] => liesAt(setting) },
    sides(setting, choices, switches) {
      const lie = vectorOf(choices.lie);
      const c = exactComparison(setting, lie, payment(switches));
      const { left, right, total } = sidesOf(
        setting.R,
        c,
        parts.constant(setting.R, setting.environment, setting.expEpsilon, switches),
      );
      return {
        left: Q.divide(left, total),
        right: Q.divide(right, total),
        larger: "right",
        inequality: parts.inequality(switches),
        explanation:
          `a player of type (${typeOf(setting).join(", ")}) who reports (${lie.join(", ")}): the outcome changes with probability ` +
          `${Q.printRational(c.changes)}, only the payment information with ${Q.printRational(c.onlyInformation)}; the truth gains ` +
          `${Q.printRational(Q.divide(c.gain, Q.rational(BigInt(setting.environment.outcomes))))} in expectation`,
      };
    },
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(parts.repair && { repair: parts.repair }),
  });
};
