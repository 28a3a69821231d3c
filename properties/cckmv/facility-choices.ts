import type { Check } from "../../src/claim/claim.js";
import { readChoice, readList, readObject, readRational, refuse } from "../../src/instance/input.js";
import { printPrivacyBound } from "../../src/instance/privacy-bound.js";
import { histogram, type Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import { boundAt, type PrivacyBound } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { ExactSetting } from "../setting.js";
import { hypothesesOf } from "./facility-hypotheses.js";
import { alternativesTo, type FacilityReading, standardHeight, worstUtilities } from "./facility-player.js";
import { reachedPairs } from "./reached-pairs.js";

/*
 * What is chosen beside the instance in an example of Theorem 6.3: the lie, F, the utilities, the coins and the signs.
 * What is given is read; what is left out takes every value that may be worst.
 */

/** An example in rationals. */
export type FacilitySetting<P> = ExactSetting<P, Locations, number, number>;

/** Everything that is chosen, as values. */
export interface Chosen {
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
export const outsideOf = (lie: number | null, { absence }: FacilityReading): "same" | "N3" | "N4" =>
  lie === null && (absence === "N3" || absence === "N4") ? absence : "same";

/** The choices as an example writes them. */
export const printChosen = ({ truth, lie, F, utility, pair, signs }: Chosen): JsonObject => ({
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
export function families<P>(
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
export function completions<P>(
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
export function privacyWeights<P>(
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
