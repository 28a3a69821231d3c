import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import type { Json } from "../../src/verdict/json.js";
import { everyProfile } from "../cases.js";
import { afterLie, everyPlace } from "./lemma-6.js";
import { type LineCase, printPlace, printSizes, profilesOf, type Size, upTo } from "./line-cases.js";
import { type LinePlace, lineClaim, signMeanings } from "./line-claim.js";
import { averageOf, placesOn, plainTotal, plainTotals, printPlaces, readPlace, readPlaces } from "./plain-line.js";

type Sizes = Readonly<Record<"gate" | "standard" | "deep", readonly Size[]>>;

const single: Sizes = {
  gate: [[1, 1, 2], [1, 2, 2], [2, 2, 2]],
  standard: [[1, 5, 3], [2, 3, 3]],
  deep: [[1, 8, 4], [2, 6, 3]],
}; // biome-ignore format: one line a budget
const joint: Sizes = {
  gate: [[1, 1, 2], [1, 2, 2], [2, 2, 2]],
  standard: [[1, 4, 2], [1, 2, 3], [2, 3, 2]],
  deep: [[1, 5, 3], [2, 3, 3]],
}; // biome-ignore format: one line a budget

const readings = readingsOf({ sign: ["distance", "utility"] });

const corners = {
  "one player": ({ at }: LinePlace) => at.length === 1,
  "two facilities": ({ line }: LinePlace) => line.K === 2,
  "all in one place": ({ at }: LinePlace) => new Set(at).size === 1,
  "at both ends": ({ line, at }: LinePlace) => at.includes(0) && at.includes(line.m),
};

const linear =
  "On each simplex of the grid both profiles have a linear F, so that a vertex has the largest difference.";
const detour =
  "For any set s of places |t − r(t, s)| ≤ |t − r(b, s)| ≤ |t − b| + |b − r(b, s)|, and the same with t and b exchanged";

/** F by its formula, the sign apart: differences have the same size under both. */
const plainF = (place: LinePlace, at: readonly number[], s: readonly number[]): Q.Rational => {
  const average = averageOf(place.line, at, plainTotal(at, s));
  return place.sign === "distance" ? average : Q.negate(average);
};

const absolute = (x: Q.Rational): Q.Rational => (Q.signOfRational(x) < 0 ? Q.negate(x) : x);
const distanceOf = ({ m }: { readonly m: number }, steps: number): Q.Rational => Q.rational(BigInt(steps), BigInt(m));
const apart = (x: number, y: number): number => (x < y ? y - x : x - y);

/** The largest |t_i − b_i| in steps. */
export const farthest = (at: readonly number[], announced: readonly number[]): number =>
  at.reduce((most, t, i) => Math.max(most, apart(t, announced[i]!)), 0);

/** Every profile of announcements of so many players, as a choice. */
export const everyAnnouncement = ({ line: { m }, at }: LinePlace): readonly Json[] =>
  everyProfile(
    everyPlace(m).map((steps) => printPlace(m, steps)),
    at.length,
  ) as readonly Json[];

/** The same in steps. */
export const everyMove = (m: number, n: number): readonly (readonly number[])[] => everyProfile(everyPlace(m), n);

/** max_s F at these places, in steps of 1/(m·n), from the law. */
const bestOf = (place: LinePlace, at: readonly number[]): number => {
  const { distances } = place.law(at);
  return place.sign === "distance" ? Math.max(...distances) : -Math.min(...distances);
};

/** Lemma 8, first part; with another factor on the right for near misses. */
export const lemma8a = (factor = Q.one): Claim<LineCase> =>
  lineClaim({
    id: "nst/lemma-8a",
    place: "Lemma 8, first part",
    statement: "|F(b_i, t_−i, s) − F(t_i, t_−i, s)| ≤ |t_i − b_i|/n for all i, t, b_i and s.",
    readings,
    switchMeanings: signMeanings,
    cases: (budget) => profilesOf(upTo(single, budget)),
    describe: (budget) =>
      `every profile on a grid 1/m up to the order of the players, every player and lie on it and all s in [0, 1]^K; ${printSizes(upTo(single, budget))}`,
    argument: () => `${linear} All K, n, t, b_i, s and both signs: ${detour}; the other players' terms are equal.`,
    corners,
    decide(place) {
      const { line, at, law: lawOf } = place;
      const truth = lawOf(at).distances;
      const holds = at.every((t, player) =>
        everyPlace(line.m).every((lie) => {
          const { distances } = lawOf(afterLie(at, player, lie));
          const most = Math.max(...distances.map((d, v) => apart(d, truth[v]!)));
          return Q.compare(Q.rational(BigInt(most)), Q.multiply(factor, Q.rational(BigInt(apart(t, lie))))) <= 0;
        }),
      );
      return { holds };
    },
    choices: () => ({
      player: ({ at }) => at.map((_, i) => i),
      lie: ({ line }) => everyPlace(line.m).map((steps) => printPlace(line.m, steps)),
      at: ({ line }) => placesOn(line).map((s) => printPlaces(line, s)),
    }),
    completed: ["player", "lie", "at"],
    sides(place, choices) {
      const { line, at } = place;
      const [player, lie, s] = [choices.player as number, readPlace(line, choices.lie), readPlaces(line, choices.at)];
      const left = absolute(Q.subtract(plainF(place, afterLie(at, player, lie), s), plainF(place, at, s)));
      const right = Q.multiply(factor, averageOf(line, at, apart(at[player]!, lie)));
      return {
        left,
        right,
        larger: "right",
        inequality: "|F(b_i, t_-i, s) - F(t, s)| <= |t_i - b_i|/n",
        explanation: "F by its formula",
      };
    },
    evidence: () => ({
      bestConstant: "1, attained with both places on the same side of their nearest facility, for all n and K",
      manyFacilities: "nothing in the proof depends on K: any set of places will do",
    }),
  });

