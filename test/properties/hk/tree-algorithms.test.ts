import type { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { implicitUnbiased } from "../../../properties/hk/implicit-payment-unbiased.js";
import { whole } from "../../../properties/hk/size-claim.js";
import { treeTime, type Work, workOf } from "../../../properties/hk/theorem-10-time.js";
import { treeNumber } from "../../../properties/hk/tree-count.js";
import { treeSampling } from "../../../properties/hk/tree-sampling.js";
import type { Claim } from "../../../src/claim/claim.js";
import { implicitPaymentFormat } from "../../../src/instance/hk-payments.js";
import { spanningTreeFormat } from "../../../src/instance/hk-trees.js";
import { sampleTrees } from "../../../src/mechanisms/hk/tree-sampling.js";
import { fromRational } from "../../../src/number/log-form.js";
import { one, parseRational, printRational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { chanceOf, complete, marginalOf, type TreeWorld, treesOf, treeWorld } from "../../mechanisms/hk/tree-route.js";
import { decimal, lnOf, near, Precise, price, type Rows, sideAt, sumOf, written } from "./figure-by-hand.js";
import { checkAt, fallsAt, wordsOf } from "./size-examples.js";

const check = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, claim.readings.find((reading) => reading.name === name)!.switches);

const text = (side: unknown) => printRational(side as Parameters<typeof printRational>[0]);

/** ε = 4·ln z. */
const treeInstance = ({ nodes, edges, base, costs }: TreeWorld, parameters: JsonObject = {}): JsonObject => ({
  mechanism: "hk/spanning-tree",
  parameters: { epsilon: { times: "4", log: base.toFraction() }, ...parameters },
  environment: { nodes, edges },
  reports: costs.map((cost) => cost.toFraction()),
});

const worlds = [
  treeWorld(3, complete(3), ["1/2", "0", "1"], "9/4", 2),
  treeWorld(4, complete(4), ["1/2", "1", "0", "1", "0", "1"], "4", 2),
];

describe("the number of trees", () => {
  it("of K_k is k^(k−2), by listing sets of edges, and no other count passes", async () => {
    for (const k of [1, 2, 3, 4, 5, 6]) {
      const listed = treesOf({ nodes: k, edges: complete(k) }).length;
      expect(listed).toBe(k === 1 ? 1 : k ** (k - 2));
      expect(text(checkAt(treeNumber(), k, "literal").left)).toBe(`${listed}`);
    }
    expect(await wordsOf(treeNumber())).toEqual({ literal: "proved on the domain" });
    const forests = treeNumber((k) => whole(k < 4 ? k ** (k - 1) : k ** (k - 2)));
    expect([1, 2, 3, 4].map((k) => fallsAt(forests, k, "literal"))).toEqual([false, true, true, false]);
  });
});

describe("sampling", () => {
  it("edge by edge has the chances of the trees, by listing those that agree so far", () => {
    for (const world of worlds) {
      for (const tree of treesOf(world)) {
        const stages = world.edges.map((_, e) => {
          const agree = (end: number) =>
            treesOf(world)
              .filter((other) => world.edges.every((_, d) => d >= end || other.includes(d) === tree.includes(d)))
              .map((other) => chanceOf(world, other))
              .reduce((x, y) => x.add(y));
          return agree(e + 1).div(agree(e));
        });
        const product = stages.reduce((x, y) => x.mul(y));
        const at = check(treeSampling() as Claim, "chances", treeInstance(world), { tree });
        expect([text(at.left), text(at.right)]).toEqual([product.toFraction(), chanceOf(world, tree).toFraction()]);
        expect(at.holds).toBe(true);
        expect(check(treeSampling() as Claim, "determinants", treeInstance(world), { tree }).holds).toBe(true);
      }
    }
  });

  it("is not right without the weights, with trees left out, or with a determinant for every pair of edges", () => {
    const instance = treeInstance(worlds[0]!);
    const uniform: typeof sampleTrees = (R, shape, weights) =>
      sampleTrees(
        R,
        shape,
        weights.map(() => R.one),
      );
    const fewer: typeof sampleTrees = (...at) => sampleTrees(...at).slice(1);
    for (const broken of [uniform, fewer]) {
      expect(check(treeSampling(broken) as Claim, "chances", instance).holds).toBe(false);
    }
    const slow: typeof sampleTrees = (R, shape, weights) =>
      sampleTrees(R, shape, weights).map((drawn) => ({ ...drawn, determinants: shape.edges.length ** 2 }));
    expect(check(treeSampling(slow) as Claim, "determinants", instance).holds).toBe(false);
    expect(check(treeSampling() as Claim, "determinants", instance).holds).toBe(true);
  });
});

describe("running time", () => {
  it("does not depend on ε in operations, and is linear in the length of e^{ε/2} in bits", () => {
    const at = (k: number, base: string) => workOf(k, parseRational(base)!);
    for (const k of [2, 3, 5]) {
      expect(at(k, "1000001/1000000").operations).toBe(at(k, "2").operations);
      const [short, long] = [at(k, `${2n ** 50n}`).bits, at(k, `${2n ** 100n}`).bits];
      expect(long - short).toBeGreaterThanOrEqual(50);
      expect(long - short).toBeLessThanOrEqual(2 * 50 * k);
    }
    // A determinant at least is Z·p^{k−1}, here with one cheap edge in four.
    const world = treeWorld(4, complete(4), ["0", "1", "1", "1", "0", "1"], "1000", 1);
    const total = treesOf(world).reduce((sum, tree) => {
      const cost = tree.filter((e) => e % 4 !== 0).length;
      return sum + 1000n ** BigInt(3 - cost);
    }, 0n);
    expect(at(4, "1000").bits).toBeGreaterThanOrEqual(total.toString(2).length);
  });

  it("is within its bounds; more than k^6 operations, or longer numbers, would not be", async () => {
    const proved = "proved on the domain";
    expect(await wordsOf(treeTime())).toEqual({ operations: proved, bits: proved });
    const slow = (k: number): Work => ({ operations: k ** 6, bits: 30 * k ** 3 });
    expect([3, 4, 5].map((k) => fallsAt(treeTime(slow), k, "operations"))).toEqual([false, false, true]);
    expect(fallsAt(treeTime(slow), 6, "bits")).toBe(true);
    expect([5, 6].map((k) => fallsAt(treeTime(), k, "operations") || fallsAt(treeTime(), k, "bits"))).toEqual([
      false,
      false,
    ]);
  });
});

describe("implicit payments", () => {
  /** ∫_from^to f by the rule of Simpson in 40 parts, beyond the digits that are compared. */
  function integral(from: Decimal, to: Decimal, f: (s: Decimal) => Decimal): Decimal {
    const parts = 40;
    const h = to.minus(from).div(parts);
    const terms = Array.from({ length: parts + 1 }, (_, i) => {
      const weight = i === 0 || i === parts ? 1 : i % 2 === 0 ? 2 : 4;
      return f(from.plus(h.mul(i))).mul(weight);
    });
    return sumOf(terms).mul(h).div(3);
  }
  const close = (x: Decimal, y: Decimal) => x.minus(y).abs().lt("1e-6");

  const rows: readonly Rows[] = [[[2, 0]], [[1, 0], [2, 1]], [[0, 2, 1], [2, 0, 0], [0, 2, 0]]]; // biome-ignore format: one line
  const rangeInstance = (halves: Rows, z: Fraction): JsonObject => ({
    mechanism: "hk/implicit-payment",
    parameters: { epsilon: { times: "4", log: z.pow(2)!.toFraction() } },
    environment: { outcomes: ["a", "b", "c"].slice(0, halves[0]!.length) },
    reports: written(halves),
  });

  it("for outcomes: the mean of the charge is the price of Figure 1, by hand and by quadrature", () => {
    for (const halves of rows) {
      const [z, m] = [new Fraction(3, 2), halves[0]!.length];
      const y = z.pow(2)!;
      const at = check(implicitUnbiased(), "outcomes", rangeInstance(halves, z), { player: 0 });
      expect(near(sideAt(at.left, y), price(halves, y))).toBe(true);
      expect(near(sideAt(at.right, y), price(halves, y))).toBe(true);
      const own = halves[0]!;
      const expected = (s: Decimal) => {
        const weights = Array.from({ length: m }, (_, r) => {
          const others = halves.slice(1).reduce((sum, row) => sum + row[r]!, 0);
          return decimal(y).pow(s.mul(own[r]!).plus(others));
        });
        return sumOf(weights.map((weight, r) => weight.mul(own[r]!).div(2))).div(sumOf(weights));
      };
      const charge = expected(new Precise(1)).minus(integral(new Precise(0), new Precise(1), expected));
      expect(close(sideAt(at.left, y), charge)).toBe(true);
      expect(at.holds).toBe(true);
    }
  });

  it("for edges: the mean of the payment is that with the pivot at the cap, by quadrature", () => {
    for (const world of worlds) {
      const at = check(implicitUnbiased(), "edges", treeInstance(world, { pivot: "cap" }), { player: 0 });
      const [a, cost] = [lnOf(world.base).mul(2), decimal(world.costs[0]!)];
      const marginal = decimal(marginalOf(world, 0));
      // With odds o = Pr/(1 − Pr) at c they are o·e^{−a(s − c)} at s.
      const odds = marginal.div(new Precise(1).minus(marginal));
      const chance = (s: Decimal) => {
        const there = odds.mul(a.mul(cost.minus(s)).exp());
        return there.div(there.plus(1));
      };
      const mean = cost.mul(marginal).plus(integral(cost, new Precise(1), chance));
      expect(close(sideAt(at.left, world.base), mean)).toBe(true);
      expect(at.holds).toBe(true);
    }
  });

  it("are not a constant, and for edges not the expected cost alone", () => {
    const { payments } = implicitPaymentFormat;
    const shifted = {
      ...implicitPaymentFormat,
      payments: (values) => payments!(values).map(() => fromRational(one)),
    } as typeof implicitPaymentFormat;
    const instance = rangeInstance(rows[1]!, new Fraction(3, 2));
    expect(check(implicitUnbiased(), "outcomes", instance, { player: 0 }).holds).toBe(true);
    expect(check(implicitUnbiased(undefined, shifted), "outcomes", instance, { player: 0 }).holds).toBe(false);
    const trees = {
      ...spanningTreeFormat,
      payments: (values) =>
        spanningTreeFormat.payments!(values).map((form) => fromRational((form as { rational: typeof one }).rational)),
    } as typeof spanningTreeFormat;
    const world = worlds[0]!;
    for (const [name, parameters] of [
      ["edges", { pivot: "cap" }],
      ["explicit", {}],
    ] as const) {
      const at = treeInstance(world, parameters);
      expect(check(implicitUnbiased(undefined, undefined, trees), name, at, { player: 0 }).holds).toBe(false);
      expect(check(implicitUnbiased(), name, at, { player: 0 }).holds).toBe(true);
    }
  });
});
