import type { Claim } from "../src/claim/claim.js";
import type { Format } from "../src/instance/format.js";
import { truthfulInExpectation } from "../src/notions/truthfulness.js";
import { add, multiply, printRational, type Rational, zero } from "../src/number/rational.js";
import { commonDenominator } from "../src/probability/rational-law.js";
import { canonical, type Json } from "../src/verdict/json.js";
import type { ExactSetting, Place, SituationCase } from "./setting.js";
import { type SituationClaim, situationClaim } from "./situation-claim.js";

/** What a claim of truthfulness has to say for itself; see `SituationClaim` for the rest. */
export interface TruthfulnessClaim<P, E, T, O>
  extends Omit<SituationClaim<P, E, T, O>, "decide" | "sides" | "choices"> {
  /**
   * The player's utility of an outcome when she has a type and makes a report, payments included: rational. `place`
   * holds everybody's reports with her type as her own; payments depend on `report` instead.
   */
  payoff(place: Place<P, E, T>, type: T | null, report: T | null, outcome: O): Rational;
}

/**
 * E[U(t, M(t))] ≥ E[U(t, M(t′))] for one player whose type t is her own report in the case, and every lie t′, the other
 * reports fixed. Decided by the notion over any ring, payoffs brought to one denominator; the sides are the two
 * expectations summed in rationals.
 */
export function truthfulnessClaim<P, E, T, O>(
  format: Format<P, E, T, O>,
  parts: TruthfulnessClaim<P, E, T, O>,
): Claim<SituationCase> {
  const text = (report: T | null): string => canonical(format.report.print(report));
  const liesAt = (setting: { type: T | null; situation: { reports: readonly (T | null)[] } }) =>
    setting.situation.reports.filter((report) => text(report) !== text(setting.type));
  const expected = (setting: ExactSetting<P, E, T, O>, report: T | null): Rational =>
    setting
      .outcomes()
      .map((o) => multiply(setting.chance(report, o), parts.payoff(setting, setting.type, report, o)))
      .reduce(add, zero);
  return situationClaim(format, {
    ...parts,
    decide(R, setting, _switches) {
      const { situation, type: truth } = setting;
      const findings = liesAt(setting).map((lie) => {
        const outcomes = [truth, lie].flatMap((report) =>
          situation.law(report).entries.map(({ outcome }) => ({ report, outcome })),
        );
        const unit = commonDenominator(outcomes.map((at) => parts.payoff(setting, truth, at.report, at.outcome)));
        const payoff = (type: T | null, report: T | null, outcome: O) => {
          const { numerator, denominator } = parts.payoff(setting, type, report, outcome);
          return R.integer((numerator * unit) / denominator);
        };
        return truthfulInExpectation(R, { ...situation, payoff }, truth, lie);
      });
      if (findings.length === 0) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      return findings.find(({ conclusion }) => conclusion === "fails") ?? findings[0]!;
    },
    choices: {
      lie: (setting): readonly Json[] => liesAt(setting).map(setting.printReport),
    },
    sides(setting, choices) {
      const lie = setting.readReport(choices.lie);
      const [left, right] = [expected(setting, setting.type), expected(setting, lie)];
      return {
        left,
        right,
        larger: "left",
        inequality: "E[U_i(θ_i, M(θ_i))] >= E[U_i(θ_i, M(θ_i'))]",
        explanation: `player ${setting.player} of type ${text(setting.type)} expects ${printRational(left)} from the truth and ${printRational(right)} from reporting ${text(lie)}`,
      };
    },
  });
}
