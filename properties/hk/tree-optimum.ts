import { expectedOpt } from "../../src/mechanisms/hk/tree-ensemble.js";
import * as Q from "../../src/number/rational.js";
import { binomials } from "../../src/probability/binomials.js";
import { range, whole } from "./size-claim.js";
import { edgesOf, sum } from "./tree-counts.js";

/**
 * E[opt] over the random costs: one less than the expected number of components of the critical edges. By cumulants: with
 * q = 1 − 1/(2k) and G_n = q^{−C(n,2)}, the w_s with G_n = Σ_s C(n − 1, s − 1)·w_s·G_{n−s} are q^{−C(s,2)} times the chance that
 * s nodes are connected, and E[components] = Σ_s C(k, s)·w_s·G_{k−s}/G_k.
 */
export function optimumByComponents(k: number): Q.Rational {
  const inverse = Q.rational(2n * BigInt(k), 2n * BigInt(k) - 1n);
  const G = range(0, k).map((n) => Q.integerPower(inverse, BigInt(n < 2 ? 0 : edgesOf(n))));
  const w = [Q.zero];
  for (const n of range(1, k)) {
    const smaller = binomials(n - 1, n - 1).map((ways, i) =>
      Q.multiply(whole(ways), Q.multiply(w[i + 1]!, G[n - 1 - i]!)),
    );
    w.push(Q.subtract(G[n]!, sum(smaller)));
  }
  const components = binomials(k, k + 1).map((ways, s) => Q.multiply(whole(ways), Q.multiply(w[s]!, G[k - s]!)));
  return Q.subtract(Q.divide(sum(components), G[k]!), Q.one);
}

/** E[opt] as the ensemble has it, worked out once for each k. */
export function optimumAt(k: number): Q.Rational {
  const known = optima.get(k) ?? expectedOpt(k);
  optima.set(k, known);
  return known;
}

const optima = new Map<number, Q.Rational>();
