import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { treeTail } from "../../../properties/hk/theorem-10-utility.js";
import type { TreeFormat } from "../../../properties/hk/tree-cases.js";
import { chargedTree } from "../../../properties/hk/tree-charged.js";
import { treeIc } from "../../../properties/hk/tree-ic.js";
import { treeIr } from "../../../properties/hk/tree-ir.js";
import { treePrivate } from "../../../properties/hk/tree-privacy.js";
import type { Claim } from "../../../src/claim/claim.js";
import { spanningTreeFormat as format } from "../../../src/instance/hk-trees.js";
import { fromRational } from "../../../src/number/log-form.js";
import { printRational, zero } from "../../../src/number/rational.js";
import { coarser } from "../../../src/number/ring.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import {
  chanceOf,
  complete,
  costOf,
  marginalOf,
  pivotTotal,
  ratioBetween,
  type TreeWorld,
  totalOf,
  treesOf,
  treeWorld,
  withCost,
} from "../../mechanisms/hk/tree-route.js";
import { decided, expectRepaired, words } from "../cckmv/decided.js";
import { decimal, lnOf, near, sideAt } from "./figure-by-hand.js";

/** The auction on K_k at ε = 4·ln z, by listing trees; it shares no code with the program. */
const onComplete = (k: number, costs: readonly string[], z = "3/2"): TreeWorld =>
  treeWorld(k, complete(k), costs, z, 2);

const instanceOf = ({ nodes, edges, base, costs }: TreeWorld, parameters: JsonObject = {}): JsonObject => ({
  mechanism: "hk/spanning-tree",
  parameters: { epsilon: { times: "4", log: base.toFraction() }, ...parameters },
  environment: { nodes, edges },
  reports: costs.map((cost) => cost.toFraction()),
});

const check = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, claim.readings.find((reading) => reading.name === name)!.switches);

const text = (side: unknown) => printRational(side as Parameters<typeof printRational>[0]);
const fraction = (x: number | string) => new Fraction(x);
const least = (terms: readonly Fraction[]) => terms.reduce((x, y) => (x.compare(y) <= 0 ? x : y));
const most = (terms: readonly Fraction[]) => terms.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
const bits = (length: number): readonly (readonly string[])[] =>
  length === 0 ? [[]] : bits(length - 1).flatMap((list) => ["0", "1"].map((bit) => [...list, bit]));

/** What the centre pays for edge 0: c·Pr + (2/ε)·ln(Z/Z_pivot), ε/2 = 2·ln z. */
const paid = (world: TreeWorld, pivot?: Fraction) =>
  decimal(world.costs[0]!.mul(marginalOf(world, 0))).plus(
    lnOf(totalOf(world).div(pivotTotal(world, 0, pivot))).div(lnOf(world.base).mul(2)),
  );
const costAt = (world: TreeWorld, cost: Fraction) => decimal(cost.mul(marginalOf(world, 0)));

/** Nobody is paid anything; each is paid her expected cost; a tree is drawn with e^{−(ε/2)·cost} to a power. */
const unpaid: TreeFormat = { ...format, payments: ({ profile }) => profile.map(() => fromRational(zero)) };
const atCost: TreeFormat = {
  ...format,
  payments: (values) =>
    format.payments!(values).map((form) => form && fromRational((form as { rational: typeof zero }).rational)),
};
const drawn = (times: number): TreeFormat => ({
  ...format,
  mechanism: { ...format.mechanism, law: (R, ...at) => format.mechanism.law(coarser(R, times), ...at) },
});
const careless: TreeFormat = {
  ...format,
  mechanism: {
    ...format.mechanism,
    law: (R, p, network, profile) => {
      const { entries } = format.mechanism.law(R, p, network, profile);
      return {
        entries: entries.map((entry) => ({ ...entry, weight: R.one })),
        total: R.integer(BigInt(entries.length)),
      };
    },
  },
};

const triangle = onComplete(3, ["1/2", "0", "1"]);

