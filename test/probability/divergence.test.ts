import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { plainIntegers as Z } from "../../src/number/integer.js";
import type { Ratio } from "../../src/number/ring.js";
import { lieMarginal, pivotal, reachable, truthMarginal } from "../../src/probability/coupling.js";
import { compareRatios, ratioAt, support, totalVariation } from "../../src/probability/divergence.js";
import { type Law, probability } from "../../src/probability/law.js";

const outcomes = ["a", "b", "c"];

const laws: fc.Arbitrary<Law<string, bigint>> = fc
  .tuple(
    fc.shuffledSubarray(outcomes, { minLength: 1 }),
    fc.array(fc.bigInt({ min: 0n, max: 6n }), { minLength: 3, maxLength: 3 }),
  )
  .filter(([listed, weights]) => listed.some((_, i) => weights[i]! > 0n))
  .map(([listed, weights]) => ({
    entries: listed.map((outcome, i) => ({ outcome, weight: weights[i]! })),
    total: listed.reduce((sum, _, i) => sum + weights[i]!, 0n),
  }));

const chance = (law: Law<string, bigint>, outcome: string): Fraction => {
  const found = law.entries.find((entry) => entry.outcome === outcome);
  return new Fraction(found?.weight ?? 0n, law.total);
};
const sum = (terms: readonly Fraction[]): Fraction => terms.reduce((x, y) => x.add(y), new Fraction(0));

describe("total variation", () => {
  it("is half of Σ |P − Q|, whatever order and outcomes the laws list", () => {
    fc.assert(
      fc.property(laws, laws, (P, Q) => {
        const { numerator, denominator } = totalVariation(Z, P, Q);
        const half = sum(outcomes.map((o) => chance(P, o).sub(chance(Q, o)).abs())).div(2);
        expect(new Fraction(numerator, denominator).equals(half)).toBe(true);
      }),
      { seed: 51 },
    );
  });
});

describe("ratios of two chances", () => {
  it("are their quotient, and infinity over 0", () => {
    fc.assert(
      fc.property(laws, laws, (P, Q) => {
        for (const o of support(Z, [P, Q])) {
          const ratio = ratioAt(Z, probability(Z, P, o), probability(Z, Q, o));
          if (chance(Q, o).equals(0)) expect(ratio).toBe("infinity");
          else {
            const { numerator, denominator } = ratio as Exclude<Ratio<bigint>, "infinity">;
            expect(new Fraction(numerator, denominator).equals(chance(P, o).div(chance(Q, o)))).toBe(true);
          }
        }
      }),
      { seed: 52 },
    );
  });

  it("are ordered as in [0, ∞]", () => {
    const half = { numerator: 2n, denominator: 4n };
    const same = { numerator: 3n, denominator: 6n };
    const two = { numerator: 2n, denominator: 1n };
    expect([compareRatios(Z, half, same), compareRatios(Z, half, two), compareRatios(Z, two, same)]).toEqual([
      0, -1, 1,
    ]);
    expect([compareRatios(Z, two, "infinity"), compareRatios(Z, "infinity", two)]).toEqual([-1, 1]);
    expect(compareRatios(Z, "infinity", "infinity")).toBe(0);
  });

  it("are asked of the outcomes that some law can produce", () => {
    const P: Law<string, bigint> = {
      entries: [
        { outcome: "a", weight: 0n },
        { outcome: "b", weight: 2n },
      ],
      total: 2n,
    };
    const Q: Law<string, bigint> = {
      entries: [
        { outcome: "c", weight: 1n },
        { outcome: "b", weight: 0n },
      ],
      total: 1n,
    };
    expect(support(Z, [P, Q])).toEqual(["b", "c"]);
    expect(support(Z, [])).toEqual([]);
  });
});

describe("two reports under the same coins", () => {
  const coins: fc.Arbitrary<Law<readonly [string, string], bigint>> = fc
    .array(fc.tuple(fc.constantFrom(...outcomes), fc.constantFrom(...outcomes), fc.bigInt({ min: 0n, max: 4n })), {
      minLength: 1,
      maxLength: 6,
    })
    .filter((list) => list.some(([, , weight]) => weight > 0n))
    .map((list) => {
      const pairs = [...new Map(list.map((entry) => [entry.slice(0, 2).join(), entry])).values()];
      return {
        entries: pairs.map(([o, p, weight]) => ({ outcome: [o, p] as const, weight })),
        total: pairs.reduce((total, [, , weight]) => total + weight, 0n),
      };
    })
    .filter(({ total }) => total > 0n);

  it("have marginals, pairs that differ with positive chance, and the chance that they differ", () => {
    fc.assert(
      fc.property(coins, (coupled) => {
        const mass = (keep: (pair: readonly [string, string]) => boolean): Fraction =>
          sum(
            coupled.entries
              .filter(({ outcome }) => keep(outcome))
              .map(({ weight }) => new Fraction(weight, coupled.total)),
          );
        for (const o of outcomes) {
          expect(chance(truthMarginal(Z, coupled), o).equals(mass(([first]) => first === o))).toBe(true);
          expect(chance(lieMarginal(Z, coupled), o).equals(mass(([, second]) => second === o))).toBe(true);
        }
        const { numerator, denominator } = pivotal(Z, coupled);
        expect(new Fraction(numerator, denominator).equals(mass(([o, p]) => o !== p))).toBe(true);
        const differing = outcomes.flatMap((o) =>
          outcomes.filter((p) => o !== p && mass(([x, y]) => x === o && y === p).gt(0)).map((p) => `${o}${p}`),
        );
        expect(
          reachable(Z, coupled)
            .map(([o, p]) => `${o}${p}`)
            .sort(),
        ).toEqual(differing.sort());
      }),
      { seed: 53 },
    );
  });

  it("differ at least as often as their laws do: Pr[o ≠ o'] >= SD", () => {
    fc.assert(
      fc.property(coins, (coupled) => {
        const distance = totalVariation(Z, truthMarginal(Z, coupled), lieMarginal(Z, coupled));
        const differ = pivotal(Z, coupled);
        expect(
          new Fraction(differ.numerator, differ.denominator).gte(
            new Fraction(distance.numerator, distance.denominator),
          ),
        ).toBe(true);
      }),
      { seed: 54 },
    );
  });
});
