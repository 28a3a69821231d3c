import type { OrderedRing, Quotient } from "../../number/ring.js";
import type { TruncatedLaplace } from "../../probability/truncated-laplace.js";

/**
 * The least δ ≥ 0 with Pr[h + r ∈ E] ≤ bound·Pr[h′ + r ∈ E] + δ for all events E, where h′ has one report moved from a bin a
 * to a bin b and r is the noise truncated on both sides (so q ≥ 2): Σ_{u,v} (N(u−1)N(v) − bound·N(u)N(v−1))⁺/W², with W = Σ N
 * the sum of the weights N(0), …, N(2t). The other reports and bins cancel, and by symmetry so does the direction.
 *
 * Where u = 2t+1 or v = 0 the second product is 0: they add 2·W·N(0) − N(0)². Elsewhere N moves by one factor base a step,
 * so that the first product is base², 1 or base^{−2} times the second. It is base² times on t² pairs, where the sum is
 * (Σ of t neighbouring weights)²·(1 − bound·base^{−2}); that counts only for bound < base². The other two never exceed a
 * bound ≥ 1.
 *
 * The base of the ring is that of the noise, e^{cε/2}. Left out, `bound` is at least base²: so e^ε is for every rate c ≤ 1.
 */
export function leastHistogramDelta<S>(
  R: OrderedRing<S>,
  { t, sigma }: TruncatedLaplace,
  bound: Quotient<S> = { numerator: R.power(2, 2), denominator: R.power(0, 2) },
): Quotient<S> {
  // Everything times (base − 1), so that geometric sums are differences of two powers: no t enters but as an exponent.
  const between = (high: number, low: number): S => R.subtract(R.power(high, t + 1), R.power(low, t + 1));
  const [side, centre, edge, run] =
    sigma === 1
      ? [between(t + 1, 1), between(1, 0), between(t + 1, t), between(t + 1, 1)]
      : [between(t, 0), between(t + 1, t), between(1, 0), between(t + 1, 1)];
  const W = R.add(R.add(side, side), centre);
  const edges = R.subtract(R.multiply(R.add(W, W), edge), R.multiply(edge, edge));
  const whole = R.multiply(R.power(2, 2), bound.denominator);
  const excess = R.subtract(whole, R.multiply(R.power(0, 2), bound.numerator));
  const inside = R.sign(excess) > 0 ? R.multiply(R.multiply(run, run), excess) : R.zero;
  return {
    numerator: R.add(R.multiply(edges, whole), inside),
    denominator: R.multiply(R.multiply(W, W), whole),
  };
}
