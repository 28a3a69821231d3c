import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { once } from "../../src/instance/once.js";
import { expectedDistance, type LineSign, lineEpsilon, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import * as I from "../../src/number/inverse-log.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { afterLie, everyPlace } from "./lemma-6.js";
import { atBases, type LineCase, printPlace, printSizes, profilesOf, type Size, upTo } from "./line-cases.js";
import { inverseLogSide, type LinePlace, lineClaim, realSide, signMeanings } from "./line-claim.js";
import { plainExpected, readPlace } from "./plain-line.js";
import { roughly } from "./setting-cases.js";

const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[1, 1, 2], [2, 2, 1]],
  standard: [[1, 4, 2], [2, 2, 2]],
  deep: [[1, 4, 4], [2, 4, 2]],
}; // biome-ignore format: one line a budget

/** e^{ε/(2m)} by m: with e^ε just below e. */
const nearOne: Readonly<Record<number, string>> = { 1: "28/17", 2: "23/18", 4: "26/23" };
const below: Readonly<Record<Budget, readonly string[]>> = {
  gate: [],
  standard: ["1001/1000"],
  deep: ["101/100", "11/10"],
};
const above: Readonly<Record<Budget, readonly string[]>> = { gate: ["10"], standard: ["3/2"], deep: ["2", "100"] };

const basesOf = (budget: Budget, isAny: boolean) => (m: number) => [
  nearOne[m]!,
  ...upTo(below, budget),
  ...(isAny ? upTo(above, budget) : []),
];

const casesOf = (budget: Budget, isAny: boolean) => atBases(profilesOf(upTo(sizes, budget)), basesOf(budget, isAny));

const describe = (budget: Budget, isAny: boolean) =>
  `every profile on a grid 1/m up to the order of the players, every player and lie on it, ${printSizes(upTo(sizes, budget))}; e^{ε/(2m)} = ${["28/17, 23/18 and 26/23 for m = 1, 2, 4", ...upTo(below, budget), ...(isAny ? upTo(above, budget) : [])].join(", ")}`;

const isSmall = ({ epsilon }: LinePlace): boolean =>
  L.compare(L.scale(L.ln(epsilon!.log), epsilon!.times), L.fromRational(Q.one)) <= 0;

const corners = {
  "one player": ({ at }: LinePlace) => at.length === 1,
  "two facilities": ({ line }: LinePlace) => line.K === 2,
  "all in one place": ({ at }: LinePlace) => new Set(at).size === 1,
  "ε above 9/10": ({ epsilon }: LinePlace) =>
    L.compare(L.scale(L.ln(epsilon!.log), epsilon!.times), L.fromRational(Q.rational(9n, 10n))) > 0,
};

const apart = (x: number, y: number): number => (x < y ? y - x : x - y);

/** Player and lie: what both claims quantify over beside the instance. */
const choices = {
  player: ({ at }: LinePlace) => at.map((_, i) => i),
  lie: ({ line }: LinePlace) => everyPlace(line.m).map((steps) => printPlace(line.m, steps)),
};

