import fc from "fast-check";
import { type Rational, rational } from "../src/number/rational.js";
import { rationalsBetween } from "./rationals.js";

/** Values of f : 𝒰 → [−1, 1] at up to four outcomes, ±1 often; undefined leaves f to be taken at its worst. */
export const testFunctions: fc.Arbitrary<readonly Rational[] | undefined> = fc.option(
  fc.array(fc.oneof(fc.constantFrom(rational(1n), rational(-1n)), rationalsBetween(-1n, 1n)), {
    minLength: 4,
    maxLength: 4,
  }),
  { nil: undefined, freq: 4 },
);
