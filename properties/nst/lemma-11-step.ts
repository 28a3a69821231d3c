import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import * as I from "../../src/number/inverse-log.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { afterLie } from "./lemma-6.js";
import type { LineCase } from "./line-cases.js";
import { inverseLogSide, type LinePlace, lineClaim, signMeanings } from "./line-claim.js";
import { apart, describeLies, lieCases, lieChoices, lieCorners, ofEveryLie, stepSizes } from "./line-lies.js";
import { plainExpected, readPlace } from "./plain-line.js";

const unit = "u_i in [0, 1]: u_i = 1 − |t_i − r_i|";
const isUnit = ({ utility }: Switches, made: readonly string[]) => utility === "unit" || made.includes(unit);

/** e^{ε·steps/m}. */
const growth = ({ line, epsilon }: LinePlace, steps: number): Q.Rational =>
  Q.rationalPower(epsilon!.log, Q.multiply(epsilon!.times, Q.rational(BigInt(steps), BigInt(line.m))))!;

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
      cases: (budget) => lieCases(stepSizes, budget, true),
      describe: (budget) => describeLies(stepSizes, budget, true),
      argument: (switches) =>
        isUnit(switches, made)
          ? "All K, n, t, b_i, ε, both signs and all u_i ≥ 0: the density under b_i is at most e^{ε·|t_i − b_i|} times that under t_i at every s, and u_i ≥ 0 keeps the order."
          : "All K, n, t, b_i ≠ t_i, ε and both signs: for u_i ≤ 0 the step says E_{M(b_i)}|t_i − r_i| ≥ e^δ·E_{M(t_i)}|t_i − r_i|, where the densities give < e^δ.",
      corners: lieCorners,
      decide(place, switches) {
        const holds = ofEveryLie(place, (truthful, lying, steps) => {
          const factor = Q.multiply(slack, growth(place, steps));
          if (!isUnit(switches, made)) return I.compare(I.scale(truthful, factor), lying) <= 0;
          const all = I.fromRational(Q.one, truthful.log);
          return I.compare(I.subtract(all, lying), I.scale(I.subtract(all, truthful), factor)) <= 0;
        });
        return { holds };
      },
      choices: () => lieChoices,
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
        claim: (changes) => lemma11Step(changes, law, slack),
        of: ["negative+distance", "negative+utility"],
      },
    },
    law,
  );
