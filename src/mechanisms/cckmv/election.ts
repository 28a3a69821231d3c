import type { WithCoins } from "../../game/mechanism.js";
import type { Profile } from "../../game/profile.js";

/** The two candidates; also the types, Θ = O = {A, B}. */
export type Candidate = "A" | "B";
/** A vote; null is an absent voter. */
export type Vote = Candidate | null;

export const candidates: readonly Candidate[] = ["A", "B"];
export const opponent = (candidate: Candidate): Candidate => (candidate === "A" ? "B" : "A");

/** An election has no environment. */
export type NoEnvironment = Record<string, never>;
export type Election<P> = WithCoins<P, NoEnvironment, Vote, Candidate>;

/** What one vote adds to the margin. */
export const lean = (vote: Vote): -1 | 0 | 1 => (vote === "A" ? 1 : vote === "B" ? -1 : 0);

/** #A − #B. */
export function margin(profile: Profile<Vote>): number {
  let d = 0;
  for (const { report, count } of profile) d += lean(report) * count;
  return d;
}
