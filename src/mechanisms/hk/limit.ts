import type { Profile } from "../../game/profile.js";
import { add, divide, type Rational, rational } from "../../number/rational.js";
import { type Range, stepsOf, type ValueRow, welfareSums } from "./range.js";
import { greatest, maximisers } from "./vcg.js";

/** What Figure 1 becomes as ε → ∞. */
export interface Limit {
  /** The outcomes that keep a positive probability, all the same. */
  readonly outcomes: readonly number[];
  /** What an agent with this report pays. */
  payment(report: ValueRow): Rational;
}

/**
 * Figure 1 as ε → ∞, from the leading terms of its Z [HK, Section 1]. With y = e^a, Z(b) is a sum of powers of y whose leading
 * term is K·y^W: W the largest welfare, K the number of outcomes that have it. So each of these K outcomes keeps 1/K, and
 * (1/a)·ln(Z(b)/Z(0, b_{−i})) tends to W − W_{−i}, since (1/a)·ln(K/K_{−i}) tends to 0: ties leave no trace in it. The payment
 * tends to the mean of b_i over the K outcomes less that.
 */
export function limitOf(range: Range, profile: Profile<ValueRow | null>): Limit {
  const welfare = welfareSums(range, profile);
  const best = maximisers(welfare);
  return {
    outcomes: best,
    payment(report) {
      const own = report.map((value) => stepsOf(value, range.grid));
      const sum = best.reduce((total, r) => total + own[r]!, 0n);
      const pivot = greatest(welfare.map((k, r) => k - own[r]!));
      const value = rational(sum, BigInt(best.length));
      return divide(add(value, rational(pivot - greatest(welfare))), rational(range.grid));
    },
  };
}
