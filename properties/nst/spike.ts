import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { epsilonStar, qStar } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";

/**
 * The objective that is 1 at one alternative and 0 at all others, whatever the types: it is d-sensitive for every d, so that it
 * may stand in an environment of any gap. The error of the generic mechanism is then a number of the setting alone.
 */

const one = R.fromInteger(1n);

/** How far E[F] is from 1: (1 − q*)·(|S| − 1)/(e^η + |S| − 1) + q*·(1 − P), η = nε* /(2d), P the chance of the best alternative in M^P. */
export function spikeError(setting: GenericSetting, n: bigint, chance: Q.Rational): R.Real | undefined {
  const [epsilon, q] = [epsilonStar(setting, n), qStar(setting, n)];
  if (epsilon === undefined || q === undefined) return undefined;
  const eta = R.multiply(R.fromRational(Q.divide(Q.rational(n), Q.multiply(Q.rational(2n), setting.d))), epsilon);
  const others = R.fromInteger(setting.alternatives - 1n);
  const exponential = R.divide(others, R.add(R.exp(eta), others));
  const missed = R.fromRational(Q.subtract(Q.one, chance));
  return R.add(R.multiply(R.subtract(one, q), exponential), R.multiply(q, missed));
}

/**
 * At least so far, by the printed formula of ε* alone: q* times 1 − P, without the error of the exponential part.
 * q* = 2·√(d·ln(n·p̃γ|S|/(2d))/(p̃γn)).
 */
export function spikeErrorBelow(
  { d, pTilde, gamma, alternatives }: GenericSetting,
  n: bigint,
  chance: Q.Rational,
): R.Real {
  const share = Q.multiply(pTilde, gamma);
  const scale = Q.divide(d, share);
  const log = R.ln(R.fromRational(Q.divide(Q.rational(n * alternatives), Q.multiply(Q.rational(2n), scale))));
  const square = R.multiply(R.fromRational(Q.multiply(Q.rational(4n, n), scale)), log);
  return R.multiply(R.fromRational(Q.subtract(Q.one, chance)), R.sqrt(square));
}
