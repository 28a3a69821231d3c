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
  /** All real reports of a player. */
  reports(environment: E): readonly Exclude<T, null>[];
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
   * The number of the player matters to mechanisms that do not treat players alike; unless told she is the last.
   */
  coupled<S>(
    R: Ring<S>,
    parameters: P,
    environment: E,
    rest: Profile<T>,
    truth: T,
    lie: T,
    player?: number,
  ): Coupled<O, S>;
}
