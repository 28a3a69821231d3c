import type { Rules } from "../../game/mechanism.js";
import { signAt } from "../../number/inverse-log.js";
import { type Rational, rational } from "../../number/rational.js";
import { fromInteger, multiply, power, type Real } from "../../number/real.js";
import { cite } from "../../verdict/citation.js";
import type { Line } from "./line.js";
import type { Spread } from "./line-commitment.js";
import { type LineExponential, locationsOn } from "./line-exponential.js";

/** How the text is read; all else follows from n and K. */
export interface Loc3 extends LineExponential {
  readonly Y: Spread;
}

/** The mixture on the line with ε, m̄ and q set by n and K [NST, Section 5.4]. */
export const loc3: Rules<Loc3, Line, Rational | null> = {
  id: "nst/loc3",
  citation: cite("nst", "Section 5.4"),
  summary: "the mixture on the line with ε, m̄ and q that depend on the numbers of players and facilities",
  reports: locationsOn,
  mayBeAbsent: () => false,
};

/** ε = √(K+1)/n^{2/3} = ((K+1)³/n⁴)^{1/6}. */
export const loc3Epsilon = (n: bigint, K: number): Real =>
  power(multiply(fromInteger(BigInt(K + 1)), power(fromInteger(n), rational(-4n, 3n))), rational(1n, 2n));

/**
 * m̄ = ⌈log₂(n^{1/3}/(6·√(K+1)·ln n))⌉ where that is at least 1, else null, so that there is no X to draw; also for n = 1, where
 * ln n = 0 and the quotient has no value.
 *
 * It is the least m with n^{1/3} ≤ 2^m·6·√(K+1)·ln n, that is n²·y⁶ ≤ (2^m·6)⁶·(K+1)³ with y = 1/ln n.
 */
export function loc3Mbar(n: bigint, K: number): number | null {
  if (n < 2n) return null;
  const reaches = (m: number): boolean => {
    const right = (6n * 2n ** BigInt(m)) ** 6n * BigInt(K + 1) ** 3n;
    return signAt([right, 0n, 0n, 0n, 0n, 0n, -(n * n)], rational(n)) >= 0;
  };
  if (reaches(0)) return null;
  let m = 1;
  while (!reaches(m)) m++;
  return m;
}

/** q = 16·ε·m̄·2^m̄, which is above 1 for small n: there the mechanism is none. */
export const loc3Q = (n: bigint, K: number, mbar: number): Real =>
  multiply(fromInteger(16n * BigInt(mbar) * 2n ** BigInt(mbar)), loc3Epsilon(n, K));
