import Fraction from "fraction.js";
import { expect, test } from "vitest";
import { vanishingCost } from "../../../properties/cckmv/remark-3-limit.js";
import {
  atGate,
  atMost,
  boundAt,
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

test("the limit alone says nothing of outcomes with ratio 1", async () => {
  const result = await atGate(vanishingCost());
  expect(verdicts(result)).toEqual({
    "two-signed+any+limit+extended+open": repaired,
    "cost+any+limit+extended+open": repaired,
    "two-signed+monotone+limit+extended+open": proved,
    "two-signed+any+zero+extended+open": proved,
    "two-signed+any+limit+finite+open": repaired,
    "two-signed+any+limit+extended+closed": repaired,
  });
  const { instance, choices } = result.counterexample!;
  for (const x of ratios(readTable(instance)).values()) expect(x).toEqual(one);
  const eta = new Fraction(choices.eta as string);
  expect(boundAt(choices.F!, one).gt(eta)).toBe(true);
  for (const x of ["11/10", "3/2", "2"]) expect(boundAt(choices.F!, new Fraction(x)).lte(eta)).toBe(true);
});

test("second route: with F = x − 1, cost at most e^ε − 1 on every small table", () => {
  const claim = vanishingCost();
  let [inside, boundary] = [0, 0];
  for (const table of [1, 2, 3, 4].flatMap((coins) => tables(2, 2, coins))) {
    const xs = [...ratios(table).values()];
    for (const log of ["2", "3"]) {
      const expEpsilon = new Fraction(log);
      const eta = expEpsilon.sub(1);
      const choices = {
        player: 0,
        epsilon: { times: "1", log },
        F: { kind: "linear", slope: "1" },
        eta: eta.toFraction(),
      };
      const check = claim.check({ instance: instanceOf(table), choices }, switchesOf(claim));
      const within = xs.every((x) => atMost(x, expEpsilon));
      expect(check.hypotheses).toBe(within ? "boundary" : "outside");
      if (!within) continue;
      const costs = xs.map((x) => (x as Fraction).sub(1)).sort((x, y) => y.compare(x));
      expect(check).toMatchObject({ holds: true, left: { numerator: costs[0]!.n, denominator: costs[0]!.d } });
      if (costs[0]!.equals(eta)) boundary++;
      else inside++;
    }
  }
  expect(Math.min(inside, boundary)).toBeGreaterThan(5);
});

test("near misses: without privacy; an F that does not vanish, an η that is too small", async () => {
  const { readings } = await atGate(vanishingCost([], false));
  expect(readings.find(({ name }) => name.includes("monotone"))?.verdict).toBe("refuted");
  const claim = vanishingCost();
  const instance = instanceOf(tables(2, 1, 1)[0]!);
  const at = (F: object, eta: string) =>
    claim.check(
      { instance, choices: { player: 0, epsilon: { times: "1", log: "2" }, F: F as never, eta } },
      switchesOf(claim),
    );
  expect(at({ kind: "step", value: "1" }, "1/2").hypotheses).toBe("outside");
  expect(at({ kind: "linear", slope: "1" }, "1/2").hypotheses).toBe("outside");
  expect(at({ kind: "linear", slope: "1" }, "1")).toMatchObject({ hypotheses: "boundary", holds: true });
});
