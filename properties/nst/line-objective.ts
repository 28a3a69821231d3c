import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { expectedAverageDistance, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import * as I from "../../src/number/inverse-log.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { atBases, type LineCase, printSizes, profilesOf, type Size, upTo } from "./line-cases.js";
import { inverseLogSide, type LinePlace, lineClaim, signMeanings } from "./line-claim.js";
import { averageOf, placesOn, plainExpected, plainTotal, printPlaces, readPlaces } from "./plain-line.js";

const sizes: Readonly<Record<"gate" | "standard" | "deep", readonly Size[]>> = {
  gate: [[1, 1, 2], [1, 2, 1], [2, 2, 1]],
  standard: [[1, 4, 3], [2, 3, 3]],
  deep: [[1, 6, 4], [2, 5, 3]],
}; // biome-ignore format: one line a budget
const bases = { gate: ["2"], standard: ["1001/1000", "10"], deep: ["3/2", "100"] } as const;

const minus = "F = −(1/n)·Σ_i |t_i − r_i(t_i, s)|";

/** The average distance when the facilities are drawn uniformly, as the mean over the simplices of their mean vertices. */
const uniformAverage = ({ line, at, law }: LinePlace): Q.Rational => {
  const { simplices, distances } = law(at);
  const total = simplices.flat().reduce((sum, vertex) => sum + distances[vertex]!, 0);
  const count = BigInt(simplices.length * (line.K + 1));
  return Q.divide(averageOf(line, at, total), Q.rational(count));
};

/** The same from ∫ Pr[|t − s| > x]^K dx for each player. */
const uniformByTails = ({ line: { K, m }, at }: LinePlace): Q.Rational => {
  const each = at.map((steps) => {
    const near = Q.rational(BigInt(Math.min(steps, m - steps)), BigInt(m));
    const rest = Q.subtract(Q.one, Q.multiply(Q.rational(2n), near));
    const power = Q.integerPower(rest, BigInt(K + 1));
    const even = Q.divide(Q.subtract(Q.one, power), Q.rational(BigInt(2 * (K + 1))));
    return Q.add(even, Q.divide(power, Q.rational(BigInt(K + 1))));
  });
  return Q.divide(each.reduce(Q.add, Q.zero), Q.rational(BigInt(at.length)));
};

/** Section 5: the designer minimises F, and the mechanism of the display is to favour small F. */
export const lineObjective = (made: readonly string[] = [], law = lineLaw): Claim<LineCase> =>
  lineClaim(
    {
      id: "nst/line-objective",
      place: "Section 5, objective and definition of M^ε",
      statement:
        "The designer minimises the average distance to the nearest facility, and M^{ε/2}, with density proportional to exp((nε/2)·F(t, s)), favours alternatives of smaller average distance.",
      hypotheses: ["ε > 0"],
      readings: readingsOf({ sign: ["distance", "utility"], favours: ["density", "expectation"] }),
      switchMeanings: {
        ...signMeanings,
        density:
          "of two alternatives the one with the smaller average distance has at least the density of the other, and of two with equal ones both have the same",
        expectation: "the expected average distance is at most that of facilities drawn uniformly",
      },
      signOf: ({ sign }) => (sign === "utility" || made.includes(minus) ? "utility" : "distance"),
      cases: (budget) => atBases(profilesOf(upTo(sizes, budget)), () => upTo(bases, budget)),
      describe: (budget) =>
        `every profile on a grid 1/m up to the order of the players, ${printSizes(upTo(sizes, budget))}; e^{ε/(2m)} = ${upTo(bases, budget).join(", ")}`,
      argument: ({ sign }) =>
        `All K, t and ε > 0: the density is ${sign === "utility" || made.includes(minus) ? "decreasing" : "increasing"} in the average distance D(t, s), and the derivative of E[F] by ε is (n/2)·Var[F] ≥ 0, from the uniform law at ε = 0.`,
      corners: {
        "one player": ({ at }) => at.length === 1,
        "two facilities": ({ line }) => line.K === 2,
        "all alternatives alike": ({ line, at }) => new Set(placesOn(line).map((s) => plainTotal(at, s))).size === 1,
        "at both ends": ({ line, at }) => at.includes(0) && at.includes(line.m),
      },
      decide(place, { favours }) {
        const found = place.law(place.at);
        if (favours === "expectation") {
          const profile = place.at.map((steps) => ({
            report: Q.rational(BigInt(steps), BigInt(place.line.m)),
            count: 1,
          }));
          const expected = expectedAverageDistance(place.exact(), found, profile);
          const uniform = I.fromRational(uniformAverage(place), expected.log);
          return { holds: I.compare(expected, uniform) <= 0 };
        }
        const { distances, exponents } = found;
        // The density is proportional to B^{lead − e}.
        const holds = distances.every((d, v) =>
          distances.every((other, w) => d > other || exponents[v]! <= exponents[w]!),
        );
        return { holds };
      },
      choices: ({ favours }) =>
        favours === "expectation"
          ? {}
          : {
              better: ({ line }) => placesOn(line).map((s) => printPlaces(line, s)),
              worse: ({ line, at }, { better }) => {
                const best = plainTotal(at, readPlaces(line, better));
                return placesOn(line)
                  .filter((s) => plainTotal(at, s) >= best)
                  .map((s) => printPlaces(line, s));
              },
            },
      completed: ["better", "worse"],
      sides(place, choices, { favours }) {
        const { line, at } = place;
        const found = place.law(at);
        if (favours === "expectation") {
          const expected = plainExpected(place.exact(), found, at);
          const uniform = uniformByTails(place);
          return {
            left: inverseLogSide(expected),
            right: uniform,
            larger: "right",
            holds: I.compare(expected, I.fromRational(uniform, expected.log)) <= 0,
            inequality: "E[average distance] <= that of facilities drawn uniformly",
            explanation: "E by the law at the reports, the other from the tails of |t_i - s|",
          };
        }
        const weights = ["better", "worse"].map((name) => weightAt(place, readPlaces(line, choices[name])));
        return {
          left: weights[1]!,
          right: weights[0]!,
          larger: "right",
          inequality: "density at worse <= density at better, up to the normaliser",
          explanation: `average distances ${["worse", "better"].map((name) => Q.printRational(averageOf(line, at, plainTotal(at, readPlaces(line, choices[name]))))).join(" and ")}`,
        };
      },
      evidence: (_budget, { sign }): JsonObject =>
        sign === "distance"
          ? {
              effect:
                "as printed the mechanism is the exponential mechanism of a designer who maximises the average distance: as ε grows the facilities go where it is largest",
              equality: "for two players at the two ends all places of one facility are alike, and the law is uniform",
            }
          : {
              effect:
                "as ε grows the facilities go where the average distance is smallest; Lemmas 7 and 9 to 11 speak of max F",
            },
      repair: {
        statement:
          "With F minus the average distance M^{ε/2} favours alternatives of smaller average distance, and the designer maximises F.",
        changes: [minus],
        claim: (changes) => lineObjective(changes, law),
        of: ["distance+density", "distance+expectation"],
      },
    },
    law,
  );

/** The density over that at the best alternative: a power of e^{ε/(2m)}. */
function weightAt(place: LinePlace, facilities: readonly number[]): Q.Rational {
  const { line, at } = place;
  const vertex = placesOn(line).findIndex((s) => s.join() === facilities.join());
  const { times, log } = place.epsilon!;
  const base = Q.rationalPower(log, Q.divide(times, Q.rational(BigInt(2 * line.m))))!;
  return Q.integerPower(base, BigInt(-place.law(at).exponents[vertex]!));
}
