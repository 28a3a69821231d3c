import { readCount, readIndex, readList, readObject, refuse } from "../../src/instance/input.js";
import { countOfPlacings } from "../../src/mechanisms/nst/facility.js";
import { facilitySets } from "../../src/mechanisms/nst/facility-sets.js";
import { type GenericSetting, loc1Setting, loc2Setting } from "../../src/mechanisms/nst/generic-setting.js";
import { mainPopulation } from "../../src/mechanisms/nst/populations.js";
import { epsilonStar, qStar, theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { safeInteger } from "../../src/number/ring.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { upTo } from "./grid-cases.js";

/** LOC1 and LOC2 at their printed ε and q, for any number of players, who are given by how many are where. */

/** What LOC1 and LOC2 differ in. */
export interface Loc {
  readonly mechanism: "nst/loc1" | "nst/loc2";
  setting(m: bigint, K: number): GenericSetting;
  /** n0 of Section 3.3; the n of the numbers does not matter. */
  n0(numbers: GridNumbers): bigint;
  /** ε*, q* and β of Section 3.3. */
  generic(numbers: GridNumbers): { readonly epsilon: R.Real; readonly q: R.Real; readonly beta: R.Real };
  /** ε and q as printed. */
  printed(numbers: GridNumbers): { readonly epsilon: R.Real; readonly q: R.Real };
  /** The placings that are committed to, equally likely. */
  committed(m: number, K: number): readonly (readonly number[])[];
}

/** n players and K facilities on 0, 1/m, …, 1. */
export interface GridNumbers {
  readonly m: number;
  readonly K: number;
  readonly n: bigint;
}

const big = (n: number): bigint => BigInt(n);
export const real = (p: bigint, q = 1n): R.Real => R.fromRational(Q.rational(p, q));

/** All tuples of locations. */
const placings = (m: number, K: number): readonly (readonly number[])[] =>
  upTo(K).reduce<readonly (readonly number[])[]>(
    (all) => all.flatMap((tuple) => upTo(m + 1).map((k) => [...tuple, k])),
    [[]],
  );

const rootOfLog = (factor: Q.Rational, argument: Q.Rational): R.Real =>
  R.sqrt(R.multiply(R.fromRational(factor), R.ln(R.fromRational(argument))));

const ofSection = (setting: Loc["setting"]): Pick<Loc, "setting" | "n0" | "generic"> => {
  const n0 = onceAGrid(({ m, K }) => mainPopulation(setting(big(m), K)).n0);
  return {
    setting,
    n0: ({ m, K }) => n0({ m, K, n: 0n }),
    generic: onceAGrid(({ m, K, n }) => {
      const at = setting(big(m), K);
      return { epsilon: epsilonStar(at, n)!, q: qStar(at, n)!, beta: theorem2Beta(at, n)! };
    }),
  };
};

/** LOC1: Section 3.3 with p̃ = 1/(m + 1)^K and γ = 1/m. */
export const firstLoc: Loc = {
  mechanism: "nst/loc1",
  ...ofSection(loc1Setting),
  printed: onceAGrid(({ m, K, n }) => {
    const share = big(m) * (big(m) + 1n) ** big(K);
    const epsilon = rootOfLog(Q.rational(1n, share * n), Q.rational(n, 2n * big(m)));
    return { epsilon, q: R.multiply(real(2n * share), epsilon) };
  }),
  committed: placings,
};

/** LOC2: ε = (1/(m√n))·√ln(n(m + 1)^K/(2m²)) and q = 2εm². */
export const secondLoc: Loc = {
  mechanism: "nst/loc2",
  ...ofSection(loc2Setting),
  printed: onceAGrid(({ m, K, n }) => {
    const square = big(m) ** 2n;
    const epsilon = rootOfLog(Q.rational(1n, square * n), Q.rational(n * (big(m) + 1n) ** big(K), 2n * square));
    return { epsilon, q: R.multiply(real(2n * square), epsilon) };
  }),
  committed: (m, K) => upTo(m).map((j) => [j, ...upTo(K - 1).map(() => j + 1)]),
};

/** m, K and n. Throws InputError. */
export function readGridNumbers(choices: JsonObject, others: readonly string[] = []): GridNumbers {
  const given = readObject(choices, "choices", { required: ["m", "K", "n", ...others] });
  const [m, K, n] = ["m", "K", "n"].map((name) => readSome(given[name], `choices.${name}`));
  return { m: m!, K: K!, n: big(n!) };
}

/** So many placings are looked at one by one. */
const placingLimit = 1_000_000n;

/** Throws InputError where there are too many placings to look at. */
export function checkPlacings({ m, K }: GridNumbers): void {
  const count = countOfPlacings({ m, K }, placingLimit);
  if (count > placingLimit) throw refuse("choices", `more than ${placingLimit} placings: use a smaller m or K`);
}

/** At least one. Throws InputError. */
function readSome(value: unknown, field: string): number {
  const count = readCount(value, field);
  if (count === 0) throw refuse(field, "must be at least 1, got 0");
  return count;
}

/** How many players are at 0, 1/m, …, 1, of so many in all. Throws InputError. */
export function readCounts(value: unknown, field: string, m: number, total: bigint): readonly number[] {
  const counts = readList(value, field, readCount);
  if (counts.length !== m + 1) throw refuse(field, `expected ${m + 1} counts, got ${counts.length}`);
  const sum = counts.reduce((x, y) => x + big(y), 0n);
  if (sum !== total) throw refuse(field, `expected ${total} players in all, got ${sum}`);
  return counts;
}

/** A location. Throws InputError. */
export const readLocation = (value: unknown, field: string, m: number): number =>
  readIndex(value, field, m + 1, "location");

/** The numbers of the grid as users write them. */
export const gridText = ({ m, K, n }: GridNumbers): JsonObject => ({ m, K, n: safeInteger(n, "n") });

const distance = (x: number, y: number): number => (x < y ? y - x : x - y);
export const nearestOf = (locations: readonly number[], from: number): number =>
  locations.reduce((best, k) => (distance(k, from) < distance(best, from) ? k : best));
const least = (values: readonly number[]): number => values.reduce((x, y) => (x < y ? x : y));
const sumOf = (values: readonly R.Real[]): R.Real => values.reduce(R.add);

/** e^{−(ε/(2m))·steps}, each found once an ε, which belongs to one m. */
function weightAt(steps: number, epsilon: R.Real, m: number): R.Real {
  if (steps === 0) return real(1n);
  const known = weights.get(epsilon) ?? new Map<number, R.Real>();
  weights.set(epsilon, known);
  const weight = known.get(steps) ?? R.exp(R.multiply(real(-big(steps), 2n * big(m)), epsilon));
  known.set(steps, weight);
  return weight;
}

const weights = new WeakMap<R.Real, Map<number, R.Real>>();

/** The same function, which finds its value once a grid and population. */
function onceAGrid<T>(find: (numbers: GridNumbers) => T): (numbers: GridNumbers) => T {
  const known = new Map<string, T>();
  return (numbers) => {
    const key = `${numbers.m} ${numbers.K} ${numbers.n}`;
    const found = known.get(key) ?? find(numbers);
    known.set(key, found);
    return found;
  };
}

/** What is placed with which weight. */
interface Placed {
  readonly locations: readonly number[];
  /** Σ of the distances of all players, in units of 1/m. */
  readonly distance: number;
  readonly tuples: bigint;
}

/** How placings are found: by sets, or as second route tuple by tuple. */
export interface Route {
  placed(K: number, counts: readonly number[]): readonly Placed[];
  parameters(loc: Loc, numbers: GridNumbers): { readonly epsilon: R.Real; readonly q: R.Real };
}

/** Sets of locations, and ε*, q* of Section 3.3. */
export const bySets: Route = {
  placed: facilitySets,
  parameters: (loc, numbers) => loc.generic(numbers),
};

/** Every tuple by itself, and the printed ε and q. */
export const byTuples: Route = {
  placed: (K, counts) =>
    placings(counts.length - 1, K).map((locations) => ({
      locations,
      distance: counts.reduce((sum, count, k) => sum + count * distance(nearestOf(locations, k), k), 0),
      tuples: 1n,
    })),
  parameters: (loc, numbers) => loc.printed(numbers),
};

/** The law of the exponential part by weights. */
function weighed(route: Route, { m, K }: GridNumbers, counts: readonly number[], epsilon: R.Real) {
  const placed = route.placed(K, counts);
  const nearest = least(placed.map((one) => one.distance));
  return placed.map((one) => ({
    ...one,
    excess: one.distance - nearest,
    weight: R.multiply(real(one.tuples), weightAt(one.distance - nearest, epsilon, m)),
  }));
}

/** max F − E[F] where all announce the truth. */
export function facilityError(route: Route, loc: Loc, numbers: GridNumbers, counts: readonly number[]): R.Real {
  const { m, K, n } = numbers;
  const { epsilon, q } = route.parameters(loc, numbers);
  const drawn = weighed(route, numbers, counts, epsilon);
  const exponential = R.divide(
    sumOf(drawn.map(({ excess, weight }) => R.multiply(real(big(excess)), weight))),
    sumOf(drawn.map(({ weight }) => weight)),
  );
  const best = least(drawn.map((one) => one.distance));
  const placed = loc.committed(m, K);
  const far = placed.reduce(
    (sum, locations) => counts.reduce((all, count, k) => all + count * distance(nearestOf(locations, k), k), sum),
    0,
  );
  const committed = real(big(far) - big(best) * big(placed.length), big(placed.length));
  const mixed = R.add(R.multiply(R.subtract(real(1n), q), exponential), R.multiply(q, committed));
  return R.multiply(real(1n, n * big(m)), mixed);
}

/** A player at a location who announces another one, beside given announcements of the others. */
export interface Lie {
  readonly others: readonly number[];
  readonly truth: number;
  readonly lie: number;
}

/** E[u_i] if she announces a location. */
function utilityAt(route: Route, loc: Loc, numbers: GridNumbers, at: Lie & { readonly announced: number }): R.Real {
  const { m, K } = numbers;
  const { epsilon, q } = route.parameters(loc, numbers);
  const counts = at.others.map((count, k) => (k === at.announced ? count + 1 : count));
  const drawn = weighed(route, numbers, counts, epsilon);
  const walked = (locations: readonly number[]): R.Real =>
    real(big(distance(nearestOf(locations, at.truth), at.truth)));
  const exponential = R.divide(
    sumOf(drawn.map(({ locations, weight }) => R.multiply(walked(locations), weight))),
    sumOf(drawn.map(({ weight }) => weight)),
  );
  const placed = loc.committed(m, K);
  const far = placed.reduce((sum, built) => sum + distance(nearestOf(built, at.announced), at.truth), 0);
  const mixed = R.add(
    R.multiply(R.subtract(real(1n), q), exponential),
    R.multiply(q, real(big(far), big(placed.length))),
  );
  return R.multiply(real(-1n, big(m)), mixed);
}

/** E[u_i] after a lie, and after the truth. */
export const utilitiesOf = (route: Route, loc: Loc, numbers: GridNumbers, lie: Lie) => ({
  after: utilityAt(route, loc, numbers, { ...lie, announced: lie.lie }),
  truth: utilityAt(route, loc, numbers, { ...lie, announced: lie.truth }),
});
