import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { expectedAverageDistance, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import { averageDistanceRange } from "../../src/mechanisms/nst/line-volume.js";
import * as I from "../../src/number/inverse-log.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { realSide } from "../real-sides.js";
import { accuracyCorners, plainLoss } from "./corollary-6.js";
import { everyAnnouncement, everyMove, farthest } from "./lemma-8.js";
import { accuracyBound } from "./line-accuracy.js";
import { atBases, type LineCase, printSizes, profilesOf, type Size, upTo } from "./line-cases.js";
import { lineClaim, signMeanings } from "./line-claim.js";
import { readPlaces } from "./plain-line.js";

const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[1, 1, 3], [2, 2, 1]],
  standard: [[1, 2, 3], [2, 2, 2]],
  deep: [[1, 4, 3], [2, 3, 2]],
}; // biome-ignore format: one line a budget
const bases = { gate: ["2"], standard: ["100"], deep: ["11/10", "10"] } as const;

/** ε so large, e^{ε/(2m)} so large a number, that the bound is below 1 with few players. */
const vast = `${10n ** 14n}`;
const telling = (budget: Budget): readonly LineCase[] =>
  (budget === "gate" ? [1] : [1, 2]).flatMap((K) =>
    (budget === "gate" ? [[0], [0, 1]] : [[0], [0, 1], [1], [1, 1], [0, 2], [0, 2, 2]]).map((at) => ({
      K: K as 1 | 2,
      m: 2,
      at,
      base: vast,
    })),
  );

/** Lemma 10; with other factors on β for near misses. */
export const lemma10 = (factor = Q.rational(2n), constant = Q.rational(6n), law = lineLaw): Claim<LineCase> =>
  lineClaim(
    {
      id: "nst/lemma-10",
      place: "Lemma 10",
      statement:
        "If |b_i − t_i| ≤ β for all i then E_{M^{ε/2}(b)}[F(t, s)] ≥ max_s F(t, s) − 2β − (6/(nε))·ln(e + (nε)^{K+1}).",
      hypotheses: ["|b_i − t_i| ≤ β for all i", "ε > 0"],
      readings: readingsOf({ sign: ["distance", "utility"] }),
      switchMeanings: signMeanings,
      cases: (budget) => [...atBases(profilesOf(upTo(sizes, budget)), () => upTo(bases, budget)), ...telling(budget)],
      describe: (budget) =>
        `every profile t on a grid 1/m up to the order of the players and every profile b on it, β = max_i |t_i − b_i|, ${printSizes(upTo(sizes, budget))}, e^{ε/(2m)} = ${upTo(bases, budget).join(", ")}; and ${telling(budget).length} profiles t, all b, with ε = 4·ln 10^14`,
      argument: () =>
        "All K, t, b, ε and both signs: F(t, s) ≥ F(b, s) − β at each s by Lemma 8, E_{M(b)}[F(b, s)] is within the bound of max_s F(b, s) by Corollary 6, and max_s F(b, s) ≥ max_s F(t, s) − β by Lemma 9.",
      corners: accuracyCorners,
      decide(place) {
        const { line, at, sign } = place;
        const { least, greatest } = averageDistanceRange(place.law(at));
        const profile = at.map((steps) => ({ report: Q.rational(BigInt(steps), BigInt(line.m)), count: 1 }));
        const bound = accuracyBound(place, constant);
        const orders = everyMove(line.m, at.length).map((announced) => {
          const expected = I.realOf(expectedAverageDistance(place.exact(), place.law(announced), profile));
          const loss =
            sign === "distance"
              ? R.subtract(R.fromRational(greatest), expected)
              : R.subtract(expected, R.fromRational(least));
          const beta = Q.rational(BigInt(farthest(at, announced)), BigInt(line.m));
          return R.compareReals(loss, R.add(R.fromRational(Q.multiply(factor, beta)), bound));
        });
        if (orders.some((order) => order === 1)) return { holds: false };
        return { holds: orders.includes(undefined) ? undefined : true };
      },
      choices: () => ({ announced: everyAnnouncement }),
      completed: ["announced"],
      sides(place, choices) {
        const { line, at } = place;
        const announced = readPlaces(line, choices.announced);
        const left = I.realOf(plainLoss(place, announced));
        const beta = Q.rational(BigInt(farthest(at, announced)), BigInt(line.m));
        const right = R.add(R.fromRational(Q.multiply(factor, beta)), accuracyBound(place, constant));
        return {
          left: realSide(left),
          right: realSide(right),
          larger: "right",
          holds: (R.compareReals(left, right) ?? 1) <= 0,
          inequality: "max F(t, s) - E_{M(b)}[F(t, s)] <= 2 β + (6/(nε)) ln(e + (nε)^(K+1))",
          explanation: `β = ${Q.printRational(beta)}`,
        };
      },
      evidence: (_budget, { sign }) => ({
        bestConstant:
          sign === "distance"
            ? "2 on β: with all players at 1/2 + η and all announcements just below 1/2, at β a little above η, the loss tends to 2η as ε → ∞"
            : "2·(1/n)·Σ_i |t_i − b_i| in the place of 2β; as ε → ∞ one facility at the median of the announcements loses at most β",
        telling: "the bound is below 1 only for large nε; see nst/corollary-6",
      }),
    },
    law,
  );
