import type { LogPayment } from "../../src/mechanisms/hk/figure-1.js";
import type { Ring } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";

/** Figure 1 worked through outcome by outcome: the draw, what every player pays, and how many operations that took. */
export interface Worked<S> {
  readonly law: Law<number, S>;
  readonly payments: readonly LogPayment<S>[];
  /** Additions, subtractions and multiplications of numbers, and powers of e^{ε/2} taken. */
  readonly operations: number;
}

/**
 * The exponential mechanism by the text of Figure 1, with no sum shared but the welfare of all: over a list of outcomes, the values
 * of n ≥ 1 players given in steps of 1/grid. A logarithm and what is said once a player are not counted; nor is the comparison that
 * finds the largest exponent.
 */
export function workedThrough<S>(R: Ring<S>, rows: readonly (readonly number[])[], grid: bigint): Worked<S> {
  let operations = 0;
  const counted = <V>(value: V): V => {
    operations++;
    return value;
  };
  const outcomes = rows[0]!.map((_, r) => r);
  const totalOf = (weights: readonly S[]): S => weights.reduce((sum, weight) => counted(R.add(sum, weight)));
  const welfare = outcomes.map((r) => rows.map((row) => row[r]!).reduce((sum, value) => counted(sum + value)));
  const top = welfare.reduce((x, y) => (x > y ? x : y));
  const weights = welfare.map((steps) => counted(R.power(steps, top)));
  const total = totalOf(weights);
  const payments = rows.map((row) => {
    const others = outcomes.map((r) => counted(welfare[r]! - row[r]!));
    const pivot = totalOf(others.map((steps) => counted(R.power(steps, top))));
    const worth = totalOf(outcomes.map((r) => counted(R.multiply(R.integer(BigInt(row[r]!)), weights[r]!))));
    return {
      value: { numerator: worth, denominator: R.multiply(R.integer(grid), total) },
      ratio: { numerator: total, denominator: pivot },
    };
  });
  return { law: { entries: weights.map((weight, outcome) => ({ outcome, weight })), total }, payments, operations };
}

/** The number of these operations in closed form: (n − 1)·N for the welfare, 2N − 1 for Z, and 5N − 2 for each player. */
export const operationsFor = (players: bigint, outcomes: bigint): bigint =>
  (players - 1n) * outcomes + 2n * outcomes - 1n + players * (5n * outcomes - 2n);
