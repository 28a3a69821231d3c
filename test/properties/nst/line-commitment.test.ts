import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { lemma12 } from "../../../properties/nst/lemma-12.js";
import { lemma12Probability } from "../../../properties/nst/lemma-12-probability.js";
import { lemma12Scale } from "../../../properties/nst/lemma-12-scale.js";
import { printRational, rational, zero } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

/**
 * The commitment on the line a second time: facility by facility, for every value of Y or between the places where the distance
 * bends. It shares no code with the program.
 */
const fraction = (p: number, q = 1) => new Fraction(p, q);
const half = fraction(1, 2);
const least = (x: Fraction, y: Fraction) => (x.compare(y) <= 0 ? x : y);
const sum = (terms: readonly Fraction[]) => terms.reduce((x, y) => x.add(y), fraction(0));
const scaleOf = (X: number) => fraction(1, 2 ** X);

/** How far a player at t is from the one of y and y + h that is nearest to her report, of two the left one. */
function distance(y: Fraction, h: Fraction, t: Fraction, report: Fraction): Fraction {
  const isLeft =
    report
      .sub(y)
      .abs()
      .compare(report.sub(y.add(h)).abs()) <= 0;
  return t.sub(isLeft ? y : y.add(h)).abs();
}

/** The same on average: linear between bends, so that the middle of each piece tells. */
function expected(Y: string, X: number, t: Fraction, report: Fraction): Fraction {
  const h = scaleOf(X);
  const at = (y: Fraction) => distance(y, h, t, report);
  if (Y === "integer") {
    return sum(Array.from({ length: 2 ** X }, (_, j) => at(h.mul(j)))).mul(h);
  }
  const end = fraction(1).sub(h);
  const bends = [fraction(0), end, t, t.sub(h), report.sub(h.mul(half))]
    .filter((y) => y.compare(0) >= 0 && y.compare(end) <= 0)
    .sort((x, y) => x.compare(y));
  return sum(bends.slice(1).map((y, i) => at(y.add(bends[i]!).mul(half)).mul(y.sub(bends[i]!)))).div(end);
}

const loss = (Y: string, mbar: number, t: Fraction, b: Fraction): Fraction =>
  sum(Array.from({ length: mbar }, (_, i) => expected(Y, i + 1, t, b).sub(expected(Y, i + 1, t, t)))).div(mbar);

const instance = (mbar: number, K: number, Y: string): JsonObject => ({
  mechanism: "nst/line-commitment",
  parameters: { mbar, ...(Y === "integer" && { Y }) },
  environment: { kind: "line", K, m: 1 },
  reports: [],
});
const text = (side: unknown) => printRational(side as Parameters<typeof printRational>[0]);
const several = ["K ≥ 2"];
const places = (steps: number) => Array.from({ length: steps + 1 }, (_, i) => fraction(i, steps));

