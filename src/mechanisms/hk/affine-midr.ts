import type { Mechanism, Nothing } from "../../game/mechanism.js";
import type { Profile } from "../../game/profile.js";
import { add, compare, multiply, type Rational, zero } from "../../number/rational.js";
import { rationalLaw } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";
import { corners } from "./exponential.js";
import type { Range, ValueRow } from "./range.js";

/** Distributions over the outcomes to choose from, each with its offset c(ν), and the agents' weights a_i > 0. */
export interface DistributedRange extends Range {
  readonly distributions: readonly (readonly Rational[])[];
  readonly offsets: readonly Rational[];
  readonly weights: readonly Rational[];
}

/**
 * An affine maximum-in-distributed-range allocation [HK, Section 2.1]: choose the ν ∈ S that maximises
 * E_{r∼ν}[Σ_i a_i·v_i(r)] + c(ν), the first among equals, and draw the outcome from it.
 */
export const affineMidr: Mechanism<Nothing, DistributedRange, ValueRow | null, number> = {
  id: "hk/affine-midr",
  citation: cite("hk", "Section 2.1"),
  summary: "an outcome drawn from the distribution with the largest expected weighted welfare plus offset",
  outcomes: ({ outcomes }) => outcomes.map((_, r) => r),
  reports: ({ outcomes }) => corners(outcomes.length),
  mayBeAbsent: () => false,

  law(R, _parameters, range, profile) {
    const drawn = range.distributions[chosenDistribution(range, profile)]!;
    return rationalLaw(
      R,
      range.outcomes.map((_, r) => r),
      drawn,
    );
  },
};

/** The place of the chosen distribution in the list. */
export function chosenDistribution(range: DistributedRange, profile: Profile<ValueRow | null>): number {
  const welfare = weightedWelfare(range, profile);
  const values = range.distributions.map((nu, s) => add(range.offsets[s]!, mean(nu, welfare)));
  return values.reduce((best, value, s) => (compare(value, values[best]!) > 0 ? s : best), 0);
}

/** Σ_i a_i·v_i(r) for every outcome. */
function weightedWelfare(range: DistributedRange, profile: Profile<ValueRow | null>): readonly Rational[] {
  let player = 0;
  let sums: readonly Rational[] = range.outcomes.map(() => zero);
  for (const { report, count } of profile) {
    const weight = range.weights.slice(player, player + count).reduce(add, zero);
    player += count;
    if (report !== null) sums = sums.map((sum, r) => add(sum, multiply(weight, report[r]!)));
  }
  return sums;
}

/** Σ_r ν(r)·values(r). */
export const mean = (nu: readonly Rational[], values: readonly Rational[]): Rational =>
  nu.map((chance, r) => multiply(chance, values[r]!)).reduce(add, zero);
