import { permanents } from "../../number/permanent.js";
import type { OrderedRing, Quotient, Ring } from "../../number/ring.js";
import { compareQuotients, sum } from "../../number/ring.js";
import type { LogPayment } from "./figure-1.js";
import { type GibbsWeights, gibbsWeights, type Partition, quotientOfPartitions } from "./gibbs-weights.js";
import { rowSteps, weightRows } from "./multi-item.js";
import { stepsOf, type ValueRow } from "./range.js";

/** Everything of Figure 1 at one profile of an auction of as many items as agents. */
export interface MultiItemFigure<S> {
  /** Z = perm A. */
  readonly drawn: Partition<S>;
  /**
   * The law of the item of agent i if she reports `row` beside the others: e^{a·row_j}·perm(A_{−i,−j}) at item j [HK,
   * Appendix A.1]. To her the auction is the exponential mechanism over the items with these permanents as prior.
   */
  itemOf(player: number, row: ValueRow): GibbsWeights<S>;
  /** E[b_i] − (1/a)·ln(perm A / perm(A with row i of ones)) [HK, Appendix A.2]. */
  payment(player: number): LogPayment<S>;
  /**
   * The value E[v_i − b_i] and the ratio Z(v_i, b_{−i})/Z(b_i, b_{−i}): the negative of that payment is what the truth v_i
   * gains over the report b_i of the profile.
   */
  shortfall(player: number, truth: ValueRow): LogPayment<S>;
}

/** See `MultiItemFigure`: all n² marginals come from two passes over the sets of items, not from n² permanents. */
export function multiItemFigure<S>(R: Ring<S>, grid: bigint, rows: readonly ValueRow[]): MultiItemFigure<S> {
  const A = weightRows(R, grid, rows);
  const { permanent, minors } = permanents(
    R,
    A.map(({ weights }) => weights),
  );
  const itemOf = (player: number, row: ValueRow): GibbsWeights<S> => {
    const own = row === rows[player] ? A[player]! : gibbsWeights(R, rowSteps(grid, row));
    const weights = own.weights.map((weight, j) => R.multiply(weight, minors[player]![j]!));
    return { ...own, weights, total: sum(R, weights) };
  };
  const least = A.reduce((total, row) => total + row.least, 0);
  const degree = A.reduce((total, row) => total + row.degree, 0);
  return {
    drawn: { total: permanent, least, degree },
    itemOf,
    payment(player) {
      const [report, zero] = [rows[player]!, gibbsWeights(R, rows[player]!.map(() => 0))]; // biome-ignore format: one line
      const drawn = itemOf(player, report);
      const others = { ...zero, total: sum(R, minors[player]!) };
      return {
        value: meanOf(R, drawn, report.map((value) => stepsOf(value, grid)), grid), // biome-ignore format: one line
        ratio: quotientOfPartitions(R, drawn, others),
      };
    },
    shortfall(player, truth) {
      const report = rows[player]!;
      const drawn = itemOf(player, report);
      const difference = truth.map((value, j) => stepsOf(value, grid) - stepsOf(report[j]!, grid));
      return {
        value: meanOf(R, drawn, difference, grid),
        ratio: quotientOfPartitions(R, itemOf(player, truth), drawn),
      };
    },
  };
}

/** Pr[agent i gets item j] for all items. */
export const marginals = <S>({ weights, total }: GibbsWeights<S>): readonly Quotient<S>[] =>
  weights.map((numerator) => ({ numerator, denominator: total }));

/** E[values_j], the values in steps of 1/grid. */
function meanOf<S>(
  R: Ring<S>,
  { weights, total }: GibbsWeights<S>,
  values: readonly bigint[],
  grid: bigint,
): Quotient<S> {
  const terms = values.flatMap((steps, j) => (steps === 0n ? [] : [R.multiply(R.integer(steps), weights[j]!)]));
  return { numerator: sum(R, terms), denominator: R.multiply(R.integer(grid), total) };
}

/**
 * The largest of Pr[π]/Pr′[π] and Pr′[π]/Pr[π] over the permutations, where one agent reports `other` in place of her row in
 * the profile. Beside one set of others these are quotients of the chances of her item, and every item occurs.
 */
export function itemRatio<S>(
  R: OrderedRing<S>,
  figure: MultiItemFigure<S>,
  player: number,
  [row, other]: readonly [ValueRow, ValueRow],
): Quotient<S> {
  const [here, there] = [row, other].map((report) => marginals(figure.itemOf(player, report))) as [
    readonly Quotient<S>[],
    readonly Quotient<S>[],
  ];
  const ratios = here.flatMap((chance, j) => [over(R, chance, there[j]!), over(R, there[j]!, chance)]);
  return ratios.reduce((most, next) => (compareQuotients(R, next, most) > 0 ? next : most));
}

const over = <S>(R: Ring<S>, x: Quotient<S>, y: Quotient<S>): Quotient<S> => ({
  numerator: R.multiply(x.numerator, y.denominator),
  denominator: R.multiply(x.denominator, y.numerator),
});
