import type { BayesianEnvironment, Sizes } from "../../src/game/bayesian-environment.js";
import type { Tie } from "../../src/mechanisms/basu/tie.js";
import { type Enclosure, exactly } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import { chanceOf, optimum, payment, posterior, vectors } from "./plain.js";
import { plus } from "./plain-events.js";

/** What one report moves, in plain fractions: what `check` computes with. */

const size = (x: Q.Rational): Q.Rational => (x.numerator < 0n ? Q.negate(x) : x);

const signalsOf = ({ signals }: BayesianEnvironment): readonly number[] => Array.from({ length: signals }, (_, x) => x);

/** The largest difference between what two reports lead to. */
const spread = <T>(after: readonly T[], difference: (x: T, y: T) => Q.Rational): Q.Rational =>
  after.flatMap((x) => after.map((y) => difference(x, y))).reduce(Q.maximum);

/** Whether some report changes the alternatives that are chosen. */
export const isPivotalPlainly = (
  environment: BayesianEnvironment,
  sizes: Sizes,
  tie: Tie,
  others: readonly number[],
): boolean =>
  new Set(signalsOf(environment).map((y) => optimum(environment, sizes, plus(others, y), tie).join())).size > 1;

/** max_{y, z} ‖π(c, y) − π(c, z)‖_1. */
export const beliefChangePlainly = (environment: BayesianEnvironment, others: readonly number[]): Q.Rational =>
  spread(
    signalsOf(environment).map((y) => posterior(environment, plus(others, y))),
    (x, y) => x.map((chance, state) => size(Q.subtract(chance, y[state]!))).reduce(Q.add),
  );

/** max_{y, z} |q_u(c, y) − q_u(c, z)|, the mean where several alternatives are drawn. */
const paymentChangePlainly = (
  environment: BayesianEnvironment,
  sizes: Sizes,
  tie: Tie,
  others: readonly number[],
  utility: number,
): Q.Rational =>
  spread(
    signalsOf(environment).map((y) => {
      const counts = plus(others, y);
      const drawn = optimum(environment, sizes, counts, tie);
      const paid = drawn.map((a) => payment(environment, counts, utility, a)).reduce(Q.add);
      return Q.divide(paid, Q.rational(BigInt(drawn.length)));
    }),
    (x, y) => size(Q.subtract(x, y)),
  );

/** What one report moves: the choice (0 or 1), the belief, or the payment of a utility. */
export type Moved = "choice" | "belief" | { readonly paymentOf: number };

/** Up to so many players expectations are added up exactly. */
const exactUpTo = 16;
const bits = 192n;

/** How much one report is expected to move: exactly for few players, else within the number of terms times 2^−192. */
export function movedPlainly(environment: BayesianEnvironment, sizes: Sizes, tie: Tie, what: Moved): Enclosure {
  const players = sizes.reduce((x, y) => x + y, 0);
  const terms = vectors(players - 1, environment.signals).map((others) => {
    const chances = environment.prior.map((chance, state) => Q.multiply(chance, chanceOf(environment, others, state)));
    return Q.multiply(chances.reduce(Q.add), movedAt(environment, sizes, tie, what, others));
  });
  if (players <= exactUpTo || terms.every(({ numerator }) => numerator === 0n)) return exactly(terms.reduce(Q.add));
  const low = terms.reduce((sum, { numerator, denominator }) => sum + (numerator << bits) / denominator, 0n);
  const at = (x: bigint) => Q.rational(x, 1n << bits);
  return { low: at(low), high: at(low + BigInt(terms.length)) };
}

function movedAt(
  environment: BayesianEnvironment,
  sizes: Sizes,
  tie: Tie,
  what: Moved,
  others: readonly number[],
): Q.Rational {
  if (what === "choice") return isPivotalPlainly(environment, sizes, tie, others) ? Q.one : Q.zero;
  if (what === "belief") return beliefChangePlainly(environment, others);
  return paymentChangePlainly(environment, sizes, tie, others, what.paymentOf);
}
