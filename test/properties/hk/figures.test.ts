import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { figures } from "../../../properties/hk/figures.js";
import type { Coordinate, Series } from "../../../src/claim/figure.js";
import * as Q from "../../../src/number/rational.js";

const made = new Map(figures.map((make) => make()).map((figure) => [figure.id, figure]));
const seriesOf = (id: string, name: string): Series => made.get(id)!.series.find((series) => series.name === name)!;
const pointsOf = (id: string, name: string): readonly (readonly [Q.Rational, Q.Rational])[] =>
  seriesOf(id, name).points as never;
const r = (numerator: number, denominator = 1) => Q.rational(BigInt(numerator), BigInt(denominator));
const total = (numbers: readonly number[]) => numbers.reduce((x, y) => x + y, 0);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

const Digits = Decimal.clone({ defaults: true, precision: 40 });
const decimal = ({ numerator, denominator }: Q.Rational) => new Digits(`${numerator}`).div(`${denominator}`);
const isIn = (x: Decimal, c: Coordinate): boolean =>
  "low" in c && decimal(c.low).lte(x) && decimal(c.high).gte(x) && decimal(c.high).minus(decimal(c.low)).lt("1e-9");

describe("the tail", () => {
  it("is the sum of the weights 3^{−gap} of the gaps beyond, which e^t reaches", () => {
    const weights = upTo(9).map((g) => 3 ** (8 - g));
    const chance = (from: number) => r(total(weights.slice(from)), total(weights));
    for (const [name, base] of [
      ["Pr[loss > (ln 9 + t)/ε], as printed", 9],
      ["Pr[loss > 2·(ln 9 + t)/ε]", 3],
    ] as const) {
      const first = base === 9 ? 2 : 3;
      const expected = upTo(9)
        .slice(first)
        .flatMap((g) => {
          const [from, to] = [g === first ? 1 : base ** (g - 1) / 9, base ** g / 9];
          return [from, to].map((exp) => [`${exp}`, Q.printRational(chance(g))]);
        });
      expect(pointsOf("hk/tail", name).map((point) => point.map(Q.printRational))).toEqual(expected);
    }
  });

  it("is above its bound at the last t as printed, and nowhere with the factor 2", () => {
    const above = ([e, y]: readonly [Q.Rational, Q.Rational]) => Q.compare(Q.multiply(e, y), Q.one) > 0;
    expect(above(pointsOf("hk/tail", "Pr[loss > (ln 9 + t)/ε], as printed").at(-1)!)).toBe(true);
    expect(pointsOf("hk/tail", "Pr[loss > 2·(ln 9 + t)/ε]").some(above)).toBe(false);
  });
});

type Row = readonly number[];

/** The sum of 4^{Σ v} over all ways to give the rows different ones of the items. */
const ways = (rows: readonly Row[], items: readonly number[]): number =>
  rows.length === 0
    ? 1
    : total(
        items.map(
          (j) =>
          ways(
            rows.slice(1),
            items.filter((other) => other !== j),
          ) *
          4 ** rows[0]![j]!, // biome-ignore format: one line
        ),
      );

/** The chance of each assignment of the sampler to the letter, stage by stage. */
function sampled(rows: readonly Row[], items: readonly number[]): ReadonlyMap<string, Q.Rational> {
  if (rows.length === 0) return new Map([["", Q.one]]);
  const rest = rows.slice(1);
  const without = (j: number) => items.filter((other) => other !== j);
  const all = total(items.map((j) => ways(rest, without(j))));
  return new Map(
    items.flatMap((j) =>
      [...sampled(rest, without(j))].map(
        ([key, chance]) => [`${j},${key}`, Q.multiply(r(ways(rest, without(j)), all), chance)] as const,
      ),
    ),
  );
}

