/** The laws of the elections a second time: with fraction.js, from the catalogue's own formulas, sharing no code. */
import Fraction from "fraction.js";

export type Vote = "A" | "B" | null;

const one = new Fraction(1);

/** Pr[r ≤ t] for the discrete Laplace law of ratio a: 1 − a^{t+1}/(1+a) for t ≥ 0, a^{−t}/(1+a) for t < 0. */
export function cdf(a: Fraction, t: number): Fraction {
  const below = one.add(a);
  return t >= 0 ? one.sub(power(a, t + 1).div(below)) : power(a, -t).div(below);
}

/** The same by brute force: a partial sum of point masses, and an exact geometric tail below it. */
export function cdfBySummation(a: Fraction, t: number, terms = 12): Fraction {
  const scale = one.sub(a).div(one.add(a));
  const mass = (k: number) => scale.mul(power(a, Math.abs(k)));
  const start = Math.min(t, 0) - terms;
  // Σ_{k ≤ start} a^{−k} is geometric: mass(start)/(1 − a).
  let total = mass(start).div(one.sub(a));
  for (let k = start + 1; k <= t; k++) total = total.add(mass(k));
  return total;
}

function power(a: Fraction, k: number): Fraction {
  let result = one;
  for (let i = 0; i < k; i++) result = result.mul(a);
  return result;
}

export const margin = (votes: readonly Vote[]): number =>
  votes.filter((vote) => vote === "A").length - votes.filter((vote) => vote === "B").length;

/** [Pr[A], Pr[B]]. */
export function chances(a: Fraction, votes: readonly Vote[]): readonly [Fraction, Fraction] {
  const chanceOfA = cdf(a, margin(votes));
  return [chanceOfA, one.sub(chanceOfA)];
}

export const replaced = (votes: readonly Vote[], player: number, vote: Vote): readonly Vote[] =>
  votes.map((old, i) => (i === player ? vote : old));

/** [x_A, x_B] of a player: the largest ratio between the reports A and B. */
export function ratios(a: Fraction, votes: readonly Vote[], player: number): readonly [Fraction, Fraction] {
  const [ifA, ifB] = [chances(a, replaced(votes, player, "A")), chances(a, replaced(votes, player, "B"))];
  const worse = (x: Fraction, y: Fraction) => (x.compare(y) >= 0 ? x.div(y) : y.div(x));
  return [worse(ifA[0], ifB[0]), worse(ifA[1], ifB[1])];
}

/** The joint law of two votes of one player under the same noise, point by point of r, tails exact. */
export function joint(
  a: Fraction,
  votes: readonly Vote[],
  player: number,
  truth: Vote,
  lie: Vote,
): Map<string, Fraction> {
  const [d, e] = [margin(replaced(votes, player, truth)), margin(replaced(votes, player, lie))];
  const winner = (m: number, r: number) => (m >= r ? "A" : "B");
  const [low, high] = [Math.min(d, e) - 3, Math.max(d, e) + 3];
  const law = new Map<string, Fraction>([
    ["AA", cdf(a, low)],
    ["BB", one.sub(cdf(a, high))],
  ]);
  for (let r = low + 1; r <= high; r++) {
    const key = winner(d, r) + winner(e, r);
    law.set(key, (law.get(key) ?? new Fraction(0)).add(cdf(a, r).sub(cdf(a, r - 1))));
  }
  return law;
}
