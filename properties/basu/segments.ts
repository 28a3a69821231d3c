import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import { bestOf, inState, type Mixture, mixed, type Table } from "./mixtures.js";

/** (1 − t)·x + t·y. */
const onTheWay = (x: Mixture, y: Mixture, t: Q.Rational): Mixture =>
  x.map((share, u) => Q.add(Q.multiply(Q.subtract(Q.one, t), share), Q.multiply(t, y[u]!)));

/** The t between 0 and 1 at which two alternatives are worth the same in a state, at (1 − t)·x + t·y. */
function turns(environment: BayesianEnvironment, x: Mixture, y: Mixture): readonly Q.Rational[] {
  const [start, end] = [mixed(environment, x), mixed(environment, y)];
  const found = new Map<string, Q.Rational>();
  for (let b = 0; b < environment.alternatives; b++) {
    for (let a = 0; a < b; a++) {
      for (let state = 0; state < environment.states; state++) {
        const [here, there] = [start, end].map((table) => Q.subtract(table[a]![state]!, table[b]![state]!));
        const slope = Q.subtract(here!, there!);
        if (slope.numerator === 0n) continue;
        const t = Q.divide(here!, slope);
        if (t.numerator > 0n && Q.compare(t, Q.one) < 0) found.set(Q.printRational(t), t);
      }
    }
  }
  return [...found.values()].sort(Q.compare);
}

/** The mixtures strictly between two at which two alternatives are worth the same in a state. */
export const turnsOnTheWay = (environment: BayesianEnvironment, x: Mixture, y: Mixture): readonly Mixture[] =>
  turns(environment, x, y).map((t) => onTheWay(x, y, t));

/**
 * lim min E(λ′; ω) as λ′ comes from `to` to `from`, from values at two mixtures: at `from`, and so near to it that no order of two
 * alternatives changes between them. There each m/(d + m) is a quotient of linear functions of one sign.
 */
export function limitOnTheWay(environment: BayesianEnvironment, from: Mixture, to: Mixture, state: number): Q.Rational {
  const [first = Q.one] = turns(environment, from, to);
  const [table, near] = [
    mixed(environment, from),
    mixed(environment, onTheWay(from, to, Q.multiply(first, Q.rational(1n, 2n)))),
  ];
  const best = bestOf(inState(near, state));
  const [top] = best;
  if (best.some((a) => near[a]!.some((value, w) => !Q.equals(value, near[top!]![w]!)))) return Q.one;
  let limit = Q.zero;
  near.forEach((row, b) => {
    if (best.includes(b)) return;
    row.forEach((value, w) => {
      if (w === state || Q.compare(value, near[top!]![w]!) <= 0) return;
      const at = share(table, state, { top: top!, b, w });
      limit = Q.maximum(limit, at ?? share(near, state, { top: top!, b, w })!);
    });
  });
  return limit;
}

interface Pair {
  readonly top: number;
  readonly b: number;
  readonly w: number;
}

/** m/(d + m); undefined where both are 0. */
function share(table: Table, state: number, { top, b, w }: Pair): Q.Rational | undefined {
  const lead = Q.subtract(table[b]![w]!, table[top]![w]!);
  const whole = Q.add(lead, Q.subtract(table[top]![state]!, table[b]![state]!));
  return whole.numerator === 0n ? undefined : Q.divide(lead, whole);
}
