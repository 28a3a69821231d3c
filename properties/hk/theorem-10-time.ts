import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import { completeNetwork } from "../../src/mechanisms/hk/tree-network.js";
import { treePayment } from "../../src/mechanisms/hk/tree-payments.js";
import { drawTree } from "../../src/mechanisms/hk/tree-sampling.js";
import { treeSums } from "../../src/mechanisms/hk/tree-sums.js";
import { integers } from "../../src/number/integer.js";
import { type DividingRing, dividing } from "../../src/number/matrix.js";
import * as Q from "../../src/number/rational.js";
import { range, type SizeCase, sizeClaim, trees, whole } from "./size-claim.js";

const sizes = { gate: range(2, 6), standard: range(2, 10), deep: range(2, 14) };

/** What one run of the mechanism took. */
export interface Work {
  /** Additions, subtractions, products and exact quotients. */
  readonly operations: number;
  /** The length in bits of the longest number that occurred. */
  readonly bits: number;
}

const bitsOf = (n: bigint): number => (n < 0n ? -n : n).toString(2).length;

/** The integers that count what is done with them. */
function counting(base: Q.Rational): { readonly R: DividingRing<bigint>; work(): Work } {
  const plain = dividing(integers(base.numerator, base.denominator));
  let [operations, longest] = [0, 0n];
  const counted = (n: bigint): bigint => {
    operations++;
    const size = n < 0n ? -n : n;
    if (size > longest) longest = size;
    return n;
  };
  const R: DividingRing<bigint> = {
    ...plain,
    add: (x, y) => counted(plain.add(x, y)),
    subtract: (x, y) => counted(plain.subtract(x, y)),
    multiply: (x, y) => counted(plain.multiply(x, y)),
    exactQuotient: (x, y) => counted(plain.exactQuotient(x, y)),
  };
  return { R, work: () => ({ operations, bits: bitsOf(longest) }) };
}

/** Coins that take an edge always, never, and in turn: what is left of the network is smallest, largest, between. */
const coins: readonly ((e: number) => boolean)[] = [() => true, () => false, (e) => (e & 1) === 0];

const parameters: TreeParameters = { exponent: Q.rational(1n, 2n), lipschitz: Q.one, pivot: "zero", cap: Q.one };

/** One tree and all payments on K_k with costs 0 and 1, where e^{ε/2} = base: the most over the coins. */
export function workOf(k: number, base: Q.Rational): Work {
  const network = completeNetwork(k);
  const steps = network.edges.map((_, e) => ((e & 3) === 0 ? 0 : 1));
  const runs = coins.map((takes) => {
    const { R, work } = counting(base);
    const weights = steps.map((cost) => R.power(1 - cost, 1));
    drawTree(R, network, weights, (_stage, e) => takes(e));
    const sums = treeSums(R, network, steps);
    for (const [e, own] of steps.entries()) treePayment(R, 1n, parameters, sums, e, own);
    return work();
  });
  return {
    operations: runs.map(({ operations }) => operations).reduce((x, y) => (x > y ? x : y)),
    bits: runs.map(({ bits }) => bits).reduce((x, y) => (x > y ? x : y)),
  };
}

/** e^{ε/2}: small ε, large ε. */
const bases = ["11/10", "1000001/1000000", "2", "1000000"].map((text) => Q.parseRational(text)!);

/** 4·k^5 operations, 4k·(bits of k + bits of p) bits where e^{ε/2} = p/q. */
const operationLimit = (k: number): Q.Rational => whole(4n * BigInt(k) ** 5n);
const bitLimit = (k: number, { numerator }: Q.Rational): Q.Rational =>
  whole(4 * k * (bitsOf(BigInt(k)) + bitsOf(numerator)));

/**
 * What no run can exceed: n = C(k, 2) edges, each with two determinants of at most k − 1 rows, each of at most one elimination
 * that stops at a pivot of 0 and a full one; and one adjugate.
 */
function mostOperations(k: number): Q.Rational {
  const [n, rows] = [BigInt(completeNetwork(k).edges.length), BigInt(k - 1)];
  const halfElimination = (2n * (rows - 1n) * rows * (rows + 1n)) / 3n;
  const elimination = (2n * (rows - 1n) * rows * (2n * rows - 1n)) / 3n;
  const draw = n * (2n * (halfElimination + elimination + 3n * n) + 4n);
  const adjugate = 3n * n + rows * (2n * rows * rows + rows) + rows * rows;
  return whole(draw + adjugate + 24n * n);
}

