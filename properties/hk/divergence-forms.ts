import { rateOf, type Sharpness } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";

/** A distribution over the outcomes, in their order. */
export type Chances = readonly Q.Rational[];

/** Σ_r ν(r)·x(r). */
export const mean = (nu: Chances, values: readonly Q.Rational[]): Q.Rational =>
  nu.map((chance, r) => Q.multiply(chance, values[r]!)).reduce(Q.add, Q.zero);

/** KL(ν‖π) = Σ_r ν(r)·ln(ν(r)/π(r)); undefined, for infinity, where π has no mass and ν has. */
export function divergence(nu: Chances, pi: Chances): L.LogForm | undefined {
  if (nu.some((chance, r) => Q.signOfRational(chance) > 0 && Q.signOfRational(pi[r]!) === 0)) return undefined;
  const terms = nu.flatMap((chance, r) =>
    Q.signOfRational(chance) === 0 ? [] : [L.scale(L.ln(Q.divide(chance, pi[r]!)), chance)],
  );
  return L.sum(terms);
}

/** S(ν) = −Σ_r ν(r)·ln ν(r). */
export const entropy = (nu: Chances): L.LogForm =>
  L.negate(L.sum(nu.flatMap((p) => (Q.signOfRational(p) === 0 ? [] : [L.scale(L.ln(p), p)]))));

/** Logarithms divided by a = rate·ε. */
export const overRate = (logs: L.LogForm, sharpness: Sharpness): L.LogForm =>
  L.overEpsilon(L.scale(logs, Q.divide(Q.one, rateOf(sharpness))));

/**
 * E_ν[Q] + (1/a)·S(ν), or with a prior μ, normalised, E_ν[Q] − (1/a)·KL(ν‖μ): the free social welfare of ν [HK, Lemma 4 and
 * Theorem 5]; undefined, for minus infinity, where μ has no mass and ν has.
 */
export function freeWelfare(
  nu: Chances,
  values: readonly Q.Rational[],
  sharpness: Sharpness,
  prior?: Chances,
): L.LogForm | undefined {
  const uncertainty = prior === undefined ? entropy(nu) : divergence(nu, prior);
  if (uncertainty === undefined) return undefined;
  const logs = prior === undefined ? uncertainty : L.negate(uncertainty);
  return L.add(L.fromRational(mean(nu, values)), overRate(logs, sharpness));
}
