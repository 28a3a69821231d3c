import * as Q from "../../src/number/rational.js";
import { binomials } from "../../src/probability/binomials.js";
import { factorial } from "./single-minded.js";
import { range, whole } from "./size-claim.js";

/** C(k, 2), the number of edges of the complete network. */
export const edgesOf = (k: number): number => Number((BigInt(k) * BigInt(k - 1)) / 2n);

/** The probability of one given set of m critical edges and no others, each with probability 1/(2k). */
const chanceOfSet = (k: number, m: number): Q.Rational =>
  Q.rational((2n * BigInt(k) - 1n) ** BigInt(edgesOf(k) - m), (2n * BigInt(k)) ** BigInt(edgesOf(k)));

/** The probability that at least `least` edges are critical: the binomial tail, its terms added from the top of the sum. */
export function criticalTail(k: number, least: Q.Rational): Q.Rational {
  const counts = binomials(edgesOf(k), edgesOf(k) + 1);
  const fewer = counts.filter((_, m) => Q.compare(whole(m), least) < 0);
  return Q.subtract(Q.one, sum(fewer.map((count, m) => Q.multiply(whole(count), chanceOfSet(k, m)))));
}

/** The probability of that and of no cycle of critical edges, by the number of forests with m edges. */
export const acyclicTail = (k: number, least: Q.Rational): Q.Rational =>
  sum(
    range(0, k - 1)
      .filter((m) => Q.compare(whole(m), least) >= 0)
      .map((m) => Q.multiply(forestCount(k, k - m), chanceOfSet(k, m))),
  );

/**
 * The number of forests of c trees on k numbered nodes [Rényi 1959]:
 * (1/c!)·Σ_i (−1/2)^i·C(c, i)·C(k − 1, c + i − 1)·k^{k−c−i}·(c + i)!.
 */
export function forestCount(k: number, c: number): Q.Rational {
  const choices = binomials(k - 1, k);
  const terms = binomials(c, c + 1).flatMap((ways, i) => {
    if (c + i > k) return [];
    const size = whole(ways * choices[c + i - 1]! * BigInt(k) ** BigInt(k - c - i) * factorial(c + i));
    return [Q.multiply(size, Q.integerPower(Q.rational(-1n, 2n), BigInt(i)))];
  });
  return Q.divide(sum(terms), whole(factorial(c)));
}

export const sum = (terms: readonly Q.Rational[]): Q.Rational => terms.reduce(Q.add, Q.zero);
