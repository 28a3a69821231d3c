import type { Profile } from "../../game/profile.js";
import { divide, multiply, type Rational, rational } from "../../number/rational.js";
import { safeInteger } from "../../number/ring.js";
import { type Alternatives, everyType, totals, type Utilities } from "./alternatives.js";

/** `rate` c > 0 multiplies the exponent of the noise law; 1 is the paper's mechanism. */
export interface NoisyValuesParameters {
  readonly rate: Rational;
}

/** A report: a type, or null for a player who stays out, which is the type of all zeros ⊥. */
export type ValueReport = Utilities | null;

/** c/(M·|O|): Pr[λ_o = k] is proportional to exp(−cε|k|/(M·|O|)) [CCKMV, Mechanism 7.1, step (1)]. */
export const noiseStep = ({ rate }: NoisyValuesParameters, { outcomes, maximum }: Alternatives): Rational =>
  divide(rate, multiply(rational(BigInt(outcomes)), rational(BigInt(maximum))));

/** U^out(θ, ·), null being ⊥. */
export const utilitiesOf = ({ outcomes }: Alternatives, report: ValueReport): Utilities =>
  report ?? Array.from({ length: outcomes }, () => 0);

/** S_o − min S for each alternative o: the mechanisms with noise see the sums of utilities only through differences. */
export function relativeTotals({ outcomes }: Alternatives, profile: Profile<ValueReport>): readonly number[] {
  const sums = totals(outcomes, profile);
  const least = sums.reduce((x, y) => (x < y ? x : y));
  return sums.map((sum) => safeInteger(sum - least, "relativeTotals"));
}

/**
 * The types with some utility 0: every type differs from one of them by a constant, which moves all values alike, and so
 * leads to the same law. (M+1)^|O| − M^|O| of them.
 */
export const typesUpToShift = (environment: Alternatives): readonly Utilities[] =>
  everyType(environment).filter((type) => type.includes(0));

/**
 * For each alternative the type that wants nothing else, and the one that wants everything else: among all types the
 * first makes it most likely to be chosen and the second least likely, noise by noise.
 */
export const typesForAndAgainst = ({ outcomes, maximum }: Alternatives): readonly Utilities[] =>
  Array.from({ length: outcomes }, (_, o) => o).flatMap((wanted) =>
    [true, false].map((isFor) => Array.from({ length: outcomes }, (_, o) => ((o === wanted) === isFor ? maximum : 0))),
  );

/** How many `typesUpToShift` and `typesForAndAgainst` there are; not exact beyond 2^53. */
export const typeCounts = ({ outcomes, maximum }: Alternatives) => {
  let [all, withoutZero] = [1, 1];
  for (let o = 0; o < outcomes; o++) [all, withoutZero] = [all * (maximum + 1), withoutZero * maximum];
  return { upToShift: all - withoutZero, forAndAgainst: outcomes + outcomes };
};
