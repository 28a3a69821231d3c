import { one, type Rational, rational, subtract } from "../../number/rational.js";
import { binomials } from "../../probability/binomials.js";
import { cite } from "../../verdict/citation.js";

/**
 * The random costs of the lower bound [HK, Appendix C]: each edge of the complete network on k ≥ 1 nodes costs 0 with
 * probability 1/(2k) (it is critical), else 1, independently. Everything is exact, in a number of operations that is
 * polynomial in k.
 */
export const treeEnsemble = {
  id: "hk/tree-ensemble",
  citation: cite("hk", "Appendix C"),
  summary: "random costs of 0 and 1 on the edges of the complete network: critical edges, cycles, the cheapest tree",
};

/** C(k, 2), the number of edges. */
export const edgeCount = (k: number): number => Number((BigInt(k) * BigInt(k - 1)) >> 1n);

/** The expected number of critical edges, C(k, 2)/(2k) = (k − 1)/4. */
export const expectedCritical = (k: number): Rational => rational(BigInt(edgeCount(k)), 2n * BigInt(k));

/** The probability that the critical edges are `least` or more and one of the sets of edges of which there are counts[m] with m. */
function chanceFrom(k: number, counts: readonly bigint[], least: number): Rational {
  const [critical, other] = [2n * BigInt(k), 2n * BigInt(k) - 1n];
  let weight = other ** BigInt(edgeCount(k));
  let sum = 0n;
  counts.forEach((count, m) => {
    if (m >= least) sum += count * weight;
    weight /= other;
  });
  return rational(sum, critical ** BigInt(edgeCount(k)));
}

/** The least whole number of edges that is at least k/3. */
export const thirdOf = (k: number): number => Number((BigInt(k) + 2n) / 3n);

/** The probability that at least k/3 edges are critical. */
export function atLeastThirdCritical(k: number): Rational {
  const fewer = Math.min(thirdOf(k), edgeCount(k) + 1);
  return subtract(one, chanceFrom(k, binomials(edgeCount(k), fewer), 0));
}

/** The number of forests on k numbered nodes with m edges, for m = 0, …, k − 1. */
export function forestCounts(k: number): readonly bigint[] {
  const rows: (readonly bigint[])[] = [[1n]];
  for (let n = 1; n <= k; n++) {
    const row: bigint[] = new Array(n).fill(0n);
    // The tree of the first node has s nodes; there are s^{s−2} trees on them [Cayley].
    binomials(n - 1, n).forEach((choices, i) => {
      const s = i + 1;
      const trees = choices * (s === 1 ? 1n : BigInt(s) ** BigInt(s - 2));
      rows[n - s]!.forEach((count, m) => {
        row[m + s - 1]! += trees * count;
      });
    });
    rows.push(row);
  }
  return rows[k]!;
}

/** The probability that no cycle consists of critical edges only [Lemma 18]. */
export const acyclic = (k: number): Rational => chanceFrom(k, forestCounts(k), 0);

/** The probability of that and at least k/3 critical edges, together. */
export const acyclicWithThird = (k: number): Rational => chanceFrom(k, forestCounts(k), thirdOf(k));

/**
 * The expected cost of the cheapest tree: one less than the expected number of components of the critical edges, since
 * it takes an edge of cost 1 between any two components and no other. With p = 1/(2k), s nodes are connected with the
 * probability c_s = 1 − Σ_{r<s} C(s−1, r−1)·c_r·(1−p)^{r(s−r)}, where r is the size of the first node's component.
 */
export function expectedOpt(k: number): Rational {
  const [all, other] = [2n * BigInt(k), 2n * BigInt(k) - 1n];
  const powerOfAll = powersOf(all);
  const powerOfOther = powersOf(other);
  const pairs = (n: number): number => edgeCount(n);
  // (2k)^{C(n,2)} times the chance that a given set of s of n nodes is a component, from (2k)^{C(s,2)}·c_s.
  const component = (connected: bigint, s: number, n: number): bigint =>
    connected * powerOfOther(s * (n - s)) * powerOfAll(pairs(n - s));
  const connected: bigint[] = [0n];
  for (let n = 1; n <= k; n++) {
    let rest = powerOfAll(pairs(n));
    binomials(n - 1, n - 1).forEach((choices, i) => {
      rest -= choices * component(connected[i + 1]!, i + 1, n);
    });
    connected.push(rest);
  }
  const components = binomials(k, k + 1).reduce(
    (sum, choices, s) => (s === 0 ? sum : sum + choices * component(connected[s]!, s, k)),
    0n,
  );
  return subtract(rational(components, powerOfAll(pairs(k))), one);
}

/** The powers of a base, each computed once. */
function powersOf(base: bigint): (exponent: number) => bigint {
  const known = new Map<number, bigint>();
  return (exponent) => {
    const found = known.get(exponent) ?? base ** BigInt(exponent);
    known.set(exponent, found);
    return found;
  };
}
