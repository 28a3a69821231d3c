import { explainLogPieces, isNonNegative } from "../../src/number/log-polynomial.js";
import { polynomial } from "../../src/number/polynomial.js";
import type { JsonObject } from "../../src/verdict/json.js";

/**
 * (b − 1)/(b + 1) ≤ constant·ln b for all b > 1, with b = e^ε: tanh(ε/2) ≤ constant·ε. The best constant is 1/2,
 * approached as ε → 0. Bounds that randomized response attains become bounds in ε by it.
 */
export const belowLogarithm = (numerator = 1n, denominator = 2n) =>
  isNonNegative(
    polynomial([
      [numerator, 1],
      [numerator, 0],
    ]),
    polynomial([
      [denominator, 1],
      [-denominator, 0],
    ]),
  );

/** The inequality as evidence, with what settles it. */
export function halfAngle(): JsonObject {
  const decided = belowLogarithm();
  return {
    "2(b − 1) ≤ (b + 1)·ln b for all b > 1": decided.holds,
    "because, with p = b + 1 and q = 2(b − 1)": explainLogPieces(decided.pieces),
  };
}
