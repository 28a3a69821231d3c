import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { remark2 } from "../../../properties/hk/remark-2.js";
import type { Claim } from "../../../src/claim/claim.js";
import { mcsherryTalwarFormat } from "../../../src/instance/hk-exponential.js";
import { mcsherryTalwar } from "../../../src/mechanisms/hk/mcsherry-talwar.js";
import { one, type Rational, subtract } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, words } from "../cckmv/decided.js";
import {
  decimal,
  divergence,
  lawOf,
  lnOf,
  near,
  type Rows,
  sideAt,
  totalOf,
  weightsOf,
  written,
} from "./figure-by-hand.js";

/** A mechanism that does the opposite of what is reported. */
const opposite: typeof mcsherryTalwarFormat = {
  ...mcsherryTalwarFormat,
  mechanism: {
    ...mcsherryTalwar,
    law: (R, sharpness, range, profile) =>
      mcsherryTalwar.law(
        R,
        sharpness,
        range,
        profile.map(({ report, count }) => ({ report: report!.map((value) => subtract(one, value)), count })),
      ),
  },
};

const check = (claim: Claim, others: Rows, cycle: Rows, y: Fraction) => {
  const instance: JsonObject = {
    mechanism: "hk/mcsherry-talwar",
    parameters: { epsilon: { times: "4", log: y.toFraction() } },
    environment: { outcomes: ["a", "b", "c"].slice(0, cycle[0]!.length) },
    reports: written([cycle[0]!.map(() => 0), ...others]),
  };
  return claim.check({ instance, choices: { player: 0, cycle: written(cycle) } }, claim.readings[0]!.switches);
};

const cycles: readonly (readonly [Rows, Rows])[] = [
  [
    [],
    [
      [2, 0],
      [0, 2],
    ],
  ],
  [
    [[2, 0]],
    [
      [0, 0],
      [1, 0],
      [0, 2],
    ],
  ],
  [
    [[0, 2, 1]],
    [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
      [1, 0, 2],
    ],
  ],
];

describe("cyclic monotonicity", () => {
  it.each(cycles)("beside %j/2, round %j/2: the sum is (2/ε)·Σ KL(P_k‖P_{k+1})", (others, cycle) => {
    for (const y of [new Fraction(2), new Fraction(6, 5)]) {
      const laws = cycle.map((type) => lawOf(weightsOf([type, ...others], type.length, y)));
      const next = (k: number) => (k + 1) % cycle.length;
      const sum = totalOf(
        cycle.map((type, k) => totalOf(laws[k]!.map((chance, r) => chance.mul(type[r]! - cycle[next(k)]![r]!).div(2)))),
      );
      const at = check(remark2(), others, cycle, y);
      expect([at.holds, near(sideAt(at.left, y), decimal(sum))]).toEqual([true, true]);
      const divergences = laws.map((law, k) => divergence(law, laws[next(k)]!)).reduce((x, d) => x.plus(d));
      expect(near(divergences.div(lnOf(y).mul(2)), decimal(sum))).toBe(true);
    }
  });

  it("is 0 round types that differ by constants", () => {
    const at = check(
      remark2(),
      [[2, 0]],
      [
        [0, 1],
        [1, 2],
      ],
      new Fraction(2),
    );
    expect([at.holds, (at.left as Rational).numerator]).toEqual([true, 0n]);
  });

  it("is not that of the opposite rule", async () => {
    expect(check(remark2(opposite), [], cycles[0]![1], new Fraction(2)).holds).toBe(false);
    expect(words(await decided(remark2(opposite)))).toEqual({ literal: "refuted" });
  });
});
