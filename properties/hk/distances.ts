import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient, type Ring, sum } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import type { ExactLawSetting } from "../law-setting.js";

/** ½·Σ_r |P(r) − P′(r)| of two laws over the same list of outcomes 0, 1, …; an outcome without an entry has no mass. */
export function distanceOver<S>(R: OrderedRing<S>, law: Law<number, S>, other: Law<number, S>): Quotient<S> {
  const mass = (of: Law<number, S>) => new Map(of.entries.map(({ outcome, weight }) => [outcome, weight]));
  const [left, right] = [mass(law), mass(other)];
  const terms = [...new Set([...left.keys(), ...right.keys()])].map((r) => {
    const difference = R.subtract(
      R.multiply(left.get(r) ?? R.zero, other.total),
      R.multiply(right.get(r) ?? R.zero, law.total),
    );
    return R.sign(difference) < 0 ? R.subtract(R.zero, difference) : difference;
  });
  return { numerator: sum(R, terms), denominator: R.multiply(R.integer(2n), R.multiply(law.total, other.total)) };
}

/** The same of two lists of chances. */
export const distanceOf = (chances: readonly Q.Rational[], others: readonly Q.Rational[]): Q.Rational =>
  Q.divide(
    chances
      .map((chance, r) => Q.subtract(chance, others[r]!))
      .map((difference) => Q.maximum(difference, Q.negate(difference)))
      .reduce(Q.add, Q.zero),
    Q.rational(2n),
  );

/** Whether |x − c| ≤ room. */
export function isWithin<S>(R: OrderedRing<S>, x: Quotient<S>, c: Q.Rational, room: Quotient<S>): boolean {
  const off = minus(R, x, c);
  const size = R.sign(off.numerator) < 0 ? { ...off, numerator: R.subtract(R.zero, off.numerator) } : off;
  return compareQuotients(R, size, room) <= 0;
}

/** x − c. */
const minus = <S>(R: Ring<S>, { numerator, denominator }: Quotient<S>, c: Q.Rational): Quotient<S> => ({
  numerator: R.subtract(
    R.multiply(numerator, R.integer(c.denominator)),
    R.multiply(denominator, R.integer(c.numerator)),
  ),
  denominator: R.multiply(denominator, R.integer(c.denominator)),
});

/** Pr[outcome] for all outcomes, those without an entry in the law too. */
export const listedChances = <P, E, T, O>({ outcomes, chances }: ExactLawSetting<P, E, T, O>): readonly Q.Rational[] =>
  outcomes.map((listed) => chances.find(({ outcome }) => outcome === listed)?.chance ?? Q.zero);