describe("privacy of what is drawn", () => {
  it("of the sampler is what its stages lead to", () => {
    for (const [n, y] of pointsOf("hk/privacy", "sampler to the letter")) {
      const size = Number(n.numerator);
      const rows = upTo(size - 1).map((i) => upTo(size).map((j) => (i > 0 && j === size - 2 - i ? 1 : 0)));
      const last = upTo(size).map((j) => (j === size - 1 ? 1 : 0));
      const [one, other] = [last, last.map((v) => 1 - v)].map((row) => sampled([...rows, row], upTo(size)));
      const ratios = [...one!].map(([key, chance]) => Q.divide(chance, other!.get(key)!));
      const largest = ratios.map((ratio) => Q.maximum(ratio, Q.divide(Q.one, ratio))).reduce(Q.maximum);
      expect(Q.printRational(y)).toBe(Q.printRational(Q.divide(largest, r(16))));
      expect(Q.compare(y, Q.one) > 0).toBe(size >= 4);
    }
  });

  it("of the auction is (1 + (n − 1)·e^ε)/n", () => {
    for (const [n, y] of pointsOf("hk/privacy", "exponential mechanism, auction of n items")) {
      const size = Number(n.numerator);
      expect(Q.printRational(y)).toBe(Q.printRational(r(1 + 16 * (size - 1), 16 * size)));
    }
  });

  it("of two outcomes is the largest ratio over all valuations with values 0 and 1", () => {
    const points = pointsOf("hk/privacy", "exponential mechanism, two outcomes");
    for (const n of [1, 2, 3, 4]) {
      const chance = (lead: number) => r(4 ** (n + lead), 4 ** (n + lead) + 4 ** n);
      const ratios = upTo(2 * n - 1).flatMap((k) => {
        // The lead of one outcome by the others, and her own share in it.
        const lead = k - (n - 1);
        return [-1, 0, 1].flatMap((v) => [-1, 0, 1].map((w) => Q.divide(chance(lead + v), chance(lead + w))));
      });
      expect(Q.printRational(points[n - 1]![1])).toBe(Q.printRational(Q.divide(ratios.reduce(Q.maximum), r(16))));
    }
  });
});

describe("payments", () => {
  it("are E[b] − (2/ε)·ln(Z(b)/Z(0, b_{−i}))", () => {
    for (const d of ["0", "1/4", "1/2", "3/4", "1"]) {
      const rival = decimal(Q.parseRational(d)!);
      for (const [b, y] of seriesOf("hk/payment", `d = ${d}`).points) {
        const B = decimal(b as Q.Rational).sqrt();
        const other = B.pow(rival);
        const Z = B.plus(other);
        const payment = B.div(Z).minus(Z.div(other.plus(1)).ln().div(B.ln()));
        expect(isIn(payment, y)).toBe(true);
      }
    }
  });

  it("with noise have the distance of the payments as their level, beside that of the outcome", () => {
    for (const [i, [b, both]] of seriesOf("hk/seen-payment", "outcome and noisy payment").points.entries()) {
      const B = decimal(b as Q.Rational).sqrt();
      const ln = B.ln();
      const [wanted, opposed] = [B.pow(2).plus(511), B.times(512)];
      const paid = (Z: Decimal, others: Decimal, chance: Decimal) => chance.minus(Z.div(others).ln().div(ln));
      const before = paid(opposed, B.times(511).plus(1), new Digits(1).div(512));
      const after = paid(wanted, B.plus(511), B.pow(2).div(wanted));
      const payment = before.minus(after).abs();
      // The ratios at outcome 1 and at each of the others, over their totals; e^ε = B².
      const ratios = [B.pow(2).div(wanted).times(512), wanted.div(512)];
      const outcome = Digits.max(...ratios).ln().div(ln.times(2)); // biome-ignore format: one line
      expect(isIn(outcome, seriesOf("hk/seen-payment", "outcome").points[i]![1])).toBe(true);
      expect(isIn(payment, seriesOf("hk/seen-payment", "noisy payment").points[i]![1])).toBe(true);
      expect(isIn(outcome.plus(payment), both)).toBe(true);
    }
  });
});

describe("critical edges", () => {
  it("are counted over all networks of few nodes", () => {
    for (const k of [2, 3, 4, 5]) {
      const pairs = upTo(k).flatMap((i) => upTo(i).map((j) => [i, j] as const));
      const sums = { few: new Digits(0), many: new Digits(0), forest: new Digits(0) };
      for (const set of upTo(2 ** pairs.length)) {
        const critical = pairs.filter((_, e) => Math.floor(set / 2 ** e) % 2 === 1);
        const size = critical.length;
        const chance = new Digits(1).div(2 * k).pow(size).times(new Digits(2 * k - 1).div(2 * k).pow(pairs.length - size)); // biome-ignore format: one line
        if (12 * size >= k) sums.few = sums.few.plus(chance);
        if (3 * size >= k) sums.many = sums.many.plus(chance);
        if (3 * size >= k && isForest(k, critical)) sums.forest = sums.forest.plus(chance);
      }
      const at = (name: string) => seriesOf("hk/critical-edges", name).points[k - 2]![1];
      expect(isIn(sums.few, at("at least k/12 critical"))).toBe(true);
      expect(isIn(sums.many, at("at least k/3 critical"))).toBe(true);
      expect(isIn(sums.forest, at("at least k/3 critical, no cycle of them"))).toBe(true);
    }
  });
});

/** Joins the ends of the edges one after the other. */
function isForest(k: number, edges: readonly (readonly [number, number])[]): boolean {
  let component: readonly number[] = upTo(k);
  return edges.every(([i, j]) => {
    const [x, y] = [component[i]!, component[j]!];
    component = component.map((c) => (c === x ? y : c));
    return x !== y;
  });
}
