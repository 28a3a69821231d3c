import { playersOf } from "../game/bayesian-environment.js";
import type { Counts } from "../probability/multinomial.js";
import type { Players, Populated } from "./basu-environment.js";
import { element, member, readCount, readIndex, readList, readObject, refuse } from "./input.js";
import { indexSchema, type JsonSchema, objectSchema } from "./schema.js";

/** The signals that the players report: one a player, and how often each is reported. */
export interface SignalReports {
  /** Absent where only counts were given. */
  readonly profile?: readonly number[];
  readonly counts: Counts;
}

export const signalReportsSchema: JsonSchema = {
  anyOf: [
    { type: "array", items: indexSchema, minItems: 1 },
    objectSchema({ counts: { type: "array", items: { type: "array", items: indexSchema } } }),
  ],
};

/** Reads the reports of the players. Throws InputError. */
export function readSignals(value: unknown, { environment, players }: Populated): SignalReports | undefined {
  if (value === undefined) return undefined;
  if (players === undefined) {
    throw refuse("environment", 'reports need players; add "players" or "groups", or leave the reports out');
  }
  if (Array.isArray(value)) return readProfile(value, players, environment.signals);
  if (players.kind === "listed") throw refuse("reports", 'expected a list; counts need "groups" in the environment');
  return { counts: readCounts(value, players, environment.signals) };
}

function readProfile(value: readonly unknown[], players: Players, signals: number): SignalReports {
  const profile = readList(value, "reports", (signal, field) => readIndex(signal, field, signals, "signal"));
  const expected = playersOf(players.sizes);
  if (profile.length !== expected) {
    throw refuse("reports", `expected one signal for each of ${expected} players, got ${profile.length}`);
  }
  return { profile, counts: countsOf(profile, signals) };
}

/** How often each signal occurs. */
export function countsOf(profile: readonly number[], signals: number): Counts {
  const counts = Array.from({ length: signals }, () => 0);
  for (const signal of profile) counts[signal]! += 1;
  return counts;
}

/** {"counts": [[c_0, c_1, …], …]}: one list a utility, whose sum is the size of its group. */
function readCounts(value: unknown, { sizes }: Players, signals: number): Counts {
  const { counts } = readObject(value, "reports", { required: ["counts"] });
  const path = member("reports", "counts");
  const lists = readList(counts, path, (list, field) => {
    const row = readList(list, field, readCount);
    if (row.length === signals) return row;
    throw refuse(field, `expected one count for each of ${signals} signals, got ${row.length}`);
  });
  if (lists.length !== sizes.length) {
    throw refuse(path, `expected one list for each of ${sizes.length} utilities, got ${lists.length}`);
  }
  lists.forEach((row, u) => {
    const sum = row.reduce((x, y) => x + y, 0);
    if (sum !== sizes[u])
      throw refuse(element(path, u), `must sum to the ${sizes[u]} players of group ${u}, got ${sum}`);
  });
  return Array.from({ length: signals }, (_, x) => lists.reduce((sum, row) => sum + row[x]!, 0));
}
