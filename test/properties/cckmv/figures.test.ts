import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { figures } from "../../../properties/cckmv/figures.js";
import type { Coordinate, Series } from "../../../src/claim/figure.js";
import * as Q from "../../../src/number/rational.js";

const made = new Map(figures.map((make) => make()).map((figure) => [figure.id, figure]));
const seriesOf = (id: string, name: string): Series => made.get(id)!.series.find((series) => series.name === name)!;
const pointsOf = (id: string, name: string): readonly (readonly [Q.Rational, Q.Rational])[] =>
  seriesOf(id, name).points as never;
const print = (xs: readonly Q.Rational[]) => xs.map(Q.printRational);
const { one } = Q;
const r = (numerator: number, denominator = 1) => Q.rational(BigInt(numerator), BigInt(denominator));
const over = Q.divide;
const decimal = ({ numerator, denominator }: Q.Rational) => new Decimal(`${numerator}`).div(`${denominator}`);
const middle = (c: Coordinate) => ("low" in c ? decimal(c.low).plus(decimal(c.high)).div(2) : decimal(c));

/** Pr[r ≤ d] for Pr[r = k] ∝ b^{−|k|}, by the sums of the geometric series on both sides of 0. */
function atMost(b: Q.Rational, d: number): Q.Rational {
  const a = over(one, b);
  const side = over(a, Q.subtract(one, a));
  const total = Q.add(one, Q.add(side, side));
  const beyond = (k: number) => Q.multiply(side, Q.integerPower(a, BigInt(k)));
  return d < 0 ? over(beyond(-d - 1), total) : Q.subtract(one, over(beyond(d), total));
}

/**
 * Two alternatives, M = 1: with S the lead of alternative 1 and k = λ_0 − λ_1 it is chosen iff k ≤ S, with the gap seen iff k = S, and
 * alternative 0 with the gap seen iff k = S + 1. Pr[k] ∝ a^{|k|}·(|k| + κ), a = e^{−ε/2} and κ = (1 + a²)/(1 − a²), as a sum over
 * λ_0 shows. She moves the lead of the others by at most 1. `lead` ≥ 1.
 */
function largestOfTwoAlternatives(a: Q.Rational, lead: number): Q.Rational {
  const squared = Q.multiply(a, a);
  const kappa = over(Q.add(one, squared), Q.subtract(one, squared));
  const rest = Q.subtract(one, a);
  const at = (k: number) => Q.multiply(Q.integerPower(a, BigInt(k)), Q.add(r(k), kappa));
  // Σ_{j ≥ k} a^j·(j + κ).
  const from = (k: number) =>
    Q.multiply(Q.integerPower(a, BigInt(k)), Q.add(over(Q.add(r(k), kappa), rest), over(a, Q.multiply(rest, rest))));
  const all = Q.add(from(0), from(1));
  const chances = [
    (S: number) => Q.subtract(all, from(S)),
    (S: number) => at(S),
    (S: number) => at(S + 1),
    (S: number) => from(S + 2),
  ].map((event) => [-1, 0, 1].map((move) => event(lead + move)));
  return chances.map((row) => over(row.reduce(Q.maximum), row.reduce(Q.minimum))).reduce(Q.maximum);
}

