import { privacyBounds } from "../../generators/privacy-bounds.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import { privacyRatios, tightestRatio } from "../../src/notions/differential-privacy.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import { reachable } from "../../src/probability/coupling.js";
import { compareRatios } from "../../src/probability/divergence.js";
import { over } from "../../src/verdict/finding.js";
import { repairOf } from "../repairs.js";
import {
  assumptionMeanings,
  assumptionSwitches,
  type CostChange,
  costAtMost,
  costChangeMeanings,
  costCorners,
  costSetting,
  onlyAtOne,
  readCost,
} from "./privacy-cost.js";
import { tableClaim } from "./table-claim.js";
import { deviations, type TableCase } from "./tables.js";

const { atOne, ...others } = assumptionSwitches;
const zero = "F(1) = 0";

/**
 * "If the mechanism ignores player i's report, the right-hand side of (3.1) is F_i(1), which naturally corresponds to a
 * privacy cost of 0" [CCKMV, Section 3, after Assumption 3.1]. That the argument of F_i is 1 is one half, that the bound
 * there is 0 the other: the limit of F_i at 1 does not give it. `everyone` drops "ignores": a control.
 */
export const ignoredReport = (changes: readonly CostChange[] = [], everyone = false): Claim<TableCase> =>
  tableClaim({
    id: "cckmv/remark-3-ignored",
    place: "Section 3, after Assumption 3.1",
    statement:
      "If M ignores player i's report, then max over θ_i', θ_i'' of Pr[M(θ_i', θ_{-i}) = o] / Pr[M(θ_i'', θ_{-i}) = o] = 1 for every " +
      "outcome o that occurs, so the right side of (3.1) is F_i(1), and the privacy cost |U_i^priv(θ_i, o, M, θ_{-i})| is 0.",
    hypotheses: [
      "M(θ_i', θ_{-i}; r) = M(θ_i'', θ_{-i}; r) for all θ_i', θ_i'' and r",
      "|U_i^priv(θ_i, o, M, θ_{-i})| ≤ F_i(x_o), F_i(x) → 0 as x → 1",
      ...changes.map((change) => costChangeMeanings[change]),
    ],
    readings: readingsOf({ atOne }, { half: ["both", "argument"], ...others }),
    switchMeanings: {
      ...assumptionMeanings,
      both: "the argument of F_i is 1 and the privacy cost is 0",
      argument: "the argument of F_i is 1, whatever F_i(1) is",
    },
    argument:
      "More types, outcomes or coins: equal outcomes under every r have equal probabilities, so every ratio is 1.",
    decide(R, situation, { types }, switches) {
      if (!everyone && !ignores(R, situation, types)) {
        return { hypotheses: "outside", conclusion: "holds", witness: {} };
      }
      const unit = over(R.one, R.one);
      const { ratio, outcome } = tightestRatio(R, situation);
      if (switches.half === "argument" || compareRatios(R, ratio, unit) > 0) {
        const conclusion = compareRatios(R, ratio, unit) > 0 ? "fails" : "holds";
        return { hypotheses: "inside", conclusion, witness: { outcome }, sides: { left: ratio, right: unit } };
      }
      // Nothing is asked of F beyond 1, so any point there serves.
      const ceiling = ceilingGiven(R, readCost(switches, changes), over(R.integer(2n), R.one), R.one);
      return costAtMost(R, privacyRatios(R, situation), ceiling, R.zero);
    },
    choices(_environment, switches) {
      const { zeroAtOne, monotone } = readCost(switches, changes);
      const nowhere = zeroAtOne || monotone || switches.half === "argument";
      return { truth: 0, F: nowhere ? { kind: "linear", slope: "0" } : onlyAtOne };
    },
    check(setting, choices, switches) {
      const at = costSetting(setting, choices, readCost(switches, changes));
      const { reports, coupled } = setting.situation;
      const sameUnder = (t: number, u: number) =>
        coupled!(t, u).entries.every(({ outcome: [o, p], weight }) => o === p || Q.signOfRational(weight) === 0);
      const ignored = reports.every((t) => reports.every((u) => sameUnder(t, u)));
      const argument = switches.half === "argument" || at.ratio === "infinity" || !Q.equals(at.ratio, Q.one);
      const [left, right] = argument ? [at.ratio, Q.one] : [at.cost, Q.zero];
      return {
        hypotheses: (ignored || everyone) && at.allowed ? "inside" : "outside",
        holds: Q.atMost(left, right),
        inequality: argument ? "x_o <= 1" : "|U_priv(θ_i, o)| <= 0",
        left,
        right,
        larger: "right",
        choices: at.choices,
        explanation: `M ${ignored ? "ignores the report" : "depends on the report"}; ${at.explanation}`,
        corners: at.corners,
      };
    },
    drawnCorners: costCorners,
    drawChoices: () => privacyBounds.map((F) => () => ({ F })),
    repair: (reading) =>
      changes.length > 0 || everyone
        ? undefined
        : repairOf(reading, {
            statement: `As printed, with ${costChangeMeanings[zero]} besides the limit.`,
            changes: [zero],
            claim: (kept) => ignoredReport(kept),
          }),
  });

/** Whether no coins lead to different outcomes under different reports. */
const ignores = <S>(R: OrderedRing<S>, situation: Situation<number, number, S>, types: number): boolean =>
  deviations(types).every(([truth, lie]) => reachable(R, situation.coupled!(truth, lie)).length === 0);
