import type { Profile } from "../../game/profile.js";

/** A type of CCKMV, Section 7: U^out(θ, o) for each alternative o = 0, 1, …, whole numbers from 0 to M. */
export type Utilities = readonly number[];

/** What the mechanisms that choose one of several alternatives have in common. */
export interface Alternatives {
  /** |O| ≥ 1. */
  readonly outcomes: number;
  /** M ≥ 1, the largest utility. */
  readonly maximum: number;
}

/** S_o = Σ_j U^out(θ_j, o) for each alternative o; an absent player counts for nothing. */
export function totals(outcomes: number, profile: Profile<Utilities | null>): readonly bigint[] {
  const sums = new Array<bigint>(outcomes).fill(0n);
  for (const { report, count } of profile) {
    if (report === null) continue;
    const players = BigInt(count);
    for (let o = 0; o < outcomes; o++) sums[o]! += count === 1 ? BigInt(report[o]!) : BigInt(report[o]!) * players;
  }
  return sums;
}

/** argmax_o S_o, ties to the largest index: what adding o/|O| to each integer S_o does [CCKMV, Mechanism 7.1, step 2]. */
export const efficientAlternative = (sums: readonly bigint[]): number =>
  sums.reduce((best, sum, o) => (sum >= sums[best]! ? o : best), 0);

/** All types {0..M}^O in the order of their digits, (0, …, 0) first. */
export function everyType({ outcomes, maximum }: Alternatives): readonly Utilities[] {
  let types: readonly Utilities[] = [[]];
  for (let o = 0; o < outcomes; o++) {
    types = types.flatMap((type) => Array.from({ length: maximum + 1 }, (_, u) => [...type, u]));
  }
  return types;
}