describe("the figures of cckmv", () => {
  it("have the needed gap at every margin", () => {
    for (const [name, b, F] of [
      ["F(x) = x − 1, ε = ln 4", r(4), (x: Q.Rational) => Q.subtract(x, one)],
      ["F(x) = x − 1, ε = ln 2", r(2), (x: Q.Rational) => Q.subtract(x, one)],
      ["F(x) = x − 1, ε = ln (5/4)", r(5, 4), (x: Q.Rational) => Q.subtract(x, one)],
      ["F(x) = min(x − 1, 1), ε = ln 2", r(2), (x: Q.Rational) => Q.minimum(Q.subtract(x, one), one)],
    ] as const) {
      const points = pointsOf("cckmv/needed-gap", name);
      const expected = points.map(([margin]) => {
        const s = Number(margin.numerator);
        const [up, down] = [atMost(b, s + 1), atMost(b, s - 1)];
        const B = over(Q.subtract(one, down), Q.subtract(one, up));
        return over(Q.add(F(over(up, down)), F(B)), Q.multiply(r(2), F(b)));
      });
      expect(print(points.map(([, y]) => y))).toEqual(print(expected));
    }
    const tied = pointsOf("cckmv/needed-gap", "F(x) = x − 1, ε = ln 2").find(([margin]) => margin.numerator === 0n)!;
    expect(Q.printRational(tied[1])).toBe("9/4");
  });

  it("have the powers of e^ε that are proved, and the formula of VCG with noise", () => {
    for (const [name, power] of [
      ["4.1 twice, a voter of both elections", 4n],
      ["election, 4.1", 2n],
      ["facility, 6.1", 1n],
    ] as const) {
      const points = pointsOf("cckmv/privacy", name);
      expect(print(points.map(([, y]) => y))).toEqual(print(points.map(([b]) => Q.integerPower(b, power))));
    }
    pointsOf("cckmv/privacy", "VCG with noise, 7.1").forEach(([, y], i) => {
      expect(Q.printRational(y)).toBe(Q.printRational(largestOfTwoAlternatives(r(10, 11 + i), 4)));
    });
  });

  it("have the loss of unanimous voters, below the best bound", () => {
    const best = seriesOf("cckmv/expected-loss", "0.2784…/ε, the best bound").points;
    const printed = seriesOf("cckmv/expected-loss", "1/ε, Proposition 4.3").points;
    for (const [[b, y], [, bound]] of best.map((point, i) => [point, printed[i]!] as const)) {
      const epsilon = middle(b).ln();
      expect(middle(bound).minus(new Decimal(1).div(epsilon)).abs().lt("1e-9")).toBe(true);
      expect(middle(y).times(epsilon).minus("0.278464542761").abs().lt("1e-9")).toBe(true);
    }
    for (const D of [1, 3, 10]) {
      pointsOf("cckmv/expected-loss", `D = ${D}`).forEach(([b, y], i) => {
        expect(Q.printRational(y)).toBe(Q.printRational(Q.multiply(r(D), atMost(b, -D))));
        expect(decimal(y).lte(middle(best[i]![1]))).toBe(true);
      });
    }
  });

  it("have the least δ of the truncated noise, event by event", () => {
    for (const [name, sign] of [
      ["exp(+(ε/2)·|k − t|), as printed", 1],
      ["exp(−(ε/2)·|k − t|)", -1],
    ] as const) {
      for (const t of [0, 1, 2, 3]) {
        const range = Array.from({ length: 2 * t + 3 }, (_, k) => k - 1);
        const weight = (k: number) => (k < 0 || k > 2 * t ? 0 : 2 ** (sign === 1 ? Math.abs(k - t) : t - Math.abs(k - t))); // biome-ignore format: one line
        const total = range.reduce((sum, k) => sum + weight(k), 0);
        // One report moves from the second bin to the first; e^ε = 4.
        const delta = range
          .flatMap((u) => range.map((v) => Math.max(0, weight(u - 1) * weight(v) - 4 * weight(u) * weight(v - 1))))
          .reduce((x, y) => x + y, 0);
        const [, y] = pointsOf("cckmv/truncated-noise", name)[t]!;
        expect(Q.printRational(y), `${name}, t = ${t}`).toBe(Q.printRational(r(delta, total * total)));
      }
    }
    const printed = pointsOf("cckmv/truncated-noise", "exp(+(ε/2)·|k − t|), as printed");
    expect(printed.every(([, y]) => Q.compare(y, r(7, 16)) > 0)).toBe(true);
  });
});