/** Lemma 8, second part; with another factor on the right for near misses. */
export const lemma8b = (factor = Q.one): Claim<LineCase> =>
  lineClaim({
    id: "nst/lemma-8b",
    place: "Lemma 8, second part",
    statement: "|F(b, s) − F(t, s)| ≤ max_i |t_i − b_i| for all t, b and s.",
    readings,
    switchMeanings: signMeanings,
    cases: (budget) => profilesOf(upTo(joint, budget)),
    describe: (budget) =>
      `every profile t on a grid 1/m up to the order of the players, every profile b on it and all s in [0, 1]^K; ${printSizes(upTo(joint, budget))}`,
    argument: () =>
      `${linear} All K, n, t, b, s and both signs: ${detour}, for each player; even the average of |t_i − b_i| is enough.`,
    corners,
    decide(place) {
      const { line, at, law: lawOf } = place;
      const truth = lawOf(at).distances;
      const holds = everyMove(line.m, at.length).every((announced) => {
        const { distances } = lawOf(announced);
        const most = Math.max(...distances.map((d, v) => apart(d, truth[v]!)));
        const allowed = Q.multiply(factor, Q.rational(BigInt(at.length * farthest(at, announced))));
        return Q.compare(Q.rational(BigInt(most)), allowed) <= 0;
      });
      return { holds };
    },
    choices: () => ({
      announced: everyAnnouncement,
      at: ({ line }) => placesOn(line).map((s) => printPlaces(line, s)),
    }),
    completed: ["announced", "at"],
    sides(place, choices) {
      const { line, at } = place;
      const [announced, s] = [readPlaces(line, choices.announced), readPlaces(line, choices.at)];
      return {
        left: absolute(Q.subtract(plainF(place, announced, s), plainF(place, at, s))),
        right: Q.multiply(factor, distanceOf(line, farthest(at, announced))),
        larger: "right",
        inequality: "|F(b, s) - F(t, s)| <= max_i |t_i - b_i|",
        explanation: "F by its formula",
      };
    },
    evidence: () => ({
      bestConstant: "1, attained when all players move as far in one direction away from all facilities",
      sharper: "(1/n)·Σ_i |t_i − b_i| in the place of the maximum",
    }),
  });

/** Lemma 9; with another factor on β for near misses. */
export const lemma9 = (factor = Q.one): Claim<LineCase> =>
  lineClaim({
    id: "nst/lemma-9",
    place: "Lemma 9",
    statement: "If |b_i − t_i| ≤ β for all i then |max_s F(t, s) − max_s F(b, s)| ≤ β.",
    hypotheses: ["|b_i − t_i| ≤ β for all i"],
    readings,
    switchMeanings: signMeanings,
    cases: (budget) => profilesOf(upTo(joint, budget)),
    describe: (budget) =>
      `every profile t on a grid 1/m up to the order of the players and every profile b on it, β = max_i |t_i − b_i|; ${printSizes(upTo(joint, budget))}`,
    argument: () =>
      "F is linear on the simplices of the grid, so that a vertex has max_s F. All K, n, t, b, both signs: F(t, s) ≥ F(b, s) − β at each s by Lemma 8, also at a best s for b, and the same with t and b exchanged. The proof in the paper is that of the sign of the utilities.",
    corners,
    decide(place) {
      const { line, at } = place;
      const best = bestOf(place, at);
      const holds = everyMove(line.m, at.length).every((announced) => {
        const moved = Q.rational(BigInt(apart(best, bestOf(place, announced))));
        return Q.compare(moved, Q.multiply(factor, Q.rational(BigInt(at.length * farthest(at, announced))))) <= 0;
      });
      return { holds };
    },
    choices: () => ({ announced: everyAnnouncement }),
    completed: ["announced"],
    sides(place, choices) {
      const { line, at, sign } = place;
      const announced = readPlaces(line, choices.announced);
      const best = (reports: readonly number[]) => {
        const totals = plainTotals(line, reports);
        return averageOf(line, at, sign === "distance" ? Math.max(...totals) : -Math.min(...totals));
      };
      return {
        left: absolute(Q.subtract(best(at), best(announced))),
        right: Q.multiply(factor, distanceOf(line, farthest(at, announced))),
        larger: "right",
        inequality: "|max_s F(t, s) - max_s F(b, s)| <= β",
        explanation: "β = max_i |t_i - b_i|, max_s F over the places on the grid",
      };
    },
    evidence: () => ({
      bestConstant:
        "1 with both signs: one player moving from an end to the middle, or two from the ends to the middle",
      sharper: "(1/n)·Σ_i |t_i − b_i| in the place of β",
    }),
  });
