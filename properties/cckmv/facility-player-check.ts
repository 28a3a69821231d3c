import type { Check } from "../../src/claim/claim.js";
import { readChoice, readList, readObject, readRational, refuse } from "../../src/instance/input.js";
import { printPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { histogram, type Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import { boundAt, type PrivacyBound, propertiesOf } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { ExactSetting } from "../setting.js";
import { distance } from "./facilities.js";
import {
  alternativesTo,
  conditionPairs,
  type FacilityReading,
  standardHeight,
  worstUtilities,
} from "./facility-player.js";
import { reachedPairs } from "./reached-pairs.js";

/** An example in rationals. */
export type FacilitySetting<P = unknown> = ExactSetting<P, Locations, number, number>;

/** A privacy utility; infinite where F is and leaves it free. */
type Value = Q.Rational | "infinity" | "-infinity";

/** Everything that is chosen, as values. */
interface Chosen {
  readonly truth: number;
  readonly lie: number | null;
  readonly F: PrivacyBound;
  readonly utility: readonly Q.Rational[];
  readonly pair?: readonly [number, number];
  readonly signs: readonly Q.Rational[];
  /** Whether F and the utilities are those that the claim speaks of. */
  readonly hypotheses: Check["hypotheses"];
}

/** What staying out or lying is compared by: the same U^priv, U^priv = 0, or nothing at all. */
const outsideOf = (lie: number | null, { absence }: FacilityReading): "same" | "N3" | "N4" =>
  lie === null && (absence === "N3" || absence === "N4") ? absence : "same";

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

const printChosen = ({ truth, lie, F, utility, pair, signs }: Chosen): JsonObject => ({
  truth,
  lie,
  F: printPrivacyBound(F),
  outcomeUtility: utility.map(Q.printRational),
  ...(pair && { pair: [...pair] }),
  privacySigns: Object.fromEntries(signs.flatMap((s, o) => (s.numerator === 0n ? [] : [[`${o}`, Q.printRational(s)]]))),
});

/** The player's type: the claims are about players who report it. */
export function typeOf({ type, player }: { readonly type: number | null; readonly player: number }): number {
  if (type !== null) return type;
  throw refuse("instance.reports", `player ${player} is absent; the claim is about a player who reports her type`);
}

/** F = 0 and x − 1, then those that are 0 where the hypotheses bound F and large where they do not. */
function families<P>(
  setting: FacilitySetting<P>,
  ratios: readonly Q.Extended[],
  reading: FacilityReading,
): readonly PrivacyBound[] {
  const at = setting.power(Q.one);
  const free = (x: Q.Rational) => (reading.monotone ? Q.compare(x, at) > 0 : !Q.equals(x, at));
  const finite = ratios.filter((x) => x !== "infinity");
  const xs = [at, ...finite]
    .sort(Q.compare)
    .filter((x, i, all) => Q.compare(x, Q.one) > 0 && (i === 0 || !Q.equals(x, all[i - 1]!)));
  // Beside −|θ_i − o|, whose differences are at most 1, 4 is large.
  const large = reading.utility === "standard" ? Q.rational(4n) : Q.one;
  const points = [[Q.one, Q.zero] as const, ...xs.map((x) => [x, free(x) ? large : Q.zero] as const)];
  return [
    { kind: "linear", slope: Q.zero },
    { kind: "linear", slope: slopeFor(setting, xs[0]!, at, reading) },
    { kind: "knots", points, after: "constant" },
    { kind: "linear", slope: Q.zero, atOne: large },
  ];
}

/** 1; beside −|θ_i − o| the steepest that condition (2) allows, or so steep that F ≥ 4 at the least ratio. */
function slopeFor<P>(
  setting: FacilitySetting<P>,
  least: Q.Rational,
  at: Q.Rational,
  reading: FacilityReading,
): Q.Rational {
  if (reading.utility !== "standard") return Q.one;
  const height = standardHeight(reading, setting.environment, typeOf(setting));
  return height === "unlimited"
    ? Q.divide(Q.rational(4n), Q.subtract(least, Q.one))
    : Q.divide(height, Q.subtract(at, Q.one));
}

/** Every way to fill in the choices that are left out, for one F. */
function completions<P>(
  setting: FacilitySetting<P>,
  given: JsonObject,
  truth: number,
  F: PrivacyBound,
  reading: FacilityReading,
): readonly Chosen[] {
  const { environment } = setting;
  const height = boundAt(F, setting.power(Q.one));
  const possible = alternativesTo(reading, environment, truth);
  const lies = given.lie === undefined ? possible : [readChoice(given.lie, "choices.lie", possible)];
  const utilities =
    given.outcomeUtility === undefined
      ? worstUtilities(reading, environment, truth, height === "infinity" ? Q.one : height)
      : [readUtilities(given.outcomeUtility, environment.locations.length)];
  const players = utilities.map((utility) => ({
    truth,
    F,
    utility,
    hypotheses: hypothesesOf(setting, { truth, F, utility }, reading),
  }));
  return lies.flatMap((lie) =>
    pairsAt(setting, given.pair, truth, lie, reading).flatMap((pair) => {
      const signs =
        given.privacySigns === undefined
          ? worstSigns(setting, truth, lie, pair, reading)
          : readSigns(given.privacySigns, environment.locations.length, reading);
      return players.map((player) => ({ ...player, lie, ...(pair && { pair }), signs }));
    }),
  );
}

/** The outcomes (o, o') of one r that are compared: the one given, or all that are reached; undefined in expectation. */
function pairsAt<P>(
  setting: FacilitySetting<P>,
  given: unknown,
  truth: number,
  lie: number | null,
  reading: FacilityReading,
): readonly (readonly [number, number] | undefined)[] {
  if (reading.per === "expectation") return [undefined];
  const reached = seenPairs(setting, truth, lie);
  if (given !== undefined) {
    const [o, p] = readPair(given, setting.environment.locations.length);
    if (reached.some((pair) => pair[0] === o && pair[1] === p)) return [[o, p]];
    throw refuse("choices.pair", `no coins lead to ${o} under the truth and to ${p} otherwise`);
  }
  // Equal outcomes are worth the same in both worlds, unless an absentee's privacy utility is another.
  const telling = reached.filter(([o, p]) => o !== p || outsideOf(lie, reading) !== "same");
  return telling.length > 0 ? telling : reached.slice(0, 1);
}

/** The pairs of `reachedPairs` whose outcomes the laws of the two reports give some chance: all of them in Mechanism 6.1. */
function seenPairs<P>(
  { chance, environment, rest }: FacilitySetting<P>,
  truth: number,
  lie: number | null,
): readonly (readonly [number, number])[] {
  const isSeen = (report: number | null, o: number): boolean => Q.signOfRational(chance(report, o)) > 0;
  return reachedPairs(histogram(rest, environment.locations.length), truth, lie).filter(
    ([o, p]) => isSeen(truth, o) && isSeen(lie, p),
  );
}

/** The signs s of U^priv(o) = s·F(x_o) that are worst for a player who reports the truth. */
const worstSigns = <P>(
  setting: FacilitySetting<P>,
  truth: number,
  lie: number | null,
  pair: readonly [number, number] | undefined,
  reading: FacilityReading,
): readonly Q.Rational[] =>
  privacyWeights(setting, truth, lie, pair, reading).map((k) => {
    const sign = Q.signOfRational(k);
    if (sign === 0 || (sign > 0 && reading.sign === "benefit") || (sign < 0 && reading.sign === "cost")) return Q.zero;
    return Q.rational(BigInt(-sign));
  });

/** The k_o of Σ k_o·U^priv(o), by which the truth gains privacy utility on the alternative. */
function privacyWeights<P>(
  { chance, environment }: FacilitySetting<P>,
  truth: number,
  lie: number | null,
  pair: readonly [number, number] | undefined,
  reading: FacilityReading,
): readonly Q.Rational[] {
  const isSame = outsideOf(lie, reading) === "same";
  return environment.locations.map((_, o) => {
    const taken = pair ? Q.rational(pair[0] === o ? 1n : 0n) : chance(truth, o);
    const left = !isSame ? Q.zero : pair ? Q.rational(pair[1] === o ? 1n : 0n) : chance(lie, o);
    return Q.subtract(taken, left);
  });
}

function readUtilities(value: unknown, q: number): readonly Q.Rational[] {
  const utility = readList(value, "choices.outcomeUtility", readRational);
  if (utility.length === q) return utility;
  throw refuse("choices.outcomeUtility", `expected ${q} utilities, one a location, got ${utility.length}`);
}

function readPair(value: unknown, q: number): readonly [number, number] {
  const isBin = (o: unknown) => Number.isInteger(o) && (o as number) >= 0 && (o as number) < q;
  if (Array.isArray(value) && value.length === 2 && value.every(isBin)) return value as unknown as [number, number];
  throw refuse("choices.pair", "expected two locations by number, such as [0, 1]");
}

function readSigns(value: unknown, q: number, { sign }: FacilityReading): readonly Q.Rational[] {
  const keys = Array.from({ length: q }, (_, o) => `${o}`);
  const fields = readObject(value, "choices.privacySigns", { optional: keys });
  const [low, high] = sign === "cost" ? [-1n, 0n] : sign === "benefit" ? [0n, 1n] : [-1n, 1n];
  return keys.map((key) => {
    const s = readRational(fields[key] ?? "0", `choices.privacySigns.${key}`);
    if (Q.compare(s, Q.rational(low)) >= 0 && Q.compare(s, Q.rational(high)) <= 0) return s;
    const range = `expected a number from ${low} to ${high} under this reading`;
    throw refuse(`choices.privacySigns.${key}`, `${range}, got ${Q.printRational(s)}`);
  });
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

/** Whether F is one that the reading allows, and condition (2) is met. */
function hypothesesOf<P>(
  { power, environment }: FacilitySetting<P>,
  { F, utility, truth }: Pick<Chosen, "F" | "utility" | "truth">,
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
