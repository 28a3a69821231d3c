import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { affinity } from "../../src/mechanisms/basu/affinity-tail.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import { sqrt } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import { remembered } from "./remembered.js";

/**
 * Bounds, falling in n, on the probability that the posterior after n signals is not yet near the true state. With the odds
 * o_ω′ = π(ω′)/π(ω) of the rivals ω′ of the true state ω, Markov's inequality for √(Σ κ_ω′ o_ω′) ≤ Σ √(κ_ω′ o_ω′) gives
 *
 *   Pr[Σ κ_ω′ o_ω′ ≥ t | ω] ≤ Σ √(κ_ω′ π_0(ω′)/(t π_0(ω)))·BC(ω, ω′)^n,
 *
 * as E[√(L_ω′/L_ω) | ω] = BC(ω, ω′)^n. Roots are rounded upwards.
 */

/** At most start·rate^n after n signals. */
export interface GeometricTail {
  readonly start: Q.Rational;
  readonly rate: Q.Rational;
}

const never: GeometricTail = { start: Q.zero, rate: Q.zero };

/** Roots are rounded to multiples of 2^−rootBits. */
const rootBits = 64;

const affinities = remembered<Q.Rational>();

/** BC(ω, ω′), found once. */
const affinityOf = (environment: BayesianEnvironment, state: number, rival: number): Q.Rational => {
  const [first, second] = state < rival ? [state, rival] : [rival, state];
  return affinities(environment, `${first},${second}`, () => affinity(environment, first, second));
};

/** The bound above, with the largest of the affinities in the place of each. */
export function oddsTail(
  environment: BayesianEnvironment,
  state: number,
  rivals: readonly number[],
  t: Q.Rational,
  growth: (rival: number) => Q.Rational,
): GeometricTail {
  const { prior } = environment;
  if (rivals.length === 0) return never;
  const start = rivals
    .map((rival) => {
      const square = Q.divide(Q.multiply(growth(rival), prior[rival]!), Q.multiply(t, prior[state]!));
      return sqrt(square, rootBits).high;
    })
    .reduce(Q.add);
  return { start, rate: rivals.map((rival) => affinityOf(environment, state, rival)).reduce(Q.maximum) };
}

const ratios = remembered<Q.Rational>();

/** max_y v(y|ω′)/v(y|ω), found once. */
const ratio = (environment: BayesianEnvironment, rival: number, state: number): Q.Rational =>
  ratios(environment, `${rival},${state}`, () =>
    environment.likelihood[rival]!.map((chance, y) => Q.divide(chance, environment.likelihood[state]![y]!)).reduce(
      Q.maximum,
    ),
  );

const statesOf = ({ states }: BayesianEnvironment): readonly number[] => Array.from({ length: states }, (_, s) => s);

/** The states with the same likelihoods as one: their odds never change. */
export const alike = (environment: BayesianEnvironment, state: number): readonly number[] =>
  statesOf(environment).filter((other) => Q.equals(ratio(environment, other, state), Q.one));

/** What the posterior on a state stays at or below, whatever the signals are: 1 where no other state has the same likelihoods. */
export function highestPosterior(environment: BayesianEnvironment, state: number): Q.Rational {
  const { prior } = environment;
  const all = alike(environment, state).map((other) => prior[other]!);
  return Q.divide(prior[state]!, all.reduce(Q.add));
}

/** ‖d‖₂ ≤ ‖d‖₁/√2 and ‖d‖_sup ≤ ‖d‖₁/2 where the entries of d sum to 0: so much of ‖d‖₁ is below a bound on ‖d‖. */
const shares: Readonly<Record<Norm, Q.Rational>> = { l1: Q.one, l2: Q.rational(7n, 5n), sup: Q.rational(2n) };

const eight = Q.rational(8n);

/**
 * A bound on Pr[x^n ∉ P_ω ∩ T | ω]; undefined where P_ω is empty for every n, because other states are as likely as ω.
 *
 * With the belief on `near` states at all signals y at least 1 − τ, the posteriors differ by at most 2τ + (β − 1/β) in l1, where
 * β is the largest ratio of the likelihoods of near states; β = 1 where these are equal. Where e = 0, P_ω is everything, and near
 * may be what is nearly alike.
 */
export function eventTail(
  environment: BayesianEnvironment,
  state: number,
  e: Q.Rational,
  norm: Norm,
  delta: Q.Rational,
): GeometricTail | undefined {
  const room = Q.multiply(shares[norm], delta);
  const near = e.numerator === 0n ? nearlyAlike(environment, state, room) : alike(environment, state);
  const rivals = statesOf(environment).filter((other) => !near.includes(other));
  const spread = near.flatMap((x) => near.map((y) => ratio(environment, x, y))).reduce(Q.maximum);
  const within = Q.subtract(spread, Q.divide(Q.one, spread));
  const limits: Q.Rational[] = [];
  if (e.numerator > 0n) {
    // π(ω) > e iff the odds of all others are below (1 − e)/e; those of near states stay as they are.
    const stays = Q.subtract(Q.divide(Q.one, highestPosterior(environment, state)), Q.one);
    const left = Q.subtract(Q.divide(Q.subtract(Q.one, e), e), stays);
    if (left.numerator <= 0n) return undefined;
    limits.push(left);
  }
  const outside = Q.multiply(Q.subtract(room, within), Q.rational(1n, 2n));
  if (Q.compare(outside, Q.one) < 0) limits.push(Q.divide(outside, Q.subtract(Q.one, outside)));
  if (limits.length === 0) return never;
  return oddsTail(environment, state, rivals, limits.reduce(Q.minimum), (rival) => ratio(environment, rival, state));
}

function nearlyAlike(environment: BayesianEnvironment, state: number, room: Q.Rational): readonly number[] {
  const most = Q.add(Q.one, Q.divide(room, eight));
  return statesOf(environment).filter(
    (other) =>
      Q.compare(ratio(environment, other, state), most) <= 0 && Q.compare(ratio(environment, state, other), most) <= 0,
  );
}

/** Powers are rounded upwards to multiples of 2^−powerBits. */
const powerBits = 160n;
/** Beyond so many signals the domain is not meant to reach. */
const farthest = 5000;

/** The least n from which on the tails are all at most a bound > 0. Throws RangeError where that is too far. */
export function settledFrom(tails: readonly GeometricTail[], bound: Q.Rational): number {
  const upwards = (x: bigint, by: bigint) => -(-x / by) + (x % by === 0n ? 0n : 1n);
  return Math.max(
    0,
    ...tails.map(({ start, rate }) => {
      let value = upwards(start.numerator << powerBits, start.denominator);
      const most = (bound.numerator << powerBits) / bound.denominator;
      for (let n = 0; n <= farthest; n++) {
        if (value <= most) return n;
        value = upwards(value * rate.numerator, rate.denominator);
      }
      throw new RangeError(`event-tail: more than ${farthest} signals are needed`);
    }),
  );
}
