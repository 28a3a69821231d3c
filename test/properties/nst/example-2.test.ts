import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { lowDominant, lowPriceLikelier } from "../../../properties/nst/example-2.js";
import { formula, optimalRevenue } from "../../../properties/nst/example-2-optimum.js";
import { lowRevenue } from "../../../properties/nst/example-2-revenue.js";
import type { TwoPriceFormat } from "../../../properties/nst/two-price-cases.js";
import type { Claim } from "../../../src/claim/claim.js";
import { twoPriceFormat } from "../../../src/instance/nst-two-price.js";
import { twoPriceMechanism } from "../../../src/mechanisms/nst/two-price.js";
import { multiply, printRational, type Rational, rational } from "../../../src/number/rational.js";
import { falls } from "./falls.js";
import { checkOf, wordsOf } from "./verdict-words.js";

/** Example 2 by its closed forms, with x = e^{ε/4}. It shares no code with the program. */
const chanceOfLow = (n: number, high: number, x: number) =>
  new Fraction(x ** n).div(new Fraction(x ** n).add(x ** (2 * high)));
const instance = (n: number, mu: string, x: number) => ({
  mechanism: "nst/two-price",
  parameters: { epsilon: { times: "4", log: `${x}` } },
  environment: {
    kind: "two-price",
    n,
    values: [new Fraction(mu).add("1/2").toFraction(), new Fraction(mu).add(1).toFraction()],
    prices: ["1/2", "1"],
  },
  reports: Array<number>(n).fill(0),
});
const text = (x: unknown) => printRational(x as Rational);
const allEpsilon = "proved for all epsilon";

/** Takes high announcements for low ones, and low ones for high ones. */
const reversed: TwoPriceFormat = {
  ...twoPriceFormat,
  mechanism: {
    ...twoPriceMechanism,
    law: (R, parameters, environment, profile) =>
      twoPriceMechanism.law(
        R,
        parameters,
        environment,
        profile.map((group) => ({ ...group, report: 1 - (group.report ?? 0) })),
      ),
  },
};

describe("the low price", () => {
  it("is likelier the more announce it", async () => {
    expect(await wordsOf(lowPriceLikelier())).toEqual({ literal: allEpsilon });
    for (const [n, high] of [
      [1, 1],
      [3, 2],
      [5, 1],
    ] as const) {
      const check = checkOf(lowPriceLikelier(), "literal", { high }, instance(n, "1/4", 3));
      expect(text(check.left)).toBe(chanceOfLow(n, high - 1, 3).toFraction());
      expect(text(check.right)).toBe(chanceOfLow(n, high, 3).toFraction());
    }
    expect(falls(lowPriceLikelier(reversed) as Claim, "literal")).toBe(true);
  });

  it("makes the low announcement strictly dominant", async () => {
    expect(await wordsOf(lowDominant())).toEqual({ weakly: allEpsilon, strictly: allEpsilon });
    for (const [n, others, type] of [
      [1, 0, 1],
      [3, 2, 0],
      [4, 1, 1],
    ] as const) {
      const utility = (high: number) => {
        const low = chanceOfLow(n, high, 2);
        const mu = new Fraction("1/10");
        return type === 0 ? low.mul(mu) : low.mul(mu.add("1/2")).add(new Fraction(1).sub(low).mul(mu));
      };
      const check = checkOf(lowDominant(), "strictly", { type, others }, instance(n, "1/10", 2));
      expect(text(check.left)).toBe(utility(others).toFraction());
      expect(text(check.right)).toBe(utility(others + 1).toFraction());
      expect(check.holds).toBe(true);
    }
    expect(falls(lowDominant(reversed) as Claim, "weakly")).toBe(true);
  });
});

describe("the revenue where all announce low", () => {
  it("is above 1/2 and tends to it", async () => {
    expect(await wordsOf(lowRevenue())).toEqual({
      equal: `refuted, ${allEpsilon}`,
      about: allEpsilon,
      likely: allEpsilon,
      half: allEpsilon,
    });
    for (const n of [1, 2, 6]) {
      const own = new Fraction(1, 2).add(new Fraction(1, 2).div(2 ** n + 1));
      const check = checkOf(lowRevenue(), "about", {}, instance(n, "1/4", 2));
      expect(text(check.left)).toBe(own.toFraction());
      expect(text(check.right)).toBe(new Fraction(1, 2).add(new Fraction(1, 2 ** (n + 1))).toFraction());
      expect(text(checkOf(lowRevenue(), "likely", {}, instance(n, "1/4", 2)).left)).toBe(
        chanceOfLow(n, 0, 2).toFraction(),
      );
    }
  });

  it("is not about 1/2 where announcements are reversed, nor is the price 1/2 likely", () => {
    expect(falls(lowRevenue(reversed) as Claim, "about")).toBe(true);
    expect(falls(lowRevenue(reversed) as Claim, "likely")).toBe(true);
  });
});

describe("the largest revenue", () => {
  it("is the formula, which counts the same buyers by ≥ and by >", async () => {
    const proved = "proved on the domain";
    expect(await wordsOf(optimalRevenue())).toEqual({ "at-least": proved, above: proved });
    for (const profile of [
      [0, 0],
      [0, 1],
      [1, 1],
    ]) {
      const check = checkOf(
        optimalRevenue(),
        "at-least",
        { profile },
        {
          ...instance(2, "1/4", 2),
          mechanism: "nst/commitment",
          parameters: {},
        },
      );
      const high = profile.filter((type) => type === 1).length;
      expect(text(check.right)).toBe(high === 2 ? "1" : "1/2");
    }
    const doubled: typeof formula = (...at) => multiply(rational(2n), formula(...at));
    expect(falls(optimalRevenue(undefined, doubled) as Claim, "at-least")).toBe(true);
  });
});
