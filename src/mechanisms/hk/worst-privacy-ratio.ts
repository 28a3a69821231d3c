import type { Quotient, Ring } from "../../number/ring.js";

/**
 * The largest Pr[r]/Pr′[r] of the exponential mechanism over all outcomes r, all pairs of types of one player in the box
 * [0, 1]^R, and all types of the others there, without prior, for n ≥ 1 players and m ≥ 1 outcomes. The base of the ring
 * is B = e^a, where weights are e^{a·welfare}:
 *
 *   (1 + (m − 1)·B^n) / (1 + (m − 1)·B^{n−2}).
 *
 * Proof. Let the others have the welfare q(s) at s, and w_s = B^{q(s)}. With the types v and v′
 *   Pr[r]/Pr′[r] = (w_r + Σ_{s≠r} w_s·B^{v′(s)−v′(r)}) / (w_r + Σ_{s≠r} w_s·B^{v(s)−v(r)}).
 * The numerator is largest at v′(r) = 0 and v′(s) = 1 elsewhere, the denominator least at v(r) = 1 and v(s) = 0 elsewhere:
 * both are corners of the box, whatever the others report. With x = Σ_{s≠r} w_s/w_r that is f(x) = (1 + x·B)/(1 + x/B),
 * which does not decrease since f′(x) has the sign of B − 1/B. And x is largest where every other player has 0 at r and 1
 * elsewhere, again a corner: x = (m − 1)·B^{n−1}. The maximum over pairs contains both directions.
 *
 * So it grows with n ≥ 2 and with m ≥ 2 towards B² = e^{2a}, which is e^ε for the paper's a = ε/2, and reaches it never.
 */
export function worstPrivacyRatio<S>(R: Ring<S>, players: number, outcomes: number): Quotient<S> {
  // Alone, a player leads to B^{−1}: both sides are then multiplied by B.
  const shift = players === 1 ? 1 : 0;
  const top = players + shift;
  const side = (exponent: number): S =>
    R.add(R.power(shift, top), R.multiply(R.integer(BigInt(outcomes - 1)), R.power(exponent, top)));
  return { numerator: side(top), denominator: side(top - 2) };
}
