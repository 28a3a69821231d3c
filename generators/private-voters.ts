import fc from "fast-check";
import type { Rational } from "../src/number/rational.js";
import type { JsonObject } from "../src/verdict/json.js";
import { privacyBounds } from "./privacy-bounds.js";
import { rationalsBetween } from "./rationals.js";

/** How the outcome utilities of a drawn voter stand to her privacy bound. */
export interface PrivateVoter {
  readonly F: JsonObject;
  /** gap = 2F(e^{kε}) · factor + surplus. */
  readonly factor: Rational;
  readonly surplus: Rational;
  /** Utility of the worse candidate. */
  readonly level: Rational;
}

/** Gaps exactly at the bound, slightly above and below it, 0, and far above; levels of utility on both sides of 0. */
export const privateVoters: fc.Arbitrary<PrivateVoter> = fc.record({
  F: privacyBounds,
  factor: fc.oneof(
    fc.constantFrom(
      { numerator: 1n, denominator: 1n },
      { numerator: 101n, denominator: 100n },
      { numerator: 99n, denominator: 100n },
      { numerator: 0n, denominator: 1n },
    ),
    rationalsBetween(0n, 3n),
  ),
  surplus: fc.oneof(fc.constant({ numerator: 0n, denominator: 1n }), rationalsBetween(0n, 2n)),
  level: rationalsBetween(-2n, 3n),
});

/** Δ of Proposition 4.3: negative, 0, fractional, integer, beyond every margin. */
export const deltas: fc.Arbitrary<Rational> = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, 3n, 40n).map((n) => ({ numerator: n, denominator: 1n })),
  rationalsBetween(-3n, 12n, 3n),
);
