import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { once } from "../../src/instance/once.js";
import { type LineSign, lineEpsilon, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import * as I from "../../src/number/inverse-log.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { realSide } from "../real-sides.js";
import { afterLie, everyPlace } from "./lemma-6.js";
import { type LineCase, printPlace, profilesOf } from "./line-cases.js";
import { lineClaim, realFrom, signMeanings } from "./line-claim.js";
import { apart, describeLies, gainSizes, isSmall, lieCases, lieChoices, lieCorners, ofEveryLie } from "./line-lies.js";
import { plainExpected, readPlace } from "./plain-line.js";
import { roughly } from "./setting-cases.js";

/** Lemma 11; with another factor on ε·|t_i − b_i| for near misses. */
export const lemma11 = (factor = Q.rational(2n), law = lineLaw): Claim<LineCase> =>
  lineClaim(
    {
      id: "nst/lemma-11",
      place: "Lemma 11",
      statement:
        "If ε ≤ 1 then for all i, b_i, t_i, t_−i: E_{M^{ε/2}(b_i, t_−i)}[u_i(t_i, s, r_i(t_i, s))] − E_{M^{ε/2}(t_i, t_−i)}[u_i(t_i, s, r_i(t_i, s))] ≤ 2ε·|t_i − b_i|.",
      hypotheses: ["0 < ε ≤ 1; dropped in the reading any"],
      readings: readingsOf({ sign: ["distance", "utility"], epsilon: ["small", "any"] }),
      switchMeanings: { ...signMeanings, small: "ε ≤ 1, as printed", any: "every ε > 0" },
      cases: (budget, { epsilon }) => lieCases(gainSizes, budget, epsilon === "any"),
      describe: (budget, { epsilon }) => describeLies(gainSizes, budget, epsilon === "any"),
      argument: () =>
        "All K, n, t, b_i, both signs and all ε: the densities differ by a factor of at most e^{±δ}, δ = ε·|t_i − b_i|, so that the expectation of 1 + u_i ∈ [0, 1] moves by at most (e^δ − 1)/(e^δ + 1) ≤ δ/2. What the others announce is arbitrary, as the utility does not depend on their places.",
      corners: lieCorners,
      decide(place, { epsilon }) {
        if (epsilon === "small" && !isSmall(place)) return { isInside: false, holds: true };
        const { times, log } = place.epsilon!;
        const y = I.inverseLog(log, [0n, 1n], [1n]);
        // The gain over ln log against 2·times·|t − b|, both sides divided by ln log.
        const holds = ofEveryLie(place, (truthful, lying, steps) => {
          const allowed = Q.multiply(Q.multiply(factor, times), Q.rational(BigInt(steps), BigInt(place.line.m)));
          return I.compare(I.multiply(I.subtract(truthful, lying), y), I.fromRational(allowed, log)) <= 0;
        });
        return { holds };
      },
      choices: () => lieChoices,
      completed: ["player", "lie"],
      sides(place, chosen, { epsilon }) {
        const { line, at } = place;
        const [player, lie] = [chosen.player as number, readPlace(line, chosen.lie)];
        const own = [at[player]!];
        const reports = [at, afterLie(at, player, lie)];
        const [truthful, lying] = reports.map((list) => realFrom(plainExpected(place.exact(), place.law(list), own)));
        const left = R.subtract(truthful!, lying!);
        const { times, log } = place.epsilon!;
        const span = Q.rational(BigInt(apart(own[0]!, lie)), BigInt(line.m));
        const right = R.multiply(
          R.fromRational(Q.multiply(Q.multiply(factor, times), span)),
          R.ln(R.fromRational(log)),
        );
        return {
          hypotheses: epsilon === "any" || isSmall(place) ? "inside" : "outside",
          left: realSide(left),
          right: realSide(right),
          larger: "right",
          // A lie that is the truth gains nothing and is allowed nothing.
          holds: own[0] === lie || (R.compareReals(left, right) ?? 1) <= 0,
          inequality: "gain of announcing b_i <= 2 ε |t_i - b_i|",
          explanation: "expected distances of the player under both laws",
        };
      },
      evidence: (budget, { sign }): JsonObject => ({
        improved: "1/2 in the place of 2 for every ε > 0 and both signs, by the argument",
        epsilon:
          "ε ≤ 1 is not needed; the proof has ε < 1 in the place of ε ≤ 1, and multiplies an inequality by u_i ≤ 0: see nst/lemma-11-step",
        ...(budget !== "gate" && { largestGain: largestGains[sign as LineSign]() }),
      }),
    },
    law,
  );

/** The largest gain over ε·|t_i − b_i| of two players on the grid 1/4 with K = 1, at e^{ε/8} = 26/23. */
function largestGain(sign: LineSign): JsonObject {
  const line = { K: 1, m: 4 } as const;
  const epsilon = { times: Q.rational(8n), log: Q.rational(26n, 23n) };
  const exact = lineEpsilon(epsilon, line);
  const lawOf = (at: readonly number[]) =>
    lineLaw(line, sign, at.map((steps) => ({ report: Q.rational(BigInt(steps), 4n), count: 1 }))); // biome-ignore format: one line
  const found = profilesOf([[1, 4, 2]]).flatMap(({ at }) =>
    at.flatMap((t, player) =>
      everyPlace(4)
        .filter((lie) => lie !== t)
        .map((lie) => {
          const [truthful, lying] = [at, afterLie(at, player, lie)].map((list) =>
            plainExpected(exact, lawOf(list), [t]),
          );
          const gain = I.scale(I.subtract(truthful!, lying!), Q.rational(4n, BigInt(apart(t, lie))));
          return { gain, at, player, lie };
        }),
    ),
  );
  const best = found.reduce((most, next) => (I.compare(next.gain, most.gain) > 0 ? next : most));
  const total = R.multiply(R.fromRational(epsilon.times), R.ln(R.fromRational(epsilon.log)));
  return {
    reports: best.at.map((steps) => printPlace(4, steps)),
    player: best.player,
    lie: printPlace(4, best.lie),
    gainOverEpsilonTimesDistance: roughly(R.divide(I.realOf(best.gain), total)),
  };
}

const largestGains = { distance: once(() => largestGain("distance")), utility: once(() => largestGain("utility")) };
