import type { Rational } from "../number/rational.js";
import type { Counts } from "../probability/multinomial.js";
import { commonDenominator } from "../probability/rational-law.js";

/**
 * Players with conditionally independent signals about one state of nature [Basu, Section 2 and Theorem 1]. Utilities are
 * publicly known; a player's type is her signal. States, signals, alternatives and utilities are indices from 0.
 */
export interface BayesianEnvironment {
  readonly states: number;
  readonly signals: number;
  readonly alternatives: number;
  /** π_0: positive, sums to 1. */
  readonly prior: readonly Rational[];
  /** v(x|ω) as [state][signal]: positive, rows sum to 1. */
  readonly likelihood: readonly (readonly Rational[])[];
  /** The library 𝒰 as [utility][alternative][state], of any sign. */
  readonly utilities: readonly (readonly (readonly Rational[])[])[];
}

/** How many players have each utility of the library: one size a utility. */
export type Sizes = readonly number[];

/** The environment with its players. */
export interface Population extends BayesianEnvironment {
  readonly sizes: Sizes;
}

/** The same numbers as integers, each kind over one denominator. */
export interface Integral {
  /** π_0 over any positive constant. */
  readonly prior: readonly bigint[];
  /** v over `base`. */
  readonly likelihood: readonly (readonly bigint[])[];
  readonly base: bigint;
  /** The utilities over `unit`. */
  readonly utilities: readonly (readonly (readonly bigint[])[])[];
  readonly unit: bigint;
}

type Numbers = Pick<BayesianEnvironment, "prior" | "likelihood" | "utilities">;
/** By their utilities, with the other numbers that they were made from. */
const known = new WeakMap<object, { readonly from: Numbers; readonly made: Integral }>();

/** The numbers of an environment as integers. */
export function integral({ prior, likelihood, utilities }: Numbers): Integral {
  const found = known.get(utilities);
  if (found && found.from.prior === prior && found.from.likelihood === likelihood) return found.made;
  const base = commonDenominator(likelihood.flat());
  const unit = commonDenominator(utilities.flat(2));
  const over = (common: bigint) => (x: Rational) => x.numerator * (common / x.denominator);
  const made = {
    prior: prior.map(over(commonDenominator(prior))),
    likelihood: likelihood.map((row) => row.map(over(base))),
    base,
    utilities: utilities.map((table) => table.map((row) => row.map(over(unit)))),
    unit,
  };
  known.set(utilities, { from: { prior, likelihood, utilities }, made });
  return made;
}

/** base^k by (base, k), kept: the sums over counts ask for all powers up to the number of players. */
const powersOf = new Map<bigint, bigint[]>();

function power(base: bigint, k: number): bigint {
  if (base === 1n) return 1n;
  const row = powersOf.get(base) ?? [1n];
  if (row.length === 1) {
    if (powersOf.size > 64) powersOf.clear();
    powersOf.set(base, row);
  }
  for (let i = row.length; i <= k; i++) row.push(row[i - 1]! * base);
  return row[k]!;
}

/** L_ω(c) = Π_x v(x|ω)^{c_x}, one a state, over `base` to the number of signals counted. */
export const likelihoods = (environment: BayesianEnvironment, counts: Counts): readonly bigint[] =>
  integral(environment).likelihood.map((row) => {
    let product = 1n;
    for (let x = 0; x < row.length; x++) product *= power(row[x]!, counts[x]!);
    return product;
  });

/** The weights of a count vector as long as it lives: the rule, its payments and their sums all ask for them. */
const weightsOf = new WeakMap<Counts, { readonly of: Integral; readonly weights: readonly bigint[] }>();

/** π_0(ω)·L_ω(c): the posterior π(c) up to its total. */
export const stateWeights = (environment: BayesianEnvironment, counts: Counts): readonly bigint[] => {
  const of = integral(environment);
  const found = weightsOf.get(counts);
  if (found?.of === of) return found.weights;
  const weights = likelihoods(environment, counts).map((likelihood, state) => of.prior[state]! * likelihood);
  weightsOf.set(counts, { of, weights });
  return weights;
};

/** π_0(ω)·v(x|ω): a player's own belief ρ_x up to its total. */
export const beliefWeights = (environment: BayesianEnvironment, signal: number): readonly bigint[] => {
  const { prior, likelihood } = integral(environment);
  return prior.map((weight, state) => weight * likelihood[state]![signal]!);
};

/** base^k: what the likelihoods of k signals are over. */
export const likelihoodTotal = (environment: BayesianEnvironment, signals: number): bigint =>
  power(integral(environment).base, signals);

/** Σ weight·value. */
export function weighted(weights: readonly bigint[], values: readonly bigint[]): bigint {
  let total = 0n;
  for (let i = 0; i < weights.length; i++) total += weights[i]! * values[i]!;
  return total;
}

/** The sum of the weights. */
export const total = (weights: readonly bigint[]): bigint => weights.reduce((x, y) => x + y, 0n);

/** n. */
export const playersOf = (sizes: Sizes): number => sizes.reduce((x, y) => x + y, 0);

/** W(a, ω) = Σ_u n_u·u(a, ω) over `unit`, as [alternative][state]. */
export function welfareTable(environment: BayesianEnvironment, sizes: Sizes): readonly (readonly bigint[])[] {
  const { utilities } = integral(environment);
  const indices = (size: number) => Array.from({ length: size }, (_, i) => i);
  return indices(environment.alternatives).map((a) =>
    indices(environment.states).map((state) =>
      sizes.reduce((sum, size, u) => sum + BigInt(size) * utilities[u]![a]![state]!, 0n),
    ),
  );
}
