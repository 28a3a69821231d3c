import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { acyclicWithThird, atLeastThirdCritical, forestCounts } from "../../src/mechanisms/hk/tree-ensemble.js";
import * as Q from "../../src/number/rational.js";
import { binomials } from "../../src/probability/binomials.js";
import { type Compared, type ComparedExample, range, type SizeCase, sizeClaim, trees, whole } from "./size-claim.js";
import { acyclicTail, criticalTail, edgesOf } from "./tree-counts.js";
import { optimumAt, optimumByComponents } from "./tree-optimum.js";

const place = "Appendix C, proof of Theorem 11";
const corners = {
  "one edge": (k: number) => k === 2,
  "one triangle": (k: number) => k === 3,
  "k a multiple of 3": (k: number) => 3 * thirdUp(k) === k,
};
const fewer = "k/12 in the place of k/3";
const larger7 = "k >= 7";
const threeQuarters = Q.rational(3n, 4n);
const quarter = Q.rational(1n, 4n);

/**
 * "By Chernoff-Hoeffding bound, the number of critical edges is at least k/3 with probability at least 3/4" [HK, Appendix C]. Its mean is
 * (k − 1)/4, so that by Markov's inequality the probability is at most 3(k − 1)/(4k) < 3/4, for every k. `constant` is the 3/4.
 */
export const manyCritical = (changes: readonly string[] = [], constant = threeQuarters): Claim<SizeCase> => {
  const leastOf = (k: number) => Q.divide(whole(k), whole(changes.includes(fewer) ? 12 : 3));
  const from = changes.includes(larger7) ? 7 : 2;
  return sizeClaim({
    id: "hk/theorem-11-step-count",
    place,
    statement:
      "By Chernoff-Hoeffding bound, the number of critical edges is at least k/3 with probability at least 3/4.",
    hypotheses: ["k ≥ 2", "each of the C(k, 2) edges is critical with probability 1/(2k), independently", ...changes],
    ensemble: trees,
    sizes: (budget) => range(from, { gate: 12, standard: 100, deep: 150 }[budget]),
    argument: () =>
      changes.length === 2
        ? "All k ≥ 39: the number has mean (k − 1)/4 and less variance, and lies (2k − 3)/12 above k/12: by Chebyshev's inequality it is below k/12 with probability at most " +
          "36(k − 1)/(2k − 3)² ≤ 1/4."
        : undefined,
    corners: changes.includes(larger7) ? {} : corners,
    decide: (k) => ({ left: tailOf(k, leastOf(k)), right: constant, larger: "left" }),
    isUnscored: () => true,
    sides: (k): ComparedExample => ({
      hypotheses: k < from ? "outside" : "inside",
      left: changes.includes(fewer) ? criticalTail(k, leastOf(k)) : atLeastThirdCritical(k),
      right: constant,
      larger: "left",
      inequality: `Pr[#critical >= ${changes.includes(fewer) ? "k/12" : "k/3"}] >= ${Q.printRational(constant)}`,
      explanation: `C(k, 2) = ${edgesOf(k)} and at least ${Q.printRational(leastOf(k))} critical; the mean is ${Q.printRational(Q.rational(BigInt(k - 1), 4n))}`,
    }),
    evidence: () => ({
      everyK:
        "it fails for every k ≥ 2: the mean is (k − 1)/4 < k/3, and by Markov's inequality Pr[#critical ≥ k/3] ≤ 3(k − 1)/(4k) < 3/4. It tends to 0 as k grows",
      largest: largestTail(),
      whatTheTheoremNeeds: "only E[opt] ≤ 11k/12 − 1, which holds (hk/theorem-11-step-opt): this step is not needed",
    }),
    repair: {
      statement: "For k ≥ 7 the number of critical edges is at least k/12 with probability at least 3/4.",
      changes: [fewer, larger7],
      claim: (made) => manyCritical(made, constant),
      of: changes.length > 0 ? [] : ["literal"],
    },
  });
};

/** The tail from the few terms below it. Their sum is the only number that can have a factor in common with the denominator. */
function tailOf(k: number, least: Q.Rational): Q.Rational {
  const [all, other] = [2n * BigInt(k), 2n * BigInt(k) - 1n];
  const edges = edgesOf(k);
  const count = range(0, edges + 1).find((m) => m > edges || Q.compare(whole(m), least) >= 0)!;
  const last = count - 1;
  const terms = binomials(edges, count).map((ways, m) => ways * other ** BigInt(last - m));
  const top = all ** BigInt(edges);
  const below = terms.reduce((x, y) => x + y, 0n) * other ** BigInt(edges - last);
  return { numerator: top - below, denominator: top };
}

/** Where the probability of k/3 critical edges is largest, for k up to 30. */
function largestTail() {
  const all = range(2, 30).map((k) => ({ k, chance: atLeastThirdCritical(k) }));
  const best = all.reduce((x, y) => (Q.compare(x.chance, y.chance) >= 0 ? x : y));
  return { k: best.k, probability: Q.printRational(best.chance), among: "k = 2 to 30" };
}

const quarterOf = "k/4 in the place of k/3";

/**
 * With probability at least 1/4 there are k/3 critical edges and no cycle of them, then opt ≤ 2k/3, and E[opt] ≤ 11k/12 [HK, Appendix C]:
 * the first is wrong, the others hold. `constant` is the 11/12.
 */
