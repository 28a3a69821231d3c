import type { Mechanism } from "../../game/mechanism.js";
import type { Profile } from "../../game/profile.js";
import { divide, type Rational, rational } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { corners } from "./exponential.js";
import { type Range, stepsOf, type ValueRow, welfareSums } from "./range.js";

/** Who wins among the outcomes of the largest welfare: each alike, or the first in the list. */
export const tieRules = ["uniform", "first"] as const;

/** The parameters of VCG. */
export interface VcgParameters {
  readonly ties: (typeof tieRules)[number];
}

/**
 * VCG [HK, Section 1, the limit ε → ∞ of Figure 1]:
 * (1) choose an outcome r* of the largest reported welfare;
 * (2) charge each agent max_r Σ_{k≠i} b_k(r) − Σ_{k≠i} b_k(r*), in expectation over r*.
 */
export const vcg: Mechanism<VcgParameters, Range, ValueRow | null, number> = {
  id: "hk/vcg",
  citation: cite("hk", "Section 1"),
  summary: "an outcome of the largest welfare, and payments for what that takes from the others",
  outcomes: ({ outcomes }) => outcomes.map((_, r) => r),
  reports: ({ outcomes }) => corners(outcomes.length),
  mayBeAbsent: () => false,

  law(R, parameters, range, profile) {
    const best = chosen(parameters, range, profile);
    return {
      entries: best.map((outcome) => ({ outcome, weight: R.one })),
      total: R.integer(BigInt(best.length)),
    };
  },
};

/** The outcomes that are chosen, all with one probability, ascending. */
function chosen({ ties }: VcgParameters, range: Range, profile: Profile<ValueRow | null>): readonly number[] {
  const best = maximisers(welfareSums(range, profile));
  return ties === "first" ? best.slice(0, 1) : best;
}

/** Where a list is largest. */
export function maximisers(values: readonly bigint[]): readonly number[] {
  const most = greatest(values);
  return values.flatMap((value, r) => (value === most ? [r] : []));
}

/** The largest of a list. */
export const greatest = (values: readonly bigint[]): bigint => values.reduce((x, y) => (x > y ? x : y));

/** What an agent with this report pays in expectation. */
export function vcgPayments(
  parameters: VcgParameters,
  range: Range,
  profile: Profile<ValueRow | null>,
): (report: ValueRow) => Rational {
  const welfare = welfareSums(range, profile);
  const best = chosen(parameters, range, profile);
  return (report) => {
    const others = welfare.map((k, r) => k - stepsOf(report[r]!, range.grid));
    const most = greatest(others);
    const taken = best.reduce((sum, r) => sum + most - others[r]!, 0n);
    return divide(rational(taken, BigInt(best.length)), rational(range.grid));
  };
}
