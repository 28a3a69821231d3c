import type { BayesianEnvironment, Sizes } from "../../src/game/bayesian-environment.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import type { Tie } from "../../src/mechanisms/basu/tie.js";
import * as Q from "../../src/number/rational.js";
import { belief, chanceOf, optimum, posterior, vectors } from "./plain.js";
import { remembered } from "./remembered.js";
import { type Length, lengthOf } from "./utility-length.js";

/** The events of the proof of Theorem 1 in plain fractions, as they are printed: what `check` computes with. */

/** One more signal. */
export const plus = (counts: readonly number[], signal: number): readonly number[] =>
  counts.map((count, x) => (x === signal ? count + 1 : count));

const signalsOf = ({ signals }: BayesianEnvironment): readonly number[] => Array.from({ length: signals }, (_, x) => x);

const beliefs = remembered<readonly Q.Rational[]>();

/** π(s), found once. */
const beliefAt = (environment: BayesianEnvironment, counts: readonly number[]): readonly Q.Rational[] =>
  beliefs(environment, counts.join(), () => posterior(environment, counts));

const dot = (x: readonly Q.Rational[], y: readonly Q.Rational[]): Q.Rational =>
  x.map((a, i) => Q.multiply(a, y[i]!)).reduce(Q.add);

/** min_y π(x^n, y)(ω). */
export const leastAfter = (environment: BayesianEnvironment, counts: readonly number[], state: number): Q.Rational =>
  signalsOf(environment)
    .map((y) => beliefAt(environment, plus(counts, y))[state]!)
    .reduce(Q.minimum);

/** max_{y, z} ‖π(x^n, y) − π(x^n, z)‖. */
export function largestChange(environment: BayesianEnvironment, counts: readonly number[], norm: Norm): Length {
  const after = signalsOf(environment).map((y) => beliefAt(environment, plus(counts, y)));
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

const gains = remembered<Q.Rational>();

/**
 * gain(x → y) of (σ*, q*) as Σ_c Pr[c|x] Σ_ω (π(c, x) − π(c, y))(ω) u(σ*(c, y), ω): at every profile the truth is worth 0 to a
 * player who knows it. Found once.
 */
export const gainByBeliefs = (
  environment: BayesianEnvironment,
  sizes: Sizes,
  tie: Tie,
  utility: number,
  signal: number,
  report: number,
): Q.Rational =>
  gains(environment, [sizes, tie, utility, signal, report].join(), () => {
    const own = belief(environment, signal);
    const players = sizes.reduce((x, y) => x + y, 0);
    return vectors(players - 1, environment.signals)
      .map((others) => {
        const likely = own.map((_, state) => chanceOf(environment, others, state));
        const told = plus(others, report);
        const [honest, lying] = [beliefAt(environment, plus(others, signal)), beliefAt(environment, told)];
        const change = honest.map((x, state) => Q.subtract(x, lying[state]!));
        const drawn = optimum(environment, sizes, told, tie);
        const worth = drawn.map((a) => dot(change, environment.utilities[utility]![a]!)).reduce(Q.add);
        return Q.divide(Q.multiply(dot(own, likely), worth), Q.rational(BigInt(drawn.length)));
      })
      .reduce(Q.add);
  });
