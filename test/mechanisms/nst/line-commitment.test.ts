import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import {
  commitmentLoss,
  commitmentLossGiven,
  heldDistance,
  heldDistanceGiven,
  isLocation,
  lineCommitment,
  type Spread,
} from "../../../src/mechanisms/nst/line-commitment.js";
import { type Rational, rational } from "../../../src/number/rational.js";

/**
 * The second route: the difference of two distances is piecewise linear in Y, so it is integrated exactly by its values in
 * the middle of the pieces between breakpoints; where Y is an integer, one Y after the other.
 */
const F = (x: string | number | Fraction) => new Fraction(x);
const toRational = (x: Fraction): Rational => rational(x.s * x.n, x.d);
const text = ({ numerator, denominator }: Rational) => new Fraction(numerator, denominator).toFraction();

/** The distance from t of the facility nearest to b, the left one of two that are equally near. */
function distance(y: Fraction, h: Fraction, K: number, t: Fraction, b: Fraction): Fraction {
  const facilities = K === 1 ? [y] : [y, y.add(h)];
  const nearest = facilities.reduce((best, s) => (s.sub(b).abs().compare(best.sub(b).abs()) < 0 ? s : best));
  return nearest.sub(t).abs();
}

function givenAnew(Y: Spread, X: number, K: number, t: Fraction, b: Fraction): Fraction {
  const [h, end] = [F(1).div(2 ** X), F(1).sub(F(1).div(2 ** X))];
  if (Y === "integer") {
    const all = Array.from({ length: 2 ** X }, (_, k) => distance(h.mul(k), h, K, t, b));
    return all.reduce((x, y) => x.add(y)).div(2 ** X);
  }
  const breaks = [F(0), end, t, t.sub(h), b, b.sub(h), b.sub(h.div(2))]
    .filter((y) => y.compare(0) >= 0 && y.compare(end) <= 0)
    .sort((x, y) => x.compare(y));
  let sum = F(0);
  breaks.slice(1).forEach((to, i) => {
    const from = breaks[i]!;
    const middle = from.add(to).div(2);
    sum = sum.add(distance(middle, h, K, t, b).mul(to.sub(from)));
  });
  return sum.div(end);
}

const known = new Map<string, Fraction>();

/** The same, once for equal arguments. */
function given(...at: Parameters<typeof givenAnew>): Fraction {
  const key = at.map(String).join();
  const found = known.get(key) ?? givenAnew(...at);
  known.set(key, found);
  return found;
}

const average = (Y: Spread, mbar: number, K: number, t: Fraction, b: Fraction): Fraction =>
  Array.from({ length: mbar }, (_, i) => given(Y, i + 1, K, t, b))
    .reduce((x, y) => x.add(y))
    .div(mbar);

const places = ["0", "1/16", "1/3", "1/2", "3/4", "9/10", "1"].map(F);

describe.each(["real", "integer"] as const)("nst/line-commitment, Y %s", (Y) => {
  it.each([1, 2, 3])("holds players to the distances of the definition, K = %i", (K) => {
    for (const t of places) {
      for (const b of places) {
        for (const X of [1, 2, 3, 4]) {
          const found = heldDistanceGiven(Y, X, K, toRational(t), toRational(b));
          expect(text(found)).toBe(given(Y, X, K, t, b).toFraction());
          const loss = given(Y, X, K, t, b).sub(given(Y, X, K, t, t));
          expect(text(commitmentLossGiven(Y, X, K, toRational(t), toRational(b)))).toBe(loss.toFraction());
        }
        for (const mbar of [1, 3]) {
          const parameters = { mbar, Y };
          const expected = average(Y, mbar, K, t, b);
          expect(text(heldDistance(parameters, K, toRational(t), toRational(b)))).toBe(expected.toFraction());
          const loss = expected.sub(average(Y, mbar, K, t, t));
          expect(text(commitmentLoss(parameters, K, toRational(t), toRational(b)))).toBe(loss.toFraction());
          if (K === 1) expect(loss.equals(0)).toBe(true);
          else expect(loss.compare(0)).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });
});

describe("what the check catches", () => {
  const [t, b] = [F("3/4"), F("1/4")];
  const loss = (parameters: { mbar: number; Y: Spread }, K = 2) =>
    text(commitmentLoss(parameters, K, toRational(t), toRational(b)));
  const expected = average("real", 3, 2, t, b)
    .sub(average("real", 3, 2, t, t))
    .toFraction();

  it("one value of X too many, the other spread, one facility", () => {
    expect(loss({ mbar: 3, Y: "real" })).toBe(expected);
    expect(loss({ mbar: 2, Y: "real" })).not.toBe(expected);
    expect(loss({ mbar: 3, Y: "integer" })).not.toBe(expected);
    expect(loss({ mbar: 3, Y: "real" }, 1)).not.toBe(expected);
  });

  it("a tie: with Y an integer, who stands in the middle between two facilities belongs to the left one", () => {
    // X = 1: facilities 0 and 1/2, or 1/2 and 1. The report 1/4 is a tie of the first pair, 3/4 of the second.
    const held = (report: string) => text(heldDistanceGiven("integer", 1, 2, rational(1n), toRational(F(report))));
    expect(held("1/4")).toBe("3/4");
    expect(held("3/4")).toBe("1/2");
    expect(held("4/5")).toBe("1/4");
  });

  it("K = 2 and more facilities in two places are one and the same", () => {
    expect(loss({ mbar: 3, Y: "real" }, 7)).toBe(expected);
  });
});

describe("large numbers", () => {
  it("need no list of 2^X places", () => {
    const [truth, report] = [rational(2n, 3n), rational(1n, 3n)];
    const found = commitmentLossGiven("integer", 200, 2, truth, report);
    const real = commitmentLossGiven("real", 200, 2, truth, report);
    // Nearly h·|t − b| both.
    const scaled = (x: Rational) => new Fraction(x.numerator * 2n ** 200n, x.denominator).valueOf();
    expect(scaled(found)).toBeCloseTo(1 / 3, 12);
    expect(scaled(real)).toBeCloseTo(1 / 3, 12);
  });

  it("and locations lie in [0, 1]", () => {
    expect([rational(-1n), rational(0n), rational(1n), rational(4n, 3n)].map(isLocation)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(lineCommitment.reports({ K: 1, m: 2 }).map(text)).toEqual(["0", "1/2", "1"]);
  });
});
