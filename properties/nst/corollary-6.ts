import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import {
  expectedAverageDistance,
  type LineSign,
  lineEpsilon,
  lineLaw,
} from "../../src/mechanisms/nst/line-exponential.js";
import { averageDistanceRange } from "../../src/mechanisms/nst/line-volume.js";
import * as I from "../../src/number/inverse-log.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { realSide } from "../real-sides.js";
import { accuracyBound, isTelling } from "./line-accuracy.js";
import { atBases, type LineCase, printSizes, profilesOf, type Size, upTo } from "./line-cases.js";
import { type LinePlace, lineClaim, signMeanings } from "./line-claim.js";
import { averageOf, plainExpected, plainTotals } from "./plain-line.js";
import { roughly } from "./setting-cases.js";

type Sizes = Readonly<Record<Budget, readonly Size[]>>;

const small: Sizes = {
  gate: [[1, 1, 2], [2, 2, 1]],
  standard: [[1, 4, 2], [2, 2, 2]],
  deep: [[1, 4, 4], [2, 4, 3]],
}; // biome-ignore format: one line a budget
const bases = { gate: ["11/10", "100"], standard: ["1001/1000", "2"], deep: ["3/2", "10"] } as const;

/** So many players on the left, in the middle and on the right: nε is large there. */
const groups = { gate: [[4, 0, 3]], standard: [[9, 0, 0], [5, 3, 4]], deep: [[20, 0, 19], [30, 10, 1]] } as const; // biome-ignore format: one line

const manyPlayers = (budget: Budget): readonly LineCase[] =>
  upTo<readonly number[]>(groups, budget).flatMap((counts) => {
    const at = counts.flatMap((count, place) => Array<number>(count).fill(place));
    return [1, 2].map((K) => ({ K: K as 1 | 2, m: 2, at, base: "100" }));
  });

/** Small profiles at several ε, and large ones where the bound is below 1. */
export const accuracyCases = (budget: Budget): readonly LineCase[] => [
  ...atBases(profilesOf(upTo(small, budget)), () => upTo(bases, budget)),
  ...manyPlayers(budget),
];

/** The same in words. */
export const describeAccuracy = (budget: Budget): string =>
  `every profile on a grid 1/m up to the order of the players, ${printSizes(upTo(small, budget))}, e^{ε/(2m)} = ${upTo(bases, budget).join(", ")}; and ${upTo<readonly number[]>(groups, budget).map((counts) => counts.join(" + ")).join(", ")} players at 0, 1/2, 1, K = 1 and 2, with ε = 4·ln 100`; // biome-ignore format: one line

/** The corners of both claims on the accuracy. */
export const accuracyCorners = {
  "one player": ({ at }: LinePlace) => at.length === 1,
  "two facilities": ({ line }: LinePlace) => line.K === 2,
  "a best place for everyone": ({ line, at }: LinePlace) => new Set(at).size <= line.K,
  "the bound is below 1": isTelling,
};

const six = Q.rational(6n);

/** Corollary 6; with another constant in the place of 6 for near misses. */
export const corollary6 = (constant = six, law = lineLaw): Claim<LineCase> =>
  lineClaim(
    {
      id: "nst/corollary-6",
      place: "Corollary 6",
      statement: "E_{M^{ε/2}(t)}[F(t, s)] ≥ max_s F(t, s) − (6/(nε))·ln(e + (nε)^{K+1}) for all t.",
      hypotheses: ["ε > 0"],
      readings: readingsOf({ sign: ["distance", "utility"] }),
      switchMeanings: signMeanings,
      cases: accuracyCases,
      describe: describeAccuracy,
      argument: ({ sign }) =>
        `All K, t and ε, with x = nε and α = (2/x)·ln(e + x^{K+1}) ≥ 2/x: where α > 1/3 the bound exceeds 1 and says nothing. Else μ(S_α) ≥ α^K, (e + x^{K+1})·α^{K+1} ≥ 1, and Lemma 7 applies to ${sign === "distance" ? "F, which lies in [0, 1]" : "1 + F in the place of F, as F ≤ 0 does not meet its hypothesis: the mechanism and the difference of both sides are the same"}.`,
      corners: accuracyCorners,
      decide(place) {
        const { line, at, sign } = place;
        const found = place.law(at);
        const { least, greatest } = averageDistanceRange(found);
        const profile = at.map((steps) => ({ report: Q.rational(BigInt(steps), BigInt(line.m)), count: 1 }));
        const expected = I.realOf(expectedAverageDistance(place.exact(), found, profile));
        const loss =
          sign === "distance"
            ? R.subtract(R.fromRational(greatest), expected)
            : R.subtract(expected, R.fromRational(least));
        const order = R.compareReals(loss, accuracyBound(place, constant));
        return { holds: order === undefined ? undefined : order <= 0 };
      },
      choices: () => ({}),
      completed: [],
      sides(place) {
        const left = I.realOf(plainLoss(place, place.at));
        const right = accuracyBound(place, constant);
        return {
          left: realSide(left),
          right: realSide(right),
          larger: "right",
          holds: (R.compareReals(left, right) ?? 1) <= 0,
          inequality: "max F - E[F] <= (6/(nε)) ln(e + (nε)^(K+1))",
          explanation: "E by the law at the reports, max F over the places on the grid",
        };
      },
      evidence: (_budget, { sign }): JsonObject => ({
        improved: "4 in the place of 6, by the constant 2 in Lemma 7",
        applicable:
          "with the sign of the utilities max F ≤ 0 and the proof cannot apply Lemma 7 as it stands; it writes F(t, s') ≤ F(t, s) + α for the s that minimises F, where S_α needs F(t, s') ≥ max F − α",
        telling: "the bound is below 1 from nε = 45.93… for K = 1 and nε = 78.5… for K = 2",
        fourAtOneEndThreeAtTheOther: lossOfSeven(sign as LineSign),
      }),
    },
    law,
  );

/** max F(t, ·) − E[F(t, s)] for the players at t when the announced places are reported. */
export function plainLoss(place: LinePlace, announced: readonly number[]): I.InverseLog {
  const { line, at, sign } = place;
  const totals = plainTotals(line, at);
  const expected = plainExpected(place.exact(), place.law(announced), at);
  const best = averageOf(line, at, sign === "distance" ? Math.max(...totals) : Math.min(...totals));
  const top = I.fromRational(best, expected.log);
  return sign === "distance" ? I.subtract(top, expected) : I.subtract(expected, top);
}

/** Seven players, four at 0 and three at 1, at ε = 4·ln 100: what of the bound is lost. */
function lossOfSeven(sign: LineSign): JsonObject {
  const [line, at] = [{ K: 1, m: 2 }, [0, 0, 0, 0, 2, 2, 2]] as const;
  const epsilon = { times: Q.rational(4n), log: Q.rational(100n) };
  const law = (reports: readonly number[]) =>
    lineLaw(line, sign, reports.map((steps) => ({ report: Q.rational(BigInt(steps), 2n), count: 1 }))); // biome-ignore format: one line
  const place: LinePlace = { line, sign, at, epsilon, exact: () => lineEpsilon(epsilon, line), law };
  return { loss: roughly(I.realOf(plainLoss(place, at))), bound: roughly(accuracyBound(place, six)) };
}
