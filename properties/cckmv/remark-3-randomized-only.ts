import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { tightestRatio } from "../../src/notions/differential-privacy.js";
import * as Q from "../../src/number/rational.js";
import { support } from "../../src/probability/divergence.js";
import { repairOf } from "../repairs.js";
import { seenOutcomes } from "./privacy-cost.js";
import { tableClaim } from "./table-claim.js";
import type { TableCase } from "./tables.js";

/** What a control drops, and what a repair adds. */
export interface RandomizedOnly {
  readonly deterministic?: boolean;
  readonly dependent?: boolean;
}

const dependence = "the outcome depends on the report";

/**
 * "Like differential privacy, Assumption (3.1) makes sense only for randomized mechanisms" [CCKMV, Section 3, after
 * Proposition 3.3]: if a deterministic mechanism takes two different outcomes for two reports, the ratio of both is
 * 1/0, outside the domain [1, ∞) of F_i and above every e^ε.
 */
export const randomizedOnly = ({ deterministic = true, dependent = false }: RandomizedOnly = {}): Claim<TableCase> =>
  tableClaim({
    id: "cckmv/remark-3-randomized-only",
    place: "Section 3, after Proposition 3.3",
    statement:
      "Assumption 3.1 makes sense only for randomized mechanisms: for a deterministic M, " +
      "max over θ_i', θ_i'' of Pr[M(θ_i', θ_{-i}) = o] / Pr[M(θ_i'', θ_{-i}) = o] = ∞ for some o, outside the domain [1, ∞) of F_i, " +
      "and M is ε-differentially private for no ε.",
    hypotheses: [
      ...(deterministic ? ["M(θ) is one outcome for every θ"] : []),
      "M(θ_i', θ_{-i}) ≠ M(θ_i'', θ_{-i}) for some θ_i', θ_i''",
    ],
    readings: readingsOf({}, { mechanisms: ["dependent", "every"] }),
    switchMeanings: {
      dependent: "deterministic mechanisms whose outcome depends on the report of player i",
      every: "every deterministic mechanism",
    },
    argument: "More types or outcomes: M(θ_i', θ_{-i}) has probability 1 at θ_i' and 0 at θ_i''.",
    decide(R, situation, _environment, { mechanisms }) {
      const supports = situation.reports.map((report) => support(R, [situation.law(report)]));
      const sure = supports.every((outcomes) => outcomes.length === 1);
      const constant = new Set(supports.flat()).size === 1;
      const { ratio, outcome } = tightestRatio(R, situation);
      const all = mechanisms === "every" && !dependent;
      return {
        hypotheses: (sure || !deterministic) && (!constant || all) ? "inside" : "outside",
        conclusion: ratio === "infinity" ? "holds" : "fails",
        witness: { outcome },
        sides: { left: ratio, right: "infinity" },
      };
    },
    choices: () => ({ truth: 0 }),
    check(setting, choices, { mechanisms }) {
      const produced = setting.situation.reports.map((report) =>
        setting.situation.law(report).entries.filter(({ weight }) => Q.signOfRational(weight) > 0),
      );
      const sure = produced.every((entries) => entries.length === 1);
      const constant = new Set(produced.flat().map(({ outcome }) => outcome)).size === 1;
      const all = mechanisms === "every" && !dependent;
      const left = seenOutcomes(setting)
        .map(({ ratio }) => ratio)
        .reduce<Q.Extended>((most, ratio) => (Q.atMost(ratio, most) ? most : ratio), Q.one);
      return {
        hypotheses: (sure || !deterministic) && (!constant || all) ? "inside" : "outside",
        holds: left === "infinity",
        inequality: "max over o of x_o >= ∞",
        left,
        right: "infinity",
        larger: "left",
        choices,
        explanation: `the outcome ${sure ? "is sure at every report" : "is random"}; the largest ratio is ${Q.printExtended(left)}`,
        corners: [],
      };
    },
    repair: (reading) =>
      reading.switches.mechanisms === "dependent" || dependent || !deterministic
        ? undefined
        : repairOf(reading, {
            statement: "As printed, for deterministic mechanisms whose outcome depends on the report of player i.",
            changes: [dependence],
            claim: (kept) => randomizedOnly({ dependent: kept.length > 0 }),
          }),
  });
