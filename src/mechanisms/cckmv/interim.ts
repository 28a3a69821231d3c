import { given } from "../../game/information.js";
import { type Profile, profileOf } from "../../game/profile.js";
import { plainIntegers } from "../../number/integer.js";
import { add, multiply, type Rational, rational, zero } from "../../number/rational.js";
import type { Law } from "../../probability/law.js";
import { rationalLaw } from "../../probability/rational-law.js";
import type { Utilities } from "./alternatives.js";
import {
  type ChargingMechanism,
  type ExternalityParameters,
  isSameType,
  type PriorEnvironment,
} from "./expected-externality.js";

/** What a player of some type expects when she makes a report and all others report their types. */
export interface Interim {
  /** E[U^out(type, chosen alternative)], the payment not deducted. */
  readonly utility: Rational;
  /** E of what she pays; null where that is undefined at a profile of positive probability. */
  readonly payment: Rational | null;
}

/** The profiles of types given one player's type: her belief p(· | θ_i). Undefined where the type has probability 0. */
export const beliefOf = (
  { prior: { profiles, chances } }: PriorEnvironment,
  player: number,
  type: Utilities,
): Law<readonly Utilities[], bigint> | undefined =>
  given(plainIntegers, rationalLaw(plainIntegers, profiles, chances), (profile) =>
    isSameType(profile[player]!, type) ? 1n : 0n,
  );

/** The expectations at the belief given the true type; undefined where that has probability 0. */
export function interim(
  mechanism: Pick<ChargingMechanism, "law" | "payments">,
  parameters: ExternalityParameters,
  environment: PriorEnvironment,
  player: number,
  type: Utilities,
  report: Utilities,
): Interim | undefined {
  const belief = beliefOf(environment, player, type);
  if (belief === undefined) return undefined;
  const worlds = belief.entries
    .filter(({ weight }) => weight > 0n)
    .map(({ outcome, weight }) => ({
      reports: profileOf(outcome.with(player, report)),
      chance: rational(weight, belief.total),
    }));
  const utilityAt = (reports: Profile<Utilities>): Rational => {
    const { entries, total } = mechanism.law(plainIntegers, parameters, environment, reports);
    return rational(
      entries.reduce((sum, { outcome, weight }) => sum + weight * BigInt(type[outcome]!), 0n),
      total,
    );
  };
  const mean = (value: (reports: Profile<Utilities>, k: number) => Rational): Rational =>
    worlds.map(({ reports, chance }, k) => multiply(chance, value(reports, k))).reduce(add, zero);
  const paid = worlds.map(({ reports }) => mechanism.payments(parameters, environment, reports)[player]!);
  const known = paid.filter((payment): payment is Rational => payment !== null);
  const payment = known.length < paid.length ? null : mean((_, k) => known[k]!);
  return { utility: mean(utilityAt), payment };
}
