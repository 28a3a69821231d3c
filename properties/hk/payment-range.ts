import { type Profile, reportOf } from "../../src/game/profile.js";
import { hold } from "../../src/mechanisms/hk/gain.js";
import type { ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type OrderedRing, type Quotient, safeInteger } from "../../src/number/ring.js";
import type { ChargedPlace, ChargedRange } from "./charged.js";
import { type Consequence, isExpected, stepsOf, tilted } from "./consequence.js";

/**
 * Whether 0 ≤ p_j ≤ 1 is proved at a profile over the ring of base e^{step·ε}:
 * - p_j = (1/a)·KL(P_b‖P_{(0, b_{−j})}) ≥ 0 by the equations of `tilted`, from an agent of value 0 who pays nothing, and
 * - p_j ≤ E[b_j] ≤ 1, as Z(b) ≥ Z(0, b_{−j}).
 * Players stand in groups of their own.
 */
export function isBetweenZeroAndOne<S>(
  R: OrderedRing<S>,
  charged: ChargedRange,
  step: Q.Rational,
  at: ChargedPlace<Parameters<ChargedRange["rate"]>[0], Parameters<ChargedRange["value"]>[0]["environment"]>,
  profile: Profile<ValueRow | null>,
  j: number,
): boolean {
  const { mechanism } = charged.format;
  const stride = Q.divide(mechanism.step!(at.parameters, at.environment), step);
  const own = coarser(R, safeInteger(stride.numerator, "step"));
  const leadsTo = (reports: Profile<ValueRow | null>): Consequence<number, S> => ({
    law: mechanism.law(own, at.parameters, at.environment, reports),
    ...charged.payment(own, at, reports, j)!,
  });
  const report = reportOf(profile, j)!;
  const paid = leadsTo(profile);
  const free = leadsTo(profile.map((group, k) => (k === j ? { ...group, report: report.map(() => Q.zero) } : group)));
  const paysNothing = R.equals(free.value.numerator, R.zero) && R.equals(free.ratio.numerator, free.ratio.denominator);
  const one: Quotient<S> = { numerator: R.one, denominator: R.one };
  const worth = (r: number): Q.Rational => report[r]!;
  const steps = stepsOf(charged, at, step, (r: number) => Q.negate(worth(r)));
  return (
    paysNothing &&
    isExpected(R, paid, worth) &&
    hold(R, tilted(R, free, paid, steps)) &&
    compareQuotients(R, paid.ratio, one) >= 0 &&
    compareQuotients(R, paid.value, one) <= 0
  );
}

/** Every player in a group of her own. */
export const alone = <T>(profile: Profile<T>): Profile<T> =>
  profile.flatMap(({ report, count }) => Array.from({ length: count }, () => ({ report, count: 1 })));
