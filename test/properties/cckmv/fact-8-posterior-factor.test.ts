import fc from "fast-check";
import Fraction from "fraction.js";
import { expect, test } from "vitest";
import { posteriorFactor } from "../../../properties/cckmv/fact-8-posterior-factor.js";
import {
  atGate,
  beliefInstance,
  beliefs,
  type HandBelief,
  posterior,
  proved,
  ratioOf,
  shares,
  switchesOf,
  verdicts,
} from "./by-hand.js";

const claim = posteriorFactor();

test("the printed factor, and the best bounds in x and the prior", async () => {
  expect(verdicts(await atGate(claim))).toEqual({ printed: proved, best: proved });
});

/** Whether both bounds hold, over the worlds, with no division by x. */
function holds({ prior, strategy, likelihood }: HandBelief, best: boolean): boolean | undefined {
  const after = posterior({ prior, strategy, likelihood });
  if (!after) return undefined;
  const [most, least] = [Math.max(...likelihood), Math.min(...likelihood)];
  return shares(prior).every((p, t) => {
    if (p.equals(0)) return after[t]!.equals(0);
    const [up, down] = [p.mul(most), p.mul(least)];
    if (!best) return after[t]!.mul(least).lte(up) && down.lte(after[t]!.mul(most));
    const rest = new Fraction(1).sub(p);
    return after[t]!.mul(up.add(rest.mul(least))).lte(up) && down.lte(after[t]!.mul(down.add(rest.mul(most))));
  });
}

test("second route: every belief of two types with weights up to 3, scales included", () => {
  let [moved, infinite, undefined_] = [0, 0, 0];
  for (const belief of beliefs(3)) {
    for (const best of [false, true]) {
      const found = holds(belief, best);
      if (found === undefined) undefined_++;
      else expect(found, JSON.stringify(belief)).toBe(true);
    }
    if (ratioOf(belief.likelihood) === "infinity") infinite++;
    const after = posterior(belief);
    if (after && !after[0]!.equals(shares(belief.prior)[0]!)) moved++;
  }
  expect(Math.min(moved, infinite, undefined_)).toBeGreaterThan(100);
});

test("second route: the check at random beliefs of three types", () => {
  const weights = fc.array(fc.nat({ max: 5 }), { minLength: 3, maxLength: 3 });
  const law = weights.map((w) => (w.some((x) => x > 0) ? w : [0, 1, 0]));
  const drawn = fc.record({ prior: law, strategy: fc.array(law, { minLength: 3, maxLength: 3 }), likelihood: weights });
  for (const belief of fc.sample(drawn, { seed: 3, numRuns: 200 })) {
    for (const factor of ["printed", "best"]) {
      const check = claim.check({ instance: beliefInstance(belief), choices: {} }, { factor });
      const found = holds(belief, factor === "best");
      expect([check.hypotheses !== "outside", check.holds]).toEqual([found !== undefined, true]);
      expect(found ?? true).toBe(true);
    }
  }
});

test("tight: the best bounds are attained, and x itself is approached as the prior vanishes", () => {
  const strategy = [
    [1, 0],
    [0, 1],
  ];
  for (const x of [1, 2, 3, 7]) {
    for (const k of [1, 10, 1000]) {
      const after = posterior({ prior: [1, k], strategy, likelihood: [x, 1] })!;
      const p = new Fraction(1, k + 1);
      expect(after[0]!.equals(p.mul(x).div(p.mul(x).add(1).sub(p)))).toBe(true);
      const short = new Fraction(x).sub(after[0]!.div(p));
      expect(short.gte(0) && short.lte(new Fraction(x * x, k))).toBe(true);
      const choices = { type: 0, bound: "upper" };
      const instance = beliefInstance({ prior: [1, k], strategy, likelihood: [x, 1] });
      const check = claim.check({ instance, choices }, { factor: "best" });
      expect(check.left).toEqual(check.right);
    }
  }
});

test("corners: a pooling strategy, reports never played, prior 0 at x = ∞, an outcome deemed impossible", () => {
  const at = (belief: HandBelief) => claim.check({ instance: beliefInstance(belief), choices: {} }, switchesOf(claim));
  const [truthful, pooling] = [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 1],
      [1, 1],
    ],
  ];
  expect(at({ prior: [1, 2], strategy: pooling!, likelihood: [1, 3] })).toMatchObject({
    holds: true,
    corners: ["pooling strategy", "the belief does not move though x > 1"],
  });
  expect(at({ prior: [1, 0], strategy: truthful!, likelihood: [1, 0] })).toMatchObject({
    hypotheses: "inside",
    holds: true,
  });
  expect(at({ prior: [0, 1], strategy: truthful!, likelihood: [1, 0] })).toMatchObject({ hypotheses: "outside" });
  expect(at({ prior: [0, 1], strategy: truthful!, likelihood: [0, 0] })).toMatchObject({ hypotheses: "outside" });
});

test("near miss: two looks with the x of one", async () => {
  const result = await atGate(posteriorFactor(2));
  expect(verdicts(result)).toEqual({ printed: "refuted", best: "refuted" });
  expect(result.counterexample?.instance.environment).toMatchObject({
    prior: ["1/2", "1/2"],
    likelihood: ["1/3", "2/3"],
  });
});
