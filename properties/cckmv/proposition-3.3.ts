import fc from "fast-check";
import { privacyBounds } from "../../generators/privacy-bounds.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { privacyRatios, tightestRatio } from "../../src/notions/differential-privacy.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import { boundAt } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { over } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
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
import { tableClaim } from "./table-claim.js";
import { type TableCase, type TableSetting, tableInstance, tableSetting } from "./tables.js";

const { sign, atInfinity, ...named } = assumptionSwitches;
const rising = "F nondecreasing";

/**
 * Proposition 3.3: if M is ε-differentially private, then |U_i^priv(θ_i, o, M, θ_−i)| ≤ F_i(e^ε) for all players whose
 * utilities satisfy Assumption 3.1, all θ_−i and o. "By inspection": F_i(x_o) with x_o ≤ e^ε, so what is needed is that F_i
 * does not rise before e^ε and fall again. `isPrivate` false drops differential privacy: a control.
 */
export const proposition33 = (changes: readonly CostChange[] = [], isPrivate = true): Claim<TableCase> =>
  tableClaim({
    id: "cckmv/proposition-3.3",
    place: "Proposition 3.3",
    statement:
      "If M is ε-differentially private, then for all players i whose utility functions satisfy Assumption 3.1, all θ_{-i} and o, " +
      "|U_i^priv(θ_i, o, M, θ_{-i})| ≤ F_i(e^ε).",
    hypotheses: [
      ...(isPrivate
        ? ["max over θ_i', θ_i'' of Pr[M(θ_i', θ_{-i}) = o] / Pr[M(θ_i'', θ_{-i}) = o] ≤ e^ε for all o, ε > 0"]
        : []),
      "|U_i^priv(θ_i, o, M, θ_{-i})| ≤ F_i(x_o), F_i(x) → 0 as x → 1",
      ...changes.map((change) => costChangeMeanings[change]),
    ],
    readings: readingsOf(named, { sign, atInfinity }),
    switchMeanings: assumptionMeanings,
    argument:
      "Any mechanism, and any ε: only the values of F_i at the ratios, which lie in [1, e^ε], and at e^ε matter; a nondecreasing F_i is " +
      "largest at e^ε. Outcomes that no report can produce have no ratio and are left out.",
    decide(R, situation, _environment, switches) {
      const { ratio } = tightestRatio(R, situation);
      if (ratio === "infinity" && isPrivate) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      // The worst ε lies above the tightest one: F is then known at e^ε only, and no ratio is there.
      const beyond =
        ratio === "infinity"
          ? over(R.integer(2n), R.one)
          : over(R.add(ratio.numerator, ratio.denominator), ratio.denominator);
      const ceiling = ceilingGiven(R, readCost(switches, changes), beyond, R.one);
      return costAtMost(R, privacyRatios(R, situation), ceiling, R.one);
    },
    choices(environment, switches) {
      const instance = tableInstance(environment, 0);
      const ratios = seenOutcomes(tableSetting({ instance, choices: { player: 0 } })).map(({ ratio }) => ratio);
      const finite = ratios.filter((x) => x !== "infinity");
      const next = Q.add(finite.reduce(Q.maximum, Q.one), Q.one);
      const between = finite.find((x) => Q.compare(x, Q.one) > 0);
      const { zeroAtOne, monotone } = readCost(switches, changes);
      const atOne = !zeroAtOne && !monotone && finite.some((x) => Q.equals(x, Q.one));
      const F = atOne ? onlyAtOne : monotone || !between ? { kind: "linear", slope: "1" } : hump(between, next);
      return { truth: 0, epsilon: epsilonOf(next), F };
    },
    check(setting, choices, switches) {
      const expEpsilon = readExpEpsilon(choices);
      const at = costSetting(setting, choices, readCost(switches, changes));
      const privacy = isPrivate ? privacyOf(at.tightest, expEpsilon) : "inside";
      const right = boundAt(at.F, expEpsilon);
      return {
        hypotheses: at.allowed ? privacy : "outside",
        holds: Q.atMost(at.cost, right),
        inequality: "|U_priv(θ_i, o)| <= F(e^ε)",
        left: at.cost,
        right,
        larger: "right",
        choices: at.choices,
        explanation: `${at.explanation}; the largest ratio is ${Q.printExtended(at.tightest)} and F(e^ε) = F(${Q.printRational(expEpsilon)}) = ${Q.printExtended(right)}`,
        corners: [...at.corners, ...(privacy === "boundary" ? [tight] : [])],
      };
    },
    drawnCorners: [...costCorners, tight],
    drawChoices: () => drawnCosts,
    repair: (reading) =>
      changes.length > 0 || !isPrivate
        ? undefined
        : repairOf(reading, {
            statement: `As printed, and ${costChangeMeanings[rising]}.`,
            changes: [rising],
            claim: (kept) => proposition33(kept),
          }),
  });

/** F is 1 at a ratio and 0 again at e^ε; linear between. */
const hump = (at: Q.Rational, end: Q.Rational): JsonObject => ({
  kind: "knots",
  points: [
    ["1", "0"],
    [Q.printRational(at), "1"],
    [Q.printRational(end), "0"],
  ],
  after: "constant",
});

export const tight = "e^ε at the largest ratio";

/** Random F, and e^ε at the largest ratio, above and below it. */
export const drawnCosts = fc
  .record({
    F: privacyBounds,
    factor: fc.constantFrom(
      Q.one,
      Q.one,
      Q.rational(101n, 100n),
      Q.rational(3n, 2n),
      Q.rational(4n),
      Q.rational(99n, 100n),
    ),
  })
  .map(({ F, factor }) => (setting: TableSetting): JsonObject => {
    const finite = seenOutcomes(setting).flatMap(({ ratio }) => (ratio === "infinity" ? [] : [ratio]));
    const base = Q.multiply(finite.reduce(Q.maximum, Q.one), factor);
    return { F, epsilon: epsilonOf(Q.compare(base, Q.one) > 0 ? base : Q.rational(2n)) };
  });
