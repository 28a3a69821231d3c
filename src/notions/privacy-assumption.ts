import { compareQuotients, type OrderedRing, type Quotient, type Ratio } from "../number/ring.js";
import type { Ceiling } from "./privacy-aware-utility.js";

/** What a reading of Assumption 3.1 asks of F beside F(x) → 0 as x → 1. */
export interface BoundReading {
  readonly monotone: boolean;
  /** F(1) = 0, and not only the limit. */
  readonly zeroAtOne: boolean;
}

/**
 * The supremum of F(x) over every F of the reading with F(at) ≤ value, for at > 1: all values of F that a claim can
 * meet are then known, and "for every F" is decided without choosing one.
 * Free F: `value` at `at` itself, no limit elsewhere beyond 1. Monotone F: `value` up to `at`, no limit beyond.
 * At x = 1 it is 0 if F(1) = 0 is asked or follows from monotony and the limit, else unlimited. At x = ∞, outside the
 * printed domain, nothing is limited. Whether infinite values are allowed makes no difference to the supremum, and the
 * suprema at several x are approached together by one F.
 */
export function ceilingGiven<S>(
  R: OrderedRing<S>,
  { monotone, zeroAtOne }: BoundReading,
  at: Quotient<S>,
  value: S,
): (ratio: Ratio<S>) => Ceiling<S> {
  const unit = { numerator: R.one, denominator: R.one };
  return (ratio) => {
    if (ratio === "infinity") return "unbounded";
    if (compareQuotients(R, ratio, unit) === 0) return zeroAtOne || monotone ? R.zero : "unbounded";
    const order = compareQuotients(R, ratio, at);
    return order === 0 || (monotone && order < 0) ? value : "unbounded";
  };
}
