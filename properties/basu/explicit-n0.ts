import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";

/**
 * An n0 of Theorem 1 without roots. For payments at the posterior value, every rule, composition and prior:
 *
 *   gain_n(x → y) ≤ Σ_{ω<ω′} max_a |u(a, ω) − u(a, ω′)| · |X/Y − Y/X|/8 · (1 − g)^{n−1},
 *
 * with X = v(x|ω)v(y|ω′), Y = v(x|ω′)v(y|ω) and g = Σ_z (v(z|ω) − v(z|ω′))²/(4(v(z|ω) + v(z|ω′))). It follows from the bound with
 * affinities: 1 − BC = Σ(√v − √v′)²/2 ≥ g, and |ρ_x(ω)ρ_y(ω′) − ρ_x(ω′)ρ_y(ω)|/(2√(ρ_y(ω)ρ_y(ω′))) ≤ |X − Y|/(4√(XY)), as
 * Pr[x] ≥ 2√(π_0(ω)π_0(ω′)v(x|ω)v(x|ω′)); and √(XY) ≥ 2XY/(X + Y).
 */
export interface GainBound {
  /** B: the largest sum of the factors of a lie; 0 where no lie ever gains. */
  readonly factor: Q.Rational;
  /** The least g among pairs of states that matter: gain_n ≤ B(1 − g)^{n−1}. 1 where none does. */
  readonly distance: Q.Rational;
}

const square = (x: Q.Rational): Q.Rational => Q.multiply(x, x);
const size = (x: Q.Rational): Q.Rational => (x.numerator < 0n ? Q.negate(x) : x);

/** Σ_z (v(z|ω) − v(z|ω′))²/(4(v(z|ω) + v(z|ω′))). */
const distanceOf = ({ likelihood }: BayesianEnvironment, state: number, other: number): Q.Rational =>
  likelihood[state]!.map((p, z) => {
    const q = likelihood[other]![z]!;
    return Q.divide(square(Q.subtract(p, q)), Q.multiply(Q.rational(4n), Q.add(p, q)));
  }).reduce(Q.add);

/** |X/Y − Y/X|/8. */
function factorOf({ likelihood }: BayesianEnvironment, pair: readonly [number, number], x: number, y: number) {
  const [row, second] = [likelihood[pair[0]]!, likelihood[pair[1]]!];
  const ratio = Q.divide(Q.multiply(row[x]!, second[y]!), Q.multiply(second[x]!, row[y]!));
  return Q.divide(size(Q.subtract(ratio, Q.divide(Q.one, ratio))), Q.rational(8n));
}

/** max_a |u(a, ω) − u(a, ω′)|. */
const stakeOf = (table: BayesianEnvironment["utilities"][number], state: number, other: number): Q.Rational =>
  table.map((row) => size(Q.subtract(row[state]!, row[other]!))).reduce(Q.maximum);

const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

const pairsOf = ({ states }: BayesianEnvironment): readonly (readonly [number, number])[] =>
  indices(states).flatMap((other) => indices(other).map((state) => [state, other] as const));

/** D: by how much a utility for one alternative differs between two states, at most. */
export const largestStake = (environment: BayesianEnvironment): Q.Rational =>
  environment.utilities
    .flatMap((table) => pairsOf(environment).map((pair) => stakeOf(table, ...pair)))
    .reduce(Q.maximum, Q.zero);

/** B and g; `stake` in the place of the stakes of the library where it is given. */
export function gainBound(environment: BayesianEnvironment, stake?: Q.Rational): GainBound {
  let [factor, distance] = [Q.zero, Q.one];
  const signals = indices(environment.signals);
  for (const table of environment.utilities) {
    for (const x of signals) {
      for (const y of signals) {
        const terms = pairsOf(environment).map((pair) => ({
          pair,
          term: Q.multiply(stake ?? stakeOf(table, ...pair), factorOf(environment, pair, x, y)),
        }));
        factor = Q.maximum(factor, terms.map(({ term }) => term).reduce(Q.add, Q.zero));
        for (const { pair, term } of terms) {
          if (term.numerator > 0n) distance = Q.minimum(distance, distanceOf(environment, ...pair));
        }
      }
    }
  }
  return { factor, distance };
}

/** ⌊1 + (B/ε − 1)/g⌋, and 0 where B ≤ ε: from ε < B(1 − g)^{n−1} ≤ B/(1 + (n − 1)g) at every n that violates ε. */
export function explicitN0(environment: BayesianEnvironment, slack: Q.Rational): bigint {
  const { factor, distance } = gainBound(environment);
  if (Q.compare(factor, slack) <= 0) return 0n;
  const { numerator, denominator } = Q.divide(Q.subtract(Q.divide(factor, slack), Q.one), distance);
  return 1n + numerator / denominator;
}
