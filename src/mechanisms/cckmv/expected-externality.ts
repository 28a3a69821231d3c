import { given } from "../../game/information.js";
import type { Mechanism } from "../../game/mechanism.js";
import { beside, type Profile, profileOf, reportOf, size } from "../../game/profile.js";
import { plainIntegers } from "../../number/integer.js";
import { fromQuotient, type Rational } from "../../number/rational.js";
import { expectation as expected, type Law, point } from "../../probability/law.js";
import { rationalLaw } from "../../probability/rational-law.js";
import { cite } from "../../verdict/citation.js";
import { type Alternatives, efficientAlternative, everyType, totals, type Utilities } from "./alternatives.js";

/** A prior p: profiles[k], one type a player, has the probability chances[k]; no profile stands twice, any other has 0. */
export interface Prior {
  readonly profiles: readonly (readonly Utilities[])[];
  readonly chances: readonly Rational[];
}

/** Alternatives and a prior; the number of players is that of each profile of the prior. */
export interface PriorEnvironment extends Alternatives {
  readonly prior: Prior;
}

/** Over which worlds a charge is averaged; see `chargedWorlds`. */
export const expectations = ["full", "report", "marginal"] as const;
/** One of them. */
export type Expectation = (typeof expectations)[number];

/** How (7) is read. */
export interface ExternalityParameters {
  readonly expectation: Expectation;
}

/** A mechanism that chooses an alternative, which is its outcome, and charges the players from their reports. */
export interface ChargingMechanism extends Mechanism<ExternalityParameters, PriorEnvironment, Utilities, number> {
  /** What each player pays; null where a conditional expectation does not exist. */
  payments(
    parameters: ExternalityParameters,
    environment: PriorEnvironment,
    profile: Profile<Utilities>,
  ): readonly (Rational | null)[];
}

/** What one player meets: her own type, and Σ_{j≠i} U^out(θ_j, o) for each alternative. */
export interface World {
  readonly own: Utilities;
  readonly without: readonly bigint[];
}

/** The worlds of one player under the prior, over the integers. */
export function worldsOf(environment: PriorEnvironment, player: number): Law<World, bigint> {
  const { profiles, chances } = environment.prior;
  const worlds = sumsOf(environment).map((sums, k): World => {
    const own = profiles[k]![player]!;
    return { own, without: sums.map((sum, o) => sum - BigInt(own[o]!)) };
  });
  return rationalLaw(plainIntegers, worlds, chances);
}

/** S_o at every profile of the prior, added up once for all players. */
function sumsOf({ outcomes, prior }: PriorEnvironment): readonly (readonly bigint[])[] {
  const found = knownSums.get(prior) ?? prior.profiles.map((profile) => totals(outcomes, profileOf(profile)));
  knownSums.set(prior, found);
  return found;
}

const knownSums = new WeakMap<Prior, readonly (readonly bigint[])[]>();

/** The worlds of one player given her type; undefined where that has probability 0. */
export const worldsGiven = (
  environment: PriorEnvironment,
  player: number,
  type: Utilities,
): Law<World, bigint> | undefined =>
  given(plainIntegers, worldsOf(environment, player), ({ own }) => (isSameType(own, type) ? 1n : 0n));

/** Whether two types are the same vector. */
export const isSameType = (x: Utilities, y: Utilities): boolean => x.every((u, o) => u === y[o]);

/** o* in a world, ties to the largest index. */
export const chosenIn = ({ own, without }: World): number =>
  efficientAlternative(without.map((sum, o) => sum + BigInt(own[o]!)));

/** Σ_{j≠i} (U^out(θ_j, o_{−i}) − U^out(θ_j, o*)): what VCG charges player i [CCKMV, equation (5)]. */
export const externality = (world: World): bigint =>
  world.without[efficientAlternative(world.without)]! - world.without[chosenIn(world)]!;

/**
 * The law that E_{θ∼p} averages over when player i reports `report`:
 * - full: θ ∼ p, her own type drawn like all others, as the formula is written; the report does not enter;
 * - report: θ ∼ p given that her type is the report; undefined where that has probability 0;
 * - marginal: θ_{−i} from its marginal, her own type being the report.
 */
function chargedWorlds(
  { expectation }: ExternalityParameters,
  environment: PriorEnvironment,
  player: number,
  report: Utilities,
): Law<World, bigint> | undefined {
  if (expectation === "report") return worldsGiven(environment, player, report);
  const { entries, total } = worldsOf(environment, player);
  if (expectation === "full") return { entries, total };
  return { entries: entries.map(({ outcome, weight }) => ({ outcome: { ...outcome, own: report }, weight })), total };
}

/**
 * C_i(report) = E_{θ∼p}[Σ_{j≠i} (U^out(θ_j, o_{−i}) − U^out(θ_j, o*))], the expected externality [CCKMV, equation (7)]; null
 * where the expectation is conditional on an event of probability 0. Of the reports only the player's own enters.
 */
export function charge(
  parameters: ExternalityParameters,
  environment: PriorEnvironment,
  player: number,
  report: Utilities,
): Rational | null {
  const known = chargesKnown(parameters, environment, player);
  const found = known.get(report);
  if (found !== undefined) return found;
  const worlds = chargedWorlds(parameters, environment, player, report);
  const charged = worlds === undefined ? null : fromQuotient(expected(plainIntegers, worlds, externality));
  known.set(report, charged);
  return charged;
}

/** The charges of one player by report: the same few are asked for at every profile. */
function chargesKnown(
  { expectation }: ExternalityParameters,
  environment: PriorEnvironment,
  player: number,
): WeakMap<Utilities, Rational | null> {
  const known = knownCharges.get(environment) ?? { full: [], report: [], marginal: [] };
  knownCharges.set(environment, known);
  known[expectation][player] ??= new WeakMap();
  return known[expectation][player];
}

const knownCharges = new WeakMap<PriorEnvironment, Record<Expectation, WeakMap<Utilities, Rational | null>[]>>();

/** The efficient alternative, and for each player her expected externality as the charge. */
export const expectedExternality: ChargingMechanism = {
  id: "cckmv/expected-externality",
  citation: cite("cckmv", "Section 7, equation (7)"),
  summary: "the alternative of largest total utility; each player is charged her expected externality under a prior",
  outcomes: ({ outcomes }) => Array.from({ length: outcomes }, (_, o) => o),
  reports: everyType,
  mayBeAbsent: () => false,
  law: (R, _parameters, { outcomes }, profile) => point(R, efficientAlternative(totals(outcomes, profile))),
  coupled: (R, _parameters, { outcomes }, rest, truth, lie, player = size(rest)) => {
    const chosen = (report: Utilities) => efficientAlternative(totals(outcomes, beside(rest, player, report)));
    return point(R, [chosen(truth), chosen(lie)] as const);
  },
  payments: (parameters, environment, profile) =>
    Array.from({ length: size(profile) }, (_, i) => charge(parameters, environment, i, reportOf(profile, i))),
};
