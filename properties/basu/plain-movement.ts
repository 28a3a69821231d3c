import type { BayesianEnvironment, Sizes } from "../../src/game/bayesian-environment.js";
import type { Tie } from "../../src/mechanisms/basu/tie.js";
import { type Enclosure, exactly } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import { chanceOf, vectors } from "./plain.js";
import { plus } from "./plain-events.js";

/** What one report moves, in plain fractions: what `check` computes with. */

const size = (x: Q.Rational): Q.Rational => (x.numerator < 0n ? Q.negate(x) : x);
const sum = (terms: readonly Q.Rational[]): Q.Rational => terms.reduce(Q.add, Q.zero);
const dot = (x: readonly Q.Rational[], y: readonly Q.Rational[]): Q.Rational =>
  sum(x.map((a, i) => Q.multiply(a, y[i]!)));

/** The posterior after each report, the others' signals being known: by the odds of the states to the likeliest one. */
function posteriorsAfter(environment: BayesianEnvironment, others: readonly number[]): readonly Q.Rational[][] {
  const { prior, likelihood, signals } = environment;
  return Array.from({ length: signals }, (_, y) => {
    const counts = plus(others, y);
    const joint = prior.map((chance, state) =>
      counts.reduce(
        (weight, count, x) => Q.multiply(weight, Q.integerPower(likelihood[state]![x]!, BigInt(count))),
        chance,
      ),
    );
    const most = joint.reduce(Q.maximum);
    const odds = joint.map((weight) => Q.divide(weight, most));
    const all = sum(odds);
    return odds.map((weight) => Q.divide(weight, all));
  });
}

/** The largest difference between what two reports lead to. */
function spread<T>(after: readonly T[], difference: (x: T, y: T) => Q.Rational): Q.Rational {
  let most = Q.zero;
  after.forEach((x, i) => {
    for (const y of after.slice(0, i)) most = Q.maximum(most, difference(x, y));
  });
  return most;
}

/** Σ_i u_i as [alternative][state]. */
const welfareOf = ({ utilities }: BayesianEnvironment, sizes: Sizes): readonly (readonly Q.Rational[])[] =>
  utilities[0]!.map((row, a) =>
    row.map((_, state) => sum(sizes.map((many, u) => Q.multiply(Q.rational(BigInt(many)), utilities[u]![a]![state]!)))),
  );

/** The alternatives that are drawn at a belief. */
function drawnAt(
  welfare: readonly (readonly Q.Rational[])[],
  belief: readonly Q.Rational[],
  tie: Tie,
): readonly number[] {
  const values = welfare.map((row) => dot(belief, row));
  const most = values.reduce(Q.maximum);
  const best = values.flatMap((value, a) => (Q.equals(value, most) ? [a] : []));
  return tie === "uniform" ? best : tie === "first" ? best.slice(0, 1) : best.slice(-1);
}

/** Whether some report changes the alternatives that are chosen. */
export function isPivotalPlainly(
  environment: BayesianEnvironment,
  sizes: Sizes,
  tie: Tie,
  others: readonly number[],
): boolean {
  const welfare = welfareOf(environment, sizes);
  return new Set(posteriorsAfter(environment, others).map((belief) => drawnAt(welfare, belief, tie).join())).size > 1;
}

/** max_{y, z} ‖π(c, y) − π(c, z)‖_1. */
export const beliefChangePlainly = (environment: BayesianEnvironment, others: readonly number[]): Q.Rational =>
  spread(posteriorsAfter(environment, others), (x, y) =>
    sum(x.map((chance, state) => size(Q.subtract(chance, y[state]!)))),
  );

/** max_{y, z} |q_u(c, y) − q_u(c, z)|, the mean where several alternatives are drawn. */
function paymentChangePlainly(
  environment: BayesianEnvironment,
  sizes: Sizes,
  tie: Tie,
  others: readonly number[],
  utility: number,
): Q.Rational {
  const welfare = welfareOf(environment, sizes);
  const paid = posteriorsAfter(environment, others).map((belief) => {
    const drawn = drawnAt(welfare, belief, tie);
    const all = sum(drawn.map((a) => dot(belief, environment.utilities[utility]![a]!)));
    return Q.divide(all, Q.rational(BigInt(drawn.length)));
  });
  return spread(paid, (x, y) => size(Q.subtract(x, y)));
}

/** What one report moves: the choice (0 or 1), the belief, or the payment of a utility. */
export type Moved = "choice" | "belief" | { readonly paymentOf: number };

/** Up to so many players expectations are added up exactly. */
const exactUpTo = 16;
const bits = 192n;

/** How much one report is expected to move: exactly for few players, else within the number of terms times 2^−192. */
export function movedPlainly(environment: BayesianEnvironment, sizes: Sizes, tie: Tie, what: Moved): Enclosure {
  const players = sizes.reduce((x, y) => x + y, 0);
  const terms = vectors(players - 1, environment.signals).map((others) => {
    const change = movedAt(environment, sizes, tie, what, others);
    if (change.numerator === 0n) return Q.zero;
    const chances = environment.prior.map((chance, state) => Q.multiply(chance, chanceOf(environment, others, state)));
    return Q.multiply(sum(chances), change);
  });
  if (players <= exactUpTo || terms.every(({ numerator }) => numerator === 0n)) return exactly(sum(terms));
  const low = terms.reduce((all, { numerator, denominator }) => all + (numerator << bits) / denominator, 0n);
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
