import {
  type BayesianEnvironment,
  type Population,
  type Sizes,
  stateWeights,
  weighted,
  welfareTable,
} from "../game/bayesian-environment.js";
import type { DirectMechanism } from "../game/direct-mechanism.js";
import { allTails, settledFrom } from "../mechanisms/basu/affinity-tail.js";
import { chosen, type Tie } from "../mechanisms/basu/tie.js";
import { type Rule, valuePrice } from "../mechanisms/basu/value-price.js";
import { cellsByCounts, gain, seatOf } from "../notions/interim-incentives.js";
import { compareSum, type QuotientSum } from "../number/quotient-sum.js";
import type { Rational } from "../number/rational.js";
import { minimum } from "../number/rational.js";
import { type Counts, countVectors } from "../probability/multinomial.js";

/** All gains at n players over some compositions of the population. */
export type GainsOf = (players: number) => readonly QuotientSum[];

/** Every composition of n: how many of the players have each utility. */
export const compositionsOf = (environment: BayesianEnvironment, players: number): readonly Sizes[] => [
  ...countVectors(players, environment.utilities.length),
];

/** The gains of a utility's players from every lie. */
function gainsOf(
  environment: BayesianEnvironment,
  players: number,
  mechanism: DirectMechanism,
  utilities: readonly number[],
): readonly QuotientSum[] {
  const cells = cellsByCounts(environment, players, mechanism);
  const signals = Array.from({ length: environment.signals }, (_, x) => x);
  return utilities.flatMap((u) =>
    signals.flatMap((x) =>
      signals.filter((y) => y !== x).map((y) => gain(environment, cells, players - 1, seatOf(u), x, y)),
    ),
  );
}

const present = (sizes: Sizes): readonly number[] => sizes.flatMap((size, u) => (size > 0 ? [u] : []));

/** The gains of any mechanism that is defined for all populations, composition by composition. */
export const gainsOfFamily = (
  environment: BayesianEnvironment,
  family: (population: Population) => DirectMechanism,
  players: number,
  compositions: readonly Sizes[],
): readonly QuotientSum[] =>
  compositions.flatMap((sizes) => gainsOf(environment, players, family({ ...environment, sizes }), present(sizes)));

/**
 * The gains of (σ*, q*) over some compositions. Payments at the posterior value depend on the composition through the choices
 * alone: compositions that choose alike everywhere have the same gains, which are computed once.
 */
export function posteriorGains(
  environment: BayesianEnvironment,
  tie: Tie,
  players: number,
  compositions: readonly Sizes[],
): readonly QuotientSum[] {
  const vectors = [...countVectors(players, environment.signals)];
  const weights = vectors.map((counts) => stateWeights(environment, counts));
  const known = new Map<string, { readonly rule: Rule; readonly utilities: Set<number> }>();
  for (const sizes of compositions) {
    const welfare = welfareTable(environment, sizes);
    const choices = weights.map((row) =>
      chosen(
        welfare.map((values) => weighted(row, values)),
        tie,
      ),
    );
    const key = choices.map((draws) => draws.map(({ alternative }) => alternative).join()).join(" ");
    const found = known.get(key) ?? { rule: ruleOf(vectors, choices), utilities: new Set<number>() };
    known.set(key, found);
    for (const u of present(sizes)) found.utilities.add(u);
  }
  return [...known.values()].flatMap(({ rule, utilities }) =>
    gainsOf(environment, players, valuePrice(environment, rule), [...utilities]),
  );
}

function ruleOf(vectors: readonly Counts[], choices: readonly ReturnType<Rule>[]): Rule {
  const byKey = new Map(vectors.map((counts, i) => [counts.join(), choices[i]!]));
  return (counts) => byKey.get(counts.join())!;
}

/** Which numbers of players violate a bound. */
export interface Compliance {
  readonly slack: Rational;
  /** The n, ascending, at which some gain is above the bound. */
  readonly violating: readonly number[];
  /** The least n ≥ 1 that does not violate it. */
  readonly firstCompliant: number | undefined;
  /** 0 where none does. */
  readonly largestViolating: number;
}

/** For n from 1 to `upTo`: the n at which a gain is above each of the bounds. */
export function complianceUpTo(gains: GainsOf, slacks: readonly Rational[], upTo: number): readonly Compliance[] {
  const violating = slacks.map((): number[] => []);
  for (let n = 1; n <= upTo; n++) {
    const sums = gains(n);
    slacks.forEach((slack, i) => {
      if (sums.some((sum) => compareSum(sum, slack) > 0)) violating[i]!.push(n);
    });
  }
  return slacks.map((slack, i) => complianceOf(slack, violating[i]!, upTo));
}

function complianceOf(slack: Rational, violating: readonly number[], upTo: number): Compliance {
  let first = 1;
  while (violating[first - 1] === first) first += 1;
  return {
    slack,
    violating,
    firstCompliant: first <= upTo ? first : undefined,
    largestViolating: violating[violating.length - 1] ?? 0,
  };
}

/** The compliance at all n ≥ 1 at once, and from which n on the tail bound alone decides. */
export interface WholeCompliance {
  readonly compliance: readonly Compliance[];
  /** From here on no gain is above the least of the bounds, whatever the composition. */
  readonly settledFrom: number;
}

/**
 * Exactly the n ≥ 1 at which some gain of (σ*, q*) is above each of the bounds ε > 0, over all compositions: sums up to where
 * the affinity bound takes over, and nothing after that.
 */
export function wholeCompliance(
  environment: BayesianEnvironment,
  tie: Tie,
  slacks: readonly Rational[],
): WholeCompliance {
  const settled = settledFrom(allTails(environment), slacks.reduce(minimum));
  const gains: GainsOf = (n) => posteriorGains(environment, tie, n, compositionsOf(environment, n));
  // One more than the bound needs, so that there is a compliant n to name.
  return { compliance: complianceUpTo(gains, slacks, settled), settledFrom: settled };
}
