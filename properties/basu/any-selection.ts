import {
  type BayesianEnvironment,
  beliefWeights,
  integral,
  likelihoods,
  likelihoodTotal,
  stateWeights,
  total,
  weighted,
  welfareTable,
} from "../../src/game/bayesian-environment.js";
import { compositionsOf, posteriorGains } from "../../src/instance/basu-thresholds.js";
import { allTails, settledFrom } from "../../src/mechanisms/basu/affinity-tail.js";
import { maximisers, type Tie } from "../../src/mechanisms/basu/tie.js";
import { compareSum, type QuotientSum } from "../../src/number/quotient-sum.js";
import type { Rational } from "../../src/number/rational.js";
import type { Quotient } from "../../src/number/ring.js";
import { type Counts, countVectors, oneMore, orders } from "../../src/probability/multinomial.js";

/** Which maximisers σ* selects: by one of the tie rules, or whatever is worst, lie by lie and profile by profile. */
export const selections = ["any", "first", "last", "uniform"] as const;
export type Selection = (typeof selections)[number];

/** The maximisers at counts of all signals. */
type Maximisers = (counts: Counts) => readonly number[];

/**
 * The largest gain(x → y) that a selection can leave: the truth gains 0 at every profile whatever is selected, so at every
 * profile that the lie leads to the best maximiser for the liar is selected.
 */
function worstGain(
  environment: BayesianEnvironment,
  best: Maximisers,
  players: number,
  [utility, signal, report]: readonly [number, number, number],
): QuotientSum {
  const { utilities, unit } = integral(environment);
  const belief = beliefWeights(environment, signal);
  const terms: Quotient<bigint>[] = [];
  for (const others of countVectors(players - 1, environment.signals)) {
    const likely = likelihoods(environment, others);
    const own = belief.map((weight, state) => weight * likely[state]!);
    const reported = oneMore(others, report);
    const told = stateWeights(environment, reported);
    const [mass, all] = [total(own), total(told)];
    const most = best(reported)
      .map((a) => utilities[utility]![a]!)
      .map((row) => weighted(own, row) * all - mass * weighted(told, row))
      .reduce((x, y) => (x > y ? x : y));
    if (most !== 0n) terms.push({ numerator: most * orders(others), denominator: unit * all });
  }
  return { terms, divisor: total(belief) * likelihoodTotal(environment, players - 1) };
}

/** The gains over all compositions at the worst selection; compositions with the same maximisers have the same. */
function worstGains(environment: BayesianEnvironment, players: number): readonly QuotientSum[] {
  const vectors = [...countVectors(players, environment.signals)];
  const weights = vectors.map((counts) => stateWeights(environment, counts));
  const known = new Map<string, { readonly best: Maximisers; readonly utilities: Set<number> }>();
  for (const sizes of compositionsOf(environment, players)) {
    const welfare = welfareTable(environment, sizes);
    const found = weights.map((row) => maximisers(welfare.map((values) => weighted(row, values))));
    const key = found.map((places) => places.join()).join(" ");
    const byCounts = new Map(vectors.map((counts, i) => [counts.join(), found[i]!]));
    const entry = known.get(key) ?? {
      best: (counts: Counts) => byCounts.get(counts.join())!,
      utilities: new Set<number>(),
    };
    known.set(key, entry);
    for (const [u, many] of sizes.entries()) if (many > 0) entry.utilities.add(u);
  }
  const signals = Array.from({ length: environment.signals }, (_, x) => x);
  return [...known.values()].flatMap(({ best, utilities }) =>
    [...utilities].flatMap((u) =>
      signals.flatMap((x) =>
        signals.filter((y) => y !== x).map((y) => worstGain(environment, best, players, [u, x, y])),
      ),
    ),
  );
}

/** Every gain of (σ*, q*) at n players, over all compositions. */
export const gainsOver = (
  environment: BayesianEnvironment,
  selection: Selection,
  players: number,
): readonly QuotientSum[] =>
  selection === "any"
    ? worstGains(environment, players)
    : posteriorGains(environment, selection satisfies Tie, players, compositionsOf(environment, players));

/** Whether some gain at n players is above ε. */
export const isViolating = (
  environment: BayesianEnvironment,
  selection: Selection,
  players: number,
  slack: Rational,
): boolean => gainsOver(environment, selection, players).some((gain) => compareSum(gain, slack) > 0);

/** The n ≥ 1 that violate ε, and from where the tail bound alone decides. */
export interface Violations {
  /** All of them, ascending. */
  readonly violating: readonly number[];
  readonly settledFrom: number;
}

/**
 * Exactly the n ≥ 1 that violate ε over all compositions: sums up to where the affinity bound takes over, and nothing after
 * that. What no selection violates need not be looked at under a tie rule.
 */
export function violationsOf(
  environment: BayesianEnvironment,
  selection: Selection,
  slack: Rational,
  worst?: Violations,
): Violations {
  const settled = worst?.settledFrom ?? settledFrom(allTails(environment), slack);
  const candidates = worst?.violating ?? Array.from({ length: settled - 1 }, (_, i) => i + 1);
  return {
    violating: candidates.filter((n) => isViolating(environment, selection, n, slack)),
    settledFrom: settled,
  };
}

/**
 * The least n0 for ε, found from above: the largest n that violates it, 0 where none does. Under a tie rule it is at most what
 * it is under the worst selection, where that is known.
 */
export function leastN0(
  environment: BayesianEnvironment,
  selection: Selection,
  slack: Rational,
  worst = settledFrom(allTails(environment), slack) - 1,
): number {
  for (let n = worst; n > 0; n--) {
    if (isViolating(environment, selection, n, slack)) return n;
  }
  return 0;
}
