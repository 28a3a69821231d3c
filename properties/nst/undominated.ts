import type { Budget } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { Line } from "../../src/mechanisms/nst/line.js";
import type { Spread } from "../../src/mechanisms/nst/line-commitment.js";
import {
  type LineEpsilon,
  type LineLaw,
  type LineSign,
  lineEpsilon,
  lineLaw,
} from "../../src/mechanisms/nst/line-exponential.js";
import { type LineMixture, mixedDistance } from "../../src/mechanisms/nst/line-mixture.js";
import * as I from "../../src/number/inverse-log.js";
import type { LogEpsilon } from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { crowds, printPlace, upTo } from "./line-cases.js";

/** The mixture on the line with players on the grid 1/m: what a player's announcements give her, whatever the others announce. */

/** The mixture with its ε, and how many players there are. */
export interface Mixed {
  readonly line: Line;
  readonly parameters: LineMixture;
  readonly epsilon: LogEpsilon;
  readonly players: number;
}

/** The expected distance of a player at t who announces b, where the others announce these places, all in steps. */
export type Distance = (t: number, b: number, others: readonly number[]) => I.InverseLog;

/** Throws RangeError where e^{ε/(2m)} is irrational. */
export function distanceIn({ line, parameters, epsilon }: Mixed): Distance {
  const exact: LineEpsilon = lineEpsilon(epsilon, line);
  const place = (steps: number) => Q.rational(BigInt(steps), BigInt(line.m));
  const laws = new Map<string, LineLaw>();
  const lawAt = (at: readonly number[]): LineLaw => {
    const sorted = at.toSorted((x, y) => x - y);
    const law = laws.get(`${sorted}`) ?? lineLaw(line, parameters.sign, sorted.map((steps) => ({ report: place(steps), count: 1 }))); // biome-ignore format: one line
    laws.set(`${sorted}`, law);
    return law;
  };
  const known = new Map<string, I.InverseLog>();
  return (t, b, others) => {
    const key = `${t};${b};${others}`;
    const value = known.get(key) ?? mixedDistance(parameters, exact, lawAt([b, ...others]), place(t), place(b));
    known.set(key, value);
    return value;
  };
}

/** What the others may announce on the grid, up to their order. */
export const othersIn = ({ line, players }: Mixed): readonly (readonly number[])[] => crowds(line.m, players - 1);

/**
 * How announcing b compares with announcing c for a player at t, over all announcements of the others: the signs of
 * (distance with b) − (distance with c).
 */
export const signsOf = (
  mixed: Mixed,
  distance: Distance,
  [t, b, c]: readonly [t: number, b: number, c: number],
): readonly Sign[] => othersIn(mixed).map((others) => I.compare(distance(t, b, others), distance(t, c, others)));

/** Whether b is never farther than c, and nearer somewhere. */
export const dominates = (signs: readonly Sign[]): boolean => signs.every((sign) => sign <= 0) && signs.includes(-1);

/** The announcements on the grid that none on the grid dominates, for each place of a player. */
export function undominatedAt(mixed: Mixed): readonly (readonly number[])[] {
  const distance = distanceIn(mixed);
  const places = Array.from({ length: mixed.line.m + 1 }, (_, i) => i);
  return places.map((t) => places.filter((c) => !places.some((b) => dominates(signsOf(mixed, distance, [t, b, c])))));
}

type Setting = readonly [Line, players: number, mbar: number, q: string, log: string];

const settings: Readonly<Record<Budget, readonly Setting[]>> = {
  gate: [],
  standard: [
    [{ K: 1, m: 4 }, 3, 3, "1/3", "10001/10000"],
    [{ K: 2, m: 4 }, 2, 3, "1/3", "10001/10000"],
  ],
  deep: [[{ K: 2, m: 4 }, 3, 2, "13/25", "1001/1000"]],
};

const listed = new Map<string, JsonObject>();

/** For small free parameters: the announcements on the grid that are not dominated, by the place of the player. */
export function undominatedOnGrid(budget: Budget, { sign, Y }: Switches): JsonObject {
  const rows = upTo(settings, budget).map((setting) => {
    const key = [JSON.stringify(setting), sign, Y].join();
    const row = listed.get(key) ?? rowOf(setting, sign as LineSign, Y as Spread);
    listed.set(key, row);
    return row;
  });
  return rows.length === 0 ? {} : { "not dominated on the grid": rows };
}

function rowOf([line, players, mbar, q, log]: Setting, sign: LineSign, Y: Spread): JsonObject {
  const epsilon = { times: Q.rational(2n * BigInt(line.m)), log: Q.parseRational(log)! };
  const found = undominatedAt({ line, parameters: { sign, Y, mbar, q: Q.parseRational(q)! }, epsilon, players });
  const byPlace = found.map((list, t) => [printPlace(line.m, t), list.map((b) => printPlace(line.m, b))] as const);
  return {
    ...line,
    players,
    mbar,
    q,
    epsilon: { times: `${2 * line.m}`, log },
    byPlace: Object.fromEntries(byPlace),
  };
}
