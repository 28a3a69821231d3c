import type { Ring } from "../number/ring.js";
import { binomials, compositions } from "./binomials.js";
import {
  type Graded,
  gradedDifference,
  gradedOne,
  gradedPower,
  gradedProduct,
  gradedZero,
  powerBelow,
} from "./graded.js";
import type { NoiseSums } from "./noise-sums.js";

/**
 * X_p − Y_s, where X_p and Y_s are independent sums of p and s noises with Pr[r = k] = (1−λ)λ^k for k ≥ 0, λ = 1/base of
 * the ring. Nothing is truncated: every chance is a polynomial in λ over (1+λ)^{p+s−1} [CCKMV, Mechanism 6.1].
 *
 * The difference of one noise of X and one of Y is, with chance 1/(1+λ), as large as a noise of X alone, else −1 less a
 * noise of Y alone. So f(p, s, m) = Pr[X_p − Y_s ≥ m] has f(p, s, m) = (f(p, s−1, m) + λ·f(p−1, s, m+1))/(1+λ), until
 * one side is gone; f(p, 0, m) is a binomial tail. All steps in one, with i noises of X gone before the last of Y is:
 * f(p, s, m) = Σ_{i+e<p} C(s−1+i, i) λ^i/(1+λ)^{s+i} · C(m+p−1, e)(1−λ)^e λ^{m+p−1−e} for m ≥ 1.
 */

/** 1 + λ, of degree 1. */
export const onePlus = <S>(R: Ring<S>): Graded<S> => ({ value: R.add(R.power(1, 1), R.power(0, 1)), degree: 1 });
/** 1 − λ, of degree 1. */
export const oneMinus = <S>(R: Ring<S>): Graded<S> => ({ value: R.subtract(R.power(1, 1), R.power(0, 1)), degree: 1 });

/** (1+λ)^{p+s−1}, over which the chances of X_p − Y_s stand; 1 where there is no noise. */
export const differenceTotal = <S>(R: Ring<S>, noises: number): Graded<S> =>
  gradedPower(R, onePlus(R), Math.max(noises - 1, 0));

/** Pr[X_p − Y_s ≥ m] over `differenceTotal(p + s)`, for p, s ≥ 0 and any m. */
export function differenceAtLeast<S>(R: Ring<S>, p: number, s: number, m: number): Graded<S> {
  if (m <= 0) return gradedDifference(R, differenceTotal(R, p + s), differenceAtLeast(R, s, p, 1 - m));
  if (p === 0) return gradedZero(R);
  const step = R.multiply(R.power(0, 1), onePlus(R).value);
  let w = R.zero;
  return hornerSum(R, p, s, m, (term) => {
    w = R.add(R.multiply(step, w), term);
    return w;
  });
}

/** Pr[X_p − Y_s = m] over `differenceTotal(p + s)`, for p, s ≥ 0 and any m. */
export function differenceExactly<S>(R: Ring<S>, p: number, s: number, m: number): Graded<S> {
  if (m < 0) return differenceExactly(R, s, p, -m);
  if (p > 0)
    return gradedProduct(
      R,
      oneMinus(R),
      hornerSum(R, p, s, m, (term) => term),
    );
  if (m > 0) return gradedZero(R);
  return s === 0 ? gradedOne(R) : differenceExactly(R, s, p, 0);
}

/**
 * λ^m · Σ_{j<p} C(s+p−2−j, p−1−j) λ^{2(p−1−j)} · see(C(m+p−1, j)(1−λ²)^j): the factor λ^m is taken out before anything is
 * raised to a power, so that a large margin costs one multiplication.
 */
function hornerSum<S>(R: Ring<S>, p: number, s: number, m: number, see: (term: S) => S): Graded<S> {
  const [chosen, shared] = [binomials(m + p - 1, p), compositions(s, p)];
  const square = R.power(0, 2);
  const other = R.subtract(R.power(2, 2), square);
  let [power, total] = [R.one, R.zero];
  for (let j = 0; j < p; j++) {
    const term = see(R.multiply(R.integer(chosen[j]!), power));
    total = R.add(R.multiply(square, total), R.multiply(R.integer(shared[p - 1 - j]!), term));
    power = R.multiply(power, other);
  }
  return gradedProduct(R, powerBelow(R, m), { value: total, degree: 2 * (p - 1) });
}

/** The noise of Mechanism 6.1 for q bins. A noise known to be ≥ 1 is 1 and a fresh one, with chance λ. */
export const geometricNoise = <S>(R: Ring<S>, q: number): NoiseSums<S> => ({
  total: differenceTotal(R, q),
  atLeast: (p, s, m) => differenceAtLeast(R, p, s, m),
  meets(p, s, m, { ofX, ofY }) {
    const gap = q - p - s;
    // (1−λ)^gap, and as much of (1+λ)^{q−1} as the two sides leave.
    const between = gradedPower(R, gradedProduct(R, oneMinus(R), onePlus(R)), gap);
    const sides = differenceExactly(R, p, s, m - Number(ofX) + Number(ofY));
    return gradedProduct(R, between, powerBelow(R, Number(ofX) + Number(ofY)), sides);
  },
});
