import Fraction from "fraction.js";
import { expect, test } from "vitest";
import { posteriorShift } from "../../../properties/cckmv/fact-8-posterior-sd.js";
import { rational } from "../../../src/number/rational.js";
import {
  atGate,
  beliefInstance,
  beliefs,
  distance,
  type HandBelief,
  posterior,
  proved,
  ratioOf,
  shares,
  verdicts,
} from "./by-hand.js";

const claim = posteriorShift();
const truthful = [
  [1, 0],
  [0, 1],
];
const shiftOf = (belief: HandBelief): Fraction => distance(shares(belief.prior), posterior(belief)!);

test("the printed bound, and the best one in x", async () => {
  const result = await atGate(claim);
  expect(verdicts(result)).toEqual({ printed: proved, best: proved });
});

test("second route: every belief of two types with weights up to 4, by squares of integers", () => {
  let [equal, strict] = [0, 0];
  for (const belief of beliefs(4)) {
    const after = posterior(belief);
    const x = ratioOf(belief.likelihood);
    if (!after || !x || x === "infinity") continue;
    const shift = distance(shares(belief.prior), after);
    expect(shift.mul(4).lte(x.sub(1))).toBe(true);
    const [n, d] = [BigInt(shift.n), BigInt(shift.d)];
    const order = (d + n) ** 2n * BigInt(x.d) - (d - n) ** 2n * BigInt(x.n);
    expect(order <= 0n).toBe(true);
    if (order === 0n) equal++;
    else strict++;
  }
  expect(Math.min(equal, strict)).toBeGreaterThan(100);
});

test("the best bound (√x − 1)/(√x + 1) is attained at x = k², and by no other prior", () => {
  for (const k of [2, 3, 4, 7]) {
    const best = new Fraction(k - 1, k + 1);
    for (let i = 1; i < 12; i++) {
      const shift = shiftOf({ prior: [i, k * i], strategy: truthful, likelihood: [k * k, 1] });
      expect(shift.equals(best)).toBe(true);
      const other = shiftOf({ prior: [i + 1, k * i], strategy: truthful, likelihood: [k * k, 1] });
      expect(other.lt(best)).toBe(true);
    }
    const instance = beliefInstance({ prior: [1, k], strategy: truthful, likelihood: [k * k, 1] });
    const check = claim.check({ instance, choices: {} }, { bound: "best" });
    expect(check).toMatchObject({ holds: true, left: rational(BigInt(k * k)), right: rational(BigInt(k * k)) });
  }
});

test("the best constant before x − 1 is 1/4: (k/(2k + 1))² at x = (1 + 1/k)²", async () => {
  for (const k of [1, 5, 60]) {
    const likelihood = [(k + 1) ** 2, k ** 2];
    const shift = shiftOf({ prior: [k, k + 1], strategy: truthful, likelihood });
    const quotient = shift.div((ratioOf(likelihood) as Fraction).sub(1));
    expect(quotient.equals(new Fraction(k, 2 * k + 1).pow(2)!)).toBe(true);
  }
  const quarter = await atGate(posteriorShift({ constant: rational(1n, 4n) }));
  expect(quarter.verdict).toBe(proved);
});

test("near misses: a constant that is too small, two looks with the x of one", async () => {
  const eighth = await atGate(posteriorShift({ constant: rational(1n, 8n) }));
  expect(eighth.counterexample).toMatchObject({ lhs: "1/6", rhs: "1/8" });
  const twice = await atGate(posteriorShift({ times: 2 }));
  expect(verdicts(twice)).toEqual({ printed: proved, best: "refuted" });
});
