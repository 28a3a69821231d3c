import type { Ring } from "../number/ring.js";
import { binomials } from "./binomials.js";
import {
  type Graded,
  gradedDifference,
  gradedPower,
  gradedProduct,
  gradedSum,
  gradedZero,
  multiple,
  powerBelow,
} from "./graded.js";
import { kept } from "./kept.js";
import { differenceAtLeast, differenceExactly, oneMinus, onePlus } from "./negative-binomial.js";
import type { NoiseSums } from "./noise-sums.js";

/**
 * The Laplace law about t that is truncated only below: Pr[r = k] = λ^{|k−t|}·(1−λ)/Z for k ≥ 0, Z = 1 + λ − λ^{t+1}
 * [CCKMV, Section 6, the remark after Lemma 6.2].
 *
 * It is the whole law less its tail below 0: Σ_{k≥0} λ^{|k−t|}z^k = (1−λ²)z^t/((1−λz)(1−λ/z)) − λ^{t+1}z^{−1}/(1−λ/z). So with i
 * of p bins of X and j of s bins of Y whole, and the others tails, X − Y is a difference of i + s and j + p geometric
 * noises, shifted: (p+1)(s+1) terms of the closed form of Mechanism 6.1, however large t is.
 */
export function laplaceFromZero<S>(R: Ring<S>, t: number, q: number): NoiseSums<S> {
  const plus = onePlus(R);
  const Z = gradedDifference(R, plus, powerBelow(R, t + 1));
  const atZero = gradedProduct(R, powerBelow(R, t), oneMinus(R));

  /** Σ over i and j, over (1+λ)^{p+s−1}·Z^{p+s}. */
  const inclusion = (p: number, s: number, m: number, chance: typeof differenceAtLeast): Graded<S> => {
    const [ofX, ofY] = [binomials(p, p + 1), binomials(s, s + 1)];
    const terms: Graded<S>[] = [];
    for (let i = 0; i <= p; i++) {
      for (let j = 0; j <= s; j++) {
        const tails = p + s - i - j;
        const ways = ofX[i]! * ofY[j]!;
        const found = chance(R, i + s, j + p, m + p - s - (t + 1) * (i - j));
        terms.push(
          multiple(R, (tails & 1) === 1 ? -ways : ways, gradedProduct(R, powerBelow(R, (t + 1) * tails), found)),
        );
      }
    }
    return gradedSum(R, terms);
  };

  /** Pr[X_p − Y_s = m, and the other bins have noise 0], over `total`. */
  const meetsAt = (p: number, s: number, m: number): Graded<S> => {
    if (p < 0 || s < 0) return gradedZero(R);
    const rest = gradedPower(R, atZero, q - p - s);
    const lift = gradedPower(R, plus, q - 1 - Math.max(p + s - 1, 0));
    return gradedProduct(R, rest, lift, inclusion(p, s, m, differenceExactly));
  };

  return {
    total: gradedProduct(R, gradedPower(R, plus, q - 1), gradedPower(R, Z, q)),
    // The laws of all reports of a player ask for the same few.
    atLeast: (p, s, m) => kept(R, `Laplace from zero ${t} ${p} ${s} ${m}`, () => inclusion(p, s, m, differenceAtLeast)),
    // A noise ≥ 1 is one of any size less one that is 0.
    meets(p, s, m, { ofX, ofY }) {
      const all = meetsAt(p, s, m);
      const less = [...(ofX ? [meetsAt(p - 1, s, m)] : []), ...(ofY ? [meetsAt(p, s - 1, m)] : [])];
      const both = ofX && ofY ? [meetsAt(p - 1, s - 1, m)] : [];
      return gradedDifference(R, gradedSum(R, [all, ...both]), gradedSum(R, less));
    },
  };
}
