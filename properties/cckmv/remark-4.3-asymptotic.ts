import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { candidates } from "../../src/mechanisms/cckmv/election.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients } from "../../src/number/ring.js";
import { over } from "../../src/verdict/finding.js";
import { chance } from "./election-claim.js";
import {
  caseOf,
  countsOf,
  epsilonOf,
  everyElectorate,
  familyClaim,
  signOfEpsilon,
  unanimousFor,
  votersOf,
} from "./election-family.js";
import { chanceOfLoss, expectedLoss, lossBy, lossOf } from "./election-loss.js";
import { type ElectionCase, expEpsilon, noisyElectionAt, type Subject } from "./elections.js";
import { lossForEveryMargin } from "./proposition-4.3-2.js";

/** Everybody prefers B, whom ties do not favour: the family that loses a share of n for ε = c/n. */
const allForB = { ...unanimousFor(["B"]), cornersOf: everyElectorate.cornersOf };

/**
 * For constant ε and n → ∞ the economic efficiency approaches optimal, both as fractions of n; also for vanishing ε = ε(n),
 * provided ε = ω(1/n) [CCKMV, Section 4, after Proposition 4.3].
 *
 * As finite statements for all n and ε: loss/n < 1/(εn) in expectation, and Pr[loss ≥ δn] < e^{−εδn} for every δ > 0.
 * Both bounds vanish exactly when εn → ∞. The constant of the first can be 0.27846…, see Proposition 4.3 (2).
 * The proviso is needed: for ε = c/n the unanimous electorates for B lose all of n with probability
 * e^{−c}/(1 + e^{−c/n}), which is above e^{−c}/2 for every n and tends to it.
 */
export const efficiencyAsymptotic = (under: Subject = noisyElectionAt(Q.one)): Claim<ElectionCase> =>
  familyClaim(under, {
    id: "cckmv/remark-4.3-asymptotic",
    place: "Section 4, after Proposition 4.3",
    statement:
      "The number of voters whose preferred candidate wins approaches optimal as a fraction of n, in expectation and with high probability, for " +
      "constant ε and n → ∞, and for vanishing ε = ε(n) provided ε = ω(1/n): max_{o'} #{i : θ_i = o'}/n − E[#{i : θ_i = o}]/n < 1/(εn), and " +
      "Pr[#{i : θ_i = o}/n ≤ max_{o'} #{i : θ_i = o'}/n − δ] < e^{−εδn} for every δ > 0.",
    hypotheses: ["ε > 0"],
    readings: readingsOf({ regime: ["omega", "c/n"], sense: ["expectation", "probability"] }),
    switchMeanings: {
      omega: "ε constant, or ε = ω(1/n): the bounds hold at every n and ε, and vanish as εn → ∞",
      "c/n":
        "the proviso cannot be dropped: for ε = c/n every unanimous electorate for B loses more than e^{−c}/2 of n " +
        "(in expectation), or all of n with more than that probability",
      expectation: "the expected loss",
      probability: "the probability of a loss of δn",
    },
    argument:
      `${lossForEveryMargin} For the probability: divided by e^{−εD}, both sides are the same at every margin D of one sign; δn = D is the worst δ > 0. ` +
      "Unanimous electorates: divided by e^{−εn}, both sides are the same at every n.",
    family: ({ regime }) => (regime === "omega" ? everyElectorate : allForB),
    decide(R, situation, c, switches) {
      const n = votersOf(c);
      const [loss, losing] = [expectedLoss(R, situation, c), chanceOfLoss(R, situation, c)];
      const finding = { hypotheses: "inside", witness: {} } as const;
      const conclude = (holds: boolean) => ({
        ...finding,
        conclusion: holds ? ("holds" as const) : ("fails" as const),
      });
      if (switches.regime === "c/n") {
        const share =
          switches.sense === "probability"
            ? losing
            : over(loss.numerator, R.multiply(R.integer(BigInt(n)), loss.denominator));
        const c = expEpsilon(R, under, -n);
        const half = over(c.numerator, R.multiply(R.integer(2n), c.denominator));
        return { ...conclude(compareQuotients(R, share, half) > 0), sides: { left: share, right: half } };
      }
      if (switches.sense === "expectation") {
        return conclude(signOfEpsilon(R, under, loss.numerator, loss.denominator) < 0);
      }
      const right = expEpsilon(R, under, -marginOf(c));
      return {
        ...conclude(compareQuotients(R, losing, right) < 0 || marginOf(c) === 0),
        sides: { left: losing, right },
      };
    },
    choices: () => ({}),
    check(setting, _choices, switches) {
      const c = caseOf(setting);
      const n = Q.rational(BigInt(votersOf(c)));
      const common = { hypotheses: "inside", explanation: describe(c, lossOf(setting)), corners: [] } as const;
      const losing = candidates
        .filter((o) => lossBy(c, o) > 0)
        .map((o) => chance(setting, c.truth, o))
        .reduce(Q.add, Q.zero);
      if (switches.regime === "c/n") {
        const left = switches.sense === "probability" ? losing : Q.divide(lossOf(setting), n);
        const right = Q.divide(setting.expEpsilon(-votersOf(c)), Q.rational(2n));
        const inequality = `${switches.sense === "probability" ? "Pr[loss >= n]" : "E[loss]/n"} > e^{-εn}/2`;
        return { ...common, holds: Q.compare(left, right) > 0, inequality, left, right, larger: "left" };
      }
      if (switches.sense === "expectation") {
        const left = L.scale(epsilonOf(setting), lossOf(setting));
        const right = L.fromRational(Q.one);
        return {
          ...common,
          holds: L.compare(left, right) < 0,
          inequality: "ε·n·E[loss]/n < 1",
          left,
          right,
          larger: "right",
        };
      }
      const D = marginOf(c);
      const right = setting.expEpsilon(-D);
      return {
        ...common,
        holds: D === 0 || Q.compare(losing, right) < 0,
        inequality: "Pr[loss >= δn] < e^{-εδn} at δn = D, for D = |#A - #B| > 0",
        left: losing,
        right,
        larger: "right",
      };
    },
  });

/** D = |#A − #B|. */
const marginOf = (c: ElectionCase): number => Math.max(...candidates.map((o) => lossBy(c, o)));

function describe(c: ElectionCase, loss: Q.Rational): string {
  const { A, B } = countsOf(c);
  return `${A} voters prefer A and ${B} prefer B; the expected loss is ${Q.printRational(loss)}`;
}
