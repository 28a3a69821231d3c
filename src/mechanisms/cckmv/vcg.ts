import type { WithCoins } from "../../game/mechanism.js";
import { beside, type Profile, size } from "../../game/profile.js";
import { point } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { type Alternatives, efficientAlternative, everyType, totals, type Utilities } from "./alternatives.js";
import { alternatives } from "./payment-information.js";
import { typesForAndAgainst, type ValueReport } from "./welfare.js";

/** What a player who reports `report` pays at the sums S of all reports: Σ_{j≠i} U^out(θ_j, o_{−i}) − U^out(θ_j, o*). */
export function groves(sums: readonly bigint[], report: Utilities): bigint {
  const without = sums.map((sum, o) => sum - BigInt(report[o]!));
  return without.reduce((x, y) => (x > y ? x : y)) - without[efficientAlternative(sums)]!;
}

/**
 * The Groves mechanism [CCKMV, Section 7, equation (5)]: o* = argmax_o Σ_j U^out(θ_j, o), ties to the largest index, as
 * the term o/|O| of Mechanism 7.1 breaks them; each player pays her externality, see `groves`.
 */
export const vcg: WithCoins<Record<string, never>, Alternatives, ValueReport, number> = {
  id: "cckmv/vcg",
  citation: cite("cckmv", "Section 7, equation (5)"),
  summary: "the alternative of largest total utility; each player pays her externality",
  reports: everyType,
  extremeReports: typesForAndAgainst,
  outcomes: alternatives,
  law: (R, _parameters, environment, profile) => point(R, chosen(environment, profile)),
  coupled: (R, _parameters, environment, rest, truth, lie, player = size(rest)) =>
    point(R, [
      chosen(environment, beside(rest, player, truth)),
      chosen(environment, beside(rest, player, lie)),
    ] as const),
};

const chosen = ({ outcomes }: Alternatives, profile: Profile<ValueReport>): number =>
  efficientAlternative(totals(outcomes, profile));
