import { type Epsilon, ringFor } from "../../src/instance/epsilon.js";
import { refuse } from "../../src/instance/input.js";
import { apart, completeNetwork, componentCount, componentsOf } from "../../src/mechanisms/hk/tree-network.js";
import { marginal, treeSums } from "../../src/mechanisms/hk/tree-sums.js";
import * as Q from "../../src/number/rational.js";
import { range, whole } from "./size-claim.js";
import { sum } from "./tree-counts.js";

/** What a rule does where some edges cost 0 and the others 1. */
export interface Built {
  /** Pr of these costs among the random ones. */
  readonly chance: Q.Rational;
  readonly opt: number;
  /** The expected cost of the tree. */
  readonly cost: Q.Rational;
  /** The expected number of critical edges in it. */
  readonly critical: Q.Rational;
}

const mostNodes = 5;
const half = Q.rational(1n, 2n);

/** The exponential mechanism on the complete network at one ε, at all costs of 0 and 1. Throws InputError. */
export function builtByExponential(k: number, epsilon: Epsilon): readonly Built[] {
  const R = ringFor(epsilon, half, "choices.epsilon");
  const network = networkOf(k);
  return eachCost(k, (steps) => {
    const sums = treeSums(R, network, steps);
    return network.edges.map((_, e) => Q.fromQuotient(marginal(sums, e)));
  });
}

/** The rule that builds a dearest tree, by Kruskal's algorithm with the critical edges last. Throws InputError. */
export function builtDearest(k: number): readonly Built[] {
  const { edges } = networkOf(k);
  return eachCost(k, (steps) => {
    const dear = edges.filter((_, e) => steps[e] === 1);
    let components = componentsOf(dear, apart(k));
    const inTree = new Set<number>();
    for (const [e, edge] of edges.entries()) {
      if (steps[e] === 1) continue;
      const next = componentsOf([edge], components);
      if (componentCount(next) < componentCount(components)) inTree.add(e);
      components = next;
    }
    // Only the critical edges matter; the dear ones are as many as are left.
    return edges.map((_, e) => (inTree.has(e) ? Q.one : Q.zero));
  });
}

function networkOf(k: number) {
  if (k < 2 || k > mostNodes) throw refuse("instance.environment.nodes", `must be 2 to ${mostNodes} for a mechanism`);
  return completeNetwork(k);
}

/** All 2^C(k,2) costs; `chances` tells the chance of each edge to be in the tree. */
function eachCost(k: number, chances: (steps: readonly number[]) => readonly Q.Rational[]): readonly Built[] {
  const { edges } = completeNetwork(k);
  const p = Q.rational(1n, 2n * BigInt(k));
  return stepsOf(edges.length).map((steps) => {
    const critical = edges.filter((_, e) => steps[e] === 0);
    const inTree = chances(steps);
    const hit = sum(inTree.filter((_, e) => steps[e] === 0));
    return {
      chance: steps.map((step) => (step === 0 ? p : Q.subtract(Q.one, p))).reduce(Q.multiply),
      opt: componentCount(componentsOf(critical, apart(k))) - 1,
      cost: Q.subtract(whole(k - 1), hit),
      critical: hit,
    };
  });
}

/** All lists of so many costs of 0 and 1, in lexicographic order. */
const stepsOf = (count: number): readonly (readonly number[])[] =>
  range(1, count).reduce<readonly (readonly number[])[]>(
    (lists) => lists.flatMap((list) => [0, 1].map((step) => [...list, step])),
    [[]],
  );

/** The mean of a quantity over the random costs. */
export const meanOver = (built: readonly Built[], quantity: "cost" | "critical"): Q.Rational =>
  sum(built.map((at) => Q.multiply(at.chance, at[quantity])));

/** Whether the cost is at most opt + excess at all costs of 0 and 1. */
export function costGuarantee(built: readonly Built[], excess: Q.Rational): "inside" | "boundary" | "outside" {
  const signs = built.map(({ cost, opt }) => Q.compare(Q.subtract(cost, whole(opt)), excess));
  return signs.includes(1) ? "outside" : signs.includes(0) ? "boundary" : "inside";
}
