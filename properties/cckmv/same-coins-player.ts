import type { Check } from "../../src/claim/claim.js";
import { readList, refuse } from "../../src/instance/input.js";
import type { PrivacySign } from "../../src/notions/privacy-aware-utility.js";
import type { PrivacyBound } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { reachable } from "../../src/probability/coupling.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { printByOutcome, readByOutcome, readSigns } from "./by-outcome.js";
import type { Laws } from "./table-laws.js";
import { boundAtOutcome, liesOf, privacyGain } from "./table-player.js";
import { deviations, type TableSetting } from "./tables.js";

/** What a player of a table compares coin by coin: the outcomes of her type and of a lie under the same r. */

export type Pair = readonly [truth: number, lie: number];

/** U^out(θ, o) by type and outcome. */
export type Utilities = readonly (readonly Q.Rational[])[];

/**
 * By type and outcome how many reachable pairs at most follow each other from there; undefined where pairs of one type
 * lead back to where they began, so that no utilities fall over all of them.
 */
export function heights(
  types: number,
  outcomes: number,
  pairsOf: (truth: number, lie: number) => readonly Pair[],
): readonly (readonly number[])[] | undefined {
  const all: number[][] = [];
  for (let truth = 0; truth < types; truth++) {
    const height = Array<number>(outcomes).fill(0);
    const pairs = Array.from({ length: types }, (_, lie) => (lie === truth ? [] : pairsOf(truth, lie))).flat();
    for (let round = 0; ; round++) {
      const low = pairs.filter(([o, p]) => height[o]! <= height[p]!);
      if (low.length === 0) break;
      if (round > outcomes) return undefined;
      for (const [o, p] of low) height[o] = Math.max(height[o]!, height[p]! + 1);
    }
    all.push(height);
  }
  return all;
}

/** The pairs of different outcomes that some coins lead to under the truth and the lie. */
export function reachableFrom(setting: TableSetting, truth: number, lie: number): readonly Pair[] {
  const ofSetting = knownPairs.get(setting) ?? new Map<string, readonly Pair[]>();
  knownPairs.set(setting, ofSetting);
  const key = `${truth},${lie}`;
  const pairs = ofSetting.get(key) ?? reachable(setting.R, setting.situation.coupled!(truth, lie));
  ofSetting.set(key, pairs);
  return pairs;
}

const knownPairs = new WeakMap<TableSetting, Map<string, readonly Pair[]>>();

export const readUtilities = (value: unknown, { environment }: TableSetting): Utilities => {
  const field = "choices.outcomeUtility";
  const utilities = readList(value, field, (row, at) => readByOutcome(row, at, environment));
  if (utilities.length === environment.types) return utilities;
  throw refuse(field, `expected the utilities of ${environment.types} types, got ${utilities.length}`);
};

export const printUtilities = (utilities: Utilities, { environment }: TableSetting): readonly JsonObject[] =>
  utilities.map((row) => printByOutcome(row, environment));

/** U^out = 0. */
export const indifferent = ({ environment }: TableSetting): Utilities =>
  Array.from({ length: environment.types }, () => environment.outcomes.map(() => Q.zero));

/**
 * Outcome utilities that fall by at least `gap` over every reachable pair, and by no more than that forces; undefined
 * where pairs lead back to where they began, so that there are none.
 */
export const steepUtilities = (setting: TableSetting, gap: Q.Rational): Utilities | undefined =>
  heights(setting.environment.types, setting.environment.outcomes.length, (truth, lie) =>
    reachableFrom(setting, truth, lie),
  )?.map((row) => row.map((height) => Q.multiply(Q.rational(BigInt(height)), gap)));