/** Bits of 2·((k − 1)·p)^{2(k−1)}·p²: two minors of the Laplacian, by Hadamard's bound, and an edge's weight twice. */
const mostBits = (k: number, { numerator: p }: Q.Rational): Q.Rational =>
  whole(bitsOf(2n * (BigInt(k - 1) * p) ** BigInt(2 * (k - 1)) * p * p));

/** Theorem 10, running time: explicit bounds on operations and on the length of numbers. `work` is what is measured: wrong in controls. */
export const treeTime = (work = workOf): Claim<SizeCase> =>
  sizeClaim({
    id: "hk/theorem-10-time",
    place: "Theorem 10",
    statement:
      "The exponential mechanism for the spanning tree auction runs in polynomial time in k and ε^{−1}. The finite inequalities that stand for it: one tree and all payments, " +
      "up to the logarithms in them, take at most 4·k^5 additions, subtractions, products and exact quotients of integers, whatever ε; and with costs 0 and 1 and e^{ε/2} = p/q every integer has at most 4k·(bits of k + bits of p) bits.",
    hypotheses: ["k ≥ 2", "the complete network, costs 0 and 1", "e^{ε/2} = p/q is rational"],
    readings: readingsOf({ measure: ["operations", "bits"] }),
    switchMeanings: {
      operations: "every operation on numbers counts once",
      bits: "the length of the numbers; e^{ε/2} = 11/10, 1 + 10^{−6}, 2, 10^6",
    },
    ensemble: trees,
    sizes: (budget) => sizes[budget],
    describe: "counted while a tree is drawn edge by edge, with coins that take every edge, none, every other one",
    argument: ({ measure }) =>
      measure === "operations"
        ? "All k: 2·C(k, 2) determinants of at most k − 1 rows by elimination, each at most 2(k − 1)^3 operations and 3·C(k, 2) for its matrix, and one adjugate for all payments."
        : "All k and ε: all numbers but one kind are minors of the Laplacian, at most ((k − 1)·p)^{k−1} by Hadamard's inequality; before an exact quotient there is a product of two.",
    corners: Object.fromEntries([2, 3, 4, 5, 6].map((k) => [`K_${k}`, (size: number) => size === k])),
    decide(k, { measure }) {
      if (measure === "operations") {
        return { left: whole(work(k, Q.rational(2n)).operations), right: operationLimit(k), larger: "right" };
      }
      const found = bases.map((base) => ({ left: whole(work(k, base).bits), right: bitLimit(k, base) }));
      return { ...worst(found), larger: "right" };
    },
    sides(k, _epsilon, { measure }) {
      if (measure === "operations") {
        return {
          left: Q.maximum(mostOperations(k), whole(work(k, Q.rational(2n)).operations)),
          right: operationLimit(k),
          larger: "right",
          inequality: "operations <= 4 k^5",
          explanation: "the number that no run can exceed, or the one counted where that is larger",
        };
      }
      const found = bases.map((base) => ({
        left: Q.maximum(mostBits(k, base), whole(work(k, base).bits)),
        right: bitLimit(k, base),
      }));
      return {
        ...worst(found),
        larger: "right",
        inequality: "bits <= 4k (bits of k + bits of p)",
        explanation: "the length that no run can exceed, or the one met where that is larger; for the worst of e^{ε/2}",
      };
    },
    evidence: (_budget, { measure }) => ({
      counted: Object.fromEntries(
        [3, 6].map((k) => [
          `k = ${k}`,
          measure === "operations"
            ? `${work(k, Q.rational(2n)).operations}`
            : Object.fromEntries(bases.map((base) => [Q.printRational(base), `${work(k, base).bits}`])),
        ]),
      ),
      ...discussion,
    }),
  });

/** The pair with the largest left side over its right side. */
const worst = (pairs: readonly { left: Q.Rational; right: Q.Rational }[]) =>
  pairs.reduce((x, y) => (Q.compare(Q.multiply(y.left, x.right), Q.multiply(x.left, y.right)) > 0 ? y : x));

const discussion = {
  operations: "their number does not depend on ε",
  smallEpsilon:
    "with e^{ε/2} = 1 + 1/N, ε about 2/N, numbers have O(k·(log k + log 1/ε)) bits: logarithmic in ε^{−1}, better than the theorem says",
  largeEpsilon:
    "with costs up to C, p^C takes the place of p, and numbers have about k·ε·C/(2·ln 2) bits and more: linear in ε. Exactly it cannot be less: some trees have chances of order e^{−ε(k − 1)C/2}. So for ε → ∞ the time of an exact implementation is polynomial in k, ε and C, and not in k and ε^{−1} alone; rounding the chances at the cost of a small δ makes it so",
  payments:
    "their logarithms are of two determinants; so many digits of them take time polynomial in that number of digits",
};
