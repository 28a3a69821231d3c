import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { acyclic } from "../../src/mechanisms/hk/tree-ensemble.js";
import * as Q from "../../src/number/rational.js";
import { binomials } from "../../src/probability/binomials.js";
import { factorial } from "./single-minded.js";
import { type Compared, type ComparedExample, range, type SizeCase, sizeClaim, trees, whole } from "./size-claim.js";
import { acyclicTail } from "./tree-counts.js";

const sizes = { gate: range(2, 12), standard: range(2, 60), deep: range(2, 100) };
const upper = "at most (t - 1)!";
const half = Q.rational(1n, 2n);

/**
 * Lemma 18: with probability at least 1/2 no cycle consists of critical edges only [HK, Appendix C], and the steps of its proof.
 * `constant` is the 1/2: more in controls.
 */
export const noCriticalCycle = (constant = half, changes: readonly string[] = []): Claim<SizeCase> =>
  sizeClaim({
    id: "hk/lemma-18",
    place: "Lemma 18",
    statement:
      "Each edge of the complete network on k nodes is critical with probability 1/(2k), independently. With probability at least 1/2 there is no cycle of critical edges only. " +
      "Proof: at most C(k, t)·(t − 1)! ≤ k^t cycles have length t, each critical with probability (2k)^{−t}, and Σ_{t=2}^k 2^{−t} < 1/2.",
    hypotheses: ["k ≥ 2", ...changes],
    readings: readingsOf({ part: ["probability", "count", "sum", "hamiltonian"] }),
    switchMeanings: {
      probability: "the lemma itself",
      count: "the number of cycles of length t is at most C(k, t)·(t − 1)!, and this at most k^t, for t = 2, …, k",
      sum: "Σ_{t=2}^k (2k)^{−t}·k^t = Σ_{t=2}^k 2^{−t} < 1/2",
      hamiltonian: "(t − 1)! is the number of different Hamiltonian cycles among t = k vertices, as the proof says",
    },
    ensemble: trees,
    sizes: (budget) => sizes[budget],
    argument: ({ part }) => argumentsFor[part!],
    isUnscored: ({ part }) => part === "probability",
    corners: { "one edge": (k) => k === 2, "one triangle": (k) => k === 3, "twelve nodes": (k) => k === 12 },
    decide: (k, { part }) => decided(k, part!, constant, changes),
    sides(k, _epsilon, { part }): ComparedExample {
      if (part === "probability") {
        return {
          left: acyclicTail(k, Q.zero),
          right: constant,
          larger: "left",
          inequality: "Pr[no critical cycle] >= 1/2",
          explanation: "by the number of forests with m edges",
        };
      }
      if (part === "sum") {
        const left = range(2, k)
          .map((t) => Q.rational(1n, 2n ** BigInt(t)))
          .reduce(Q.add);
        return {
          left,
          right: constant,
          larger: "right",
          holds: Q.compare(left, constant) < 0,
          inequality: "Σ 2^{-t} < 1/2",
          explanation: `t = 2 to ${k}`,
        };
      }
      if (part === "hamiltonian") {
        const [left, right] = [whole(hamiltonianCycles(k)), whole(factorial(k - 1))];
        return {
          ...hamiltonian(left, right, changes),
          inequality: changes.length > 0 ? "#cycles <= (t - 1)!" : "#cycles = (t - 1)!",
          explanation: `the cycles through all of ${k} vertices, each once whatever its start and direction`,
        };
      }
      // k·(k − 1)·…·(k − t + 1)/t, for the t where it is nearest to k^t.
      const falling = range(2, k).map((t) => {
        const product = range(k - t + 1, k).reduce((x, factor) => x * BigInt(factor), 1n);
        return Q.rational(product, BigInt(t) * BigInt(k) ** BigInt(t));
      });
      return {
        left: falling.reduce(Q.maximum),
        right: Q.one,
        larger: "right",
        inequality: "C(k, t)·(t - 1)!/k^t <= 1",
        explanation: `the largest over t = 2 to ${k}`,
      };
    },
    evidence: (_budget, { part }) => evidenceFor[part!]!,
    repair: {
      statement: "The number of different Hamiltonian cycles among t vertices is at most (t − 1)!.",
      changes: [upper],
      claim: (made) => noCriticalCycle(constant, made),
      of: changes.length > 0 ? [] : ["hamiltonian"],
    },
  });

const evidenceFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  probability: {
    best: "0.965 in the place of 1/2, for every k: there are no cycles of length 2, and C(k, t)(t − 1)!/2 of length t ≥ 3, so the union bound is Σ_{t≥3} 2^{−t}/(2t) = (ln 2 − 5/8)/2 = 0.034…",
  },
  count: { best: "exactly C(k, t)·(t − 1)!/2 for t ≥ 3 and none for t = 2: the first bound is twice the number" },
  sum: { exact: "1/2 − 2^{−k}" },
  hamiltonian: { exact: "(t − 1)!/2 for t ≥ 3; none for t = 2, since there is one edge between two nodes" },
};

const argumentsFor: Readonly<Record<string, string>> = {
  probability: "All k ≥ 2: the union bound of the proof.",
  count:
    "All k ≥ t ≥ 2: C(k, t)·(t − 1)! = k(k − 1)…(k − t + 1)/t; the orders of t vertices with a fixed start name each cycle twice for t ≥ 3.",
  sum: "All k ≥ 2: the sum is 1/2 − 2^{−k}.",
  hamiltonian: "All t ≥ 2: the (t − 1)! orders with a fixed start name each cycle twice for t ≥ 3.",
};

function decided(k: number, part: string, constant: Q.Rational, changes: readonly string[]): Compared {
  if (part === "probability") return { left: acyclic(k), right: constant, larger: "left" };
  if (part === "sum") {
    const left = Q.subtract(half, Q.rational(1n, 2n ** BigInt(k)));
    return { left, right: constant, larger: "right", holds: Q.compare(left, constant) < 0 };
  }
  if (part === "hamiltonian")
    return hamiltonian(whole(k === 2 ? 0n : factorial(k - 1) / 2n), whole(factorial(k - 1)), changes);
  // Both inequalities of the chain at every t; the sides of the second, where it is nearest to failing.
  const chain = binomials(k, k + 1)
    .slice(2)
    .map((choices, i) => {
      const [t, bound] = [i + 2, choices * factorial(i + 1)];
      const cycles = t === 2 ? 0n : bound / 2n;
      return { left: Q.rational(bound, BigInt(k) ** BigInt(t)), isBelow: cycles <= bound };
    });
  const left = chain.map((at) => at.left).reduce(Q.maximum);
  return { left, right: Q.one, larger: "right", holds: chain.every((at) => at.isBelow) && Q.compare(left, Q.one) <= 0 };
}

const hamiltonian = (left: Q.Rational, right: Q.Rational, changes: readonly string[]): Compared => ({
  left,
  right,
  larger: "right",
  holds: changes.includes(upper) ? Q.compare(left, right) <= 0 : Q.equals(left, right),
});

/** The Hamiltonian cycles of the complete network, each order of the other vertices taken with its reverse; listed up to 7. */
function hamiltonianCycles(t: number): bigint {
  if (t > 7) return factorial(t - 1) / 2n;
  const orders = range(2, t).reduce<readonly (readonly number[])[]>(
    (lists) =>
      lists.flatMap((list) =>
        range(1, t - 1)
          .filter((v) => !list.includes(v))
          .map((v) => [...list, v]),
      ),
    [[]],
  );
  const cycles = orders.map((order) => {
    const around = [0, ...order];
    const edges = around.map((v, i) => [v, around[i + 1] ?? 0].sort((x, y) => x - y).join("-"));
    return new Set(edges).size === t ? edges.sort().join() : "";
  });
  return BigInt(new Set(cycles.filter((cycle) => cycle !== "")).size);
}
