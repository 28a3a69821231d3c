import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { type LineSign, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import { volumeNearBest } from "../../src/mechanisms/nst/line-volume.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type LineCase, printSizes, profilesOf, type Size, upTo } from "./line-cases.js";
import { lineClaim, signMeanings } from "./line-claim.js";
import { averageOf, plainTotals, plainVolume } from "./plain-line.js";

const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[1, 2, 3], [2, 2, 2]],
  standard: [[1, 5, 3], [2, 3, 3]],
  deep: [[1, 8, 4], [2, 5, 4]],
}; // biome-ignore format: one line a budget

/** α in steps of 1/24, up to one half as in the text, or to 1. */
const levelsTo = (last: number): readonly Q.Rational[] =>
  Array.from({ length: last + 1 }, (_, k) => Q.rational(BigInt(k), 24n));
const levels = { half: levelsTo(12), one: levelsTo(24) };
const levelsOf = ({ range }: Readonly<Record<string, string>>) => levels[range as keyof typeof levels];

/** The ball in the proof of Corollary 6; with a factor on α^K for near misses. */
export const corollary6Ball = (factor = Q.one): Claim<LineCase> =>
  lineClaim({
    id: "nst/corollary-6-ball",
    place: "Corollary 6, in the proof",
    statement: "For α ≤ 1/2 and all t: μ(S_α) ≥ α^K, as every ŝ with max_k |ŝ_k − s_k| < α is in S_α for a best s.",
    hypotheses: ["0 ≤ α ≤ 1/2"],
    readings: readingsOf({ sign: ["distance", "utility"], range: ["half", "one"] }),
    switchMeanings: { ...signMeanings, half: "0 ≤ α ≤ 1/2, as printed", one: "0 ≤ α ≤ 1" },
    cases: (budget) => profilesOf(upTo(sizes, budget)),
    describe: (budget, { range }) =>
      `every profile on a grid 1/m up to the order of the players, ${printSizes(upTo(sizes, budget))}; α = 0, 1/24, …, ${range === "half" ? "1/2" : "1"}`,
    argument: ({ range }) =>
      `All K, n, t, ${range === "half" ? "α ≤ 1/2" : "α ≤ 1"} and both signs: the distance to the nearest facility changes by at most max_k |ŝ_k − s_k|, and each interval (s_k − α, s_k + α) has at least α of its length in [0, 1] ${range === "half" ? "" : "for α up to 1"}, wherever s_k is.`,
    corners: {
      "one player": ({ at }) => at.length === 1,
      "two facilities": ({ line }) => line.K === 2,
      "all at an end": ({ line, at }) => at.every((t) => t === 0) || at.every((t) => t === line.m),
      "at both ends": ({ line, at }) => at.includes(0) && at.includes(line.m),
      "a best place for everyone": ({ line, at }) => new Set(at).size <= line.K,
    },
    decide({ line, at, law: lawOf }, switches) {
      const found = lawOf(at);
      const holds = levelsOf(switches).every((alpha) => {
        const ball = Q.multiply(factor, Q.integerPower(alpha, BigInt(line.K)));
        return Q.compare(volumeNearBest(found, alpha), ball) >= 0;
      });
      return { holds };
    },
    choices: (switches) => ({ alpha: () => levelsOf(switches).map(Q.printRational) }),
    completed: ["alpha"],
    sides({ line, at, sign }, choices) {
      const totals = plainTotals(line, at);
      const alpha = Q.parseRational(choices.alpha as string)!;
      const best = averageOf(line, at, sign === "distance" ? Math.max(...totals) : Math.min(...totals));
      return {
        left:
          sign === "distance"
            ? plainVolume(line, at, Q.subtract(best, alpha), "above")
            : plainVolume(line, at, Q.add(best, alpha), "below"),
        right: Q.multiply(factor, Q.integerPower(alpha, BigInt(line.K))),
        larger: "left",
        inequality: "μ(S_α) >= α^K",
        explanation: `the best average distance is ${Q.printRational(best)}; S_α is cut out of each cell of the grid`,
      };
    },
    evidence: (_budget, { sign }): JsonObject => ({
      bestConstant:
        sign === "distance"
          ? "1: with all players at 0 the facilities are best at 1, and S_α is [1 − α, 1]^K"
          : "1 for K = 1: with all players at 0, S_α is [0, α]. For K = 2 the least quotient μ(S_α)/α² on the domain is 4 for small α, with players in equal parts at both ends",
      leastOnTheDomain: leastQuotients(sign as LineSign),
      range: "1/2 is not needed: the same holds for all α ≤ 1",
    }),
  });

/** The least μ(S_α)/α^K at α = 1/24 and 1/2 over profiles of up to three players on small grids, for K = 1 and 2. */
function leastQuotients(sign: LineSign): JsonObject {
  const leastFor = (K: 1 | 2, alpha: Q.Rational) =>
    profilesOf([[K, 2, 3]])
      .map(({ m, at }) => {
        const profile = at.map((steps) => ({ report: Q.rational(BigInt(steps), BigInt(m)), count: 1 }));
        return Q.divide(volumeNearBest(lineLaw({ K, m }, sign, profile), alpha), Q.integerPower(alpha, BigInt(K)));
      })
      .reduce(Q.minimum);
  const at = (alpha: Q.Rational) => ({
    "K = 1": Q.printRational(leastFor(1, alpha)),
    "K = 2": Q.printRational(leastFor(2, alpha)),
  });
  return { "α = 1/24": at(Q.rational(1n, 24n)), "α = 1/2": at(Q.rational(1n, 2n)) };
}
