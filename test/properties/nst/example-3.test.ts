import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { imposedEquilibrium, lowEquilibrium } from "../../../properties/nst/example-3.js";
import { priceOneOptimal } from "../../../properties/nst/example-3-optimal.js";
import { lowAverage } from "../../../properties/nst/example-3-revenue.js";
import { singleUnit } from "../../../properties/nst/single-unit.js";
import type { OptimalPriceFormat } from "../../../properties/nst/two-price-cases.js";
import type { Claim } from "../../../src/claim/claim.js";
import { optimalPriceFormat } from "../../../src/instance/nst-two-price.js";
import { optimalPriceMechanism } from "../../../src/mechanisms/nst/optimal-price.js";
import { printRational, type Rational, rational } from "../../../src/number/rational.js";
import { falls } from "./falls.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

/** Example 3 by plain sums. It shares no code with the program. */
const fraction = (x: string | number) => new Fraction(x);
const text = (x: unknown) => printRational(x as Rational);
const proved = "proved on the domain";
const repaired = `refuted, ${proved}`;

interface Rules {
  readonly n: number;
  readonly mu: string;
  readonly q: string;
  readonly buys?: boolean;
  readonly tiePrice?: "highest" | "lowest";
  readonly imposeAlways?: boolean;
}

const instance = ({ n, mu, q, buys = true, tiePrice = "highest", imposeAlways = false }: Rules) => ({
  mechanism: "nst/optimal-price",
  parameters: { q, tiePrice, imposeAlways },
  environment: {
    kind: "two-price",
    n,
    values: [new Fraction(1, n).toFraction(), fraction(mu).add(1).toFraction()],
    prices: [new Fraction(1, n).toFraction(), "1"],
    tieReaction: buys ? "Buy" : "Not buy",
  },
  reports: Array<number>(n).fill(0),
});

/** What a player of a type gets who announces `own` while all others announce 1/n. */
function utility(
  { n, mu, q, buys = true, tiePrice = "highest", imposeAlways = false }: Rules,
  type: number,
  own: number,
) {
  const values = [new Fraction(1, n), fraction(mu).add(1)];
  const prices = [new Fraction(1, n), fraction(1)];
  const buysAt = (who: number, p: Fraction) => values[who]!.compare(p) >= (buys ? 0 : 1);
  const announced = [own, ...Array<number>(n - 1).fill(0)];
  const revenues = prices.map((p) => p.mul(announced.filter((who) => buysAt(who, p)).length));
  const first = revenues[0]!.compare(revenues[1]!);
  const chosen = prices[first > 0 || (first === 0 && tiePrice === "lowest") ? 0 : 1]!;
  const gets = (reacting: number, p: Fraction) => (buysAt(reacting, p) ? values[type]!.sub(p) : fraction(0));
  const imposed = gets(own, prices[0]!).add(gets(own, prices[1]!)).div(2);
  return gets(imposeAlways ? own : type, chosen)
    .mul(fraction(1).sub(q))
    .add(imposed.mul(q));
}

const some: readonly Rules[] = [1, 2, 5].flatMap((n) =>
  ["1/100", "49/100"].flatMap((mu) =>
    ["0", "2/5", "1/2"].flatMap((q) =>
      [true, false].flatMap((buys) =>
        (["highest", "lowest"] as const).map((tiePrice) => ({ n, mu, q, buys, tiePrice })),
      ),
    ),
  ),
);

/** Takes low announcements for high ones, and high ones for low ones. */
const reversed: OptimalPriceFormat = {
  ...optimalPriceFormat,
  mechanism: {
    ...optimalPriceMechanism,
    law: (R, parameters, environment, profile) =>
      optimalPriceMechanism.law(
        R,
        parameters,
        environment,
        profile.map((group) => ({ ...group, report: 1 - (group.report ?? 0) })),
      ),
  },
};

