import type { Ring } from "../number/ring.js";
import type { Coupled } from "../probability/coupling.js";
import type { Law } from "../probability/law.js";
import type { Mechanism } from "./mechanism.js";
import { beside, type Profile, size } from "./profile.js";

/**
 * One player, the reports of all others fixed: everything that dominance, privacy and participation speak about.
 * Notions take situations, never mechanisms.
 */
export interface Situation<T, O, S> {
  /** The real reports that the player may make, Θ. */
  readonly reports: readonly T[];
  /** Those among which every outcome has its most and its least likely one, where they are fewer. */
  readonly extremeReports?: readonly T[] | undefined;
  /** The report that stands for staying out, where the mechanism knows one. */
  readonly absent?: T;
  law(report: T): Law<O, S>;
  /** The joint law under the same coins; absent where the mechanism does not tell it. */
  coupled?(truth: T, lie: T): Coupled<O, S>;
  /** The outcome part of the utility, U^out(type, outcome), payments included; degree 0. */
  payoff?(type: T, report: T, outcome: O): S;
}

/**
 * The situation of one more player beside `rest`, numbered `player`, the last one unless told. Staying out is the report
 * null, where the mechanism lets this player stay out.
 */
export function situationAt<S, P, E, T, O>(
  R: Ring<S>,
  mechanism: Mechanism<P, E, T | null, O>,
  parameters: P,
  environment: E,
  rest: Profile<T | null>,
  player = size(rest),
): Situation<T | null, O, S> {
  // Laws are asked for again and again by the notions; each is built once.
  const known: { readonly report: T | null; readonly law: Law<O, S> }[] = [];
  const law = (report: T | null): Law<O, S> => {
    for (const entry of known) if (entry.report === report) return entry.law;
    const built = mechanism.law(R, parameters, environment, beside(rest, player, report));
    known.push({ report, law: built });
    return built;
  };
  const knownPairs: { readonly truth: T | null; readonly lie: T | null; readonly joint: Coupled<O, S> }[] = [];
  const coupled =
    mechanism.coupled &&
    ((truth: T | null, lie: T | null): Coupled<O, S> => {
      for (const entry of knownPairs) if (entry.truth === truth && entry.lie === lie) return entry.joint;
      const joint = mechanism.coupled!(R, parameters, environment, rest, truth, lie, player);
      knownPairs.push({ truth, lie, joint });
      return joint;
    });
  // The types may be very many, and not every question asks for them.
  let reports: readonly T[] | undefined;
  let extremes: readonly T[] | undefined;
  const mayBeAbsent = mechanism.mayBeAbsent?.(parameters, player) ?? true;
  return {
    get reports() {
      reports ??= mechanism.reports(environment, player) as readonly T[];
      return reports;
    },
    get extremeReports() {
      extremes ??= mechanism.extremeReports?.(environment) as readonly T[] | undefined;
      return extremes;
    },
    ...(mayBeAbsent && { absent: null }),
    law,
    ...(coupled && { coupled }),
  };
}

/** The number of players in a situation beside `rest`. */
export const playersBeside = <T>(rest: Profile<T>): number => size(rest) + 1;
