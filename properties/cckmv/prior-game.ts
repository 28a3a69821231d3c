import { profileOf } from "../../src/game/profile.js";
import type { Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import type {
  ChargingMechanism,
  ExternalityParameters,
  PriorEnvironment,
} from "../../src/mechanisms/cckmv/expected-externality.js";
import { plainIntegers } from "../../src/number/integer.js";
import type { LogRing } from "../../src/number/log-ring.js";
import type { Rational } from "../../src/number/rational.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { allTypesOf } from "./all-types.js";

/** A mechanism that charges from a prior, at one prior: what it chooses and charges at every profile of reports. */
export interface PriorGame {
  readonly environment: PriorEnvironment;
  /** The numbers of the players. */
  readonly players: readonly number[];
  /** The reports that a player may make: Θ, or as many of them as decide. */
  readonly reports: readonly Utilities[];
  chosen(profile: readonly Utilities[]): number;
  payments(profile: readonly Utilities[]): readonly (Rational | null)[];
  /** There is none here. */
  readonly epsilon?: never;
}

/** The game at a prior, with all reports or with these. */
export function gameOf(
  mechanism: ChargingMechanism,
  parameters: ExternalityParameters,
  environment: PriorEnvironment,
  reports = allTypesOf(environment),
): PriorGame {
  return {
    environment,
    players: environment.prior.profiles[0]!.map((_, i) => i),
    reports,
    chosen(profile) {
      const { entries } = mechanism.law(plainIntegers, parameters, environment, profileOf(profile));
      return entries.find(({ weight }) => weight > 0n)!.outcome;
    },
    payments: (profile) => mechanism.payments(parameters, environment, profileOf(profile)),
  };
}

/**
 * One inequality about such games, decided twice by routes that share only the mechanism: `decide` goes through everything
 * that it quantifies over, `sides` is about given choices and in rationals.
 */
export interface Criterion {
  /** Different for criteria that say different things. */
  readonly name: string;
  /** What it quantifies over, by name: every value, given those chosen before; see `worstCheck`. */
  readonly choices: Choices<PriorGame>;
  /** The choices are so many that random examples draw them. */
  readonly drawn?: boolean;
  sides(game: PriorGame, chosen: JsonObject): WorstSides;
  /** The witness holds the worst choices, by the same names. */
  decide<S>(R: LogRing<S>, game: PriorGame): Finding<S> & { readonly witness: JsonObject };
}

/** A choice that stands for a type, or for a list of types. */
export const typeIn = (chosen: JsonObject, name: string): Utilities => chosen[name] as unknown as Utilities;
export const typesIn = (chosen: JsonObject, name: string): readonly Utilities[] =>
  chosen[name] as unknown as readonly Utilities[];
export const playerIn = (chosen: JsonObject): number => chosen.player as number;

/** A type as it stands in explanations. */
export const typeInWords = (type: Utilities): string => `(${type.join(", ")})`;

/** The finding where there is nothing to compare. */
export const nothingToCompare = { hypotheses: "outside", conclusion: "holds", witness: {} } as const;
