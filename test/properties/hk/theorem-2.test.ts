import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { type ChargedRange, figure1Charged } from "../../../properties/hk/charged.js";
import { corollary6 } from "../../../properties/hk/corollary-6.js";
import { noPositiveTransfer, zeroValueZeroPayment } from "../../../properties/hk/payment-signs.js";
import { theorem2Ic, theorem2Ir } from "../../../properties/hk/theorem-2.js";
import { type ByThirdTerm, bothTerms } from "../../../properties/hk/third-term.js";
import type { Claim } from "../../../src/claim/claim.js";
import * as L from "../../../src/number/log-form.js";
import { integersWithLog } from "../../../src/number/log-ring.js";
import { rational } from "../../../src/number/rational.js";
import { decideClaim } from "../../../src/search/campaign.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { only as oneReading, words } from "../cckmv/decided.js";
import {
  divergence,
  lawOf,
  lnOf,
  near,
  price,
  type Rows,
  sideAt,
  utility,
  weightsOf,
  written,
} from "./figure-by-hand.js";

const names = ["a", "b", "c"];
const instance = (halves: Rows, y: Fraction, more: JsonObject = {}, mechanism = "hk/exponential"): JsonObject => ({
  mechanism,
  parameters: { epsilon: { times: "4", log: y.toFraction() } },
  environment: { outcomes: names.slice(0, halves[0]!.length), ...more },
  reports: written(halves),
});

const switchesOf = (claim: Claim, name: string) => claim.readings.find((reading) => reading.name === name)!.switches;
const check = (claim: Claim, name: string, at: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance: at, choices: { player: 0, ...choices } }, switchesOf(claim, name));

/** Payments that are changed at one ε. */
const charging =
  (change: (payment: L.LogForm) => L.LogForm) =>
  (grid: bigint): ChargedRange => {
    const { format, ...honest } = figure1Charged(grid);
    const payments = format.payments!;
    return {
      ...honest,
      format: { ...format, payments: (values) => payments(values).map((payment) => change(payment as L.LogForm)) },
    };
  };
const plus = (x: bigint, y: bigint) => charging((payment) => L.add(payment, L.fromRational(rational(x, y))));
/** 1/ε in the place of 2/ε. */
const halved = charging((payment) =>
  L.subtract(payment, L.scale({ ...payment, rational: rational(0n) }, rational(1n, 2n))),
);
/** The same over any ring. */
const halvedRatio = (grid: bigint): ChargedRange => ({ ...halved(grid), rate: () => rational(1n) });
const only = (reports: (grid: bigint) => ChargedRange): ByThirdTerm => ({ ...bothTerms, reports });

const profiles: readonly (readonly [v: readonly number[], b: readonly number[], others: Rows])[] = [
  [[1, 0], [2, 0], []],
  [[1, 0], [0, 2], [[0, 2]]],
  [
    [2, 0, 1],
    [0, 2, 2],
    [
      [1, 1, 0],
      [2, 0, 0],
    ],
  ],
];

