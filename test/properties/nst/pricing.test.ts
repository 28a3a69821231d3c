import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { isMonotone } from "../../../properties/nst/plain-pricing.js";
import { highestPrice, lowestPrice } from "../../../properties/nst/pricing-ends.js";
import { pricingGap, typesSeparated } from "../../../properties/nst/pricing-gap.js";
import { utilityRange } from "../../../properties/nst/pricing-range.js";
import { revenueSensitivity } from "../../../properties/nst/pricing-sensitivity.js";
import type { Claim } from "../../../src/claim/claim.js";
import { printRational, type Rational, rational } from "../../../src/number/rational.js";
import { falls } from "./falls.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

/** Section 4.1 a second time for one buyer with two signals. It shares no code with the program. */
const fraction = (x: string | number) => new Fraction(x);
const pricesOf = (m: number) => Array.from({ length: m + 1 }, (_, k) => new Fraction(k, m));
const buyer = (m: number, low: string, high: string) => ({
  mechanism: "nst/commitment",
  environment: { kind: "pricing", m, N: 1, D: 1, signals: [0, 1], valuation: [[low, high]] },
  reports: [0],
});
const most = (list: readonly Fraction[]) => list.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
const least = (list: readonly Fraction[]) => list.reduce((x, y) => (x.compare(y) <= 0 ? x : y));

/** What who values it at `own` gets at a price who reacts as one who values it at `reacting`, not buying at V = p. */
const held = (own: Fraction, price: Fraction, reacting: Fraction) =>
  reacting.compare(price) > 0 ? own.sub(price) : fraction(0);
const lossAt = (own: Fraction, told: Fraction, price: Fraction) => held(own, price, own).sub(held(own, price, told));
function gapOf(m: number, low: string, high: string): Fraction {
  const pairs = [
    [fraction(low), fraction(high)],
    [fraction(high), fraction(low)],
  ] as const;
  return least(pairs.map(([own, told]) => most(pricesOf(m).map((p) => lossAt(own, told, p)))));
}

const text = (x: unknown) => printRational(x as Rational);
const asClaim = (claim: unknown) => claim as Claim;
const proved = "proved on the domain";
const repaired = `refuted, ${proved}`;

const buyers: readonly (readonly [number, string, string])[] = [
  [4, "0", "1"],
  [4, "99/400", "301/400"],
  [5, "1/5", "1"],
  [8, "1/16", "15/16"],
  [9, "1/3", "8/9"],
];

describe("the gap of pricing", () => {
  it("is never 1/m, and always above 2/m", async () => {
    expect(await wordsOf(pricingGap())).toEqual({ equals: repaired, "at-least": proved, more: proved });
    for (const [m, low, high] of buyers) {
      const own = gapOf(m, low, high);
      expect(text(checkOf(pricingGap(), "equals", {}, buyer(m, low, high)).left)).toBe(own.toFraction());
      expect(own.compare(new Fraction(2, m))).toBe(1);
    }
    expect(gapOf(4, "99/400", "301/400").toFraction()).toBe("201/400");
  });

  it("is not above 3/m, and the check of at least passes where equals falls", () => {
    expect(falls(asClaim(pricingGap(undefined, [], 3n)), "more")).toBe(true);
    expect(fallsAt(pricingGap(), "equals", {}, buyer(4, "0", "1"))).toBe(true);
    expect(fallsAt(pricingGap(), "at-least", {}, buyer(4, "0", "1"))).toBe(false);
  });
});

describe("separation by prices", () => {
  it("holds under the hypotheses, not for values that are only monotone", async () => {
    expect(await wordsOf(typesSeparated())).toEqual({ each: proved, common: proved });
    expect(falls(asClaim(typesSeparated(undefined, isMonotone)), "each")).toBe(true);
    const between = pricesOf(4).filter((p) => p.compare("0") > 0 && p.compare("1") < 0).length;
    const at = { player: 0, profile: [0], lie: 1 };
    expect(text(checkOf(typesSeparated(), "each", at, buyer(4, "0", "1")).left)).toBe(`${between}`);
  });
});

