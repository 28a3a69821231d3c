import Fraction from "fraction.js";

/**
 * Section 4 of the paper a second time, from its text and by nothing but finite sums, geometric series and trying
 * every case, in fractions. It shares no code with the program; the tests of this folder compare the two.
 */

export type Candidate = "A" | "B";
export type Vote = Candidate | null;

export const candidates: readonly Candidate[] = ["A", "B"];
export const other = (candidate: Candidate): Candidate => (candidate === "A" ? "B" : "A");
export const lean = (vote: Vote): number => (vote === "A" ? 1 : vote === "B" ? -1 : 0);

export const zero = new Fraction(0);
export const one = new Fraction(1);
export const sum = (terms: Iterable<Fraction>): Fraction => [...terms].reduce((x, y) => x.add(y), zero);

/** Chances by the text of the outcome. */
export type Chances = ReadonlyMap<string, Fraction>;
export const chanceOf = (law: Chances, outcome: string): Fraction => law.get(outcome) ?? zero;

/** a = e^{−ε} in the catalogue's list, and two large denominators. */
export const lambdas: readonly Fraction[] = ["1/100", "1/10", "1/3", "1/2", "2/3", "9/10", "99/100", "17/23"].map(
  (text) => new Fraction(text),
);

/** Pr[r = k] = (1−a)/(1+a)·a^{|k|} for the noise r of Mechanism 4.1, a = e^{−ε}. */
export function noise(a: Fraction, k: number): Fraction {
  const key = `${a.toFraction()} ${k < 0 ? -k : k}`;
  const known =
    noises.get(key) ??
    one
      .sub(a)
      .div(one.add(a))
      .mul(powerOf(a, k < 0 ? -k : k));
  noises.set(key, known);
  return known;
}

const noises = new Map<string, Fraction>();

/** a^k for an integer k. */
export function powerOf(a: Fraction, k: number): Fraction {
  const size = k < 0 ? -k : k;
  let power = one;
  for (let i = 0; i < size; i++) power = power.mul(a);
  return k < 0 ? one.div(power) : power;
}

/** Σ_{k ≥ m} Pr[r = k] for m ≥ 0: the first term of a geometric series over 1 − a; by symmetry also Pr[r ≤ −m]. */
export const tail = (a: Fraction, m: number): Fraction => noise(a, m).div(one.sub(a));

/**
 * The law of `outcome(r)`, when r ≥ reach all lead to one outcome and r ≤ −reach all lead to one: every r between is
 * gone through, the two tails are geometric series.
 */
export function lawOfNoise(a: Fraction, reach: number, outcome: (r: number) => string): Chances {
  const law = new Map<string, Fraction>();
  const give = (r: number, mass: Fraction) => law.set(outcome(r), chanceOf(law, outcome(r)).add(mass));
  for (let r = 1 - reach; r < reach; r++) give(r, noise(a, r));
  give(-reach, tail(a, reach));
  give(reach, tail(a, reach));
  return law;
}

/** Mechanism 4.1 step (2): A iff #A − #B ≥ r. */
export const winner = (margin: number, r: number): Candidate => (margin >= r ? "A" : "B");

const reachFor = (margin: number): number => Math.abs(margin) + 3;

/** The law of Mechanism 4.1 at #A − #B = margin. */
export const electionLaw = (a: Fraction, margin: number): Chances =>
  lawOfNoise(a, reachFor(margin), (r) => winner(margin, r));

/** The joint law, under the same r, of the winners under two votes; `margin` is that of the others. Keys "A,B". */
export const electionPairs = (a: Fraction, margin: number, truth: Vote, lie: Vote): Chances =>
  lawOfNoise(a, reachFor(margin), (r) => `${winner(margin + lean(truth), r)},${winner(margin + lean(lie), r)}`);

/** A number in [1, ∞]. */
export type Ratio = Fraction | "infinity";

/** x_o = max over two reports of the quotient of the chances of o; undefined for an outcome that no report produces. */
export function privacyRatio(laws: readonly Chances[], outcome: string): Ratio | undefined {
  const chances = laws.map((law) => chanceOf(law, outcome));
  if (chances.every((p) => p.equals(0))) return undefined;
  let most: Ratio = one;
  for (const p of chances) {
    for (const q of chances) {
      if (p.equals(0)) continue;
      if (q.equals(0)) return "infinity";
      if (p.div(q).gt(most)) most = p.div(q);
    }
  }
  return most;
}

/** The law of the winner when a voter beside the others casts `vote`. */
export const lawUnder = (a: Fraction, margin: number, vote: Vote): Chances => electionLaw(a, margin + lean(vote));

/** Every list of `length` entries from `values`. */
export function tuples<V>(values: readonly V[], length: number): V[][] {
  if (length === 0) return [[]];
  return tuples(values, length - 1).flatMap((rest) => values.map((value) => [...rest, value]));
}

/** Every subset of a list. */
export const subsets = <V>(list: readonly V[]): V[][] =>
  tuples([false, true], list.length).map((choice) => list.filter((_, i) => choice[i]));
