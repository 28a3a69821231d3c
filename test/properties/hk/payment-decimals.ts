import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { expect } from "vitest";
import type { Claim } from "../../../src/claim/claim.js";
import type { JsonObject } from "../../../src/verdict/json.js";

/**
 * Payments of Figure 1 as it is printed, entropy and all, in decimals of 60 digits: B = e^{ε/2}. It shares no code with the
 * program.
 */
export const D = Decimal.clone({ precision: 60 });
export type Rows = readonly (readonly string[])[];
export const number = (text: string): Decimal => {
  const { s, n, d } = new Fraction(text);
  return new D((s * n).toString()).div(d.toString());
};
export const total = (terms: readonly Decimal[]): Decimal => terms.reduce((x, y) => x.add(y), new D(0));
export const largest = (terms: readonly Decimal[]): Decimal => terms.reduce((x, y) => D.max(x, y));
const without = (rows: Rows, j: number): Rows => rows.map((row, i) => (i === j ? row.map(() => "0") : row));
export const weightsOf = (rows: Rows, B: Decimal): readonly Decimal[] =>
  rows[0]!.map((_, r) => B.pow(total(rows.map((row) => number(row[r]!)))));
export const lawOf = (rows: Rows, B: Decimal): readonly Decimal[] => {
  const weights = weightsOf(rows, B);
  return weights.map((weight) => weight.div(total(weights)));
};
export const payment = (rows: Rows, B: Decimal, j: number): Decimal => {
  const key = `${B} ${j} ${rows.join(" ")}`;
  const found = known.get(key) ?? paymentAsPrinted(rows, B, j);
  known.set(key, found);
  return found;
};
const known = new Map<string, Decimal>();
const paymentAsPrinted = (rows: Rows, B: Decimal, j: number): Decimal => {
  const law = lawOf(rows, B);
  const a = B.ln();
  const others = total(law.map((p, r) => p.mul(total(rows.map((row, k) => (k === j ? new D(0) : number(row[r]!)))))));
  const entropy = total(law.map((p) => p.mul(p.ln()).neg()));
  const aside = total(weightsOf(without(rows, j), B)).ln();
  return others.neg().sub(entropy.div(a)).add(aside.div(a));
};
export const moves = (rows: Rows, other: readonly string[], B: Decimal): readonly Decimal[] =>
  rows.map((_, j) =>
    payment(rows, B, j)
      .sub(payment(rows.with(0, other), B, j))
      .abs(),
  );
export const outcomeLog = (rows: Rows, other: readonly string[], B: Decimal): Decimal => {
  const then = lawOf(rows.with(0, other), B);
  return largest(lawOf(rows, B).map((p, r) => p.div(then[r]!))).ln();
};
export const rowsWith = (m: number, values: readonly string[]): Rows =>
  m === 0 ? [[]] : rowsWith(m - 1, values).flatMap((row) => values.map((value) => [...row, value]));
export const near = (x: Decimal, y: Decimal | number, digits = 40) =>
  expect(x.sub(y).abs().lt(new D(10).pow(-digits)), `${x} and ${y}`).toBe(true);
/** Form of the program in decimals. */
export const evaluated = (form: unknown, epsilon: Decimal): Decimal => {
  const {
    rational: plain,
    logs,
    over,
  } = form as { rational: string; logs: { coefficient: string; log: string }[]; over: string };
  const sum = total(logs.map(({ coefficient, log }) => number(coefficient).mul(number(log).ln())));
  return number(plain).add(over === "epsilon" ? sum.div(epsilon) : sum);
};

export const switchesOf = (claim: Claim, name: string) =>
  claim.readings.find((reading) => reading.name === name)!.switches;
export const instanceOf = (mechanism: string, times: string, log: string, reports: Rows): JsonObject => ({
  mechanism,
  parameters: { epsilon: { times, log } },
  environment: { outcomes: ["a", "b", "c", "d", "e", "f"].slice(0, reports[0]!.length) },
  reports,
});
export const checkAt = (claim: Claim, name: string, instance: JsonObject, choices: JsonObject) =>
  claim.check({ instance, choices }, switchesOf(claim, name));

/** A side as the program writes it. */
export const printed = (side: unknown): unknown => {
  const { rational: plain, logs, over } = side as { rational: F; logs: { coefficient: F; log: F }[]; over: string };
  const text = ({ numerator, denominator }: F) => `${numerator}/${denominator}`;
  return {
    rational: text(plain),
    over,
    logs: logs.map((term) => ({ coefficient: text(term.coefficient), log: text(term.log) })),
  };
};
interface F {
  readonly numerator: bigint;
  readonly denominator: bigint;
}
