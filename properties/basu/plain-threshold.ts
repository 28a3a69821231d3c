import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import * as plain from "./plain.js";

/**
 * An n_0(ε) of Theorem 1 in plain fractions, for all compositions, ties and rules whatever, without a root:
 *
 *   gain_n(x → y) ≤ Σ_{ω<ω′} |ρ_x(ω)ρ_y(ω′) − ρ_x(ω′)ρ_y(ω)| · max_a|u(a,ω) − u(a,ω′)| · (ρ_y(ω) + ρ_y(ω′))/(4ρ_y(ω)ρ_y(ω′)) · (1 − TV²/2)^{n−1},
 *
 * with TV the total variation between the two rows of v: a mean of two numbers is at least the geometric one, and the affinity is
 * at most √(1 − TV²). From (1 − t)^m ≤ 1/(1 + mt): n_0 ≤ 1 + C/(tε) for the sum C of the factors and the least t = TV²/2.
 */
export function explicitThreshold(environment: BayesianEnvironment, slack: Q.Rational): number {
  const bounds = allBounds(environment);
  for (let n = 1; ; n++) {
    const isSettled = bounds.every(
      (terms) => Q.compare(terms.map(({ factor, rate }) => Q.multiply(factor, Q.integerPower(rate, BigInt(n - 1)))).reduce(Q.add), slack) <= 0, // biome-ignore format: one line
    );
    if (isSettled) return n - 1;
  }
}

interface Term {
  readonly factor: Q.Rational;
  readonly rate: Q.Rational;
}

const absolute = (x: Q.Rational): Q.Rational => Q.maximum(x, Q.negate(x));

function allBounds(environment: BayesianEnvironment): readonly (readonly Term[])[] {
  const bounds: (readonly Term[])[] = [];
  for (const table of environment.utilities) {
    for (let x = 0; x < environment.signals; x++) {
      for (let y = 0; y < environment.signals; y++) {
        const terms = termsOf(environment, table, plain.belief(environment, x), plain.belief(environment, y));
        if (terms.length > 0) bounds.push(terms);
      }
    }
  }
  return bounds;
}

function termsOf(
  { states, likelihood }: BayesianEnvironment,
  table: BayesianEnvironment["utilities"][number],
  own: readonly Q.Rational[],
  told: readonly Q.Rational[],
): readonly Term[] {
  const terms: Term[] = [];
  for (let other = 1; other < states; other++) {
    for (let state = 0; state < other; state++) {
      const across = absolute(Q.subtract(Q.multiply(own[state]!, told[other]!), Q.multiply(own[other]!, told[state]!)));
      const stake = table.map((row) => absolute(Q.subtract(row[state]!, row[other]!))).reduce(Q.maximum);
      if (across.numerator === 0n || stake.numerator === 0n) continue;
      const [a, b] = [told[state]!, told[other]!];
      const mean = Q.divide(Q.add(a, b), Q.multiply(Q.rational(4n), Q.multiply(a, b)));
      const apart = likelihood[state]!.map((chance, x) => absolute(Q.subtract(chance, likelihood[other]![x]!)));
      const variation = Q.multiply(apart.reduce(Q.add), Q.rational(1n, 2n));
      const t = Q.multiply(Q.multiply(variation, variation), Q.rational(1n, 2n));
      terms.push({ factor: Q.multiply(Q.multiply(across, stake), mean), rate: Q.subtract(Q.one, t) });
    }
  }
  return terms;
}
