import Fraction from "fraction.js";
import { expect, test } from "vitest";
import { proposition33 } from "../../../properties/cckmv/proposition-3.3.js";
import type { Counterexample } from "../../../src/verdict/counterexample.js";
import {
  atGate,
  atMost,
  boundAt,
  type Extended,
  instanceOf,
  one,
  proved,
  ratios,
  readTable,
  repaired,
  switchesOf,
  tables,
  verdicts,
} from "./by-hand.js";

/** x_o, F(x_o) and F(e^ε) of a counterexample, counted from the table. */
function byHand({ instance, choices }: Counterexample) {
  const all = ratios(readTable(instance));
  const expEpsilon = new Fraction((choices.epsilon as { log: string }).log);
  for (const x of all.values()) expect(atMost(x, expEpsilon)).toBe(true);
  const x = all.get(String(choices.outcome)) as Fraction;
  return { x, cost: boundAt(choices.F!, x), bound: boundAt(choices.F!, expEpsilon), expEpsilon };
}

test("holds if and only if F is nondecreasing", async () => {
  const result = await atGate(proposition33());
  expect(verdicts(result)).toEqual({
    "any+limit+extended+two-signed+open": repaired,
    "any+limit+finite+two-signed+open": repaired,
    "any+zero+extended+two-signed+open": repaired,
    "any+zero+finite+two-signed+open": repaired,
    "monotone+limit+extended+two-signed+open": proved,
    "monotone+limit+finite+two-signed+open": proved,
    "monotone+zero+extended+two-signed+open": proved,
    "monotone+zero+finite+two-signed+open": proved,
    "any+limit+extended+cost+open": repaired,
    "any+limit+extended+two-signed+closed": repaired,
  });
  const atOne = byHand(result.counterexample!);
  expect([atOne.x, atOne.cost, atOne.bound].map((v) => v.toFraction())).toEqual(["1", "1", "0"]);
  const between = byHand(result.readings.find(({ name }) => name.startsWith("any+zero"))!.counterexample!);
  expect(between.x.gt(1) && between.x.lt(between.expEpsilon)).toBe(true);
  expect(between.cost.gt(between.bound)).toBe(true);
});

test("second route: F = x − 1 at every ε on every small table, F with a hump where it matters", () => {
  const claim = proposition33();
  const met = { rising: 0, falling: 0, infinite: 0 };
  for (const table of [1, 2, 3].flatMap((coins) => tables(2, 2, coins))) {
    const xs = [...ratios(table).values()];
    const tightest = xs.reduce<Extended>((most, x) => (atMost(x, most) ? most : x), one);
    for (const expEpsilon of ["3/2", "2", "3", "4"]) {
      const private_ = atMost(tightest, new Fraction(expEpsilon));
      if (tightest === "infinity") met.infinite++;
      const hump = {
        kind: "knots",
        points: [
          ["1", "0"],
          ["2", "1"],
          ["3", "0"],
        ],
        after: "constant",
      };
      for (const F of [{ kind: "linear", slope: "1" }, hump]) {
        const choices = { player: 0, epsilon: { times: "1", log: expEpsilon }, F };
        const check = claim.check({ instance: instanceOf(table), choices }, switchesOf(claim));
        expect(check.hypotheses !== "outside").toBe(private_);
        if (!private_) continue;
        const bound = boundAt(F, new Fraction(expEpsilon));
        const holds = xs.every((x) => boundAt(F, x as Fraction).lte(bound));
        expect(check.holds).toBe(holds);
        if (F !== hump) expect(holds).toBe(true);
        met[holds ? "rising" : "falling"]++;
      }
    }
  }
  for (const count of Object.values(met)) expect(count).toBeGreaterThan(5);
});

test("near miss: without differential privacy a nondecreasing F is not enough", async () => {
  const { readings } = await atGate(proposition33([], false));
  expect(readings.find(({ name }) => name.startsWith("monotone"))?.verdict).toBe("refuted");
});
