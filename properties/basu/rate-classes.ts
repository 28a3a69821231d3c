import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import { gainBound, largestStake } from "./explicit-n0.js";

/** Over what n0·ε² is asked to stay below one C; the two last are what repairs the one before each. */
export const classes = ["fixed", "all-v", "symmetric", "bounded", "v-alone", "normalised"] as const;
export type Class = (typeof classes)[number];

const square = (x: Q.Rational): Q.Rational => Q.multiply(x, x);
const integer = (n: number): Q.Rational => Q.rational(BigInt(n));

/** B²(1 + 1/(4g)): n0·ε² ≤ ε² + ε(B − ε)/g by the explicit n0, for ε < B. */
function explicitConstant(environment: BayesianEnvironment, stake?: Q.Rational): Q.Rational {
  const { factor, distance } = gainBound(environment, stake);
  return Q.multiply(square(factor), Q.add(Q.one, Q.divide(Q.rational(1n, 4n), distance)));
}

/** The least of the likelihoods: the largest κ0 of a class that has the environment. */
export const leastLikelihood = ({ likelihood }: BayesianEnvironment): Q.Rational => likelihood.flat().reduce(Q.minimum);

/**
 * D²(1/2 + P²/(4κ0²)) for P pairs of states: with h² = 1 − BC each pair adds at most D·h(1 − h²)^{n−1}/(√2·κ0), and
 * h²(1 − h²)^{2(n−1)} ≤ 1/(2n − 1).
 */
function boundedConstant(environment: BayesianEnvironment): Q.Rational {
  const { states } = environment;
  const pairs = Q.rational(BigInt(states * (states - 1)), 2n);
  const share = Q.divide(square(pairs), Q.multiply(Q.rational(4n), square(leastLikelihood(environment))));
  return Q.multiply(square(largestStake(environment)), Q.add(Q.rational(1n, 2n), share));
}

/** The C that is proved for an environment of a class; undefined where there is none. */
export const provenConstants: Readonly<Record<Class, ((environment: BayesianEnvironment) => Q.Rational) | undefined>> =
  {
    fixed: explicitConstant,
    "all-v": undefined,
    // 3D²: gain_n² ≤ D²·s(1 − s)^{n−3} ≤ D²/(n − 2) with s = 4η², and nobody ever gains D.
    symmetric: (environment) => Q.multiply(integer(3), square(largestStake(environment))),
    bounded: boundedConstant,
    "v-alone": undefined,
    normalised: (environment) => explicitConstant(environment, Q.one),
  };

/** Whether an environment is of a class. */
export function isOfClass(environment: BayesianEnvironment, kind: Class): boolean {
  const { likelihood, states, signals } = environment;
  if (kind === "normalised") return Q.compare(largestStake(environment), Q.one) <= 0;
  if (kind !== "symmetric") return true;
  return states === 2 && signals === 2 && Q.equals(likelihood[0]![0]!, likelihood[1]![1]!);
}

/** What proves the constants. */
export const constantArguments: Readonly<Record<Class, string | undefined>> = {
  fixed:
    "C = B²(1 + 1/(4g)) for every ε > 0 and prior: n0 = 0 where ε ≥ B, else n0 ≤ 1 + (B/ε − 1)/g, so that n0·ε² ≤ ε² + ε(B − ε)/g.",
  "all-v": undefined,
  symmetric:
    "C = 3D², D = max |u(a, 0) − u(a, 1)|: with v = 1/2 ± η and s = 4η² the bound of a lie is 2ηD(1 − s)^{(n−3)/2} whatever the prior, and s(1 − s)^{n−3} ≤ 1/(n − 2); n0 ≤ 2 + D²/ε², and nobody gains D. " +
    "1/ε² is attained: with one alternative worth 1 in one state, an even prior, η = 1/(2k) and n = k²/4 the gain is at least 2η(1 − TV) ≥ η(1 − 4η²)^{n−1} ≥ 3/(8k), so that n·gain² ≥ 9/256.",
  bounded:
    "C = D²(1/2 + P²/(4κ0²)) for P pairs of states, any prior and number of signals: with h² = 1 − BC(ω, ω′) a pair adds at most D·h(1 − h²)^{n−1}/(√2·κ0), as |√(pq′) − √(p′q)| ≤ √2·h and √(pq′), √(p′q) ≥ κ0; and h²(1 − h²)^{2(n−1)} ≤ 1/(2n − 1).",
  "v-alone": undefined,
  normalised:
    "C = B²(1 + 1/(4g)) with B for utilities that differ by 1 between states: neither B nor g has the prior or the utilities in it.",
};
