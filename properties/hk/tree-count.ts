import type { Claim } from "../../src/claim/claim.js";
import { completeNetwork } from "../../src/mechanisms/hk/tree-network.js";
import { treeCount } from "../../src/mechanisms/hk/tree-sums.js";
import * as Q from "../../src/number/rational.js";
import { binomials } from "../../src/probability/binomials.js";
import { range, type SizeCase, sizeClaim, trees, whole } from "./size-claim.js";

const sizes = { gate: range(1, 16), standard: range(1, 40), deep: range(1, 80) };

/** k^{k−2}, also for k = 1. */
const cayley = (k: number): Q.Rational => Q.integerPower(whole(k), BigInt(k - 2));

/** Section 5.3: K_k has k^{k−2} spanning trees [Cayley]. `count` counts them: wrong in controls. */
export const treeNumber = (count = countByDeterminant): Claim<SizeCase> =>
  sizeClaim({
    id: "hk/tree-count",
    place: "Section 5.3",
    statement: "A complete graph with k vertices has k^{k−2} different spanning trees.",
    hypotheses: ["k ≥ 1"],
    ensemble: trees,
    sizes: (budget) => sizes[budget],
    describe: "the determinant of the reduced Laplacian",
    argument: () =>
      "All k: the reduced Laplacian of K_k is k·1 − J with k − 1 rows, which has the eigenvalue k on the k − 2 dimensions where the entries sum to 0, and 1 on the constant vectors.",
    corners: Object.fromEntries([1, 2, 3, 4, 5, 6].map((k) => [`K_${k}`, (size: number) => size === k])),
    decide(k) {
      const [left, right] = [count(k), cayley(k)];
      return { left, right, larger: "right", holds: Q.equals(left, right) };
    },
    sides(k) {
      const [left, right] = [count(k), byHalves(k)];
      return {
        left,
        right: cayley(k),
        larger: "right",
        holds: Q.equals(left, cayley(k)) && Q.equals(right, cayley(k)),
        inequality: "#{T} = k^{k-2}",
        explanation: `K_${k} has ${Q.printRational(left)} spanning trees; cut in two at one edge they are ${Q.printRational(right)}`,
      };
    },
    evidence: () => ({ values: Object.fromEntries(range(1, 8).map((k) => [`K_${k}`, Q.printRational(count(k))])) }),
  });

function countByDeterminant(k: number): Q.Rational {
  return whole(treeCount(completeNetwork(k)));
}

/**
 * A tree with one edge and a direction of it marked is two trees with a node marked in each: with T_k trees,
 * 2(k − 1)·T_k = Σ_j C(k, j)·j·T_j·(k − j)·T_{k−j}.
 */
function byHalves(k: number): Q.Rational {
  const found = [0n, 1n];
  for (let n = 2; n <= k; n++) {
    const pairs = binomials(n, n).map((choices, j) =>
      j === 0 ? 0n : choices * BigInt(j) * found[j]! * BigInt(n - j) * found[n - j]!,
    );
    found.push(pairs.reduce((x, y) => x + y) / (2n * BigInt(n - 1)));
  }
  return whole(found[k]!);
}