/** Whether something is so of the expected distance of each player after the truth and after each lie, and how far it is. */
const ofEveryLie = (
  place: LinePlace,
  holds: (truthful: I.InverseLog, lying: I.InverseLog, steps: number) => boolean,
): boolean =>
  place.at.every((t, player) => {
    const where = Q.rational(BigInt(t), BigInt(place.line.m));
    const truthful = expectedDistance(place.exact(), place.law(place.at), where);
    return everyPlace(place.line.m).every((lie) => {
      const lying = expectedDistance(place.exact(), place.law(afterLie(place.at, player, lie)), where);
      return holds(truthful, lying, apart(t, lie));
    });
  });

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
      cases: (budget, { epsilon }) => casesOf(budget, epsilon === "any"),
      describe: (budget, { epsilon }) => describe(budget, epsilon === "any"),
      argument: () =>
        "All K, n, t, b_i, both signs and all ε: the densities differ by a factor of at most e^{±δ}, δ = ε·|t_i − b_i|, so that the expectation of 1 + u_i ∈ [0, 1] moves by at most (e^δ − 1)/(e^δ + 1) ≤ δ/2. What the others announce is arbitrary, as the utility does not depend on their places.",
      corners,
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
      choices: () => choices,
      completed: ["player", "lie"],
      sides(place, chosen, { epsilon }) {
        const { line, at } = place;
        const [player, lie] = [chosen.player as number, readPlace(line, chosen.lie)];
        const own = [at[player]!];
        const reports = [at, afterLie(at, player, lie)];
        const [truthful, lying] = reports.map((list) => I.realOf(plainExpected(place.exact(), place.law(list), own)));
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
      evidence: (_budget, { sign }): JsonObject => ({
        improved: "1/2 in the place of 2 for every ε > 0 and both signs, by the argument",
        epsilon:
          "ε ≤ 1 is not needed; the proof has ε < 1 in the place of ε ≤ 1, and multiplies an inequality by u_i ≤ 0: see nst/lemma-11-step",
        largestGain: largestGains[sign as LineSign](),
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

const unit = "u_i in [0, 1]: u_i = 1 − |t_i − r_i|";
const isUnit = ({ utility }: Switches, made: readonly string[]) => utility === "unit" || made.includes(unit);

/** e^{ε·steps/m}. */
const growth = ({ line, epsilon }: LinePlace, steps: number): Q.Rational =>
  Q.rationalPower(epsilon!.log, Q.multiply(epsilon!.times, Q.rational(BigInt(steps), BigInt(line.m))))!;

const largestGains = { distance: once(() => largestGain("distance")), utility: once(() => largestGain("utility")) };

/** The inequality in the middle of the proof of Lemma 11; another `slack` than 1 is a near miss. */
export const lemma11Step = (made: readonly string[] = [], law = lineLaw, slack = Q.one): Claim<LineCase> =>
  lineClaim(
    {
      id: "nst/lemma-11-step",
      place: "Lemma 11, in the proof",
      statement:
        "E_{M^{ε/2}(b_i, t_−i)}[u_i(t_i, s, r_i(t_i, s))] ≤ e^{ε·|t_i − b_i|}·E_{M^{ε/2}(t_i, t_−i)}[u_i(t_i, s, r_i(t_i, s))] for all i, b_i, t_i, t_−i.",
      hypotheses: ["ε > 0"],
      readings: readingsOf({ utility: ["negative", "unit"], sign: ["distance", "utility"] }),
      switchMeanings: {
        ...signMeanings,
        negative: "u_i = −|t_i − r_i| as in Section 4.2, in [−1, 0]",
        unit: "u_i = 1 − |t_i − r_i|, in [0, 1] as Section 2 declares",
      },
      cases: (budget) => casesOf(budget, true),
      describe: (budget) => describe(budget, true),
      argument: (switches) =>
        isUnit(switches, made)
          ? "All K, n, t, b_i, ε, both signs and all u_i ≥ 0: the density under b_i is at most e^{ε·|t_i − b_i|} times that under t_i at every s, and u_i ≥ 0 keeps the order."
          : "All K, n, t, b_i ≠ t_i, ε and both signs: for u_i ≤ 0 the step says E_{M(b_i)}|t_i − r_i| ≥ e^δ·E_{M(t_i)}|t_i − r_i|, where the densities give < e^δ.",
      corners,
      decide(place, switches) {
        const holds = ofEveryLie(place, (truthful, lying, steps) => {
          const factor = Q.multiply(slack, growth(place, steps));
          if (!isUnit(switches, made)) return I.compare(I.scale(truthful, factor), lying) <= 0;
          const all = I.fromRational(Q.one, truthful.log);
          return I.compare(I.subtract(all, lying), I.scale(I.subtract(all, truthful), factor)) <= 0;
        });
        return { holds };
      },
      choices: () => choices,
      completed: ["player", "lie"],
      sides(place, chosen, switches) {
        const { line, at } = place;
        const [player, lie] = [chosen.player as number, readPlace(line, chosen.lie)];
        const own = [at[player]!];
        const top = I.fromRational(isUnit(switches, made) ? Q.one : Q.zero, place.epsilon!.log);
        const [truthful, lying] = [at, afterLie(at, player, lie)].map((list) =>
          I.subtract(top, plainExpected(place.exact(), place.law(list), own)),
        );
        const right = I.scale(truthful!, Q.multiply(slack, growth(place, apart(own[0]!, lie))));
        return {
          left: inverseLogSide(lying!),
          right: inverseLogSide(right),
          larger: "right",
          holds: I.compare(lying!, right) <= 0,
          inequality: "E_{M(b_i)} u_i <= e^(ε |t_i - b_i|) E_{M(t_i)} u_i",
          explanation: `e^(ε |t_i - b_i|) = ${Q.printRational(growth(place, apart(own[0]!, lie)))}`,
        };
      },
      evidence: (_budget, switches): JsonObject =>
        isUnit(switches, made)
          ? {
              last: "with it E_{M(b_i)}[u_i] − E_{M(t_i)}[u_i] ≤ (e^δ − 1)·E_{M(t_i)}[u_i] ≤ 2δ for δ = ε·|t_i − b_i| ≤ 1, as Lemma 11 wants",
            }
          : {
              failing: "every b_i ≠ t_i at every instance; with −u_i in the place of u_i it holds",
              lemma: "Lemma 11 itself holds: a common shift of u_i changes no gain",
            },
      repair: {
        statement: "With u_i = 1 − |t_i − r_i| in [0, 1] the inequality holds for all i, b_i, t_i, t_−i and ε.",
        changes: [unit],
        claim: (changes) => lemma11Step(changes, law, slack) as Claim,
        of: ["negative+distance", "negative+utility"],
      },
    },
    law,
  );
