/**
 * A profile of reports, as groups of neighbouring players with equal reports: a list of reports is groups of size 1,
 * and a million voters are two or three groups. Players are numbered from 0 in the order of the groups. Mechanisms
 * that treat players alike read counts; nothing is ever expanded to one entry a player.
 */
export type Profile<T> = readonly Group<T>[];

/** Neighbouring players with equal reports. */
export interface Group<T> {
  readonly report: T;
  /** How many players: a safe integer ≥ 0. */
  readonly count: number;
}

/** The profile of a list of reports, one player each. */
export const profileOf = <T>(reports: readonly T[]): Profile<T> => reports.map((report) => ({ report, count: 1 }));

/** The number of players, absent ones included. */
export function size<T>(profile: Profile<T>): number {
  let total = 0;
  for (const group of profile) total += group.count;
  return total;
}

/** How many players report `report`, for reports compared by identity (strings, numbers, null). */
export function countOf<T>(profile: Profile<T>, report: T): number {
  let total = 0;
  for (const group of profile) if (group.report === report) total += group.count;
  return total;
}

/** The report of one player. Throws RangeError for a player that does not exist. */
export function reportOf<T>(profile: Profile<T>, player: number): T {
  let first = 0;
  for (const { report, count } of profile) {
    if (player >= first && player < first + count) return report;
    first += count;
  }
  throw new RangeError(`reportOf: expected a player from 0 to ${first - 1}, got ${player}`);
}

/** The reports of everyone but one player: θ_{−i}. */
export function others<T>(profile: Profile<T>, player: number): Profile<T> {
  let first = 0;
  let found = false;
  const rest = profile.map((group) => {
    const here = !found && player >= first && player < first + group.count;
    first += group.count;
    if (!here) return group;
    found = true;
    return { report: group.report, count: group.count - 1 };
  });
  if (!found) throw new RangeError(`others: expected a player from 0 to ${first - 1}, got ${player}`);
  return rest;
}

/** The profile of one more player, who is numbered `player` and reports `report`, beside `rest`: undoes `others`. */
export function beside<T>(rest: Profile<T>, player: number, report: T): Profile<T> {
  // Usually she is the last one, and nothing has to be cut in two.
  if (player === size(rest)) return [...rest, { report, count: 1 }];
  let first = 0;
  const before: Group<T>[] = [];
  const after: Group<T>[] = [];
  for (const { report: other, count } of rest) {
    const ahead = Math.min(Math.max(player - first, 0), count);
    if (ahead > 0) before.push({ report: other, count: ahead });
    if (ahead < count) after.push({ report: other, count: count - ahead });
    first += count;
  }
  if (player < 0 || player > first) throw new RangeError(`beside: expected a player from 0 to ${first}, got ${player}`);
  return [...before, { report, count: 1 }, ...after];
}
