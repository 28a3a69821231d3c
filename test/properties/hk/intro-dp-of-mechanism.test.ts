import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { wholePrivate } from "../../../properties/hk/intro-dp-of-mechanism.js";
import type { Claim } from "../../../src/claim/claim.js";
import { exponentialFormat } from "../../../src/instance/hk-exponential.js";
import { privatePaymentsFormat, publicPaymentsFormat } from "../../../src/instance/hk-payments.js";
import type { RangeFormat } from "../../../src/instance/hk-range.js";
import type { Facts } from "../../../src/instance/loaded.js";
import { exponential } from "../../../src/mechanisms/hk/exponential.js";
import { fromRational, type LogForm } from "../../../src/number/log-form.js";
import { rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { decided, expectRepaired, only, words } from "../cckmv/decided.js";

/**
 * Outcome and payments together a second time, in decimals, from Figure 1 as printed with its entropy. It shares no code with the
 * program.
 */
const honest = decided(wholePrivate());
const Precise = Decimal.clone({ precision: 45 });
type Rows = readonly (readonly number[])[];
const sum = (terms: readonly Decimal[]): Decimal => terms.reduce((x, y) => x.plus(y), new Precise(0));

/** ε = 2·ln B. */
function figureAt(rows: Rows, B: Decimal) {
  const half = B.ln();
  const powers = (list: Rows) => rows[0]!.map((_, r) => B.pow(list.reduce((total, row) => total + row[r]!, 0)));
  const weights = powers(rows);
  const P = weights.map((weight) => weight.div(sum(weights)));
  const entropy = sum(P.map((chance) => chance.mul(chance.ln()).neg()));
  const payments = rows.map((_, i) => {
    const others = rows.filter((_, k) => k !== i);
    const expected = sum(P.map((chance, r) => chance.mul(others.reduce((total, row) => total + row[r]!, 0))));
    return expected
      .plus(entropy.div(half))
      .neg()
      .plus(sum(powers(others)).ln().div(half));
  });
  return { P, payments };
}

/** The level of the outcome and the payments, less ε. */
function excess(model: "public" | "private", rows: Rows, changed: readonly number[], B: Decimal): Decimal {
  const [before, after] = [figureAt(rows, B), figureAt([changed, ...rows.slice(1)], B)];
  const ratio = before.P.map((chance, r) => chance.div(after.P[r]!).ln()).reduce((x, y) => Precise.max(x, y));
  const moves = before.payments.map((payment, j) => payment.minus(after.payments[j]!).abs());
  const seen = model === "public" ? sum(moves).div(rows.length) : moves.slice(1).reduce((x, y) => Precise.max(x, y));
  const epsilon = B.ln().mul(2);
  return ratio.plus(seen.mul(epsilon)).minus(epsilon);
}

const bits = [0, 1];
const everyRow: Rows = bits.flatMap((x) => bits.map((y) => [x, y]));
const value = ({ rational, logs }: LogForm): Decimal =>
  sum([
    new Precise(`${rational.numerator}`).div(`${rational.denominator}`),
    ...logs.map(({ coefficient, log }) =>
      new Precise(`${log.numerator}`)
        .div(`${log.denominator}`)
        .ln()
        .mul(`${coefficient.numerator}`)
        .div(`${coefficient.denominator}`),
    ),
  ]);

describe("the outcome with noisy payments", () => {
  it("passes ε for two players and two outcomes at ε = 6·ln 2, not at 4·ln 2", () => {
    const worst = (model: "public" | "private", B: number) =>
      everyRow
        .flatMap((own) =>
          everyRow.flatMap((changed) => everyRow.map((other) => excess(model, [own, other], changed, new Precise(B)))),
        )
        .reduce((x, y) => Precise.max(x, y));
    for (const model of ["public", "private"] as const) {
      expect(worst(model, 8).gt("0.11")).toBe(true);
      expect(worst(model, 4).lt(0)).toBe(true);
    }
  });

  it.each(["public", "private"] as const)("has the sides that the %s reading tells", async (model) => {
    const { counterexample } = (await honest).get(model)!;
    const claim = wholePrivate();
    const { switches } = claim.readings.find(({ name }) => name === model)!;
    const check = claim.check(counterexample!, switches);
    const difference = value(check.left as LogForm).minus(value(check.right as LogForm));
    const expected = excess(
      model,
      [
        [1, 0],
        [0, 1],
      ],
      [0, 1],
      new Precise(8),
    );
    expect(difference.minus(expected).abs().lt("1e-40")).toBe(true);
    expect(counterexample!.instance.reports).toHaveLength(2);
  });

  it("comes near to 2ε", () => {
    // The other values all outcomes but one; for |R| = m the level goes to (2 − 1/m)·ε.
    const m = 20;
    const on = Array.from({ length: m }, (_, r) => (r === 0 ? 1 : 0));
    const off = on.map((bit) => 1 - bit);
    const B = new Precise(10).pow(300);
    const level = excess("private", [on, off], off, B).div(B.ln().mul(2)).plus(1);
    expect(level.gt("1.93") && level.lt(2)).toBe(true);
    const wide = 1000;
    const first = Array.from({ length: wide }, (_, r) => (r === 0 ? 1 : 0));
    const alone = excess(
      "public",
      [first],
      first.map((bit) => 1 - bit),
      new Precise(30 * wide),
    )
      .div(new Precise(30 * wide).ln().mul(2))
      .plus(1);
    expect(alone.gt("1.4") && alone.lt(2)).toBe(true);
  });
});

describe("the privacy of the whole mechanism", () => {
  it("is that of the outcome alone, and 2ε with noisy payments", async () => {
    const readings = await honest;
    expect(words(readings)).toEqual({
      outcome: "proved for all epsilon",
      exact: "refuted",
      public: "refuted",
      private: "refuted",
    });
    expectRepaired(readings.get("exact")!, "Laplace noise of scale n/ε", "2ε");
    expectRepaired(readings.get("public")!, "2ε");
    expectRepaired(readings.get("private")!, "2ε");
    expect(readings.get("exact")!.counterexample!.lhs).toBe("infinity");
  });

  it("is no longer even that of the outcome for weights of twice the welfare, nor 2ε with payments", async () => {
    const twice = (format: RangeFormat): RangeFormat => ({
      ...format,
      mechanism: {
        ...format.mechanism,
        law: (R, sharpness, range, profile) => exponential.law(R, sharpness, range, [...profile, ...profile]),
      },
    });
    const formats = {
      exponential: twice(exponentialFormat),
      publicPayments: twice(publicPaymentsFormat),
      privatePayments: twice(privatePaymentsFormat),
    };
    expect(words(await decided(only("outcome", wholePrivate(formats))))).toEqual({ outcome: "refuted" });
    const doubled = words(await decided(only("public", wholePrivate(formats, ["2ε"]))));
    expect(doubled).toEqual({ public: "refuted" });
  });

  const five = fromRational(rational(5n));

  it("is not refuted for payments that are always the same, which leak nothing", async () => {
    const flat: RangeFormat = { ...exponentialFormat, payments: ({ profile }) => profile.map(() => five) };
    const claim = wholePrivate({
      exponential: flat,
      publicPayments: publicPaymentsFormat,
      privatePayments: privatePaymentsFormat,
    });
    const { counterexample } = (await honest).get("exact")!;
    const { switches } = claim.readings.find(({ name }) => name === "exact")!;
    expect(claim.check(counterexample!, switches).holds).toBe(true);
    expect(wholePrivate().check(counterexample!, switches).holds).toBe(false);
    await expect((async () => decided(only("exact", claim)))()).rejects.toThrow("but its check holds there");
  });

  it("is that of the centres and the scale that the mechanism tells", async () => {
    const told = (facts: (honest: Facts) => Facts): Claim["check"] =>
      wholePrivate({
        exponential: exponentialFormat,
        publicPayments: {
          ...publicPaymentsFormat,
          extras: (values) => facts(publicPaymentsFormat.extras!(values)),
        },
        privatePayments: privatePaymentsFormat,
      }).check;
    const { counterexample } = (await honest).get("public")!;
    const { switches } = wholePrivate().readings.find(({ name }) => name === "public")!;
    const flat = (facts: Facts): Facts => ({ ...facts, centers: () => [five, five] });
    const loud = (facts: Facts): Facts => ({
      ...facts,
      scale: () => ({ coefficient: rational(1000n), overEpsilonPower: 1 }),
    });
    const check = (facts: (honest: Facts) => Facts) => told(facts)(counterexample!, switches).holds;
    expect([check((facts) => facts), check(flat), check(loud)]).toEqual([false, true, true]);
  });

  it("is not proved by composition for other centres", async () => {
    const flat: RangeFormat = {
      ...publicPaymentsFormat,
      extras: (values) => ({ ...publicPaymentsFormat.extras!(values), centers: () => [five, five, five, five] }),
    };
    const formats = { exponential: exponentialFormat, publicPayments: flat, privatePayments: privatePaymentsFormat };
    const { counterexample } = (await honest).get("public")!;
    const { switches } = wholePrivate().readings.find(({ name }) => name === "public")!;
    expect(wholePrivate(undefined, ["2ε"]).check(counterexample!, switches).holds).toBe(true);
    const check = wholePrivate(formats, ["2ε"]).check(counterexample!, switches);
    expect([check.holds, check.explanation.endsWith("not those of Figure 1")]).toEqual([false, true]);
  });

  it("passes its check at the counterexample for an outcome that ignores the reports", async () => {
    const blind: RangeFormat = {
      ...publicPaymentsFormat,
      mechanism: {
        ...publicPaymentsFormat.mechanism,
        law: (R, sharpness, range) => exponential.law(R, sharpness, range, []),
      },
    };
    const claim = wholePrivate({
      exponential: exponentialFormat,
      publicPayments: blind,
      privatePayments: privatePaymentsFormat,
    });
    const { counterexample } = (await honest).get("public")!;
    const example = { instance: counterexample!.instance, choices: { player: 0 } as JsonObject };
    expect(claim.check(example, claim.readings.find(({ name }) => name === "public")!.switches).holds).toBe(true);
  });
});
