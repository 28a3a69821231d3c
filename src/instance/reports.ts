import { type Profile, profileOf, size } from "../game/profile.js";
import type { Json } from "../verdict/json.js";
import { element, member, readAnyObject, readCount, readObject, refuse, show } from "./input.js";
import { keysInOrder } from "./json.js";

/** How one report is read (throwing InputError at the field) and printed. */
export interface ReportFormat<T> {
  read(value: unknown, field: string, player?: number): T;
  print(report: T): Json;
  /** Counts are refused: players are not alike, so each report needs its place in a list. */
  readonly listOnly?: boolean;
  /** Whether there may be no reports at all; they may then be left out. */
  readonly mayBeNone?: boolean;
}

/**
 * Reads a profile: a list of reports, or `{"counts": {key: count, …}}`, where a key is the report as compact JSON
 * (strings bare) and players are numbered key by key in the order of the text. At least one player.
 */
export function readReports<T>(value: unknown, field: string, format: ReportFormat<T>): Profile<T> {
  if (value === undefined && format.mayBeNone) return [];
  if (value === undefined) throw refuse(field, "missing; give a list with one report a player");
  const profile = Array.isArray(value)
    ? profileOf(value.map((report, i) => format.read(report, element(field, i), i)))
    : format.listOnly
      ? readNoCounts(value, field)
      : readCounts(value, field, format);
  const players = size(profile);
  if (players === 0 && !format.mayBeNone) throw refuse(field, "expected at least one player");
  if (!Number.isSafeInteger(players)) throw refuse(field, "more than 2^53 - 1 players");
  return profile;
}

function readNoCounts(value: unknown, field: string): never {
  throw refuse(field, `expected a list with one report a player, got ${show(value)}`);
}

function readCounts<T>(value: unknown, field: string, format: ReportFormat<T>): Profile<T> {
  if (typeof value !== "object" || value === null) {
    throw refuse(field, `expected a list of reports or {"counts": {…}}, got ${show(value)}`);
  }
  const path = member(field, "counts");
  const counts = readAnyObject(readObject(value, field, { required: ["counts"] }).counts, path);
  const groups = keysInOrder(counts).map((key) => ({
    report: readKey(key, member(path, key), format),
    count: readCount(counts[key], member(path, key)),
  }));
  return groups.filter((group) => group.count > 0);
}

/** The key under which a report is counted. */
export const reportKey = (report: Json): string => (typeof report === "string" ? report : JSON.stringify(report));

function readKey<T>(key: string, field: string, format: ReportFormat<T>): T {
  const report = format.read(valueOfKey(key), field);
  const canonical = reportKey(format.print(report));
  if (canonical !== key) throw refuse(field, `write this key as ${show(canonical)}`);
  return report;
}

function valueOfKey(key: string): unknown {
  try {
    return JSON.parse(key);
  } catch {
    return key;
  }
}

/** Profiles of more players than this are printed as counts where they can be. */
const listLimit = 50;

/** The profile as JSON that reads back as the same profile. */
export function printReports<T>(profile: Profile<T>, format: ReportFormat<T>): Json {
  const groups = profile.filter((group) => group.count > 0);
  const keys = groups.map(({ report }) => reportKey(format.print(report)));
  const counts = Object.fromEntries(groups.map(({ count }, i) => [keys[i]!, count]));
  // Keys that are integers come first and ascending in an object, whatever their place was; players must not change places.
  const inOrder = Object.keys(counts).join() === keys.join();
  if (!format.listOnly && size(groups) > listLimit && inOrder) return { counts };
  return groups.flatMap(({ report, count }) => Array.from({ length: count }, () => format.print(report)));
}
