import fc from "fast-check";
import { type Rational, rational } from "../src/number/rational.js";

/** Small worlds: rationals with numerator and denominator of one digit, then of a few digits. */
export const rationalsBetween = (low: bigint, high: bigint, denominators = 6n): fc.Arbitrary<Rational> =>
  fc
    .tuple(fc.bigInt({ min: 1n, max: denominators }), fc.nat({ max: 1_000_000 }))
    .map(([q, at]) => rational(low * q + (BigInt(at) % ((high - low) * q + 1n)), q));

/** e^ε from nearly no noise to nearly all: a = e^{−ε} in {1/100, 1/10, 1/3, 1/2, 2/3, 9/10, 99/100} and neighbours. */
export const bases: fc.Arbitrary<Rational> = fc.oneof(
  fc.constantFrom(
    ...[
      [2n, 1n],
      [3n, 2n],
      [3n, 1n],
      [10n, 1n],
      [10n, 9n],
      [100n, 1n],
      [100n, 99n],
    ].map(([p, q]) => rational(p!, q!)),
  ),
  fc.tuple(fc.bigInt({ min: 1n, max: 12n }), fc.bigInt({ min: 1n, max: 12n })).map(([p, q]) => rational(p + q, q)),
);
