import type { Claim } from "../src/claim/claim.js";
import { onlyReading, type Switches } from "../src/claim/reading.js";
import type { Format } from "../src/instance/format.js";
import { tightestRatio } from "../src/notions/differential-privacy.js";
import { divide, type Extended, one, printRational, type Rational, signOfRational } from "../src/number/rational.js";
import { compareRatios } from "../src/probability/divergence.js";
import { canonical, type Json } from "../src/verdict/json.js";
import type { Place, SituationCase } from "./setting.js";
import { type SituationClaim, situationClaim } from "./situation-claim.js";

/** What a claim of privacy has to say for itself; see `SituationClaim` for the rest. */
export interface PrivacyClaim<P, E, T, O> extends Omit<SituationClaim<P, E, T, O>, "decide" | "sides" | "choices"> {
  /** The k of e^{kε}; where it is not a whole number the claim also states its `step`. */
  readonly factor: Rational;
  /**
   * The reports that are neighbours of each other, group by group: all of `reports` in one group unless told. A group
   * [report, null] is a player who may also stay out.
   */
  groups?(
    place: Place<P, E, T>,
    reports: readonly (T | null)[],
    switches: Switches,
  ): readonly (readonly (T | null)[])[];
}

/**
 * e^{kε}-privacy for one player: Pr[M(t′) = o] ≤ e^{kε}·Pr[M(t″) = o] for all outcomes o and neighbouring reports t′, t″,
 * the other reports fixed [CCKMV, Definition 3.2]. Her own report in a case does not matter. Decided by the largest
 * privacy ratio over any ring; the sides are the ratio of two chances in rationals, and e^{kε}.
 */
export function privacyClaim<P, E, T, O>(
  format: Format<P, E, T, O>,
  parts: PrivacyClaim<P, E, T, O>,
): Claim<SituationCase> {
  const { factor } = parts;
  const bound = `e^${printExponent(factor)}`;
  const text = (report: T | null): string => canonical(format.report.print(report));
  const groupsAt = (setting: AnySetting<P, E, T>, switches: Switches) =>
    parts.groups?.(setting, setting.situation.reports, switches) ?? [setting.situation.reports];
  // Which of them are neighbours under a reading is for `sides` to say.
  const reportsAt = (setting: AnySetting<P, E, T>): readonly Json[] => {
    const all = (parts.readings ?? onlyReading).flatMap(({ switches }) => groupsAt(setting, switches).flat());
    return [...new Map(all.map((report) => [text(report), format.report.print(report)])).values()];
  };
  return situationClaim(format, {
    ...parts,
    decide(R, setting, switches) {
      const limit = setting.expEpsilon(factor);
      const worst = groupsAt(setting, switches)
        .map((reports) => tightestRatio(R, setting.situation, reports))
        .reduce((most, next) => (compareRatios(R, next.ratio, most.ratio) > 0 ? next : most));
      return {
        hypotheses: "inside",
        conclusion: compareRatios(R, worst.ratio, limit) <= 0 ? "holds" : "fails",
        witness: { outcome: worst.outcome, largest: worst.largest, smallest: worst.smallest },
        sides: { left: worst.ratio, right: limit, larger: "right" },
      };
    },
    choices: {
      outcome: (setting) => setting.outcomes().map(setting.printOutcome),
      largest: reportsAt,
      smallest: reportsAt,
    },
    sides(setting, choices, switches) {
      const { chance, readReport, readOutcome } = setting;
      const outcome = readOutcome(choices.outcome);
      const [largest, smallest] = [readReport(choices.largest), readReport(choices.smallest)];
      const isIn = (group: readonly (T | null)[], report: T | null) => group.some((one) => text(one) === text(report));
      const neighbours = groupsAt(setting, switches).some((group) => isIn(group, largest) && isIn(group, smallest));
      const [high, low] = [chance(largest, outcome), chance(smallest, outcome)];
      return {
        hypotheses: neighbours ? "inside" : "outside",
        left: ratioOf(high, low),
        right: setting.power(factor),
        larger: "right",
        inequality: `Pr[M(θ_i') = o] / Pr[M(θ_i'') = o] <= ${bound}`,
        explanation: `Pr[${shown(choices.outcome!)}] is ${printRational(high)} if player ${setting.player} reports ${shown(choices.largest!)} and ${printRational(low)} if ${shown(choices.smallest!)}`,
      };
    },
  });
}

type AnySetting<P, E, T> = Place<P, E, T> & { readonly situation: { readonly reports: readonly (T | null)[] } };

const shown = (value: Json): string =>
  typeof value === "string" ? value : value === null ? "nothing" : canonical(value);

/** high/low; 0/0 counts as 1, an outcome that neither report produces. */
const ratioOf = (high: Rational, low: Rational): Extended =>
  signOfRational(low) !== 0 ? divide(high, low) : signOfRational(high) === 0 ? one : "infinity";

/** "ε", "{2ε}", "{3ε/2}". */
function printExponent({ numerator, denominator }: Rational): string {
  const multiple = `${numerator === 1n ? "" : numerator}ε${denominator === 1n ? "" : `/${denominator}`}`;
  return multiple === "ε" ? multiple : `{${multiple}}`;
}
