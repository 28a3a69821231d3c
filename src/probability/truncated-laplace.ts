import { type Ring, sum } from "../number/ring.js";
import { type Graded, gradedPower } from "./graded.js";
import { kept } from "./kept.js";
import type { NoiseSums } from "./noise-sums.js";

/**
 * Xiao's noise as CCKMV, Section 6, states it: Pr[r = k] proportional to base^{σ|k−t|} for k = 0, …, 2t. σ = +1 is the
 * formula as printed, σ = −1 a truncated Laplace law.
 */
export interface TruncatedLaplace {
  readonly t: number;
  readonly sigma: 1 | -1;
}

/** The weights of r = 0, …, 2t, each of degree t. */
export function noiseWeights<S>(R: Ring<S>, { t, sigma }: TruncatedLaplace): readonly S[] {
  return Array.from({ length: 2 * t + 1 }, (_, k) => {
    const distance = Math.max(k - t, t - k);
    return R.power(sigma === 1 ? distance : t - distance, t);
  });
}

/**
 * The noise of both-sided truncation for q bins. Its law is symmetric about t, so that X − Y is the sum of all p + s noises
 * less 2ts: everything is read off the powers of one polynomial N(z) = Σ_k weight(k)·z^k.
 */
export function truncatedNoise<S>(R: Ring<S>, noise: TruncatedLaplace, q: number): NoiseSums<S> {
  const { t } = noise;
  const key = `truncated noise ${noise.sigma} ${t}`;
  const powers = kept(R, key, (): (readonly S[])[] => [[R.one]]);
  const powerOf = (e: number): readonly S[] => {
    while (powers.length <= e) powers.push(timesNoise(R, noise, powers[powers.length - 1]!));
    return powers[e]!;
  };
  const coefficient = (e: number, k: number): S => powerOf(e)[k] ?? R.zero;
  // Pr[sum of e noises ≥ k] for all k; the 0th is everything.
  const tails = kept(R, `${key} ${q}`, () => suffixSums(R, powerOf(q)));
  const [first] = noiseWeights(R, noise) as [S];
  return {
    total: { value: tails[0]!, degree: t * q },
    atLeast: (_, s, m) => ({ value: tails[Math.max(m + 2 * t * s, 0)] ?? R.zero, degree: t * q }),
    // A noise ≥ 1 is one of any size less one that is 0, at the other end where it counts for Y.
    meets(p, s, m, { ofX, ofY }) {
      const [e, at] = [p + s, m + 2 * t * s];
      let value = coefficient(e, at);
      if (ofX) value = R.subtract(value, R.multiply(first, coefficient(e - 1, at)));
      if (ofY) value = R.subtract(value, R.multiply(first, coefficient(e - 1, at - 2 * t)));
      if (ofX && ofY) value = R.add(value, R.multiply(R.multiply(first, first), coefficient(e - 2, at - 2 * t)));
      const between = gradedPower(R, { value: first, degree: t }, q - e);
      return { value: R.multiply(between.value, value), degree: t * q };
    },
  };
}

function suffixSums<S>(R: Ring<S>, values: readonly S[]): readonly S[] {
  const sums = [...values];
  for (let k = sums.length - 2; k >= 0; k--) sums[k] = R.add(sums[k]!, sums[k + 1]!);
  return sums;
}

/** The product with N(z): a run of t + 1 powers from k = 0 on, and one of t powers from k = t + 1 on. */
function timesNoise<S>(R: Ring<S>, { t, sigma }: TruncatedLaplace, factor: readonly S[]): readonly S[] {
  const [up, down]: readonly Power<S>[] = [(k) => R.power(k, k), (k) => R.power(0, k)];
  const [near, far] = sigma === 1 ? [down!, up!] : [up!, down!];
  const rising = timesRun(R, factor, t + 1, near, far);
  const product = [...rising, ...Array.from({ length: t }, () => R.zero)];
  if (t === 0) return product;
  for (const [k, value] of timesRun(R, factor, t, far, near).entries()) {
    product[k + t + 1] = R.add(product[k + t + 1]!, R.multiply(far(1), value));
  }
  return product;
}

type Power<S> = (k: number) => S;

/**
 * The product with Σ_{k<length} x^k·y^{length−1−k}·z^k, where x and y are given by their powers: long runs are put
 * together from short ones, two of half the length at a time.
 */
function timesRun<S>(R: Ring<S>, factor: readonly S[], length: number, x: Power<S>, y: Power<S>): readonly S[] {
  if (length === 1) return factor;
  const odd = (length & 1) === 1;
  const cut = odd ? 1 : halfOf(length);
  const [head, rest] = odd ? [factor, timesRun(R, factor, length - 1, x, y)] : twice(timesRun(R, factor, cut, x, y));
  const [lift, shift] = [y(length - cut), x(cut)];
  const product = Array.from({ length: factor.length + length - 1 }, () => R.zero);
  for (const [k, value] of head.entries()) product[k] = R.multiply(lift, value);
  for (const [k, value] of rest.entries()) product[k + cut] = R.add(product[k + cut]!, R.multiply(shift, value));
  return product;
}

const twice = <V>(value: V): readonly [V, V] => [value, value];
const halfOf = (even: number): number => Number(BigInt(even) >> 1n);

/** Σ of the weights: the total of one noise, of degree t. */
export const noiseTotal = <S>(R: Ring<S>, noise: TruncatedLaplace): Graded<S> => ({
  value: sum(R, noiseWeights(R, noise)),
  degree: noise.t,
});
