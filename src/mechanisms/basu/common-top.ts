import { type BayesianEnvironment, integral } from "../../game/bayesian-environment.js";
import type { Rational } from "../../number/rational.js";
import * as Q from "../../number/rational.js";
import { maximisers } from "./tie.js";

/**
 * Hypothesis (1) of Theorem 1: for every mixture λ of the utilities and every state exactly one alternative is best.
 *
 * The mixtures for which one alternative is the only maximiser form an open set, and these sets are disjoint; where they
 * cover the simplex, which is connected, one of them is all of it. So (1) holds iff in every state one alternative is the only
 * maximiser of every utility of the library, and it is then the maximiser of every mixture.
 */
export function commonTop(environment: BayesianEnvironment): readonly number[] | undefined {
  const { utilities } = integral(environment);
  const tops: number[] = [];
  for (let state = 0; state < environment.states; state++) {
    const best = utilities.map((table) => maximisers(table.map((row) => row[state]!)));
    const [first] = best;
    if (best.some((places) => places.length > 1 || places[0] !== first![0])) return undefined;
    tops.push(first![0]!);
  }
  return tops;
}

/** A mixture with several maximisers in a state. */
export interface TiedMixture {
  readonly state: number;
  /** Sums to 1, one share a utility. */
  readonly mixture: readonly Rational[];
  readonly maximisers: readonly number[];
}

/** A witness against hypothesis (1): a utility with a tie, else the first tie on the way between two with different tops. */
export function tiedMixture(environment: BayesianEnvironment): TiedMixture | undefined {
  const { utilities } = integral(environment);
  for (let state = 0; state < environment.states; state++) {
    const rows = utilities.map((table) => table.map((row) => row[state]!));
    const best = rows.map(maximisers);
    const tied = best.findIndex((places) => places.length > 1);
    if (tied >= 0) {
      return {
        state,
        mixture: rows.map((_, u) => (u === tied ? Q.one : Q.zero)),
        maximisers: best[tied]!,
      };
    }
    const other = best.findIndex((places) => places[0] !== best[0]![0]);
    if (other > 0) return onTheWay(state, rows, best[0]![0]!, other);
  }
  return undefined;
}

/** From utility 0 with the top a towards another: the first share at which a is caught up with. */
function onTheWay(state: number, rows: readonly (readonly bigint[])[], top: number, other: number): TiedMixture {
  const lead = (u: number, b: number) => rows[u]![top]! - rows[u]![b]!;
  const shares = rows[0]!.flatMap((_, b) =>
    lead(other, b) < 0n ? [Q.rational(lead(0, b), lead(0, b) - lead(other, b))] : [],
  );
  const share = shares.reduce(Q.minimum);
  const mixture = rows.map((_, u) => (u === 0 ? Q.subtract(Q.one, share) : u === other ? share : Q.zero));
  const mixed = rows[0]!.map(
    (value, b) => value * (share.denominator - share.numerator) + rows[other]![b]! * share.numerator,
  );
  return { state, mixture, maximisers: maximisers(mixed) };
}

/**
 * min E(λ; ω) for one mixture and state with the only maximiser a: the least e such that every belief above e on ω leaves a the
 * only maximiser. With b in the place of a the belief is best spent, beside ω, on one state ω′; there a leads by −m, at ω by d > 0,
 * and a stays ahead iff π(ω)·d > (1 − π(ω))·m, that is π(ω) > m/(d + m) where m > 0.
 */
export function leastBelief(values: readonly (readonly Rational[])[], state: number, top: number): Rational {
  let least = Q.zero;
  values.forEach((row, b) => {
    if (b === top) return;
    const ahead = Q.subtract(values[top]![state]!, row[state]!);
    row.forEach((value, other) => {
      const behind = Q.subtract(value, values[top]![other]!);
      if (other === state || Q.signOfRational(behind) <= 0) return;
      least = Q.maximum(least, Q.divide(behind, Q.add(ahead, behind)));
    });
  });
  return least;
}

/**
 * The threshold e of the proof of Theorem 1, max_ω max_λ min E(λ; ω); undefined where (1) fails. The largest is at a vertex: m/(d + m)
 * with m and d linear in λ is a quotient of linear functions wherever m > 0.
 */
export function beliefThreshold(environment: BayesianEnvironment): Rational | undefined {
  const tops = commonTop(environment);
  return tops
    ?.flatMap((top, state) => environment.utilities.map((values) => leastBelief(values, state, top)))
    .reduce(Q.maximum);
}
