import type { Lottery } from "../../game/lottery.js";
import type { Mechanism } from "../../game/mechanism.js";
import type { Profile } from "../../game/profile.js";
import type { ReactionEnvironment, Types } from "../../game/reaction-environment.js";
import type { Ring } from "../../number/ring.js";
import type { Law } from "../../probability/law.js";

/** What a mechanism without payments publishes: an alternative, and the reaction that each player is held to, or null where all are free. */
export interface Outcome {
  readonly alternative: number;
  readonly imposed: readonly number[] | null;
}

/** A mechanism over environments with reactions. */
export type ReactionMechanism<P, E extends ReactionEnvironment = ReactionEnvironment> = Mechanism<
  P,
  E,
  number | null,
  Outcome
> & {
  lottery<S>(R: Ring<S>, parameters: P, environment: E, announced: Types): Lottery<S>;
};

/** The pseudo-code of a mechanism and what it tells of itself. */
export type ReactionRules<P, E extends ReactionEnvironment> = Pick<
  ReactionMechanism<P, E>,
  "id" | "citation" | "summary" | "step" | "lottery"
>;

/** The mechanism of a lottery. */
export const fromLottery = <P, E extends ReactionEnvironment = ReactionEnvironment>(
  rules: ReactionRules<P, E>,
): ReactionMechanism<P, E> => ({
  ...rules,
  reports: ({ types }, player = 0) => Array.from({ length: types[player]! }, (_, type) => type),
  mayBeAbsent: () => false,

  outcomes(environment, _, profile) {
    const announced = typesOf(profile);
    const alternatives = Array.from({ length: environment.alternatives }, (_, s) => s);
    return [
      ...alternatives.map((s) => freely(environment, s)),
      ...alternatives.map((s) => heldTo(environment, announced, s)),
    ];
  },

  law<S>(R: Ring<S>, parameters: P, environment: E, profile: Profile<number | null>): Law<Outcome, S> {
    const announced = typesOf(profile);
    const { free, imposed, total } = rules.lottery(R, parameters, environment, announced);
    const entries = [
      ...free.map(({ alternative, weight }) => ({ outcome: freely(environment, alternative), weight })),
      ...imposed.map(({ alternative, weight }) => ({ outcome: heldTo(environment, announced, alternative), weight })),
    ];
    return { entries, total };
  },
});

/** The announcements as a list of indices. Throws TypeError at an absent player. */
export function typesOf(profile: Profile<number | null>): Types {
  const types: number[] = [];
  for (const { report, count } of profile) {
    if (report === null) throw new TypeError("typesOf: nobody can be absent here");
    for (let i = 0; i < count; i++) types.push(report);
  }
  return types;
}

// One object an alternative: laws of one environment are then aligned.
const freely = (environment: ReactionEnvironment, alternative: number): Outcome => {
  const known = freeOutcomes.get(environment) ?? [];
  freeOutcomes.set(environment, known);
  known[alternative] ??= { alternative, imposed: null };
  return known[alternative];
};

const freeOutcomes = new WeakMap<ReactionEnvironment, Outcome[]>();

const heldTo = (environment: ReactionEnvironment, announced: Types, alternative: number): Outcome => ({
  alternative,
  imposed: announced.map((_, player) => environment.selection(announced, player, alternative)),
});
