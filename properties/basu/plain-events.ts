import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import * as Q from "../../src/number/rational.js";
import { chanceOf, posterior, vectors } from "./plain.js";
import { type Length, lengthOf } from "./utility-length.js";

/** The events of the proof of Theorem 1 in plain fractions, as they are printed: what `check` computes with. */

/** One more signal. */
export const plus = (counts: readonly number[], signal: number): readonly number[] =>
  counts.map((count, x) => (x === signal ? count + 1 : count));

const signalsOf = ({ signals }: BayesianEnvironment): readonly number[] => Array.from({ length: signals }, (_, x) => x);

/** min_y π(x^n, y)(ω). */
export const leastAfter = (environment: BayesianEnvironment, counts: readonly number[], state: number): Q.Rational =>
  signalsOf(environment)
    .map((y) => posterior(environment, plus(counts, y))[state]!)
    .reduce(Q.minimum);

/** max_{y, z} ‖π(x^n, y) − π(x^n, z)‖. */
export function largestChange(environment: BayesianEnvironment, counts: readonly number[], norm: Norm): Length {
  const after = signalsOf(environment).map((y) => posterior(environment, plus(counts, y)));
  return after
    .flatMap((belief) =>
      after.map((other) =>
        lengthOf(
          belief.map((chance, state) => Q.subtract(chance, other[state]!)),
          norm,
        ),
      ),
    )
    .reduce((x, y) => (Q.compare(x.square, y.square) >= 0 ? x : y));
}

/** x^n ∈ T; with ≤ δ where `weak`. */
export const isSteadyPlainly = (
  environment: BayesianEnvironment,
  counts: readonly number[],
  norm: Norm,
  delta: Q.Rational,
  weak = false,
): boolean => Q.compare(largestChange(environment, counts, norm).square, Q.multiply(delta, delta)) < (weak ? 1 : 0);

/** x^n ∈ P_ω; with ≥ e where `weak`. */
export const isCertainPlainly = (
  environment: BayesianEnvironment,
  counts: readonly number[],
  state: number,
  e: Q.Rational,
  weak = false,
): boolean => Q.compare(leastAfter(environment, counts, state), e) > (weak ? -1 : 0);

/** Pr[x^n ∈ an event | ω] for n signals. */
export const chanceThat = (
  environment: BayesianEnvironment,
  signals: number,
  state: number,
  event: (counts: readonly number[]) => boolean,
): Q.Rational =>
  vectors(signals, environment.signals)
    .filter(event)
    .map((counts) => chanceOf(environment, counts, state))
    .reduce(Q.add, Q.zero);

/** e of the proof, by its definition at the vertices: the largest odds at which another alternative catches up. */
export function plainLevel({ utilities, states, alternatives }: BayesianEnvironment): Q.Rational {
  let level = Q.zero;
  const indices = (size: number) => Array.from({ length: size }, (_, i) => i);
  for (const state of indices(states)) {
    for (const table of utilities) {
      const top = indices(alternatives).reduce((a, b) => (Q.compare(table[b]![state]!, table[a]![state]!) > 0 ? b : a));
      for (const b of indices(alternatives)) {
        for (const other of indices(states)) {
          // The belief p on ω and 1 − p on another state at which b catches up with the top, where there is one.
          const [ahead, there] = [state, other].map((s) => Q.subtract(table[top]![s]!, table[b]![s]!)) as [
            Q.Rational,
            Q.Rational,
          ];
          if (there.numerator >= 0n || b === top) continue;
          level = Q.maximum(level, Q.divide(Q.negate(there), Q.subtract(ahead, there)));
        }
      }
    }
  }
  return level;
}
