import type { Rules } from "../../game/mechanism.js";
import type { Rational } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";

/** So many agents, and as many items. */
export interface Ensemble {
  readonly players: number;
}

/**
 * The random instances of the lower bound for the multi-item auction [HK, Appendix B]: each agent values one item at 1 and all
 * others at 0, the item drawn uniformly and independently of the other agents'.
 */
export const matchingEnsemble: Rules<Record<string, never>, Ensemble, null> = {
  id: "hk/matching-ensemble",
  citation: cite("hk", "Appendix B"),
  summary: "agents who value one random item each: the expected optimum",
  reports: () => [],
  mayBeAbsent: () => false,
};

/**
 * E[opt], for n ≥ 1: the best matching gives each item that somebody values to one who does, so opt is the number of these,
 * and an item is valued by nobody with probability (1 − 1/n)^n. The paper prints (1 − 1/e)·n.
 */
export function expectedOptimum({ players }: Ensemble): Rational {
  const n = BigInt(players);
  if (n === 1n) return { numerator: 1n, denominator: 1n };
  // In lowest terms as it stands: n and n − 1 have no common factor.
  return { numerator: n ** n - (n - 1n) ** n, denominator: n ** (n - 1n) };
}
