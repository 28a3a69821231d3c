import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { doubleCount } from "../../../properties/cckmv/fact-7.4-double-count.js";
import { noisyVcgFormat } from "../../../src/instance/cckmv-vcg.js";
import { rational } from "../../../src/number/rational.js";
import type { Coupled } from "../../../src/probability/coupling.js";
import { one, powerOf, zero } from "../../worked/second-route.js";
import { decided, expectRepaired, only, words } from "./decided.js";
import { checkVcg, leading, sideOf, twoWorlds, vcgBases, worldAt } from "./vcg-by-hand.js";

const printed = { index: "printed" };
const corrected = { index: "corrected" };
const lone = { outcomes: 2, maximum: 1, reports: [[0, 0]] };

/** Pr[λ = k]. */
const mass = (a: Fraction, k: number): Fraction =>
  one
    .sub(a)
    .div(one.add(a))
    .mul(powerOf(a, Math.abs(k)));

/** The display with k_{−o2} under the sum, noises from −most to most only: what is missing is less than n·2a^{most+1}/(1 + a). */
function partOfTheSum(outcomes: number, a: Fraction, reports: readonly (readonly number[])[], most: number): Fraction {
  const noises = Array.from({ length: 2 * most + 1 }, (_, i) => i - most);
  let vectors: number[][] = [[]];
  for (let o = 0; o < outcomes; o++) vectors = vectors.flatMap((head) => noises.map((k) => [...head, k]));
  let sum = zero;
  for (const k of vectors) {
    const [x, y] = reports.map((report) => worldAt(k, report, 1).chosen);
    if (x === y) continue;
    for (let o1 = 0; o1 < outcomes; o1++) {
      for (let o2 = 0; o2 < outcomes; o2++) {
        if (o1 !== o2 && [o1, o2].includes(x!) && [o1, o2].includes(y!)) {
          sum = sum.add(k.map((noise) => mass(a, noise)).reduce((p, q) => p.mul(q)));
        }
      }
    }
  }
  return sum;
}

/** The noise decays twice as fast as Mechanism 7.1 says. */
const faster = {
  ...noisyVcgFormat,
  mechanism: {
    ...noisyVcgFormat.mechanism,
    step: (_: unknown, { outcomes, maximum }: { outcomes: number; maximum: number }) =>
      rational(2n, BigInt(outcomes * maximum)),
  },
} as typeof noisyVcgFormat;

/** The coins at which both reports have one outcome are counted twice. */
const twice = {
  ...noisyVcgFormat,
  mechanism: {
    ...noisyVcgFormat.mechanism,
    coupled: (R, ...at) => {
      const joint: Coupled<unknown, unknown> = noisyVcgFormat.mechanism.coupled!(R, ...at) as never;
      return { ...joint, total: R.add(joint.total as never, joint.total as never) } as never;
    },
  },
} as typeof noisyVcgFormat;

describe("the last sum in the proof of Lemma 7.4", () => {
  it("is twice the chance of a change, |O| = 2", () => {
    for (const base of vcgBases) {
      for (const [maximum, lead, truth, lie] of [
        [1, 0, [0, 0], [0, 1]],
        [1, -3, [1, 0], [0, 1]],
        [2, 1, [0, 2], [1, 0]],
      ] as const) {
        const at = { outcomes: 2, maximum, reports: [[...truth], ...leading(lead)], base };
        const { left, right, holds } = checkVcg(doubleCount(), at, { lie: [...lie] }, corrected);
        const { changes } = twoWorlds(truth, lie, lead, maximum, base);
        expect([sideOf(left), sideOf(right)].map((side) => side.equals(changes.mul(2)))).toEqual([true, true]);
        expect(holds).toBe(true);
      }
    }
  });

  it("is twice the chance of a change, |O| = 3: all small noises one by one come near it from below", () => {
    const base = new Fraction(5);
    const a = one.div(base);
    for (const [truth, lie] of [
      [
        [0, 0, 1],
        [1, 0, 0],
      ],
      [
        [0, 0, 0],
        [0, 1, 1],
      ],
    ] as const) {
      const at = { outcomes: 3, maximum: 1, reports: [[...truth]], base };
      const { left, holds } = checkVcg(doubleCount(), at, { lie: [...lie] }, corrected);
      const missing = sideOf(left).sub(partOfTheSum(3, a, [truth, lie], 5));
      expect(holds).toBe(true);
      expect(missing.gt(zero)).toBe(true);
      // Twice 3·2a^6/(1 + a).
      expect(missing.lt(powerOf(a, 6).mul(12).div(one.add(a)))).toBe(true);
    }
  });

  it("is infinite as printed wherever a pair can change the outcome", async () => {
    const readings = await decided(doubleCount());
    expect(words(readings)).toEqual({ printed: "refuted", corrected: "proved for all epsilon" });
    expectRepaired(readings.get("printed")!, "k_{-o2} under the sum");
    const { left, right, holds } = checkVcg(doubleCount(), lone, { lie: [0, 1] }, printed);
    // Pr[λ_1 − λ_0 = −1] at e^{ε/2} = 2, twice.
    expect([left, sideOf(right).toFraction(), holds]).toEqual(["infinity", "8/27", false]);
    expect(checkVcg(doubleCount(), lone, { lie: [1, 1] }, printed).holds).toBe(true);
  });

  it("is not once the chance of a change, nor that of noise that decays twice as fast, nor of coins that count twice", async () => {
    for (const control of [{ times: 1 }, { format: faster }, { format: twice }]) {
      expect(checkVcg(doubleCount(control), lone, { lie: [0, 1] }, corrected).holds).toBe(false);
    }
    expect(words(await decided(only("corrected", doubleCount({ format: faster }))))).toEqual({ corrected: "refuted" });
  });
});
