import type { Budget } from "../../src/claim/claim.js";
import { expectedDistance, type LineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import type * as I from "../../src/number/inverse-log.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { afterLie, everyPlace } from "./lemma-6.js";
import { atBases, printPlace, printSizes, profilesOf, type Size, upTo } from "./line-cases.js";
import type { LinePlace } from "./line-claim.js";

type Sizes = Readonly<Record<Budget, readonly Size[]>>;

/** Where gains are measured: with the sign of the utilities there are none on coarser grids. */
export const gainSizes: Sizes = {
  gate: [[1, 1, 1], [1, 4, 2], [2, 2, 1]],
  standard: [[1, 1, 3], [1, 2, 3], [2, 2, 2]],
  deep: [[1, 4, 4], [2, 4, 2]],
}; // biome-ignore format: one line a budget

/** Where the step in the proof is decided. */
export const stepSizes: Sizes = {
  gate: [[1, 1, 2], [2, 2, 1]],
  standard: [...gainSizes.gate, ...gainSizes.standard],
  deep: gainSizes.deep,
}; // biome-ignore format: one line a budget

/** e^{ε/(2m)} by m: with e^ε just below e. */
const nearOne: Readonly<Record<number, string>> = { 1: "28/17", 2: "23/18", 4: "26/23" };
const below: Readonly<Record<Budget, readonly string[]>> = {
  gate: [],
  standard: ["1001/1000"],
  deep: ["101/100", "11/10"],
};
const above: Readonly<Record<Budget, readonly string[]>> = { gate: [], standard: ["3/2", "10"], deep: ["2", "100"] };

const basesOf = (budget: Budget, isAny: boolean) => (m: number) => [
  nearOne[m]!,
  ...upTo(below, budget),
  ...(isAny ? upTo(above, budget) : []),
];

/** Every profile of a budget at each ε; also at large ones where any are meant. */
export const lieCases = (sizes: Sizes, budget: Budget, isAny: boolean) =>
  atBases(profilesOf(upTo(sizes, budget)), basesOf(budget, isAny));

/** The same in words. */
export const describeLies = (sizes: Sizes, budget: Budget, isAny: boolean) =>
  `every profile on a grid 1/m up to the order of the players, every player and lie on it, ${printSizes(upTo(sizes, budget))}; e^{ε/(2m)} = ${["28/17, 23/18 and 26/23 for m = 1, 2, 4", ...upTo(below, budget), ...(isAny ? upTo(above, budget) : [])].join(", ")}`;

/** Whether ε ≤ 1. */
export const isSmall = ({ epsilon }: LinePlace): boolean =>
  L.compare(L.scale(L.ln(epsilon!.log), epsilon!.times), L.fromRational(Q.one)) <= 0;

/** The corners of both claims. */
export const lieCorners = {
  "one player": ({ at }: LinePlace) => at.length === 1,
  "two facilities": ({ line }: LinePlace) => line.K === 2,
  "all in one place": ({ at }: LinePlace) => new Set(at).size === 1,
  "ε above 9/10": ({ epsilon }: LinePlace) =>
    L.compare(L.scale(L.ln(epsilon!.log), epsilon!.times), L.fromRational(Q.rational(9n, 10n))) > 0,
};

/** |x − y|. */
export const apart = (x: number, y: number): number => (x < y ? y - x : x - y);

/** Player and lie: what both claims quantify over beside the instance. */
export const lieChoices = {
  player: ({ at }: LinePlace) => at.map((_, i) => i),
  lie: ({ line }: LinePlace) => everyPlace(line.m).map((steps) => printPlace(line.m, steps)),
};

const distances = new WeakMap<LineLaw, Map<string, I.InverseLog>>();

/** The expected distance of a player there when these places are reported, computed once a law. */
function distanceUnder(place: LinePlace, reports: readonly number[], where: Q.Rational): I.InverseLog {
  const law = place.law(reports);
  const known = distances.get(law) ?? new Map<string, I.InverseLog>();
  distances.set(law, known);
  const { times, log } = place.epsilon!;
  const key = [times, log, where].map(Q.printRational).join();
  const distance = known.get(key) ?? expectedDistance(place.exact(), law, where);
  known.set(key, distance);
  return distance;
}

/** Whether something is so of the expected distance of each player after the truth and after each lie, and how far it is. */
export const ofEveryLie = (
  place: LinePlace,
  holds: (truthful: I.InverseLog, lying: I.InverseLog, steps: number) => boolean,
): boolean =>
  place.at.every((t, player) => {
    const where = Q.rational(BigInt(t), BigInt(place.line.m));
    const truthful = distanceUnder(place, place.at, where);
    return everyPlace(place.line.m).every((lie) => {
      return holds(truthful, distanceUnder(place, afterLie(place.at, player, lie), where), apart(t, lie));
    });
  });
