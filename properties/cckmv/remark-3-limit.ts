import fc from "fast-check";
import { rationalsBetween } from "../../generators/rationals.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { readPositive } from "../../src/instance/input.js";
import { privacyRatios, tightestRatio } from "../../src/notions/differential-privacy.js";
import { supremumUpTo } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
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
  epsilonOf,
  onlyAtOne,
  privacyOf,
  readCost,
  readExpEpsilon,
  seenOutcomes,
} from "./privacy-cost.js";
import { drawnCosts, tight } from "./proposition-3.3.js";
import { tableClaim } from "./table-claim.js";
import { type TableCase, tableInstance, tableSetting } from "./tables.js";

const zero = "F(1) = 0";

/**
 * "In particular, as we take ε → 0, the privacy cost of any given outcome tends to 0" [CCKMV, Section 3, after
 * Proposition 3.3].
 *
 * As a finite statement: for η > 0 let δ > 0 be such that F_i(x) ≤ η for 1 < x < 1 + δ; the limit gives such a δ, which
 * knows nothing of M. Then every ε-differentially private M with e^ε < 1 + δ has |U_i^priv(θ_i, o)| ≤ η at every outcome.
 * F_i is thus bounded by η strictly above 1 and up to e^ε, and by nothing elsewhere, at 1 neither unless F_i(1) = 0.
 * `isPrivate` false drops differential privacy: a control.
 */
export const vanishingCost = (changes: readonly CostChange[] = [], isPrivate = true): Claim<TableCase> =>
  tableClaim({
    id: "cckmv/remark-3-limit",
    place: "Section 3, after Proposition 3.3",
    statement:
      "As ε → 0, the privacy cost of any given outcome tends to 0: for every η > 0 there is δ > 0 that depends on F_i alone such that " +
      "|U_i^priv(θ_i, o, M, θ_{-i})| ≤ η for every ε-differentially private M with e^ε < 1 + δ, all θ_{-i} and o.",
    hypotheses: [
      ...(isPrivate ? ["M is ε-differentially private, ε > 0"] : []),
      "|U_i^priv(θ_i, o, M, θ_{-i})| ≤ F_i(x_o), F_i(x) → 0 as x → 1",
      "F_i(x) ≤ η for 1 < x ≤ e^ε, η > 0",
      ...changes.map((change) => costChangeMeanings[change]),
    ],
    readings: readingsOf({}, assumptionSwitches),
    switchMeanings: assumptionMeanings,
    argument: "Any mechanism and any ε: every ratio is 1 or lies in (1, e^ε], where F_i ≤ η.",
    decide(R, situation, _environment, switches) {
      const { ratio } = tightestRatio(R, situation);
      if (ratio === "infinity" && isPrivate) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const { monotone, zeroAtOne } = readCost(switches, changes);
      const unit = over(R.one, R.one);
      return costAtMost(
        R,
        privacyRatios(R, situation),
        (x) => {
          if (x === "infinity") return "unbounded";
          return compareRatios(R, x, unit) > 0 ? R.one : monotone || zeroAtOne ? R.zero : "unbounded";
        },
        R.one,
      );
    },
    choices(environment, switches) {
      const seen = seenOutcomes(tableSetting({ instance: tableInstance(environment, 0), choices: { player: 0 } }));
      const finite = seen.flatMap(({ ratio }) => (ratio === "infinity" ? [] : [ratio]));
      const base = Q.maximum(Q.rational(2n), finite.reduce(Q.maximum, Q.one));
      const { monotone, zeroAtOne } = readCost(switches, changes);
      const F = monotone || zeroAtOne || finite.length < seen.length ? { kind: "linear", slope: "1" } : onlyAtOne;
      return { truth: 0, epsilon: epsilonOf(base), F, eta: F === onlyAtOne ? "1/2" : Q.printRational(base) };
    },
    check(setting, choices, switches) {
      const at = costSetting(setting, choices, readCost(switches, changes));
      const [expEpsilon, eta] = [readExpEpsilon(choices), readPositive(choices.eta, "choices.eta")];
      const largest = supremumUpTo(at.F, expEpsilon);
      const privacy = isPrivate ? privacyOf(at.tightest, expEpsilon) : "inside";
      const outside = !at.allowed || privacy === "outside" || !Q.atMost(largest, eta);
      return {
        hypotheses: outside ? "outside" : Q.atMost(eta, largest) ? "boundary" : privacy,
        holds: Q.atMost(at.cost, eta),
        inequality: "|U_priv(θ_i, o)| <= η",
        left: at.cost,
        right: eta,
        larger: "right",
        choices: at.choices,
        explanation: `${at.explanation}; F is at most ${Q.printExtended(largest)} on (1, e^ε] with e^ε = ${Q.printRational(expEpsilon)}, and at most η there for every smaller ε`,
        corners: [...at.corners, ...(privacy === "boundary" ? [tight] : [])],
      };
    },
    drawnCorners: [...costCorners, tight],
    drawChoices: () =>
      fc
        .record({ costs: drawnCosts, eta: rationalsBetween(0n, 3n), atLimit: fc.boolean() })
        .map(({ costs, eta, atLimit }) => (setting) => {
          const choices = costs(setting);
          const { F } = costSetting(setting, choices, readCost({}, []));
          const largest = supremumUpTo(F, readExpEpsilon(choices));
          const exact = atLimit && largest !== "infinity" && Q.signOfRational(largest) > 0;
          const drawn = Q.signOfRational(eta) > 0 ? eta : Q.one;
          return { ...choices, eta: Q.printRational(exact ? largest : drawn) };
        }),
    repair: (reading) =>
      changes.length > 0 || !isPrivate
        ? undefined
        : repairOf(reading, {
            statement: `As printed, with ${costChangeMeanings[zero]} besides the limit.`,
            changes: [zero],
            claim: (kept) => vanishingCost(kept),
          }),
  });