describe("the gain of the truth", () => {
  it.each(profiles)("for v = %j/2 and b = %j/2 is that of Figure 1 as printed, and (2/ε)·KL", (v, b, others) => {
    for (const y of [new Fraction(2), new Fraction(11, 10), new Fraction(7, 2)]) {
      const at = check(theorem2Ic(), "reports", instance([v, ...others], y), { instead: written([b])[0]! });
      const gain = sideAt(at.left, y).minus(sideAt(at.right, y));
      expect(at.holds).toBe(true);
      expect(near(sideAt(at.left, y), utility(v, [v, ...others], y))).toBe(true);
      expect(near(sideAt(at.right, y), utility(v, [b, ...others], y))).toBe(true);
      const [lie, truth] = [b, v].map((row) => lawOf(weightsOf([row, ...others], v.length, y))) as [
        Fraction[],
        Fraction[],
      ];
      expect(near(gain, divergence(lie, truth).div(lnOf(y).mul(2)))).toBe(true);
      expect(gain.gt(0)).toBe(true);
    }
  });

  it("is 0 for a lie that is the truth shifted by a constant", () => {
    const at = check(
      theorem2Ic(),
      "reports",
      instance(
        [
          [1, 0],
          [2, 1],
        ],
        new Fraction(3),
      ),
      { instead: ["1", "1/2"] },
    );
    expect([
      at.holds,
      L.equals(at.left as L.LogForm, at.right as L.LogForm, { times: rational(4n), log: rational(3n) }),
    ]).toEqual([true, true]);
  });

  it("is missed by payments with 1/ε in the place of 2/ε", () => {
    const at = check(theorem2Ic(only(halved)), "reports", instance([[1, 0]], new Fraction(2)));
    expect(at.holds).toBe(false);
    const broken = theorem2Ic(only(halvedRatio));
    const c = { environment: { outcomes: ["a", "b"] }, reports: [["1/2", "0"]] };
    const decide = (claim: Claim) => claim.decide(integersWithLog(2n, 1n), c, switchesOf(claim, "reports")).conclusion;
    expect([decide(broken), decide(theorem2Ic())]).toEqual(["fails", "holds"]);
    // No equation proves it for all ε, and the sign at one ε refutes it.
    const { result } = decideClaim(oneReading("reports", broken), { budget: "gate", seed: 1 });
    expect(words(new Map(result.readings.map((reading) => [reading.name, reading])))).toEqual({ reports: "refuted" });
  });
});

describe("individual rationality", () => {
  it("leaves (2/ε)·ln(Z/Z_-i) to the truth", () => {
    const y = new Fraction(3, 2);
    for (const [v, , others] of profiles) {
      const at = check(theorem2Ir(), "reports", instance([v, ...others], y));
      const [Z, aside] = [[v, ...others], others].map((rows) =>
        weightsOf(rows, v.length, y).reduce((x, w) => x.add(w)),
      );
      expect([at.holds, near(sideAt(at.left, y), lnOf(Z!.div(aside!)).div(lnOf(y).mul(2)))]).toEqual([true, true]);
    }
    expect(check(theorem2Ir(only(plus(1n, 100n))), "reports", instance([[0, 0]], y)).holds).toBe(false);
  });

  it("falls with true valuations in the third term: an agent of value 0 pays Σ (v_k − b_k) over one outcome", () => {
    const y = new Fraction(2);
    const at = (b: number, v: number) =>
      check(
        theorem2Ir(),
        "true",
        instance(
          [[0], [b]],
          y,
          { trueValuations: [["0"], [`${new Fraction(v, 2).toFraction()}`]] },
          "hk/exponential-third-term",
        ),
      );
    expect([at(0, 2).holds, at(0, 0).holds, at(2, 2).holds]).toEqual([false, true, true]);
    expect(near(sideAt(at(0, 2).left, y), price([[0], [0]], y, { third: [[0], [2]] }).neg())).toBe(true);
    expect(price([[0], [0]], y, { third: [[0], [2]] }).toString()).toBe("1");
  });
});

