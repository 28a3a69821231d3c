import Fraction from "fraction.js";
import type { Law } from "../../src/probability/law.js";

/** Laws a second time: every coin is tried, in fractions. Of the program only the shape of a law is known here. */

export type Vote = "A" | "B" | null;
export const votes: readonly Vote[] = ["A", "B", null];

export const zero = new Fraction(0);
export const one = new Fraction(1);

/** A chance for every outcome, by its text. */
export type Chances = Map<string, Fraction>;

export function give(law: Chances, outcome: unknown, chance: Fraction): void {
  const key = JSON.stringify(outcome);
  if (!chance.equals(0)) law.set(key, (law.get(key) ?? zero).add(chance));
}

/** A law of the program over the integers, in fractions. */
export const chancesOf = (law: Law<unknown, bigint>): Chances => {
  const chances: Chances = new Map();
  for (const { outcome, weight } of law.entries) give(chances, outcome, new Fraction(weight, law.total));
  return chances;
};

/** For comparing: sorted, as text. */
export const texts = (law: Chances): readonly string[] =>
  [...law].map(([outcome, chance]) => `${outcome} ${chance.toFraction()}`).sort();

/** Every list of `length` elements of `values`. */
export function* lists<T>(values: readonly T[], length: number): Generator<T[]> {
  if (length === 0) yield [];
  else for (const list of lists(values, length - 1)) for (const value of values) yield [...list, value];
}

/**
 * The noise with Pr[k] proportional to a^|k| when everything from `reach` on, and from −reach down, leads to the same:
 * the point masses between, and at ±reach the two geometric tails.
 */
export function noise(a: Fraction, reach: number): readonly (readonly [r: number, chance: Fraction])[] {
  const mass = (k: number) =>
    one
      .sub(a)
      .div(one.add(a))
      .mul(a.pow(Math.abs(k))!);
  const values = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  return values.map((r) => [r, Math.abs(r) === reach ? mass(r).div(one.sub(a)) : mass(r)]);
}

type TwoNoises = readonly (readonly [coins: readonly [number, number], chance: Fraction])[];
const knownPairs = new Map<string, TwoNoises>();

/** Every pair of two independent noises. */
export function twoNoises(a: Fraction, reach: number): TwoNoises {
  const key = `${a.toFraction()} ${reach}`;
  const single = noise(a, reach);
  const pairs = knownPairs.get(key) ?? single.flatMap(([r, p]) => single.map(([s, q]) => [[r, s], p.mul(q)] as const));
  knownPairs.set(key, pairs);
  return pairs;
}

export const lead = (reports: readonly Vote[]): number =>
  reports.reduce((d, vote) => d + (vote === "A" ? 1 : vote === "B" ? -1 : 0), 0);

/** "A" if #A − #B ≥ r, else "B". */
export const winner = (reports: readonly Vote[], r = 0): "A" | "B" => (lead(reports) >= r ? "A" : "B");

/** Both elections under given noises: first without one player. */
export const twoWinners = (reports: readonly Vote[], leftOut: number, [r, s]: readonly [number, number] = [0, 0]) => ({
  without: winner(
    reports.filter((_, i) => i !== leftOut),
    r,
  ),
  with: winner(reports, s),
});

export const replaced = <T>(reports: readonly T[], player: number, report: T): T[] =>
  reports.map((old, i) => (i === player ? report : old));
