import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { expectedAverageDistance, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import { averageDistanceRange, volumeNearBest } from "../../src/mechanisms/nst/line-volume.js";
import * as I from "../../src/number/inverse-log.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { atBases, type LineCase, printSizes, profilesOf, type Size, upTo } from "./line-cases.js";
import { inverseLogSide, type LinePlace, lineClaim, signMeanings } from "./line-claim.js";
import { averageOf, plainExpected, plainTotals, plainVolume } from "./plain-line.js";

const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[1, 1, 2], [1, 2, 1], [2, 2, 1]],
  standard: [[1, 4, 2], [2, 2, 3]],
  deep: [[1, 4, 4], [2, 4, 3]],
}; // biome-ignore format: one line a budget
const bases = { gate: ["2", "100"], standard: ["11/10", "10"], deep: ["1001/1000", "3/2", "1000"] } as const;

/** Numerators and the denominator of the levels α. */
const parts = 24n;
const levels = Array.from({ length: Number(parts) }, (_, k) => Q.rational(BigInt(k + 1), parts));

/** The reading in which a logarithm is one of a positive number. */
const positiveLogs = "utility-positive";

const unitRange = "F in [0, 1]: F = 1 − (1/n)·Σ_i |t_i − r_i(t_i, s)|";

/** The objective: the distance, minus it, or 1 minus it. */
type Objective = "distance" | "utility" | "unit";
function objectiveOf({ objective }: Switches, made: readonly string[]): Objective {
  if (objective === "utility" && made.includes(unitRange)) return "unit";
  return objective === positiveLogs ? "utility" : (objective as Objective);
}

/** max_s F from the least and the greatest average distance. */
const topOf = (objective: Objective, least: Q.Rational, greatest: Q.Rational): Q.Rational =>
  objective === "distance" ? greatest : objective === "utility" ? Q.negate(least) : Q.subtract(Q.one, least);

/** Whether α ≥ (2/(nε))·ln(top/(α·μ)), with ln 0 = −∞ if it is defined; nothing is said where the top is negative. */
function isEnough(
  { at, epsilon }: LinePlace,
  { top, hasLogOfZero }: { readonly top: Q.Rational; readonly hasLogOfZero: boolean },
  alpha: Q.Rational,
  volume: Q.Rational,
): boolean {
  const sign = Q.signOfRational(top);
  if (sign <= 0) return sign === 0 && hasLogOfZero;
  const { times, log } = epsilon!;
  const scale = Q.multiply(Q.multiply(alpha, times), Q.rational(BigInt(at.length), 2n));
  const needed = L.ln(Q.divide(top, Q.multiply(alpha, volume)));
  return L.sign(L.subtract(L.scale(L.ln(log), scale), needed)) >= 0;
}

/** The least level that is enough. A larger α makes the hypothesis weaker and the conclusion too: the least is the worst. */
function firstLevel(enough: (alpha: Q.Rational) => boolean): Q.Rational | undefined {
  let tooLow = 0;
  for (const step of [16, 8, 4, 2, 1]) {
    const next = levels[tooLow + step - 1];
    if (next && !enough(next)) tooLow += step;
  }
  return levels[tooLow];
}

