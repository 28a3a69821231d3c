import type { BayesianEnvironment } from "../game/bayesian-environment.js";
import type { DirectMechanism, Draw } from "../game/direct-mechanism.js";
import type { Rule } from "../mechanisms/basu/value-price.js";
import { one, type Rational } from "../number/rational.js";
import { countVectors, numberOfCountVectors } from "../probability/multinomial.js";
import { readDistribution } from "./distribution.js";
import { didYouMean, member, readAnyObject, readIndex, readList, readRational, refuse, show } from "./input.js";

/** Rules and tables with more entries than this are refused. */
export const entryLimit = 5040;

/** What a rule or table does at one key: the chance of every alternative. */
type Lottery = readonly { readonly alternative: number; readonly chance: Rational }[];

/** Whether a table lists counts of signals or profiles. */
export type KeyedBy = "counts" | "profile";

/** The keys that a rule must have: all count vectors or profiles of n players, as "c0,c1" or "s0,s1". */
export function keysOf(
  environment: BayesianEnvironment,
  players: number,
  by: KeyedBy,
  field: string,
): readonly string[] {
  const { signals } = environment;
  const count = by === "counts" ? numberOfCountVectors(players, signals) : power(signals, players);
  if (count > BigInt(entryLimit)) {
    throw refuse(field, `needs ${count > 10n ** 30n ? "more than 10^30" : count} entries; the limit is ${entryLimit}`);
  }
  const keys = by === "counts" ? [...countVectors(players, signals)] : [...profiles(signals, players)];
  return keys.map((key) => key.join(","));
}

/** base^k, but no more than tells that it is beyond every limit. */
function power(base: number, k: number): bigint {
  let found = 1n;
  for (let i = 0; i < k && found <= 10n ** 30n; i++) found *= BigInt(base);
  return found;
}

/** X^n, the last player's signal fastest. */
export function* profiles(signals: number, players: number): Generator<readonly number[]> {
  if (players === 0) {
    yield [];
    return;
  }
  for (const rest of profiles(signals, players - 1)) {
    for (let signal = 0; signal < signals; signal++) yield [...rest, signal];
  }
}

/** One entry for every key, and none beside. */
function readEntries<T>(
  value: unknown,
  field: string,
  keys: readonly string[],
  read: (value: unknown, field: string, key: string) => T,
): ReadonlyMap<string, T> {
  const entries = readAnyObject(value, field);
  const stranger = Object.keys(entries).find((key) => !keys.includes(key));
  if (stranger !== undefined) {
    throw refuse(
      member(field, stranger),
      `is none of the ${keys.length} keys such as ${show(keys[0])}${didYouMean(stranger, keys)}`,
    );
  }
  const missing = keys.find((key) => !Object.hasOwn(entries, key));
  if (missing !== undefined) {
    throw refuse(field, `has no entry for ${show(missing)}; every one of ${keys.length} keys needs one`);
  }
  return new Map(keys.map((key) => [key, read(entries[key], member(field, key), key)]));
}

/** An alternative, or a lottery over the alternatives. */
export function readRule(
  value: unknown,
  field: string,
  keys: readonly string[],
  alternatives: number,
): ReadonlyMap<string, Lottery> {
  return readEntries(value, field, keys, (entry, at) => {
    if (!Array.isArray(entry)) {
      return [{ alternative: readIndex(entry, at, alternatives, "alternative"), chance: one }];
    }
    const chances = readDistribution(entry, at);
    if (chances.length !== alternatives) {
      throw refuse(at, `expected one probability for each of ${alternatives} alternatives, got ${chances.length}`);
    }
    return chances.flatMap((chance, alternative) => (chance.numerator > 0n ? [{ alternative, chance }] : []));
  });
}

/** Payments at a key: one a seat; for a lottery one such list an alternative. */
type Payments = readonly (readonly Rational[])[];

/** The payments of a table, by key and alternative; `isLottery` tells whether the rule has a lottery at a key. */
export function readPayments(
  value: unknown,
  field: string,
  keys: readonly string[],
  isLottery: (key: string) => boolean,
  seats: number,
  alternatives: number,
): ReadonlyMap<string, Payments> {
  const readRow = (row: unknown, at: string) => {
    const list = readList(row, at, readRational);
    if (list.length === seats) return list;
    throw refuse(at, `expected ${seats} payments, got ${list.length}`);
  };
  return readEntries(value, field, keys, (entry, at, key) => {
    if (!isLottery(key)) {
      const row = readRow(entry, at);
      return Array.from({ length: alternatives }, () => row);
    }
    const rows = readList(entry, at, readRow);
    if (rows.length === alternatives) return rows;
    throw refuse(at, `beside a lottery expected one list for each of ${alternatives} alternatives, got ${rows.length}`);
  });
}

/** The rule of a `value-price` mechanism. */
export const ruleFrom =
  (rule: ReadonlyMap<string, Lottery>): Rule =>
  (reports) =>
    rule.get(reports.join(","))!;

/** The mechanism that a table lists. */
export const mechanismFrom =
  (rule: ReadonlyMap<string, Lottery>, payments: ReadonlyMap<string, Payments>): DirectMechanism =>
  (reports): readonly Draw[] => {
    const key = reports.join(",");
    return rule.get(key)!.map((draw) => ({ ...draw, payments: payments.get(key)![draw.alternative]! }));
  };
