import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { profileOf } from "../../../src/game/profile.js";
import { type Pivot, pivots, spanningTree, type TreeParameters } from "../../../src/mechanisms/hk/spanning-tree.js";
import { treesByCost } from "../../../src/mechanisms/hk/tree-costs.js";
import { listTrees } from "../../../src/mechanisms/hk/tree-list.js";
import { cheapestTree, completeNetwork, costSteps, type Network } from "../../../src/mechanisms/hk/tree-network.js";
import { treePayment, treeRatios } from "../../../src/mechanisms/hk/tree-payments.js";
import { sampleTrees } from "../../../src/mechanisms/hk/tree-sampling.js";
import {
  marginal,
  type TreeSums,
  totalWhenCheaper,
  treeCount,
  treeNormalizer,
  treeSums,
} from "../../../src/mechanisms/hk/tree-sums.js";
import { integers } from "../../../src/number/integer.js";
import { dividing } from "../../../src/number/matrix.js";
import { type Polynomial, polynomials, valueAt } from "../../../src/number/polynomial.js";
import { rational } from "../../../src/number/rational.js";
import type { Quotient, Ring } from "../../../src/number/ring.js";
import { type Chances, chancesOf, texts } from "../second-route.js";
import { toFraction, toRational } from "./setup.js";
import {
  chanceOf,
  complete,
  costOf,
  deleted,
  marginalOf,
  pivotTotal,
  ratioBetween,
  type TreeWorld,
  totalOf,
  treesOf,
  treeWorld,
  treeWorlds,
  withCost,
} from "./tree-route.js";

/** The arguments of the program for a world of the second route. */
const networkOf = ({ nodes, edges, grid }: TreeWorld): Network => ({ nodes, edges, grid: BigInt(grid) });
const stepsIn = (world: TreeWorld): readonly number[] => costSteps(BigInt(world.grid), world.costs.map(toRational));
const ringOf = ({ base }: TreeWorld) => dividing(integers(base.n, base.d));
const sumsOf = (world: TreeWorld): TreeSums<bigint> => treeSums(ringOf(world), networkOf(world), stepsIn(world));
const fraction = ({ numerator, denominator }: Quotient<bigint>) => new Fraction(numerator, denominator);
const exact = (x: Fraction) => x.toFraction();

const half = rational(1n, 2n);
const paying = (pivot: Pivot, cap = half): TreeParameters => ({ exponent: half, lipschitz: rational(1n), pivot, cap });
const cap = new Fraction(1, 2);

const lawOf = (world: TreeWorld): Chances =>
  chancesOf(spanningTree.law(ringOf(world), paying("zero"), networkOf(world), profileOf(world.costs.map(toRational))));
const lawByHand = (world: TreeWorld): Chances =>
  new Map(treesOf(world).map((tree) => [JSON.stringify(tree), chanceOf(world, tree)]));

