import {
  type BayesianEnvironment,
  likelihoods,
  likelihoodTotal,
  stateWeights,
  total,
} from "../../game/bayesian-environment.js";
import type { Rational } from "../../number/rational.js";
import * as Q from "../../number/rational.js";
import { type Counts, countVectors, oneMore, orders } from "../../probability/multinomial.js";

/** What ‖·‖ may mean for differences of beliefs, and for utility vectors: the paper does not say. */
export const norms = ["l1", "l2", "sup"] as const;
/** One of them. */
export type Norm = (typeof norms)[number];

/** A vector over a common positive denominator. */
export interface Over {
  readonly values: readonly bigint[];
  readonly denominator: bigint;
}

const absolute = (x: bigint): bigint => (x < 0n ? -x : x);

/** ‖x‖ < bound, for bound ≥ 0: Euclidean norms by their squares. */
export function isShorter({ values, denominator }: Over, norm: Norm, bound: Rational): boolean {
  const most = bound.numerator * denominator;
  if (norm === "l2") {
    const squares = values.reduce((sum, x) => sum + x * x, 0n);
    return squares * bound.denominator * bound.denominator < most * most;
  }
  const sizes = values.map(absolute);
  const size = norm === "l1" ? total(sizes) : sizes.reduce((x, y) => (x > y ? x : y), 0n);
  return size * bound.denominator < most;
}

/** π(c) − π(c′). */
export function beliefChange(environment: BayesianEnvironment, counts: Counts, other: Counts): Over {
  const [x, y] = [stateWeights(environment, counts), stateWeights(environment, other)];
  const [all, rest] = [total(x), total(y)];
  return { values: x.map((weight, state) => weight * rest - y[state]! * all), denominator: all * rest };
}

/** x^n ∈ P_ω: whatever one more signal is, the posterior on ω is above e. */
export const isCertain = (environment: BayesianEnvironment, counts: Counts, state: number, e: Rational): boolean =>
  signals(environment).every((y) => {
    const weights = stateWeights(environment, oneMore(counts, y));
    return weights[state]! * e.denominator > total(weights) * e.numerator;
  });

/** x^n ∈ T: whatever two signals are exchanged for one another, equal ones too, the posterior moves by less than δ. */
export function isSteady(environment: BayesianEnvironment, counts: Counts, norm: Norm, delta: Rational): boolean {
  const all = signals(environment);
  return all.every((y) =>
    all.every(
      (z) => z < y || isShorter(beliefChange(environment, oneMore(counts, y), oneMore(counts, z)), norm, delta),
    ),
  );
}

const signals = ({ signals }: BayesianEnvironment): readonly number[] => Array.from({ length: signals }, (_, x) => x);

/** v^n(P_ω ∩ T|ω) for n other signals, one a state [Basu, equation (4)]. */
export function eventProbability(
  environment: BayesianEnvironment,
  others: number,
  e: Rational,
  norm: Norm,
  delta: Rational,
): readonly Rational[] {
  const found = environment.prior.map(() => 0n);
  for (const counts of countVectors(others, environment.signals)) {
    const inside = found.map((_, state) => isCertain(environment, counts, state, e));
    if (!inside.some(Boolean) || !isSteady(environment, counts, norm, delta)) continue;
    const ways = orders(counts);
    likelihoods(environment, counts).forEach((likelihood, state) => {
      if (inside[state]) found[state]! += ways * likelihood;
    });
  }
  const all = likelihoodTotal(environment, others);
  return found.map((weight) => Q.rational(weight, all));
}
