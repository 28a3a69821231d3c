import {
  integral,
  likelihoods,
  likelihoodTotal,
  type Population,
  playersOf,
  stateWeights,
  total,
} from "../../src/game/bayesian-environment.js";
import type { DirectMechanism, Draw } from "../../src/game/direct-mechanism.js";
import { absolute } from "../../src/number/integer.js";
import type { QuotientSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { type Counts, countVectors, oneMore, orders } from "../../src/probability/multinomial.js";

/** What one report moves, given the signals of the others, everybody of whom is truthful. */
export interface MovedCell {
  readonly others: Counts;
  /** How likely these signals are in each state, over `base` to their number. */
  readonly weights: readonly bigint[];
  /** The posterior after each report up to its total, and the total. */
  readonly after: readonly (readonly bigint[])[];
  readonly totals: readonly bigint[];
  /** What is drawn after each report. */
  readonly drawn: readonly (readonly Draw[])[];
}

/** Every count vector of the others' signals for one player of a population. */
export const movedCells = (population: Population, mechanism: DirectMechanism): readonly MovedCell[] =>
  [...countVectors(playersOf(population.sizes) - 1, population.signals)].map((others) => {
    const profiles = Array.from({ length: population.signals }, (_, y) => oneMore(others, y));
    const after = profiles.map((counts) => stateWeights(population, counts));
    const ways = orders(others);
    return {
      others,
      weights: likelihoods(population, others).map((likelihood) => ways * likelihood),
      after,
      totals: after.map(total),
      drawn: profiles.map(mechanism),
    };
  });

const named = (draws: readonly Draw[]): string => draws.map(({ alternative }) => alternative).join();

/** Whether some report changes what is chosen, or the lottery over it. */
export const isPivotal = ({ drawn }: MovedCell): boolean => drawn.some((draws) => named(draws) !== named(drawn[0]!));

/** max_{y, z} ‖π(c, y) − π(c, z)‖_1. */
export function beliefChange({ after, totals }: MovedCell): { readonly size: bigint; readonly over: bigint } {
  let most = { size: 0n, over: 1n };
  after.forEach((weights, y) => {
    for (let z = 0; z < y; z++) {
      const sizes = weights.map((weight, state) => absolute(weight * totals[z]! - after[z]![state]! * totals[y]!));
      const found = { size: total(sizes), over: totals[y]! * totals[z]! };
      if (found.size * most.over > most.size * found.over) most = found;
    }
  });
  return most;
}

/** max_{y, z} |q_u(c, y) − q_u(c, z)|; the mean of the payments where several alternatives are drawn. */
function paymentChange({ drawn }: MovedCell, utility: number): { readonly size: bigint; readonly over: bigint } {
  const paid = drawn.map((draws) => {
    const payments = draws.map(({ payments }) => payments[utility]!);
    const numerator = payments.reduce((sum, payment) => sum + payment.numerator, 0n);
    return { numerator, denominator: payments[0]!.denominator * BigInt(payments.length) };
  });
  const differences = paid.flatMap((x) =>
    paid.map((y) => ({
      size: x.numerator * y.denominator - y.numerator * x.denominator,
      over: x.denominator * y.denominator,
    })),
  );
  return differences.reduce((x, y) => (x.size * y.over >= y.size * x.over ? x : y));
}

/** Pr[an event | ω] over the signals of the others, one a state. */
export function chancesThat(
  population: Population,
  cells: readonly MovedCell[],
  event: (cell: MovedCell) => boolean,
): readonly Q.Rational[] {
  const found = population.prior.map(() => 0n);
  for (const cell of cells) {
    if (event(cell)) for (const [state, weight] of cell.weights.entries()) found[state]! += weight;
  }
  const all = likelihoodTotal(population, playersOf(population.sizes) - 1);
  return found.map((weight) => Q.rational(weight, all));
}

/** E[how much is moved], the state drawn from the prior. */
function expected(
  population: Population,
  cells: readonly MovedCell[],
  change: (cell: MovedCell) => { readonly size: bigint; readonly over: bigint },
): QuotientSum {
  const { prior } = integral(population);
  const terms = cells.flatMap((cell) => {
    const { size, over } = change(cell);
    const weight = cell.weights.reduce((sum, chance, state) => sum + chance * prior[state]!, 0n);
    return size === 0n ? [] : [{ numerator: weight * size, denominator: over }];
  });
  return { terms, divisor: total(prior) * likelihoodTotal(population, playersOf(population.sizes) - 1) };
}

/** Pr[some report of a player changes the choice]. */
export const pivotChance = (population: Population, cells: readonly MovedCell[]): QuotientSum =>
  expected(population, cells, (cell) => ({ size: isPivotal(cell) ? 1n : 0n, over: 1n }));

/** E[max_{y, z} ‖π(s_−i, y) − π(s_−i, z)‖_1]. */
export const expectedBeliefChange = (population: Population, cells: readonly MovedCell[]): QuotientSum =>
  expected(population, cells, beliefChange);

/** E[max_{y, z} |q_i(s_−i, y) − q_i(s_−i, z)|] for a player with a utility. */
export const expectedPaymentChange = (
  population: Population,
  cells: readonly MovedCell[],
  utility: number,
): QuotientSum => expected(population, cells, (cell) => paymentChange(cell, utility));