export const expectedTree = (changes: readonly string[] = [], constant = Q.rational(11n, 12n)): Claim<SizeCase> => {
  const leastOf = (k: number) => Q.divide(whole(k), whole(changes.includes(quarterOf) ? 4 : 3));
  const bound = (k: number, { part }: Switches) =>
    Q.subtract(Q.multiply(constant, whole(k)), part === "sharper" ? Q.one : Q.zero);
  return sizeClaim({
    id: "hk/theorem-11-step-opt",
    place,
    statement:
      "With probability at least 1/4 there are at least k/3 critical edges and there is no cycle of critical edges only; in this case opt ≤ k − k/3 = 2k/3. " +
      "Therefore E[opt] ≤ (3/4)·k + (1/4)·(2k/3) = 11k/12.",
    hypotheses: ["k ≥ 2", "each of the C(k, 2) edges is critical with probability 1/(2k), independently", ...changes],
    readings: readingsOf({ part: ["both", "case", "expectation", "sharper"] }),
    switchMeanings: {
      both: "the probability of both is at least 1/4",
      case: "where both hold, opt ≤ 2k/3",
      expectation: "E[opt] ≤ 11k/12",
      sharper: "E[opt] ≤ 11k/12 − 1, which the last step needs: a tree has k − 1 edges, not k",
    },
    ensemble: trees,
    sizes: (budget) => range(2, { gate: 10, standard: 60, deep: 80 }[budget]),
    argument: ({ part }) => treeArguments[part!],
    isUnscored: ({ part }) => part === "both" || part === "expectation",
    corners,
    decide(k, switches): Compared {
      const { part } = switches;
      if (part === "both")
        return {
          left: changes.includes(quarterOf) ? forestTail(k, leastOf(k)) : acyclicWithThird(k),
          right: quarter,
          larger: "left",
        };
      if (part === "case")
        return { left: whole(k - 1 - thirdUp(k)), right: Q.rational(2n * BigInt(k), 3n), larger: "right" };
      return { left: optimumAt(k), right: bound(k, switches), larger: "right" };
    },
    sides(k, _epsilon, switches): ComparedExample {
      const { part } = switches;
      if (part === "both") {
        return {
          left: acyclicTail(k, leastOf(k)),
          right: quarter,
          larger: "left",
          inequality: `Pr[#critical >= ${changes.length > 0 ? "k/4" : "k/3"} and no critical cycle] >= 1/4`,
          explanation: `forests of at least ${Q.printRational(leastOf(k))} edges on ${k} nodes`,
        };
      }
      if (part === "case") {
        const edges = range(0, k - 1).find((m) => 3 * m >= k)!;
        return {
          left: whole(k - 1 - edges),
          right: Q.rational(2n * BigInt(k), 3n),
          larger: "right",
          inequality: "opt <= 2k/3",
          explanation: `a forest of ${edges} critical edges and ${k - 1 - edges} others`,
        };
      }
      return {
        left: optimumByComponents(k),
        right: bound(k, switches),
        larger: "right",
        inequality: part === "sharper" ? "E[opt] <= 11k/12 - 1" : "E[opt] <= 11k/12",
        explanation: "one less than the expected number of components of the critical edges",
      };
    },
    evidence: (_budget, { part }) =>
      part === "both"
        ? {
            failing: failingBoth(),
            trend:
              "as k grows the probability tends to 0, since the mean (k − 1)/4 of the number of critical edges stays below k/3",
          }
        : part === "case"
          ? { exact: "opt = k − 1 − m for a forest of m critical edges, so that even opt ≤ 2k/3 − 1" }
          : {
              best: "E[opt] ≤ (3/4)(k − 1) + (ln 2 − 5/8)/2 for every k ≥ 2, and ≥ (3/4)(k − 1): the critical edges are (k − 1)/4 on average and hardly ever on a cycle",
              values: Object.fromEntries([2, 3, 4].map((k) => [`k = ${k}`, Q.printRational(optimumAt(k))])),
            },
    repair: {
      statement:
        "On this range (k ≤ 60), with probability at least 1/4 there are at least k/4 critical edges and there is no cycle of critical edges only.",
      changes: [quarterOf],
      claim: (made) => expectedTree(made, constant),
      of: changes.length > 0 ? [] : ["both"],
    },
  });
};

const treeArguments: Readonly<Record<string, string | undefined>> = {
  case: "All k ≥ 2: a forest of m ≥ k/3 critical edges extends to a tree with k − 1 − m edges of cost 1.",
  expectation:
    "All k ≥ 2: opt = k − 1 − rank, the rank of the critical edges is at least their number less the number of their cycles, and the expected number of those is at most " +
    "Σ_{t≥3} 2^{−t}/(2t) < 0.035: E[opt] < (3/4)(k − 1) + 0.035.",
  sharper: "All k ≥ 2: (3/4)(k − 1) + 0.035 ≤ 11k/12 − 1 for k ≥ 2, as k/6 ≥ 0.285.",
};

/** The least whole number that is at least k/3. */
const thirdUp = (k: number): number => Number((BigInt(k) + 2n) / 3n);

/** The forests with at least so many edges by the mechanism's counts. */
function forestTail(k: number, least: Q.Rational): Q.Rational {
  const [all, other] = [2n * BigInt(k), 2n * BigInt(k) - 1n];
  const ways = forestCounts(k).reduce(
    (sum, count, m) => (Q.compare(whole(m), least) < 0 ? sum : sum + count * other ** BigInt(edgesOf(k) - m)),
    0n,
  );
  return Q.rational(ways, all ** BigInt(edgesOf(k)));
}

/** The k up to 60 at which the probability of both is below 1/4. */
const failingBoth = (): string =>
  range(2, 60)
    .filter((k) => Q.compare(acyclicWithThird(k), quarter) < 0)
    .join(", ");