describe.each(treeWorlds)("%s", (_, world) => {
  it("has these trees, in lexicographic order, and this many", () => {
    expect(listTrees(networkOf(world))).toEqual(treesOf(world));
    expect(treeCount(networkOf(world))).toBe(BigInt(treesOf(world).length));
  });

  it("has this law", () => {
    expect(texts(lawOf(world))).toEqual(texts(lawByHand(world)));
  });

  it("has this normaliser and these marginals, from one adjugate", () => {
    const sums = sumsOf(world);
    expect(exact(fraction(treeNormalizer(ringOf(world), networkOf(world), sums)))).toBe(exact(totalOf(world)));
    world.edges.forEach((_, e) => {
      expect(exact(fraction(marginal(sums, e)))).toBe(exact(marginalOf(world, e)));
    });
  });

  it("pays this, for every pivot", () => {
    const sums = sumsOf(world);
    const costs: Record<Pivot, Fraction | undefined> = { zero: new Fraction(0), cap, removal: undefined };
    // The cap is on the grid.
    if (world.grid % 2 !== 0) costs.cap = new Fraction(1);
    const paidCap = toRational(costs.cap!);
    for (const pivot of pivots) {
      stepsIn(world).forEach((own, e) => {
        const total = pivotTotal(world, e, costs[pivot]);
        const paid = treePayment(ringOf(world), BigInt(world.grid), paying(pivot, paidCap), sums, e, own);
        // q_e = c_e·Pr[e ∈ T] + (1/a)·ln(Z/Z_pivot): the rational part, and the inverse under the logarithm.
        expect(paid && [fraction(paid.value), fraction(paid.ratio)].map(exact)).toEqual(
          total.equals(0)
            ? undefined
            : [world.costs[e]!.mul(marginalOf(world, e)), total.div(totalOf(world))].map(exact),
        );
      });
    }
  });

  it("changes so when one cost changes", () => {
    const [R, sums] = [ringOf(world), sumsOf(world)];
    for (const other of ["0", "1", "3"].map((text) => new Fraction(text))) {
      stepsIn(world).forEach((own, e) => {
        const changed = withCost(world, e, other);
        const by = own - stepsIn(changed)[e]!;
        expect(exact(fraction(totalWhenCheaper(R, sums, e, by)))).toBe(exact(totalOf(changed).div(totalOf(world))));
        const ratios = treeRatios(R, sums, e, by).map(fraction);
        const largest = ratios.reduce((x, y) => (x.compare(y) > 0 ? x : y));
        expect(exact(largest)).toBe(exact(ratioBetween(world, changed)));
      });
    }
  });

  it("is drawn edge by edge with the same chances, each conditional one from at most two determinants", () => {
    const weights = stepsIn(world).map((k) => ringOf(world).power(12 - k, 12));
    const sampled = sampleTrees(ringOf(world), networkOf(world), weights);
    expect(sampled.map(({ tree }) => tree)).toEqual(treesOf(world));
    for (const { tree, chance, determinants } of sampled) {
      expect(exact(fraction(chance))).toBe(exact(chanceOf(world, tree)));
      expect(determinants).toBeLessThanOrEqual(2 * world.edges.length);
    }
  });

  it("has so many trees of each cost, and a cheapest one", () => {
    const costs = treesOf(world).map((tree) => costOf(world, tree).mul(world.grid).valueOf());
    const counted = treesByCost(networkOf(world), stepsIn(world));
    expect(counted.flatMap(({ steps, count }) => new Array(Number(count)).fill(steps))).toEqual(
      costs.sort((x, y) => x - y),
    );
    const cheapest = cheapestTree(networkOf(world), stepsIn(world));
    expect(costOf(world, cheapest).mul(world.grid).valueOf()).toBe(costs[0]);
    expect(treesOf(world)).toContainEqual(cheapest);
  });
});

describe("larger networks", () => {
  it.each([2, 3, 4, 5, 6, 7, 12, 20])("K_%i has k^(k-2) trees", (k) => {
    expect(treeCount(completeNetwork(k))).toBe(BigInt(k) ** BigInt(k - 2));
  });

  it("lists all 1296 trees of K_6 in order", () => {
    const trees = listTrees(completeNetwork(6));
    expect(trees).toEqual(treesOf({ nodes: 6, edges: complete(6) }));
    expect(trees.length).toBe(1296);
  });

  it("finds no tree where the network is not connected", () => {
    const network = { nodes: 4, edges: [[0, 1], [2, 3]] as const }; // biome-ignore format: one line
    expect(listTrees(network)).toEqual([]);
    expect(treeCount(network)).toBe(0n);
  });

  it("marginals sum to the number of edges of a tree, and the normaliser is a polynomial's value", () => {
    const network = completeNetwork(12, 4n);
    const steps = network.edges.map((_, e) => (e * e) % 5);
    const R = dividing(integers(7n, 5n));
    const sums = treeSums(R, network, steps);
    expect(sums.through.reduce((x, y) => x + y)).toBe(11n * sums.all);
    const byCost = treesByCost(network, steps);
    expect(byCost.reduce((sum, { count }) => sum + count, 0n)).toBe(12n ** 10n);
    const z = byCost
      .map(({ steps: k, count }) => (new Fraction(5, 7).pow(k) as Fraction).mul(count))
      .reduce((x, y) => x.add(y));
    expect(exact(fraction(treeNormalizer(R, network, sums)))).toBe(exact(z));
  });
});