describe("the equilibrium in which all announce 1/n", () => {
  const words = {
    "buy+highest+low": proved,
    "buy+lowest+low": repaired,
    "not-buy+highest+low": repaired,
    "not-buy+lowest+low": repaired,
    "buy+highest+any": repaired,
  };

  it("needs the highest optimal price, and that who values the good at the price buys", async () => {
    expect(await wordsOf(lowEquilibrium())).toEqual(words);
    expect(await wordsOf(imposedEquilibrium())).toEqual(words);
  });

  it("is decided as by plain sums", () => {
    for (const rules of some) {
      const reading = `${rules.buys ? "buy" : "not-buy"}+${rules.tiePrice}+low`;
      for (const [claim, imposeAlways] of [
        [lowEquilibrium(), false],
        [imposedEquilibrium(), true],
      ] as const) {
        const at = { ...rules, imposeAlways };
        for (const type of [0, 1]) {
          const check = checkOf(claim, reading, { type }, instance(at));
          expect(text(check.left)).toBe(utility(at, type, 0).toFraction());
          expect(text(check.right)).toBe(utility(at, type, 1).toFraction());
        }
      }
    }
  });

  it("has the threshold (1 − 1/n)/(1 − 1/n + μ/2) for q", () => {
    for (const [n, mu] of [
      [2, "1/4"],
      [3, "49/100"],
    ] as const) {
      const share = fraction(1).sub(new Fraction(1, n));
      const q = share.div(share.add(fraction(mu).div(2)));
      expect(q.compare("2/3")).toBe(1);
      const at = (chance: Fraction) => ({ n, mu, q: chance.toFraction() });
      expect(utility(at(q), 1, 0).compare(utility(at(q), 1, 1))).toBe(0);
      expect(fallsAt(lowEquilibrium(), "buy+highest+any", {}, instance(at(q)))).toBe(false);
      expect(fallsAt(lowEquilibrium(), "buy+highest+any", {}, instance(at(q.add("1/1000"))))).toBe(true);
    }
  });

  it("is gone where announcements are reversed", () => {
    expect(falls(lowEquilibrium(reversed) as Claim, "buy+highest+low")).toBe(true);
    expect(falls(imposedEquilibrium(reversed) as Claim, "buy+highest+low")).toBe(true);
  });
});

describe("the optimal price and the revenue", () => {
  it("is 1, but not alone with one high type", async () => {
    expect(await wordsOf(priceOneOptimal())).toEqual({
      "the+buy+positive": repaired,
      "the+not-buy+positive": proved,
      "an+buy+positive": proved,
      "an+not-buy+positive": proved,
      "the+buy+any": repaired,
    });
    const at = (profile: readonly number[]) =>
      checkOf(priceOneOptimal(), "the+buy+positive", { profile }, instance({ n: 3, mu: "1/4", q: "0" }));
    expect([at([0, 0, 1]).holds, at([0, 1, 1]).holds]).toEqual([false, true]);
    for (const high of [1, 2, 3]) {
      const check = at([0, 1, 2].map((i) => (i < high ? 1 : 0)));
      expect([text(check.left), text(check.right)]).toEqual([`${high}`, "1"]);
    }
  });

  it("is (1 − q/2)/n on average", async () => {
    expect(await wordsOf(lowAverage())).toEqual({
      "expected+buy": repaired,
      "expected+not-buy": repaired,
      "at-most+buy": proved,
      "at-most+not-buy": proved,
      "optimal+buy": proved,
      "optimal+not-buy": repaired,
    });
    for (const [n, q] of [
      [2, "1/2"],
      [4, "1/3"],
    ] as const) {
      const check = checkOf(lowAverage(), "expected+buy", {}, instance({ n, mu: "1/4", q }));
      expect(text(check.left)).toBe(fraction(1).sub(fraction(q).div(2)).div(n).toFraction());
    }
    expect(falls(lowAverage(reversed) as Claim, "at-most+buy")).toBe(true);
  });
});

describe("the revenue of a single unit", () => {
  it("jumps by 1, so that d is n at least, and not 2n", async () => {
    expect(await wordsOf(singleUnit())).toEqual({ maximal: proved, price: proved, offer: proved });
    for (const name of ["maximal", "price", "offer"]) {
      expect(falls(singleUnit(rational(2n)) as Claim, name), name).toBe(true);
    }
  });
});
