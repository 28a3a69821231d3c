import type { Ring } from "../number/ring.js";

/**
 * The discrete Laplace noise r ∈ ℤ with Pr[r = k] = (1−a)/(1+a)·a^{|k|}, where 1/a is the base of the ring: the law
 * that CCKMV, Mechanism 4.1 step (1) gives up to its normalising constant. Nothing is truncated: with
 * Pr[r > c] = a^{c+1}/(1+a) for c ≥ 0 and Pr[r ≤ c] = a^{−c}/(1+a) for c < 0, each interval has its mass in closed form.
 */

/** Masses of (−∞, c₀], (c₀, c₁], …, (c_last, ∞) for cuts c₀ ≤ c₁ ≤ …, as weights over one total. */
export interface Cells<S> {
  readonly weights: readonly S[];
  readonly total: S;
}

/** See `Cells`. The cuts are integers in ascending order; at least one. */
export function laplaceCells<S>(R: Ring<S>, cuts: readonly number[]): Cells<S> {
  let top = 0;
  for (const cut of cuts) top = Math.max(top, cut >= 0 ? cut + 1 : -cut);
  // (1 + a)·b^top as a form of degree top: every tail below is the numerator that belongs to it.
  const total = R.add(R.power(top, top), R.power(top - 1, top));
  const weights: S[] = [];
  let before: S | undefined;
  for (const cut of cuts) {
    const atMost = cut >= 0 ? R.subtract(total, R.power(top - cut - 1, top)) : R.power(top + cut, top);
    weights.push(before === undefined ? atMost : R.subtract(atMost, before));
    before = atMost;
  }
  weights.push(before === undefined ? total : R.subtract(total, before));
  return { weights, total };
}
