import Fraction from "fraction.js";
import { type Chances, give, lists, one, zero } from "./second-route.js";

/**
 * Mechanism 7.1 a second time, in fractions: the law by direct summation over the noise of the chosen alternative with
 * exact geometric tails, and by running the mechanism on every vector of noises in a box, the mass outside being known.
 */

export type Vector = readonly number[];

/** V_o = W_o + o/|O|. */
export const valuesOf = (W: Vector): Fraction[] => W.map((w, o) => new Fraction(w).add(new Fraction(o, W.length)));

/** Steps (3) and (4): {"chosen": o*, "revealed": [[o, V_o* − V_o], …]} with the gaps as texts. */
export function released(V: readonly Fraction[], M: number) {
  const chosen = V.reduce((best, v, o) => (v.compare(V[best]!) > 0 ? o : best), 0);
  const revealed = V.flatMap((v, o) => {
    const gap = V[chosen]!.sub(v);
    return gap.compare(M) <= 0 ? [[o, gap.toFraction()] as const] : [];
  });
  return { chosen, revealed };
}

/** P(θ, o*, π) over the revealed alternatives. */
export function charge(u: Vector, { chosen, revealed }: ReturnType<typeof released>): Fraction {
  const terms = revealed.map(([o, gap]) => new Fraction(u[chosen]! - u[o]!).sub(gap));
  return terms.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
}

/** (5): Σ_{j≠i} of the values at the best alternative without i, minus the same at o*; V are all values, i's included. */
export function externality(u: Vector, V: readonly Fraction[], chosen: number): Fraction {
  const without = V.map((v, o) => v.sub(u[o]!));
  return without.reduce((x, y) => (x.compare(y) >= 0 ? x : y)).sub(without[chosen]!);
}

const power = (a: Fraction, k: number): Fraction => a.pow(k)!;

/** Pr[λ = k]. */
export const mass = (a: Fraction, k: number): Fraction =>
  one
    .sub(a)
    .div(one.add(a))
    .mul(power(a, Math.abs(k)));

/** Pr[λ ≤ k]. */
export const cumulative = (a: Fraction, k: number): Fraction =>
  k < 0 ? power(a, -k).div(one.add(a)) : one.sub(power(a, k + 1).div(one.add(a)));

/** What is asked of one alternative: W_o at a gap below the chosen one's, exactly (`known`) or at least. */
interface Condition {
  readonly known: boolean;
  readonly gap: number;
}

/** Pr of W_chosen − W_o = gap or ≥ gap for all others, the chosen one having no condition: term by term in the middle, both ends in closed form. */
export function direct(a: Fraction, S: Vector, conditions: readonly (Condition | undefined)[]): Fraction {
  const factors = conditions.map((condition, o) => ({
    known: condition?.known ?? true,
    at: S[o]! + (condition?.gap ?? 0),
  }));
  const ats = factors.map(({ at }) => at);
  const [low, high] = [Math.min(...ats) - 2, Math.max(...ats) + 2];
  const value = (x: number): Fraction =>
    factors.reduce((product, { known, at }) => product.mul(known ? mass(a, x - at) : cumulative(a, x - at)), one);
  let sum = zero;
  for (let x = low + 1; x < high; x++) sum = sum.add(value(x));
  // Below, every factor shrinks by a a step.
  sum = sum.add(value(low).div(one.sub(power(a, factors.length))));
  // Above, known factors shrink by a a step, the others are 1 − c·a^{x−high}: every choice of 1 or −c is one series.
  const knowns = factors.filter(({ known }) => known);
  const scale = knowns.reduce((product, { at }) => product.mul(mass(a, high - at)), one);
  const tails = factors.filter(({ known }) => !known).map(({ at }) => one.sub(cumulative(a, high - at)));
  for (const choice of lists([false, true], tails.length)) {
    const term = choice.reduce((product, taken, i) => (taken ? product.mul(tails[i]!.neg()) : product), scale);
    const shrinking = knowns.length + choice.filter((taken) => taken).length;
    sum = sum.add(term.div(one.sub(power(a, shrinking))));
  }
  return sum;
}

/** The whole law at the sums S: every alternative may be chosen, every other one hidden or at one of M gaps. */
export function directLaw(a: Fraction, S: Vector, M: number): Chances {
  const [law, n]: [Chances, number] = [new Map(), S.length];
  S.forEach((_, chosen) => {
    for (const gaps of lists([...Array(M + 1).keys()], n - 1)) {
      const conditions = S.map((__, o): Condition | undefined => {
        if (o === chosen) return undefined;
        const first = o < chosen ? 0 : 1;
        const choice = gaps[o < chosen ? o : o - 1]!;
        return { known: choice < M, gap: first + choice };
      });
      const revealed = conditions.flatMap((condition, o) => {
        if (condition !== undefined && !condition.known) return [];
        return [[o, new Fraction(condition?.gap ?? 0).add(new Fraction(chosen - o, n)).toFraction()]];
      });
      give(law, { chosen, revealed }, direct(a, S, conditions));
    }
  });
  return law;
}

/** Every vector of noises in the box, with its chance, and the mass of all others. */
export function box(a: Fraction, n: number, reach: number) {
  const values = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const vectors = [...lists(values, n)].map((noise) => ({
    noise,
    chance: noise.reduce((product, k) => product.mul(mass(a, k)), one),
  }));
  const missing = one.sub(vectors.reduce((sum, { chance }) => sum.add(chance), zero));
  return { vectors, missing };
}

export const plus = (...vectors: readonly Vector[]): number[] =>
  vectors[0]!.map((_, o) => vectors.reduce((sum, vector) => sum + vector[o]!, 0));

/** Whether every chance lies between what the box gives and that plus what it misses. */
export function disagreements(exact: Chances, inBox: Chances, missing: Fraction): readonly string[] {
  return [...new Set([...exact.keys(), ...inBox.keys()])].filter((key) => {
    const [chance, least] = [exact.get(key) ?? zero, inBox.get(key) ?? zero];
    return chance.compare(least) < 0 || chance.compare(least.add(missing)) > 0;
  });
}
