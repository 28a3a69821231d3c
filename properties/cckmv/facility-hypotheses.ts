import type { Check } from "../../src/claim/claim.js";
import type { Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import { boundAt, type PrivacyBound, propertiesOf } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { ExactSetting } from "../setting.js";
import { distance } from "./facilities.js";
import { conditionPairs, type FacilityReading } from "./facility-player.js";

/** Whether F is one that the reading allows, and condition (2) is met. */
export function hypothesesOf(
  { power, environment }: Pick<ExactSetting<unknown, Locations, number, number>, "power" | "environment">,
  { F, utility, truth }: { readonly F: PrivacyBound; readonly utility: readonly Q.Rational[]; readonly truth: number },
  reading: FacilityReading,
): Check["hypotheses"] {
  const is = propertiesOf(F);
  const height = boundAt(F, power(Q.one));
  const allowed =
    is.vanishesAtOne &&
    (is.monotone || !reading.monotone) &&
    (is.zeroAtOne || !reading.zeroAtOne) &&
    (is.finite || !reading.finite);
  if (!allowed || height === "infinity" || !isOfClass(environment, utility, truth, reading)) return "outside";
  const step = Q.multiply(Q.rational(reading.constant), height);
  const slack = conditionPairs(reading.condition, environment, truth).map(([o, p]) =>
    Q.subtract(reading.condition === "gap" ? distance(environment, o, p) : Q.subtract(utility[o]!, utility[p]!), step),
  );
  if (reading.floor) slack.push(...utility.map((value) => Q.subtract(value, height)));
  const signs = slack.map(Q.signOfRational);
  return signs.includes(-1) ? "outside" : signs.includes(0) ? "boundary" : "inside";
}

/** Whether the utilities are of the kind that the reading speaks of. */
function isOfClass(
  environment: Locations,
  utility: readonly Q.Rational[],
  truth: number,
  reading: FacilityReading,
): boolean {
  switch (reading.utility) {
    case "arbitrary":
      return true;
    case "single-peaked":
      return utility.every((value, o) => {
        const closer = o < truth ? o + 1 : o > truth ? o - 1 : o;
        return Q.compare(utility[closer]!, value) >= 0;
      });
    case "standard":
      return utility.every((value, o) => {
        const standard = Q.subtract(reading.floor ? utility[truth]! : Q.zero, distance(environment, truth, o));
        return Q.equals(value, standard);
      });
  }
}
