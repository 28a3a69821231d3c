import { others, reportOf, size } from "../../src/game/profile.js";
import { noisyVcgFormat, vcgFormat } from "../../src/instance/cckmv-vcg.js";
import { type RulesFormat, readValues } from "../../src/instance/format.js";
import { readIndex, readList, refuse, show } from "../../src/instance/input.js";
import {
  type Alternatives,
  efficientAlternative,
  totals,
  type Utilities,
} from "../../src/mechanisms/cckmv/alternatives.js";
import { outcomeAt, paymentInParts } from "../../src/mechanisms/cckmv/payment-information.js";
import { groves } from "../../src/mechanisms/cckmv/vcg.js";
import { utilitiesOf } from "../../src/mechanisms/cckmv/welfare.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { safeInteger } from "../../src/number/ring.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { allTypesOf } from "./all-types.js";

/** A mechanism of the VCG family at fixed coins, as a function of W_o = Σ_j U(θ_j, o) + λ_o: whole numbers. */
export interface FixedCoins {
  /** Whether there is noise, and o/|O| is added to each W_o. */
  readonly hasNoise: boolean;
  readonly format: RulesFormat<unknown, Alternatives, Utilities>;
  chosen(environment: Alternatives, values: readonly number[]): number;
  /** |O|·P_i for a player who reports this. */
  payment(environment: Alternatives, values: readonly number[], report: Utilities): number;
}

const exactly = (values: readonly number[]): readonly bigint[] => values.map((value) => BigInt(value));

/** Plain VCG: V_o = Σ_j U(θ_j, o). */
export const plainCoins: FixedCoins = {
  hasNoise: false,
  format: vcgFormat as unknown as FixedCoins["format"],
  chosen: (_environment, values) => efficientAlternative(exactly(values)),
  payment: ({ outcomes }, values, report) => outcomes * safeInteger(groves(exactly(values), report), "payment"),
};

/** Mechanism 7.1 at coins λ: V_o = Σ_j U(θ_j, o) + λ_o + o/|O|. */
export const noisyCoins: FixedCoins = {
  hasNoise: true,
  format: noisyVcgFormat as unknown as FixedCoins["format"],
  chosen: (environment, values) => outcomeAt(environment, values).chosen,
  payment: (environment, values, report) => paymentInParts(environment, report, outcomeAt(environment, values)),
};

/** The mechanisms that the values of a reading may be those of. */
export interface CoinsByValues {
  readonly sums: FixedCoins;
  readonly noisy: FixedCoins;
}
export const bothCoins: CoinsByValues = { sums: plainCoins, noisy: noisyCoins };

/** What the switch of `CoinsByValues` means. */
export const valuesMeanings = {
  sums: "plain VCG: V_o = Σ_j U(θ_j, o), ties to the largest alternative",
  noisy: "Mechanism 7.1 at every r: V_o = Σ_j U(θ_j, o) + λ_o + o/|O|, for all whole numbers λ_o",
};

/** One player at fixed coins. Money and values are counted in |O|-ths. */
export interface CoinPlayer {
  readonly environment: Alternatives;
  /** Her report in the instance. */
  readonly own: Utilities;
  /** Σ_{j≠i} U(θ_j, o) + λ_o. */
  readonly rest: readonly number[];
  readonly types: readonly Utilities[];
  /** |O|·V_o. */
  values(report: Utilities): readonly number[];
  chosen(report: Utilities): number;
  payment(report: Utilities): number;
}

/** See `CoinPlayer`. */
export function coinPlayer(
  coins: FixedCoins,
  environment: Alternatives,
  own: Utilities,
  rest: readonly number[],
): CoinPlayer {
  const valuesAt = (report: Utilities): readonly number[] => rest.map((value, o) => value + report[o]!);
  return {
    environment,
    own,
    rest,
    types: allTypesOf(environment),
    values: (report) => valuesAt(report).map((value, o) => environment.outcomes * value + (coins.hasNoise ? o : 0)),
    chosen: (report) => coins.chosen(environment, valuesAt(report)),
    payment: (report) => coins.payment(environment, valuesAt(report), report),
  };
}

/** The player of an instance; the noise is a choice. Throws InputError. */
export function coinPlayerOf(coins: FixedCoins, instance: JsonObject, choices: JsonObject): CoinPlayer {
  const { mechanism } = coins.format;
  if (instance.mechanism !== mechanism.id) {
    throw refuse("instance.mechanism", `must be ${mechanism.id}, got ${show(instance.mechanism)}`);
  }
  const { environment, profile } = readValues(coins.format, instance);
  const player = readIndex(choices.player, "choices.player", size(profile), "player");
  const sums = totals(environment.outcomes, others(profile, player)).map((sum) => safeInteger(sum, "sums"));
  const noise = coins.hasNoise ? readNoise(choices.noise, environment) : sums.map(() => 0);
  const own = utilitiesOf(environment, reportOf(profile, player));
  return coinPlayer(
    coins,
    environment,
    own,
    sums.map((sum, o) => sum + noise[o]!),
  );
}

const largestNoise = 1_000_000;

function readNoise(value: unknown, { outcomes }: Alternatives): readonly number[] {
  const noise = readList(value, "choices.noise", (entry, field) => {
    if (typeof entry === "number" && Number.isSafeInteger(entry) && entry <= largestNoise && entry >= -largestNoise) {
      return entry;
    }
    throw refuse(field, `must be a whole number from ${-largestNoise} to ${largestNoise}, got ${show(entry)}`);
  });
  if (noise.length === outcomes) return noise;
  throw refuse(
    "choices.noise",
    `must have one whole number for each of the ${outcomes} alternatives, got ${noise.length}`,
  );
}

/** A number of |O|-ths. */
export const inWhole = ({ environment }: CoinPlayer, parts: number): Rational =>
  rational(BigInt(parts), BigInt(environment.outcomes));
