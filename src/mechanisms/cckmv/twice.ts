import type { WithCoins } from "../../game/mechanism.js";
import { others, type Profile } from "../../game/profile.js";
import { type Candidate, candidates, type NoEnvironment, type Vote } from "./election.js";

/** The winners of two runs of one election: first without one given player, then with everybody. */
export type Twice = { readonly without: Candidate; readonly with: Candidate };

/** Who is left out of the first election, by number. */
export interface TwiceParameters {
  /** The player who is left out in the first run. */
  readonly player: number;
}

/** An election that is run without and with one player, both winners made public. */
export type ElectionTwice<P extends TwiceParameters> = WithCoins<P, NoEnvironment, Vote, Twice>;

/** The outcome of both runs. */
export const twice = (without: Candidate, withAll: Candidate): Twice => ({ without, with: withAll });

/** All four outcomes: by the winner without the player, then with her, A before B. */
export const twiceOutcomes: readonly Twice[] = candidates.flatMap((first) =>
  candidates.map((second) => twice(first, second)),
);

/** Who takes part in the first run beside `player`, when `rest` are all others: nobody is left out where she is. */
export const restOfFirstRun = (rest: Profile<Vote>, leftOut: number, player: number): Profile<Vote> =>
  player === leftOut ? rest : others(rest, leftOut < player ? leftOut : leftOut - 1);

/** What the first run sees of a report of `player`: the player left out is absent there, whatever she reports. */
export const voteInFirstRun = (vote: Vote, leftOut: number, player: number): Vote => (player === leftOut ? null : vote);
