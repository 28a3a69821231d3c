import { shares } from "../../generators/private-players.js";
import { privateTables } from "../../generators/private-tables.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import * as L from "../../src/number/log-form.js";
import { integersWithoutLog as Z } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { totalVariation } from "../../src/probability/divergence.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { halfAngle } from "./half-angle.js";
import { atMostSide, sideOf } from "./log-sides.js";
import { tableClaim } from "./table-claim.js";
import {
  boundCorners,
  boundCornersOf,
  boundOf,
  drawnBound,
  isPrivate,
  printEpsilonOf,
  privateAt,
} from "./table-epsilon.js";
import { allOf, firstViolation, outside } from "./table-findings.js";
import { lawsOf, statisticalDifference } from "./table-laws.js";
import { liesOf } from "./table-player.js";
import { deviations, type TableCase, type TableSetting, tableSituation } from "./tables.js";

type Order = "exponential" | "linear" | "sharp";

/** The bound on SD at e^ε = b. */
function boundAt(b: Q.Rational, order: Order, factor: Q.Rational): L.LogForm {
  const excess = Q.multiply(factor, Q.subtract(b, Q.one));
  if (order === "exponential") return L.fromRational(excess);
  if (order === "sharp") return L.fromRational(Q.divide(excess, Q.add(b, Q.one)));
  return L.scale(L.ln(b), Q.divide(factor, Q.rational(2n)));
}

const printed: Readonly<Record<Order, string>> = {
  exponential: "e^ε - 1",
  linear: "ε/2",
  sharp: "(e^ε - 1)/(e^ε + 1)",
};

/**
 * After Lemma 5.2: if M is ε-differentially private, then SD(M(θ_i, θ_−i), M(θ′_i, θ_−i)) ≤ e^ε − 1 = O(ε), for small ε. As a
 * finite inequality the last step is SD ≤ ε/2 for every ε > 0, with the best constant; the best bound of all is
 * (e^ε − 1)/(e^ε + 1), which randomized response attains.
 */
export const differenceOfPrivate = (factor = Q.one): Claim<TableCase> => {
  const check = (setting: TableSetting, choices: JsonObject, order: Order) => {
    const laws = lawsOf(setting);
    const b = boundOf(choices, laws);
    const differences = liesOf(setting, choices).map((lie) => ({
      lie,
      left: statisticalDifference(laws.chances[setting.report]!, laws.chances[lie]!),
    }));
    const { lie, left } = differences.reduce((most, next) => (Q.atMost(next.left, most.left) ? most : next));
    const right = sideOf(boundAt(b, order, factor));
    return {
      hypotheses: isPrivate(laws, b),
      holds: atMostSide(left, right),
      inequality: `SD(M(θ_i), M(θ_i')) <= ${Q.equals(factor, Q.one) ? "" : `${Q.printRational(factor)}·`}${printed[order]}`,
      left,
      right,
      larger: "right" as const,
      choices: { ...choices, epsilon: printEpsilonOf(b), truth: setting.report, lie },
      explanation: `the largest privacy ratio is ${Q.printExtended(laws.tightest)}, e^ε = ${Q.printRational(b)}`,
      corners: boundCornersOf(laws, b),
    };
  };
  return tableClaim({
    id: "cckmv/fact-5-sd-dp",
    place: "Section 5, after Lemma 5.2",
    statement:
      "If M is ε-differentially private, then SD(M(θ_i, θ_{-i}), M(θ_i', θ_{-i})) ≤ e^ε − 1 = O(ε), for small ε. The second step is " +
      "decided as: SD ≤ ε/2 for every ε > 0.",
    hypotheses: ["x_o ≤ e^ε for all o, ε > 0"],
    readings: readingsOf({ order: ["exponential", "linear", "sharp"] }),
    switchMeanings: {
      exponential: "SD ≤ e^ε − 1",
      linear: "SD ≤ ε/2",
      sharp: "SD ≤ (e^ε − 1)/(e^ε + 1), the best bound",
    },
    argument:
      "Any finite laws, b = e^ε, P and P' the two chances of the outcomes that are likelier under θ_i: (b + 1)·SD = (b + 1)(P − P') = " +
      "(b − 1) − (b·P' − P) − (b(1 − P) − (1 − P')), and both brackets are ≥ 0. So SD ≤ (b − 1)/(b + 1) ≤ b − 1; randomized response " +
      "has both brackets 0. 2(b − 1) ≤ (b + 1)·ln b for all b > 1 gives SD ≤ ε/2, and (b − 1)/((b + 1)·ln b) tends to 1/2 as b → 1: " +
      "no smaller constant holds for all ε.",
    decide(_R, _situation, environment, { order }) {
      const situation = tableSituation(Z, environment);
      // All bounds grow with ε, so the least ε decides.
      const at = privateAt(Z, situation).at(-1);
      if (at === undefined) return outside;
      const bound = boundAt(Q.fromQuotient(at), order as Order, factor);
      return allOf(
        deviations(environment.types).map(([truth, lie]): Finding<never> => {
          const difference = totalVariation(Z, situation.law(truth), situation.law(lie));
          const holds = L.compare(L.fromRational(Q.fromQuotient(difference)), bound) <= 0;
          return { hypotheses: "boundary", conclusion: holds ? "holds" : "fails", witness: { truth, lie } };
        }),
      );
    },
    choices: (environment, { order }) =>
      firstViolation(
        environment,
        () => [{}],
        (setting, choices) => check(setting, choices, order as Order),
      ),
    check: (setting, choices, { order }) => check(setting, choices, order as Order),
    drawnTables: privateTables,
    drawnCorners: boundCorners,
    drawChoices: () =>
      shares.map((share) => (setting) => ({ epsilon: printEpsilonOf(drawnBound(lawsOf(setting), share)) })),
    evidence: (_budget, { order }) => ({
      ...(order === "linear" ? halfAngle() : {}),
      ...(order === "exponential" && {
        looseness: "e^ε − 1 is e^ε + 1 times the best bound (e^ε − 1)/(e^ε + 1): more than twice, and 2 as ε → 0",
      }),
    }),
  });
};