describe("Lemma 12", () => {
  it("falls with one facility, and is proved from two on", async () => {
    expect(await wordsOf(lemma12())).toEqual({
      real: "refuted, proved on the domain",
      integer: "refuted, proved on the domain",
    });
    const lie = { truth: "0", lie: "1" };
    expect(fallsAt(lemma12(), "real", lie, instance(1, 1, "real"))).toBe(true);
    expect(fallsAt(lemma12(), "real", lie, instance(1, 2, "real"))).toBe(false);
  });

  it.each(["real", "integer"])("has the loss of facilities drawn one by one, at least |t − b|²/(2m̄): Y %s", (Y) => {
    for (const mbar of [1, 2, 3]) {
      const from = fraction(2, 2 ** mbar);
      const ratios = places(2 ** (mbar + 1)).flatMap((t) =>
        places(2 ** (mbar + 1))
          .filter((b) => t.sub(b).abs().compare(from) >= 0)
          .map((b) => loss(Y, mbar, t, b).mul(mbar).div(t.sub(b).pow(2)!)),
      );
      expect(ratios.reduce(least).toFraction()).toBe({ real: ["1/2", "3/4", "29/42"], integer: ["1/2", "1/2", "1/2"] }[Y]![mbar - 1]); // biome-ignore format: one line
      for (const [t, b] of [
        [1, 0],
        [0, 5],
        [3, 7],
        [8, 2],
      ]) {
        // biome-ignore format: one line
        const [truth, lie] = [fraction(t!, 8), fraction(b!, 8)];
        if (mbar !== 2) continue;
        const found = checkOf(lemma12(), Y, { truth: truth.toFraction(), lie: lie.toFraction() }, instance(2, 2, Y));
        expect(text(found.left)).toBe(loss(Y, 2, truth, lie).toFraction());
      }
    }
  });

  it("holds with 2 in the place of 8, and with no smaller constant; not with a loss of nothing", async () => {
    const proved = { real: "proved on the domain", integer: "proved on the domain" };
    const fallen = { real: "refuted, refuted", integer: "refuted, refuted" };
    expect(await wordsOf(lemma12(several, rational(2n)))).toEqual(proved);
    expect(await wordsOf(lemma12(several, rational(19n, 10n)))).toEqual(fallen);
    expect(await wordsOf(lemma12(several, rational(8n), () => zero))).toEqual(fallen);
  });
});

describe("the scale of a lie", () => {
  const count = (mbar: number, D: Fraction, isAt: (h: Fraction, half: Fraction) => boolean) =>
    Array.from({ length: mbar }, (_, i) => scaleOf(i + 1)).filter((h) => isAt(h, D.mul(half))).length;

  it("is missing exactly at 2^−(m̄−1) as printed, and there with the equality on the left", async () => {
    expect(await wordsOf(lemma12Scale())).toEqual({ literal: "refuted, proved on the domain" });
    for (const mbar of [1, 2, 5]) {
      for (const D of places(64).filter((x) => x.compare(fraction(2, 2 ** mbar)) >= 0)) {
        const printed = count(mbar, D, (h, x) => h.compare(x) < 0 && x.compare(h.mul(2)) <= 0);
        const repaired = count(mbar, D, (h, x) => h.compare(x) <= 0 && x.compare(h.mul(2)) < 0);
        expect([printed, repaired]).toEqual([D.equals(fraction(2, 2 ** mbar)) ? 0 : 1, 1]);
      }
    }
    const at = (lie: string) => fallsAt(lemma12Scale(), "literal", { truth: "0", lie }, instance(3, 2, "real"));
    expect(["1", "3/4", "1/2", "3/8", "1/4"].map(at)).toEqual([false, false, false, false, true]);
  });
});

describe("the probability of the facilities that separate", () => {
  it("is more than |t − b|/2 for a real Y, at least |t − b|/4 for an integer, and not with 3/4", async () => {
    expect(await wordsOf(lemma12Probability())).toEqual({
      "real+equal": "refuted, proved on the domain",
      "real+at-least": "proved on the domain",
      "integer+equal": "refuted, proved on the domain",
      "integer+at-least": "refuted, proved on the domain",
    });
    const sharper = await wordsOf(lemma12Probability(["≥ in the place of ="], rational(3n, 4n)));
    expect(sharper["real+at-least"]).toBe("refuted");
  });

  it("is that of listing or measuring the places", () => {
    const pair = { X: 2, truth: "7/8", lie: "1/16" };
    // [1/16, 15/32] is within [0, 3/4] and has 1/4 alone of 0, 1/4, 1/2, 3/4.
    const real = checkOf(lemma12Probability(), "real+equal", pair, instance(2, 2, "real"));
    expect(text(real.left)).toBe(fraction(13, 32).div(fraction(3, 4)).toFraction());
    const integer = checkOf(lemma12Probability(), "integer+at-least", pair, instance(2, 2, "integer"));
    expect([text(integer.left), text(integer.right), integer.holds]).toEqual(["1/4", "13/32", false]);
  });
});