describe("one mechanism, every ring", () => {
  const world = treeWorld(4, complete(4), ["0", "1/2", "1", "1", "0", "3/2"]);
  const quotientAt = ({ numerator, denominator }: Quotient<Polynomial>): Fraction => {
    const [n, d] = [numerator, denominator].map((p) => toFraction(valueAt(p, toRational(world.base))));
    return n!.div(d!);
  };

  it("the polynomials at b give what the integers give", () => {
    const [R, steps] = [polynomials(), stepsIn(world)];
    const sums = treeSums(R, networkOf(world), steps);
    steps.forEach((own, e) => {
      expect(exact(quotientAt(marginal(sums, e)))).toBe(exact(marginalOf(world, e)));
      const { ratio } = treePayment(R, 2n, paying("removal"), sums, e, own)!;
      expect(exact(quotientAt(ratio))).toBe(exact(totalOf(deleted(world, e)).div(totalOf(world))));
    });
    const weights = steps.map((k) => R.power(3 - k, 3));
    for (const { tree, chance } of sampleTrees(R, networkOf(world), weights)) {
      expect(exact(quotientAt(chance))).toBe(exact(chanceOf(world, tree)));
    }
    const law = spanningTree.law(R, paying("zero"), networkOf(world), profileOf(world.costs.map(toRational)));
    for (const { outcome, weight } of law.entries) {
      expect(exact(quotientAt({ numerator: weight, denominator: law.total }))).toBe(exact(chanceOf(world, outcome)));
    }
  });

  it("weights are homogeneous: a base that is not in lowest terms gives the same", () => {
    const scaled = dividing(integers(15n, 10n));
    const sums = treeSums(scaled, networkOf(world), stepsIn(world));
    world.edges.forEach((_, e) => {
      expect(exact(fraction(marginal(sums, e)))).toBe(exact(marginalOf(world, e)));
      const { value, ratio } = treePayment(scaled, 2n, paying("cap"), sums, e, stepsIn(world)[e]!)!;
      expect(exact(fraction(ratio))).toBe(exact(pivotTotal(world, e, cap).div(totalOf(world))));
      expect(exact(fraction(value))).toBe(exact(world.costs[e]!.mul(marginalOf(world, e))));
    });
    expect(exact(fraction(treeNormalizer(scaled, networkOf(world), sums)))).toBe(exact(totalOf(world)));
  });
});

describe("what the comparisons would catch", () => {
  const world = treeWorld(4, complete(4), ["0", "1/2", "1", "1", "0", "3/2"]);
  const right = texts(lawByHand(world));

  it("weights that grow with the cost, or forget a step", () => {
    const network = networkOf(world);
    const broken = (steps: (costs: readonly number[]) => readonly number[]): readonly string[] => {
      const R: Ring<bigint> = ringOf(world);
      const costs = steps(stepsIn(world)).map((k) => rational(BigInt(k), 2n));
      return texts(chancesOf(spanningTree.law(R, paying("zero"), network, profileOf(costs))));
    };
    expect(broken((steps) => steps)).toEqual(right);
    expect(broken((steps) => steps.map((k) => 3 - k))).not.toEqual(right);
    expect(broken((steps) => steps.map((k, e) => (e === 3 ? k + 1 : k)))).not.toEqual(right);
  });

  it("the pivot of another payment", () => {
    const sums = sumsOf(world);
    const ratioOf = (pivot: Pivot) => exact(fraction(treePayment(ringOf(world), 2n, paying(pivot), sums, 1, 1)!.ratio));
    expect(ratioOf("zero")).not.toBe(exact(pivotTotal(world, 1).div(totalOf(world))));
    expect(ratioOf("removal")).not.toBe(exact(pivotTotal(world, 1, new Fraction(1)).div(totalOf(world))));
  });

  it("a sampler that does not weigh the edge it takes", () => {
    const flat = stepsIn(world).map(() => 1n);
    const sampled = sampleTrees(ringOf(world), networkOf(world), flat);
    expect(sampled.some(({ tree, chance }) => !fraction(chance).equals(chanceOf(world, tree)))).toBe(true);
  });
});
