import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { integers } from "../../src/number/integer.js";
import { type Polynomial, polynomial, polynomials, valueAt } from "../../src/number/polynomial.js";
import { rational } from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";
import {
  expectation,
  isNormalised,
  type Law,
  mapLaw,
  mixture,
  point,
  probabilities,
  probability,
  product,
  sideBySide,
} from "../../src/probability/law.js";

const outcomes = ["a", "b", "c", "d"] as const;
type Outcome = (typeof outcomes)[number];

/** A ring, weights in it that are positive at e^ε = 3/2, and their value there. */
interface World<S> {
  readonly name: string;
  readonly R: Ring<S>;
  readonly weight: fc.Arbitrary<S>;
  value(x: S): Fraction;
}

const worlds = [
  {
    name: "integers at e^ε = 3/2",
    R: integers(3n, 2n),
    weight: fc.bigInt({ min: 0n, max: 9n }),
    value: (x: bigint) => new Fraction(x),
  } satisfies World<bigint>,
  {
    name: "polynomials in b",
    R: polynomials(),
    weight: fc
      .array(fc.tuple(fc.bigInt({ min: 0n, max: 5n }), fc.nat(4)), { maxLength: 3 })
      .map((terms) => polynomial(terms)),
    value: (x: Polynomial) => {
      const { numerator, denominator } = valueAt(x, rational(3n, 2n));
      return new Fraction(numerator, denominator);
    },
  } satisfies World<Polynomial>,
];

for (const world of worlds) suite(world as World<unknown>);

function suite<S>({ name, R, weight, value }: World<S>): void {
  const positive = weight.filter((x) => value(x).gt(0));
  const laws: fc.Arbitrary<Law<Outcome, S>> = fc
    .tuple(positive, fc.array(weight, { minLength: 3, maxLength: 3 }))
    .map(([first, more]) => ({
      entries: [first, ...more].map((w, i) => ({ outcome: outcomes[i]!, weight: w })),
      total: [first, ...more].reduce((x, y) => R.add(x, y)),
    }));

  const chance = (law: Law<unknown, S>, outcome: unknown): Fraction => {
    const { numerator, denominator } = probability(R, law, outcome);
    return value(numerator).div(value(denominator));
  };
  const sum = (terms: readonly Fraction[]) => terms.reduce((x, y) => x.add(y), new Fraction(0));

  describe(`laws over ${name}`, () => {
    it("a point has all the mass", () => {
      expect(chance(point(R, "a"), "a").equals(1)).toBe(true);
      expect(chance(point(R, "a"), "b").equals(0)).toBe(true);
      expect(isNormalised(R, point(R, "a"))).toBe(true);
    });

    it("a mixture draws i with the chance of its share, then an outcome of law i", () => {
      fc.assert(
        fc.property(fc.array(fc.tuple(positive, laws), { minLength: 1, maxLength: 3 }), (parts) => {
          const mixed = mixture(
            R,
            parts.map(([share, law]) => ({ share, law })),
          );
          expect(isNormalised(R, mixed)).toBe(true);
          const shares = sum(parts.map(([share]) => value(share)));
          for (const o of outcomes) {
            const direct = sum(parts.map(([share, law]) => value(share).div(shares).mul(chance(law, o))));
            expect(chance(mixed, o).equals(direct)).toBe(true);
          }
          expect(new Set(mixed.entries.map(({ outcome }) => outcome)).size).toBe(mixed.entries.length);
        }),
        { seed: 21, numRuns: 60 },
      );
    });

    it("a product is an independent pair", () => {
      fc.assert(
        fc.property(laws, laws, (P, Q) => {
          const pair = product(R, P, Q);
          expect(isNormalised(R, pair)).toBe(true);
          for (const o of outcomes) {
            for (const p of outcomes) expect(chance(pair, [o, p]).equals(chance(P, o).mul(chance(Q, p)))).toBe(true);
          }
        }),
        { seed: 22, numRuns: 60 },
      );
    });

    it("the law of an image adds up what falls together", () => {
      fc.assert(
        fc.property(laws, fc.func(fc.constantFrom("x", "y", 1, null)), (law, f) => {
          const image = mapLaw(R, law, f);
          expect(isNormalised(R, image)).toBe(true);
          for (const x of ["x", "y", 1, null]) {
            const direct = sum(outcomes.filter((o) => f(o) === x).map((o) => chance(law, o)));
            expect(chance(image, x).equals(direct)).toBe(true);
          }
        }),
        { seed: 23, numRuns: 60 },
      );
    });

    it("an expectation is Σ Pr[o]·value(o)", () => {
      fc.assert(
        fc.property(laws, fc.array(fc.bigInt({ min: -5n, max: 5n }), { minLength: 4, maxLength: 4 }), (law, values) => {
          const { numerator, denominator } = expectation(R, law, (o) => R.integer(values[outcomes.indexOf(o)]!));
          const direct = sum(outcomes.map((o, i) => chance(law, o).mul(values[i]!)));
          expect(value(numerator).div(value(denominator)).equals(direct)).toBe(true);
        }),
        { seed: 24, numRuns: 60 },
      );
    });

    it("a law that lacks mass is not normalised", () => {
      expect(isNormalised(R, { entries: [{ outcome: "a", weight: R.one }], total: R.add(R.one, R.one) })).toBe(false);
    });
  });
}

it("chances are found by the object, by its text where it is another object, and are 0 beside the law", () => {
  const R = integers(3n, 2n);
  const shared = { chosen: 1 };
  const law: Law<unknown, bigint> = {
    entries: [
      { outcome: shared, weight: 2n },
      { outcome: [1, 2], weight: 3n },
      { outcome: "1", weight: 5n },
    ],
    total: 10n,
  };
  const chance = probabilities(R, law);
  const asked = [shared, { chosen: 1 }, [1, 2], [2, 1], "1", 1, null];
  expect(asked.map((outcome) => chance(outcome).numerator)).toEqual([2n, 2n, 3n, 0n, 5n, 0n, 0n]);
  for (const outcome of asked) expect(chance(outcome)).toEqual(probability(R, law, outcome));
  const turned = {
    ...law,
    entries: law.entries.map((entry, i) => ({ ...entry, outcome: i === 1 ? [1, 2] : entry.outcome })).reverse(),
  };
  expect(sideBySide(R, [law, turned]).map(({ weights }) => weights)).toEqual([
    [2n, 2n],
    [3n, 3n],
    [5n, 5n],
  ]);
});
