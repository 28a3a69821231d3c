import type { WithCoins } from "../../game/mechanism.js";
import { beside, type Profile, size } from "../../game/profile.js";
import type { Rational } from "../../number/rational.js";
import { mapLaw } from "../../probability/law.js";
import { onOneDenominator, rationalLaw } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";

/** A finite mechanism M(θ; r) written out [CCKMV, Section 2]: one outcome for every profile and every coin. */
export interface TableEnvironment {
  /** The number of types; a report is a type, from 0 on. */
  readonly types: number;
  readonly players: number;
  /** Pr[r] of coin r; they sum to 1. */
  readonly coins: readonly Rational[];
  /** The outcomes as they are written; the mechanism speaks of them by their place in this list. */
  readonly outcomes: readonly (string | number)[];
  /** rows[rowOf(θ)][r] is the outcome M(θ; r). */
  readonly rows: readonly (readonly number[])[];
}

/**
 * The place of a profile in the order (0, …, 0, 0), (0, …, 0, 1), …: its reports as digits, player 0 first. Throws
 * RangeError for a type that there is not.
 */
export const rowOf = (types: number, profile: Profile<number>): number =>
  profile.reduce((row, { report, count }) => {
    if (!(report >= 0 && report < types))
      throw new RangeError(`table: expected types from 0 to ${types - 1}, got ${report}`);
    for (let i = 0; i < count; i++) row = row * types + report;
    return row;
  }, 0);

/** The outcomes at a profile, coin by coin. */
function outcomesAt({ types, players, rows }: TableEnvironment, profile: Profile<number>): readonly number[] {
  if (size(profile) !== players) throw new RangeError(`table: expected ${players} players, got ${size(profile)}`);
  return rows[rowOf(types, profile)]!;
}

const itself = <V>(value: V): V => value;

/** Any finite mechanism. Players are not anonymous, and none can be absent. */
export const table: WithCoins<Record<string, never>, TableEnvironment, number, number> = {
  id: "cckmv/table",
  citation: cite("cckmv", "Section 2"),
  summary: "any finite mechanism, given as a table of outcomes by profile and coin",
  outcomes: ({ outcomes }) => outcomes.map((_, o) => o),
  reports: ({ types }) => Array.from({ length: types }, (_, type) => type),
  mayBeAbsent: () => false,

  // All outcomes are listed, in one order: laws at different profiles stand side by side.
  law(R, _parameters, environment, profile) {
    const { weights, common } = onOneDenominator(environment.coins);
    const row = outcomesAt(environment, profile);
    const sums = environment.outcomes.map(() => 0n);
    for (const [r, outcome] of row.entries()) sums[outcome]! += weights[r]!;
    return {
      entries: sums.map((weight, outcome) => ({ outcome, weight: R.integer(weight) })),
      total: R.integer(common),
    };
  },

  coupled(R, _parameters, environment, rest, truth, lie, player = size(rest)) {
    const [honest, other] = [truth, lie].map((report) => outcomesAt(environment, beside(rest, player, report)));
    const pairs = honest!.map((outcome, r) => [outcome, other![r]!] as const);
    return mapLaw(R, rationalLaw(R, pairs, environment.coins), itself, ([o, p]) => o * environment.outcomes.length + p);
  },
};