describe("the ends of the prices", () => {
  it("cost 1/m one step inwards, not there", async () => {
    const words = { "an+loss": repaired, "an+exists": proved, "only+loss": repaired, "only+exists": repaired };
    expect(await wordsOf(highestPrice())).toEqual(words);
    expect(await wordsOf(lowestPrice())).toEqual(words);
  });

  it.each(buyers)("have these losses with m = %i, values %s and %s", (m, low, high) => {
    const [v, w] = [fraction(high), fraction(low)];
    const highest = (strict: boolean) => most(pricesOf(m).filter((p) => v.compare(p) >= (strict ? 1 : 0)));
    const lowest = (strict: boolean) => least(pricesOf(m).filter((p) => p.compare(w) >= (strict ? 1 : 0)));
    for (const [reading, strict] of [
      ["an+loss", false],
      ["only+loss", true],
    ] as const) {
      const above = checkOf(highestPrice(), reading, { player: 0, profile: [1], lie: 0 }, buyer(m, low, high));
      const below = checkOf(lowestPrice(), reading, { player: 0, profile: [0], lie: 1 }, buyer(m, low, high));
      expect(text(above.left)).toBe(lossAt(v, w, highest(strict)).toFraction());
      expect(text(below.left)).toBe(lossAt(w, v, lowest(strict)).toFraction());
      const [isEnough, isEnoughBelow] = [v.sub(highest(strict)), lowest(strict).sub(w)].map(
        (x) => x.mul(m).compare(1) >= 0,
      );
      expect([above.holds, below.holds]).toEqual([isEnough, isEnoughBelow]);
      // One step inwards it is enough.
      const step = new Fraction(1, m);
      expect(lossAt(v, w, highest(strict).sub(step)).compare(step)).toBeGreaterThanOrEqual(0);
      expect(lossAt(w, v, lowest(strict).add(step)).compare(step)).toBeGreaterThanOrEqual(0);
    }
  });

  it("pass for values on the grid where the reaction must be the only optimal one, and fall beside it", () => {
    const at = { player: 0, profile: [1], lie: 0 };
    expect(fallsAt(highestPrice(), "only+loss", at, buyer(4, "0", "1"))).toBe(false);
    expect(fallsAt(highestPrice(), "only+loss", at, buyer(4, "0", "7/8"))).toBe(true);
    const dual = { player: 0, profile: [0], lie: 1 };
    expect(fallsAt(lowestPrice(), "only+loss", dual, buyer(4, "0", "1"))).toBe(false);
    expect(fallsAt(lowestPrice(), "only+loss", dual, buyer(4, "1/8", "1"))).toBe(true);
  });
});

describe("utilities of pricing", () => {
  it("leave [0, 1] for who does not react as she would", async () => {
    expect(await wordsOf(utilityRange())).toEqual({ any: repaired, optimal: proved, imposed: repaired });
    const worst = checkOf(utilityRange(), "any", {}, buyer(1, "0", "1"));
    expect([text(worst.left), worst.holds]).toEqual([fraction(0).sub(1).toFraction(), false]);
    expect(fallsAt(utilityRange(), "any", {}, buyer(1, "1", "1"))).toBe(false);
    expect(fallsAt(utilityRange(), "imposed", {}, buyer(4, "0", "1"))).toBe(true);
    expect(fallsAt(utilityRange(), "optimal", {}, buyer(4, "0", "1"))).toBe(false);
  });
});

describe("the revenue", () => {
  it("is D-sensitive, not D/2-sensitive", async () => {
    expect(await wordsOf(revenueSensitivity())).toEqual({ price: proved, one: proved });
    expect(falls(asClaim(revenueSensitivity(undefined, rational(1n, 2n))), "price")).toBe(true);
    expect(falls(asClaim(revenueSensitivity(undefined, rational(1n, 2n))), "one")).toBe(true);
  });

  it.each([1, 2, 3])("moves by p·D where one of %i members turns all", (D) => {
    const values = Array.from({ length: 2 ** D }, (_, bits) => (bits === 0 ? "0" : "1"));
    const environment = { kind: "pricing", m: 4, N: 1, D, signals: [0, 1], valuation: Array(D).fill(values) };
    const reports = Array<number>(D).fill(0);
    const check = checkOf(
      revenueSensitivity(),
      "price",
      { player: 0, profile: reports, lie: 1, price: 3 },
      { mechanism: "nst/commitment", environment, reports },
    );
    expect(text(check.left)).toBe(fraction("3/4").mul(D).toFraction());
    expect(text(check.right)).toBe(text(check.left));
  });
});
