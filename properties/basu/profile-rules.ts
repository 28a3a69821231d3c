import {
  integral,
  likelihoodTotal,
  type Population,
  playersOf,
  stateWeights,
  total,
  weighted,
} from "../../src/game/bayesian-environment.js";
import { profiles } from "../../src/instance/basu-rule.js";
import type { QuotientSum } from "../../src/number/quotient-sum.js";

/** A social choice function σ: X^n → A as one alternative a profile, in the order of the profiles. */
export type ProfileRule = readonly number[];

/** What the players have at every profile. */
export interface ProfileWorth {
  readonly profiles: readonly (readonly number[])[];
  /** Pr[s]·E[u_i(a, ω) | s] over `divisor`, as [player][profile][alternative]. */
  readonly worth: readonly (readonly (readonly bigint[])[])[];
  readonly divisor: bigint;
}

/** All profiles with what each alternative is worth to each player there. */
export function profileWorth(population: Population): ProfileWorth {
  const { utilities, unit, prior } = integral(population);
  const players = playersOf(population.sizes);
  const all = [...profiles(population.signals, players)];
  const weights = all.map((profile) =>
    stateWeights(
      population,
      Array.from({ length: population.signals }, (_, x) => profile.filter((signal) => signal === x).length),
    ),
  );
  const byUtility = utilities.map((table) => weights.map((row) => table.map((values) => weighted(row, values))));
  return {
    profiles: all,
    worth: population.sizes.flatMap((size, u) => Array.from({ length: size }, () => byUtility[u]!)),
    divisor: total(prior) * likelihoodTotal(population, players) * unit,
  };
}

/** Every function from so many profiles to the alternatives. */
export function* profileRules(count: number, alternatives: number): Generator<ProfileRule> {
  const rule = Array.from({ length: count }, () => 0);
  for (;;) {
    yield rule;
    let place = count - 1;
    while (place >= 0 && rule[place] === alternatives - 1) rule[place--] = 0;
    if (place < 0) return;
    rule[place]! += 1;
  }
}

/**
 * The most that a rule can raise from players who take part: E[q_i | s_i = x] ≤ E[u_i(σ(s), ω) | s_i = x] binds for every player
 * and signal, and payments at those numbers reach it. Over `divisor`.
 */
export function bestBirRevenue({ profiles, worth }: ProfileWorth, rule: ProfileRule): bigint {
  let raised = 0n;
  worth.forEach((mine, player) => {
    const bySignal: bigint[] = [];
    profiles.forEach((profile, s) => {
      const x = profile[player]!;
      bySignal[x] = (bySignal[x] ?? 0n) + mine[s]![rule[s]!]!;
    });
    for (const most of bySignal) raised += most;
  });
  return raised;
}

/** E[Σ_i u_i(a, ω)] restricted to each profile, as [profile][alternative]. */
export const welfareAt = ({ profiles, worth }: ProfileWorth): readonly (readonly bigint[])[] =>
  profiles.map((_, s) => worth[0]![s]!.map((_, a) => worth.reduce((sum, mine) => sum + mine[s]![a]!, 0n)));

/** The alternatives that are best for all together, profile by profile. */
export const bestAt = (table: ProfileWorth): readonly (readonly number[])[] =>
  welfareAt(table).map((values) => {
    const most = values.reduce((x, y) => (x > y ? x : y));
    return values.flatMap((value, a) => (value === most ? [a] : []));
  });

/** An integer over the divisor as a sum that can be compared. */
export const asSum = ({ divisor }: ProfileWorth, value: bigint): QuotientSum => ({
  terms: [{ numerator: value, denominator: 1n }],
  divisor,
});
