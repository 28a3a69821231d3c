import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { bundlesSeparated } from "../../../properties/nst/pricing-multi-separation.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

/** Demands by listing bundles, at the prices of a fine grid. It shares no code with the program. */
const best = (values: readonly Fraction[], prices: readonly Fraction[]): readonly number[] => {
  const worth = values.map((value, b) => prices.reduce((left, p, j) => ((b >> j) & 1 ? left.sub(p) : left), value));
  return worth.flatMap((x, b) => (worth.every((y) => x.compare(y) >= 0) ? [b] : []));
};
const grid = (from: number, to: number, step: number) =>
  Array.from({ length: (to - from) * step + 1 }, (_, k) => new Fraction(from * step + k, step));

/** Whether some prices of {from, …, 1} in steps of 1/step have no bundle that is optimal for both. */
function areSeparated(v: readonly string[], w: readonly string[], from: number, step: number): boolean {
  const prices = grid(from, 1, step);
  const vectors = v.length === 2 ? prices.map((p) => [p]) : prices.flatMap((p) => prices.map((q) => [p, q]));
  const [x, y] = [v, w].map((row) => row.map((value) => new Fraction(value)));
  return vectors.some((vector) => best(x!, vector).every((b) => !best(y!, vector).includes(b)));
}

const instance = (v: readonly string[], w: readonly string[], prices = ["0", "1"]) => ({
  mechanism: "nst/commitment",
  environment: { kind: "pricing-multi", n: 1, goods: v.length === 2 ? 1 : 2, prices, types: [v, w] },
  reports: [0],
});
const holdsAt = (reading: string, v: readonly string[], w: readonly string[]) =>
  checkOf(bundlesSeparated(), reading, {}, instance(v, w)).holds;

describe("several goods", () => {
  it("separate types that are monotone with v(∅) = 0, and for prices of any sign all with v(∅) = 0", async () => {
    const proved = "proved on the domain";
    const repaired = `refuted, ${proved}`;
    const words = await wordsOf(bundlesSeparated());
    const standing = ["normal+real", "both+nonnegative", "both+real"];
    expect(Object.keys(words)).toHaveLength(12);
    for (const [name, word] of Object.entries(words))
      expect(word, name).toBe(standing.includes(name) ? proved : repaired);
  });

  it("do not tell a constant apart, nor a bundle that no prices p ≥ 0 make optimal", () => {
    for (const [v, w, from] of [
      [["0", "0"], ["1", "1"], -1],
      [["0", "1", "0", "0"], ["0", "1", "0", "1"], 0],
      [["0", "1", "0", "0"], ["0", "1", "0", "1/2"], 0],
    ] as const) {
      expect(areSeparated(v, w, from, 12)).toBe(false);
      expect(holdsAt(from < 0 ? "any+real" : "normal+nonnegative", v, w)).toBe(false);
    }
    expect(areSeparated(["0", "1", "0", "0"], ["0", "1", "0", "1/2"], -1, 12)).toBe(true);
    expect(holdsAt("normal+real", ["0", "1", "0", "0"], ["0", "1", "0", "1/2"])).toBe(true);
  });

  it("are decided as by listing for all types with values 0 and 1 and v(∅) = 0", () => {
    const rows = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ["0", ...[0, 1, 2].map((j) => `${(bits >> j) & 1}`)]);
    const claim = bundlesSeparated();
    const decide = (name: string, v: readonly string[], w: readonly string[]) => {
      const { switches } = claim.readings.find((reading) => reading.name === name)!;
      const { environment, reports } = instance(v, w);
      return (
        claim.decide({ integer: (n: bigint) => n } as never, { environment, reports }, switches).conclusion === "holds"
      );
    };
    rows.forEach((v, i) => {
      for (const w of rows.slice(i + 1)) {
        expect(decide("normal+nonnegative", v, w), `${v} ${w}`).toBe(areSeparated(v, w, 0, 3));
        expect(decide("normal+real", v, w), `${v} ${w}`).toBe(areSeparated(v, w, -1, 3));
        expect(decide("normal+grid", v, w), `${v} ${w}`).toBe(areSeparated(v, w, 0, 1));
      }
    });
  });

  it("need a grid that is fine enough", () => {
    expect(fallsAt(bundlesSeparated(), "both+grid", {}, instance(["0", "0"], ["0", "1"]))).toBe(true);
    expect(fallsAt(bundlesSeparated(), "both+grid", {}, instance(["0", "0"], ["0", "1"], ["0", "1/2", "1"]))).toBe(
      false,
    );
  });
});
