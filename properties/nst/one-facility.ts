import { heldDistance, type Spread } from "../../src/mechanisms/nst/line-commitment.js";
import type { LineSign } from "../../src/mechanisms/nst/line-exponential.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { type Loc3Numbers, numbersOf, times, whole } from "./loc3-numbers.js";

/**
 * LOC3 with one facility. To a player at 1/4 announcing 0 (1 for the sign of F as displayed) is the only best answer where half of the
 * others announce 0 and half announce 1, and so is not dominated. Where all stand at 1/4 and do so, the density is proportional
 * to e^{−as}, a = nε/2.
 */

const quarter = Q.rational(1n, 4n);
const one = R.fromInteger(1n);

/** How far E[F] is from the best: 1/4 away on average in place of 0, or in place of 3/4 for the sign as displayed. */
export function quarterError(n: bigint, sign: LineSign, Y: Spread): R.Real | undefined {
  const numbers = numbersOf({ K: 1, n });
  if (numbers === undefined) return undefined;
  const { mbar, q } = numbers;
  const free = distanceFrom(rateOf(n, numbers), quarter);
  const held = R.fromRational(heldDistance({ mbar, Y }, 1, quarter, quarter));
  const distance = R.add(times(R.subtract(one, q), free), times(q, held));
  return sign === "utility" ? distance : R.subtract(R.fromRational(Q.rational(3n, 4n)), distance);
}

/** At least so much: E[s] ≤ 1/a, so that |s − 1/4| is at least 1/4 − 1/a on average, and at most 1/4 + 1/a. */
export function quarterErrorBelow(n: bigint, sign: LineSign, numbers: Loc3Numbers): R.Real {
  const best = R.fromRational(sign === "utility" ? quarter : Q.rational(1n, 2n));
  const part = R.subtract(best, R.divide(one, rateOf(n, numbers)));
  return times(R.subtract(one, numbers.q), part);
}

/** ε/2 ≤ 1/10, from which it follows that no other announcement is as good there; see the argument of Theorem 3. */
export const isOnlyBestAnswer = ({ epsilon }: Loc3Numbers): boolean =>
  R.compareReals(epsilon, R.fromRational(Q.rational(1n, 5n))) === -1;

/** a = nε/2. */
const rateOf = (n: bigint, { epsilon }: Loc3Numbers): R.Real => times(R.fromRational(Q.rational(n, 2n)), epsilon);

/** E|s − τ| for the density ae^{−as}/(1 − e^{−a}) on [0, 1]: (τ − 1/a + (2/a)·e^{−aτ} − (1 − τ + 1/a)·e^{−a})/(1 − e^{−a}). */
function distanceFrom(a: R.Real, tau: Q.Rational): R.Real {
  const [t, mean] = [R.fromRational(tau), R.divide(one, a)];
  const decay = (x: R.Real) => R.exp(R.negate(times(a, x)));
  const near = R.add(R.subtract(t, mean), times(whole(2n), mean, decay(t)));
  const beyond = times(R.add(R.subtract(one, t), mean), decay(one));
  return R.divide(R.subtract(near, beyond), R.subtract(one, decay(one)));
}
