import type { Alternatives } from "../../src/mechanisms/cckmv/alternatives.js";
import * as Q from "../../src/number/rational.js";
import { relativeValues } from "./vcg-coins.js";

/** Values W_o up to a constant, as `relativeValues` lists them, and the chance of the coins that have them. */
export interface ValueChance {
  readonly values: readonly number[];
  readonly chance: Q.Rational;
}

/**
 * The chance of each of the values of `relativeValues` beside sums S_o of the others, at a = e^{−ε/(M|O|)}: from the noise
 * law that Mechanism 7.1 states, without the laws of the mechanism. The least of the values stands for itself and less.
 */
export function valueChances(
  environment: Alternatives,
  sums: readonly number[],
  a: Q.Rational,
): readonly ValueChance[] {
  const least = 0 - 2 * environment.maximum - 1;
  const size = (x: number): number => Math.max(x, -x);
  const far = sums.map(size).reduce((x, y) => Math.max(x, y)) - least + 1;
  const power = (k: number): Q.Rational => Q.integerPower(a, BigInt(k));
  const onePlus = Q.add(Q.one, a);
  const whole = Q.divide(Q.subtract(Q.one, a), onePlus);
  const point = (k: number): Q.Rational => Q.multiply(whole, power(size(k)));
  const upTo = (k: number): Q.Rational =>
    k < 0 ? Q.divide(power(-k), onePlus) : Q.subtract(Q.one, Q.divide(power(k + 1), onePlus));
  const all = (factors: readonly Q.Rational[]): Q.Rational => factors.reduce(Q.multiply, Q.one);
  const total = (terms: readonly Q.Rational[]): Q.Rational => terms.reduce(Q.add, Q.zero);
  const series = (first: Q.Rational, exponent: number): Q.Rational =>
    Q.divide(first, Q.subtract(Q.one, power(exponent)));
  return relativeValues(environment).map((values) => {
    // λ_o = t + shift_o, or ≤ t + shift_o for the least of the values; t is the largest W_o.
    const shifts = values.map((value, o) => value - sums[o]!);
    const exact = shifts.filter((_, o) => values[o] !== least);
    const open = shifts.filter((_, o) => values[o] === least);
    const at = (t: number) => all([...exact.map((s) => point(t + s)), ...open.map((s) => upTo(t + s))]);
    const middle = Array.from({ length: far + far - 1 }, (_, i) => at(i + 1 - far));
    const down = series(at(-far), values.length);
    // Far up Pr[λ ≤ k] = 1 − a^{k+1}/(1 + a): one geometric series for each set of the second terms.
    const up = subsets(open).map((taken) => {
      const minus = taken.map((s) => Q.negate(Q.divide(power(far + s + 1), onePlus)));
      return series(all([...exact.map((s) => point(far + s)), ...minus]), exact.length + taken.length);
    });
    return { values, chance: total([...middle, down, ...up]) };
  });
}

const subsets = ([first, ...others]: readonly number[]): readonly (readonly number[])[] =>
  first === undefined ? [[]] : subsets(others).flatMap((taken) => [taken, [first, ...taken]]);
