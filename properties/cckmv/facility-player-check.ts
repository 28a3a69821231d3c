import type { Check } from "../../src/claim/claim.js";
import { readChoice, refuse } from "../../src/instance/input.js";
import { readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import { boundAt, propertiesOf } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import {
  type Chosen,
  completions,
  type FacilitySetting,
  families,
  outsideOf,
  printChosen,
  privacyWeights,
  typeOf,
} from "./facility-choices.js";
import type { FacilityReading } from "./facility-player.js";

/** A privacy utility; infinite where F is and leaves it free. */
type Value = Q.Rational | "infinity" | "-infinity";

/** x_o by outcome. */
export function ratiosOf<P>(
  { R, situation, environment }: FacilitySetting<P>,
  { absence }: Pick<FacilityReading, "absence">,
) {
  const reports = absence === "N1" ? [...situation.reports, null] : situation.reports;
  const found = privacyRatios(R, situation, reports);
  return environment.locations.map((_, o): Q.Extended => {
    const ratio = found.find(({ outcome }) => outcome === o)?.ratio;
    if (ratio === undefined) return Q.one;
    return ratio === "infinity" ? ratio : Q.divide(ratio.numerator, ratio.denominator);
  });
}

/**
 * Both sides of inequality (4) at the worst choices among those that agree with the ones given: the first F of a few
 * families at which it fails, simplest first, with the lie, utilities, coins and signs that make it fail most.
 */
export function checkFacility<P>(
  setting: FacilitySetting<P>,
  given: JsonObject,
  reading: FacilityReading,
): Omit<Check, "corners"> {
  const truth = typeOf(setting);
  if (given.truth !== undefined) readChoice(given.truth, "choices.truth", [truth]);
  const ratios = ratiosOf(setting, reading);
  const all = given.F === undefined ? families(setting, ratios, reading) : [readPrivacyBound(given.F, "choices.F")];
  let shown: Scored | undefined;
  for (const F of all) {
    for (const chosen of completions(setting, given, truth, F, reading)) {
      const next = { chosen, ...sidesAt(setting, chosen, ratios, reading) };
      if (shown === undefined || isWorse(next, shown)) shown = next;
    }
    if (shown !== undefined && rank(shown) === 2) break;
  }
  if (shown === undefined) throw refuse("choices", "nothing here to choose: there is one location, so there is no lie");
  const { chosen, hypotheses, left, right } = shown;
  return {
    hypotheses,
    holds: Q.atMost(right, left),
    inequality: inequalityOf(chosen, reading),
    left,
    right,
    larger: "left",
    choices: { ...given, ...printChosen(chosen) },
    explanation: explain(setting, chosen, ratios),
  };
}

/** One way to choose everything, with both sides. */
interface Scored {
  readonly chosen: Chosen;
  readonly hypotheses: Check["hypotheses"];
  readonly left: Q.Rational;
  readonly right: Q.Extended;
}

/** Violations before all else, then met hypotheses. */
const rank = ({ hypotheses, left, right }: Scored): number =>
  hypotheses === "outside" ? 0 : Q.atMost(right, left) ? 1 : 2;

/** Whether the first is of a higher rank, or its right side exceeds the left one by more. */
function isWorse(x: Scored, y: Scored): boolean {
  if (rank(x) !== rank(y)) return rank(x) > rank(y);
  if (x.right === "infinity" || y.right === "infinity") return x.right !== y.right && x.right === "infinity";
  return Q.compare(Q.subtract(x.right, x.left), Q.subtract(y.right, y.left)) > 0;
}

/** The two sides at given choices, from the definitions: outcome utilities on the left, privacy utilities on the right. */
function sidesAt<P>(
  setting: FacilitySetting<P>,
  { truth, lie, F, utility, pair, signs, hypotheses }: Chosen,
  ratios: readonly Q.Extended[],
  reading: FacilityReading,
): Pick<Scored, "hypotheses" | "left" | "right"> {
  const outside = outsideOf(lie, reading);
  const worth = (report: number | null, taken: 0 | 1) =>
    pair
      ? utility[pair[taken]]!
      : utility.map((value, o) => Q.multiply(setting.chance(report, o), value)).reduce(Q.add);
  const other = outside === "N4" ? Q.zero : worth(lie, 1);
  const terms = privacyWeights(setting, truth, lie, pair, reading).map((k, o): Value => {
    const weight = Q.negate(Q.multiply(k, signs[o]!));
    const value = boundAt(F, ratios[o]!);
    const sign = Q.signOfRational(weight);
    if (sign === 0) return Q.zero;
    return value === "infinity" ? (sign > 0 ? value : "-infinity") : Q.multiply(weight, value);
  });
  if (terms.includes("-infinity")) {
    throw refuse("choices.privacySigns", "F is infinite where this sign helps, which leaves nothing to check");
  }
  const right = terms.includes("infinity") ? "infinity" : (terms as Q.Rational[]).reduce(Q.add);
  return { hypotheses, left: Q.subtract(worth(truth, 0), other), right };
}

function inequalityOf({ lie }: Chosen, reading: FacilityReading): string {
  const [o, p] = ["M(θ_i)", lie === null ? "M(absent)" : "M(θ_i')"];
  const outside = outsideOf(lie, reading);
  const outcome = outside === "N4" ? `U_out(θ_i, ${o})` : `U_out(θ_i, ${o}) - U_out(θ_i, ${p})`;
  const privacy = outside === "same" ? `U_priv(θ_i, ${p}) - U_priv(θ_i, ${o})` : `- U_priv(θ_i, ${o})`;
  return reading.per === "coin" ? `${outcome} >= ${privacy}` : `E[${outcome}] >= E[${privacy}]`;
}

function explain<P>({ power, rest }: FacilitySetting<P>, { truth, F }: Chosen, ratios: readonly Q.Extended[]): string {
  const at = power(Q.one);
  const others = rest.map(({ report, count }) => `${count} at ${report === null ? "none" : report}`).join(", ");
  const values = ratios.map((x, o) => `x_${o} = ${Q.printExtended(x)}, F(x_${o}) = ${Q.printExtended(boundAt(F, x))}`);
  return `a player at location ${truth}, the others: ${others || "nobody"}; ${values.join("; ")}; F(e^ε) = F(${Q.printRational(at)}) = ${Q.printExtended(boundAt(F, at))}`;
}

/** The corners of F, U^out and ε that random examples reach. */
export const choiceCorners = [
  "F not monotone",
  "F zero",
  "F infinite somewhere",
  "F(1) > 0",
  "condition (2) with equality",
  "condition (2) not met",
  "small epsilon",
  "large epsilon",
] as const;

export function choiceCornersOf<P>(
  { power }: FacilitySetting<P>,
  { F: printed }: JsonObject,
  hypotheses: Check["hypotheses"],
): readonly string[] {
  const F = readPrivacyBound(printed, "choices.F");
  const [is, at] = [propertiesOf(F), power(Q.one)];
  const met: Record<(typeof choiceCorners)[number], boolean> = {
    "F not monotone": !is.monotone,
    "F zero": F.kind === "linear" && F.slope.numerator === 0n,
    "F infinite somewhere": !is.finite,
    "F(1) > 0": !is.zeroAtOne,
    "condition (2) with equality": hypotheses === "boundary",
    "condition (2) not met": hypotheses === "outside" && is.vanishesAtOne,
    "small epsilon": Q.compare(at, Q.rational(10n, 9n)) <= 0,
    "large epsilon": Q.compare(at, Q.rational(10n)) >= 0,
  };
  return choiceCorners.filter((corner) => met[corner]);
}
