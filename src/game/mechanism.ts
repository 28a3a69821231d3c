import type { Rational } from "../number/rational.js";
import type { Ring } from "../number/ring.js";
import type { Coupled } from "../probability/coupling.js";
import type { Law } from "../probability/law.js";
import type { Citation } from "../verdict/citation.js";
import type { Profile } from "./profile.js";

/**
 * What every mechanism tells, also one whose outcomes are infinitely many. P are its parameters (without ε, which is the
 * ring), E its environment, T the reports.
 */
export interface Rules<P, E, T> {
  readonly id: string;
  readonly citation: Citation;
  readonly summary: string;
  /**
   * The rational s > 0 such that every exponent of its law is a multiple of sε: the ring that `law` is given has base
   * e^{sε}. Absent for mechanisms without ε.
   */
  readonly step?: (parameters: P, environment: E) => Rational;
  /** All real reports of a player, the first one unless told; the corners of the box where they fill one. */
  reports(environment: E, player?: number): readonly Exclude<T, null>[];
  /**
   * Real reports among which every outcome has its most likely and its least likely one, whatever the others report: all
   * of them where this is left out.
   */
  extremeReports?(environment: E): readonly Exclude<T, null>[];
  /** Whether null is a report of the player; every player may be absent where this is left out. */
  mayBeAbsent?(parameters: P, player: number): boolean;
}

/** A mechanism with finitely many outcomes O: a map from reports to an outcome law over any ring. */
export interface Mechanism<P, E, T, O> extends Rules<P, E, T> {
  /** All outcomes that the profile allows, in the order in which they are printed. */
  outcomes(environment: E, parameters: P, profile: Profile<T>): readonly O[];
  law<S>(R: Ring<S>, parameters: P, environment: E, profile: Profile<T>): Law<O, S>;
  /**
   * The joint law of the outcomes of two reports of one player under the same coins, beside the reports of the others.
   * The number of the player matters to mechanisms that do not treat players alike; unless told she is the last. Left
   * out where the mechanism does not tell its coins: what is asked of them is then undecided.
   */
  coupled?<S>(
    R: Ring<S>,
    parameters: P,
    environment: E,
    rest: Profile<T>,
    truth: T,
    lie: T,
    player?: number,
  ): Coupled<O, S>;
}

/** A mechanism that tells its outcomes under common coins. */
export type WithCoins<P, E, T, O> = Mechanism<P, E, T, O> & Required<Pick<Mechanism<P, E, T, O>, "coupled">>;

/** No parameters beside ε, or no environment. */
export type Nothing = Record<string, never>;

/** A mechanism whose reports are a few texts (null for an absent player), with nothing else to set but ε. */
export type PlainMechanism<T extends string, O> = Mechanism<Nothing, Nothing, T | null, O>;
