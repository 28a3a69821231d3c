import { describe, expect, it } from "vitest";
import { lemma8a, lemma8b, lemma9 } from "../../../properties/nst/lemma-8.js";
import { lemma10 } from "../../../properties/nst/lemma-10.js";
import { lemma11 } from "../../../properties/nst/lemma-11.js";
import { lemma11Step } from "../../../properties/nst/lemma-11-step.js";
import { rational } from "../../../src/number/rational.js";
import { checkOf, decimal, falls, instanceAt, sharper, stands, turned } from "./line-checks.js";

const every = ["distance", "utility"];
const nearlyOne = rational(99n, 100n);

/** Every list of so many numbers from 0 to m. */
const lists = (m: number, n: number): readonly (readonly number[])[] =>
  n === 0 ? [[]] : lists(m, n - 1).flatMap((list) => Array.from({ length: m + 1 }, (_, k) => [...list, k]));
const total = (at: readonly number[], s: readonly number[]) =>
  at.reduce((sum, t) => sum + Math.min(...s.map((x) => Math.abs(x - t))), 0);

describe("how far F moves with the places", () => {
  it("is at most as far as the places, with the constant 1 and no smaller one", () => {
    for (const sign of every) {
      for (const claim of [lemma8a, lemma8b, lemma9]) {
        expect(stands(claim(), sign)).toBe(true);
        expect(falls(claim(nearlyOne), sign)).toBe(true);
      }
    }
  });

  it("is so for three facilities, too", () => {
    const [places, sets] = [lists(3, 2), lists(3, 3)];
    for (const t of places) {
      const best = (at: readonly number[]) => {
        const totals = sets.map((s) => total(at, s));
        return [Math.min(...totals), Math.max(...totals)];
      };
      for (const b of places) {
        const moves = t.map((x, i) => Math.abs(x - b[i]!));
        const sum = moves.reduce((x, y) => x + y, 0);
        // The average of the moves is enough.
        expect(sets.every((s) => Math.abs(total(t, s) - total(b, s)) <= sum)).toBe(true);
        expect(best(t).every((value, k) => Math.abs(value - best(b)[k]!) <= sum)).toBe(true);
      }
    }
  });

  it("is seen in the sides: from 0 and 1 to the middle, the least average distance falls from 1/2 to 0", () => {
    const instance = { mechanism: "nst/loc3", parameters: {}, environment: { kind: "line", K: 1, m: 2 }, reports: ["0", "1"] }; // biome-ignore format: one line
    const found = checkOf(lemma9(), "utility", instance, { announced: ["1/2", "1/2"] });
    expect([decimal(found.left), decimal(found.right), found.holds]).toEqual([0.5, 0.5, true]);
    const other = checkOf(lemma8a(), "utility", instance, { player: 0, lie: "1", at: ["1"] });
    expect([decimal(other.left), decimal(other.right)]).toEqual([0.5, 0.5]);
  });
});

describe("Lemma 10", () => {
  /** ∫ s·e^{cs} over ∫ e^{cs} on [0, 1]. */
  const mean = (c: number) => 1 / (1 - Math.exp(-c)) - 1 / c;

  it("has both sides of integrals: one player at 1 who announces 0", () => {
    const found = checkOf(lemma10(), "utility", instanceAt("utility", ["1"], "3"), { announced: ["0"] });
    const x = 2 * Math.log(3);
    expect(decimal(found.left)).toBeCloseTo(mean(Math.log(3)), 12);
    expect(decimal(found.right)).toBeCloseTo(2 + (6 / x) * Math.log(Math.E + x ** 2), 12);
  });

  it("falls without the term in β, and with a small constant", () => {
    for (const sign of every) {
      expect(stands(lemma10(), sign)).toBe(true);
      expect(falls(lemma10(rational(0n), rational(1n)), sign)).toBe(true);
      expect(falls(lemma10(rational(2n), rational(1n, 20n)), sign)).toBe(true);
      expect(falls(lemma10(rational(0n), rational(2n), turned), sign)).toBe(true);
    }
  });

  it("has 2 as its best constant on β as printed: at 1/2 + η, announced just below 1/2, with a vast ε", () => {
    // Density e^{c|s − b|}: the mean distance from t when c is vast is that of the far end 1.
    const [eta, less, c, steps] = [0.1, 0.001, 20_000, 200_000];
    const [t, b] = [0.5 + eta, 0.5 - less];
    let [above, below] = [0, 0];
    for (let k = 0; k < steps; k++) {
      const s = (k + 0.5) / steps;
      const weight = Math.exp(c * (Math.abs(s - b) - (1 - b)));
      above += weight * Math.abs(s - t);
      below += weight;
    }
    const loss = t - above / below;
    expect(loss / (eta + less)).toBeGreaterThan(1.97);
    expect(loss / (eta + less)).toBeLessThan(2);
  });
});

describe("Lemma 11", () => {
  // n = 1, e^{ε/2} = 2: from 1 to 0 the density 2^{s−1} becomes 2^{−s}, at expected distances x and 1 − x.
  const x = 1 / Math.log(2) - 1;

  it("has both sides of integrals, and stands for every ε", () => {
    const found = checkOf(lemma11(), "distance+any", instanceAt("distance", ["1"]), { player: 0, lie: "0" });
    expect(decimal(found.left)).toBeCloseTo(1 - 2 * x, 12);
    expect(decimal(found.right)).toBeCloseTo(4 * Math.log(2), 12);
    for (const sign of every) expect(stands(lemma11(), `${sign}+any`)).toBe(true);
    expect(checkOf(lemma11(), "utility+small", instanceAt("utility", ["1"])).hypotheses).toBe("outside");
  });

  it("falls with a small constant, and for a law that is turned round", () => {
    for (const sign of every) {
      expect(stands(lemma11(), `${sign}+small`)).toBe(true);
      expect(falls(lemma11(rational(1n, 120n)), `${sign}+small`)).toBe(true);
    }
    expect(stands(lemma11(rational(1n, 24n)), "utility+small")).toBe(true);
    expect(falls(lemma11(rational(1n, 24n), turned), "utility+small")).toBe(true);
  });

  it("rests on a step that has the wrong direction for u ≤ 0", () => {
    const step = lemma11Step();
    const at = (sign: string) => instanceAt(sign, ["1"]);
    const choices = { player: 0, lie: "0" };
    const found = checkOf(step, "negative+utility", at("utility"), choices);
    expect(found.holds).toBe(false);
    expect(decimal(found.left)).toBeCloseTo(-(1 - x), 12);
    expect(decimal(found.right)).toBeCloseTo(-4 * x, 12);
    const printed = checkOf(step, "negative+distance", at("distance"), choices);
    expect([decimal(printed.left), decimal(printed.right)].map((side) => side.toFixed(9))).toEqual(
      [-x, -4 * (1 - x)].map((side) => side.toFixed(9)),
    );
    // Where truth pays far more than e^ε says the printed step would stand.
    expect(checkOf(lemma11Step([], sharper(30)), "negative+utility", at("utility"), choices).holds).toBe(true);
  });

  it("has a repair that falls for a law at thirty times ε", () => {
    for (const sign of every) {
      expect(stands(lemma11Step(), `unit+${sign}`)).toBe(true);
      expect(falls(lemma11Step([], undefined, rational(1n, 3n)), `unit+${sign}`)).toBe(true);
    }
    expect(falls(lemma11Step([], sharper(30)), "unit+distance")).toBe(true);
  });
});