/** Lemma 7 for the F of Section 5, d = 1, with its constant 3; others are near misses. */
export const lemma7 = (made: readonly string[] = [], constant = Q.rational(3n), law = lineLaw): Claim<LineCase> =>
  lineClaim(
    {
      id: "nst/lemma-7",
      place: "Lemma 7",
      statement:
        "For 0 ≤ α ≤ 1, S_α = {s : F(t, s) ≥ max_s F(t, s) − α} and the uniform μ: if α ≥ (2d/(nε))·ln(max_s F(t, s)/(α·μ(S_α))) then E_{M^{ε/(2d)}(t)}[F(t, s)] ≥ max_s F(t, s) − 3α.",
      hypotheses: ["α ≥ (2d/(nε))·ln(max_s F(t, s)/(α·μ(S_α)))", "0 < α ≤ 1", "d = 1"],
      readings: readingsOf({ objective: ["distance", "utility", positiveLogs, "unit"] }),
      switchMeanings: {
        ...signMeanings,
        utility: `${signMeanings.utility}; max_s F is at most 0: the hypothesis has ln 0 = −∞ where it is 0, and says nothing where it is negative`,
        [positiveLogs]: `${signMeanings.utility}; a logarithm is one of a positive number: max_s F ≤ 0, so that no instance meets the hypothesis`,
        unit: "F is 1 minus the average distance, in [0, 1] as Section 2 declares; the mechanism is that of minus the average distance",
      },
      signOf: ({ objective }) => (objective === "distance" ? "distance" : "utility"),
      cases: (budget) => atBases(profilesOf(upTo(sizes, budget)), () => upTo(bases, budget)),
      describe: (budget) =>
        `every profile on a grid 1/m up to the order of the players, ${printSizes(upTo(sizes, budget))}; e^{ε/(2m)} = ${upTo(bases, budget).join(", ")}; α = 1/${parts}, …, ${parts}/${parts}`,
      argument: (switches) =>
        switches.objective === positiveLogs
          ? "All t, ε and α: max_s F ≤ 0 whenever F is minus a distance, so that ln(max_s F/(α·μ(S_α))) is defined nowhere. The lemma says nothing under this sign."
          : objectiveOf(switches, made) === "utility"
            ? "All t with at most K different places, all ε: max_s F = 0, every α > 0 meets the hypothesis in the limit, and E[F] < 0 does not depend on α."
            : "All bounded F ≥ 0 on any space, all α, d, n, ε: with M = max_s F > 0 the law has at most α/M outside S_{2α}, so that E[F] ≥ (M − 2α)·(1 − α/M) = M − 3α + 2α²/M where M ≥ 2α, and E[F] ≥ 0 > M − 3α elsewhere. F ≥ 0 is used twice.",
      corners: {
        "one player": ({ at }) => at.length === 1,
        "two facilities": ({ line }) => line.K === 2,
        "a best place for everyone": ({ line, at }) => new Set(at).size <= line.K,
        "all in one place": ({ at }) => new Set(at).size === 1,
      },
      decide(place, switches) {
        const { at, line } = place;
        const found = place.law(at);
        const { least, greatest } = averageDistanceRange(found);
        const objective = objectiveOf(switches, made);
        const top = topOf(objective, least, greatest);
        const start = { top, hasLogOfZero: switches.objective !== positiveLogs };
        const first = firstLevel((alpha) => isEnough(place, start, alpha, volumeNearBest(found, alpha)));
        if (first === undefined) return { isInside: false, holds: true };
        const profile = at.map((steps) => ({ report: Q.rational(BigInt(steps), BigInt(line.m)), count: 1 }));
        const expected = expectedAverageDistance(place.exact(), found, profile);
        const allowed = Q.multiply(constant, first);
        const [low, high] =
          objective === "distance"
            ? [I.fromRational(Q.subtract(greatest, allowed), expected.log), expected]
            : [expected, I.fromRational(Q.add(least, allowed), expected.log)];
        return { holds: I.compare(low, high) <= 0 };
      },
      choices: () => ({ alpha: () => levels.map(Q.printRational) }),
      completed: ["alpha"],
      sides(place, choices, switches) {
        const { line, at, sign } = place;
        const totals = plainTotals(line, at);
        const [least, greatest] = [Math.min(...totals), Math.max(...totals)].map((total) => averageOf(line, at, total));
        const objective = objectiveOf(switches, made);
        const top = topOf(objective, least!, greatest!);
        const alpha = Q.parseRational(choices.alpha as string)!;
        const volume =
          sign === "distance"
            ? plainVolume(line, at, Q.subtract(greatest!, alpha), "above")
            : plainVolume(line, at, Q.add(least!, alpha), "below");
        const distance = plainExpected(place.exact(), place.law(at), at);
        const shift = I.fromRational(Q.one, distance.log);
        const value = { distance, utility: I.negate(distance), unit: I.subtract(shift, distance) }[objective];
        const right = Q.subtract(top, Q.multiply(constant, alpha));
        return {
          hypotheses: isEnough(place, { top, hasLogOfZero: switches.objective !== positiveLogs }, alpha, volume)
            ? "inside"
            : "outside",
          left: inverseLogSide(value),
          right,
          larger: "left",
          holds: I.compare(I.fromRational(right, value.log), value) <= 0,
          inequality: "E[F] >= max F - 3 α",
          explanation: `max F = ${Q.printRational(top)}, μ(S_α) = ${Q.printRational(volume)}`,
        };
      },
      evidence: (_budget, { objective }): JsonObject =>
        objective === positiveLogs
          ? { hypothesis: "never met: max_s F ≤ 0 whenever F is minus a distance, at every t, n, ε and α" }
          : objective === "utility"
            ? {
                convention:
                  "falls by the convention ln 0 = −∞ alone: with logarithms of positive numbers the hypothesis is never met under this sign",
                negative: "at α = 0 the quotient is not defined under any sign",
              }
            : {
                bestConstant:
                  "2 in the place of 3, for all F ≥ 0, and no smaller number: with L = M − F, E[L] is largest with L = α on S_α and one value r·α, r ≤ M/α, elsewhere; for r ≤ 2 it is at most 2α, and for r > 2 the rest weighs at most (M/α)^{1 − r} ≤ 1/(r − 1) of S_α; M = r·α, r → 2 from below and ε → ∞ with equality in the hypothesis give 2",
                zero: "where max F = 0, F ≥ 0 is 0 everywhere and the conclusion holds; at α = 0 the hypothesis is not defined, and fails in the limit",
              },
      repair: {
        statement:
          "With F = 1 − (1/n)·Σ_i |t_i − r_i(t_i, s)| in [0, 1], for which the mechanism is the same, the hypothesis implies E[F] ≥ max F − 3α.",
        changes: [unitRange],
        claim: (changes) => lemma7(changes, constant, law),
        of: ["utility"],
      },
    },
    law,
  );
