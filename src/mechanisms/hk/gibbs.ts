import type { Nothing } from "../../game/mechanism.js";
import * as L from "../../number/log-form.js";
import { add, divide, multiply, one, type Rational, rational, zero } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { exponentialQuality, type ScoreMechanism } from "./exponential-quality.js";

/**
 * The Gibbs measure [HK, Definition 3]: a particle has state s with Pr[s] proportional to exp(−E_s/(k_B·T)). The scores of the
 * range are minus the energies, and 1/(k_B·T) is in the place of ε.
 */
export const gibbs: ScoreMechanism<Nothing> = {
  id: "hk/gibbs",
  citation: cite("hk", "Definition 3"),
  summary: "a state drawn with weight exp(−E/(k_B·T))",
  step: (_, { grid }) => divide(one, rational(grid)),
  outcomes: ({ outcomes }) => outcomes.map((_, s) => s),
  reports: () => [],
  mayBeAbsent: () => false,
  law: (R, _, range, profile) => exponentialQuality.law(R, { exponent: one, lipschitz: one }, range, profile),
};

/** F(ν) = E_ν[E] − k_B·T·S(ν), with 1/(k_B·T) in the place of ε [HK, Section 3.1]. States of probability 0 have no entropy. */
export function freeEnergy(energies: readonly Rational[], nu: readonly Rational[]): L.LogForm {
  const energy = nu.map((chance, s) => multiply(chance, energies[s]!)).reduce(add, zero);
  const logs = nu.filter(({ numerator }) => numerator !== 0n).map((chance) => L.scale(L.ln(chance), chance));
  return L.add(L.fromRational(energy), L.overEpsilon(L.sum(logs)));
}
