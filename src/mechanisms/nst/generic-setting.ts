import * as Q from "../../number/rational.js";
import { type Rational, rational } from "../../number/rational.js";

/** What the generic mechanism is made from. All four are positive; γ and p̃ are at most 1. */
export interface GenericSetting {
  /** F changes by at most d/n with one announcement. */
  readonly d: Rational;
  /** The least probability of an alternative of the separating set. */
  readonly pTilde: Rational;
  /** The gap: every lie costs at least this much at some alternative. */
  readonly gamma: Rational;
  /** |S|. */
  readonly alternatives: bigint;
}

/** Why nothing is defined for this setting, or undefined. */
export function settingFault({ d, pTilde, gamma, alternatives }: GenericSetting): string | undefined {
  if (gamma.numerator <= 0n) return "the gap is 0: no alternative tells some lie from the truth";
  if (pTilde.numerator <= 0n) return "the least probability of the separating set is 0";
  if (d.numerator <= 0n) return "the sensitivity d is not positive";
  return alternatives < 1n ? "there are no alternatives" : undefined;
}

/** The uniform commitment of Corollary 2: p̃ = 1/|S|, and β = 6·√(d|S|/(γn))·√ln(nγ/(2d)) is Theorem 2's. */
export const uniformSetting = (d: Rational, gamma: Rational, alternatives: bigint): GenericSetting => ({
  d,
  pTilde: rational(1n, alternatives),
  gamma,
  alternatives,
});

/**
 * LOC1 of Corollary 4, K facilities on {0, 1/m, …, 1}: uniform over |S| = (m+1)^K, γ = 1/m, d = 1. Theorem 2's β is then
 * the printed 6·√(m(m+1)^K/n)·√ln(n/(2m)).
 */
export const loc1Setting = (m: bigint, facilities: number): GenericSetting =>
  uniformSetting(Q.one, rational(1n, m), (m + 1n) ** BigInt(facilities));

/**
 * LOC2 of Corollary 5: as LOC1, but p̃ = 1/m on the m pairs of adjacent locations. Theorem 2's β is then the printed
 * (6m/√n)·√ln(n(m+1)^K/(2m²)), ε* the printed (1/(m√n))·√ln(…), and q* the printed 2εm².
 */
export const loc2Setting = (m: bigint, facilities: number): GenericSetting => ({
  ...loc1Setting(m, facilities),
  pTilde: rational(1n, m),
});