describe("incentives", () => {
  it("charged the number of Figure 1 the truth gains the divergence of the two laws; paid it, a lie gains", () => {
    for (const world of [triangle, onComplete(4, ["1/2", "1", "0", "1", "0", "1"])]) {
      for (const lie of ["0", "2"]) {
        const [cost, other] = [world.costs[0]!, withCost(world, 0, fraction(lie))];
        const charged = check(treeIc(), "charged", instanceOf(world), { player: 0, instead: lie });
        expect(near(sideAt(charged.left, world.base), paid(world, fraction(0)).minus(costAt(world, cost)))).toBe(true);
        expect(near(sideAt(charged.right, world.base), paid(other, fraction(0)).minus(costAt(other, cost)))).toBe(true);
        const divergence = treesOf(world)
          .map((tree) => decimal(chanceOf(other, tree)).mul(lnOf(chanceOf(other, tree).div(chanceOf(world, tree)))))
          .reduce((x, y) => x.plus(y))
          .div(lnOf(world.base).mul(2));
        expect(near(sideAt(charged.left, world.base).minus(sideAt(charged.right, world.base)), divergence)).toBe(true);
        expect(charged.holds).toBe(true);
        const paidOut = check(treeIc(), "paid", instanceOf(world), { player: 0, instead: lie });
        const gain = costAt(world, cost)
          .plus(paid(world, fraction(0)))
          .minus(costAt(other, cost))
          .minus(paid(other, fraction(0)));
        expect(near(sideAt(paidOut.right, world.base).minus(sideAt(paidOut.left, world.base)), gain)).toBe(true);
        expect([paidOut.holds, gain.gt(0)]).toEqual([lie === "0", lie === "2"]);
      }
    }
  });

  it("the sign repairs it; a lie about a bridge gains nothing; paid their costs alone, players exaggerate", () => {
    const exaggerated = { player: 0, instead: "1" };
    const paidOut = (made: readonly string[]) =>
      check(treeIc(chargedTree, made), "paid", instanceOf(triangle), exaggerated);
    expect([paidOut([]).holds, paidOut(["charged"]).holds]).toEqual([false, true]);
    expect(check(treeIc(), "paid", instanceOf(onComplete(2, ["1"])), { player: 0, instead: "2" }).holds).toBe(true);
    const broken = treeIc((grid, direction) => chargedTree(grid, direction, atCost));
    expect(check(broken, "charged", instanceOf(triangle), { player: 0, instead: "1" }).holds).toBe(false);
  });
});

describe("participation", () => {
  it("with the pivot 0 everybody loses, with the others nobody, by hand", () => {
    for (const [pivot, other] of [
      ["zero", fraction(0)],
      ["cap", fraction(1)],
      ["removal", undefined],
    ] as const) {
      const at = check(treeIr(), `${pivot}+capped`, instanceOf(triangle, pivot === "zero" ? {} : { pivot }), {
        player: 0,
      });
      const utility = paid(triangle, other).minus(costAt(triangle, fraction("1/2")));
      expect(near(sideAt(at.left, triangle.base), utility)).toBe(true);
      expect([at.holds, utility.lt(0)]).toEqual([pivot !== "zero", pivot === "zero"]);
    }
  });

  it("on K_2 the utility is −c, cap − c, and not defined", () => {
    const bridge = onComplete(2, ["2"], "2");
    expect(
      sideAt(check(treeIr(), "zero+non-negative", instanceOf(bridge), { player: 0 }).left, bridge.base).toFixed(20),
    ).toBe("-2.00000000000000000000");
    const capped = check(treeIr(), "cap+non-negative", instanceOf(bridge, { pivot: "cap" }), { player: 0 });
    expect([sideAt(capped.left, bridge.base).toFixed(20), capped.holds]).toEqual(["-1.00000000000000000000", false]);
    const removed = check(treeIr(), "removal+non-negative", instanceOf(bridge, { pivot: "removal" }), { player: 0 });
    expect(removed.hypotheses).toBe("outside");
  });

  it("falls, and is repaired by the cap for a pivot and costs up to it; rejects a mechanism that pays nothing", async () => {
    const found = await decided(treeIr());
    expect(Object.values(words(found)).filter((word) => word === "refuted")).toHaveLength(3);
    expectRepaired(found.get("zero+non-negative")!, "pivot at the cap", "c_i at most the cap");
    expectRepaired(found.get("zero+capped")!, "pivot at the cap");
    expectRepaired(found.get("cap+non-negative")!, "c_i at most the cap");
    const broken = treeIr((grid, direction) => chargedTree(grid, direction, unpaid));
    const instance = instanceOf(triangle, { pivot: "cap" });
    expect([treeIr(), broken].map((claim) => check(claim, "cap+capped", instance, { player: 0 }).holds)).toEqual([
      true,
      false,
    ]);
    // Who has no cost loses nothing.
    expect(check(treeIr(), "zero+capped", instanceOf(onComplete(3, ["0", "1", "1"])), { player: 0 }).holds).toBe(true);
  });
});

