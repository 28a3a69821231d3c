import { permanent } from "../../number/permanent.js";
import { polynomials } from "../../number/polynomial.js";
import { type Rational, rational } from "../../number/rational.js";
import type { Ring } from "../../number/ring.js";
import { rowSteps } from "./multi-item.js";
import type { ValueRow } from "./range.js";
import type { Scored } from "./tail.js";

/** The largest sum in place of the sum of products. */
const largestSum = {
  one: 0,
  integer: () => 0,
  add: (x: number, y: number) => (x > y ? x : y),
  multiply: (x: number, y: number) => x + y,
  equals: (x: number, y: number) => x === y,
};

/** The welfare of the best matching: the permanent with the largest sum in place of the sum of products. */
export function bestWelfare(grid: bigint, rows: readonly ValueRow[]): Rational {
  const steps = rows.map((row) => rowSteps(grid, row));
  return rational(BigInt(permanent(largestSum, steps)), grid);
}

/**
 * Every welfare that a permutation can have, ascending, with the weight of all permutations that have it: c_k·base^k, where
 * c_k is the coefficient of x^k in perm(x^{v_ij}), v_ij in steps of 1/grid.
 */
export function scoresOf<S>(R: Ring<S>, grid: bigint, rows: readonly ValueRow[]): readonly Scored<S>[] {
  const X = polynomials();
  const powers = rows.map((row) => rowSteps(grid, row).map((k) => X.power(k, k)));
  const { coefficients, exponents } = permanent(X, powers);
  const [least, degree] = [exponents[0]!, exponents.at(-1)! - exponents[0]!];
  return exponents.map((k, i) => ({
    score: rational(BigInt(k), grid),
    weight: R.multiply(R.integer(coefficients[i]!), R.power(k - least, degree)),
  }));
}