describe("payments", () => {
  const third = (b: Rows, v: Rows) =>
    instance(b, new Fraction(2), { trueValuations: written(v) }, "hk/exponential-third-term");

  it("are 0 for who values nothing, with the third term at the reports", () => {
    const at = instance(
      [
        [0, 0],
        [2, 1],
      ],
      new Fraction(5),
    );
    expect(check(zeroValueZeroPayment(), "reports", at).holds).toBe(true);
    expect(check(zeroValueZeroPayment(only(plus(1n, 1000n))), "reports", at).holds).toBe(false);
    // The grid of these rows is coarser than that of the cases, and who values something is not spoken of.
    const wants = check(zeroValueZeroPayment(), "reports", instance([[2, 0], [0, 2]], new Fraction(2))); // biome-ignore format: one line
    expect([wants.hypotheses, wants.holds]).toEqual(["outside", false]);
    expect(check(zeroValueZeroPayment(), "true", third([[0], [2]], [[0], [0]])).holds).toBe(false);
    expect(check(zeroValueZeroPayment(), "true", third([[0], [2]], [[0], [2]])).holds).toBe(true);
  });

  it("are between 0 and 1, with the third term at the reports", () => {
    const y = new Fraction(4);
    for (const [v, , others] of profiles) {
      const paid = price([v, ...others], y);
      const at = check(noPositiveTransfer(), "sign+reports", instance([v, ...others], y));
      expect([at.holds, near(sideAt(at.left, y), paid)]).toEqual([true, true]);
    }
    expect(check(noPositiveTransfer(only(plus(-1n, 2n))), "sign+reports", instance([[1, 0]], y)).holds).toBe(false);
    expect(check(noPositiveTransfer(only(plus(1n, 1n))), "at-most-one+reports", instance([[1, 0]], y)).holds).toBe(
      false,
    );
  });

  it("are −1, or 2/3 + log_2(4/3), with the third term at the true valuations", () => {
    const below = check(noPositiveTransfer(), "sign+true", third([[0], [2]], [[0], [0]]));
    const above = check(
      noPositiveTransfer(),
      "at-most-one+true",
      third(
        [
          [0, 2],
          [0, 0],
        ],
        [
          [0, 2],
          [2, 2],
        ],
      ),
    );
    expect([below.holds, above.holds]).toEqual([false, false]);
    const y = new Fraction(2);
    expect(near(sideAt(below.left, y), price([[0], [2]], y, { third: [[0], [0]] }))).toBe(true);
    expect(
      near(
        sideAt(above.left, y),
        price(
          [
            [0, 2],
            [0, 0],
          ],
          y,
          {
            third: [
              [0, 2],
              [2, 2],
            ],
          },
        ),
      ),
    ).toBe(true);
    expect(
      check(
        noPositiveTransfer(),
        "at-most-one+true",
        third(
          [
            [0, 2],
            [2, 2],
          ],
          [
            [0, 2],
            [2, 2],
          ],
        ),
      ).holds,
    ).toBe(true);
  });

  it("approach 1 beside one other agent with the value 1 − δ elsewhere", () => {
    // v = (1, 0), the other (0, 1 − δ) with δ = 1/2: VCG's externality is 1/2.
    expect(
      price(
        [
          [2, 0],
          [0, 1],
        ],
        new Fraction(10 ** 9),
      )
        .minus("0.5")
        .abs()
        .lt("0.02"),
    ).toBe(true);
  });
});

describe("Corollary 6", () => {
  const prior = [1, 3];
  const at = (rows: Rows, y: Fraction) => instance(rows, y, { prior: prior.map(String) });

  it("has the payments of Figure 1 with −KL(P‖μ) for S(P)", () => {
    const y = new Fraction(3);
    const rows: Rows = [
      [2, 0],
      [0, 1],
    ];
    const found = check(corollary6(), "literal", at(rows, y), { instead: ["0", "1"] });
    expect(found.holds).toBe(true);
    expect(near(sideAt(found.left, y), utility([2, 0], rows, y, prior))).toBe(true);
    expect(
      near(
        sideAt(found.right, y),
        utility(
          [2, 0],
          [
            [0, 2],
            [0, 1],
          ],
          y,
          prior,
        ),
      ),
    ).toBe(true);
    expect(check(corollary6(), "literal", at(rows, y), { instead: null }).holds).toBe(true);
  });

  it("is not met by the payments without the prior", () => {
    const honest = figure1Charged(2n);
    const blind: ChargedRange = {
      ...honest,
      format: {
        ...honest.format,
        payments: ({ environment: { prior: _prior, ...environment }, ...values }) =>
          honest.format.payments!({ ...values, environment }),
      },
    };
    const rows: Rows = [
      [2, 0],
      [0, 1],
    ];
    expect(check(corollary6(blind), "literal", at(rows, new Fraction(2))).holds).toBe(false);
    expect(check(corollary6(), "literal", at(rows, new Fraction(2))).holds).toBe(true);
  });
});