describe("privacy", () => {
  const ratio = (k: number, others: readonly string[], z: string, from = "0", to = "1") =>
    ratioBetween(onComplete(k, [from, ...others], z), onComplete(k, [to, ...others], z));

  it.each(["11/10", "3/2", "10"])("the largest ratio on K_3 and K_4 over all costs of 0 and 1, e^{ε/4} = %s", (z) => {
    const y = fraction(z).pow(2)!;
    expect(most(bits(2).map((others) => ratio(3, others, z))).toFraction()).toBe(y.mul(2).add(1).div(3).toFraction());
    expect(most(bits(5).map((others) => ratio(4, others, z))).toFraction()).toBe(y.add(1).div(2).toFraction());
    const alike = ["0", "1"].map((cost) =>
      ratio(
        5,
        Array.from({ length: 9 }, () => cost),
        z,
      ),
    );
    expect(alike.map((found) => found.toFraction())).toEqual(
      [y.mul(3).add(2).div(5), most([y.mul(2).add(3).div(5), y.mul(5).div(y.mul(2).add(3))])].map((found) =>
        found.toFraction(),
      ),
    );
    const at = check(treePrivate(), "exact", instanceOf(onComplete(3, ["0", "1", "1"], z)), { player: 0 });
    expect([text(at.left), text(at.right)]).toEqual([y.mul(2).add(1).div(3).toFraction(), text(at.left)]);
  });

  it("costs of 0 and 3 are too far apart for large ε, on a triangle of cost 3 for all", async () => {
    // (y³ + 2)/3 > y² for y > 1 + √3: y = 64/25 and y = 25/9.
    for (const [z, holds] of [
      ["8/5", true],
      ["5/3", false],
    ] as const) {
      const [found, y] = [ratio(3, ["0", "0"], z, "0", "3"), fraction(z).pow(2)!];
      expect(found.toFraction()).toBe(y.pow(3)!.add(2).div(3).toFraction());
      expect(found.compare(y.pow(2)!) <= 0).toBe(holds);
      const instance = instanceOf(onComplete(3, ["0", "0", "0"], z));
      const at = check(treePrivate(), "non-negative", instance, { player: 0, largest: "0", smallest: "3" });
      expect([text(at.left), at.holds]).toEqual([found.toFraction(), holds]);
    }
    const [far, e] = [ratio(3, ["3", "3"], "101/100", "0", "3"), fraction("101/100").pow(4)!];
    expect(far.compare(e)).toBe(1);
    const found = await decided(treePrivate());
    const proved = "proved for all epsilon";
    expect(words(found)).toEqual({ "non-negative": "refuted", unit: proved, half: proved, exact: proved });
    expectRepaired(found.get("non-negative")!, "c_i at most 2");
  });

  it("weights of twice and three times the exponent are too sharp for e^{ε/2} and e^ε", () => {
    const instance = instanceOf(onComplete(3, ["0", "1", "1"], "10"));
    const holdsFor = (times: number, name: string) =>
      check(treePrivate(drawn(times)), name, instance, { player: 0 }).holds;
    expect(["half", "exact", "unit"].map((name) => holdsFor(1, name))).toEqual([true, true, true]);
    expect(["half", "exact", "unit"].map((name) => holdsFor(2, name))).toEqual([false, false, true]);
    expect(holdsFor(3, "unit")).toBe(false);
  });
});

describe("the tail of the cost", () => {
  const tail = (world: TreeWorld, gap: Fraction) => {
    const opt = least(treesOf(world).map((tree) => costOf(world, tree)));
    return treesOf(world)
      .filter((tree) => costOf(world, tree).sub(opt).compare(gap) >= 0)
      .map((tree) => chanceOf(world, tree))
      .reduce((x, y) => x.add(y), fraction(0));
  };

  it("falls on a triangle from e^{ε/2} = (3 + √57)/4 on, between 64/25 and 25/9", () => {
    for (const [z, holds] of [
      ["8/5", true],
      ["5/3", false],
    ] as const) {
      const [world, y] = [onComplete(3, ["0", "0", "1"], z), fraction(z).pow(2)!];
      const chance = tail(world, fraction(1));
      expect(chance.toFraction()).toBe(fraction(2).div(y.add(2)).toFraction());
      // A gap of 1 counts while 3·e^t < e^ε; the claim needs its chance to be at most e^{−t} until then.
      expect(chance.mul(y.pow(2)!).compare(3) <= 0).toBe(holds);
      expect(check(treeTail() as Claim, "literal", instanceOf(world)).holds).toBe(holds);
    }
  });

  it("holds with 2/ε, on K_2 as printed, and for sharper weights; not for a draw that does not care", async () => {
    expectRepaired((await decided(treeTail() as Claim)).get("literal")!, "2/ε for 1/ε");
    const world = onComplete(3, ["0", "0", "1"], "10");
    const instance = instanceOf(world);
    expect(check(treeTail() as Claim, "literal", instance).holds).toBe(false);
    expect(check(treeTail(drawn(2)) as Claim, "literal", instance).holds).toBe(true);
    expect(check(treeTail() as Claim, "literal", instanceOf(onComplete(2, ["1"], "10"))).holds).toBe(true);
    const repaired = (broken = format) => check(treeTail(broken, ["2/ε for 1/ε"]) as Claim, "literal", instance).holds;
    expect([repaired(), repaired(careless)]).toEqual([true, false]);
    for (const costs of bits(6)) {
      const K4 = onComplete(4, costs, "3");
      for (const gap of [1, 2, 3]) {
        expect(tail(K4, fraction(gap)).mul(fraction(9).pow(gap)!).compare(15)).toBeLessThanOrEqual(0);
      }
    }
  });

  it("rejects a size that is too small", () => {
    const instance = instanceOf(onComplete(3, ["0", "0", "1"], "10"));
    const one = () => ({ numerator: 1n, denominator: 1n });
    expect(check(treeTail(format, ["2/ε for 1/ε"], one) as Claim, "literal", instance).holds).toBe(false);
  });
});
