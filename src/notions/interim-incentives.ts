import {
  type BayesianEnvironment,
  beliefWeights,
  integral,
  likelihoods,
  likelihoodTotal,
  type Population,
  playersOf,
  total,
  weighted,
} from "../game/bayesian-environment.js";
import type { DirectMechanism, Draw } from "../game/direct-mechanism.js";
import type { QuotientSum } from "../number/quotient-sum.js";
import type { Quotient } from "../number/ring.js";
import { type Counts, countVectors, oneMore, orders } from "../probability/multinomial.js";

/**
 * Incentives at the interim stage: a player knows her signal, all others report truthfully [Basu, Definitions 1 and 2].
 *
 * Every quantity here is a sum over what the others report, and stays a list of quotients until it is summed: exactly, or in
 * an enclosure.
 */

/** One thing that the others may report, and what the mechanism then does for each report of hers. */
export interface Cell {
  /** In how many ways the others may report it. */
  readonly ways: bigint;
  /** Its likelihood in each state, over `base` to the number of the others. */
  readonly likelihoods: readonly bigint[];
  draws(report: number): readonly Draw[];
}

/** The counts of the others' signals, for a player among `players` under a mechanism that goes by counts. */
export function cellsByCounts(
  environment: BayesianEnvironment,
  players: number,
  mechanism: DirectMechanism,
): readonly Cell[] {
  // The same signals are counted by one cell with one report and by the next with another.
  const known = new Map<string, readonly Draw[]>();
  const drawn = (counts: Counts): readonly Draw[] => {
    const key = counts.join();
    const draws = known.get(key) ?? mechanism(counts);
    known.set(key, draws);
    return draws;
  };
  return [...countVectors(players - 1, environment.signals)].map((counts) => {
    return {
      ways: orders(counts),
      likelihoods: likelihoods(environment, counts),
      draws: (report) => drawn(oneMore(counts, report)),
    };
  });
}

/** Whose incentives: her utility, and the place of her payment in the draws. */
export interface Seat {
  readonly utility: number;
  readonly payment: number;
}

/** The seats under a mechanism that goes by counts: a player's payment is that of her utility. */
export const seatOf = (utility: number): Seat => ({ utility, payment: utility });

/**
 * E[u(σ(y, s_−i), ω) − q(y, s_−i) | s_i = x], each term Σ_ω π_0(ω) v(x|ω) L_ω(c)·(u(a, ω) − q) for one cell and one draw.
 * Terms that are 0 are left out: with payments at the posterior value the truth has no others.
 */
export function payoff(
  environment: BayesianEnvironment,
  cells: readonly Cell[],
  seat: Seat,
  signal: number,
  report: number,
): readonly Quotient<bigint>[] {
  const { utilities, unit } = integral(environment);
  const belief = beliefWeights(environment, signal);
  const terms: Quotient<bigint>[] = [];
  for (const cell of cells) {
    const weights = belief.map((weight, state) => weight * cell.likelihoods[state]!);
    const mass = total(weights);
    for (const { alternative, chance, payments } of cell.draws(report)) {
      const enjoyed = weighted(weights, utilities[seat.utility]![alternative]!);
      const paid = payments[seat.payment]!;
      // A payment over the weight of just these reports, as the posterior value after the truth is: nothing to bring together.
      const isOver = paid.denominator === mass * unit;
      const numerator = isOver ? enjoyed - paid.numerator : enjoyed * paid.denominator - mass * paid.numerator * unit;
      if (numerator === 0n) continue;
      terms.push({
        numerator: numerator * cell.ways * chance.numerator,
        denominator: (isOver ? unit : unit * paid.denominator) * chance.denominator,
      });
    }
  }
  return terms;
}

/** Pr[s_i = x] up to a constant, times what the likelihoods of the others are over. */
const divisorOf = (environment: BayesianEnvironment, others: number, signal: number): bigint =>
  total(beliefWeights(environment, signal)) * likelihoodTotal(environment, others);

/** The truthful interim payoff of a player with a signal [Definition 2]. */
export const interimUtility = (
  environment: BayesianEnvironment,
  cells: readonly Cell[],
  others: number,
  seat: Seat,
  signal: number,
): QuotientSum => ({
  terms: payoff(environment, cells, seat, signal, signal),
  divisor: divisorOf(environment, others, signal),
});

/** gain_i(x → y): what she gains in expectation by reporting y where her signal is x [Definition 1]. */
export function gain(
  environment: BayesianEnvironment,
  cells: readonly Cell[],
  others: number,
  seat: Seat,
  signal: number,
  report: number,
): QuotientSum {
  const divisor = divisorOf(environment, others, signal);
  if (signal === report) return { terms: [], divisor };
  const truth = payoff(environment, cells, seat, signal, signal);
  return {
    terms: [
      ...payoff(environment, cells, seat, signal, report),
      ...truth.map(({ numerator, denominator }) => ({ numerator: -numerator, denominator })),
    ],
    divisor,
  };
}

/** A gain with whom it is of. */
export interface Gain extends QuotientSum {
  readonly utility: number;
  readonly signal: number;
  readonly report: number;
}

/** The gains of every player from every lie: players with one utility have the same. Utilities nobody has are left out. */
export function allGains(population: Population, mechanism: DirectMechanism): readonly Gain[] {
  const players = playersOf(population.sizes);
  const cells = cellsByCounts(population, players, mechanism);
  const signals = Array.from({ length: population.signals }, (_, x) => x);
  return population.sizes.flatMap((size, utility) =>
    size === 0
      ? []
      : signals.flatMap((signal) =>
          signals
            .filter((report) => report !== signal)
            .map((report) => ({
              ...gain(population, cells, players - 1, seatOf(utility), signal, report),
              utility,
              signal,
              report,
            })),
        ),
  );
}
