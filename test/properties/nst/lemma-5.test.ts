import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { corollary2 } from "../../../properties/nst/corollary-2.js";
import { lemma51, lemma52, lemma53 } from "../../../properties/nst/lemma-5.js";
import { rational } from "../../../src/number/rational.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

/** Section 3.3 a second time, in decimals and by counting upwards. It shares no code with the program. */
const Precise = Decimal.clone({ precision: 50 });
const decimal = (x: string | number): Decimal => {
  const { n, d, s } = new Fraction(x);
  return new Precise(`${s * n}`).div(`${d}`);
};

interface Setting {
  readonly d: string;
  readonly pTilde: string;
  readonly gamma: string;
  readonly alternatives: string;
}

const share = ({ pTilde, gamma }: Setting) => decimal(pTilde).times(decimal(gamma));
const argumentOf = (s: Setting, n: number) => share(s).times(s.alternatives).times(n).div(decimal(s.d).times(2));
const epsilonOf = (s: Setting, n: number) =>
  share(s).times(decimal(s.d)).div(n).sqrt().times(argumentOf(s, n).ln().sqrt());
const qOf = (s: Setting, n: number) => epsilonOf(s, n).times(2).div(share(s));

/** The least n with the printed conditions, the square of the second bound and the power of |S| in it given. */
function leastOf(s: Setting, square: Decimal, power = 1): number {
  const c = decimal(s.d).times(8).div(share(s));
  const bounds = [c.times(argumentOf(s, 1).ln()), square.times(c).div(2).div(decimal(s.alternatives).pow(power))];
  for (let n = 2; ; n++) {
    if (bounds.every((bound) => bound.lte(n)) && decimal(n).div(decimal(n).ln()).gt(c)) return n;
  }
}

const squareOfE = new Precise(1).exp().pow(2);
const setting = (d: string, pTilde: string, gamma: string, alternatives: string): Setting => ({
  d,
  pTilde,
  gamma,
  alternatives,
});

const proved = "proved on the domain";

describe("Lemma 5", () => {
  it("holds with Euler's e in n0, its third part not with ε", async () => {
    const both = { "undefined-at-1": proved, "infinite-at-1": proved };
    expect(await wordsOf(lemma51())).toEqual(both);
    expect(await wordsOf(lemma52())).toEqual(both);
    expect(await wordsOf(lemma53())).toEqual({
      "e+undefined-at-1": proved,
      "epsilon+undefined-at-1": `refuted, ${proved}`,
      "e+infinite-at-1": proved,
    });
  });

  it.each([
    setting("1/4", "1", "1", "1"),
    setting("1/40", "1", "1", "2"),
    setting("1", "1/2", "1", "2"),
    setting("1/4", "1/11", "1", "11"),
    setting("1/8", "1/10", "1/2", "1000000"),
  ])("begins above the n0 that is counted up to, %o", (s) => {
    const n0 = leastOf(s, squareOfE);
    for (const claim of [lemma51(), lemma52()]) {
      expect(checkOf(claim, "undefined-at-1", { ...s, n: `${n0}` }).hypotheses).toBe("outside");
      expect(checkOf(claim, "undefined-at-1", { ...s, n: `${n0 + 1}` }).hypotheses).toBe("inside");
    }
    expect(qOf(s, n0 + 1).lt(1)).toBe(true);
    expect(epsilonOf(s, n0 + 1).lt(share(s))).toBe(true);
    const size = epsilonOf(s, n0 + 1)
      .times(s.alternatives)
      .times(n0 + 1)
      .div(decimal(s.d).times(2));
    expect(size.pow(2).gt(squareOfE.times(new Precise(2).plus(new Precise(2).ln())))).toBe(true);
  });

  it("has 1 as the best constant of its first part", () => {
    const s = setting("3", "1/10", "1/2", "1000000");
    const n = leastOf(s, squareOfE) + 1;
    expect([n, qOf(s, n).toFixed(4)]).toEqual([4335, "0.9816"]);
    expect(fallsAt(lemma51(), "undefined-at-1", { ...s, n: `${n}` })).toBe(false);
    expect(fallsAt(lemma51(rational(21n, 20n)), "undefined-at-1", { ...s, n: `${n}` })).toBe(true);
    expect(fallsAt(lemma52(rational(21n, 5n)), "undefined-at-1", { ...s, n: `${n}` })).toBe(true);
  });

  it("lacks the condition of Lemma 3 for one alternative, d = 1/4 and three players, if ε stands for e", () => {
    const s = setting("1/4", "1", "1", "1");
    expect([leastOf(s, epsilonOf(s, 3).pow(2)), leastOf(s, squareOfE)]).toEqual([2, 8]);
    const size = epsilonOf(s, 3).times(3).times(2);
    expect([size.pow(2).toFixed(3), squareOfE.toFixed(3)]).toEqual(["5.375", "7.389"]);
    expect(fallsAt(lemma53(), "epsilon+undefined-at-1", { ...s, n: "3" })).toBe(true);
    expect(fallsAt(lemma53(), "epsilon+undefined-at-1", { ...s, n: "9" })).toBe(false);
    expect(fallsAt(lemma53(rational(4n)), "e+undefined-at-1", { ...s, n: "9" })).toBe(true);
  });
});

describe("Corollary 2", () => {
  it("holds as printed, but not by plugging into Theorem 2", async () => {
    expect(await wordsOf(corollary2())).toEqual({
      "epsilon+direct": proved,
      "epsilon+plugging": `refuted, ${proved}`,
      "e+direct": proved,
      "e+plugging": `refuted, ${proved}`,
    });
  });

  it("begins with smaller populations: 3 players against 4 for d = 1/8, 3 against 5 for d = 5/32", () => {
    for (const [d, printed, theorem] of [
      ["1/8", 3, 4],
      ["5/32", 3, 5],
    ] as const) {
      const s = setting(d, "1/2", "1", "2");
      expect([leastOf(s, squareOfE, 2), leastOf(s, squareOfE)]).toEqual([printed, theorem]);
      const choices = { d, gamma: "1", alternatives: "2", n: `${printed + 1}` };
      expect(fallsAt(corollary2(), "e+plugging", choices)).toBe(true);
      expect(fallsAt(corollary2(), "e+direct", choices)).toBe(false);
      expect(qOf(s, printed + 1).lt(1)).toBe(true);
      const size = epsilonOf(s, printed + 1)
        .times(2 * (printed + 1))
        .div(decimal(d).times(2));
      expect(size.gt(new Precise(1).exp())).toBe(true);
      expect(fallsAt(corollary2(), "e+plugging", { ...choices, n: `${theorem + 1}` })).toBe(false);
    }
  });

  it("would fall with 4 times the left sides", () => {
    const choices = { d: "1/8", gamma: "1", alternatives: "2", n: "4" };
    expect(fallsAt(corollary2([], rational(4n)), "e+direct", choices)).toBe(true);
  });
});