/** How condition (2) stands: every reachable pair of every type has U^out(θ, o) − U^out(θ, o′) ≥ least. */
export function conditionTwo(setting: TableSetting, utilities: Utilities, least: Q.Extended): Check["hypotheses"] {
  const gaps = deviations(setting.environment.types).flatMap(([truth, lie]) =>
    reachableFrom(setting, truth, lie).map(([o, p]) => Q.subtract(utilities[truth]![o]!, utilities[truth]![p]!)),
  );
  if (!gaps.every((gap) => Q.atMost(least, gap))) return "outside";
  return gaps.some((gap) => Q.atMost(gap, least)) ? "boundary" : "inside";
}

/** One comparison U^out(θ, o) − U^out(θ, o′) ≥ U^priv(o′) − U^priv(o), with U^priv = s·F. */
export interface Comparison {
  readonly lie: number;
  readonly pair: Pair | undefined;
  readonly left: Q.Rational;
  readonly right: Q.Extended;
  readonly signs: readonly Q.Rational[];
}

/**
 * The comparison that is furthest from holding, choices that are given fixed. The sign "any" knows no bound on U^priv;
 * its worst is then taken to be twice the bound.
 */
export function worstComparison(
  setting: TableSetting,
  laws: Laws,
  F: PrivacyBound,
  utility: readonly Q.Rational[],
  sign: PrivacySign | "any",
  choices: JsonObject,
): Comparison {
  const { environment } = setting;
  const comparisons = pairsBetween(setting, choices).map(({ lie, pair }): Comparison => {
    const [o, p] = pair;
    const signs =
      choices.privacySigns === undefined
        ? environment.outcomes.map((_, x) => worstSign(sign, x === o ? -1 : x === p ? 1 : 0))
        : readSigns(choices.privacySigns, sign, environment);
    const right = privacyGain([
      [Q.one, signs[p]!, boundAtOutcome(F, laws, p)],
      [Q.rational(-1n), signs[o]!, boundAtOutcome(F, laws, o)],
    ]);
    return { lie, pair, left: Q.subtract(utility[o]!, utility[p]!), right, signs };
  });
  const none = { lie: liesOf(setting, choices)[0]!, pair: undefined, left: Q.zero, right: Q.zero, signs: [] };
  return comparisons.reduce<Comparison>(
    (most, next) => (deficitExceeds(next, most) ? next : most),
    comparisons[0] ?? none,
  );
}

/** The reachable pairs of the player's type: those that the choices name, or all. Throws InputError where there is none such. */
export function pairsBetween(
  setting: TableSetting,
  choices: JsonObject,
): readonly { readonly lie: number; readonly pair: Pair }[] {
  const given = readPair(choices.pair, setting);
  const pairs = liesOf(setting, choices)
    .flatMap((lie) => reachableFrom(setting, setting.report, lie).map((pair) => ({ lie, pair })))
    .filter(({ pair: [o, p] }) => given === undefined || (o === given[0] && p === given[1]));
  if (given === undefined || pairs.length > 0) return pairs;
  throw refuse("choices.pair", "no coins lead to this pair of different outcomes");
}

function worstSign(sign: PrivacySign | "any", side: -1 | 0 | 1): Q.Rational {
  if (sign === "cost" && side > 0) return Q.zero;
  return Q.rational(BigInt(side) * (sign === "any" ? 2n : 1n));
}

function deficitExceeds(x: Comparison, y: Comparison): boolean {
  if (x.right === "infinity" || y.right === "infinity") return y.right !== "infinity";
  return Q.compare(Q.subtract(x.right, x.left), Q.subtract(y.right, y.left)) > 0;
}

function readPair(value: unknown, setting: TableSetting): Pair | undefined {
  if (value === undefined) return undefined;
  const pair = readList(value, "choices.pair", (outcome, field) => setting.readOutcome(outcome, field));
  if (pair.length !== 2) throw refuse("choices.pair", "expected two outcomes");
  return pair as unknown as Pair;
}

/** The choices that a comparison was made at. */
export const printComparison = ({ lie, pair, signs }: Comparison, setting: TableSetting): JsonObject => ({
  lie,
  ...(pair && {
    pair: pair.map(setting.printOutcome),
    privacySigns: printByOutcome(signs, setting.environment),
  }),
});
