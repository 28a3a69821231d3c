import fc from "fast-check";
import { one, type Rational, rational } from "../src/number/rational.js";
import type { JsonObject } from "../src/verdict/json.js";
import { privacyBounds } from "./privacy-bounds.js";
import { rationalsBetween } from "./rationals.js";

/**
 * How e^ε stands to the largest ratio x: 1 + (x − 1)·share, with 2 in the place of x where x is 1 or infinite. A share
 * below 1 leaves the mechanism not ε-differentially private.
 */
export const shares: fc.Arbitrary<Rational> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(one) },
  { weight: 3, arbitrary: fc.constantFrom(rational(3n, 2n), rational(2n), rational(12n)) },
  { weight: 1, arbitrary: fc.constantFrom(rational(1n, 2n), rational(1n, 20n)) },
);

/** A privacy bound, where ε stands, and how a player's outcome utilities stand to 2F(e^ε): gap = 2F(e^ε)·factor + surplus. */
export interface PrivatePlayer {
  readonly share: Rational;
  readonly F: JsonObject;
  readonly factor: Rational;
  readonly surplus: Rational;
}

export const privatePlayers: fc.Arbitrary<PrivatePlayer> = fc.record({
  share: shares,
  F: privacyBounds,
  factor: fc.oneof(
    { weight: 3, arbitrary: fc.constant(one) },
    { weight: 1, arbitrary: fc.constantFrom(rational(101n, 100n), rational(99n, 100n), rational(0n)) },
  ),
  surplus: fc.oneof(
    { weight: 3, arbitrary: fc.constant(rational(0n)) },
    { weight: 1, arbitrary: rationalsBetween(0n, 2n) },
  ),
});
