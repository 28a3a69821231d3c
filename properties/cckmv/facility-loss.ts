import type { Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import * as Q from "../../src/number/rational.js";
import { type Quotient, type Ring, sum } from "../../src/number/ring.js";
import { over } from "../../src/verdict/finding.js";
import type { Setting } from "../setting.js";
import { type FacilityPlace, histogramOf, lossesAt } from "./facilities.js";

/** The loss max_{o'} Σ_i −|θ_i − o'| − Σ_i −|θ_i − o| that Proposition 6.4 speaks of. */

/** The loss at each bin. */
export const losses = (place: FacilityPlace): readonly Q.Rational[] => lossesAt(place.environment, histogramOf(place));

/** The positive losses, ascending: where Pr[loss ≥ Δ] jumps as a function of Δ > 0. */
export const jumpsOf = (all: readonly Q.Rational[]): readonly Q.Rational[] =>
  all
    .filter(({ numerator }) => numerator > 0n)
    .sort(Q.compare)
    .filter((loss, i, sorted) => i === 0 || !Q.equals(loss, sorted[i - 1]!));

type AnySetting<P, S> = Setting<P, Locations, number, number, S>;

/** Pr[loss ≥ Δ]. */
export function chanceOfLoss<P, S>(R: Ring<S>, setting: AnySetting<P, S>, least: Q.Rational): Quotient<S> {
  const [law, all] = [setting.law(), losses(setting)];
  const weights = law.entries.filter(({ outcome }) => Q.compare(all[outcome]!, least) >= 0).map(({ weight }) => weight);
  return over(sum(R, weights), law.total);
}

/** E[loss]. */
export function expectedLoss<P, S>(R: Ring<S>, setting: AnySetting<P, S>): Quotient<S> {
  const [law, all] = [setting.law(), losses(setting)];
  const scale = all.reduce((product, { denominator }) => product * denominator, 1n);
  const terms = law.entries.map(({ outcome, weight }) => {
    const { numerator, denominator } = all[outcome]!;
    return R.multiply(R.integer((numerator * scale) / denominator), weight);
  });
  return over(sum(R, terms), R.multiply(R.integer(scale), law.total));
}

/** k/(e^{ε/2} − 1): the mean of k noises, which is below 2k/ε because e^u − 1 > u. */
export function meanOfNoises<P, S>(R: Ring<S>, setting: AnySetting<P, S>, k: number): Quotient<S> {
  const { numerator, denominator } = setting.expEpsilon(Q.rational(1n, 2n));
  return over(R.multiply(R.integer(BigInt(k)), denominator), R.subtract(numerator, denominator));
}
