import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { sqrt } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import { alike, oddsTail } from "./event-tail.js";
import { levelOf } from "./event-world.js";

/**
 * Bounds on what one report moves, whatever the composition and the choice among maximisers are.
 *
 * By 1/√n, for every prior, all utilities and rows that may be equal. Fix the other players' signals but those that are 0 or y, m
 * of them, t being 0. Whether a is better than b is the sign of Σ_ω w_ω·(W(a, ω) − W(b, ω))·(v(0|ω)/v(y|ω))^t up to a positive factor: with K
 * terms it has at most K − 1 zeros, or is 0 throughout, so that the choice turns between neighbouring t at most A(A − 1)(K − 1) times.
 * Each π(ω) is unimodal in t, so Σ_t ‖π(t + 1) − π(t)‖_1 ≤ 2(K − 1). And t is Binomial(m, p) given ω, no value of which is likelier than
 * √(2/(5mp(1 − p))); with m ~ Binomial(n − 1, v(0|ω) + v(y|ω)) that is at most √(8/(5·v_min·n)) in expectation.
 */

const count = (n: number): Q.Rational => Q.rational(BigInt(n));

/** ((X − 1)(K − 1)·c)²·8/(5·v_min): n times the square of c·(X − 1)(K − 1)·√(8/(5·v_min·n)). */
export function lineSquare({ signals, states, likelihood }: BayesianEnvironment, c: Q.Rational): Q.Rational {
  const least = likelihood.flat().reduce(Q.minimum);
  const factor = Q.multiply(count((signals - 1) * (states - 1)), c);
  return Q.divide(Q.multiply(Q.multiply(factor, factor), Q.rational(8n, 5n)), least);
}

/** Two reports are compared by way of report 0, unless that is one of them. */
const ways = ({ signals }: BayesianEnvironment): Q.Rational => Q.rational(signals === 2 ? 1n : 2n);

/** A(A − 1): for the probability that some report changes the choice. */
export const choiceLines = ({ alternatives }: BayesianEnvironment): Q.Rational =>
  count(alternatives * (alternatives - 1));

/** 2, or 4 for more than two signals: for the expected change of the belief in l1. */
export const beliefLines = (environment: BayesianEnvironment): Q.Rational =>
  Q.multiply(Q.rational(2n), ways(environment));

/** For the probability that some report changes the choice, or the belief by δ or more in l1. */
export const changeLines = (environment: BayesianEnvironment, delta: Q.Rational): Q.Rational =>
  Q.add(choiceLines(environment), Q.divide(beliefLines(environment), delta));

/** max u − min u over alternatives and states, the largest in the library. */
export const widestRange = ({ utilities }: BayesianEnvironment): Q.Rational =>
  utilities
    .map((table) => {
      const values = table.flat();
      return Q.subtract(values.reduce(Q.maximum), values.reduce(Q.minimum));
    })
    .reduce(Q.maximum);

/** For the expected change of a payment: R where the choice changes, else R/2 of the change of the belief. */
export const paymentLines = (environment: BayesianEnvironment): Q.Rational =>
  Q.multiply(
    widestRange(environment),
    Q.add(choiceLines(environment), Q.divide(beliefLines(environment), Q.rational(2n))),
  );

/** For gains: a lie gains R/2 of the change of the belief at most. */
export const gainLines = (environment: BayesianEnvironment): Q.Rational =>
  Q.multiply(widestRange(environment), Q.divide(beliefLines(environment), Q.rational(2n)));

/** c·(X − 1)(K − 1)·√(8/(5·v_min·n)), rounded downwards. */
export const lineBound = (environment: BayesianEnvironment, c: Q.Rational, players: number): Q.Rational =>
  sqrt(Q.divide(lineSquare(environment, c), count(players)), 64).low;

/** Powers are rounded upwards to multiples of 2^−powerBits. */
const powerBits = 128n;

/** start·rate^k, rounded upwards: as short whatever k is. */
function fallen(start: Q.Rational, rate: Q.Rational, k: number): Q.Rational {
  const upwards = (x: bigint, by: bigint) => (x + by - 1n) / by;
  let value = upwards(start.numerator << powerBits, start.denominator);
  for (let i = 0; i < k; i++) value = upwards(value * rate.numerator, rate.denominator);
  return Q.rational(value, 1n << powerBits);
}

/**
 * Σ_ω π_0(ω)·Pr[the odds of the rivals reach t after some report | ω] at most, geometric in n: the rivals of ω are the states
 * with other likelihoods.
 */
function oddsBound(environment: BayesianEnvironment, t: Q.Rational, players: number): Q.Rational {
  return environment.prior
    .map((chance, state) => {
      const same = alike(environment, state);
      const rivals = environment.prior.flatMap((_, other) => (same.includes(other) ? [] : [other]));
      const growth = (rival: number) =>
        environment.likelihood[rival]!.map((x, y) => Q.divide(x, environment.likelihood[state]![y]!)).reduce(Q.maximum);
      const { start, rate } = oddsTail(environment, state, rivals, t, growth);
      return fallen(Q.multiply(chance, start), rate, players - 1);
    })
    .reduce(Q.add);
}

/**
 * On the probability that some report changes the choice, under (1) and with different rows: the choice is a*(ω) where the odds of
 * the rivals stay below (1 − e)/e.
 */
export function choiceDecay(environment: BayesianEnvironment, players: number): Q.Rational {
  const e = levelOf(environment);
  if (e === undefined) throw new RangeError("choiceDecay: needs hypothesis (1)");
  if (e.numerator === 0n) return Q.zero;
  return oddsBound(environment, Q.divide(Q.subtract(Q.one, e), e), players);
}

/** On the expected change of the belief in l1: 2T/(1 + T) ≤ √T with the odds T of the rivals, at any rows. */
export const beliefDecay = (environment: BayesianEnvironment, players: number): Q.Rational =>
  oddsBound(environment, Q.one, players);

/** On the expected change of a payment, under (1) and with different rows. */
export const paymentDecay = (environment: BayesianEnvironment, players: number): Q.Rational =>
  Q.multiply(
    widestRange(environment),
    Q.add(choiceDecay(environment, players), Q.divide(beliefDecay(environment, players), Q.rational(2n))),
  );
