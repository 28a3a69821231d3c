import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import { integerRoot } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import { chancesInside } from "./event-table.js";
import { eventTail, settledFrom } from "./event-tail.js";
import { levelOf } from "./event-world.js";
import { gainBound } from "./explicit-n0.js";
import { remembered } from "./remembered.js";
import { greatestLength } from "./utility-length.js";

/**
 * The n0 that the proof of Theorem 1 picks: the least with v^n(P_ω ∩ T|ω) ≥ 1 − δ for all n ≥ n0 and ω, for the largest δ that it
 * allows. M is taken in l1, the largest of the norms, so that 5δM < ε whichever is meant. δ is just below ε/(5M), and below 1:
 * the events are then those at δ = ε/(5M), and their probability has to exceed 1 − ε/(5M).
 */

/** 5M. */
export const fiveM = (environment: BayesianEnvironment): Q.Rational =>
  Q.multiply(Q.rational(5n), greatestLength(environment, "l1").exact!);

/** min{ε/(5M), 1}, which δ is just below. */
export function deltaLimit(environment: BayesianEnvironment, slack: Q.Rational): Q.Rational {
  const most = fiveM(environment);
  return most.numerator === 0n ? Q.one : Q.minimum(Q.one, Q.divide(slack, most));
}

/** Whether (4) fails for n signals at every δ that is near enough to its limit. */
export function failsAt(environment: BayesianEnvironment, n: number, norm: Norm, delta: Q.Rational): boolean {
  const least = Q.subtract(Q.one, delta);
  return chancesInside(environment, n, { norm, delta }).some((chance) => Q.compare(chance, least) <= 0);
}

const known = remembered<number>();
/** A little less than 1, so that tails are below δ where they are found to be small enough. */
const nearOne = Q.rational((1n << 20n) - 1n, 1n << 20n);

/** n0, found from above. Throws RangeError where (1) fails or rows are equal. */
export function proofN0(environment: BayesianEnvironment, slack: Q.Rational, norm: Norm): number {
  return known(environment, `${norm} ${Q.printRational(slack)}`, () => {
    const delta = deltaLimit(environment, slack);
    const e = levelOf(environment);
    if (e === undefined) throw new RangeError("proofN0: hypothesis (1) fails");
    const tails = environment.prior.map((_, state) => {
      const tail = eventTail(environment, state, e, norm, delta);
      if (tail === undefined) throw new RangeError("proofN0: two states have the same likelihoods");
      return tail;
    });
    for (let n = settledFrom(tails, Q.multiply(delta, nearOne)) - 1; n >= 0; n--) {
      if (failsAt(environment, n, norm, delta)) return n + 1;
    }
    return 0;
  });
}

/** Numbers with B′²(1 − g)^{2n} ≥ δ³ at every n where (4) fails. */
export interface EventBound {
  /** B′² = 4(K − 1)³·ℓ·Π/(1 − e), with the largest ratios ℓ of likelihoods and Π of the prior. */
  readonly square: Q.Rational;
  readonly distance: Q.Rational;
}

/**
 * With odds o of each rival at most ρ = δ(1 − e)/(4(K − 1)ℓ), one more signal leaves less than min{1 − e, δ/2} off the true state;
 * and Pr[o > ρ | ω] ≤ √(Π/ρ)·BC^n.
 */
export function eventBound(environment: BayesianEnvironment): EventBound {
  const { prior, likelihood, states } = environment;
  const e = levelOf(environment) ?? Q.zero;
  const ratios = (column: readonly Q.Rational[]) => Q.divide(column.reduce(Q.maximum), column.reduce(Q.minimum));
  const spread = likelihood[0]!.map((_, y) => ratios(likelihood.map((row) => row[y]!))).reduce(Q.maximum);
  const rivals = BigInt(states - 1);
  const top = Q.multiply(Q.rational(4n * rivals ** 3n), Q.multiply(spread, ratios(prior)));
  return { square: Q.divide(top, Q.subtract(Q.one, e)), distance: gainBound(environment, Q.one).distance };
}

/** 25M²(1 + B′/g), B′ rounded upwards: at n where (4) fails δ³ ≤ B′²(1 − g)^{2n} ≤ (B′/(ng))², and δ < 1. */
export function proofConstant(environment: BayesianEnvironment): Q.Rational {
  const { square, distance } = eventBound(environment);
  const ceiling = (square.numerator + square.denominator - 1n) / square.denominator;
  const root = integerRoot(ceiling, 2);
  const start = Q.rational(root * root === ceiling ? root : root + 1n);
  const most = fiveM(environment);
  return Q.multiply(Q.multiply(most, most), Q.add(Q.one, Q.divide(start, distance)));
}
