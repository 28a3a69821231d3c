import fc from "fast-check";
import Fraction from "fraction.js";
import { expect, test } from "vitest";
import { expectedPayoff, truthfulAtBelief } from "../../src/notions/bayesian-incentives.js";
import { plainIntegers } from "../../src/number/integer.js";
import { rational, rationals } from "../../src/number/rational.js";
import type { Quotient } from "../../src/number/ring.js";

const weights = fc
  .array(fc.bigInt({ min: 0n, max: 5n }), { minLength: 1, maxLength: 4 })
  .filter((drawn) => drawn.some((weight) => weight > 0n));
const payoff = fc.record({
  numerator: fc.bigInt({ min: -3n, max: 3n }),
  denominator: fc.bigInt({ min: 1n, max: 3n }),
});
const payoffs = fc.array(payoff, { minLength: 4, maxLength: 4 });
const lawOf = (drawn: readonly bigint[]) => ({
  entries: drawn.map((weight, outcome) => ({ outcome, weight })),
  total: drawn.reduce((x, y) => x + y),
});

test("random beliefs and payoffs against means in fractions, over integers and over rationals", () => {
  const seen = { holds: 0, fails: 0, undecided: 0, tight: 0 };
  fc.assert(
    fc.property(weights, payoffs, payoffs, (drawn, honest, dishonest) => {
      const law = lawOf(drawn);
      const mean = (values: readonly Quotient<bigint>[]) =>
        drawn
          .map((weight, k) => new Fraction(values[k]!.numerator, values[k]!.denominator).mul(weight))
          .reduce((x, y) => x.add(y))
          .div(law.total);
      const finding = truthfulAtBelief(
        plainIntegers,
        law,
        (k) => honest[k]!,
        (k) => dishonest[k]!,
      );
      const order = mean(honest).compare(mean(dishonest));
      expect(finding.conclusion).toBe(order >= 0 ? "holds" : "fails");
      const sides = [finding.sides!.left, finding.sides!.right] as Quotient<bigint>[];
      expect(sides.map((side) => new Fraction(side.numerator, side.denominator).toFraction())).toEqual(
        [honest, dishonest].map((values) => mean(values).toFraction()),
      );
      const Q = rationals(rational(1n));
      const again = truthfulAtBelief(
        Q,
        { entries: law.entries.map((e) => ({ ...e, weight: rational(e.weight) })), total: rational(law.total) },
        (k) => ({ numerator: rational(honest[k]!.numerator), denominator: rational(honest[k]!.denominator) }),
        (k) => ({ numerator: rational(dishonest[k]!.numerator), denominator: rational(dishonest[k]!.denominator) }),
      );
      expect(again.conclusion).toBe(finding.conclusion);
      seen[finding.conclusion]++;
      if (order === 0) seen.tight++;
    }),
    { seed: 3, numRuns: 300 },
  );
  expect(Math.min(seen.holds, seen.fails, seen.tight)).toBeGreaterThan(5);
});

test("a state of probability 0 is not asked for its payoff", () => {
  const law = lawOf([0n, 2n]);
  const only = (k: number): Quotient<bigint> => {
    if (k === 0) throw new Error("asked for");
    return { numerator: 3n, denominator: 2n };
  };
  const { numerator, denominator } = expectedPayoff(plainIntegers, law, only);
  expect(rational(numerator, denominator)).toEqual(rational(3n, 2n));
});
